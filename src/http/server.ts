import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'
import { randomToken } from '../base/ids.ts'
import { limits } from '../base/limits.ts'
import type { Call } from './route.ts'

export interface ServerOptions {
  /** Addresses of proxies whose `X-Forwarded-*` headers are believed; false: of none. */
  readonly trustProxy: boolean | string
}

/** The HTTP server with its plug-ins, without any route. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: limits.jsonBytes,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4096 },
    trustProxy: options.trustProxy === true ? true : options.trustProxy || false,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: 'idle',
    genReqId: () => randomToken(9),
    logger: false,
    return503OnClosing: true,
  })
  await server.register(cookie)
  await server.register(formbody, { bodyLimit: limits.formBytes })
  await server.register(multipart, {
    limits: {
      fileSize: limits.attachmentBytes + 1,
      files: limits.attachmentsPerUpload,
      fields: 4 * limits.attachmentsPerUpload,
      fieldSize: limits.formBytes,
    },
    throwFileSizeLimit: false,
  })
  readJsonLeniently(server)
  return server
}

/** JSON with any parameters after its media type; empty bodies are none. What is malformed is a 400 of ours. */
function readJsonLeniently(server: FastifyInstance): void {
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text: string, done) => {
    if (text === '') return done(null, undefined)
    try {
      done(null, JSON.parse(text, dropPrototypes))
    } catch (error) {
      const message = `The body is not JSON: ${(error as Error).message}`
      done(new AppError('bad-body', message), undefined)
    }
  })
}

function dropPrototypes(this: unknown, key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

const calls = new WeakMap<FastifyRequest, Call>()

/** The framework-free view of a request. */
export function callOf(request: FastifyRequest): Call {
  let call = calls.get(request)
  if (call === undefined) {
    call = {
      id: request.id,
      method: request.method,
      url: request.raw.url ?? '/',
      headers: request.headers,
      cookies: request.cookies,
      address: request.ip,
      protocol: request.protocol,
      host: request.host,
    }
    calls.set(request, call)
  }
  return call
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
export type ServerReply = FastifyReply
