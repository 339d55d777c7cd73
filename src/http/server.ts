import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http'
import { readFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'
import { randomToken } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import type { Answer, Call } from './route.ts'

export interface ServerOptions {
  /** Addresses of proxies whose `X-Forwarded-*` headers are believed; false: of none. */
  readonly trustProxy: boolean | string
  /** What is said of an address that cannot be read, such as one that ends in a lone `%`. */
  presentBroken(call: Call): Answer
  /** Another spelling of an address (path and query) of this site, as the address that it stands for. */
  readonly respell?: (url: string) => string
  /** The address of the site as it is set up; empty: as each request says. */
  readonly baseUrl: string
  /** Whom it answers, and how. */
  readonly wire: Wire
  /** What is said to a request for a host that is not ours. */
  presentWrongHost(call: Call): Answer
  /** What every request has to wait for; undefined: nothing. */
  readonly before?: () => Promise<void> | undefined
  /** Answers what it can before anything else looks at the request; false: it cannot. */
  readonly shortcut?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** How the server is reached. */
export interface Wire {
  /** Host names that requests may name besides that of the base address; where neither is set, any. */
  readonly allowedHosts: readonly string[]
  /** Sites whose scripts may read answers, with a token and never with a cookie. */
  readonly corsOrigins: readonly string[]
  /** What browsers that came by https are to remember (Strict-Transport-Security); empty: nothing. */
  readonly httpsOnly: string
  /** Files with certificate and key; absent: plain http. */
  readonly tls?: { readonly certificate: string; readonly key: string }
}

/** The HTTP server with its plug-ins, without any route. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const start = randomToken(4)
  let requests = 0
  const server = fastify({
    serverFactory: (handler) => httpServer(handler as RequestListener, options),
    bodyLimit: limits.jsonBytes,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4096 },
    trustProxy: options.trustProxy === true ? true : options.trustProxy || false,
    forceCloseConnections: 'idle',
    genReqId: () => `${start}-${(++requests).toString(36)}`,
    logger: false,
    schemaController: { compilersFactory: NO_COMPILERS },
    return503OnClosing: true,
    frameworkErrors: (_error, request, reply) => {
      sendAnswer(
        reply as unknown as FastifyReply,
        options.presentBroken(callOf(request as unknown as FastifyRequest, options.baseUrl)),
      )
    },
  })
  guard(server, options)
  await server.register(formbody, { bodyLimit: limits.formBytes })
  readJsonLeniently(server)
  return server
}

/** Input and answers have schemas of ours, so the framework's compilers would be loaded for nothing. */
const NO_COMPILERS = { buildValidator: noSchemas, buildSerializer: noSchemas }

function noSchemas(): never {
  throw new Error('Routes have their schemas in route.ts, not in the framework.')
}

function httpServer(
  handler: RequestListener,
  { respell, before, shortcut, wire }: Pick<ServerOptions, 'respell' | 'before' | 'shortcut' | 'wire'>,
): HttpServer {
  const answer: RequestListener = (request, response) => {
    // What a script of another site is told depends on that site.
    const isKept = request.headers.origin === undefined && shortcut?.(request, response)
    if (!isKept) handler(request, response)
  }
  const listener: RequestListener = (request, response) => {
    if (respell && request.url !== undefined) request.url = respell(request.url)
    const ready = before?.()
    if (ready === undefined) answer(request, response)
    else void ready.then(() => answer(request, response))
  }
  const times = { requestTimeout: limits.requestMs, keepAliveTimeout: limits.keepAliveMs }
  return wire.tls === undefined
    ? createHttpServer(times, listener)
    : createHttpsServer({ ...times, ...readTls(wire.tls), minVersion: 'TLSv1.2' }, listener)
}

function readTls(files: NonNullable<Wire['tls']>): { cert: string; key: string } {
  try {
    return { cert: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') }
  } catch (error) {
    throw new AppError('bad-parameter', `The certificate cannot be read: ${(error as Error).message}.`)
  }
}

/**
 * What every answer carries that says nothing else: it is what it says it is, and opened on its own, as JSON may be, it
 * loads nothing, stands in no frame and tells nobody where it was.
 */
const STANDING: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'same-origin',
  // What is for one reader is in no cache; files and pictures say how theirs may be.
  'cache-control': 'private, no-store',
}
const HTTPS_ONLY = 'strict-transport-security'

/** These headers of an answer, for one that is given again without being worked out. */
export function standingHeaders(reply: FastifyReply): string[] {
  return [...Object.keys(STANDING), HTTPS_ONLY].flatMap((name) => {
    const value = reply.getHeader(name)
    return value === undefined ? [] : [name, String(value)]
  })
}

/** What is asked of every request before its route: is it for this host, and may another site's script have sent it. */
function guard(server: FastifyInstance, options: ServerOptions): void {
  const isOurs = hostCheck(options)
  const origins = new Set(options.wire.corsOrigins)
  const { httpsOnly } = options.wire
  server.addHook('onRequest', async (request, reply) => {
    const call = callOf(request, options.baseUrl)
    reply.headers(STANDING)
    if (httpsOnly !== '' && call.origin.startsWith('https:')) reply.header(HTTPS_ONLY, httpsOnly)
    // What load balancers ask, they ask by address.
    if (!isOurs(request.host) && !call.url.endsWith('/status')) {
      sendAnswer(reply, options.presentWrongHost(call))
      return reply
    }
    const { origin } = request.headers
    if (origin === undefined || !origins.has(origin)) return
    reply.header('access-control-allow-origin', origin).header('vary', 'origin')
    reply.header('access-control-expose-headers', EXPOSED)
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return
    reply.header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
    reply.header('access-control-allow-headers', 'authorization, content-type, x-atlassian-token')
    reply.header('access-control-max-age', String(limits.corsSeconds))
    return reply.code(204).send()
  })
}

const EXPOSED =
  'x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-interval-seconds, x-ratelimit-fillrate, retry-after, x-seraph-loginreason'

/** Whether a request names a host of ours: of names that lead to this machine anyway nothing can be gained. */
function hostCheck({ baseUrl, wire }: ServerOptions): (host: string) => boolean {
  const ours = new Set(wire.allowedHosts.map((host) => host.toLowerCase()))
  if (baseUrl !== '') ours.add(new URL(baseUrl).hostname)
  if (ours.size === 0) return () => true
  for (const host of ['localhost', '127.0.0.1', '[::1]']) ours.add(host)
  return (host) => ours.has(host.replace(/:\d+$/, '').toLowerCase())
}

/** Let a scope of the server read multipart bodies; the others do not pay for it. */
export async function readMultipart(server: Server): Promise<void> {
  await server.register(multipart, {
    limits: {
      fileSize: limits.attachmentBytes + 1,
      files: limits.attachmentsPerUpload,
      fields: 4 * limits.attachmentsPerUpload,
      fieldSize: limits.formBytes,
    },
    throwFileSizeLimit: false,
  })
}

/** Let a scope of the server read XML as text, whatever the client calls it; the operation reads it itself. */
export async function readXmlBodies(server: Server): Promise<void> {
  server.addContentTypeParser(
    '*',
    { parseAs: 'string', bodyLimit: limits.jsonBytes },
    (_request, text, done) => done(null, text),
  )
}

/** JSON with any parameters after its media type; empty bodies are none. What is malformed is a 400 of ours. */
function readJsonLeniently(server: FastifyInstance): void {
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text: string, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, MAY_NAME_PROTOTYPE.test(text) ? JSON.parse(text, dropPrototypes) : JSON.parse(text))
    } catch (error) {
      const message = `The body is not JSON: ${(error as Error).message}`
      done(new AppError('bad-body', message), undefined)
    }
  })
}

/** As it stands, or with its characters written as escapes; looking at every key costs more than looking for these. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u/

function dropPrototypes(this: unknown, key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

const calls = new WeakMap<FastifyRequest, Call>()

/** The framework-free view of a request. */
export function callOf(request: FastifyRequest, baseUrl = ''): Call {
  let call = calls.get(request)
  if (call === undefined) {
    call = {
      id: request.id,
      method: request.method,
      url: request.raw.url ?? '/',
      headers: request.headers,
      cookies: cookiesOf(request.headers.cookie),
      address: request.ip,
      protocol: request.protocol,
      host: request.host,
      origin: baseUrl === '' ? `${request.protocol}://${request.host}` : baseUrl,
    }
    calls.set(request, call)
  }
  return call
}

/** The cookies of a request (RFC 6265, 5.4): the first of several with one name counts. */
function cookiesOf(header: string | undefined): Readonly<Record<string, string>> {
  if (header === undefined) return NO_COOKIES
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 0) continue
    const name = pair.slice(0, at).trim()
    cookies[name] ??= pair
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1')
  }
  return cookies
}

const NO_COOKIES: Readonly<Record<string, string>> = {}

/** Send an answer that no handler gave. */
export function sendAnswer(reply: FastifyReply, { status, headers, body }: Answer): void {
  reply.status(status ?? 500).headers(headers)
  if (typeof body !== 'string') reply.header('content-type', 'application/json')
  reply.send(typeof body === 'string' ? body : Buffer.from(JSON.stringify(body)))
}

/** Listen; returns the port. Throws a sentence when the port is taken or the address is not ours. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE') {
      throw new AppError(
        'unavailable',
        `Port ${port} is taken by another program. Choose another with --port.`,
      )
    }
    if (code === 'EACCES')
      throw new AppError('unavailable', `Port ${port} may not be opened by this user. Choose one above 1023.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new AppError(
        'unavailable',
        `${host} is not an address of this machine. Choose another with --host.`,
      )
    }
    throw error
  }
  const address = server.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

export type Server = FastifyInstance
