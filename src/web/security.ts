const FRAMES = "frame-src 'self'"

/**
 * What every HTML answer says about what it may load and do. The markup of pages is built from allow-lists; this
 * holds even when one of them should have a hole.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
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

/** Headers of an HTML answer on which pages of these sites may stand in frames. */
export function htmlHeadersWith(frameOrigins: readonly string[]): Readonly<Record<string, string>> {
  if (frameOrigins.length === 0) return htmlHeaders
  return {
    ...htmlHeaders,
    'content-security-policy': POLICY.replace(FRAMES, `${FRAMES} ${frameOrigins.join(' ')}`),
  }
}

/** Headers of every HTML answer. */
export const htmlHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // A page shows what its reader may see, at this moment.
  'cache-control': 'private, no-store',
}

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
