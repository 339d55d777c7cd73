import { type Html, html } from '../../base/html.ts'
import type { Label } from '../../domain/label/label.ts'

/** Where the contents of a space with this label are listed. */
export function labelUrl(contextPath: string, spaceKey: string, name: string): string {
  return `${contextPath}/label/${encodeURIComponent(spaceKey)}/${encodeURIComponent(name)}`
}

/** The labels of a content, with `form` as what is done with them; nothing when there is neither. */
export function labelList(
  contextPath: string,
  spaceKey: string,
  labels: readonly Label[],
  form?: Html,
): Html | undefined {
  if (labels.length === 0 && form === undefined) return undefined
  return html`<section id="labels-section" class="page-part" aria-label="Labels">
    ${
      labels.length === 0
        ? undefined
        : html`<ul id="labels" class="label-list">
            ${labels.map(
              ({ prefix, name }) =>
                html`<li class="aui-label" data-label-prefix="${prefix}">
                  <a rel="tag" href="${labelUrl(contextPath, spaceKey, name)}"
                    >${labelText({ prefix, name })}</a
                  >
                </li>`,
            )}
          </ul>`
    }
    ${form}
  </section>`
}

/** A label as people write it: with its prefix where that is not everybody's. */
export function labelText({ prefix, name }: Pick<Label, 'prefix' | 'name'>): string {
  return prefix === 'global' ? name : `${prefix}:${name}`
}
