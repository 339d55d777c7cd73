/** A refusal by the server: what it answered, in its own words. */
export class ApiError extends Error {
  /** The HTTP status. */
  readonly status: number
  /** The reason that the server gives beside its message: `Not Found`, or v2's `code`. */
  readonly reason: string
  /** The body as it came: parsed when it is JSON, else its text. */
  readonly data: unknown
  /** Seconds that the server wants to be left alone; undefined when it does not say. */
  readonly retryAfter: number | undefined
  /** Method and address of the request that was refused. */
  readonly method: string
  readonly url: string

  constructor(answer: Response, method: string, text: string) {
    const data = parsed(text)
    super(messageIn(data, text) || `${answer.status} ${answer.statusText}`.trim())
    this.name = 'ApiError'
    this.status = answer.status
    this.reason = reasonIn(data) || answer.statusText
    this.data = data
    this.retryAfter = retryAfterOf(answer.headers)
    this.method = method
    this.url = answer.url
  }
}

/** The server was not reached, or the connection ended before its answer did. */
export class ConnectionError extends Error {
  /** What the platform calls it, such as `ECONNREFUSED`; empty in browsers, which do not say. */
  readonly code: string

  constructor(url: string, cause: unknown) {
    const code = codeOf(cause)
    super(`No answer from ${new URL(url).origin}${code && ` (${code})`}`, { cause })
    this.name = 'ConnectionError'
    this.code = code
  }
}

/** Seconds until the server wants to be asked again, of `Retry-After` in either spelling. */
export function retryAfterOf(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null || said === '') return undefined
  const seconds = Number(said)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const until = Date.parse(said)
  return Number.isNaN(until) ? undefined : Math.max(0, (until - Date.now()) / 1000)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

interface RefusalBody {
  readonly message?: unknown
  readonly reason?: unknown
  readonly errors?: readonly {
    readonly title?: unknown
    readonly detail?: unknown
    readonly code?: unknown
  }[]
  readonly data?: { readonly errors?: readonly { readonly message?: { readonly translation?: unknown } }[] }
}

/** The message of the server: v1's `message`, v2's `errors`, or the title of a page of HTML. */
function messageIn(data: unknown, text: string): string {
  if (typeof data !== 'object' || data === null) return titleOf(text)
  const { message, errors, data: more } = data as RefusalBody
  const listed = Array.isArray(errors) ? errors.flatMap(({ title, detail }) => [title, detail]) : []
  const translated = Array.isArray(more?.errors) ? more.errors.map((error) => error.message?.translation) : []
  const said = [message, ...listed, ...translated].filter(
    (word): word is string => typeof word === 'string' && word !== '',
  )
  return [...new Set(said.map(withoutClass))].join('; ')
}

/** The Cloud puts the name of a Java class before its sentence. */
function withoutClass(message: string): string {
  return message.replace(/^(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error): /, '')
}

function titleOf(text: string): string {
  return /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim() ?? ''
}

function reasonIn(data: unknown): string {
  if (typeof data !== 'object' || data === null) return ''
  const { reason, errors } = data as RefusalBody
  const said = reason ?? (Array.isArray(errors) ? errors[0]?.code : undefined)
  return typeof said === 'string' ? said : ''
}

/** Node puts the code into the cause, or into the cause's causes when it tried several addresses. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  if (typeof code === 'string') return code
  return codeOf(cause) || (Array.isArray(errors) ? codeOf(errors[0]) : '')
}
