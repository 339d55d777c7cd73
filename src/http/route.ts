import type { Readable } from 'node:stream'
import type { Static, TObject, TSchema } from 'typebox'
import type { ErrorCode } from '../base/errors.ts'

/** A request as handlers see it: nothing of the server underneath. */
export interface Call {
  readonly id: string
  readonly method: string
  /** Path and query as they came, percent-encoded. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** The caller's network address, behind trusted proxies the one they report. */
  readonly address: string
  /** `http` or `https`, and host with port, as the caller wrote them. */
  readonly protocol: string
  readonly host: string
  /** Scheme, host and port under which the site is known: as it is set up, else as the caller wrote them. */
  readonly origin: string
}

/** One part of a multipart body, in the order of the body. A file's bytes must be read before the next part. */
export type Part =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly fileName: string
      readonly mediaType: string
      readonly bytes: Readable
    }

/** Who may call an operation at all; what it shows or does is decided by the domain's policy besides. */
export type Access =
  /** No credentials, no permission: log-in screens, health, static files. */
  | 'anyone'
  /** Whoever may use the site: users, and the anonymous where they are let in. */
  | 'site'
  /** Users only. */
  | 'user'
  /** Holders of the global permission to administer. */
  | 'administrator'

/** What an operation answers: a JSON schema, or bytes that have none. */
export type ReplySchema = TSchema | 'nothing' | 'bytes' | 'html' | 'redirect'

/**
 * What an operation takes: a JSON schema, a form's fields, XML as text, or a multipart body that the handler reads
 * part by part.
 */
export type BodySchema = TSchema | 'multipart' | 'form' | 'xml'

/** One operation as data. From the table of these come routing, validation, OpenAPI, tests and COMPATIBILITY.md. */
export interface Route<C> {
  /** The vendor's name of the operation where it has one. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base path, with `{name}` for each path parameter; `{name*}` takes the rest of the path. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  /** Whether it changes anything that people wrote or set; absent: it does unless it is a GET. */
  readonly changes?: boolean
  /**
   * The answer depends on nothing but the database, the caller and the address, so it is kept until something is
   * written. A function says for which requests it depends on one content alone, by id: then it is kept until that
   * content, or something that is no content, changes.
   */
  readonly pure?:
    | true
    | ((path: Readonly<Record<string, string>>, query: URLSearchParams) => number | undefined)
  readonly query?: TObject
  readonly body?: BodySchema
  /** A request without the JSON body counts as one with an empty object. */
  readonly bodyOptional?: true
  /** Bytes that a form may have, where they are not those of a log-in. */
  readonly formBytes?: number
  /** Status of success, default 200. */
  readonly status?: number
  readonly reply: ReplySchema
  /** Refusals it can answer besides those of every operation (bad parameter, no access, too many requests). */
  readonly errors: readonly ErrorCode[]
  handle(context: C, input: AnyInput): Promise<unknown>
}

/** Whether an operation changes anything that people wrote or set. */
export function isChanging(route: Pick<Route<never>, 'method' | 'changes'>): boolean {
  return route.changes ?? route.method !== 'GET'
}

export interface AnyInput {
  readonly call: Call
  readonly path: Readonly<Record<string, string>>
  // The erased form: `route` gives handlers the exact types.
  readonly query: never
  readonly body: never
  readonly parts: AsyncIterable<Part>
}

type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Base}*` ? Base : Name) | Names<Rest>
  : never

export interface Input<P extends string, Q, B> {
  readonly call: Call
  readonly path: Readonly<Record<Names<P>, string>>
  readonly query: Q extends TObject ? Static<Q> : Record<string, never>
  // In this order: to the compiler a string is a schema too.
  readonly body: B extends 'form'
    ? Readonly<Record<string, string>>
    : B extends 'xml'
      ? string
      : B extends string
        ? undefined
        : B extends TSchema
          ? Static<B>
          : undefined
  readonly parts: AsyncIterable<Part>
}

/**
 * The maker of one table's rows, so that path parameters, query and body have their types in the handler: a
 * misspelt path parameter does not compile.
 */
export function routesOf<C>() {
  return <
    const P extends string,
    Q extends TObject | undefined = undefined,
    B extends BodySchema | undefined = undefined,
  >(
    row: Omit<Route<C>, 'path' | 'query' | 'body' | 'handle'> & {
      readonly path: P
      readonly query?: Q
      readonly body?: B
      handle(context: C, input: Input<P, Q, B>): Promise<unknown>
    },
  ): Route<C> => row as unknown as Route<C>
}

/** An answer that is more than JSON with the usual status. */
export class Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[]>>
  /** A string or a stream goes out as it is; anything else as JSON; undefined as no body. */
  readonly body: unknown

  constructor(answer: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string | string[]>>
    readonly body?: unknown
  }) {
    this.status = answer.status
    this.headers = answer.headers ?? {}
    this.body = answer.body
  }

  /** The same answer with more headers. */
  with(headers: Readonly<Record<string, string | string[]>>): Answer {
    return new Answer({ status: this.status, headers: { ...this.headers, ...headers }, body: this.body })
  }
}

/** Send the caller elsewhere. */
export function redirect(
  location: string,
  status = 302,
  headers: Record<string, string | string[]> = {},
): Answer {
  return new Answer({ status, headers: { location, ...headers } })
}
