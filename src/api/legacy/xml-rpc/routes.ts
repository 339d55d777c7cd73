import { AppError, type ErrorCode } from '../../../base/errors.ts'
import { closeSession, openSession } from '../../../domain/credential/session.ts'
import { Answer, type Call, routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { refusalHeaders } from '../../refusal.ts'
import { exceptionOf } from '../rpc/fault.ts'
import { fitting, type Method, operationOf, type RpcCall } from '../rpc/method.ts'
import { methodsByName } from '../rpc/methods.ts'
import type { RpcValue } from '../rpc/value.ts'
import { readMethodCall } from './read.ts'
import { writeFault, writeResult } from './write.ts'

const route = routesOf<ApiContext>()

/** The one address of XML-RPC. Who may call which method stands in the table of methods. */
export const xmlRpcRoutes = [
  route({
    id: 'xmlRpc',
    method: 'POST',
    path: '/xmlrpc',
    tag: 'XML-RPC',
    summary: 'Call a remote procedure as confluence1 (wiki markup) or confluence2 (storage format).',
    access: 'anyone',
    body: 'xml',
    reply: 'bytes',
    errors: [],
    handle: async (api, { body }) => xmlAnswer(200, await outcomeOf(api, body)),
  }),
]

/** A refusal from before the call could be read. */
export function presentXmlRpcError(error: AppError, call: Call): Answer {
  if (error.code === 'unknown-address') {
    const found = /\/soap-axis\//.test(call.url) ? 'SOAP is not spoken here' : 'There is nothing here'
    const instead = 'the same methods are at /rpc/xmlrpc and /rpc/json-rpc/confluenceservice-v2'
    return new Answer({
      status: error.status,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: `${found}: ${instead}.\n`,
    })
  }
  return xmlAnswer(
    error.status,
    writeFault(`java.lang.Exception: ${exceptionOf(error)}`),
    refusalHeaders(error),
  )
}

function xmlAnswer(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return new Answer({ status, headers: { ...headers, 'content-type': 'text/xml;charset=UTF-8' }, body })
}

/** Refusals that are answered with a status of HTTP of their own, so that clients wait or give up. */
const ABOUT_THE_REQUEST: ReadonlySet<ErrorCode> = new Set(['too-many-requests', 'unavailable', 'internal'])

/** The result, or the fault, which XML-RPC sends with the status 200. */
async function outcomeOf(api: ApiContext, xml: string): Promise<string> {
  try {
    const { method, parameters } = readMethodCall(xml)
    return writeResult(await perform(api, method, parameters))
  } catch (error) {
    if (!(error instanceof AppError) || ABOUT_THE_REQUEST.has(error.code)) throw error
    if (error.code === 'unknown-address')
      return writeFault(`java.lang.NoSuchMethodException: ${error.message}`)
    return writeFault(`java.lang.Exception: ${exceptionOf(error)}`)
  }
}

async function perform(
  api: ApiContext,
  fullName: string,
  parameters: readonly RpcValue[],
): Promise<RpcValue> {
  const [, version, name = ''] = /^confluence([12])\.(\w{1,100})$/.exec(fullName) ?? []
  if (name === 'login') return logIn(api, parameters)
  if (name === 'logout') return logOut(api, parameters)
  const known = methodsByName.get(name)
  if (version === undefined || known === undefined) {
    throw new AppError('unknown-address', `${fullName.slice(0, 200)}, ${parameters.length} parameters`)
  }
  const [token, ...given] = parameters
  if (typeof token !== 'string') {
    throw new AppError('bad-parameter', 'The first parameter is a token that login gave, or an empty text.')
  }
  const operation = operationOf(known[0] as Method)
  const admitted = await (token === ''
    ? asAnonymous(api, operation)
    : api.admit(operation, { kind: 'session', secret: token }))
  const { method, read } = fitting(known, given)
  const call: RpcCall = { api: admitted, markup: version === '1' ? 'wiki' : 'storage' }
  return method.handle(call, read as never)
}

/** With an empty token: whoever the request itself says, if anybody. */
async function asAnonymous(
  api: ApiContext,
  operation: Parameters<ApiContext['admit']>[0],
): Promise<ApiContext> {
  try {
    return await api.admit(operation)
  } catch (error) {
    if (error instanceof AppError && api.domain.actor.kind === 'anonymous' && isLockedDoor(error)) {
      throw new AppError('no-access', 'Anonymous RPC access is disabled on this server')
    }
    throw error
  }
}

function isLockedDoor(error: AppError): boolean {
  return error.code === 'unauthenticated' || error.code === 'no-access'
}

/** Log-ins are no change of what people wrote. */
const ENTERING = { access: 'user', method: 'POST', changes: false } as const

/** A token is a session: the same life, the same end. */
async function logIn(api: ApiContext, [name, secret]: readonly RpcValue[]): Promise<string> {
  const [username, password] = [String(name ?? ''), String(secret ?? '')]
  try {
    const { domain } = await api.admit(ENTERING, { kind: 'basic', name: username, secret: password })
    const { actor } = domain
    if (actor.kind !== 'user') throw new AppError('unauthenticated')
    const { userId, tokenId } = actor
    const session = await openSession(domain, { userId, tokenId, address: domain.address, agent: 'XML-RPC' })
    return session.secret
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'unauthenticated' && error.code !== 'locked-out'))
      throw error
    throw new AppError(error.code, error.message, { ...error.details, loginOf: username })
  }
}

/** Whether the token was one. */
async function logOut(api: ApiContext, [token]: readonly RpcValue[]): Promise<boolean> {
  const secret = String(token ?? '')
  try {
    await api.admit(ENTERING, { kind: 'session', secret })
  } catch (error) {
    if (error instanceof AppError && isLockedDoor(error)) return false
    throw error
  }
  await closeSession(api.domain, secret)
  return true
}
