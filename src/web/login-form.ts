import { type Html, html } from '../base/html.ts'
import { csrfField, type Frame } from './layout.ts'

/** The form that opens a session. `destination`: an address of this site to go to then. */
export function loginForm(
  frame: Frame,
  given: { readonly username?: string; readonly destination: string },
): Html {
  return html`<form class="stacked" method="post" action="${frame.contextPath}/dologin.action" id="loginForm">
    ${csrfField(frame.csrf)}<input type="hidden" name="os_destination" value="${given.destination}" />
    <label for="os_username">User name or e-mail</label
    ><input
      id="os_username"
      name="os_username"
      type="text"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      required
      value="${given.username ?? ''}"
      ${given.username ? undefined : html` autofocus`}
    />
    <label for="os_password">Password</label
    ><input
      id="os_password"
      name="os_password"
      type="password"
      autocomplete="current-password"
      required${given.username ? html` autofocus` : undefined}
    />
    <label class="choice"
      ><input type="checkbox" name="os_cookie" value="true" /> Stay logged in when the browser closes</label
    >
    <button type="submit" class="button primary" name="login" value="Log in">Log in</button>
  </form>`
}
