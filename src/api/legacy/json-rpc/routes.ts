import { Type } from 'typebox'
import { AppError, notFound, type ErrorCode } from '../../../base/errors.ts'
import { limits } from '../../../base/limits.ts'
import { Answer, type Call, type Route, routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { refusalHeaders } from '../../refusal.ts'
import { exceptionOf } from '../rpc/fault.ts'
import { fitting, type Method, operationOf } from '../rpc/method.ts'
import { methodsByName } from '../rpc/methods.ts'
import type { RpcValue } from '../rpc/value.ts'
import { toJson } from './write.ts'

const route = routesOf<ApiContext>()

/** The envelope, and every method at an address of its own. */
export const jsonRpcRoutes: readonly Route<ApiContext>[] = [
  route({
    id: 'jsonRpc',
    method: 'POST',
    path: '/{service}',
    tag: 'JSON-RPC',
    summary: 'Call a remote procedure in an envelope of JSON-RPC 2.0, or several in a list of them.',
    access: 'site',
    // The methods in it are asked each.
    changes: false,
    body: Type.Unknown(),
    reply: Type.Unknown(),
    errors: ['bad-body', 'not-found'],
    handle: async (api, { path, body }) => {
      const markup = markupOf(path.service)
      if (!Array.isArray(body)) return answerOne(api, markup, body)
      if (body.length === 0 || body.length > limits.rpcBatch) {
        throw new AppError('bad-body', `A batch has between 1 and ${limits.rpcBatch} calls.`)
      }
      const answers: unknown[] = []
      for (const one of body) answers.push(await answerOne(api, markup, one))
      return answers
    },
  }),
  ...[...methodsByName.values()].map(lightRoute),
]

/** A method by its address, with the bare list of its arguments as body and its bare result as answer. */
function lightRoute(methods: readonly Method[]): Route<ApiContext> {
  const [first] = methods as readonly [Method, ...Method[]]
  return route({
    id: `rpc.${first.name}`,
    method: 'POST',
    path: `/{service}/${first.name}`,
    tag: `Remote procedures: ${first.group}`,
    summary: first.summary,
    access: first.access,
    changes: first.changes,
    body: Type.Array(Type.Unknown()),
    reply: first.gives,
    errors: [...new Set(methods.flatMap(({ errors }) => errors).concat('bad-parameter', 'not-found'))],
    handle: async (api, { path, body }) => {
      const value = await run(api, markupOf((path as { service: string }).service), methods, body)
      // A text would go out as it is.
      return new Answer({
        headers: { 'content-type': 'application/json' },
        body: typeof value === 'string' ? JSON.stringify(value) : value,
      })
    },
  })
}

/** A refusal outside an envelope. */
export function presentJsonRpcError(error: AppError, _call: Call): Answer {
  return new Answer({
    status: error.status,
    headers: refusalHeaders(error),
    body: { error: errorOf(error) },
  })
}

const NO_METHOD = -32601
/** The codes of JSON-RPC 2.0 for what is wrong with the envelope; everything else is the vendor's 500. */
const CODES: Partial<Record<ErrorCode, number>> = {
  'unknown-address': NO_METHOD,
  'bad-parameter': -32602,
  'bad-body': -32600,
}

function errorOf(error: AppError): { code: number; message: string } {
  return { code: CODES[error.code] ?? 500, message: exceptionOf(error) }
}

async function answerOne(api: ApiContext, markup: 'wiki' | 'storage', given: unknown): Promise<unknown> {
  const {
    id = null,
    method,
    params = [],
  } = (given ?? {}) as { id?: unknown; method?: unknown; params?: unknown }
  try {
    if (typeof method !== 'string' || !Array.isArray(params)) {
      throw new AppError('bad-body', 'A call has a method and a list of params.')
    }
    const methods = methodsByName.get(method)
    if (methods === undefined)
      throw new AppError('unknown-address', `There is no method ${method.slice(0, 100)}.`)
    const admitted = await api.admit(operationOf(methods[0] as Method))
    return { jsonrpc: '2.0', result: await run(admitted, markup, methods, params), id }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { jsonrpc: '2.0', error: errorOf(error), id }
  }
}

async function run(
  api: ApiContext,
  markup: 'wiki' | 'storage',
  methods: readonly Method[],
  given: readonly unknown[],
): Promise<unknown> {
  refuseTooMuch(given)
  const { method, read } = fitting(methods, given as readonly RpcValue[])
  return toJson(await method.handle({ api, markup }, read as never))
}

/** Structs of structs are bounded as in XML; the bytes were bounded before. */
function refuseTooMuch(given: unknown, depth = 0): void {
  if (depth > limits.rpcDepth) throw new AppError('bad-parameter', 'The arguments are nested too deeply.')
  if (given === null || typeof given !== 'object') return
  for (const inner of Object.values(given)) refuseTooMuch(inner, depth + 1)
}

function markupOf(service: string): 'wiki' | 'storage' {
  if (service === 'confluenceservice-v1') return 'wiki'
  if (service === 'confluenceservice-v2') return 'storage'
  throw notFound(
    `There is no ${service.slice(0, 100)} here. Use confluenceservice-v1 or confluenceservice-v2.`,
  )
}
