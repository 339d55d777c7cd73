import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { sendsMail } from '../../domain/credential/access-letter.ts'
import { secondStepOf, takeSecondStep } from '../../domain/credential/one-time-link.ts'
import { lacksSecondFactor } from '../../domain/credential/demand.ts'
import { confirmDemanded, pendingDemanded, proveSecondFactor } from '../../domain/credential/second-factor.ts'
import { closeSession } from '../../domain/credential/session.ts'
import { isForeign } from '../../http/csrf.ts'
import { Answer, type Call, redirect } from '../../http/route.ts'
import { forgottenCookies, sessionsOf } from '../../http/session-cookie.ts'
import type { WebContext } from '../context.ts'
import { localDestination } from '../destination.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import { loginForm } from '../login-form.ts'
import { fieldOf, open, row } from '../screen.ts'
import {
  askForCode,
  askForEnrolment,
  letIn,
  openFor,
  type SecondStep,
  showRecoveryCodes,
} from '../second-step.ts'

const fromWhere = Type.Object({
  os_destination: Type.Optional(Type.String()),
  logout: Type.Optional(Type.String()),
})

/** How a session begins and ends. */
export const loginRoutes = [
  row({
    ...open,
    id: 'viewLoginAction',
    path: '/login.action',
    summary: 'The log-in form.',
    query: fromWhere,
    handle: (web, { call, query }) =>
      showLogin(web, call, {
        destination: query.os_destination ?? '',
        ...(query.logout === undefined ? {} : { message: 'You are logged out.', isLoggedOut: true }),
      }),
  }),
  row({
    ...open,
    id: 'doLoginAction',
    method: 'POST',
    path: '/dologin.action',
    summary: 'Log in with user name and password, and keep the session by cookie.',
    body: 'form',
    errors: ['unauthenticated', 'locked-out', 'xsrf'],
    handle: (web, { call, body }) => logIn(web, call, body),
  }),
  row({
    ...open,
    id: 'authenticateInSteps',
    method: 'POST',
    path: '/rest/tsv/1.0/authenticate',
    summary:
      'Log in as the log-in form of later releases does, in JSON; whoever has a second factor uses the form.',
    body: Type.Object({
      username: Type.String(),
      password: Type.String(),
      rememberMe: Type.Optional(Type.Boolean()),
      targetUrl: Type.Optional(Type.String()),
    }),
    reply: Type.Object(
      { status: Type.Literal('success'), targetUrl: Type.String() },
      { additionalProperties: false },
    ),
    errors: ['bad-body', 'unauthenticated', 'locked-out', 'xsrf'],
    handle: async (web, { call, body }) => {
      refuseForeign(call)
      const credentials = { kind: 'basic', name: body.username, secret: body.password } as const
      const { actor } = await web.authenticator.authenticate(credentials, call.address)
      if (actor.kind !== 'user') throw new AppError('unauthenticated')
      const { userId, tokenId } = actor
      const arrival = { userId, tokenId, destination: '', lasting: body.rememberMe === true }
      const { headers } = await openFor(web, call, arrival)
      const { location: _nowhere, ...entered } = headers
      const targetUrl = localDestination(web.domain.place.contextPath, body.targetUrl ?? '')
      return new Answer({ headers: entered, body: { status: 'success', targetUrl } })
    },
  }),
  row({
    ...open,
    id: 'doSecondStepAction',
    method: 'POST',
    path: '/dosecondstep.action',
    summary: 'Finish a log-in with a code of the second factor.',
    body: 'form',
    errors: ['unauthenticated', 'locked-out', 'xsrf'],
    handle: (web, { call, body }) => takeSecondForm(web, call, body),
  }),
  row({
    ...open,
    id: 'viewLogoutAction',
    path: '/logout.action',
    summary: 'Log out; a browser that comes from another site is asked first.',
    handle: (web, { call }) => (isForeign(call) ? confirmLogout(web, call) : logOut(web, call)),
  }),
  row({
    ...open,
    id: 'doLogoutAction',
    method: 'POST',
    path: '/logout.action',
    summary: 'Log out.',
    body: 'form',
    errors: ['xsrf'],
    handle: (web, { call }) => logOut(web, call),
  }),
]

async function logIn(web: WebContext, call: Call, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  refuseForeign(call)
  const username = fieldOf(body, 'os_username').trim()
  const destination = fieldOf(body, 'os_destination')
  try {
    const actor = await web.authenticator.logIn(username, fieldOf(body, 'os_password'), call.address)
    const lasting = fieldOf(body, 'os_cookie') === 'true'
    return await letIn(web, call, { userId: actor.userId, tokenId: actor.tokenId, destination, lasting })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'unauthenticated' && error.code !== 'locked-out'))
      throw error
    const isLockedOut = error.code === 'locked-out'
    return showLogin(web, call, {
      destination,
      username,
      problem: isLockedOut ? error.message : 'User name or password is wrong. Check both and try again.',
      reason: isLockedOut ? 'AUTHENTICATION_DENIED' : 'AUTHENTICATED_FAILED',
    })
  }
}

async function takeSecondForm(
  web: WebContext,
  call: Call,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  refuseForeign(call)
  const step = {
    secret: fieldOf(body, 'step'),
    destination: fieldOf(body, 'os_destination'),
    lasting: fieldOf(body, 'os_cookie') === 'true',
  }
  const userId = await secondStepOf(web.domain, step.secret)
  if (userId === undefined) {
    return showLogin(web, call, {
      destination: step.destination,
      problem: STEP_IS_OVER,
      reason: 'AUTHENTICATED_FAILED',
    })
  }
  if (await lacksSecondFactor(web.domain, userId)) {
    return setUpFirst(web, call, { userId, ...step }, fieldOf(body, 'code'))
  }
  try {
    await proveSecondFactor(web.domain, userId, fieldOf(body, 'code'))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return askForCode(web, call, step, error.message)
  }
  if (!(await takeSecondStep(web.domain, step.secret))) throw new AppError('unauthenticated', STEP_IS_OVER)
  return openFor(web, call, { userId, ...step })
}

async function setUpFirst(
  web: WebContext,
  call: Call,
  step: SecondStep & { readonly userId: number },
  code: string,
): Promise<Answer> {
  const { userId } = step
  let codes: string[]
  try {
    codes = await confirmDemanded(web.domain, userId, code)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const enrolment = await pendingDemanded(web.domain, web.siteTitle, userId)
    return askForEnrolment(web, call, step, enrolment, error.message)
  }
  if (!(await takeSecondStep(web.domain, step.secret))) throw new AppError('unauthenticated', STEP_IS_OVER)
  return showRecoveryCodes(web, call, await openFor(web, call, step), codes)
}

const STEP_IS_OVER = 'That took too long. Log in again.'

/** What the log-in screen shows. */
export interface FormState {
  readonly destination: string
  readonly username?: string
  readonly message?: string
  readonly isLoggedOut?: boolean
  readonly problem?: string
  readonly reason?: string
}

/** The log-in screen. */
export async function showLogin(web: WebContext, call: Call, state: FormState): Promise<Answer> {
  const frame = await frameOf(web, call)
  return present(frame, {
    title: 'Log in',
    narrow: true,
    ...(state.reason === undefined ? {} : { status: 401, headers: { 'x-seraph-loginreason': state.reason } }),
    main: html`<div class="card">
      <h1>Log in</h1>
      ${state.message === undefined ? undefined : html`<p class="notice" role="status">${state.message}</p>`}
      ${state.problem === undefined ? undefined : html`<p class="notice error" role="alert">${state.problem}</p>`}
      ${frame.reader ? html`<p class="notice" role="status">You are logged in as ${frame.reader.displayName}. <a href="${frame.contextPath}/">Go to the dashboard</a></p>` : undefined}
      ${loginForm(frame, state)}
      ${sendsMail(web.domain) ? html`<p><a href="${frame.contextPath}/forgotuserpassword.action">Forgot your password?</a></p>` : undefined}
      ${signInElsewhere(web, state.destination)}
      ${state.isLoggedOut && web.openId ? html`<p><a href="${frame.contextPath}/openid/logout">Log out of ${web.openId.name}, too</a></p>` : undefined}
    </div>`,
  })
}

function signInElsewhere({ openId, domain }: WebContext, destination: string): Html | undefined {
  if (openId === undefined) return undefined
  const query = destination === '' ? '' : `?os_destination=${encodeURIComponent(destination)}`
  return html`<p class="elsewhere">
    <a class="button" href="${domain.place.contextPath}/openid/login${query}">Log in with ${openId.name}</a>
  </p>`
}

async function confirmLogout(web: WebContext, call: Call): Promise<Answer> {
  const frame = await frameOf(web, call)
  if (frame.reader === undefined) return redirect(`${frame.contextPath}/login.action`)
  return present(frame, {
    title: 'Log out',
    narrow: true,
    main: html`<div class="card">
      <h1>Log out?</h1>
      <p>You are logged in as ${frame.reader.displayName}.</p>
      <form class="stacked" method="post" action="${frame.contextPath}/logout.action">
        ${csrfField(frame.csrf)}<button type="submit" class="button primary">Log out</button>
      </form>
      <p><a href="${frame.contextPath}/">Stay logged in</a></p>
    </div>`,
  })
}

async function logOut(web: WebContext, call: Call): Promise<Answer> {
  refuseForeign(call)
  for (const secret of sessionsOf(call, web.https)) await closeSession(web.domain, secret)
  return redirect(`${web.domain.place.contextPath}/login.action?logout=true`, 302, {
    'set-cookie': forgottenCookies({ contextPath: web.domain.place.contextPath, https: web.https }),
    'cache-control': 'private, no-store',
  })
}

/** A form on another site must log nobody in or out: who is logged in as a stranger writes into the stranger's wiki. */
export function refuseForeign(call: Call): void {
  if (isForeign(call))
    throw new AppError('xsrf', 'This form was sent from another site. Open it here and send it again.')
}
