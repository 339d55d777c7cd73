/** A field that searches: a form that works without script. */
import { html } from '../../build.ts'
import type { Environment } from '../../env.ts'
import type { Element, Node } from '../../tree.ts'

export interface SearchForm {
  readonly className: string
  readonly placeholder: string
  /** Further conditions, by the names that the search page takes. */
  readonly conditions: Readonly<Record<string, string>>
}

export function searchForm(env: Environment, { className, placeholder, conditions }: SearchForm): Element {
  const hidden = Object.entries(conditions).map(([name, value]): Node =>
    html('input', { type: 'hidden', name, value }),
  )
  const field = html('input', {
    type: 'search',
    class: 'text search-query',
    name: 'queryString',
    placeholder,
    'aria-label': placeholder,
    autocomplete: 'off',
  })
  const form = { class: 'aui', method: 'get', action: `${env.contextPath}/dosearchsite.action` }
  return html('div', { class: className }, html('form', form, ...hidden, field))
}
