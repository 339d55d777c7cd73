import { html } from '../build.ts'
import type { ContentSummary } from '../env.ts'
import type { Element, Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { dayText } from './shared/attachments.ts'
import { contentLink, filterParameters, queryOf } from './shared/list.ts'
import { widthStyle } from './shared/width.ts'
import { userPicture } from './shared/people.ts'

/** What has changed of late. */
export const recentlyUpdated: MacroDefinition = {
  name: 'recently-updated',
  title: 'Recently Updated',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    hideHeading: { type: 'boolean', default: 'false' },
    width: { type: 'string' },
    theme: { type: 'enum', values: ['concise', 'social', 'sidebar'], default: 'concise' },
    showProfilePic: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const own = call.env.content?.spaceKey ?? call.env.spaceKey
    const spaceKeys =
      call.macro.parameters.some(({ name }) => name === 'spaces') || own === undefined ? undefined : [own]
    const found = await call.env.listContent(
      queryOf(call, { spaceKeys, sort: 'modified', reverse: true, limit: 15 }),
    )
    const theme = /^(?:concise|social|sidebar)$/.exec(call.text('theme') ?? '')?.[0] ?? 'concise'
    const heading: Node[] =
      call.flag('hideHeading') || theme !== 'concise' ? [] : [html('h4', {}, 'Recently Updated')]
    const items = found.map((content) => updateItem(content, call))
    const list = html('div', { class: 'results-container' }, html('ul', { class: 'update-items' }, ...items))
    return [
      html(
        'div',
        { class: `recently-updated recently-updated-${theme}`, ...widthStyle(call) },
        ...heading,
        list,
      ),
    ]
  },
}

function updateItem(content: ContentSummary, call: MacroCall): Element {
  const by = html('a', { href: content.updatedBy.url }, content.updatedBy.displayName)
  const date = html('span', { class: 'update-item-date' }, dayText(content.updatedAt, call.env.locale))
  const verb = content.version > 1 ? 'updated by ' : 'created by '
  return html(
    'li',
    { class: 'update-item' },
    call.flag('showProfilePic')
      ? userPicture(content.updatedBy, 24)
      : html('span', { class: `update-item-icon content-type-${content.kind}` }),
    html(
      'div',
      { class: 'update-item-content' },
      contentLink(content),
      ' ',
      html('span', { class: 'update-item-meta' }, verb, by, ' ', date),
    ),
  )
}
