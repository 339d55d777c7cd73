import { AppError } from '../base/errors.ts'
import { contentNotFound } from '../domain/access/refusals.ts'

/**
 * The number in a content id of the wire: digits as string or number, `att123` for attachments.
 * What is no id at all is a `bad-request`, as the vendor's; digits too large to exist are `not-found`.
 */
export function parseContentId(id: string | number): number {
  const digits = /^(?:att)?(\d{1,20})$/.exec(String(id).trim())?.[1]
  if (digits === undefined) {
    throw new AppError('bad-request', `Can't parse as a ContentId: ${String(id).slice(0, 100)}`)
  }
  const number = Number(digits)
  if (!Number.isSafeInteger(number)) throw contentNotFound(digits)
  return number
}

/** The same for other things than content. */
export function parseId(id: string | number, what: string): number {
  const number = Number(id)
  if (/^\d{1,16}$/.test(String(id)) && Number.isSafeInteger(number)) return number
  throw new AppError('bad-request', `"${String(id).slice(0, 100)}" is not the id of a ${what}.`)
}
