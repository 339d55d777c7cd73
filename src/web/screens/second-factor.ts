import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import {
  beginEnrolment,
  confirmEnrolment,
  type Enrolment,
  pendingEnrolment,
  readSecondFactor,
  removeOwnSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from '../../domain/credential/second-factor.ts'
import type { Answer, Call } from '../../http/route.ts'
import { type Account, accountOf, buttonForm, presentAccount } from '../account.ts'
import { enrolmentAddress, enrolmentSteps, recoveryCodes } from '../components/second-factor.ts'
import type { WebContext } from '../context.ts'
import { csrfField } from '../layout.ts'
import { fieldOf, row, shown } from '../screen.ts'

const ofWhom = Type.Object({ username: Type.Optional(Type.String()) })
const ACTION = '/users/dosecondfactor.action'

/** Setting up, renewing and giving up the second factor. */
export const secondFactorRoutes = [
  row({
    ...shown,
    id: 'viewSecondFactorAction',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'not-found'],
    path: '/users/secondfactor.action',
    summary: "One's own second factor; that of others for administrators.",
    query: ofWhom,
    handle: async (web, { call, query }) => show(web, call, await accountOf(web, query.username), {}),
  }),
  row({
    ...shown,
    id: 'doSecondFactorAction',
    method: 'POST',
    access: 'user',
    errors: ['unauthenticated', 'forbidden', 'bad-request', 'not-found', 'conflict', 'xsrf'],
    path: ACTION,
    summary: 'Set up, confirm, renew, remove or reset a second factor.',
    body: 'form',
    handle: async (web, { call, body }) => {
      const account = await accountOf(web, fieldOf(body, 'username'))
      try {
        return await show(web, call, account, await change(web, account, body))
      } catch (error) {
        if (!(error instanceof AppError) || !SHOWN.has(error.code)) throw error
        const enrolment = account.own ? await pendingEnrolment(web.domain, web.siteTitle) : undefined
        return show(web, call, account, { problem: error, enrolment })
      }
    },
  }),
]

/** Refusals that the form shows; what somebody may not do at all is a screen of its own. */
const SHOWN = new Set(['forbidden', 'locked-out', 'bad-request', 'conflict'])

interface State {
  readonly enrolment?: Enrolment
  readonly codes?: readonly string[]
  readonly message?: string
  readonly problem?: AppError
}

async function change(
  web: WebContext,
  account: Account,
  body: Readonly<Record<string, unknown>>,
): Promise<State> {
  const ctx = web.domain
  const code = fieldOf(body, 'code')
  if (!account.own) {
    await resetSecondFactor(ctx, account.user.id)
    return { message: 'The second factor is taken off. The password alone opens the account now.' }
  }
  switch (fieldOf(body, 'do')) {
    case 'begin':
      return { enrolment: await beginEnrolment(ctx, web.siteTitle, fieldOf(body, 'password')) }
    case 'confirm':
      return { codes: await confirmEnrolment(ctx, code), message: 'The second factor is on.' }
    case 'renew':
      return { codes: await renewRecoveryCodes(ctx, code) }
    case 'remove':
      await removeOwnSecondFactor(ctx, code)
      return { message: 'The second factor is off.' }
    default:
      throw new AppError('bad-request', 'The form says nothing of what to do.')
  }
}

async function show(web: WebContext, call: Call, account: Account, state: State): Promise<Answer> {
  const factor = await readSecondFactor(web.domain, account.user.id)
  return presentAccount(web, call, {
    tab: 'second-factor',
    account,
    message: state.message,
    problem: state.problem?.message,
    ...(state.problem === undefined ? {} : { status: state.problem.status }),
    main: html`${state.codes === undefined ? undefined : recoveryCodes(state.codes)}
    ${
      state.enrolment !== undefined
        ? enrolmentForm(web, state.enrolment)
        : factor.enabled
          ? enabled(web, account, factor.recoveryCodes)
          : disabled(web, account)
    }`,
  })
}

function disabled(web: WebContext, account: Account): Html {
  if (!account.own) return html`<p class="empty">${account.user.displayName} has no second factor.</p>`
  return html`<p>
      With a second factor, the log-in asks for a code of an app on your telephone besides the password.
      Programs then need a token: the password alone opens nothing.
    </p>
    <form class="stacked" method="post" action="${web.domain.place.contextPath}${ACTION}">
      ${csrfField(web.csrf)}<input type="hidden" name="do" value="begin" />
      <label for="password">Your password</label
      ><input id="password" name="password" type="password" autocomplete="current-password" />
      <p class="facts">If you sign in elsewhere and have no password here, leave it empty.</p>
      <button type="submit" class="button primary">Set it up</button>
    </form>`
}

function enrolmentForm(web: WebContext, enrolment: Enrolment): Html {
  return html`${enrolmentSteps(enrolment)} ${codeForm(web, 'confirm', 'Turn it on', 'primary')}
  ${enrolmentAddress(enrolment)}`
}

function enabled(web: WebContext, account: Account, codesLeft: number): Html {
  const whose = account.own ? 'You have' : `${account.user.displayName} has`
  return html`<p>
      ${whose} a second factor, and ${codesLeft} recovery ${codesLeft === 1 ? 'code' : 'codes'} left.
    </p>
    ${
      account.own
        ? html`<section aria-labelledby="renew-title">
              <h2 id="renew-title">New recovery codes</h2>
              ${codeForm(web, 'renew', 'Make new ones', '')}
            </section>
            <section aria-labelledby="remove-title">
              <h2 id="remove-title">Turn it off</h2>
              ${codeForm(web, 'remove', 'Turn it off', '')}
            </section>`
        : buttonForm(web, { action: ACTION, text: 'Take it off', account, fields: { do: 'reset' } })
    }`
}

function codeForm(web: WebContext, what: string, text: string, look: string): Html {
  return html`<form class="stacked" method="post" action="${web.domain.place.contextPath}${ACTION}">
    ${csrfField(web.csrf)}<input type="hidden" name="do" value="${what}" />
    <label for="code-${what}">Code</label
    ><input
      id="code-${what}"
      name="code"
      type="text"
      inputmode="numeric"
      autocomplete="one-time-code"
      required
    />
    <button type="submit" class="button ${look}">${text}</button>
  </form>`
}
