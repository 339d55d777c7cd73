import { randomToken } from '../base/ids.ts'

const FRAMES = "frame-src 'self'"

/**
 * What every HTML answer says about what it may load and do. The markup of pages is built from allow-lists; this
 * holds even when one of them should have a hole.
 */
const POLICY = [
  "default-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "style-src 'self'",
  // Authors colour text, cells and panels; the document engine lets only harmless properties through.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' https: data:",
  "media-src 'self'",
  // Diagrams are drawn in a frame that may run nothing else.
  FRAMES,
  "form-action 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
].join('; ')

/** A name for the scripts of one answer: nothing that somebody brought into the page can know it. */
export function scriptNonce(): string {
  return randomToken(16)
}

/**
 * Headers of an HTML answer, on which pages of these sites may stand in frames. Scripts run by the nonce of the answer
 * and not by their address, since this host also serves what people have uploaded.
 */
export function htmlHeaders(
  nonce: string,
  frameOrigins: readonly string[] = [],
): Readonly<Record<string, string>> {
  const policy = POLICY.replace(FRAMES, [FRAMES, ...frameOrigins].join(' '))
  return { ...HEADERS, 'content-security-policy': `${policy}; script-src 'nonce-${nonce}'` }
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // A page shows what its reader may see, at this moment.
  'cache-control': 'private, no-store',
} as const

/** Headers of pictures that this program draws: opened on their own they are documents, and may do nothing. */
export const pictureHeaders: Readonly<Record<string, string>> = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

/**
 * Headers of the document in which a diagram is drawn: it runs the drawing program on a text that somebody stored, so it
 * is kept from everything else, from this site too.
 */
export const diagramHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; font-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts",
}
