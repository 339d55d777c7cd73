/**
 * Prepares a tree for being shown: asks the wiki what its links are and lets macros make their output.
 *
 * Works level by level: all targets and macros of one level at once, then those that the outputs brought in. The tree
 * itself stays as it is; the answers lie beside it.
 */
import type { Dependence, Environment, Resolved } from './env.ts'
import type { RenderPurpose } from './format.ts'
import type { Expansion, MacroOutput } from './expansion.ts'
import { type OutlineEntry, outlineOf } from './headings.ts'
import { includeBody } from './include.ts'
import { documentLimits } from './limits.ts'
import { callOf } from './macros/call.ts'
import { macroNamed } from './macros/index.ts'
import { type Included, type MacroDefinition, MacroProblem } from './macros/macro.ts'
import { failure, unknownMacro } from './macros/shared/failure.ts'
import type { Document, Macro, Node, Target } from './tree.ts'
import { childrenOf, walk } from './visit.ts'

interface State {
  readonly env: Environment
  readonly purpose: RenderPurpose
  readonly readText: ReadText
  readonly document: Document
  readonly resolved: Map<Target, Resolved>
  readonly outputs: Map<Macro, MacroOutput>
  /** Lists of children that a level has gone through, so that bodies inside outputs are not gone through again. */
  readonly seen: Set<readonly Node[]>
  readonly late: { readonly macro: Macro; readonly definition: MacroDefinition; readonly trail: Trail }[]
  readonly ordinals: Map<string, number>
  /** Made once, when the first macro asks for it. */
  outline?: readonly OutlineEntry[]
  dependsOn: Dependence
  nodes: number
  /** Of text that macros have brought in. */
  characters: number
  /** Macros that were too much. */
  refused: number
}

/** How macros read what an author wrote in another format; they know none. */
export type ReadText = (format: 'editor' | 'markdown' | 'wiki', text: string) => readonly Node[]

/** Ids of the contents whose bodies brought a node in, outermost first. */
export type Trail = readonly string[]

/** Part of a level: nodes with the contents they came from. */
interface Part {
  readonly nodes: readonly Node[]
  readonly trail: Trail
}

/** Resolves and expands a document. Never rejects because of the document's content. */
export async function expand(
  document: Document,
  env: Environment,
  purpose: RenderPurpose,
  readText: ReadText,
): Promise<Expansion> {
  const state: State = {
    env,
    purpose,
    readText,
    document,
    resolved: new Map(),
    outputs: new Map(),
    seen: new Set(),
    late: [],
    ordinals: new Map(),
    dependsOn: 'nothing',
    nodes: 0,
    characters: 0,
    refused: 0,
  }
  const own = env.content === undefined ? [] : [env.content.id]
  let level: Part[] = [{ nodes: document.children, trail: own }]
  while (level.length > 0) level = await expandLevel(state, level)
  level = await expandAll(state, state.late)
  while (level.length > 0) level = await expandLevel(state, level)
  return { resolved: state.resolved, outputs: state.outputs, dependsOn: state.dependsOn }
}

interface Call {
  readonly macro: Macro
  readonly definition: MacroDefinition
  readonly trail: Trail
}

async function expandLevel(state: State, level: readonly Part[]): Promise<Part[]> {
  const targets: Target[] = []
  const calls: Call[] = []
  for (const part of level) collect(state, part, targets, calls)
  if (targets.length > 0) await resolveAll(state, targets)
  return expandAll(state, calls)
}

/** Walks one part, noting what is to be asked; unknown macros are answered at once. */
function collect(state: State, part: Part, targets: Target[], calls: Call[]): void {
  const stack: (readonly Node[])[] = [part.nodes]
  for (let nodes = stack.pop(); nodes !== undefined; nodes = stack.pop()) {
    if (nodes.length === 0 || state.seen.has(nodes)) continue
    state.seen.add(nodes)
    state.nodes += nodes.length
    for (const node of nodes) {
      if (node.type === 'link' || node.type === 'image') targets.push(node.target)
      else if (node.type === 'macro' && state.purpose !== 'editor')
        collectMacro(state, node, part.trail, calls)
      // How a date is marked depends on the day it is shown.
      else if (node.type === 'date') depend(state, 'wiki')
      const inside = childrenOf(node)
      if (inside.length > 0) stack.push(inside)
    }
  }
}

function collectMacro(state: State, macro: Macro, trail: Trail, calls: Call[]): void {
  if (state.outputs.has(macro)) return
  const definition = macroNamed(macro.name)
  if (definition === undefined) {
    state.outputs.set(macro, unknownMacro(macro, state.env))
    return
  }
  const tooMany = state.outputs.size + calls.length >= documentLimits.macroCount
  if (tooMany || isFull(state)) {
    state.outputs.set(macro, tooMuch(state, macro, definition))
    return
  }
  if (definition.late === true) state.late.push({ macro, definition, trail })
  else calls.push({ macro, definition, trail })
  // Marks the macro as taken; the real output replaces this when it is made.
  state.outputs.set(macro, { nodes: [], inline: false, outcome: 'shown', showsBody: false })
}

function tooMuch(state: State, macro: Macro, definition: MacroDefinition): MacroOutput {
  const inline = definition.output === 'inline'
  if (++state.refused > documentLimits.refusedMacros)
    return { nodes: [], inline, outcome: 'failed', showsBody: false }
  return failure(macro, definition, 'This page has too many macros, or they bring in too much.')
}

function isFull({ nodes, characters }: State): boolean {
  return nodes > documentLimits.expandedNodes || characters > documentLimits.expandedCharacters
}

/** Counts what a macro made, its own body excepted. */
function count(state: State, made: readonly Node[], macro: Macro): void {
  walk(made, (node) => {
    state.nodes++
    if (node.type === 'text') state.characters += node.value.length
    else if (node.type === 'macro' && node.body.kind === 'plain') state.characters += node.body.text.length
    return !('children' in node) || macro.body.kind !== 'rich' || node.children !== macro.body.children
  })
}

async function resolveAll(state: State, targets: readonly Target[]): Promise<void> {
  const asked = targets.filter((target) => target.kind !== 'url' && !state.resolved.has(target))
  if (asked.length === 0) return
  const answers = await state.env.resolve(asked)
  for (const [index, target] of asked.entries())
    state.resolved.set(target, answers[index] ?? { kind: 'missing' })
  depend(state, 'reader')
}

/** Lets the macros make their output, a few at a time; gives back what the outputs bring in. */
async function expandAll(state: State, calls: readonly Call[]): Promise<Part[]> {
  const made: Made[] = []
  for (let i = 0; i < calls.length; i += documentLimits.macrosAtOnce) {
    const some = calls.slice(i, i + documentLimits.macrosAtOnce)
    made.push(...(await Promise.all(some.map((call) => expandOne(state, call)))))
  }
  return made.map(({ macro, output, trail }) => {
    state.outputs.set(macro, output)
    return { nodes: output.nodes, trail }
  })
}

interface Made {
  readonly macro: Macro
  readonly output: MacroOutput
  readonly trail: Trail
}

async function expandOne(state: State, { macro, definition, trail }: Call): Promise<Made> {
  const ordinal = (state.ordinals.get(macro.name) ?? 0) + 1
  state.ordinals.set(macro.name, ordinal)
  depend(state, definition.dependsOn)
  const innerTrail = [...trail]
  const include = async (target: Target): Promise<Included> => {
    const { included, contentId } = await includeBody(state.env, target, trail)
    if (contentId !== undefined) innerTrail.push(contentId)
    return included
  }
  const outline = () => (state.outline ??= outlineOf(shownNodes(state), state.env.content?.title ?? ''))
  try {
    const call = callOf({
      ...state,
      purpose: state.purpose === 'export' ? 'export' : 'view',
      macro,
      definition,
      ordinal,
      include,
      outline,
    })
    if (isFull(state)) return { macro, output: tooMuch(state, macro, definition), trail }
    const made = definition.expand(call)
    // What is made at once counts at once, before the next macro makes more.
    const nodes = made instanceof Promise ? await made : made
    count(state, nodes, macro)
    if (isFull(state)) return { macro, output: tooMuch(state, macro, definition), trail }
    const inline = isInline(macro, definition)
    return {
      macro,
      output: { nodes, inline, outcome: 'shown', showsBody: showsBody(nodes, macro) },
      trail: innerTrail,
    }
  } catch (error) {
    // What a macro says about its call is for the reader; anything else is ours and stays unsaid.
    const reason = error instanceof MacroProblem ? error.message : 'The macro failed.'
    return { macro, output: failure(macro, definition, reason), trail }
  }
}

function isInline(macro: Macro, definition: MacroDefinition): boolean {
  if (definition.output !== 'either') return definition.output === 'inline'
  return macro.parameters.some(
    ({ name, text }) => name === 'atlassian-macro-output-type' && text === 'INLINE',
  )
}

/** Whether the body of the macro stands somewhere in its output. */
function showsBody(nodes: readonly Node[], macro: Macro): boolean {
  if (macro.body.kind === 'none') return true
  const { body } = macro
  const stack = [...nodes]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'element' && node.attributes?.['data-macro-body'] === body.kind) return true
    if (body.kind === 'rich' && node.type === 'document' && node.children === body.children) return true
    // The body is never looked into: only what the macro itself made counts.
    if (node.type === 'document' || (node.type === 'element' && node.generated)) stack.push(...node.children)
  }
  return false
}

/** The document with outputs in the place of macros, for the outline. */
function shownNodes(state: State): readonly Node[] {
  const late = new Set(state.late.map(({ macro }) => macro))
  const put = (nodes: readonly Node[], depth: number): readonly Node[] =>
    nodes.flatMap((node): readonly Node[] => {
      if (depth > documentLimits.elementDepth) return []
      if (node.type === 'heading') return [node]
      // A late macro has no output yet; of its body the headings will show.
      if (node.type === 'macro' && !late.has(node)) {
        return put(state.outputs.get(node)?.nodes ?? [], depth + 1)
      }
      return put(childrenOf(node), depth + 1)
    })
  return put(state.document.children, 0)
}

const ORDER: readonly Dependence[] = ['nothing', 'wiki', 'reader']

function depend(state: State, on: Dependence): void {
  if (ORDER.indexOf(on) > ORDER.indexOf(state.dependsOn)) state.dependsOn = on
}
