/**
 * A PDF (ISO 32000-1) of plain text: A4, one of the fonts that every reader has, no picture, no link. Characters
 * that the font's encoding has not become question marks.
 */
export function textPdf(title: string, text: string): Uint8Array {
  const pages = chunks([title, '', ...text.split(/\r?\n/)].flatMap(wrapped), LINES)
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${FIRST_PAGE + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title (${encoded(title)}) >>`,
  ]
  for (const lines of pages) {
    const shown = lines.map((line) => `(${encoded(line)}) '`).join('\n')
    const drawing = `BT /F1 10 Tf ${LEADING} TL ${MARGIN} ${HEIGHT - MARGIN} Td\n${shown}\nET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R >> >> ` +
        `/Contents ${objects.length + 2} 0 R >>`,
      `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    )
  }
  return bytesOf(file(objects))
}

const [WIDTH, HEIGHT, MARGIN, LEADING] = [595, 842, 50, 13]
const LINES = Math.floor((HEIGHT - 2 * MARGIN) / LEADING)
/** As many average characters of the font at ten points as fit between the margins. */
const COLUMNS = 95
const FIRST_PAGE = 5

function file(objects: readonly string[]): string {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = text.length
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  return (
    `${text}xref\n0 ${count}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`
  )
}

function wrapped(line: string): string[] {
  const lines: string[] = []
  let rest = line.replaceAll('\t', '    ')
  while (rest.length > COLUMNS) {
    const blank = rest.lastIndexOf(' ', COLUMNS)
    const cut = blank > COLUMNS / 2 ? blank : COLUMNS
    lines.push(rest.slice(0, cut))
    rest = rest.slice(cut).trimStart()
  }
  return [...lines, rest]
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.ceil(items.length / size))
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size))
}

/** Text of a string in WinAnsi, one character a byte, escaped. */
function encoded(text: string): string {
  return [...text.normalize('NFC')]
    .map((character) => WIN_ANSI[character] ?? character)
    .map((character) => (/^[\u0020-\u007e\u0080-\u00ff]$/.test(character) ? character : '?'))
    .join('')
    .replace(/[\\()]/g, '\\$&')
}

/** The characters of WinAnsi that are elsewhere in Unicode. */
const WIN_ANSI: Readonly<Record<string, string>> = {
  '\u20ac': '\u0080',
  '\u2026': '\u0085',
  '\u2018': '\u0091',
  '\u2019': '\u0092',
  '\u201c': '\u0093',
  '\u201d': '\u0094',
  '\u2022': '\u0095',
  '\u2013': '\u0096',
  '\u2014': '\u0097',
  '\u2122': '\u0099',
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
