/**
 * The one catalogue of everything that can be refused. Code throws `new AppError(code, …)`; what a flavour
 * of the API makes of a code (its body, sometimes another status) is said in its own `present/error.ts`.
 */

interface Entry {
  /** The HTTP status that fits when a flavour does not say otherwise. */
  readonly status: number
  /** What happened and what to do, for `docs/reference/errors.md`. */
  readonly summary: string
}

export const errorCatalogue = {
  'bad-request': { status: 400, summary: 'The request cannot be understood. The message says which part.' },
  'bad-parameter': { status: 400, summary: 'A query or path parameter has a value it cannot have.' },
  'bad-body': {
    status: 400,
    summary: 'The JSON body is malformed, or a field of it is missing or of the wrong type.',
  },
  'bad-markup': {
    status: 400,
    summary: 'A body is not well-formed. The message gives the cause, row and column.',
  },
  'bad-cql': { status: 400, summary: 'The CQL query cannot be parsed.' },
  'duplicate-title': { status: 400, summary: 'The space already has a page or blog post with this title.' },
  'duplicate-key': { status: 400, summary: 'A space, user or group of this name exists already.' },
  'duplicate-file': { status: 400, summary: 'The content already has an attachment with this file name.' },
  unauthenticated: {
    status: 401,
    summary: 'The credentials were not accepted, or none were given where some are needed.',
  },
  'locked-out': { status: 401, summary: 'Too many failed log-ins: wait before trying again.' },
  forbidden: { status: 403, summary: 'You may see this, but not do that.' },
  'no-access': { status: 403, summary: 'The caller may not use this site at all.' },
  xsrf: {
    status: 403,
    summary: 'A form or a cookie-authenticated write came without the X-Atlassian-Token header.',
  },
  'not-found': { status: 404, summary: 'There is no such thing, or the caller may not see it.' },
  'unknown-address': { status: 404, summary: 'No operation has this address.' },
  'wrong-method': { status: 405, summary: 'The address exists, but not with this method.' },
  'read-only': {
    status: 405,
    summary: 'The site is in read-only mode while it is maintained: nothing can be changed now.',
  },
  'version-conflict': {
    status: 409,
    summary: 'Somebody else saved meanwhile: read the current version, apply the change again.',
  },
  conflict: { status: 409, summary: 'The change contradicts the state of the content.' },
  'wrong-host': {
    status: 421,
    summary: 'The site is not reached under this host name: see INVER_ALLOWED_HOSTS.',
  },
  'too-large': { status: 413, summary: 'The body or the file exceeds its limit.' },
  'wrong-media-type': {
    status: 415,
    summary: 'The body is of a content type that this operation does not read.',
  },
  'too-many-requests': {
    status: 429,
    summary: 'The rate limit is used up: wait for the seconds that Retry-After says.',
  },
  'unknown-type': { status: 501, summary: 'There is no such type of content.' },
  unavailable: { status: 503, summary: 'The server cannot answer now; try again.' },
  internal: { status: 500, summary: 'Something went wrong on the server. The log has the request id.' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof errorCatalogue

/** A refusal: a code of the catalogue, a sentence for the caller, and facts that presenters may print. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: ErrorCode,
    message: string = errorCatalogue[code].summary,
    details: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return errorCatalogue[this.code].status
  }
}

/** The refusal for something that is not there or must look as if it were not. */
export function notFound(message: string): AppError {
  return new AppError('not-found', message)
}
