/** Tags, comments and CDATA as they stand in Markdown: HTML, and the elements of storage format. */
import { namedEntities } from '../../../base/xml/entities.ts'
import type { Attributes } from '../../tree.ts'

/** One piece of markup. */
export type Piece =
  | {
      readonly kind: 'open'
      readonly name: string
      readonly attributes: Attributes
      readonly isEmpty: boolean
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'comment'; readonly value: string }
  | { readonly kind: 'characterData'; readonly value: string }
  /** `isBlank`: nothing but white space is written; a reference to it is something. */
  | { readonly kind: 'text'; readonly value: string; readonly isBlank: boolean }

const tag =
  /<(\/?)([A-Za-z](?:[\w.-]*:)?[\w.-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/y
const attribute = /([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g
const references = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g

const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

/** Element names that stand in a line; a line that begins with another one of storage format is a block. */
const inlineStorage =
  /^(?:ri:.*|ac:(?:link|link-body|plain-text-link-body|image|emoticon|inline-comment-marker|placeholder))$/

const htmlBlocks: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu ' +
    'menuitem nav noframes ol optgroup option p param pre search section summary table tbody td tfoot th thead title tr ' +
    'track ul script style textarea'
  ).split(' '),
)

/**
 * The piece of markup at the offset, and where it ends; undefined when there is none. `missing` remembers, over calls
 * with the same text and growing offsets, which ends were not found, so that none is looked for twice.
 */
export function pieceAt(
  text: string,
  at: number,
  missing: Set<string> = new Set(),
): { readonly piece: Piece; readonly end: number } | undefined {
  if (text.startsWith('<!--', at)) return enclosed(text, at, '<!--', '-->', missing)
  if (text.startsWith('<![CDATA[', at)) return enclosed(text, at, '<![CDATA[', ']]>', missing)
  tag.lastIndex = at
  const found = tag.exec(text)
  if (found === null) return undefined
  const [, slash, written = '', attributes = '', selfClosing] = found
  const name = written.includes(':') ? written : written.toLowerCase()
  if (!isStorable(name)) return undefined
  if (slash !== '') return { piece: { kind: 'close', name }, end: tag.lastIndex }
  const isEmpty = selfClosing !== '' || voidElements.has(name)
  return {
    piece: { kind: 'open', name, attributes: readAttributes(attributes), isEmpty },
    end: tag.lastIndex,
  }
}

/** A block of markup as its pieces; what is no tag is text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  const missing = new Set<string>()
  let from = 0
  const flush = (end: number): void => {
    const written = text.slice(from, end)
    if (written !== '')
      pieces.push({ kind: 'text', value: decode(written), isBlank: !/[^ \t\n]/.test(written) })
  }
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const found = pieceAt(text, at, missing)
    if (found === undefined) {
      at++
      continue
    }
    flush(at)
    pieces.push(found.piece)
    at = found.end
    from = at
  }
  flush(text.length)
  return pieces
}

/** Whether a line begins a block of markup; `interrupts`: it stands right behind a line of a paragraph. */
export function startsBlock(line: string, interrupts: boolean): boolean {
  if (!line.startsWith('<')) return false
  const found = pieceAt(line, 0)
  if (found === undefined) return /^<!(?:--|\[CDATA\[)/.test(line) && !interrupts
  const { piece, end } = found
  const isAlone = line.slice(end).trim() === ''
  if (piece.kind === 'comment' || piece.kind === 'characterData') return isAlone
  if (piece.kind === 'text') return false
  if (htmlBlocks.has(piece.name)) return true
  if (/^(?:ac|at):/.test(piece.name) && !inlineStorage.test(piece.name)) {
    return line.trimEnd().endsWith('>') || isOpenAtEnd(line) || !line.includes(`</${piece.name}`)
  }
  return isAlone && !interrupts && !inlineStorage.test(piece.name)
}

/** Whether a comment or CDATA section is still open at the end of the text. */
export function isOpenAtEnd(text: string): boolean {
  return (
    text.lastIndexOf('<!--') > text.lastIndexOf('-->') ||
    text.lastIndexOf('<![CDATA[') > text.lastIndexOf(']]>')
  )
}

/** The text with its references replaced by the characters they stand for. */
export function decode(text: string): string {
  return text.replace(references, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return namedEntities.get(name) ?? whole
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
    return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : code === 10 || code === 9
        ? String.fromCodePoint(code)
        : ''
  })
}

/** `k="v" "w"` as pairs; a value without a name has the empty one. */
export function readPairs(text: string): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  const pattern = /\s*(?:([^\s"=]+)\s*=\s*)?"([^"]*)"|\s*([^\s"=]+)/g
  for (const [, name, value, flag] of text.matchAll(pattern)) {
    pairs.push(flag === undefined ? [name ?? '', decode(value ?? '')] : [flag, ''])
  }
  return pairs
}

/** Pairs as they stand in a comment: nothing in them can end it. */
export function writePairs(pairs: Iterable<readonly [string, string]>): string {
  return [...pairs]
    .map(([name, value]) => `${name === '' ? '' : `${name}=`}"${escapeValue(value)}"`)
    .join(' ')
}

/** Whether an attribute of this name can be stored. */
export function isAttributeName(name: string): boolean {
  return /^(?:(?:ac|ri|at|xml):)?[A-Za-z_][\w.-]*$/.test(name)
}

function escapeValue(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '&#10;')
    .replaceAll('--', '-&#45;')
    .replace(/-$/, '&#45;')
    .replaceAll('`', '&#96;')
    .replaceAll('|', '&#124;')
    .replaceAll('\u00A0', '&nbsp;')
}

function isStorable(name: string): boolean {
  return /^(?:(?:ac|ri|at):)?[A-Za-z_][\w.-]*$/.test(name)
}

function enclosed(
  text: string,
  at: number,
  open: string,
  close: string,
  missing: Set<string>,
): { piece: Piece; end: number } | undefined {
  const end = missing.has(close) ? -1 : text.indexOf(close, at + open.length)
  if (end === -1) {
    missing.add(close)
    return undefined
  }
  const kind = open === '<!--' ? 'comment' : 'characterData'
  return { piece: { kind, value: text.slice(at + open.length, end) }, end: end + close.length }
}

function readAttributes(text: string): Attributes {
  const found: [string, string][] = []
  for (const [, name = '', double, single, bare] of text.matchAll(attribute)) {
    if (isAttributeName(name)) found.push([name, decode(double ?? single ?? bare ?? '')])
  }
  return Object.fromEntries(found)
}
