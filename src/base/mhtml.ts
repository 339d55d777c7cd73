/** A file that a document shows. */
export interface Shown {
  /** What the document calls it by. */
  readonly location: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** An HTML document with the files that it shows as one text (RFC 2557), as word processors open it. */
export function mhtml(title: string, html: string, shown: readonly Shown[]): string {
  const boundary = '----=_Part_of_a_document'
  const parts = [
    part('text/html; charset=UTF-8', 'quoted-printable', 'file:///document.html', quotedPrintable(html)),
    ...shown.map(({ location, mediaType, bytes }) =>
      part(mediaType, 'base64', `file:///${location}`, base64Lines(bytes)),
    ),
  ]
  return [
    `Subject: ${encodedWord(title)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; type="text/html"; boundary="${boundary}"`,
    '',
    ...parts.map((one) => `--${boundary}\r\n${one}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

function part(type: string, encoding: string, location: string, text: string): string {
  return [
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${encoding}`,
    `Content-Location: ${location}`,
    '',
    text,
    '',
  ].join('\r\n')
}

/** Characters of a line at most, with the sign that it goes on (RFC 2045). */
const LINE = 76

/** A text in 7 bits, readable where it is ASCII. */
export function quotedPrintable(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    let out = ''
    let length = 0
    const bytes = Buffer.from(line, 'utf8')
    for (const [at, byte] of bytes.entries()) {
      const isBlankAtEnd = (byte === 0x20 || byte === 0x09) && at === bytes.length - 1
      const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d && !isBlankAtEnd
      const written = isPlain
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
      if (length + written.length > LINE - 1) {
        out += '=\r\n'
        length = 0
      }
      out += written
      length += written.length
    }
    return out
  })
  return lines.join('\r\n')
}

function base64Lines(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  ).join('\r\n')
}

/** A header's text (RFC 2047). */
function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text.slice(0, 40), 'utf8').toString('base64')}?=`
}
