/** Links `[text|target|tip]`, images `!file|align=right!` and bare addresses. */
import type { Attributes, Image, Node } from '../../tree.ts'
import { decodeReferences, isWordAt } from './escape.ts'
import type { Markup } from './markup.ts'
import { splitParameters } from './parameters.ts'
import type { Region } from './tags.ts'
import { isAddress, readLinkTarget, readResource } from './targets.ts'

const openBracket = 91
const closeBracket = 93
const backslash = 92
const newline = 10
const bar = 124
const exclamation = 33

/** What was read, and where it ends. */
export interface Found {
  readonly nodes: readonly Node[]
  readonly end: number
}

/** The offset of the bracket that closes a link opened at `at`; -1 when none does on its line. */
export function linkEnd(text: string, at: number, end: number): number {
  for (let next = at + 1; next < end; next++) {
    const code = text.charCodeAt(next)
    if (code === closeBracket) return next
    if (code === backslash) next++
    else if (code === newline || code === openBracket) return -1
  }
  return -1
}

/** The link whose opening bracket stands at `at`. */
export function readLink(
  markup: Markup,
  at: number,
  end: number,
  depth: number,
  active: number,
): Found | undefined {
  const close = linkEnd(markup.text, at, end)
  if (close <= at + 1) return undefined
  const parts = splitLink(markup.text, at + 1, close)
  const target = parts.length === 1 ? parts[0] : parts[1]
  if (target === undefined) return undefined
  const words = markup.text.slice(target.start, target.end).trim()
  if (words === '') return { nodes: [], end: close + 1 }
  const label = parts.length === 1 ? undefined : parts[0]
  const tip = parts[2] === undefined ? undefined : decodeText(markup.text.slice(parts[2].start, close).trim())
  const children = label === undefined ? [] : markup.inlines(label.start, label.end, depth, active)
  const node = buildLink(words, children, tip, markup.defaults.has('links') ? 'rich' : 'plain')
  return node && { nodes: [node], end: close + 1 }
}

/** The offset of the mark that closes an image opened at `at`; -1 when none does on its line. */
export function imageEnd(text: string, at: number, end: number): number {
  for (let next = at + 1; next < end; next++) {
    const code = text.charCodeAt(next)
    if (code === backslash) next++
    else if (code === newline) return -1
    else if (code === exclamation && (next + 1 >= end || !isWordAt(text, next + 1))) return next
  }
  return -1
}

/** The image between two exclamation marks; undefined when it names nothing. */
export function readImage(text: string, start: number, end: number): Image | undefined {
  const content = text.slice(start, end)
  const split = /(?<!\\)\|/.exec(content)
  const source = (split === null ? content : content.slice(0, split.index)).trim()
  const parameters = split === null ? '' : content.slice(split.index + 1)
  const target = isAddress(source)
    ? ({ kind: 'url', url: decodeText(source) } as const)
    : readResource(source.includes('^') ? source : `^${source}`)
  if (source === '' || target === undefined) return undefined
  const attributes = readImageAttributes(parameters)
  return { type: 'image', target, ...(Object.keys(attributes).length > 0 && { attributes }) }
}

/** Whether images have a parameter of this name. */
export function isImageKey(name: string): boolean {
  return imageKeys.has(name)
}

/** Whether what stands between two exclamation marks can only be an image: a source and parameters that images have. */
export function isImage(text: string, start: number, end: number): boolean {
  const [, ...parts] = text.slice(start, end).split('|')
  return parts
    .join('|')
    .split(/[|,]/)
    .every((part) => isImageKey(part.split('=')[0]?.trim() ?? ''))
}

/** The address that runs through the colon at `colon`; its scheme must not begin before `from`. */
export function readBareAddress(text: string, colon: number, from: number, end: number): Region | undefined {
  let start = colon
  while (start > from && colon - start < 8 && isLowerLetter(text.charCodeAt(start - 1) | 32)) start--
  if (start > 0 && isWordAt(text, start - 1)) return undefined
  const scheme = text.slice(start, colon).toLowerCase()
  if (!schemes.has(scheme)) return undefined
  if (scheme !== 'mailto' && !text.startsWith('//', colon + 1)) return undefined
  let stop = colon + 1
  while (stop < end && !endsAddress.has(text.charAt(stop))) stop++
  while (stop > colon && trailing.has(text.charAt(stop - 1))) stop--
  const least = colon + (scheme === 'mailto' ? 1 : 3)
  return stop > least ? { start, end: stop } : undefined
}

const schemes: ReadonlySet<string> = new Set([
  'http',
  'https',
  'ftp',
  'ftps',
  'irc',
  'ircs',
  'mailto',
  'file',
  'news',
])
const endsAddress: ReadonlySet<string> = new Set(' \n\t\u00A0|[]{}<>"\\')
const trailing: ReadonlySet<string> = new Set('.,>)];}"\'!:')

const attributeName = /^[A-Za-z_][A-Za-z0-9._-]*$/

const imageKeys: ReadonlySet<string> = new Set(
  (
    'align border bordercolor alt title width height hspace vspace id class style thumbnail queryparams layout ' +
    'original-width original-height custom-width inline href src local-id'
  ).split(' '),
)

function isLowerLetter(code: number): boolean {
  return code >= 97 && code <= 122
}

/** The parts between unescaped bars; an image at the start keeps its bars. */
function splitLink(text: string, start: number, end: number): readonly Region[] {
  const parts: Region[] = []
  let from = start
  let at = start
  if (text.charCodeAt(start) === exclamation) {
    const close = imageEnd(text, start, end)
    if (close !== -1 && text.charCodeAt(close + 1) === bar) at = close + 1
  }
  for (; at < end && parts.length < 2; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === bar) {
      parts.push({ start: from, end: at })
      from = at + 1
    }
  }
  return [...parts, { start: from, end }]
}

function buildLink(
  words: string,
  children: readonly Node[],
  tip: string | undefined,
  textBody: 'plain' | 'rich',
): Node | undefined {
  if (isAddress(words)) {
    const url = decodeText(words)
    const shown = children.length === 0 ? [{ type: 'text', value: url } as const] : children
    return { type: 'anchor', url, ...(tip !== undefined && { title: tip }), children: shown }
  }
  const found = readLinkTarget(words)
  if (found === undefined) return undefined
  const body =
    children.length === 0 ? 'none' : children.every((child) => child.type === 'text') ? textBody : 'rich'
  return { type: 'link', ...found, ...(tip !== undefined && { tooltip: tip }), body, children }
}

function readImageAttributes(text: string): Attributes {
  const attributes: [string, string][] = []
  for (const piece of text.split(/(?<!\\)[|,]/)) {
    const [part] = splitParameters(piece)
    if (part === undefined) continue
    const { name = part.value, value } = part.name === undefined ? { value: 'true' } : part
    if (attributeName.test(name) && !attributes.some(([known]) => known === name))
      attributes.push([name, value])
  }
  return Object.fromEntries(attributes)
}

function decodeText(text: string): string {
  return decodeReferences(text.replace(/\\([|[\]!{}])/g, '$1'))
}
