import { randomBytes, randomUUID } from 'node:crypto'

/** An unguessable token: `bytes` random bytes (default 32, 256 bits) as base64url. */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** A Data Center user key: 32 hexadecimal digits. */
export function randomUserKey(): string {
  return randomBytes(16).toString('hex')
}

/** A Cloud account id: a site part of six digits, a colon, a UUID, as the Cloud's own look. */
export function randomAccountId(): string {
  return `712020:${randomUUID()}`
}

export { randomUUID }
