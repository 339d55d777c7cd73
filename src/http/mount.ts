import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import type { KeepingTerms, KeptAnswers } from './kept-answers.ts'
import { type BodyCheck, bodyCheck, type QueryReader, queryReader } from './input.ts'
import { Answer, type Call, type Part, type Route } from './route.ts'
import { callOf, readMultipart, readXmlBodies, type Server, standingHeaders } from './server.ts'

/** Who a caller turned out to be, before the body of the request is read. */
export interface Entry<C> {
  readonly context: C
  /** Headers that every answer to this request carries. */
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** On which terms the answer may be kept. */
  readonly terms?: KeepingTerms
}

/** One root of the site: its routes, who is let in, and how it words refusals. */
export interface Door<C> {
  /** `''`, `/confluence/rest/api`, … */
  readonly base: string
  readonly routes: readonly Route<C>[]
  /** Authenticate, count and admit the caller, before the body is read. Throws an AppError to refuse. */
  enter(call: Call, route: Route<C>): Promise<Entry<C>>
  /** A last look when the body is read: forms carry their own proof. */
  inspect?(call: Call, context: C, body: unknown, route: Route<C>): void
  presentError(error: AppError, call: Call): Answer
  /** What to do about errors that are not of the catalogue. */
  report(error: unknown, call: Call): void
  /** What to note of requests that were refused. */
  noteRefusal?(error: AppError, call: Call): void
  /** Where answers of pure operations are kept. */
  readonly kept?: KeptAnswers
  /** Called for every answer; the test suite checks replies against their schemas here. */
  observe?(route: Route<C>, call: Call, status: number, body: unknown): void
}

interface Prepared<C> {
  readonly door: Door<C>
  readonly route: Route<C>
  readonly readQuery: QueryReader
  readonly checkBody: BodyCheck | undefined
}

/** Attach the door's routes to the server. */
export function mount<C>(server: Server, door: Door<C>): void {
  attach(server, door, (route) => route.body !== 'multipart' && route.body !== 'xml')
  for (const [kind, read] of Object.entries(SPECIAL_BODIES)) {
    if (!door.routes.some((route) => route.body === kind)) continue
    void server.register(async (scope) => {
      await read(scope)
      attach(scope, door, (route) => route.body === kind)
    })
  }
}

/** Bodies that only the operations which take them can read. */
const SPECIAL_BODIES = { multipart: readMultipart, xml: readXmlBodies } as const

function attach<C>(server: Server, door: Door<C>, belongs: (route: Route<C>) => boolean): void {
  for (const route of door.routes.filter(belongs)) {
    const prepared: Prepared<C> = {
      door,
      route,
      readQuery: queryReader(route.query),
      checkBody: typeof route.body === 'object' ? bodyCheck(route.body) : undefined,
    }
    const entries = new WeakMap<FastifyRequest, Entry<C>>()
    server.route({
      method: route.method,
      url: door.base + serverPath(route.path) || '/',
      ...(route.formBytes === undefined ? {} : { bodyLimit: route.formBytes }),
      ...(isQuick(route) ? { handlerTimeout: limits.answerMs } : {}),
      onRequest: async (request) => {
        entries.set(request, await door.enter(callOf(request), route))
      },
      errorHandler: (error, request, reply) => refuse(door, error, request, reply, entries.get(request)),
      handler: (request, reply) => run(prepared, request, reply, entries.get(request) as Entry<C>),
    })
  }
}

/** Files take as long as the line to the caller needs; all else is worked out in a time that has an end. */
function isQuick(route: Pick<Route<never>, 'body' | 'reply'>): boolean {
  return route.body !== 'multipart' && route.reply !== 'bytes'
}

async function run<C>(
  prepared: Prepared<C>,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry<C>,
): Promise<unknown> {
  const { door, route } = prepared
  const call = callOf(request)
  if (call.url.includes('%00')) {
    throw new AppError(
      'bad-parameter',
      'The address has a NUL character, which no name and no text can have.',
    )
  }
  door.inspect?.(call, entry.context, request.body, route)
  const input = {
    call,
    path: pathOf(request),
    query: prepared.readQuery(queryOf(call)) as never,
    body: bodyOf(prepared, request) as never,
    parts: partsOf(request),
  }
  const topic = typeof route.pure === 'function' ? route.pure(input.path, queryOf(call)) : undefined
  const state = route.pure && entry.terms ? door.kept?.state(topic) : undefined
  const value = await route.handle(entry.context, input)
  const keepable = state === undefined ? undefined : keepableOf(value)
  if (state !== undefined && keepable) {
    return sendKept(prepared, request, reply, entry, keepable, { topic, state })
  }
  return send(prepared, call, reply, entry, value)
}

/** The JSON of a success, and the headers that it has of its own. */
interface Keepable {
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** What of an answer can be kept; undefined where it is no plain success in JSON. */
function keepableOf(value: unknown): Keepable | undefined {
  if (value === undefined) return undefined
  if (!(value instanceof Answer)) return { body: value, headers: {} }
  const { status, body } = value
  const headers: Record<string, string> = {}
  for (const [name, text] of Object.entries(value.headers)) {
    if (typeof text !== 'string' || name === 'content-type') return undefined
    headers[name] = text
  }
  const isJson = typeof body === 'object' && body !== null && !(body instanceof Readable)
  return status === undefined && isJson ? { body, headers } : undefined
}

/** Send the answer of a pure operation, and keep it for the next request of the same words. */
function sendKept<C>(
  { door, route }: Prepared<C>,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry<C>,
  { body, headers: own }: Keepable,
  about: { readonly topic: number | undefined; readonly state: string | number },
): unknown {
  const bytes = jsonBytes(body)
  const headers = [...standingHeaders(reply), 'content-type', JSON_TYPE, ...Object.entries(own).flat()]
  const cookie = entry.headers?.['set-cookie']
  if (typeof cookie === 'string') headers.push('set-cookie', cookie)
  if (entry.terms) door.kept?.keep(request.raw, { ...about, terms: entry.terms, headers, bytes })
  door.observe?.(route, callOf(request), 200, body)
  if (entry.headers) reply.headers(entry.headers)
  return reply.headers(own).header('content-type', JSON_TYPE).send(bytes)
}

function send<C>(
  prepared: Prepared<C>,
  call: Call,
  reply: FastifyReply,
  entry: Entry<C>,
  value: unknown,
): unknown {
  const { door, route } = prepared
  const answer = value instanceof Answer ? value : undefined
  const body = answer ? answer.body : value
  const status = answer?.status ?? route.status ?? (body === undefined ? 204 : 200)
  reply.status(status)
  if (entry.headers) reply.headers(entry.headers)
  if (answer) reply.headers(answer.headers)
  door.observe?.(route, call, status, body)
  if (body === undefined) return reply.send()
  if (typeof body === 'string' || body instanceof Readable) return reply.send(body)
  if (reply.getHeader('content-type') === undefined) reply.header('content-type', JSON_TYPE)
  return reply.send(jsonBytes(body))
}

/** As bytes, since the server underneath adds a charset to the media type of a text. */
function jsonBytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body))
}

/** Without a charset, as the vendor sends it; JSON is UTF-8 by its own definition. */
const JSON_TYPE = 'application/json'

function refuse<C>(
  door: Door<C>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  entry: Entry<C> | undefined,
): void {
  const call = callOf(request)
  const known = toAppError(error)
  if (known.code === 'internal') door.report(error, call)
  else door.noteRefusal?.(known, call)
  const answer = door.presentError(known, call)
  const status = answer.status ?? known.status
  if (entry?.headers) reply.headers(entry.headers)
  reply.status(status).headers(answer.headers)
  const isText = typeof answer.body === 'string'
  if (!isText && reply.getHeader('content-type') === undefined) reply.header('content-type', JSON_TYPE)
  const route = door.routes.find(
    (row) => door.base + serverPath(row.path) === request.routeOptions.url && row.method === request.method,
  )
  if (route) door.observe?.(route, call, status, answer.body)
  reply.send(isText ? answer.body : jsonBytes(answer.body))
}

/** Errors of the server underneath, in the words of the catalogue. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const {
    code = '',
    statusCode,
    message = '',
  } = error as { code?: string; statusCode?: number; message?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || statusCode === 413) return new AppError('too-large')
  if (code === 'FST_ERR_HANDLER_TIMEOUT') {
    return new AppError('unavailable', 'The answer took too long to be worked out.')
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('wrong-media-type')
  if (code === 'FST_INVALID_MULTIPART_CONTENT_TYPE') {
    return new AppError('wrong-media-type', 'This operation takes a multipart/form-data body.')
  }
  if (code.startsWith('FST_') && statusCode !== undefined && statusCode < 500)
    return new AppError('bad-request', message)
  const isCut = code === 'ECONNRESET' && message === 'aborted'
  if (
    isCut ||
    /Unexpected end of (multipart|form)|Part terminated early|Malformed part header/i.test(message)
  ) {
    return new AppError('bad-request', 'The upload broke off before its end.')
  }
  return new AppError('internal')
}

function serverPath(path: string): string {
  return path.replace(/\{(\w+)\*\}/g, '*').replace(/\{(\w+)\}/g, ':$1')
}

function pathOf(request: FastifyRequest): Record<string, string> {
  const parameters = request.params as Record<string, string>
  return parameters['*'] === undefined ? parameters : { ...parameters, rest: parameters['*'] }
}

function queryOf(call: Call): URLSearchParams {
  const start = call.url.indexOf('?')
  return start < 0 ? NO_QUERY : new URLSearchParams(call.url.slice(start + 1))
}

const NO_QUERY = new URLSearchParams()

function bodyOf<C>(prepared: Prepared<C>, request: FastifyRequest): unknown {
  const { checkBody, route } = prepared
  if (route.body === 'xml') return typeof request.body === 'string' ? request.body : ''
  if (checkBody === undefined) return route.body === 'form' ? (request.body ?? {}) : undefined
  const body = request.body ?? (route.bodyOptional ? {} : undefined)
  checkBody(body)
  return body
}

/** A text that came as a file. It is kept in memory, so it is bounded as other fields are. */
async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > limits.formBytes) {
      throw new AppError('too-large', `A field of a form has at most ${limits.formBytes} bytes.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * The parts of a multipart body. Parts named `file`, in old forms `file_0` and so on, are files; any other is text, even
 * if it has a file name.
 */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Part> {
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      yield { kind: 'field', name: part.fieldname, value: String(part.value) }
    } else if (/^file(_\d{1,4})?$/.test(part.fieldname)) {
      yield {
        kind: 'file',
        name: part.fieldname,
        fileName: part.filename,
        mediaType: part.mimetype,
        bytes: part.file,
      }
    } else {
      yield { kind: 'field', name: part.fieldname, value: await textOf(part.file) }
    }
  }
}
