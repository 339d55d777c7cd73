import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { askForReset, sendsMail } from '../../domain/credential/access-letter.ts'
import type { Answer, Call } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { csrfField, frameOf, present } from '../layout.ts'
import { fieldOf, open, row } from '../screen.ts'
import { refuseForeign } from './login.ts'

/** Asking for a new password by e-mail. */
export const forgotPasswordRoutes = [
  row({
    ...open,
    id: 'viewForgotUserPasswordAction',
    path: '/forgotuserpassword.action',
    summary: 'The form for those who forgot their password.',
    handle: (web, { call }) => showForm(web, call),
  }),
  row({
    ...open,
    id: 'doForgotUserPasswordAction',
    method: 'POST',
    path: '/forgotuserpassword.action',
    summary: 'Send a link to set a new one; the answer is the same for every address.',
    body: 'form',
    errors: ['unavailable', 'xsrf'],
    handle: async (web, { call, body }) => {
      refuseForeign(call)
      await askForReset(web.domain, fieldOf(body, 'email'), call.address)
      return say(web, call)
    },
  }),
]

async function showForm(web: WebContext, call: Call): Promise<Answer> {
  const frame = await frameOf(web, call)
  return present(frame, {
    title: 'Forgot your password?',
    narrow: true,
    main: html`<div class="card">
      <h1>Forgot your password?</h1>
      ${
        sendsMail(web.domain)
          ? html`<p>Type the e-mail address of your account. You get a link to set a new password.</p>
              <form class="stacked" method="post" action="${frame.contextPath}/forgotuserpassword.action">
                ${csrfField(frame.csrf)}<label for="email">E-mail address</label
                ><input
                  id="email"
                  name="email"
                  type="email"
                  autocomplete="email"
                  required
                  maxlength="${limits.nameLength}"
                  autofocus
                />
                <button type="submit" class="button primary">Send the link</button>
              </form>`
          : html`<p>This wiki sends no e-mail. Ask an administrator for a new password.</p>`
      }
      <p><a href="${frame.contextPath}/login.action">Back to the log-in</a></p>
    </div>`,
  })
}

async function say(web: WebContext, call: Call): Promise<Answer> {
  const frame = await frameOf(web, call)
  return present(frame, {
    title: 'Look into your mail',
    narrow: true,
    main: html`<div class="card">
      <h1>Look into your mail</h1>
      <p role="status">
        If an account has this address, a link is on its way. It works once, for an hour. Nothing after some
        minutes? Look into the junk folder, then ask an administrator.
      </p>
      <p><a href="${frame.contextPath}/login.action">Back to the log-in</a></p>
    </div>`,
  })
}
