/** Builds nodes from a stream of openings, closings and leaves, in which tags need not match what Markdown encloses. */
import { nodeOf, plainText } from '../../spelling.ts'
import type { Attributes, Node } from '../../tree.ts'
import { closeMacro, openMacro } from './macros.ts'
import type { MacroCall } from './macros.ts'
import type { Piece } from './tags.ts'
import { isAttributeName, readPairs } from './tags.ts'

/** Makes the nodes of something that has closed. */
export type Build = (children: readonly Node[], attributes: Attributes | undefined) => readonly Node[]

interface Frame {
  readonly kind: 'block' | 'element' | 'macro'
  readonly name: string
  readonly build: Build
  readonly attributes: Attributes | undefined
  children: Node[]
  /** The macro without a body, if it turns out that it was never closed. */
  readonly bodiless?: Node
  /** What `<!--@…-->` said for the next node here. */
  next?: Attributes
}

/** Beyond this nesting, tags are dissolved into what encloses them. */
const maximumDepth = 80

/** The elements between whose parts white space means nothing. */
const structural: ReadonlySet<string> = new Set(
  (
    'table thead tbody tfoot tr colgroup ul ol dl details ac:layout ac:layout-section ac:task-list ac:task ' +
    'ac:structured-macro ac:macro ac:link ac:image ac:adf-extension ac:adf-node ri:attachment'
  ).split(' '),
)

/** The tree as far as it is built. */
export class Builder {
  readonly #frames: Frame[] = [
    { kind: 'block', name: '', build: (children) => children, attributes: undefined, children: [] },
  ]

  /** Opens what Markdown encloses; only `close` ends it. */
  open(build: Build): void {
    this.#frames.push({ kind: 'block', name: '', build, attributes: this.takeNext(), children: [] })
  }

  /** Ends what Markdown encloses, and every tag that was left open in it. */
  close(): void {
    while (this.#top.kind !== 'block') this.#pop(false)
    this.#pop(true)
  }

  /** Adds finished nodes. */
  add(nodes: readonly Node[]): void {
    const { children } = this.#top
    for (const node of nodes) children.push(node)
  }

  /** Adds a block that takes the attributes said before it. */
  addBlock(node: Node): void {
    this.add([withAttributes(node, this.takeNext())])
  }

  /** The attributes said for the next node here. */
  takeNext(): Attributes | undefined {
    const { next } = this.#top
    delete this.#top.next
    return next
  }

  /** Reads a piece of markup. `isBlock`: it stood on lines of its own. */
  piece(piece: Piece, isBlock: boolean): void {
    switch (piece.kind) {
      case 'open':
        this.#openElement(piece.name, piece.attributes, piece.isEmpty)
        return
      case 'close':
        this.#closeNamed('element', piece.name)
        return
      case 'comment':
        this.#comment(piece.value, isBlock)
        return
      case 'characterData':
        this.add([{ type: 'characterData', value: piece.value }])
        return
      default:
        if (!piece.isBlank || !this.#isLayout(piece.value, isBlock))
          this.add([{ type: 'text', value: piece.value }])
    }
  }

  /** Ends everything that is still open. */
  finish(): readonly Node[] {
    while (this.#frames.length > 1) this.#pop(false)
    return this.#top.children
  }

  get #top(): Frame {
    const top = this.#frames.at(-1)
    if (top === undefined) throw new Error('The outermost frame has been closed')
    return top
  }

  /** Whether white space only lays out the tags: between parts of a structure, and at the ends of lines. */
  #isLayout(text: string, isBlock: boolean): boolean {
    return structural.has(this.#top.name) || (isBlock && text.includes('\n'))
  }

  #pop(isClosed: boolean): void {
    const frame = this.#frames.pop()
    if (frame === undefined) return
    if (frame.bodiless !== undefined && !isClosed) this.add([frame.bodiless, ...frame.children])
    else this.add(frame.build(frame.children, frame.attributes))
  }

  #openElement(name: string, attributes: Attributes, isEmpty: boolean): void {
    const build: Build = (children) => [elementOf(name, attributes, children)]
    if (isEmpty) this.add(build([], undefined))
    else if (this.#frames.length < maximumDepth)
      this.#frames.push({ kind: 'element', name, build, attributes: undefined, children: [] })
  }

  /** Ends the innermost open tag of the name, when there is one inside what Markdown encloses here. */
  #closeNamed(kind: 'element' | 'macro', name: string): void {
    for (let index = this.#frames.length - 1; index > 0; index--) {
      const frame = this.#frames[index]
      if (frame === undefined || frame.kind === 'block') return
      if (frame.kind !== kind || frame.name !== name) continue
      while (this.#frames.length > index + 1) this.#pop(false)
      this.#pop(true)
      return
    }
  }

  #comment(value: string, isBlock: boolean): void {
    if (value.startsWith('@')) this.#say(value.slice(1), isBlock)
    else if (value.startsWith('/cf:')) this.#closeNamed('macro', value.slice(4).trim())
    else if (value.startsWith('cf:')) this.#openMacro(openMacro(value.slice(3)), isBlock)
    else this.add([{ type: 'comment', value: value.startsWith('!') ? value.slice(1) : value }])
  }

  /** Attributes for the next block, or for the inline before. */
  #say(text: string, isBlock: boolean): void {
    const said = Object.fromEntries(readPairs(text).filter(([name]) => isAttributeName(name)))
    const top = this.#top
    const last = isBlock ? undefined : top.children.at(-1)
    if (last === undefined) top.next = { ...top.next, ...said }
    else top.children[top.children.length - 1] = withAttributes(last, said)
  }

  #openMacro(call: MacroCall, isBlock: boolean): void {
    const bodiless = closeMacro(call, undefined, isBlock)
    if (call.isEmpty || this.#frames.length >= maximumDepth) {
      this.add([bodiless])
      return
    }
    const build: Build = (children) => [closeMacro(call, children, isBlock)]
    this.#frames.push({
      kind: 'macro',
      name: call.name,
      build,
      bodiless,
      attributes: undefined,
      children: [],
    })
  }
}

/** `details` is an expand macro, and a date shows its day to those who do not know dates. */
function elementOf(name: string, attributes: Attributes, children: readonly Node[]): Node {
  if (name === 'details' && Object.keys(attributes).length === 0) return expandOf(children)
  const shown = name === 'time' ? plainText(children) : undefined
  const isOwnDay = shown !== undefined && shown === attributes['datetime']
  return nodeOf({ name, attributes, children: isOwnDay ? [] : children })
}

function expandOf(children: readonly Node[]): Node {
  const [summary, ...others] = children
  const isSummary = summary?.type === 'element' && summary.name === 'summary'
  const title = isSummary ? plainText(summary.children) : undefined
  const parameters = title === undefined || title === '' ? [] : [{ name: 'title', text: title }]
  const inside = isSummary && title !== undefined ? others : children
  return { type: 'macro', name: 'expand', parameters, body: { kind: 'rich', children: inside } }
}

/** The node with more attributes; a macro takes its id and version from them. */
export function withAttributes(node: Node, more: Attributes | undefined): Node {
  if (more === undefined || Object.keys(more).length === 0) return node
  if (node.type !== 'macro') return { ...node, attributes: { ...node.attributes, ...more } }
  const { 'macro-id': id, 'schema-version': schemaVersion, ...others } = more
  const attributes = { ...node.attributes, ...others }
  return {
    ...node,
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}
