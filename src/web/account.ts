import { AppError, notFound } from '../base/errors.ts'
import { type Html, html } from '../base/html.ts'
import { actorId } from '../domain/access/actor.ts'
import { readProfile, type User, usersById } from '../domain/user/user.ts'
import type { Answer, Call } from '../http/route.ts'
import { breadcrumbs } from './components/breadcrumbs.ts'
import type { WebContext } from './context.ts'
import { csrfField, frameOf, present } from './layout.ts'

/** Whose log-in a screen is about: one's own, or that of another user for administrators. */
export interface Account {
  readonly user: User
  readonly own: boolean
}

/** The account that an address names, one's own without a name. The verbs decide who may see more of it. */
export async function accountOf(web: WebContext, username: string | undefined): Promise<Account> {
  const ownId = actorId(web.domain.actor)
  if (ownId === null) throw new AppError('unauthenticated')
  const user =
    username === undefined || username === ''
      ? (await usersById(web.domain, [ownId])).get(ownId)
      : await readProfile(web.domain, { username })
  if (user === undefined) throw notFound(`There is no user "${username ?? ''}".`)
  return { user, own: user.id === ownId }
}

/** The screens of an account, in the order of their tabs. */
const TABS = [
  ['sessions', 'Sessions', '/users/sessions.action'],
  ['tokens', 'Tokens', '/plugins/personalaccesstokens/usertokens.action'],
  ['second-factor', 'Second factor', '/users/secondfactor.action'],
  ['letters', 'E-mail', '/users/editemailpreferences.action'],
] as const

/** What one of them shows. */
export interface AccountScreen {
  readonly tab: (typeof TABS)[number][0]
  readonly account: Account
  readonly main: Html
  readonly message?: string
  readonly problem?: string
  readonly status?: number
}

/** A screen about somebody's log-in. */
export async function presentAccount(web: WebContext, call: Call, screen: AccountScreen): Promise<Answer> {
  const frame = await frameOf(web, call)
  const { account, tab } = screen
  const query = account.own ? '' : `?username=${encodeURIComponent(account.user.username)}`
  const title = TABS.find(([name]) => name === tab)?.[1] ?? ''
  return present(frame, {
    title: `${title} of ${account.user.displayName}`,
    ...(screen.status === undefined ? {} : { status: screen.status }),
    main: html`<header class="screen-header">
        ${breadcrumbs(frame.contextPath, [])}
        <h1>${title}</h1>
        ${account.own ? undefined : html`<p class="lead">of ${account.user.displayName} (@${account.user.username})</p>`}
        <nav class="page-tools" aria-label="Log-in and security">
          ${TABS.map(
            ([name, text, path]) =>
              html`<a
                href="${frame.contextPath}${path}${query}"
                ${name === tab ? html`aria-current="page"` : undefined}
                >${text}</a
              >`,
          )}
        </nav>
      </header>
      ${screen.message === undefined ? undefined : html`<p class="notice" role="status">${screen.message}</p>`}
      ${screen.problem === undefined ? undefined : html`<p class="notice error" role="alert">${screen.problem}</p>`}
      ${screen.main}`,
  })
}

/** A form of one button, with what it sends. */
export function buttonForm(
  web: WebContext,
  form: {
    readonly action: string
    readonly text: string
    readonly account: Account
    readonly fields?: Readonly<Record<string, string>>
  },
): Html {
  const fields = { ...form.fields, ...(form.account.own ? {} : { username: form.account.user.username }) }
  return html`<form method="post" action="${web.domain.place.contextPath}${form.action}">
    ${csrfField(web.csrf)}${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}<button type="submit" class="button">${form.text}</button>
  </form>`
}
