/** A browser as far as forms and cookies go: for tests of what happens between screens. */
import type { TestApp } from './app.ts'
import { people } from './people.ts'
import { type Answer, ask } from './request.ts'

/** Somebody with a cookie jar, before one server. */
export interface Browsing {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Send a form, with the token of the session as the screens' own forms carry it. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  /** Send a form to an address as it is. */
  send(address: string, fields: Record<string, string>): Promise<Answer>
  /** Send the log-in form as one of the cast. */
  logIn(name: keyof typeof people, fields?: Record<string, string>): Promise<Answer>
  /** The display name that the top bar shows; undefined without a log-in. */
  reader(): Promise<string | undefined>
}

/** Open a browser without any cookie. `agent`: what it calls itself. */
export function browse(app: Pick<TestApp, 'url'>, agent = 'Testing Browser 1.0'): Browsing {
  const cookies = new Map<string, string>()
  const send = async (method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await ask({
      method,
      url: path.startsWith('http') ? path : app.url + path,
      headers: { 'user-agent': agent, ...(cookie === '' ? {} : { cookie }), ...headers },
      body,
    })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const get: Browsing['get'] = (path, headers = {}) => send('GET', path, headers)
  const post: Browsing['post'] = async (path, fields, headers = {}) => {
    const token = /name="atl_token" value="([^"]+)"/.exec((await get('/login.action')).text)?.[1]
    const body = new URLSearchParams({ ...(token === undefined ? {} : { atl_token: token }), ...fields })
    return send('POST', path, { origin: new URL(app.url).origin, ...headers }, body)
  }
  return {
    cookies,
    get,
    post,
    send: (address, fields) => send('POST', address, {}, new URLSearchParams(fields)),
    logIn: (name, fields = {}) =>
      post('/dologin.action', {
        os_username: people[name].username,
        os_password: people[name].password,
        ...fields,
      }),
    async reader() {
      const { text } = await get('/dashboard.action')
      return /class="reader-name">([^<]+)</.exec(text)?.[1]
    },
  }
}
