/**
 * What one side has and the other has not.
 *
 * What ADF cannot say of a node rides in its attribute `__storage` (private attributes begin with two underscores);
 * what storage format cannot say rides in the element's attributes `ac:adf-attrs` and `ac:adf-marks`, as JSON.
 */
import { characterData } from '../../../base/xml/write.ts'
import { readSpelled, spelledText } from '../../spelling.ts'
import type { Attributes, Node } from '../../tree.ts'
import type { AdfAttributes, AdfMark, AdfNode, Json } from './types.ts'

/** The name of the attribute that holds what ADF cannot say. */
export const storageKey = '__storage'

/** The attribute that names the type of a node of which ADF has two where storage format has one. */
export const typeKey = 'ac:adf-type'

const attrsKey = 'ac:adf-attrs'
const marksKey = 'ac:adf-marks'
const extensionType = 'org.inver.storage'

/** What `__storage` says. */
export interface Private {
  /** Attributes of the element. */
  readonly attributes?: Attributes
  /** The children stand without a paragraph. */
  readonly bare?: boolean
  /** The node fills what ADF does not let stand empty. */
  readonly filler?: boolean
  /** Anything else, by name. */
  readonly [key: string]: unknown
}

/** What is private in a node's attributes. */
export function privateOf(attrs: AdfAttributes | undefined): Private {
  const value = attrs?.[storageKey]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as unknown as Private)
    : {}
}

/** A field that should be text. */
export function textField(fields: Private, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

/** The element's attributes for a node: those that were private, and in JSON what is not among the known ones. */
export function storageAttributes(
  attrs: AdfAttributes | undefined,
  known: readonly string[],
  natural: Attributes = {},
  marks: readonly AdfMark[] = [],
): { attributes?: Attributes } {
  const others = Object.entries(attrs ?? {}).filter(([name]) => name !== storageKey && !known.includes(name))
  const kept = readAttributes(privateOf(attrs).attributes)
  const attributes = {
    ...natural,
    ...kept,
    ...(others.length > 0 && { [attrsKey]: JSON.stringify(Object.fromEntries(others)) }),
    ...(marks.length > 0 && { [marksKey]: JSON.stringify(marks) }),
  }
  return Object.keys(attributes).length === 0 ? {} : { attributes }
}

/** A node's attributes in ADF: the natural ones, those that were kept in JSON, and privately the element's others. */
export function adfAttributes(
  natural: AdfAttributes,
  attributes: Attributes | undefined,
  consumed: readonly string[] = [],
  more: Private = {},
): { attrs?: AdfAttributes } {
  const others = Object.entries(attributes ?? {}).filter(
    ([name]) => name !== attrsKey && name !== marksKey && !consumed.includes(name),
  )
  const fields = { ...more, ...(others.length > 0 && { attributes: Object.fromEntries(others) }) }
  const attrs = {
    ...natural,
    ...readRecord(attributes?.[attrsKey]),
    ...(Object.keys(fields).length > 0 && { [storageKey]: fields as unknown as Json }),
  }
  return Object.keys(attrs).length === 0 ? {} : { attrs }
}

/** Whether one of these attributes of ADF was kept in JSON: a node that has it by nature would be read as another. */
export function keepsAny(attributes: Attributes | undefined, names: readonly string[]): boolean {
  const keptAttributes = readRecord(attributes?.[attrsKey])
  return keptAttributes !== undefined && names.some((name) => Object.hasOwn(keptAttributes, name))
}

/** The marks that were kept in JSON, behind the natural ones. */
export function adfMarks(
  attributes: Attributes | undefined,
  natural: readonly AdfMark[] = [],
): { marks?: readonly AdfMark[] } {
  const kept = readJson(attributes?.[marksKey])
  const marks = [...natural, ...readMarks(kept)]
  return marks.length === 0 ? {} : { marks }
}

/** A node that ADF has nothing for, as an extension that holds it in storage format. */
export function carryInStorage(type: 'extension' | 'inlineExtension', node: Node, text: string): AdfNode {
  const attrs = {
    extensionType,
    extensionKey: 'storage',
    parameters: { storage: node.type === 'characterData' ? characterData(node.value) : spelledText([node]) },
    ...(text !== '' && { text }),
  }
  return { type, attrs }
}

/** The nodes that such an extension holds; undefined when it is another one. */
export function readCarried({ attrs = {} }: AdfNode): readonly Node[] | undefined {
  const { parameters } = attrs
  if (attrs['extensionType'] !== extensionType || typeof parameters !== 'object' || parameters === null)
    return undefined
  const { storage } = parameters as { readonly storage?: Json }
  return typeof storage === 'string' ? readSpelled(storage) : undefined
}

/** JSON of an attribute; undefined when there is none that can be read. */
export function readJson(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Marks, without what is none. */
export function readMarks(value: unknown): readonly AdfMark[] {
  if (!Array.isArray(value)) return []
  return value.filter(
    (mark: unknown): mark is AdfMark =>
      isRecord(mark) && typeof mark['type'] === 'string' && isRecord(mark['attrs'] ?? {}),
  )
}

/** An element's attributes; undefined when the value is none. */
export function readAttributes(value: unknown): Attributes | undefined {
  return isAttributes(value) ? value : undefined
}

function readRecord(text: string | undefined): AdfAttributes | undefined {
  const value = readJson(text)
  return isRecord(value) ? (value as AdfAttributes) : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isAttributes(value: unknown): value is Attributes {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).every(([name, text]) => isName(name) && typeof text === 'string')
  )
}

function isName(name: string): boolean {
  return /^(?::|(?:ac|ri|at|xml):)?[\p{L}_][\p{L}\p{N}._-]*$/u.test(name)
}
