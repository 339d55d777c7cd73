import { Type } from 'typebox'
import { notFound } from '../../base/errors.ts'
import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { listContent } from '../../domain/content/read.ts'
import { now } from '../../domain/context.ts'
import { contentSummaries, userSummary } from '../../domain/render/summaries.ts'
import { readProfile } from '../../domain/user/user.ts'
import type { Answer, Call } from '../../http/route.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import { contentList } from '../components/content-list.ts'
import { avatar } from '../components/person.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { row, shown } from '../screen.ts'

const byName = Type.Object({ username: Type.Optional(Type.String()) })

/** Every address of a person. `/display/~name` is a space's address as well, and stands with those. */
export const profileRoutes = [
  row({
    ...shown,
    id: 'viewPerson',
    path: '/people/{accountId}',
    summary: 'A person by account id.',
    handle: (web, { call, path }) => showProfile(web, call, { accountId: path.accountId }),
  }),
  row({
    ...shown,
    id: 'viewUserProfileAction',
    path: '/users/viewuserprofile.action',
    summary: 'A person by user name.',
    query: byName,
    handle: (web, { call, query }) => showProfile(web, call, { username: query.username ?? '' }),
  }),
]

/** A person and what they changed of late. */
export async function showProfile(
  web: WebContext,
  call: Call,
  by: { readonly username?: string; readonly accountId?: string },
): Promise<Answer> {
  const ctx = web.domain
  const user = await readProfile(ctx, by)
  if (user === undefined) throw notFound(`There is no user "${by.username ?? by.accountId ?? ''}".`)
  const frame = await frameOf(web, call)
  const filter = { kinds: ['page', 'blogpost'], statuses: ['current'], updatedBy: user.id } as const
  const { items } = await listContent(ctx, filter, '-modified', { limit: limits.screenChanges })
  const person = userSummary(ctx, user)
  return present(frame, {
    title: user.displayName,
    main: html`<header class="screen-header profile">
        ${breadcrumbs(frame.contextPath, [])}
        <div class="profile-name">
          ${avatar(frame.contextPath, person, 'large')}
          <div>
            <h1>${user.displayName}</h1>
            <p class="lead">
              @${user.username}${user.active ? undefined : html` <span class="tag">Deactivated</span>`}
            </p>
          </div>
        </div>
      </header>
      <section aria-labelledby="recent-work">
        <h2 id="recent-work">Recently changed</h2>
        ${items.length === 0 ? html`<p class="empty">Nothing that you may read.</p>` : contentList(await contentSummaries(ctx, items), { now: now(ctx), withSpace: true })}
      </section>`,
  })
}
