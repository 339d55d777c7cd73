import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { type ScopeLevel, scopeLevels } from '../../domain/access/actor.ts'
import { now } from '../../domain/context.ts'
import {
  createToken,
  listTokens,
  revokeToken,
  type Token,
  type WantedScope,
} from '../../domain/credential/token.ts'
import { spacesById } from '../../domain/space/read.ts'
import type { Answer, Call } from '../../http/route.ts'
import { type Account, accountOf, buttonForm, presentAccount } from '../account.ts'
import { exactTime, when } from '../components/time.ts'
import type { WebContext } from '../context.ts'
import { csrfField } from '../layout.ts'
import { fieldOf, idOf, numberOf, row, shown } from '../screen.ts'

const ofWhom = Type.Object({ username: Type.Optional(Type.String()) })
const SCREEN = '/plugins/personalaccesstokens/usertokens.action'
const LEVELS: Record<ScopeLevel, string> = {
  read: 'Read: look at what you may look at',
  write: 'Write: read, and change content as you may',
  admin: 'Everything that you may do',
}

/** The tokens that programs log in with. */
export const tokenRoutes = [
  row({
    ...shown,
    id: 'viewUserTokensAction',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    path: SCREEN,
    summary: "One's own tokens; those of others for administrators.",
    query: ofWhom,
    handle: async (web, { call, query }) => showTokens(web, call, await accountOf(web, query.username), {}),
  }),
  row({
    ...shown,
    id: 'doCreateUserTokenAction',
    method: 'POST',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'bad-request', 'xsrf'],
    path: '/plugins/personalaccesstokens/docreatetoken.action',
    summary: 'Make a token and show it this once.',
    body: 'form',
    handle: (web, { call, body }) => makeToken(web, call, body),
  }),
  row({
    ...shown,
    id: 'doRevokeUserTokenAction',
    method: 'POST',
    access: 'user',
    // A site that is read-only still has to be protected.
    changes: false,
    errors: ['unauthenticated', 'forbidden', 'not-found', 'xsrf'],
    path: '/plugins/personalaccesstokens/dorevoketoken.action',
    summary: 'End a token.',
    body: 'form',
    handle: async (web, { call, body }) => {
      const account = await accountOf(web, fieldOf(body, 'username'))
      await revokeToken(web.domain, account.user.id, idOf(fieldOf(body, 'id')))
      return showTokens(web, call, account, { message: 'The token opens nothing any more.' })
    },
  }),
]

async function makeToken(
  web: WebContext,
  call: Call,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const account = await accountOf(web, undefined)
  try {
    const made = await createToken(web.domain, {
      userId: account.user.id,
      name: fieldOf(body, 'name'),
      days: numberOf(fieldOf(body, 'days'), limits.tokenDaysDefault),
      scope: scopeIn(body),
    })
    return showTokens(web, call, account, { secret: made.secret })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'bad-request' && error.code !== 'not-found'))
      throw error
    return showTokens(web, call, account, { problem: error.message })
  }
}

function scopeIn(body: Readonly<Record<string, unknown>>): WantedScope {
  const level = scopeLevels.find((one) => one === fieldOf(body, 'level'))
  const spaceKey = fieldOf(body, 'spaceKey').trim()
  const page = fieldOf(body, 'pageId').trim()
  return {
    level,
    ...(spaceKey === '' ? {} : { spaceKey }),
    ...(page === '' ? {} : { pageId: idOf(page) }),
  }
}

interface TokensState {
  readonly secret?: string
  readonly message?: string
  readonly problem?: string
}

async function showTokens(
  web: WebContext,
  call: Call,
  account: Account,
  state: TokensState,
): Promise<Answer> {
  const tokens = await listTokens(web.domain, account.user.id)
  return presentAccount(web, call, {
    tab: 'tokens',
    account,
    message: state.message,
    problem: state.problem,
    ...(state.problem === undefined ? {} : { status: 400 }),
    main: html`${
        state.secret === undefined
          ? undefined
          : html`<div class="notice" role="status">
              <p>This is your token. Copy it now: it is not shown again.</p>
              <p><code id="new-token">${state.secret}</code></p>
            </div>`
      }
      <p>
        Programs send a token as a Bearer token, or in place of the password. It can do less than you, never
        more.
      </p>
      ${tokens.length === 0 ? html`<p class="empty">There are no tokens.</p>` : await tokenTable(web, account, tokens)}
      ${account.own ? newTokenForm(web) : undefined}`,
  })
}

async function tokenTable(web: WebContext, account: Account, tokens: readonly Token[]): Promise<Html> {
  const spaces = await spacesById(
    web.domain,
    tokens.flatMap(({ scope }) => scope.spaceId ?? []),
  )
  const at = now(web.domain)
  const reach = ({ scope }: Token) =>
    scope.pageId !== undefined
      ? `page ${scope.pageId} and below`
      : scope.spaceId === undefined
        ? 'whole site'
        : `space ${spaces.get(scope.spaceId)?.key ?? '?'}`
  return html`<div class="table-wrap">
    <table class="listing">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Scope</th>
          <th scope="col">Until</th>
          <th scope="col">Last used</th>
          <th scope="col"><span class="visually-hidden">Revoke</span></th>
        </tr>
      </thead>
      <tbody>
        ${tokens.map(
          (token) =>
            html`<tr>
              <td>${token.name}</td>
              <td>${token.scope.level}, ${reach(token)}</td>
              <td>
                ${exactTime(token.expiresAt)}
                ${token.expiresAt <= at ? html`<span class="tag">over</span>` : undefined}
              </td>
              <td>${token.lastUsedAt === null ? 'never' : when(token.lastUsedAt, at)}</td>
              <td>
                ${buttonForm(web, {
                  action: '/plugins/personalaccesstokens/dorevoketoken.action',
                  text: 'Revoke',
                  account,
                  fields: { id: String(token.id) },
                })}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function newTokenForm(web: WebContext): Html {
  return html`<section aria-labelledby="new-token-title">
    <h2 id="new-token-title">A new token</h2>
    <form
      class="stacked"
      method="post"
      action="${web.domain.place.contextPath}/plugins/personalaccesstokens/docreatetoken.action"
    >
      ${csrfField(web.csrf)}<label for="token-name">What it is for</label
      ><input id="token-name" name="name" type="text" required maxlength="${limits.nameLength}" />
      <label for="token-days">Days until it is over</label
      ><input
        id="token-days"
        name="days"
        type="number"
        min="1"
        max="${limits.tokenDaysMost}"
        value="${limits.tokenDaysDefault}"
      />
      <label for="token-level">What it may do</label
      ><select id="token-level" name="level">
        ${scopeLevels.map((level) => html`<option value="${level}">${LEVELS[level]}</option>`)}
      </select>
      <label for="token-space">Only in the space with the key (empty: everywhere)</label
      ><input id="token-space" name="spaceKey" type="text" maxlength="${limits.spaceKeyLength}" />
      <label for="token-page">Only the page with the id, and what is below it</label
      ><input id="token-page" name="pageId" type="text" inputmode="numeric" />
      <button type="submit" class="button primary">Make the token</button>
    </form>
  </section>`
}
