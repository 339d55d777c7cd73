import { Type } from 'typebox'
import { html } from '../../base/html.ts'
import { now } from '../../domain/context.ts'
import { endOtherSessions, endSession, listSessions } from '../../domain/credential/session.ts'
import type { Answer, Call } from '../../http/route.ts'
import { type Account, accountOf, buttonForm, presentAccount } from '../account.ts'
import { exactTime, when } from '../components/time.ts'
import type { WebContext } from '../context.ts'
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
      if (fieldOf(body, 'id') === 'others') await endOtherSessions(web.domain, account.user.id)
      else await endSession(web.domain, account.user.id, idOf(fieldOf(body, 'id')))
      return showSessions(web, call, account, 'What you ended is logged out now.')
    },
  }),
]

async function showSessions(
  web: WebContext,
  call: Call,
  account: Account,
  message?: string,
): Promise<Answer> {
  const sessions = await listSessions(web.domain, account.user.id)
  const { actor } = web.domain
  const here = actor.kind === 'user' ? actor.sessionId : undefined
  const at = now(web.domain)
  const action = '/users/doendsession.action'
  return presentAccount(web, call, {
    tab: 'sessions',
    account,
    message,
    main: html`<p>
        Every browser and program that is logged in with a cookie. What you do not know, end; then change the
        password.
      </p>
      ${
        sessions.length === 0
          ? html`<p class="empty">Nobody is logged in.</p>`
          : html`<div class="table-wrap">
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
                        <td>
                          ${buttonForm(web, { action, text: 'End', account, fields: { id: String(one.id) } })}
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${sessions.length > 1 ? buttonForm(web, { action, text: account.own ? 'End all others' : 'End all', account, fields: { id: 'others' } }) : undefined}`,
  })
}
