import { AppError } from '../../base/errors.ts'
import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { passwordLinkPurpose, setPasswordByLink } from '../../domain/credential/one-time-link.ts'
import { isForeign } from '../../http/csrf.ts'
import type { Answer, Call } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import { fieldOf, open, row } from '../screen.ts'
import { letIn } from '../second-step.ts'

/** Setting a password by a link that works once. */
export const setPasswordRoutes = [
  row({
    ...open,
    id: 'viewSetPassword',
    errors: ['not-found'],
    path: '/setpassword/{secret}',
    summary: 'The form behind a one-time link.',
    handle: async (web, { call, path }) => {
      return (await passwordLinkPurpose(web.domain, path.secret))
        ? showForm(web, call, path.secret)
        : sayLinkIsOver(web, call)
    },
  }),
  row({
    ...open,
    id: 'doSetPassword',
    method: 'POST',
    path: '/setpassword/{secret}',
    summary: 'Set the password and log in.',
    body: 'form',
    errors: ['not-found', 'bad-request', 'xsrf'],
    handle: (web, { call, path, body }) => setPassword(web, call, path.secret, body),
  }),
]

async function setPassword(
  web: WebContext,
  call: Call,
  secret: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  if (isForeign(call))
    throw new AppError('xsrf', 'This form was sent from another site. Open the link again.')
  if ((await passwordLinkPurpose(web.domain, secret)) === undefined) return sayLinkIsOver(web, call)
  const password = fieldOf(body, 'password')
  if (password !== fieldOf(body, 'confirmation')) {
    return showForm(web, call, secret, 'The two passwords differ. Type the same one twice.')
  }
  try {
    const { userId } = await setPasswordByLink(web.domain, secret, password)
    return await letIn(web, call, { userId, destination: '', lasting: false })
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-request')
      return showForm(web, call, secret, error.message)
    if (error instanceof AppError && error.code === 'not-found') return sayLinkIsOver(web, call)
    throw error
  }
}

async function showForm(web: WebContext, call: Call, secret: string, problem?: string): Promise<Answer> {
  const frame = await frameOf(web, call)
  return present(frame, {
    title: 'Set your password',
    narrow: true,
    ...(problem === undefined ? {} : { status: 400 }),
    // The address is the secret.
    headers: { 'referrer-policy': 'no-referrer' },
    main: html`<div class="card">
      <h1>Set your password</h1>
      <p>The link that brought you here works once.</p>
      ${problem === undefined ? undefined : html`<p class="notice error" role="alert">${problem}</p>`}
      <form class="stacked" method="post" action="${frame.contextPath}/setpassword/${secret}">
        ${csrfField(frame.csrf)}<label for="new-password">New password</label
        ><input
          id="new-password"
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minlength="${limits.passwordLeast}"
          maxlength="${limits.passwordMost}"
          aria-describedby="password-rule"
          autofocus
        />
        <p id="password-rule" class="facts">
          At least ${limits.passwordLeast} characters. Length beats strange characters.
        </p>
        <label for="password-again">The same again</label
        ><input
          id="password-again"
          name="confirmation"
          type="password"
          autocomplete="new-password"
          required
        />
        <button type="submit" class="button primary">Set password and log in</button>
      </form>
    </div>`,
  })
}

async function sayLinkIsOver(web: WebContext, call: Call): Promise<Answer> {
  const frame = await frameOf(web, call)
  return present(frame, {
    title: 'This link is over',
    narrow: true,
    status: 404,
    main: html`<div class="card">
      <h1>This link is over</h1>
      <p>
        It was used already, it is too old, or a newer one was sent. You can
        <a href="${frame.contextPath}/forgotuserpassword.action">ask for another</a>; as long as the first
        administrator has no password, every start of the server prints one.
      </p>
      <p><a class="button" href="${frame.loginUrl}">Log in</a></p>
    </div>`,
  })
}
