/** A real issuer of OpenID Connect on this machine, with its own screens for signing in. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { type Browsing, browse } from './browsing.ts'
import type { Answer } from './request.ts'

/** What the issuer says of one person. */
export type Person = Record<string, unknown> & { email?: string; email_verified?: boolean }

/** A running issuer. */
export interface Issuer {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who can sign in there, by subject; may be changed. */
  readonly people: Map<string, Person>
  /** Let a site use it; the site's address is known only once it listens. */
  allow(site: string): void
  close(): Promise<void>
}

/** Start one. It knows no site before `allow`. */
export async function startIssuer(): Promise<Issuer> {
  const people = new Map<string, Person>()
  let answer: RequestListener = (_request, response) => response.writeHead(503).end()
  // The address has to be known before the issuer is made, since it is the issuer's name.
  const http = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['inver', 'a-secret-of-the-client-of-some-length']
  return {
    url,
    clientId,
    clientSecret,
    people,
    allow(site) {
      const provider = new Provider(url, {
        clients: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            redirect_uris: [`${site}/openid/callback`],
            post_logout_redirect_uris: [`${site}/login.action?logout=true`],
            grant_types: ['authorization_code'],
            response_types: ['code'],
          },
        ],
        pkce: { required: () => true },
        claims: {
          openid: ['sub'],
          email: ['email', 'email_verified'],
          profile: ['name', 'preferred_username', 'groups'],
        },
        cookies: { keys: ['a key to sign cookies with'] },
        findAccount: (_context, sub) => {
          const person = people.get(sub)
          return person && { accountId: sub, claims: async () => ({ ...person, sub }) }
        },
      })
      answer = provider.callback()
    },
    close: () =>
      new Promise((resolve, reject) => {
        http.close((error) => (error ? reject(error) : resolve()))
        http.closeAllConnections()
      }),
  }
}

/** Sign in on the issuer's own screens; returns the address at which it sends the browser back. */
export async function signInThere(address: string, subject: string): Promise<string> {
  const there: Browsing = browse({ url: new URL(address).origin })
  const origin = new URL(address).origin
  let answer = await there.get(address)
  for (let step = 0; step < 12; step++) {
    const { location } = answer.headers
    if (location !== undefined) {
      const next = new URL(location, origin)
      if (next.origin !== origin) return next.href
      answer = await there.get(next.href)
    } else answer = await sendForm(there, answer, origin, subject)
  }
  throw new Error(`The issuer sent nobody back: ${answer.status} ${answer.text.slice(0, 500)}`)
}

async function sendForm(there: Browsing, { text }: Answer, origin: string, subject: string): Promise<Answer> {
  const action = /<form[^>]+action="([^"]+)"/.exec(text)?.[1] ?? ''
  const prompt = /name="prompt" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const who: Record<string, string> = prompt === 'login' ? { login: subject, password: 'any' } : {}
  return there.send(new URL(action, origin).href, { prompt, ...who })
}
