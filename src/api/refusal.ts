import type { AppError } from '../base/errors.ts'

/** Headers that a refusal carries in every flavour: why a log-in failed, when to try again, what is left. */
export function refusalHeaders(error: AppError): Record<string, string> {
  const headers: Record<string, string> = {}
  const { reason, retryAfter, rateLimit } = error.details
  if (typeof reason === 'string') headers['x-seraph-loginreason'] = reason
  if (typeof rateLimit === 'object') Object.assign(headers, rateLimit)
  if (typeof retryAfter === 'number') headers['retry-after'] = String(retryAfter)
  return headers
}
