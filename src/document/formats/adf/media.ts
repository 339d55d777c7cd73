/** Images ↔ media. */
import { readSpelled, spelledText } from '../../spelling.ts'
import type { Attributes, Image, Node } from '../../tree.ts'
import {
  adfAttributes,
  adfMarks,
  privateOf,
  storageAttributes as elementAttributes,
  textField,
  typeKey,
} from './private.ts'
import type { AdfAttributes, AdfMark, AdfNode, Json } from './types.ts'

/** Attributes of `media`, by the attributes of an image; `number`: ADF has it as one. */
const mediaAttributes: readonly (readonly [string, string, 'text' | 'number'])[] = [
  ['alt', 'alt', 'text'],
  ['collection', 'collection', 'text'],
  ['width', 'original-width', 'number'],
  ['height', 'original-height', 'number'],
]
/** The attribute of an image that stands in a line in ADF, by the name that an image has for it. */
const inlineKey = typeKey.slice(3)

const singleAttributes: readonly (readonly [string, string, 'text' | 'number'])[] = [
  ['layout', 'layout', 'text'],
  ['width', 'width', 'number'],
]

/** An image that makes a block. `inParagraph`: storage format has it in a paragraph of its own. */
export function writeMediaSingle(
  image: Image,
  inParagraph: boolean,
  caption: readonly AdfNode[] | undefined,
): AdfNode {
  const { attributes = {} } = image
  const layout = { layout: 'center', ...pick(attributes, singleAttributes) }
  const consumed = [
    ...names(attributes, singleAttributes),
    ...names(attributes, mediaAttributes),
    ...ownKeys.map(mediaName),
  ]
  const fields = {
    ...(inParagraph && { inParagraph: true }),
    ...(attributes['layout'] === undefined && { layout: 'none' }),
    ...(image.extra !== undefined && { extra: spelledText(image.extra) }),
  }
  return {
    type: 'mediaSingle',
    ...adfAttributes(layout, elementNames(image.attributes), consumed, fields),
    ...adfMarks(elementNames(image.attributes)),
    content: [
      writeMedia(image, 'media'),
      ...(caption === undefined ? [] : [{ type: 'caption', content: caption }]),
    ],
  }
}

/** Whether the image stood in a line in ADF, even if it was alone there. */
export function isInlineMedia({ attributes }: Image): boolean {
  return attributes?.[inlineKey] === 'mediaInline'
}

/** An image inside a line; undefined when ADF has none of its kind there. */
export function writeMediaInline(image: Image): AdfNode | undefined {
  const isFile = image.target.kind === 'attachment'
  if (!isFile || image.caption !== undefined || image.extra !== undefined) return undefined
  return writeMedia(image, 'mediaInline')
}

/** The image of a `mediaSingle`, in a paragraph where it was in one; undefined when it holds anything else. */
export function readMediaSingle(
  node: AdfNode,
  readCaption: (content: readonly AdfNode[]) => Node[],
): Node | undefined {
  const [media, caption, ...more] = node.content ?? []
  if (media?.type !== 'media' || more.length > 0 || (caption !== undefined && caption.type !== 'caption'))
    return undefined
  if ((caption?.attrs ?? caption?.marks ?? media.content) !== undefined) return undefined
  const image = readMedia(media)
  if (image === undefined) return undefined
  const fields = privateOf(node.attrs)
  const hasLayout = textField(fields, 'layout') !== 'none'
  const natural = give(node.attrs, hasLayout ? singleAttributes : singleAttributes.slice(1))
  const known = ['layout', ...natural.known]
  const { attributes } = storageAttributes(
    node.attrs,
    known,
    { ...ofMedia(image.attributes), ...natural.attributes },
    node.marks,
  )
  const extra = readSpelled(textField(fields, 'extra') ?? '')
  const whole: Image = {
    ...image,
    ...(attributes && { attributes }),
    ...(caption !== undefined && { caption: readCaption(caption.content ?? []) }),
    ...(extra !== undefined && extra.length > 0 && { extra }),
  }
  return fields['inParagraph'] === true ? { type: 'paragraph', children: [whole] } : whole
}

/** The image of a `media` or `mediaInline`. */
export function readMedia({ type: nodeType, attrs = {}, marks }: AdfNode): Image | undefined {
  const fields = privateOf(attrs)
  const natural = give(attrs, mediaAttributes)
  const isInline = nodeType === 'mediaInline' && fields['plain'] !== true
  const [stored] = readSpelled(textField(fields, 'image') ?? '') ?? []
  const { type, id, url } = attrs
  const isFile = type === 'file' && typeof id === 'string'
  if (!isFile && !(type === 'external' && typeof url === 'string')) return undefined
  const target: Image['target'] =
    stored?.type === 'image'
      ? stored.target
      : isFile
        ? { kind: 'attachment', fileName: String(id) }
        : { kind: 'url', url: String(url) }
  const known = ['type', isFile ? 'id' : 'url', ...natural.known]
  const own = { ...natural.attributes, ...(isInline && { [inlineKey]: 'mediaInline' }) }
  const { attributes } = storageAttributes(attrs, known, own, marks)
  return { type: 'image', target, ...(attributes && { attributes }) }
}

function writeMedia(image: Image, type: 'media' | 'mediaInline'): AdfNode {
  const { target } = image
  const attributes = image.attributes ?? {}
  const natural = pick(attributes, mediaAttributes)
  const isPlain = isPlainTarget(target)
  const bare: Image = { type: 'image', target }
  const isInline = isInlineMedia(image)
  const fields = {
    ...(!isPlain && { image: spelledText([bare]) }),
    ...(type === 'mediaInline' && !isInline && { plain: true }),
  }
  const named: AdfAttributes =
    target.kind === 'url'
      ? { type: 'external', url: target.url }
      : { type: 'file', id: target.kind === 'attachment' ? target.fileName : '' }
  const own = type === 'media' ? mediaNames(attributes) : elementNames(image.attributes)
  const consumed = [...names(attributes, mediaAttributes), ...(isInline ? [inlineKey] : [])]
  return { type, ...adfAttributes({ ...named, ...natural }, own, consumed, fields), ...adfMarks(own) }
}

function isPlainTarget(target: Image['target']): boolean {
  if (target.kind === 'self' || target.attributes !== undefined) return false
  return target.kind === 'url' || (target.kind === 'attachment' && target.holder === undefined)
}

const ownKeys: readonly string[] = ['adf-attrs', 'adf-marks']

/** Where an image keeps what is its `media`'s rather than its `mediaSingle`'s. */
function mediaName(name: string): string {
  return name.replace('adf-', 'adf-media-')
}

function ofMedia(attributes: Attributes | undefined): Attributes {
  const own = Object.entries(attributes ?? {}).map(([name, value]) => [
    ownKeys.includes(name) ? mediaName(name) : name,
    value,
  ])
  return Object.fromEntries(own)
}

function mediaNames(attributes: Attributes): Attributes {
  const own = ownKeys.filter((name) => attributes[mediaName(name)] !== undefined)
  return Object.fromEntries(own.map((name) => [`ac:${name}`, attributes[mediaName(name)] ?? '']))
}

/** As for any element, by the names that an image has for its attributes. */
function storageAttributes(
  attrs: AdfAttributes | undefined,
  known: readonly string[],
  natural: Attributes,
  marks: readonly AdfMark[] | undefined,
): { attributes?: Attributes } {
  const { attributes } = elementAttributes(attrs, known, natural, marks)
  if (attributes === undefined) return {}
  const own = Object.entries(attributes).map(([name, value]) => [name.replace(/^ac:/, ''), value])
  return { attributes: Object.fromEntries(own) }
}

/** An image's attributes, those that hold JSON by the names that they have on any element. */
function elementNames(attributes: Attributes | undefined): Attributes | undefined {
  if (attributes === undefined) return undefined
  const own = Object.entries(attributes).map(([name, value]) => [
    name.replace(/^adf-(?=attrs$|marks$)/, 'ac:adf-'),
    value,
  ])
  return Object.fromEntries(own)
}

type Table = readonly (readonly [string, string, 'text' | 'number'])[]

function pick(attributes: Attributes, table: Table): AdfAttributes {
  const given: [string, Json][] = []
  for (const [attr, name, kind] of table) {
    const value = attributes[name]
    if (value === undefined || (kind === 'number' && !isNumber(value))) continue
    given.push([attr, kind === 'number' ? Number(value) : value])
  }
  return Object.fromEntries(given)
}

function names(attributes: Attributes, table: Table): readonly string[] {
  return table
    .filter(([, name, kind]) => kind === 'text' || isNumber(attributes[name] ?? ''))
    .map(([, name]) => name)
}

function give(
  attrs: AdfAttributes | undefined,
  table: Table,
): { attributes: Attributes; known: readonly string[] } {
  const found = table.filter(
    ([attr, , kind]) => typeof attrs?.[attr] === (kind === 'number' ? 'number' : 'string'),
  )
  return {
    attributes: Object.fromEntries(found.map(([attr, name]) => [name, String(attrs?.[attr])])),
    known: found.map(([attr]) => attr),
  }
}

function isNumber(text: string): boolean {
  return text !== '' && String(Number(text)) === text
}
