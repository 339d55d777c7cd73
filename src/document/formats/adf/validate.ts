/** What makes JSON an ADF document: the constraints of the published schema without which it cannot be read. */
import type { JsonPath } from '../../../base/json/places.ts'
import { inlineTypes } from './types.ts'
import type { AdfDocument, Json } from './types.ts'

/** Deepest nesting of nodes, most nodes of a document, and most marks of a node. */
const limits = { depth: 100, nodes: 500_000, marks: 40 } as const

/** Where a child may stand: nodes whose children are only of these types. Nodes of other types are not restricted. */
const children: ReadonlyMap<string, ReadonlySet<string> | 'inline' | 'none' | 'text'> = new Map<
  string,
  ReadonlySet<string> | 'inline' | 'none' | 'text'
>([
  ['paragraph', 'inline'],
  ['heading', 'inline'],
  ['taskItem', 'inline'],
  ['decisionItem', 'inline'],
  ['caption', 'inline'],
  ['codeBlock', 'text'],
  ['bulletList', new Set(['listItem'])],
  ['orderedList', new Set(['listItem'])],
  ['taskList', new Set(['taskItem', 'blockTaskItem', 'taskList'])],
  ['decisionList', new Set(['decisionItem'])],
  ['table', new Set(['tableRow'])],
  ['tableRow', new Set(['tableCell', 'tableHeader'])],
  ['layoutSection', new Set(['layoutColumn'])],
  ['mediaSingle', new Set(['media', 'caption'])],
  ['mediaGroup', new Set(['media'])],
  ['rule', 'none'],
  ['hardBreak', 'none'],
  ['text', 'none'],
])

/** Whether a node of this type holds nothing but the parts that were made for it. */
export function holdsOnlyParts(type: string): boolean {
  return children.get(type) instanceof Set
}

/** Nodes that stand only in the nodes made for them. */
const parts: ReadonlySet<string> = new Set(
  'listItem taskItem blockTaskItem decisionItem tableRow tableCell tableHeader layoutColumn media caption'.split(
    ' ',
  ),
)

/** Something that keeps a value from being an ADF document, with the way to it through the JSON. */
export interface Fault {
  readonly text: string
  /** What to do about it. */
  readonly hint?: string
  readonly path: JsonPath
}

/** More of them help nobody. */
const MOST_FAULTS = 100

/** Why a value is no ADF document: all that is wrong with it, in no order; empty when it is one. */
export function faultsOf(value: Json): readonly Fault[] {
  const hint = 'a document is {"type": "doc", "version": 1, "content": [ … ]}'
  const about = (text: string, ...path: readonly string[]): readonly Fault[] => [{ text, hint, path }]
  if (!isRecord(value)) return about('The document must be an object with "type": "doc"')
  if (value['type'] !== 'doc')
    return about(`The document must have "type": "doc", not ${show(value['type'])}`, 'type')
  if (value['version'] !== 1)
    return about(`The document must have "version": 1, not ${show(value['version'])}`, 'version')
  if (!Array.isArray(value['content'])) return about('The document must have a list "content"', 'content')
  return faultsInside(value)
}

/** The value as a document, when `faultsOf` finds nothing. */
export function asDocument(value: Json): AdfDocument {
  return value as unknown as AdfDocument
}

type JsonObject = { readonly [key: string]: Json }

/** A node on the way down, with the one it stands in. */
interface Step {
  readonly node: JsonObject
  readonly path: string
  readonly depth: number
  readonly index: number
  readonly parent: Step | undefined
}

function faultsInside(root: JsonObject): readonly Fault[] {
  const open: Step[] = [{ node: root, path: 'doc', depth: 0, index: 0, parent: undefined }]
  const faults: Fault[] = []
  let nodes = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, path, depth } = next
    if (++nodes > limits.nodes)
      return [{ text: `The document has more than ${limits.nodes} nodes`, path: jsonPath(next) }]
    if (depth > limits.depth) {
      const text = `The document is nested deeper than ${limits.depth} nodes at ${path.slice(0, 200)}`
      return [...faults, { text, path: jsonPath(next) }]
    }
    const content = (node['content'] ?? []) as readonly Json[]
    for (let index = content.length - 1; index >= 0; index--) {
      const child = content[index]
      const where = `${path} › ${index}`
      const step = { node: child as JsonObject, path: where, depth: depth + 1, index, parent: next }
      const text = faultOfChild(child, String(node['type']), where)
      if (text === undefined) open.push({ ...step, path: `${where} ${String(step.node['type'])}` })
      else if (
        faults.push({ text, hint: hintFor(child, String(node['type'])), path: jsonPath(step) }) >= MOST_FAULTS
      )
        return faults
    }
  }
  return faults
}

/** What may stand where a node must not, or what the node lacks. */
function hintFor(child: Json | undefined, parent: string): string | undefined {
  if (!isRecord(child) || typeof child['type'] !== 'string') return 'a node is {"type": "paragraph", …}'
  const { type } = child
  if (type === 'text') return 'leave out text nodes that say nothing'
  if (type === 'heading' && !isLevel(child['attrs'])) return 'give it "attrs": {"level": 2}'
  const allowed = children.get(parent)
  if (allowed === 'none') return `${parent} holds nothing`
  if (allowed === 'text') return `${parent} holds text only`
  if (allowed === 'inline') return `${parent} holds what stands in a line: text, mention, status and the like`
  return allowed === undefined ? undefined : `${parent} holds ${[...allowed].join(', ')}`
}

function jsonPath(step: Step): JsonPath {
  const path: (string | number)[] = []
  for (let at = step; at.parent !== undefined; at = at.parent) path.unshift('content', at.index)
  return path
}

function faultOfChild(child: Json | undefined, parent: string, where: string): string | undefined {
  if (!isRecord(child)) return `A node must be an object (${where})`
  const { type, attrs, content, marks, text } = child
  if (typeof type !== 'string' || type === '') return `A node must have a "type" (${where})`
  if (attrs !== undefined && !isRecord(attrs)) return `"attrs" of ${type} must be an object (${where})`
  if (content !== undefined && !Array.isArray(content))
    return `"content" of ${type} must be a list (${where})`
  if (marks !== undefined && !isMarks(marks))
    return `"marks" of ${type} must be a list of marks with a "type" (${where})`
  if (type === 'text' && (typeof text !== 'string' || text === ''))
    return `A text node must have a "text" (${where})`
  if (type === 'doc') return `A document cannot stand in another node (${where})`
  if (type === 'heading' && !isLevel(attrs)) return `A heading must have a "level" from 1 to 6 (${where})`
  return faultOfPlace(type, parent, where)
}

function faultOfPlace(type: string, parent: string, where: string): string | undefined {
  const allowed = children.get(parent)
  const fault = `${type} cannot stand in ${parent} (${where})`
  if (allowed === 'none' || (allowed === 'text' && type !== 'text')) return fault
  if (allowed === 'inline') return isBlock(type) ? fault : undefined
  if (allowed instanceof Set) return allowed.has(type) || !isKnown(type) ? undefined : fault
  return parts.has(type) && allowed === undefined && children.has(parent) ? fault : undefined
}

/** Types that are blocks for certain; those that this version of the schema does not have may be anything. */
function isBlock(type: string): boolean {
  return isKnown(type) && !inlineTypes.has(type)
}

function isKnown(type: string): boolean {
  return inlineTypes.has(type) || parts.has(type) || children.has(type) || blocks.has(type)
}

const blocks: ReadonlySet<string> = new Set(
  (
    'blockquote panel expand nestedExpand blockCard embedCard extension bodiedExtension multiBodiedExtension ' +
    'syncBlock bodiedSyncBlock'
  ).split(' '),
)

function isLevel(attrs: Json | undefined): boolean {
  const level = isRecord(attrs) ? attrs['level'] : undefined
  return typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 6
}

function isMarks(marks: Json): boolean {
  if (!Array.isArray(marks) || marks.length > limits.marks) return false
  return marks.every(
    (mark: Json) => isRecord(mark) && typeof mark['type'] === 'string' && isAttrs(mark['attrs']),
  )
}

function isAttrs(attrs: Json | undefined): boolean {
  return attrs === undefined || isRecord(attrs)
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : (JSON.stringify(value) ?? '').slice(0, 40)
}
