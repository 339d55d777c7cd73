/** The outline of a document and the ids of its headings. */
import { safeId, treatmentOf } from './sanitize.ts'
import type { Heading, Node } from './tree.ts'
import { walk } from './visit.ts'

/** A heading with the id that links to it use. */
export interface OutlineEntry {
  readonly level: number
  readonly id: string
  readonly text: string
  readonly heading: Heading
}

/** Gives headings and anchors of one page their ids: page title, hyphen, text, white space removed, made unique. */
export class HeadingIds {
  readonly #prefix: string
  readonly #used = new Map<string, number>()
  constructor(pageTitle: string) {
    this.#prefix = anchorPrefix(pageTitle)
  }
  /** The id of the next heading with this text. */
  next(text: string): string {
    const id = this.#prefix + text.replace(/\s+/g, '')
    const count = this.#used.get(id) ?? 0
    this.#used.set(id, count + 1)
    return safeId(count === 0 ? id : `${id}.${count}`)
  }
}

/** Nodes whose text is no part of a heading's own. */
const UNNAMED: ReadonlySet<Node['type']> = new Set<Node['type']>(['macro', 'image', 'placeholder'])

/** The text of a heading as far as it is shown. */
export function headingText({ children }: Heading): string {
  const isHidden = (node: Node) =>
    node.type === 'element' && node.generated !== true && treatmentOf(node.name) === 'nothing'
  let text = ''
  walk(children, (node) => {
    if (node.type === 'text' || node.type === 'characterData') text += node.value
    else if (node.type === 'lineBreak') text += ' '
    return !UNNAMED.has(node.type) && !isHidden(node)
  })
  return text.trim()
}

/** What stands before the name in every anchor of a page. */
function anchorPrefix(pageTitle: string): string {
  const title = pageTitle.replace(/\s+/g, '')
  if (title === '') return 'id-'
  return /^\p{L}/u.test(title) ? `${title}-` : `id-${title}-`
}

/** The id of an anchor (or heading) of a page, as links to it spell it after `#`. */
export function anchorId(pageTitle: string, anchor: string): string {
  return safeId(anchorPrefix(pageTitle) + anchor.replace(/\s+/g, ''))
}

/** The headings of a document in order, macro bodies included. */
export function outlineOf(nodes: readonly Node[], pageTitle: string): readonly OutlineEntry[] {
  const ids = new HeadingIds(pageTitle)
  const entries: OutlineEntry[] = []
  walk(nodes, (node) => {
    if (node.type !== 'heading') return
    const text = headingText(node)
    entries.push({ level: node.level, id: ids.next(text), text, heading: node })
  })
  return entries
}
