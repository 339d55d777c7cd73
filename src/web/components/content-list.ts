import { type Html, html } from '../../base/html.ts'
import type { ContentSummary } from '../../document/env.ts'
import { kindIcon } from './icons.ts'
import { personLink } from './person.ts'
import { when } from './time.ts'

/** What a list of contents shows of each besides its title. */
export interface ListLook {
  readonly now: number
  /** Lists over several spaces say which one each entry is of. */
  readonly withSpace: boolean
}

/** Contents with who changed them last, and when. */
export function contentList(contents: readonly ContentSummary[], look: ListLook): Html {
  return html`<ul class="content-list">
    ${contents.map(
      (content) =>
        html`<li>
          ${kindIcon(content.kind)}
          <div>
            <a class="content-title" href="${content.url}">${content.title}</a>
            <p class="facts">
              ${look.withSpace ? html`<span>${content.spaceName}</span> ` : undefined}<span
                >${content.version > 1 ? 'updated' : 'created'} by ${personLink(content.updatedBy)}
                ${when(Date.parse(content.updatedAt), look.now)}</span
              >
            </p>
          </div>
        </li>`,
    )}
  </ul>`
}
