import type { AppError, ErrorCode } from '../base/errors.ts'
import { type Html, html } from '../base/html.ts'
import type { Answer, Call } from '../http/route.ts'
import { loginAddress } from './destination.ts'
import { type Frame, present } from './layout.ts'
import { loginForm } from './login-form.ts'

/** What the error screen needs to know of where it is shown. */
export interface ErrorFacts {
  readonly contextPath: string
  readonly siteTitle: string
  readonly loggedIn: boolean
}

interface Words {
  readonly title: string
  readonly what: string
  /** What the reader can do. */
  readonly advice: string
}

/** An error as a screen: what happened, and what to do. */
export function presentWebError(error: AppError, call: Call, facts: ErrorFacts): Answer {
  const { contextPath, siteTitle, loggedIn } = facts
  const frame: Frame = { contextPath, siteTitle, loginUrl: loginAddress(contextPath, call.url) }
  const mayHelp = LOGIN_HELPS.has(error.code) || (!loggedIn && error.code === 'forbidden')
  const words = mayHelp && !loggedIn ? LOG_IN : (WORDS[error.code] ?? wordsOfStatus(error))
  const isRead = call.method === 'GET' || call.method === 'HEAD'
  return present(frame, {
    title: words.title,
    narrow: true,
    status: error.status,
    headers: factsForPrograms(error),
    main: html`<div class="card error-screen">
      ${mayHelp ? undefined : html`<p class="status-code">${error.status}</p>`}
      <h1>${words.title}</h1>
      <p>${words.what}</p>
      ${
        mayHelp
          ? loginForm(frame, { destination: isRead ? destinationOf(contextPath, call) : '' })
          : html`<p>${words.advice}</p>
              ${waysOn(frame, loggedIn, error)}`
      }
      ${reference(error, call)}
    </div>`,
  })
}

/** Refusals that a log-in may lift. A session that is over leaves its cookie behind, so these show the form to all. */
const LOGIN_HELPS: ReadonlySet<ErrorCode> = new Set(['unauthenticated', 'no-access'])

const LOG_IN: Words = {
  title: 'Log in to go on',
  what: 'This part of the wiki is not open to everybody.',
  advice: '',
}

const WORDS: Partial<Record<ErrorCode, Words>> = {
  'not-found': {
    title: 'There is nothing here',
    what: 'The page was moved, renamed or deleted, or you may not see it.',
    advice: 'Check the address, or look for the page in its space.',
  },
  'unknown-address': {
    title: 'There is nothing here',
    what: 'The wiki has no screen with this address.',
    advice: 'Check the address, or start from the dashboard.',
  },
  unauthenticated: {
    title: 'Log in again',
    what: 'Your session is over, or the user name, password or token that came with the request is wrong.',
    advice: '',
  },
  'locked-out': {
    title: 'Too many failed log-ins',
    what: 'To keep guessers out, the wiki accepts no more log-ins for this account for now.',
    advice: 'Wait ten minutes, then try again.',
  },
  forbidden: {
    title: 'You may not do this',
    what: 'You may see this page, but your permissions do not cover what you tried.',
    advice: 'Ask an administrator of the space for the permission.',
  },
  'no-access': {
    title: 'This wiki is not open to you',
    what: 'Your session is over, or your account may not use this wiki. Log in again; if that does not help, ask an administrator to let you in.',
    advice: '',
  },
  xsrf: {
    title: 'This form was not accepted',
    what: 'It was sent from another site, or the session in which it was made is over.',
    advice: 'Go back, reload the page and send the form again.',
  },
  'read-only': {
    title: 'The wiki is read-only for now',
    what: 'It is being maintained: everything can be read, and nothing changed.',
    advice: 'Keep what you wrote, and send it again later.',
  },
  'too-many-requests': {
    title: 'Too many requests',
    what: 'Somebody at your address, or with your account, asks faster than the wiki allows.',
    advice: 'Wait a minute, then reload the page.',
  },
  unavailable: {
    title: 'The wiki cannot answer right now',
    what: 'It is starting, stopping or too busy.',
    advice: 'Wait a moment, then reload the page.',
  },
  internal: {
    title: 'Something went wrong',
    what: 'This is the fault of the server, not yours, and it was written to its log.',
    advice: 'Try again. If it happens every time, give an administrator the reference below.',
  },
}

function wordsOfStatus(error: AppError): Words {
  return {
    title: 'This did not work',
    what: error.message,
    advice: 'Go back, change what you sent and try again.',
  }
}

function waysOn(frame: Frame, loggedIn: boolean, error: AppError): Html {
  const isHidden = !loggedIn && (error.code === 'not-found' || error.code === 'unknown-address')
  const { createUrl } = error.details
  const create =
    typeof createUrl === 'string'
      ? html`<a class="button primary" href="${createUrl}">Write this page</a> `
      : undefined
  return html`<p class="actions">
    ${create}<a class="button${create ? '' : ' primary'}" href="${frame.contextPath}/">Go to the dashboard</a
    >${isHidden ? html` <a class="button" href="${frame.loginUrl}">Log in</a>` : undefined}
  </p>`
}

function reference(error: AppError, call: Call): Html | undefined {
  return error.code === 'internal' ? html`<p class="facts">Reference: <code>${call.id}</code></p>` : undefined
}

/** Why a log-in failed, what is left of an allowance, and when to try again: programs read it off any refusal. */
function factsForPrograms({ details }: AppError): Record<string, string> {
  const { reason, rateLimit, retryAfter } = details
  return {
    ...(typeof reason === 'string' ? { 'x-seraph-loginreason': reason } : {}),
    ...(typeof rateLimit === 'object' ? (rateLimit as Record<string, string>) : {}),
    ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
  }
}

function destinationOf(contextPath: string, call: Call): string {
  return call.url.startsWith(`${contextPath}/`) ? call.url.slice(contextPath.length) : ''
}
