import { type Agent, request as send, type IncomingHttpHeaders } from 'node:http'

/** What to ask. The path goes out as it is written: nothing is normalised on the way. */
export type Question = {
  method: string
  /** Absolute, or a path from `origin`. */
  url: string
  headers?: Record<string, string>
  /** A string, bytes or a form go out as they are, anything else as JSON. */
  body?: unknown
  /** Keeps connections for questions that come in thousands. */
  agent?: Agent
}

/** What came back: `json` is undefined when the body is none. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
  json: unknown
}

/** Is told of every answer that came through `ask`. */
export type Observer = (question: Question, answer: Answer) => void

const observers = new Set<Observer>()

/** From now on tell `observer` of every answer. */
export function observeAnswers(observer: Observer): void {
  observers.add(observer)
}

/** Asks one question, over a connection of its own unless there is an agent, and waits for the whole answer. */
export async function ask(question: Question): Promise<Answer> {
  const { headers, body } = await encodeBody(question)
  const answer = await new Promise<Answer>((resolve, reject) => {
    const target = splitUrl(question.url)
    const agent = question.agent ?? false
    const outgoing = send({ ...target, method: question.method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const text = bytes.toString('utf8')
        const status = incoming.statusCode ?? 0
        resolve({ status, headers: incoming.headers, bytes, text, json: parseJson(incoming.headers, text) })
      })
    })
    outgoing.on('error', reject)
    outgoing.setTimeout(30_000, () =>
      outgoing.destroy(new Error(`No answer to ${question.method} ${question.url}`)),
    )
    outgoing.end(body)
  })
  for (const observer of observers) observer(question, answer)
  return answer
}

/** `Authorization` for Basic credentials. */
export function basic(name: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` }
}

/** `new URL` would tidy `..` and `//` away, and some tests are about exactly these. */
function splitUrl(url: string): { host: string; port: string; path: string } {
  const [, host = '', port = '80', path = '/'] = url.match(/^http:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/) ?? []
  return { host, port, path }
}

async function encodeBody(
  question: Question,
): Promise<{ headers: Record<string, string>; body?: Buffer | string }> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(question.headers ?? {})) headers[name.toLowerCase()] = value
  const { body } = question
  if (body === undefined) return { headers }
  let bytes: Buffer
  let type: string | undefined
  if (body instanceof FormData || body instanceof URLSearchParams) {
    const encoded = new Response(body)
    type = encoded.headers.get('content-type') ?? undefined
    bytes = Buffer.from(await encoded.arrayBuffer())
  } else if (body instanceof Uint8Array) bytes = Buffer.from(body)
  else if (typeof body === 'string') bytes = Buffer.from(body)
  else {
    type = 'application/json'
    bytes = Buffer.from(JSON.stringify(body))
  }
  if (type) headers['content-type'] ??= type
  headers['content-length'] ??= String(bytes.length)
  return { headers, body: bytes }
}

function parseJson(headers: IncomingHttpHeaders, text: string): unknown {
  if (!/\bjson\b/.test(headers['content-type'] ?? '') || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`The answer says it is JSON and is not: ${text.slice(0, 200)}`, { cause: error })
  }
}
