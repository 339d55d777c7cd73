import { type Html, html } from '../../base/html.ts'
import type { Enrolment } from '../../domain/credential/second-factor.ts'

/** What to do with an authenticator app, before its first code is typed. */
export function enrolmentSteps({ secret, address }: Enrolment): Html {
  return html`<ol>
    <li>
      Add an account to your authenticator app: <a href="${address}">open it on this device</a>, or type this
      key there: <code id="totp-secret">${secret.match(/.{4}/g)?.join(' ')}</code>
    </li>
    <li>Type the code that the app shows now.</li>
  </ol>`
}

/** For apps that read the key as text. */
export function enrolmentAddress({ address }: Enrolment): Html {
  return html`<p class="facts">For apps that read it as text: <code>${address}</code></p>`
}

/** Recovery codes, this once. */
export function recoveryCodes(codes: readonly string[]): Html {
  return html`<div class="notice" role="status">
    <p>
      Your recovery codes. Print them or write them down now: they are not shown again. Each opens the account
      once when your app is out of reach.
    </p>
    <ul>
      ${codes.map((code) => html`<li><code>${code}</code></li>`)}
    </ul>
  </div>`
}
