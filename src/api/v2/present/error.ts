import type { AppError, ErrorCode } from '../../../base/errors.ts'
import { Answer } from '../../../http/route.ts'
import { refusalHeaders } from '../../refusal.ts'

const CODES: Partial<Record<ErrorCode, string>> = {
  'bad-parameter': 'INVALID_REQUEST_PARAMETER',
  'not-found': 'NOT_FOUND',
  'unknown-address': 'NOT_FOUND',
  'version-conflict': 'CONFLICT',
  conflict: 'CONFLICT',
  unauthenticated: 'UNAUTHORIZED',
  'locked-out': 'UNAUTHORIZED',
  'no-access': 'FORBIDDEN',
  forbidden: 'NOT_FOUND',
  xsrf: 'FORBIDDEN',
  'wrong-method': 'METHOD_NOT_ALLOWED',
  'read-only': 'METHOD_NOT_ALLOWED',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'wrong-media-type': 'UNSUPPORTED_MEDIA_TYPE',
  'too-many-requests': 'RATE_LIMITED',
  internal: 'INTERNAL_SERVER_ERROR',
  unavailable: 'SERVICE_UNAVAILABLE',
}

/** An error of v2: `{ errors: [{ status, code, title, detail }] }`. */
export function presentV2Error(error: AppError): Answer {
  const status = statusOf(error)
  const body = {
    errors: [
      {
        status,
        code: CODES[error.code] ?? 'INVALID_REQUEST',
        title: titleOf(error),
        detail: detailOf(error),
      },
    ],
  }
  const headers = refusalHeaders(error)
  return new Answer({
    status,
    headers: status === 401 ? { ...headers, 'www-authenticate': 'Basic realm="Confluence"' } : headers,
    body,
  })
}

/** What the caller may see but not change is not found, where v1 says that it is forbidden. */
function statusOf(error: AppError): number {
  return error.code === 'forbidden' ? 404 : error.status
}

function titleOf(error: AppError): string {
  const { current, provided } = error.details
  if (error.code === 'version-conflict') {
    return `Version must be incremented when updating a page. Current Version: [${String(current)}]. Provided version: [${String(provided)}]`
  }
  return statusOf(error) === 404 ? 'Not Found' : error.message
}

function detailOf(error: AppError): string | null {
  if (statusOf(error) === 404) return error.message
  const { hint, line } = error.details
  const help = [hint, line === undefined ? undefined : `Near: ${String(line)}`].filter(Boolean)
  return help.length > 0 ? help.join(' ') : null
}
