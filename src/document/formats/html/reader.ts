/** What the parts of the HTML reader share. */
import type { Environment } from '../../env.ts'
import type { Macro, Node } from '../../tree.ts'
import { storedId } from '../../sanitize.ts'
import type { HtmlElement, HtmlNode } from './parse.ts'

export interface Reader {
  /** The nodes that a storage text says, or undefined when it is none. */
  readonly readStorage: (text: string) => readonly Node[] | undefined
  /** Nodes as they would come back from the editor's HTML, for comparison. */
  readonly normalise?: (nodes: readonly Node[]) => readonly Node[]
  /** The macros of the original by their id. */
  readonly macros: ReadonlyMap<string, Macro>
  readonly env?: Environment
  /** Receives the numbers that a numbered print left on elements. */
  readonly numbers?: Map<Node, number>
  /** Reads children; `pre` keeps white space. */
  readonly read: (reader: Reader, nodes: readonly HtmlNode[], pre: boolean) => readonly Node[]
}

/** Attributes that only the wiki's own HTML carries: they are told by nodes, or made anew. */
const OWN = new Set(
  (
    'data-node data-element data-encoded-xml data-macro-body data-hasbody data-macro-name data-macro-id contenteditable ' +
    'spellcheck draggable onselectstart data-base-url data-image-src data-unresolved-comment-count data-emoticon-name ' +
    'data-linked-resource-id data-linked-resource-version data-linked-resource-type data-linked-resource-default-alias ' +
    'data-linked-resource-content-type data-linked-resource-container-id data-linked-resource-container-version'
  ).split(' '),
)
const OWN_CLASSES = new Set(
  'confluenceTable confluenceTd confluenceTh conf-macro output-block output-inline confluence-link tablesorter'.split(
    ' ',
  ),
)

/** The attributes to store for an element, without the wiki's own and without what XML cannot name. */
export function attributesOf(
  element: HtmlElement,
  without: ReadonlySet<string> = none,
): Record<string, string> | undefined {
  let out: Record<string, string> | undefined
  for (const [name, value] of element.attributes) {
    if (OWN.has(name) || without.has(name)) continue
    const stored = storedAttribute(element.name, name, value)
    if (stored === undefined) continue
    out ??= {}
    out[stored.name] = stored.value
  }
  return out
}
const none: ReadonlySet<string> = new Set()

function storedAttribute(
  element: string,
  name: string,
  value: string,
): { name: string; value: string } | undefined {
  if (name === 'class') {
    const classes = value
      .split(/\s+/)
      .filter((one) => one !== '' && !OWN_CLASSES.has(one) && !one.startsWith('mce'))
    return classes.length === 0 ? undefined : { name, value: classes.join(' ') }
  }
  if (name.startsWith('data-ac-')) return { name: `ac:${name.slice(8)}`, value }
  if (/^on|^data-mce-|^_/.test(name) || name === '__proto__') return undefined
  if (name === 'id' || (name === 'name' && element === 'a')) return { name, value: storedId(value) }
  if (!/^(?:(?:ac|ri|at|xml):)?[a-z_][a-z0-9_.-]*$/i.test(name)) return undefined
  return { name, value }
}

/** Notes which node an element of a numbered print stands for. */
export function noteNumber(reader: Reader, element: HtmlElement, node: Node): void {
  const number = element.attributes.get('data-node')
  if (number !== undefined) reader.numbers?.set(node, Number(number))
}

/** The one node that an element carries in `data-encoded-xml`. */
export function decodedNode(reader: Reader, element: HtmlElement): Node | undefined {
  const value = element.attributes.get('data-encoded-xml')
  if (value === undefined) return undefined
  let text: string
  try {
    text = decodeURIComponent(value)
  } catch {
    // A client has garbled it; the element itself is all there is.
    return undefined
  }
  const nodes = reader.readStorage(text)?.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  return nodes?.length === 1 ? nodes[0] : undefined
}
