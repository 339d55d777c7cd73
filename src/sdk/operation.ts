import type { Client } from './client.ts'
import type { Query } from './address.ts'
import type { Upload } from './upload.ts'

/**
 * An operation as data: its method and path below the root, and what is special about it. `list`: its answer is one
 * stretch of a list; `file`: it takes a file; `nothing` and `stream`: what it answers is no JSON.
 */
export type OperationRow = readonly [
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  kind?: 'list' | 'file' | 'nothing' | 'stream',
]

/** What can be said about a call beside its input. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

type Given<Input> =
  Partial<Input> extends Input
    ? [input?: Input, options?: CallOptions]
    : [input: Input, options?: CallOptions]

/** One operation: parameters of the path and of the query by their names, beside them `body` or `file`. */
export type Operation<Input, Answer> = (...parameters: Given<Input>) => Promise<Answer>

/** An operation that answers a stretch of a list; `each` goes through all of it. */
export interface ListOperation<Input, Answer extends { readonly results: readonly unknown[] }> {
  (...parameters: Given<Input>): Promise<Answer>
  each(...parameters: Given<Input>): AsyncIterable<Answer['results'][number]>
}

interface AnyInput {
  readonly body?: unknown
  readonly file?: Upload
  readonly [name: string]: unknown
}

/** Makes functions of rows. */
export function operationsOf<T>(
  rows: Readonly<Record<keyof T & string, OperationRow>>,
): (client: Client) => T {
  return (client) => {
    const named = Object.entries<OperationRow>(rows).map(([name, row]) => [name, bound(client, name, row)])
    return Object.fromEntries(named) as T
  }
}

function bound(client: Client, name: string, [method, template, kind]: OperationRow): unknown {
  const call = (input: AnyInput = {}, { signal }: CallOptions = {}): Promise<unknown> => {
    const { path, query } = placed(name, template, input)
    if (kind === 'file' && input.file !== undefined) {
      return client.upload(path, input.file, { method: method as 'POST' | 'PUT', query, signal })
    }
    const as = kind === 'nothing' || kind === 'stream' ? kind : 'json'
    const headers: Record<string, string> = kind === 'stream' ? { accept: '*/*' } : {}
    return client.request(method, path, { query, body: input.body, signal, as, headers })
  }
  if (kind !== 'list') return call
  const each = (input: AnyInput = {}, options: CallOptions = {}): AsyncIterable<unknown> => {
    const { path, query } = placed(name, template, input)
    return client.each(path, query, options)
  }
  return Object.assign(call, { each })
}

/** What the path names goes there, everything else into the query. */
function placed(name: string, template: string, input: AnyInput): { path: string; query: Query } {
  const { body: _body, file: _file, ...rest } = input
  const query: Record<string, unknown> = rest
  const path = template.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = query[parameter]
    if (value === undefined || value === '') throw new TypeError(`${name} needs "${parameter}".`)
    delete query[parameter]
    return encodeURIComponent(String(value))
  })
  // Some servers read only the first `expand`, but all of them know the comma.
  if (Array.isArray(query.expand)) query.expand = query.expand.join(',')
  return { path, query: query as Query }
}
