import { constantTimeEqual, hmac } from './hash.ts'

/**
 * An opaque cursor: JSON, signed so that a client can neither read meaning into it safely nor make one up.
 * `purpose` names the list and its order, so that a cursor of one list is refused by another.
 */
export function encodeCursor(secret: string, purpose: string, position: unknown): string {
  const text = JSON.stringify(position)
  return Buffer.from(JSON.stringify([text, signature(secret, purpose, text)])).toString('base64url')
}

/** The position in a cursor, or undefined when it was not made by `encodeCursor` for this purpose. */
export function decodeCursor(secret: string, purpose: string, cursor: string): unknown {
  try {
    const [text, signed] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [string, string]
    return constantTimeEqual(signed, signature(secret, purpose, text)) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

function signature(secret: string, purpose: string, text: string): string {
  return hmac(secret, `cursor\n${purpose}\n${text}`).slice(0, 16)
}
