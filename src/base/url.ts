/**
 * A title as Confluence writes it in a path or query: percent-encoded, blanks as plus signs
 * (`/display/KEY/Title+With+Plus`).
 */
export function encodeTitle(title: string): string {
  return encodeURIComponent(title).replace(/%20/g, '+')
}

/** The reverse of `encodeTitle`; a malformed percent sequence stays as it is. */
export function decodeTitle(text: string): string {
  const blanks = text.replace(/\+/g, ' ')
  try {
    return decodeURIComponent(blanks)
  } catch {
    return blanks
  }
}

/** A query string with its question mark, in the order given, without the entries that are undefined; `''` when empty. */
export function queryString(entries: Iterable<readonly [string, string | number | undefined]>): string {
  const query = new URLSearchParams()
  for (const [name, value] of entries) if (value !== undefined) query.append(name, String(value))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The tiny-link form of a content id: little-endian bytes in base64, `+` as `_`, `/` as `-`, without trailing `A` and `=`. */
export function encodeTinyId(id: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(id))
  const used = id > 0xffffffff ? bytes : bytes.subarray(0, 4)
  const text = used.toString('base64').replace(/\//g, '-').replace(/\+/g, '_').replace(/A*=*$/, '')
  // A link must not end in a character that mail programs cut off.
  return /[^0-9A-Za-z]$/.test(text) ? `${text}/` : text
}

/** The content id of a tiny link, or undefined when it is none. */
export function decodeTinyId(tiny: string): number | undefined {
  const text = tiny.replace(/\/$/, '').replace(/-/g, '/').replace(/_/g, '+')
  if (!/^[0-9A-Za-z+/]{1,11}$/.test(text)) return undefined
  const bytes = Buffer.from(text.padEnd(11, 'A') + '=', 'base64')
  const id = Number(bytes.readBigUInt64LE(0))
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}
