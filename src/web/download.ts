import { Readable } from 'node:stream'
import { dispositionName } from '../http/file.ts'
import { Answer } from '../http/route.ts'

/** A file that was made of a page: handed over, and never shown in the place of a screen. */
export function asDownload(fileName: string, mediaType: string, body: string | Uint8Array): Answer {
  return new Answer({
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; ${dispositionName(fileName)}`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    },
    body: typeof body === 'string' ? body : Readable.from([body]),
  })
}
