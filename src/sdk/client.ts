import { addressOf, isCloudHost, possibleRoots, type Query } from './address.ts'
import { ApiError, ConnectionError } from './errors.ts'
import { itemsOf, nextOf } from './paging.ts'
import { isRepeatable, mayRepeat, patience, pause, type Patience, waitBefore } from './retry.ts'
import { formOf, type Upload } from './upload.ts'

/** Who is asking: a name with its password or API token, a bearer token (personal access token, OAuth), or nobody. */
export type Auth =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'none' }

/** Which of the two families of API a server speaks first: v2 beside v1, or Data Center's. */
export type Flavour = 'cloud' | 'data-center'

/** Where and as whom to ask. */
export interface Connection {
  /** The site (`https://wiki.example.com`), its root below a path (`…/confluence`, `…/wiki`), or any page of it. */
  readonly url: string
  readonly auth: Auth
  /** Instead of the platform's own. */
  readonly fetch?: typeof fetch
  /** Names the program to the server. Browsers name themselves, and ask other sites whether something else may be said. */
  readonly userAgent?: string
  /** Repetitions of a request that failed in passing (default 5), or all about them. */
  readonly retries?: number | Partial<Patience>
}

/** What can be said about one request. */
export interface RequestOptions {
  readonly query?: Query
  /** Plain data is sent as JSON; text, bytes, forms and streams as they are. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** What to make of the answer; `json` when nothing is said. */
  readonly as?: 'json' | 'text' | 'stream' | 'nothing'
  /** Called before each repetition, with what went wrong. */
  readonly onRepeat?: (error: unknown) => void
}

/** A connection to one Confluence, or to Inver. */
export interface Client {
  /** Finds the API below the address and says which kind it is; later calls remember. */
  detect(signal?: AbortSignal): Promise<{ readonly root: string; readonly flavour: Flavour }>
  /** Known once `detect` is done. */
  readonly flavour: Flavour | undefined
  /** The absolute address of the API root, without a trailing slash; known once anything was asked. */
  readonly root: string | undefined
  /** One request. `path` begins below the root: `/rest/api/content`, `/api/v2/pages`, or a link out of an answer. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>
  /** Everything in a list, however it is cut into pages; asks for the next one only when it is needed. */
  each<T>(path: string, query?: Query, options?: { readonly signal?: AbortSignal }): AsyncIterable<T>
  /** Sends a file as the multipart form that attachments are made of. A stream cannot be sent twice: no repetition. */
  upload<T>(path: string, file: Upload, options?: UploadOptions): Promise<T>
  /** The bytes at a path or at a `_links.download`. */
  download(path: string, options?: { readonly signal?: AbortSignal }): Promise<ReadableStream<Uint8Array>>
}

export interface UploadOptions {
  readonly method?: 'POST' | 'PUT'
  readonly query?: Query
  readonly signal?: AbortSignal
}

/** Prepares a client; nothing is asked yet. */
export function connect(connection: Connection): Client {
  const roots = possibleRoots(connection.url)
  const send = sender(connection)
  let root = roots.length === 1 ? roots[0] : undefined
  let finding: Promise<string> | undefined
  let flavour: Flavour | undefined

  async function rootOf(signal?: AbortSignal): Promise<string> {
    if (root !== undefined) return root
    finding ??= findRoot(roots, send, signal).finally(() => (finding = undefined))
    root = await finding
    return root
  }

  async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const answer = await send(method, addressOf(await rootOf(options.signal), path, options.query), options)
    return (await read(answer, method, options.as ?? 'json')) as T
  }

  return {
    get flavour() {
      return flavour
    },
    get root() {
      return root
    },
    request,
    async detect(signal) {
      const found = await rootOf(signal)
      flavour ??= await flavourAt(found, send, signal)
      return { root: found, flavour }
    },
    async *each<T>(path: string, query: Query = {}, { signal }: { signal?: AbortSignal } = {}) {
      const base = await rootOf(signal)
      const seen = new Set<string>()
      let address: string | undefined = addressOf(base, path, query)
      while (address !== undefined && !seen.has(address)) {
        seen.add(address)
        const answer = await send('GET', address, { signal })
        const stretch = await read(answer, 'GET', 'json')
        yield* itemsOf(stretch) as T[]
        const next = nextOf(stretch, answer.headers, address)
        address = next === undefined ? undefined : addressOf(base, next)
      }
    },
    upload<T>(path: string, file: Upload, { method = 'POST', query, signal }: UploadOptions = {}) {
      const { body, type } = formOf(file)
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
      return request<T>(method, path, { body, headers, query, signal })
    },
    download: (path, { signal } = {}) =>
      request<ReadableStream<Uint8Array>>('GET', path, { as: 'stream', signal, headers: { accept: '*/*' } }),
  }
}

type Send = (method: string, address: string, options: RequestOptions) => Promise<Response>

/** Sends, waits, repeats; gives back only answers that grant. */
function sender({ auth, userAgent, retries, fetch: ownFetch }: Connection): Send {
  const how = { ...patience, ...(typeof retries === 'number' ? { retries } : retries) }
  const standing = {
    accept: 'application/json',
    ...(userAgent !== undefined && { 'user-agent': userAgent }),
    'x-atlassian-token': 'no-check',
    ...authorization(auth),
  }
  return async (method, address, options) => {
    const { body, ...encoded } = encodedBody(options.body)
    const headers = { ...standing, ...encoded.headers, ...lowerCased(options.headers ?? {}) }
    const repeatable = isRepeatable(method, options.body)
    const once = body instanceof ReadableStream
    for (let turn = 0; ; turn += 1) {
      try {
        const init = { method, headers, body, signal: options.signal, ...(once && { duplex: 'half' }) }
        return await granted(await reach(ownFetch ?? fetch, address, init as RequestInit), method)
      } catch (error) {
        // What was to be deleted and is gone after a first try was deleted by it.
        if (turn > 0 && method === 'DELETE' && isGone(error)) return new Response(null, { status: 204 })
        const wait = turn < how.retries ? waitBefore(turn, error, how) : undefined
        if (once || wait === undefined || !mayRepeat(error, repeatable)) throw error
        options.onRepeat?.(error)
        await pause(wait, options.signal)
      }
    }
  }
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.status === 404

async function reach(send: typeof fetch, address: string, init: RequestInit): Promise<Response> {
  try {
    return await send(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ConnectionError(address, error)
  }
}

async function granted(answer: Response, method: string): Promise<Response> {
  if (answer.ok) return answer
  throw new ApiError(answer, method, await answer.text().catch(() => ''))
}

function authorization(auth: Auth): Record<string, string> {
  if (auth.kind === 'none') return {}
  if (auth.kind === 'bearer') return { authorization: `Bearer ${auth.token}` }
  const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`)
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function encodedBody(body: unknown): { body?: BodyInit; headers?: Record<string, string> } {
  if (body === undefined) return {}
  const asItIs =
    typeof body === 'string' ||
    [FormData, Blob, ReadableStream, ArrayBuffer, URLSearchParams].some((kind) => body instanceof kind) ||
    ArrayBuffer.isView(body)
  if (asItIs) return { body: body as BodyInit }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

async function read(
  answer: Response,
  method: string,
  as: NonNullable<RequestOptions['as']>,
): Promise<unknown> {
  if (as === 'stream') return answer.body ?? new Blob([]).stream()
  if (as === 'nothing') return void (await answer.body?.cancel())
  try {
    const text = await answer.text()
    if (as === 'text') return text
    return text === '' ? undefined : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ApiError(answer, method, JSON.stringify({ message: NOT_JSON }))
    throw new ConnectionError(answer.url, error)
  }
}

const NOT_JSON = 'What came back is not JSON, so this is hardly the address of a Confluence API.'
const PROBE = '/rest/api/user/current'

/** The first of these addresses where an API answers, be it with a refusal of the credentials. */
async function findRoot(roots: readonly string[], send: Send, signal?: AbortSignal): Promise<string> {
  let failure: unknown
  for (const root of roots) {
    try {
      const answer = await send('GET', root + PROBE, { signal })
      await answer.body?.cancel()
      if (answer.headers.get('content-type')?.includes('json')) return root
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.status === 401 || error.status === 403) return root
      failure = error
    }
  }
  throw failure ?? new Error(`There is no Confluence API at ${roots.join(', ')}.`)
}

/** v2 is served by the Cloud, and by Inver below `/wiki`; a Data Center may lie below `/wiki`, too, but has no v2. */
async function flavourAt(root: string, send: Send, signal?: AbortSignal): Promise<Flavour> {
  if (isCloudHost(new URL(root).hostname)) return 'cloud'
  if (!root.endsWith('/wiki')) return 'data-center'
  try {
    await (await send('GET', `${root}/api/v2/spaces?limit=1`, { signal })).body?.cancel()
    return 'cloud'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return error.status === 404 ? 'data-center' : 'cloud'
  }
}
