import { type Html, html } from '../base/html.ts'
import { limits } from '../base/limits.ts'
import { createLink } from '../domain/credential/one-time-link.ts'
import { lacksSecondFactor } from '../domain/credential/demand.ts'
import { beginDemanded, type Enrolment, needsSecondStep } from '../domain/credential/second-factor.ts'
import { closeSession, openSession } from '../domain/credential/session.ts'
import { type Answer, type Call, redirect } from '../http/route.ts'
import { sessionCookie, sessionsOf } from '../http/session-cookie.ts'
import { enrolmentAddress, enrolmentSteps, recoveryCodes } from './components/second-factor.ts'
import type { WebContext } from './context.ts'
import { localDestination } from './destination.ts'
import { csrfField, frameOf, present } from './layout.ts'

/** Somebody who has shown who they are, and where they want to go. */
export interface Arrival {
  readonly userId: number
  /** The token that they showed in place of a password: no second factor is asked for beside it. */
  readonly tokenId?: number
  readonly destination: string
  /** The session outlives the browser. */
  readonly lasting: boolean
}

/** Open the session of somebody who has shown all that is asked for, else ask for the code of their second factor. */
export async function letIn(web: WebContext, call: Call, arrival: Arrival): Promise<Answer> {
  if (arrival.tokenId === undefined && (await needsSecondStep(web.domain, arrival.userId))) {
    const secret = await createLink(web.domain, arrival.userId, 'second-step')
    return askForCode(web, call, { secret, ...arrival })
  }
  if (arrival.tokenId === undefined && (await lacksSecondFactor(web.domain, arrival.userId))) {
    const secret = await createLink(web.domain, arrival.userId, 'second-step')
    const enrolment = await beginDemanded(web.domain, web.siteTitle, arrival.userId)
    return askForEnrolment(web, call, { secret, ...arrival }, enrolment)
  }
  return openFor(web, call, arrival)
}

/** Open a session, a new one at every log-in, in place of those that the browser has. */
export async function openFor(web: WebContext, call: Call, arrival: Arrival): Promise<Answer> {
  const session = await openSession(web.domain, {
    userId: arrival.userId,
    tokenId: arrival.tokenId,
    address: call.address,
    agent: String(call.headers['user-agent'] ?? ''),
  })
  for (const secret of sessionsOf(call, web.https)) await closeSession(web.domain, secret)
  const { contextPath } = web.domain.place
  return redirect(localDestination(contextPath, arrival.destination), 302, {
    'set-cookie': sessionCookie({ contextPath, https: web.https }, session.secret, arrival.lasting),
    'x-seraph-loginreason': 'OK',
    'cache-control': 'private, no-store',
  })
}

/** What the second form carries over from the first. */
export interface SecondStep {
  readonly secret: string
  readonly destination: string
  readonly lasting: boolean
}

/** The form for the code. */
export async function askForCode(
  web: WebContext,
  call: Call,
  step: SecondStep,
  problem?: string,
): Promise<Answer> {
  return presentStep(web, call, step, {
    title: 'Second step',
    before: html`<p>
      Type the code that your authenticator app shows for this wiki now, or one of your recovery codes.
    </p>`,
    button: 'Log in',
    problem,
  })
}

/** The form of somebody who has to set up a second factor first. */
export async function askForEnrolment(
  web: WebContext,
  call: Call,
  step: SecondStep,
  enrolment: Enrolment,
  problem?: string,
): Promise<Answer> {
  return presentStep(web, call, step, {
    title: 'Set up a second factor',
    before: html`<p>
        This site lets you in with a second factor only: a code of an authenticator app besides the password.
      </p>
      ${enrolmentSteps(enrolment)}`,
    after: enrolmentAddress(enrolment),
    button: 'Turn it on and log in',
    problem,
  })
}

/** Somebody is let in who has just set up their second factor: the recovery codes first, then where they wanted to go. */
export async function showRecoveryCodes(
  web: WebContext,
  call: Call,
  entered: Answer,
  codes: readonly string[],
): Promise<Answer> {
  const frame = await frameOf(web, call)
  const { location = frame.contextPath, ...headers } = entered.headers
  return present(frame, {
    title: 'The second factor is on',
    narrow: true,
    headers,
    main: html`<div class="card">
      <h1>The second factor is on</h1>
      ${recoveryCodes(codes)}
      <p><a class="button primary" href="${location}">Go on</a></p>
    </div>`,
  })
}

interface StepForm {
  readonly title: string
  readonly before: Html
  readonly after?: Html
  readonly button: string
  readonly problem: string | undefined
}

async function presentStep(web: WebContext, call: Call, step: SecondStep, form: StepForm): Promise<Answer> {
  const frame = await frameOf(web, call)
  const { problem } = form
  return present(frame, {
    title: form.title,
    narrow: true,
    ...(problem === undefined
      ? {}
      : { status: 401, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } }),
    main: html`<div class="card">
      <h1>${form.title}</h1>
      ${problem === undefined ? undefined : html`<p class="notice error" role="alert">${problem}</p>`}
      ${form.before}
      <form class="stacked" method="post" action="${frame.contextPath}/dosecondstep.action">
        ${csrfField(frame.csrf)}<input type="hidden" name="step" value="${step.secret}" /><input
          type="hidden"
          name="os_destination"
          value="${step.destination}"
        /><input type="hidden" name="os_cookie" value="${step.lasting ? 'true' : ''}" />
        <label for="code">Code</label
        ><input
          id="code"
          name="code"
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck="false"
          required
          maxlength="${limits.nameLength}"
          autofocus
        />
        <button type="submit" class="button primary">${form.button}</button>
      </form>
      ${form.after}
      <p><a href="${frame.contextPath}/login.action">Start again</a></p>
    </div>`,
  })
}
