/** Text out of the bytes of files, as far as search wants it: words in order, no look. */
import { decodeReferences } from '../../base/xml/references.ts'
import { entriesOf } from './zip-entries.ts'

/** A file to be read. */
export interface FileBytes {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly fileName: string
}

/** The text of a PDF, an Office document (OOXML, ODF) or a plain text; `''` for files of other kinds. */
export async function textOfFile(file: FileBytes, most: number): Promise<string> {
  const { bytes } = file
  if (startsWith(bytes, '%PDF-')) return tidy(await textOfPdf(bytes), most)
  if (startsWith(bytes, 'PK\u0003\u0004')) return tidy(await textOfOffice(bytes, most), most)
  if (isText(file)) return tidy(textOfPlain(file, most), most)
  return ''
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(bytes)
  const { text } = await extractText(document, { mergePages: false })
  return text.join('\n')
}

/** Parts of an Office file that hold its words. The order is that of the names: pages, slides and sheets are numbered. */
const PARTS = [
  /^content\.xml$/,
  /^word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/,
  /^xl\/sharedStrings\.xml$/,
  /^xl\/worksheets\/sheet\d+\.xml$/,
  /^ppt\/slides\/slide\d+\.xml$/,
  /^ppt\/notesSlides\/notesSlide\d+\.xml$/,
]

async function textOfOffice(bytes: Uint8Array, most: number): Promise<string> {
  // Tags outweigh words by about this much.
  const parts = await entriesOf(bytes, (name) => PARTS.some((part) => part.test(name)), 30 * most)
  const byName = new Intl.Collator('en', { numeric: true })
  return parts
    .toSorted((a, b) => byName.compare(a.name, b.name))
    .map(({ name, text }) => textOfXml(text, name.startsWith('xl/worksheets')))
    .join('\n')
}

/** Elements after which a word is over, by their local names: paragraphs, cells, tabs, breaks. */
const BREAKS = /^(?:p|h|si|t|row|c|br|tab|line-break|table-cell|list-item|title)$/

/** `isSheet`: only text that stands in the sheet itself; its numbers are of no use, and its strings stand elsewhere. */
function textOfXml(xml: string, isSheet: boolean): string {
  let out = ''
  let isInline = !isSheet
  for (const [, text, close, name, empty] of xml.matchAll(
    /([^<]+)|<(\/?)(?:[\w.-]+:)?([\w.-]+)[^>]*?(\/?)>|<[!?][^>]*>/g,
  )) {
    if (text !== undefined) out += isInline ? decoded(text) : ''
    else if (name !== undefined) {
      if (isSheet && name === 'is') isInline = close === ''
      if ((close !== '' || empty !== '') && BREAKS.test(name)) out += name === 't' && !isSheet ? '' : '\n'
      if (name === 'tab' || name === 's') out += ' '
    }
  }
  return out
}

function decoded(text: string): string {
  try {
    return decodeReferences(text, 0, text.length)
  } catch {
    return text
  }
}

const TEXT_ENDINGS =
  /\.(?:txt|md|markdown|csv|tsv|log|json|xml|html?|ya?ml|ini|conf|properties|sql|sh|py|js|ts|java|c|h|cpp|go|rs|css|tex|rst|adoc)$/i
const TEXT_TYPES = /^text\/|^application\/(?:json|xml|javascript|x-yaml|yaml|sql|x-sh)$|\+(?:json|xml)$/

function isText({ mediaType, fileName }: FileBytes): boolean {
  return !mediaType.startsWith('image/') && (TEXT_TYPES.test(mediaType) || TEXT_ENDINGS.test(fileName))
}

function textOfPlain({ bytes, mediaType, fileName }: FileBytes, most: number): string {
  const text = decode(bytes.subarray(0, 8 * most))
  const isMarkup = /html|xml/.test(mediaType) || /\.(?:html?|xml)$/i.test(fileName)
  if (!isMarkup) return text
  const shown = text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^>]*>/g, ' ')
  return shown.replace(/&[#\w]+;/g, (reference) => decoded(reference))
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder().decode(bytes)
  return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text
}

function tidy(text: string, most: number): string {
  const clean = text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n\s*/g, '\n')
  return clean.trim().slice(0, most).toWellFormed()
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((letter, i) => bytes[i] === letter.charCodeAt(0))
}
