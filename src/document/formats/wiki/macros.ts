/** Macro calls, `{name:a=b}…{name}`, to nodes. */
import { macroFacts } from '../../macro-facts.ts'
import type { MacroFacts, ParameterTarget } from '../../macro-facts.ts'
import type { Macro, Node, Parameter } from '../../tree.ts'
import { carriesBlock, isCarriedName, readCarried } from './carry.ts'
import { colourStyle } from './colours.ts'
import type { Markup } from './markup.ts'
import { splitParameters, typedParameter } from './parameters.ts'
import type { Tag } from './tags.ts'

/** Whether the macro's content is read as blocks or as one run of inlines. */
export type Standing = 'block' | 'inline'

/** What is known of a macro, whatever the case of its name. */
export function factsOf(name: string): MacroFacts | undefined {
  return macroFacts.get(name) ?? macroFacts.get(name.toLowerCase())
}

/** What a parameter of the macro points at, when it points at something. */
export function targetKind(facts: MacroFacts | undefined, name: string): ParameterTarget | undefined {
  const { targets } = facts ?? {}
  return targets !== undefined && Object.hasOwn(targets, name) ? targets[name] : undefined
}

/** The nodes that a macro tag stands for. */
export function readMacro(markup: Markup, tag: Tag, standing: Standing, depth: number): readonly Node[] {
  markup.spend()
  const { body } = tag
  if (tag.name === 'storage') return readCarried(markup, tag, depth)
  if (body !== undefined && tag.name === 'quote') {
    return [{ type: 'quote', children: markup.blocks(body.start, body.end, depth) }]
  }
  if (body !== undefined && tag.name === 'color') return readColour(markup, tag, standing, depth)
  return [readCall(markup, tag, standing, depth)]
}

/** Whether a macro at the start of a line makes a block; `alone`: nothing stands behind it on its last line. */
export function startsBlock(markup: Markup, tag: Tag, alone: boolean): boolean {
  if (tag.name === 'storage') return alone && carriesBlock(tag)
  if (tag.name === 'quote') return tag.body !== undefined
  if (tag.name === 'color') return alone && spansLines(markup, tag)
  const facts = factsOf(tag.name)
  if (facts?.place === 'inline') return false
  if (facts?.place === 'block') return alone || tag.body !== undefined
  return alone && !/(?:^|\|)\s*atlassian-macro-output-type\s*=\s*INLINE\s*(?:\||$)/.test(tag.parameters)
}

/** Whether a macro in the middle of a line ends the paragraph before it. */
export function breaksLine(markup: Markup, tag: Tag): boolean {
  if (tag.body === undefined || tag.name === 'storage' || tag.name === 'color') return false
  if (tag.name === 'quote') return true
  const facts = factsOf(tag.name)
  return facts === undefined ? spansLines(markup, tag) : facts.place === 'block'
}

function spansLines({ text }: Markup, { body }: Tag): boolean {
  if (body === undefined) return false
  return text.slice(body.start, body.end).includes('\n')
}

function readCall(markup: Markup, tag: Tag, standing: Standing, depth: number): Macro {
  const facts = factsOf(tag.name)
  const { parameters, id, schemaVersion, attributes } = readParameters(tag.parameters, facts)
  return {
    type: 'macro',
    name: tag.name,
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    parameters,
    body: readBody(markup, tag, standing, depth),
  }
}

/** Names that begin with `@` are attributes of the macro's element, its id and version among them. */
function readParameters(
  text: string,
  facts: MacroFacts | undefined,
): { parameters: readonly Parameter[]; id?: string; schemaVersion?: string; attributes: [string, string][] } {
  const parameters = new Map<string, Parameter>()
  const attributes = new Map<string, string>()
  for (const { name, value } of splitParameters(text)) {
    if (name === undefined && parameters.has(facts?.unnamed ?? '')) continue
    const key = name ?? facts?.unnamed ?? ''
    if (key.startsWith('@') && isCarriedName(key.slice(1))) attributes.set(key.slice(1), value)
    else if (!parameters.has(key)) parameters.set(key, typedParameter(key, value, targetKind(facts, key)))
  }
  const id = attributes.get('macro-id')
  const schemaVersion = attributes.get('schema-version')
  attributes.delete('macro-id')
  attributes.delete('schema-version')
  return { parameters: [...parameters.values()], id, schemaVersion, attributes: [...attributes] }
}

function readBody(markup: Markup, { body }: Tag, standing: Standing, depth: number): Macro['body'] {
  if (body === undefined) return { kind: 'none' }
  if (body.kind === 'rich') {
    const read = standing === 'block' ? markup.blocks : markup.inlines
    return { kind: 'rich', children: read(body.start, body.end, depth) }
  }
  const { text } = markup
  const start = text.charAt(body.start) === '\n' ? body.start + 1 : body.start
  const end = body.end > start && text.charAt(body.end - 1) === '\n' ? body.end - 1 : body.end
  return { kind: 'plain', text: text.slice(start, Math.max(start, end)) }
}

/** `{color}` is no macro: it colours the text, in each of its blocks when it spans several. */
function readColour(
  markup: Markup,
  { parameters, body }: Tag,
  standing: Standing,
  depth: number,
): readonly Node[] {
  if (body === undefined) return []
  const style = colourStyle(splitParameters(parameters)[0]?.value ?? '')
  const children = markup[standing === 'block' ? 'blocks' : 'inlines'](body.start, body.end, depth)
  return style === undefined
    ? children
    : standing === 'block'
      ? colourBlocks(children, style)
      : [coloured(children, style)]
}

function coloured(children: readonly Node[], style: string): Node {
  return { type: 'span', attributes: { style }, children }
}

const textBlocks: ReadonlySet<Node['type']> = new Set(['paragraph', 'heading'])
const holders: ReadonlySet<Node['type']> = new Set(['list', 'table', 'tableSection', 'tableRow', 'quote'])
const inlineOrBlockHolders: ReadonlySet<Node['type']> = new Set(['listItem', 'tableCell'])
const blocks: ReadonlySet<Node['type']> = new Set([
  ...textBlocks,
  ...holders,
  'macro',
  'rule',
  'element',
  'layout',
])

function colourBlocks(nodes: readonly Node[], style: string): readonly Node[] {
  return nodes.map((node): Node => {
    if (!('children' in node)) return node
    if (textBlocks.has(node.type)) return { ...node, children: [coloured(node.children, style)] } as Node
    if (holders.has(node.type)) return { ...node, children: colourBlocks(node.children, style) } as Node
    if (inlineOrBlockHolders.has(node.type))
      return { ...node, children: colourFlow(node.children, style) } as Node
    return node
  })
}

function colourFlow(nodes: readonly Node[], style: string): readonly Node[] {
  const out: Node[] = []
  let run: Node[] = []
  const flush = (): void => {
    if (run.length > 0) out.push(coloured(run, style))
    run = []
  }
  for (const node of nodes) {
    if (blocks.has(node.type)) {
      flush()
      out.push(...colourBlocks([node], style))
    } else run.push(node)
  }
  flush()
  return out
}
