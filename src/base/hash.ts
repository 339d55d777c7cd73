import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 as lower-case hexadecimal. */
export function sha256(value: string | Uint8Array): string {
  return hash('sha256', value, 'hex')
}

/** HMAC-SHA-256 as base64url. */
export function hmac(secret: string, value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64url')
}

/** Whether two strings are equal, in a time that does not tell where they differ. */
export function constantTimeEqual(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
