import { createHmac, randomBytes } from 'node:crypto'
import { limits } from './limits.ts'

/** RFC 4648, table 3: what authenticator apps take a secret in. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as Base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

/** The bytes of a Base32 text; bits that fill no byte are padding. */
export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** A secret for an authenticator app: 160 bits, as RFC 4226 recommends (section 4, R6). */
export function randomTotpSecret(): string {
  return toBase32(randomBytes(20))
}

/** The time step (RFC 6238, 4.2) of a moment in milliseconds since 1970. */
export function totpStep(ms: number): number {
  return Math.floor(ms / 1000 / limits.totpStepSeconds)
}

/** The code of a time step: HOTP with SHA-1 (RFC 4226, 5.3), which is what every app computes. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest[digest.length - 1] ?? 0) & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** limits.totpDigits).padStart(limits.totpDigits, '0')
}

/** The address that an authenticator app reads off a picture, or takes as a link. */
export function otpauthAddress(site: string, username: string, secret: string): string {
  const label = `${encodeURIComponent(site)}:${encodeURIComponent(username)}`
  const query = new URLSearchParams({
    secret,
    issuer: site,
    algorithm: 'SHA1',
    digits: String(limits.totpDigits),
    period: String(limits.totpStepSeconds),
  })
  // Apps read a plus sign as one, not as a blank.
  return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`
}
