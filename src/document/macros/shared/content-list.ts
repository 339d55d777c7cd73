/** Plain lists and tables of contents. */
import { html } from '../../build.ts'
import type { ContentSummary, Environment } from '../../env.ts'
import type { Element } from '../../tree.ts'
import { dayText } from './attachments.ts'
import { contentLink } from './list.ts'
import { userLink } from './people.ts'

/** One line a content. */
export function contentList(contents: readonly ContentSummary[], className: string): Element {
  return html('ul', { class: className }, ...contents.map((content) => html('li', {}, contentLink(content))))
}

/** Title, creator and last change of each content. */
export function contentTable(
  contents: readonly ContentSummary[],
  env: Environment,
  className: string,
): Element {
  const head = html('tr', {}, ...['Title', 'Creator', 'Modified'].map((text) => html('th', {}, text)))
  const rows = contents.map((content) =>
    html(
      'tr',
      {},
      html('td', { class: 'title', 'data-content-id': content.id }, contentLink(content)),
      html('td', { class: 'creator' }, userLink(content.updatedBy)),
      html('td', { class: 'modified' }, dayText(content.updatedAt, env.locale)),
    ),
  )
  return html('table', { class: className }, html('thead', {}, head), html('tbody', {}, ...rows))
}
