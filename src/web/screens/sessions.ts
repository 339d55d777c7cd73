import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { now } from '../../domain/context.ts'
import { endOtherSessions, endSession, listSessions, type Session } from '../../domain/credential/session.ts'
import type { Answer, Call } from '../../http/route.ts'
import { type Account, accountOf, presentAccount } from '../account.ts'
import { exactTime, when } from '../components/time.ts'
import type { WebContext } from '../context.ts'
import { csrfField } from '../layout.ts'
import { fieldOf, idOf, row, shown } from '../screen.ts'

const ofWhom = Type.Object({ username: Type.Optional(Type.String()) })

/** Where somebody is logged in. */
export const sessionRoutes = [
  row({
    ...shown,
    id: 'viewSessionsAction',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    path: '/users/sessions.action',
    summary: 'Where one is logged in; of others for administrators.',
    query: ofWhom,
    handle: async (web, { call, query }) => showSessions(web, call, await accountOf(web, query.username)),
  }),
  row({
    ...shown,
    id: 'doEndSessionAction',
    method: 'POST',
    access: 'user',
    // A site that is read-only still has to be protected.
    changes: false,
    errors: ['unauthenticated', 'forbidden', 'not-found', 'xsrf'],
    path: '/users/doendsession.action',
    summary: 'End one session, or all but the one that asks.',
    body: 'form',
    handle: async (web, { call, body }) => {
      const account = await accountOf(web, fieldOf(body, 'username'))
      const [id, password] = [fieldOf(body, 'id'), fieldOf(body, 'password')]
      try {
        if (id === 'others') await endOtherSessions(web.domain, account.user.id, password)
        else await endSession(web.domain, account.user.id, idOf(id), password)
      } catch (error) {
        // Of others nothing but what they may not do is refused so.
        if (!(error instanceof AppError) || error.code !== 'forbidden' || !account.own) throw error
        return showSessions(web, call, account, { problem: error })
      }
      return showSessions(web, call, account, { message: 'What you ended is logged out now.' })
    },
  }),
]

async function showSessions(
  web: WebContext,
  call: Call,
  account: Account,
  said: { readonly message?: string; readonly problem?: AppError } = {},
): Promise<Answer> {
  const sessions = await listSessions(web.domain, account.user.id)
  const { message, problem } = said
  return presentAccount(web, call, {
    tab: 'sessions',
    account,
    ...(message === undefined ? {} : { message }),
    ...(problem === undefined ? {} : { problem: problem.message, status: problem.status }),
    main: html`<p>
        Every browser and program that is logged in with a cookie. What you do not know, end; then change the
        password.
      </p>
      ${sessions.length === 0 ? html`<p class="empty">Nobody is logged in.</p>` : sessionForm(web, account, sessions)}`,
  })
}

/** One form around the list: each button says what it ends, and the first one that the Enter key ends nothing. */
function sessionForm(web: WebContext, account: Account, sessions: readonly Session[]): Html {
  const { actor, place } = web.domain
  const here = actor.kind === 'user' ? actor.sessionId : undefined
  const at = now(web.domain)
  return html`<form method="post" action="${place.contextPath}/users/doendsession.action">
    ${csrfField(web.csrf)}<button type="submit" disabled hidden></button
    >${account.own ? passwordField() : html`<input type="hidden" name="username" value="${account.user.username}" />`}
    <div class="table-wrap">
      <table class="listing">
        <thead>
          <tr>
            <th scope="col">Browser or program</th>
            <th scope="col">Address</th>
            <th scope="col">Since</th>
            <th scope="col">Last used</th>
            <th scope="col"><span class="visually-hidden">End</span></th>
          </tr>
        </thead>
        <tbody>
          ${sessions.map(
            (one) =>
              html`<tr>
                <td>
                  ${one.agent || 'unknown'}
                  ${one.byToken ? html`<span class="tag">by token</span>` : undefined}
                  ${one.id === here ? html`<span class="tag">this one</span>` : undefined}
                </td>
                <td>${one.address}</td>
                <td>${exactTime(one.createdAt)}</td>
                <td>${when(one.lastUsedAt, at)}</td>
                <td><button type="submit" class="button" name="id" value="${one.id}">End</button></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      sessions.length > 1
        ? html`<button type="submit" class="button" name="id" value="others">
            ${account.own ? 'End all others' : 'End all'}
          </button>`
        : undefined
    }
  </form>`
}

function passwordField(): Html {
  return html`<div class="stacked">
    <label for="password">Your password</label
    ><input id="password" name="password" type="password" autocomplete="current-password" />
    <p class="facts">
      Needed to end any session but this one. If you sign in elsewhere and have none, leave it empty.
    </p>
  </div>`
}
