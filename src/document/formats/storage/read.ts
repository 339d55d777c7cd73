/** Storage format → tree. Strict: what is not well-formed gives a fatal message and an empty tree. */
import { positionOf } from '../../../base/xml/position.ts'
import { readXml, type XmlAttributes, type XmlHandler } from '../../../base/xml/read.ts'
import type { XmlFault } from '../../../base/xml/fault.ts'
import type { Reading } from '../../format.ts'
import { documentLimits } from '../../limits.ts'
import type { Message } from '../../message.ts'
import type { Node, Source } from '../../tree.ts'
import { asElement, htmlBuilders, nonEmpty, type ReadElement } from '../../elements.ts'
import { layoutCellOf, layoutOf, layoutSectionOf } from './layouts.ts'
import { emoticonOf, imageOf, linkOf } from './links.ts'
import { macroOf } from './macros.ts'
import { taskOf } from './tasks.ts'

/** Characters that the writer spells in its own way. */
const NOT_PLAIN = /[&<>\u00a0\r]/

/** How storage format is read as XML. */
export const xmlOptions = { prefixes: ['ac', 'ri', 'at', 'xml'], depth: documentLimits.elementDepth }

const builders: ReadonlyMap<string, (read: ReadElement) => Node> = new Map<
  string,
  (read: ReadElement) => Node
>([
  ...Object.entries(htmlBuilders),
  ['ac:structured-macro', macroOf],
  ['ac:macro', macroOf],
  ['ac:link', linkOf],
  ['ac:image', imageOf],
  ['ac:emoticon', emoticonOf],
  [
    'ac:task-list',
    ({ attributes, children, source }) => ({ type: 'taskList', attributes, children, source }),
  ],
  ['ac:task', taskOf],
  ['ac:layout', layoutOf],
  ['ac:layout-section', layoutSectionOf],
  ['ac:layout-cell', layoutCellOf],
  ['ac:inline-comment-marker', commentMarkerOf],
  [
    'ac:placeholder',
    ({ attributes, children, source }) => ({ type: 'placeholder', attributes, children, source }),
  ],
  [
    'ac:adf-extension',
    ({ attributes, children, source }) => ({ type: 'adfExtension', attributes, children, source }),
  ],
])

/** Reads a storage value. */
export function readStorage(text: string): Reading {
  const reader = new TreeBuilder(text)
  const fault = readXml(text, reader, xmlOptions)
  if (fault !== undefined)
    return { tree: { type: 'document', children: [] }, messages: [messageOf(text, fault)] }
  const source: Source = { text, start: 0, end: text.length, open: 0, close: text.length }
  return { tree: { type: 'document', children: reader.children, source }, messages: [] }
}

/** The first reason why a text is not storage format; cheaper than reading it. */
export function checkStorage(text: string): Message | undefined {
  const fault = readXml(text, ignoreAll, xmlOptions)
  return fault === undefined ? undefined : messageOf(text, fault)
}

const ignore = () => {}
const ignoreAll: XmlHandler = {
  open: ignore,
  empty: ignore,
  close: ignore,
  text: ignore,
  characterData: ignore,
  comment: ignore,
}

function messageOf(text: string, { cause, offset, hint }: XmlFault): Message {
  return { severity: 'fatal', text: cause, ...positionOf(text, offset), hint }
}

/** An element that is open; its children lie on the stack of nodes from `first` on. */
interface Frame {
  readonly name: string
  readonly attributes: XmlAttributes | undefined
  readonly start: number
  readonly open: number
  readonly first: number
}

/**
 * Builds nodes bottom-up: an element becomes a node when it closes, with its children already nodes. Children wait on
 * one stack, so that each list is made once, of its own length: most of the time of reading is memory.
 */
class TreeBuilder implements XmlHandler {
  readonly #text: string
  readonly #frames: Frame[] = []
  readonly #stack: Node[] = []
  #height = 0
  constructor(text: string) {
    this.#text = text
  }
  /** The nodes at the top, when all is read. */
  get children(): readonly Node[] {
    return this.#stack.slice(0, this.#height)
  }
  open(name: string, attributes: XmlAttributes | undefined, start: number, end: number): void {
    this.#frames.push({ name, attributes, start, open: end, first: this.#height })
  }
  close(_name: string, start: number, end: number): void {
    const frame = this.#frames.pop()
    if (frame === undefined) return
    const source: Source = { text: this.#text, start: frame.start, end, open: frame.open, close: start }
    const children = this.#stack.slice(frame.first, this.#height)
    this.#height = frame.first
    this.#put(nodeOf({ name: frame.name, attributes: frame.attributes, children, source }))
  }
  empty(name: string, attributes: XmlAttributes | undefined, start: number, end: number): void {
    const source: Source = { text: this.#text, start, end, open: undefined, close: undefined }
    this.#put(nodeOf({ name, attributes, children: [], source }))
  }
  text(value: string, start: number, end: number): void {
    // Plain text is written as it was read without a source, and most text is plain.
    const source =
      value.length === end - start && !NOT_PLAIN.test(value) ? undefined : this.#slice(start, end)
    this.#put({ type: 'text', value, source })
  }
  characterData(value: string, start: number, end: number): void {
    this.#put({ type: 'characterData', value, source: this.#slice(start, end) })
  }
  comment(value: string, start: number, end: number): void {
    this.#put({ type: 'comment', value, source: this.#slice(start, end) })
  }
  /** What lies above the height is left over, and overwritten. */
  #put(node: Node): void {
    this.#stack[this.#height++] = node
  }
  #slice(start: number, end: number): Source {
    return { text: this.#text, start, end, open: undefined, close: undefined }
  }
}

function nodeOf(read: ReadElement): Node {
  const build = builders.get(read.name)
  return build === undefined ? asElement(read) : build(read)
}

function commentMarkerOf(read: ReadElement): Node {
  const { 'ac:ref': ref, ...rest } = read.attributes ?? {}
  if (ref === undefined) return asElement(read)
  return {
    type: 'commentMarker',
    ref,
    attributes: nonEmpty(rest),
    children: read.children,
    source: read.source,
  }
}
