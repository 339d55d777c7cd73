/**
 * `{storage:NAME|attribute=value}…{storage}`: an element of storage format in wiki markup's clothes.
 *
 * What wiki markup has no notation for is carried this way, its content still as markup. `{storage}…{storage}`
 * without a name is inline content that stands among blocks without a paragraph; `{storage/:NAME}` is an empty
 * element; `{storage!:cdata}`, `{storage!:comment}` and `{storage!:raw|format=…}` hold their text as it is.
 */
import { isInlineElement } from '../../kinds.ts'
import { nodeOf } from '../../spelling.ts'
import type { Attributes, Node } from '../../tree.ts'
import type { Defaults, Markup } from './markup.ts'
import { splitParameters } from './parameters.ts'
import type { Tag } from './tags.ts'

const blocksOfInlines: ReadonlySet<string> = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 pre address dt summary legend caption ac:parameter ac:default-parameter ac:task-id ' +
    'ac:task-uuid ac:task-status ac:plain-text-body ac:caption ac:adf-attribute ac:adf-parameter'
  ).split(' '),
)

/** Names that storage format can always hold: plain ones and those of its own prefixes. */
const xmlName = /^(?:(?:ac|ri|at|xml):)?[\p{L}_][\p{L}\p{N}._-]*$/u

/** Whether an element or attribute of this name can be carried. */
export function isCarriedName(name: string): boolean {
  return xmlName.test(name)
}

/** Whether an element's content is read as one run of inlines; else it is read as blocks. */
export function holdsInlines(name: string): boolean {
  return name === '' || isInlineElement(name) || blocksOfInlines.has(name)
}

/** Whether the tag carries something that makes a block of its own. */
export function carriesBlock(tag: Tag): boolean {
  return !isInlineElement(readName(tag).name)
}

/** The nodes that a carrying tag stands for. */
export function readCarried(markup: Markup, tag: Tag, depth: number): readonly Node[] {
  const { name, attributes } = readName(tag)
  if (name === 'defaults') return []
  if (tag.body?.kind === 'plain') {
    const value = attributes['text'] ?? markup.text.slice(tag.body.start, tag.body.end)
    return [readVerbatim(name, attributes, value)]
  }
  const children = readChildren(markup, tag, name, depth)
  if (!isCarriedName(name)) return children
  if (name === 'ac:task') return [readTask(attributes, children)]
  return [nodeOf({ name, attributes, children: joinFamily(markup, name, children) })]
}

/** The name of the element that a tag carries; empty when it carries none. */
export function carriedName(tag: Tag): string {
  return tag.name === 'storage' ? readName(tag).name : ''
}

/** What `{storage/:defaults|…}` at the very beginning says. */
export function readDefaults(tag: Tag | undefined): Defaults {
  const { name, attributes } = tag?.name === 'storage' ? readName(tag) : { name: '', attributes: {} }
  if (name !== 'defaults') return new Set()
  return new Set(
    (['items', 'cells', 'macros', 'links'] as const).filter((key) => attributes[key] === defaultWords[key]),
  )
}

/** How each default is written. */
export const defaultWords = { items: 'p', cells: 'p', macros: 'p', links: 'rich' } as const

function readName(tag: Tag): { readonly name: string; readonly attributes: Attributes } {
  const [first, ...others] = splitParameters(tag.parameters)
  const given = others.filter((part) => part.name !== undefined && isCarriedName(part.name))
  return {
    name: first?.name === undefined ? (first?.value ?? '') : '',
    attributes: Object.fromEntries(given.map((part) => [part.name, part.value])),
  }
}

function readChildren(markup: Markup, { body }: Tag, name: string, depth: number): readonly Node[] {
  if (body === undefined) return []
  if (holdsInlines(name)) return markup.inlines(body.start, body.end, depth)
  if (name === 'li') return markup.content(body.start, body.end, depth, 'items')
  if (name === 'td' || name === 'th') return markup.content(body.start, body.end, depth, 'cells')
  return markup.blocks(body.start, body.end, depth)
}

function readVerbatim(name: string, attributes: Attributes, value: string): Node {
  if (name === 'comment') return { type: 'comment', value }
  if (name === 'raw') return { type: 'raw', format: attributes['format'] ?? '', value }
  return { type: 'characterData', value }
}

/** A carried task gives its fields as attributes, so that its text alone is between the tags. */
function readTask({ id, uuid, status, ...others }: Attributes, children: readonly Node[]): Node {
  return {
    type: 'task',
    ...(id !== undefined && { id }),
    ...(uuid !== undefined && { uuid }),
    done: status === 'complete',
    ...(Object.keys(others).length > 0 && { attributes: others }),
    children,
  }
}

/** Rows written as a table within a carried table are its rows, items written as a list within a carried list its items. */
function joinFamily(markup: Markup, name: string, children: readonly Node[]): readonly Node[] {
  if (name === 'ul' || name === 'ol') {
    return children.flatMap((child) =>
      child.type === 'list' && markup.implied.has(child) ? child.children : [child],
    )
  }
  if (name !== 'table' && name !== 'thead' && name !== 'tbody' && name !== 'tfoot') return children
  return children.flatMap((child) => {
    if (child.type !== 'table' || !markup.implied.has(child)) return [child]
    if (name === 'table') return child.children
    return child.children.flatMap((section) =>
      section.type === 'tableSection' ? section.children : [section],
    )
  })
}
