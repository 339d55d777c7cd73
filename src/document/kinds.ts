/**
 * Which nodes and elements are blocks and which stand in lines.
 *
 * What is in neither set of nodes (`macro`, `element`, `comment`, `characterData`, `raw`, `document`) is what its
 * surroundings make of it; each format says itself what it takes it for.
 */
import type { Node } from './tree.ts'

type Types = ReadonlySet<Node['type']>

/** Nodes that are blocks wherever they stand. */
export const blockTypes: Types = new Set<Node['type']>([
  'paragraph',
  'heading',
  'quote',
  'preformatted',
  'rule',
  'list',
  'listItem',
  'table',
  'tableSection',
  'tableRow',
  'tableCell',
  'taskList',
  'task',
  'layout',
  'layoutSection',
  'layoutCell',
  'adfExtension',
])

/** Nodes that stand in a line wherever they stand. */
export const inlineTypes: Types = new Set<Node['type']>([
  'text',
  'lineBreak',
  'strong',
  'emphasis',
  'underline',
  'strike',
  'subscript',
  'superscript',
  'code',
  'cite',
  'small',
  'big',
  'span',
  'anchor',
  'link',
  'image',
  'emoticon',
  'date',
  'commentMarker',
  'placeholder',
])

const inlineElements: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd label mark q s samp small span strike ' +
    'strong sub sup time tt u var wbr ac:adf-mark ac:emoticon ac:hipchat-emoticon ac:image ac:inline-comment-marker ' +
    'ac:link ac:link-body ac:placeholder ac:plain-text-link-body ri:attachment ri:blog-post ri:content-entity ri:page ' +
    'ri:shortcut ri:space ri:url ri:user'
  ).split(' '),
)

/** Whether an element stands in a line. */
export function isInlineElement(name: string): boolean {
  return inlineElements.has(name)
}

/** Elements that end a paragraph when an HTML parser meets them. */
export const blockElements: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table tbody td tfoot ' +
    'th thead tr ul xmp'
  ).split(' '),
)

/** Whether a node is text that is nothing but white space. */
export function isBlankText(node: Node): boolean {
  return node.type === 'text' && !/[^ \t\n\r]/.test(node.value)
}

/** The nodes without the white space that stands at the ends or next to what stands in no line. */
export function withoutLayoutBlanks(
  nodes: readonly Node[],
  standsInLine: (node: Node) => boolean,
): readonly Node[] {
  if (!nodes.some(isBlankText)) return nodes
  const out: Node[] = []
  let blanks: Node[] = []
  for (const node of nodes) {
    if (isBlankText(node)) {
      blanks.push(node)
      continue
    }
    const before = out.at(-1)
    if (before !== undefined && standsInLine(before) && standsInLine(node)) out.push(...blanks)
    out.push(node)
    blanks = []
  }
  return out
}

/** The nodes without the white space at their ends, be it whole nodes or the edges of texts. */
export function withoutEdgeBlanks(nodes: readonly Node[]): readonly Node[] {
  if (!mayEndInBlank(nodes[0]) && !mayEndInBlank(nodes.at(-1))) return nodes
  const first = nodes.findIndex((node) => !isBlankText(node))
  if (first === -1) return []
  const last = nodes.findLastIndex((node) => !isBlankText(node))
  return nodes.slice(first, last + 1).map((node, index) => {
    if (node.type !== 'text') return node
    const start = index === 0 ? node.value.replace(/^[ \t\n\r]+/, '') : node.value
    const value = index === last - first ? withoutEnd(start) : start
    return value === node.value ? node : { type: 'text', value }
  })
}

function mayEndInBlank(node: Node | undefined): boolean {
  if (node?.type !== 'text') return false
  const { value } = node
  return value === '' || BLANKS.includes(value.charAt(0)) || BLANKS.includes(value.charAt(value.length - 1))
}

const BLANKS = ' \t\n\r'

/** A pattern that is anchored at the end only would be tried at every blank. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && BLANKS.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
