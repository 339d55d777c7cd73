import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { familyOf } from '../../domain/content/content.ts'
import { listContent } from '../../domain/content/read.ts'
import { now } from '../../domain/context.ts'
import { spacesById } from '../../domain/space/read.ts'
import { KIND_NAMES } from '../components/icons.ts'
import { when } from '../components/time.ts'
import { frameOf, present } from '../layout.ts'
import { row, shown } from '../screen.ts'

/** What somebody has begun to write and not published. */
export const draftRoutes = [
  row({
    ...shown,
    id: 'viewMyDraftsAction',
    access: 'user',
    errors: ['unauthenticated'],
    path: '/users/viewmydrafts.action',
    summary: "One's own drafts.",
    handle: async (web, { call }) => {
      const ctx = web.domain
      const frame = await frameOf(web, call)
      const filter = { kinds: ['page', 'blogpost'], statuses: ['draft'] } as const
      const { items } = await listContent(ctx, filter, '-modified', { limit: limits.screenDrafts })
      const spaces = await spacesById(
        ctx,
        items.map(({ spaceId }) => spaceId),
      )
      const rows = items.map(
        (draft) =>
          html`<tr>
            <td>
              <a href="${frame.contextPath}/pages/resumedraft.action?draftId=${draft.id}"
                >${draft.title || 'Without a title'}</a
              >
            </td>
            <td>${KIND_NAMES[familyOf(draft.kind)]}</td>
            <td>${spaces.get(draft.spaceId)?.name ?? ''}</td>
            <td>${when(draft.updatedAt, now(ctx))}</td>
            <td><a href="${frame.contextPath}/pages/removepage.action?pageId=${draft.id}">Delete</a></td>
          </tr>`,
      )
      return present(frame, {
        title: 'Your drafts',
        main: html`<header class="screen-header">
            <h1>Your drafts</h1>
            <p class="lead">Nobody else sees them until they are published.</p>
          </header>
          ${
            items.length === 0
              ? html`<p class="empty">You have no drafts.</p>`
              : html`<div class="table-wrap">
                  <table class="listing">
                    <thead>
                      <tr>
                        <th scope="col">Title</th>
                        <th scope="col">Kind</th>
                        <th scope="col">Space</th>
                        <th scope="col">Kept</th>
                        <th scope="col"><span class="visually-hidden">Delete</span></th>
                      </tr>
                    </thead>
                    <tbody>
                      ${rows}
                    </tbody>
                  </table>
                </div>`
          }`,
      })
    },
  }),
]
