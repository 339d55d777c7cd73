import type { AppError } from '../base/errors.ts'
import { html } from '../base/html.ts'
import { Answer, type Call } from '../http/route.ts'

/** An error as a page for people. */
export function presentWebError(
  error: AppError,
  _call: Call,
  facts: { readonly contextPath: string; readonly siteTitle: string; readonly loggedIn: boolean },
): Answer {
  const page = html`<!doctype html>
    <html lang="en">
      <title>${facts.siteTitle}</title>
      <h1>${error.status}</h1>
      <p>${error.message}</p>
    </html>`
  return new Answer({
    status: error.status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: page.markup,
  })
}
