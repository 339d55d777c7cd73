/** Flat sets of marks ↔ nested inlines: the outermost mark is the first of a set. */
import { spelledText, readSpelled } from '../../spelling.ts'
import { targetText } from '../../targets.ts'
import type { Environment, Resolved } from '../../env.ts'
import type { Attributes, Link, Mark, Node, Target } from '../../tree.ts'
import { adfAttributes, privateOf, storageAttributes, storageKey, textField } from './private.ts'
import type { AdfAttributes, AdfMark, Json } from './types.ts'

/** An inline leaf and the marks around it. */
export interface Marked {
  readonly nodes: readonly Node[]
  readonly marks: readonly AdfMark[]
}

const simple = {
  strong: 'strong',
  emphasis: 'em',
  underline: 'underline',
  strike: 'strike',
  code: 'code',
} as const

const simpleNodes: ReadonlyMap<string, Mark['type']> = new Map(
  Object.entries(simple).map(([node, mark]) => [mark, node as Mark['type']]),
)

/** Nests leaves: neighbours that share their outermost mark stand in one node of it. */
export function nest(leaves: readonly Marked[], depth = 0): Node[] {
  const out: Node[] = []
  let at = 0
  while (at < leaves.length) {
    const leaf = leaves[at]
    if (leaf === undefined) break
    const mark = leaf.marks[depth]
    if (mark === undefined) {
      for (const node of leaf.nodes) out.push(node)
      at++
      continue
    }
    const key = JSON.stringify(mark)
    let end = at + 1
    while (end < leaves.length && JSON.stringify(leaves[end]?.marks[depth]) === key) end++
    out.push(...wrap(mark, nest(leaves.slice(at, end), depth + 1)))
    at = end
  }
  return out
}

/** The mark that a node is; undefined when ADF has none for it, or has it around the node already. */
export function markOf(node: Node, around: readonly AdfMark[], place: LinkPlace): AdfMark | undefined {
  const mark = build(node, place)
  return mark === undefined || around.some(({ type }) => type === mark.type) ? undefined : mark
}

function build(node: Node, place: LinkPlace): AdfMark | undefined {
  switch (node.type) {
    case 'strong':
    case 'emphasis':
    case 'underline':
    case 'strike':
    case 'code':
      return node.attributes === undefined ? { type: simple[node.type] } : undefined
    case 'subscript':
      return node.attributes === undefined ? { type: 'subsup', attrs: { type: 'sub' } } : undefined
    case 'superscript':
      return node.attributes === undefined ? { type: 'subsup', attrs: { type: 'sup' } } : undefined
    case 'span':
      return colourMark(node.attributes)
    case 'anchor': {
      const natural = { href: node.url, ...(node.title !== undefined && { title: node.title }) }
      return { type: 'link', ...adfAttributes(natural, node.attributes) }
    }
    case 'link':
      return node.body === 'none' ? undefined : { type: 'link', attrs: linkAttributes(node, place) }
    case 'commentMarker':
      return node.attributes === undefined
        ? { type: 'annotation', attrs: { id: node.ref, annotationType: 'inlineComment' } }
        : undefined
    default:
      return undefined
  }
}

/** Where links lead from, and what is known of where they lead. */
export interface LinkPlace {
  readonly env: Environment
  readonly resolved: ReadonlyMap<Target, Resolved>
}

/** The attributes of a link mark to something of the wiki: where it leads, and privately what it is. */
export function linkAttributes(link: Link, place: LinkPlace): Readonly<Record<string, Json>> {
  const bare: Link = { ...link, source: undefined, shell: undefined, body: 'none', children: [] }
  const shown: AdfAttributes = link.body === 'none' ? { shown: linkText(link, place) } : {}
  return {
    href: linkHref(link, place),
    [storageKey]: { link: spelledText([bare]), body: link.body, ...shown },
  }
}

/** What a link without a text of its own shows. */
export function linkText({ target, anchor }: Link, { resolved }: LinkPlace): string {
  const text = nameOf(resolved.get(target)) ?? targetText(target)
  return text === '' ? (anchor ?? 'here') : text
}

function nameOf(resolved: Resolved | undefined): string | undefined {
  switch (resolved?.kind) {
    case 'content':
      return resolved.content.title
    case 'attachment':
      return resolved.attachment.fileName
    case 'user':
      return resolved.user.displayName
    case 'space':
      return resolved.space.name
    default:
      return undefined
  }
}

function addressOf(resolved: Resolved | undefined): string | undefined {
  switch (resolved?.kind) {
    case 'content':
      return resolved.content.url
    case 'attachment':
      return resolved.attachment.downloadUrl
    case 'user':
      return resolved.user.url
    case 'space':
      return resolved.space.url
    default:
      return undefined
  }
}

function linkHref({ target, anchor }: Link, { env, resolved }: LinkPlace): string {
  const fragment = anchor === undefined ? '' : `#${encodeURIComponent(anchor)}`
  const address = addressOf(resolved.get(target))
  if (address !== undefined && address !== '') return env.origin + address + fragment
  const space = encodeURIComponent(('space' in target ? target.space : undefined) ?? env.spaceKey ?? '')
  return env.origin + env.contextPath + path(target, space, env) + fragment
}

function path(target: Target, space: string, env: Environment): string {
  switch (target.kind) {
    case 'page':
      return `/display/${space}/${encodeTitle(target.title)}`
    case 'blogPost':
      return `/display/${space}/${target.day}/${encodeTitle(target.title)}`
    case 'space':
      return `/display/${encodeURIComponent(target.key)}`
    case 'content':
      return `/pages/viewpage.action?pageId=${encodeURIComponent(target.id)}`
    case 'attachment':
      return `/download/attachments/${env.content?.id ?? ''}/${encodeURIComponent(target.fileName)}`
    case 'user':
      return `/display/~${encodeURIComponent(targetText(target))}`
    default:
      return ''
  }
}

function encodeTitle(title: string): string {
  return encodeURIComponent(title).replaceAll('%20', '+')
}

/** Colours as storage format writes them; any other style has no mark. */
function colourMark(attributes: Attributes | undefined): AdfMark | undefined {
  const { style, ...others } = attributes ?? {}
  const [, kind, ...channels] =
    /^(color|background-color): rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\);$/.exec(style ?? '') ?? []
  const numbers = channels.map(Number)
  const isExact = numbers.every((number, index) => number < 256 && String(number) === channels[index])
  if (kind === undefined || Object.keys(others).length > 0 || !isExact) return undefined
  const color = `#${numbers.map((number) => number.toString(16).padStart(2, '0')).join('')}`
  return { type: kind === 'color' ? 'textColor' : 'backgroundColor', attrs: { color } }
}

function wrap(mark: AdfMark, children: readonly Node[]): readonly Node[] {
  const { type, attrs = {} } = mark
  const keys = Object.keys(attrs)
  const plain = simpleNodes.get(type)
  if (plain !== undefined && keys.length === 0) return [{ type: plain, children }]
  if (type === 'subsup' && keys.length === 1 && (attrs['type'] === 'sub' || attrs['type'] === 'sup')) {
    return [{ type: attrs['type'] === 'sub' ? 'subscript' : 'superscript', children }]
  }
  const style = keys.length === 1 ? colourStyle(type, attrs['color']) : undefined
  if (style !== undefined) return [{ type: 'span', attributes: { style }, children }]
  const { id } = attrs
  if (
    type === 'annotation' &&
    typeof id === 'string' &&
    attrs['annotationType'] === 'inlineComment' &&
    keys.length === 2
  ) {
    return [{ type: 'commentMarker', ref: id, children }]
  }
  if (type === 'link' && typeof attrs['href'] === 'string') return [readLink(mark, attrs['href'], children)]
  return [{ type: 'element', name: 'ac:adf-mark', attributes: { 'ac:mark': JSON.stringify(mark) }, children }]
}

function colourStyle(type: string, color: Json | undefined): string | undefined {
  const digits = typeof color === 'string' ? /^#([0-9a-f]{6})$/.exec(color)?.[1] : undefined
  if (digits === undefined || (type !== 'textColor' && type !== 'backgroundColor')) return undefined
  const channels = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
  return `${type === 'textColor' ? 'color' : 'background-color'}: rgb(${channels.join(',')});`
}

function readLink(mark: AdfMark, href: string, children: readonly Node[]): Node {
  const fields = privateOf(mark.attrs)
  const [stored] = readSpelled(textField(fields, 'link') ?? '') ?? []
  if (stored?.type === 'link') {
    const body = textField(fields, 'body')
    const isShown = children.every((child) => child.type === 'text')
    const shown = children.map((child) => (child.type === 'text' ? child.value : '')).join('')
    if (body === 'none' && isShown && shown === textField(fields, 'shown')) return stored
    return { ...stored, body: isShown && body !== 'rich' ? 'plain' : 'rich', children }
  }
  const title = mark.attrs?.['title']
  const known = typeof title === 'string' ? ['href', 'title'] : ['href']
  return {
    type: 'anchor',
    url: href,
    ...(typeof title === 'string' && { title }),
    ...storageAttributes(mark.attrs, known),
    children,
  }
}

/** A mark that storage format keeps as an element. */
export function keptMark(node: Node): AdfMark | undefined {
  if (node.type !== 'element' || node.name !== 'ac:adf-mark') return undefined
  try {
    const mark = JSON.parse(node.attributes?.['ac:mark'] ?? '') as AdfMark
    return typeof mark === 'object' && mark !== null && typeof mark.type === 'string' ? mark : undefined
  } catch {
    return undefined
  }
}
