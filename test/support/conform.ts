import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { errorCatalogue } from '../../src/base/errors.ts'
import type { Route } from '../../src/http/route.ts'
import { lackingForVendor } from './vendor-replies.ts'

/** The side of a route that the checks look at: what it is called and what it promises. */
export type Operation = Pick<Route<never>, 'id' | 'method' | 'path' | 'reply' | 'status' | 'errors'>

/** Refusals that any operation may answer without declaring them. */
const USUAL_REFUSALS = new Set([400, 401, 403, 405, 413, 415, 429, 503])
/** Where replies are held against the vendor's documents: Data Center's name no field as required. */
const CLOUD = '/wiki/rest/api/'
const RANGE_NOT_SATISFIABLE = 416

/** Statuses by the name of the operation that answered with them. */
const seen = new Map<string, Set<number>>()
const problems: string[] = []
const checks = new WeakMap<object, ReturnType<typeof Compile>>()

/** Notes that an operation answered, and holds the answer against what it declares. */
export function observeReply(operation: Operation, url: string, status: number, body: unknown): void {
  noteStatus(nameOf(operation), status)
  for (const problem of problemsOf(operation, status, body)) {
    problems.push(`${nameOf(operation)} (${operation.method} ${url}) answered ${status}: ${problem}`)
  }
  if (status >= 300 || !url.startsWith(CLOUD)) return
  for (const field of lackingForVendor(operation.method, operation.path, body)) {
    problems.push(
      `${nameOf(operation)} (${operation.method} ${url}) lacks what the vendor requires: ${field}`,
    )
  }
}

function noteStatus(name: string, status: number): void {
  const statuses = seen.get(name) ?? new Set()
  seen.set(name, statuses.add(status))
}

/** What did not conform since the last call. */
export function takeProblems(): string[] {
  return [...new Set(problems.splice(0))]
}

/** Of these operations, those that the run never called, with success or with a refusal they declare. */
export function uncalled(operations: readonly Operation[]): string[] {
  return operations.flatMap((operation) => {
    const statuses = [...(seen.get(nameOf(operation)) ?? [])]
    if (statuses.length === 0) return [`${nameOf(operation)}: never called`]
    const missing: string[] = []
    if (!statuses.some((status) => status < 400))
      missing.push(`${nameOf(operation)}: never called with success`)
    if (operation.errors.length > 0 && !statuses.some((status) => status >= 400)) {
      missing.push(`${nameOf(operation)}: never refused, though it declares ${operation.errors.join(', ')}`)
    }
    return missing
  })
}

/** Whether an administrative operation that succeeded left an audit record, by its name. */
const audited = new Map<string, boolean>()

/** Notes that an administrative operation succeeded, and whether the audit log has a record of that request. */
export function observeAudit(operation: Operation, hasRecord: boolean): void {
  noteAudit(nameOf(operation), hasRecord)
}

function noteAudit(name: string, hasRecord: boolean): void {
  audited.set(name, hasRecord || audited.get(name) === true)
}

/** Administrative operations that succeeded and never left an audit record. */
export function unaudited(): string[] {
  return [...audited].flatMap(([name, hasRecord]) => (hasRecord ? [] : [name]))
}

/** What a process saw, in a form in which it can tell another one. */
export type Observations = {
  readonly seen: readonly (readonly [string, readonly number[]])[]
  readonly audited: readonly (readonly [string, boolean])[]
}

export function observations(): Observations {
  return { seen: [...seen].map(([name, statuses]) => [name, [...statuses]]), audited: [...audited] }
}

/** Takes what another process saw as seen. */
export function addObservations(others: Observations): void {
  for (const [name, statuses] of others.seen) for (const status of statuses) noteStatus(name, status)
  for (const [name, hasRecord] of others.audited) noteAudit(name, hasRecord)
}

function nameOf({ id, method, path }: Operation): string {
  return `${id} ${method} ${path}`
}

/** How an answer differs from what its operation declares. */
export function problemsOf(operation: Operation, status: number, body: unknown): string[] {
  if (status >= 400) return refusalProblems(operation, status)
  const declared = operation.status
  if (declared !== undefined && status !== declared && status >= 300 === declared >= 300) {
    return [`declares ${declared}`]
  }
  const { reply } = operation
  if (reply === 'nothing') return body === undefined ? [] : ['declares no body and sends one']
  if (typeof reply === 'string' || status >= 300) return []
  // 204 is how an answer says that there is no body this time.
  if (body === undefined) return status === 204 ? [] : ['declares a body and sends none']
  return schemaProblems(reply, JSON.parse(JSON.stringify(body)))
}

function refusalProblems(operation: Operation, status: number): string[] {
  const declared = operation.errors.map((code) => errorCatalogue[code].status as number)
  if (declared.includes(status) || USUAL_REFUSALS.has(status)) return []
  if (operation.reply === 'bytes' && status === RANGE_NOT_SATISFIABLE) return []
  return [`declares only ${operation.errors.join(', ') || 'no refusal'}`]
}

function schemaProblems(schema: TSchema, value: unknown): string[] {
  let check = checks.get(schema)
  if (!check) checks.set(schema, (check = Compile(schema)))
  if (check.Check(value)) return []
  return check
    .Errors(value)
    .slice(0, 5)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
}
