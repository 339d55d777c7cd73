import type { AppError, ErrorCode } from '../../../base/errors.ts'
import { escapeHtml } from '../../../base/html.ts'
import { Answer, type Call } from '../../../http/route.ts'
import type { Flavour } from '../../flavour.ts'
import { refusalHeaders } from '../../refusal.ts'

/** The vendor's exception classes, which the Cloud puts before its messages and clients look for. */
const EXCEPTIONS: Partial<Record<ErrorCode, string>> = {
  'bad-request': 'BadRequestException',
  'bad-body': 'BadRequestException',
  'bad-markup': 'BadRequestException',
  'bad-cql': 'BadRequestException',
  'duplicate-title': 'BadRequestException',
  'duplicate-key': 'BadRequestException',
  'duplicate-file': 'BadRequestException',
  forbidden: 'PermissionException',
  'not-found': 'NotFoundException',
  'version-conflict': 'ConflictException',
  conflict: 'ConflictException',
  'unknown-type': 'NotImplementedServiceException',
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}

/** An error of v1 and Data Center: `{ statusCode, data, message, reason }`. */
export function presentError(flavour: Flavour, error: AppError, call: Call): Answer {
  const headers = refusalHeaders(error)
  if (error.code === 'unauthenticated' || error.code === 'locked-out')
    return presentRefusedLogin(flavour, error, headers)
  if (error.code === 'wrong-method' && flavour.name === 'cloud') return presentWrongMethod(call)
  if (error.code === 'unknown-address') return presentUnknownAddress(error, call)
  const { status } = error
  const details = error.details
  const data = {
    authorized: error.code !== 'forbidden' && error.code !== 'no-access',
    valid: status < 500 && error.code !== 'bad-body',
    ...(flavour.name === 'dc' ? { allowedInReadOnlyMode: error.code !== 'read-only' } : {}),
    errors: details.hint === undefined && details.line === undefined ? [] : [helpOf(error)],
    successful: false,
  }
  return new Answer({
    status,
    headers,
    body: {
      statusCode: status,
      data,
      message: messageOf(flavour, error),
      reason: REASONS[status] ?? 'Error',
    },
  })
}

function messageOf(flavour: Flavour, error: AppError): string {
  const exception = EXCEPTIONS[error.code]
  if (flavour.name !== 'cloud' || exception === undefined) return error.message
  return `com.atlassian.confluence.api.service.exceptions.${exception}: ${error.message}`
}

function helpOf(error: AppError): Record<string, unknown> {
  const { row, column, line, hint } = error.details
  const translation = [hint, line === undefined ? undefined : `Near: ${String(line)}`]
    .filter(Boolean)
    .join(' ')
  return { message: { key: error.code, args: [row, column], translation } }
}

/** Rejected credentials: the Cloud says 403 in JSON, Data Center 401 with a page that names the reason. */
function presentRefusedLogin(flavour: Flavour, error: AppError, headers: Record<string, string>): Answer {
  const named = error.details.reason !== undefined
  if (flavour.name === 'cloud' && named) {
    const message =
      'com.atlassian.confluence.mvc.rest.common.exception.StacklessResponseStatusException: 403 FORBIDDEN ' +
      '"Request rejected because caller cannot access Confluence"'
    return new Answer({ status: 403, headers, body: { statusCode: 403, message } })
  }
  if (!named) {
    return new Answer({
      status: 401,
      headers: { ...headers, 'www-authenticate': 'Basic realm="Confluence"' },
      body: { statusCode: 401, message: error.message, reason: 'Unauthorized' },
    })
  }
  return new Answer({
    status: 401,
    headers: {
      ...headers,
      'www-authenticate': 'Basic realm="Confluence"',
      'content-type': 'text/html;charset=UTF-8',
    },
    body:
      '<html><head><title>HTTP Status 401</title></head><body><h1>HTTP Status 401</h1>' +
      `<p><b>message</b> <u>${error.message}</u></p></body></html>`,
  })
}

function presentWrongMethod(call: Call): Answer {
  const title = `org.springframework.web.HttpRequestMethodNotSupportedException: Request method '${call.method}' not supported`
  return new Answer({
    status: 405,
    body: { errors: [{ status: 405, code: 'METHOD_NOT_ALLOWED', title, detail: null }] },
  })
}

/** What the vendor's framework says of an address that nothing serves: JSON, or XML to those who ask for it. */
function presentUnknownAddress(error: AppError, call: Call): Answer {
  const accept = String(call.headers.accept ?? '*/*')
  if (!/xml/i.test(accept) || /json/i.test(accept)) {
    return new Answer({ status: 404, body: { message: error.message, 'status-code': 404 } })
  }
  const message = escapeHtml(error.message)
  return new Answer({
    status: 404,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><status><status-code>404</status-code><message>${message}</message></status>`,
  })
}
