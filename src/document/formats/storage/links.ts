/** `ac:link`, `ac:image` and `ac:emoticon` ↔ nodes. */
import { characterData, writeAttributes } from '../../../base/xml/write.ts'
import type { Attributes, Image, Link, Node, Source, Target } from '../../tree.ts'
import { asElement, isBlank, nonEmpty, type ReadElement, sourceAround } from '../../elements.ts'
import { targetOf } from '../../targets.ts'
import { plainText } from './macros.ts'
import { writeTarget } from './resources.ts'

type WriteNodes = (nodes: readonly Node[]) => string

/** A link with anything inside that a link does not have stays an element. */
export function linkOf(read: ReadElement): Node {
  const { 'ac:anchor': anchor, 'ac:tooltip': tooltip, ...rest } = read.attributes ?? {}
  let target: Target | undefined
  let body: Link['body'] = 'none'
  let children: readonly Node[] = []
  let inside: Source | undefined
  for (const child of read.children) {
    if (isBlank([child])) continue
    const found = target === undefined ? targetOf(child) : undefined
    if (found !== undefined) target = found
    else if (body === 'none' && child.type === 'element' && child.name === 'ac:plain-text-link-body') {
      body = 'plain'
      children = [{ type: 'text', value: plainText(child.children) }]
    } else if (body === 'none' && child.type === 'element' && child.name === 'ac:link-body') {
      body = 'rich'
      children = child.children
      inside = child.source
    } else return asElement(read)
  }
  return {
    type: 'link',
    target: target ?? { kind: 'self' },
    anchor,
    tooltip,
    body,
    children,
    attributes: nonEmpty(rest),
    source: sourceAround(read.source, inside),
  }
}

/** Writes the target first, then the text. */
export function writeLink(link: Link, writeNodes: WriteNodes): string {
  let start = '<ac:link'
  if (link.anchor !== undefined) start += writeAttributes({ 'ac:anchor': link.anchor })
  if (link.tooltip !== undefined) start += writeAttributes({ 'ac:tooltip': link.tooltip })
  start += writeAttributes(link.attributes)
  let inside = writeTarget(link.target)
  if (link.body === 'plain') {
    const text = link.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
    inside += `<ac:plain-text-link-body>${characterData(text)}</ac:plain-text-link-body>`
  } else if (link.body === 'rich') inside += `<ac:link-body>${writeNodes(link.children)}</ac:link-body>`
  return inside === '' ? `${start} />` : `${start}>${inside}</ac:link>`
}

/** An image without a target stays an element. */
export function imageOf(read: ReadElement): Node {
  let target: Target | undefined
  let caption: readonly Node[] | undefined
  const extra: Node[] = []
  for (const child of read.children) {
    if (isBlank([child])) continue
    const found = target === undefined ? targetOf(child) : undefined
    if (found !== undefined) target = found
    else if (caption === undefined && child.type === 'element' && child.name === 'ac:caption')
      caption = child.children
    else extra.push(child)
  }
  if (target === undefined) return asElement(read)
  const image: Image = {
    type: 'image',
    target,
    attributes: imageAttributes(read.attributes),
    source: sourceAround(read.source, undefined),
  }
  if (caption === undefined && extra.length === 0) return image
  return { ...image, caption, extra: extra.length === 0 ? undefined : extra }
}

function imageAttributes(attributes: Attributes | undefined): Attributes | undefined {
  if (attributes === undefined) return undefined
  const short: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    short[name.startsWith('ac:') ? name.slice(3) : name.includes(':') ? name : `:${name}`] = value
  }
  return short
}

export function writeImage(image: Image, writeNodes: WriteNodes): string {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(image.attributes ?? {})) {
    attributes[name.startsWith(':') ? name.slice(1) : name.includes(':') ? name : `ac:${name}`] = value
  }
  const caption = image.caption === undefined ? '' : `<ac:caption>${writeNodes(image.caption)}</ac:caption>`
  const extra = image.extra === undefined ? '' : writeNodes(image.extra)
  return `<ac:image${writeAttributes(attributes)}>${writeTarget(image.target)}${extra}${caption}</ac:image>`
}

/** An emoticon without a name stays an element. */
export function emoticonOf(read: ReadElement): Node {
  const { 'ac:name': name, ...rest } = read.attributes ?? {}
  if (name === undefined || !isBlank(read.children)) return asElement(read)
  return { type: 'emoticon', name, attributes: nonEmpty(rest), source: read.source }
}
