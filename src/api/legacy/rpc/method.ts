import type { TSchema } from 'typebox'
import { AppError, type ErrorCode } from '../../../base/errors.ts'
import type { Access, Route } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import type { Parameter, RpcValue } from './value.ts'

/** A call of a remote procedure, by somebody whom its access lets in. */
export interface RpcCall {
  readonly api: ApiContext
  /** In what bodies are written: `wiki` for version 1 of the interface, `storage` for version 2. */
  readonly markup: 'wiki' | 'storage'
}

/** The parameters of a method in their order, without the token that XML-RPC puts before them. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>

/** What a handler is given for them. */
export type Given<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

/** One remote procedure as data. Methods of one name differ in their parameters. */
export interface Method {
  readonly name: string
  /** What the methods are grouped by in the reference. */
  readonly group: string
  readonly summary: string
  readonly access: Exclude<Access, 'anyone'>
  /** Whether it changes anything that people wrote or set. */
  readonly changes: boolean
  readonly takes: Parameters
  /** The schema of the result as JSON. */
  readonly gives: TSchema
  /** Refusals it can answer besides those of every operation. */
  readonly errors: readonly ErrorCode[]
  handle(call: RpcCall, given: never): Promise<RpcValue>
}

/** The maker of the rows of one group, so that handlers have the types of their parameters. */
export function methodsOf(group: string) {
  return <P extends Parameters>(
    row: Omit<Method, 'group' | 'takes' | 'handle' | 'access' | 'changes'> & {
      readonly access?: Method['access']
      readonly takes: P
      handle(call: RpcCall, given: Given<P>): Promise<RpcValue>
    },
  ): Method => ({ access: 'site', ...row, group, changes: !ASKING.test(row.name) }) as unknown as Method
}

/** What the vendor calls methods that only ask, and those for a queue and for plug-ins that there are not. */
const ASKING = /^(get|is|has|search|render|convert|flushIndexQueue|clearIndexQueue|installPlugin)/

/** A method as an operation that the gate lets people in to; all methods of a name are one. */
export function operationOf({
  access,
  changes,
}: Method): Pick<Route<never>, 'access' | 'method' | 'changes'> {
  return { access, changes, method: 'POST' }
}

/** Of the methods of one name, the one that these arguments fit, with what they say. Refuses arguments that fit none. */
export function fitting(
  methods: readonly Method[],
  given: readonly RpcValue[],
): { readonly method: Method; readonly read: Record<string, unknown> } {
  let misfit: string | undefined
  for (const method of methods) {
    const parameters = Object.entries(method.takes)
    if (parameters.length !== given.length) continue
    const read = parameters.map(([, parameter], i) => parameter.read(given[i] ?? null))
    const wrong = read.indexOf(undefined)
    if (wrong < 0) return { method, read: Object.fromEntries(parameters.map(([name], i) => [name, read[i]])) }
    misfit ??= `${parameters[wrong]?.[0]} is no ${parameters[wrong]?.[1].type}`
  }
  const forms = methods.map(formOf).join(' or ')
  const why = misfit ?? `${given.length} arguments are not what it takes`
  throw new AppError('bad-parameter', `${why}. Call ${forms}.`)
}

/** A method with its parameters, as the reference writes it. */
export function formOf({ name, takes }: Pick<Method, 'name' | 'takes'>): string {
  return `${name}(${Object.entries(takes)
    .map(([parameter, { type }]) => `${type} ${parameter}`)
    .join(', ')})`
}
