import { type Html, html } from '../../base/html.ts'
import type { Label } from '../../domain/label/label.ts'

/** Where the contents of a space with this label are listed. */
export function labelUrl(contextPath: string, spaceKey: string, name: string): string {
  return `${contextPath}/label/${encodeURIComponent(spaceKey)}/${encodeURIComponent(name)}`
}

/** The labels of a content; nothing when it has none. */
export function labelList(contextPath: string, spaceKey: string, labels: readonly Label[]): Html | undefined {
  if (labels.length === 0) return undefined
  return html`<section id="labels-section" class="page-part" aria-label="Labels">
    <ul id="labels" class="label-list">
      ${labels.map(
        ({ prefix, name }) =>
          html`<li class="aui-label" data-label-prefix="${prefix}">
            <a rel="tag" href="${labelUrl(contextPath, spaceKey, name)}"
              >${prefix === 'global' ? name : `${prefix}:${name}`}</a
            >
          </li>`,
      )}
    </ul>
  </section>`
}
