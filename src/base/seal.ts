import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps short secrets unreadable for whoever has the database alone. */
export interface Seal {
  /** The text as it is kept; `about`: what it belongs to, so that it opens nowhere else. */
  close(text: string, about: string): string
  /** What was kept, also where it was never sealed; undefined: with another key, of something else, or damaged. */
  open(kept: string, about: string): string | undefined
}

const PREFIX = 'sealed:'
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Whether this was sealed, with whatever key. */
export function isSealed(kept: string): boolean {
  return kept.startsWith(PREFIX)
}

/** Without a key texts are kept as they are, and what another start has sealed does not open. */
export const unsealed: Seal = {
  close: (text) => text,
  open: (kept) => (isSealed(kept) ? undefined : kept),
}

/** Seals with AES-256-GCM, under a key that is derived from these words by HKDF; they must not be guessable. */
export function sealWith(words: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', words, '', 'inver seal 1', 32))
  return {
    close(text, about) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString('base64url')
    },
    open(kept, about) {
      if (!isSealed(kept)) return kept
      const bytes = Buffer.from(kept.slice(PREFIX.length), 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8')
        return text + decipher.final('utf8')
      } catch {
        return undefined
      }
    },
  }
}
