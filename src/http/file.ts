import { Readable } from 'node:stream'
import { Answer, type Call } from './route.ts'

/** A file to be sent. */
export interface SentFile {
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** Differs whenever the bytes differ. */
  readonly tag: string
  read(range?: { readonly start: number; readonly end: number }): Readable
}

/** What a browser may show itself: raster images and PDF. Everything else is handed over as a download. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

/**
 * Send a file, or the part of it that a `Range` header asks for. Uploaded bytes are foreign: whatever they are,
 * nothing in them runs (`nosniff`, a sandbox, and a download unless they are an image or a PDF).
 */
export function sendFile(call: Call, file: SentFile): Answer {
  const etag = `"${file.tag}"`
  const inline = SHOWN.has(file.mediaType)
  const headers: Record<string, string> = {
    etag,
    'last-modified': new Date(file.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': file.mediaType,
    'content-disposition': `${inline ? 'inline' : 'attachment'}; ${dispositionName(file.fileName)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'self'; sandbox",
  }
  if (isFresh(call, etag)) return new Answer({ status: 304, headers: { etag } })
  const range = rangeOf(call, file.size, etag)
  if (range === 'unsatisfiable') {
    return new Answer({
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.size}` },
      body: '',
    })
  }
  if (range === undefined) {
    headers['content-length'] = String(file.size)
    return new Answer({
      status: 200,
      headers,
      body: call.method === 'HEAD' ? Readable.from([]) : file.read(),
    })
  }
  headers['content-length'] = String(range.end - range.start + 1)
  headers['content-range'] = `bytes ${range.start}-${range.end}/${file.size}`
  return new Answer({
    status: 206,
    headers,
    body: call.method === 'HEAD' ? Readable.from([]) : file.read(range),
  })
}

/** Both spellings of a name: ASCII for old clients, RFC 5987 for the rest. */
export function dispositionName(name: string): string {
  const plain = name.replace(/[^\u0020-\u007e]/g, '_').replace(/["\\]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return plain === name ? `filename="${plain}"` : `filename="${plain}"; filename*=UTF-8''${exact}`
}

function isFresh(call: Call, etag: string): boolean {
  const known = call.headers['if-none-match']
  return (
    typeof known === 'string' &&
    known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
  )
}

/** One range; several at once are answered with the whole file, as RFC 9110 allows. */
function rangeOf(
  call: Call,
  size: number,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const { range } = call.headers
  const condition = call.headers['if-range']
  if (typeof range !== 'string' || (condition !== undefined && condition !== etag)) return undefined
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start >= size || (first === '' && Number(last) === 0)) return 'unsatisfiable'
  return start > end ? undefined : { start, end }
}
