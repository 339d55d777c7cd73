import { AppError } from '../base/errors.ts'
import { constantTimeEqual } from '../base/hash.ts'
import type { Call } from './route.ts'

/**
 * Refuses writes that a foreign site could have made a browser send.
 *
 * Clients of Confluence send `X-Atlassian-Token: no-check` (older ones `nocheck`) with every multipart upload,
 * and real servers refuse uploads and forms without it, so those need it whoever calls. Any write must besides come
 * from this site (`Origin`, `Sec-Fetch-Site`) or from no browser at all, unless its sender is known by what no browser
 * adds by itself: cookies it adds, a name and password that were typed in once, and the network that it stands in. A
 * form of our own screens carries the session's token in the field `atl_token` instead.
 */
export function refuseForgery(
  call: Call,
  proof: { readonly isDeliberate: boolean; readonly csrf?: string },
  formToken?: string,
): void {
  if (call.method === 'GET' || call.method === 'HEAD') return
  if (!proof.isDeliberate && isForeign(call)) throw new AppError('xsrf', 'XSRF check failed')
  if (!isForm(call)) return
  const header = String(call.headers['x-atlassian-token'] ?? '').toLowerCase()
  if (header === 'no-check' || header === 'nocheck') return
  if (formToken !== undefined && proof.csrf !== undefined && constantTimeEqual(formToken, proof.csrf)) return
  throw new AppError('xsrf', 'XSRF check failed')
}

/** Whether a browser says that the request comes from another site. Programs say nothing. */
export function isForeign(call: Call): boolean {
  const site = call.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const { origin } = call.headers
  return origin !== undefined && origin !== call.origin && origin !== `${call.protocol}://${call.host}`
}

function isForm(call: Call): boolean {
  return /^\s*(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(
    String(call.headers['content-type'] ?? ''),
  )
}
