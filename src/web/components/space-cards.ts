import { type Html, html } from '../../base/html.ts'
import type { Place } from '../../domain/context.ts'
import { spacePath } from '../../domain/render/urls.ts'
import type { Space } from '../../domain/space/space.ts'

/** Spaces with what they are for. */
export function spaceCards(place: Place, spaces: readonly Space[]): Html {
  if (spaces.length === 0) return html`<p class="empty">No spaces to show.</p>`
  return html`<ul class="space-cards">
    ${spaces.map(
      (space) =>
        html`<li>
          <a class="space-card" href="${place.contextPath + spacePath(place, space)}"
            ><span class="space-name">${space.name}</span
            ><span class="space-key">${space.key}</span
            >${space.description === '' ? undefined : html`<span class="space-description">${space.description}</span>`}</a
          >
        </li>`,
    )}
  </ul>`
}
