/** What is readable storage format but probably not what its author meant. */
import { macroNamed } from './macros/index.ts'
import type { MacroDefinition, ParameterDefinition } from './macros/macro.ts'
import { treatmentOf } from './sanitize.ts'
import type { Macro, Node, Parameter } from './tree.ts'
import { walk } from './visit.ts'

/** Something doubtful, with where its node begins in the text that was read. */
export interface Doubt {
  readonly offset: number
  readonly text: string
  readonly hint?: string
}

/** A list longer than this helps nobody. */
const MOST = 1_000

/** The doubts about nodes that were read from storage, in the order of the document. */
export function doubtsAbout(nodes: readonly Node[]): readonly Doubt[] {
  const doubts: Doubt[] = []
  const tasks = new Set<string>()
  walk(nodes, (node) => {
    if (doubts.length >= MOST) return false
    for (const doubt of doubtsOf(node, tasks)) doubts.push({ ...doubt, offset: node.source?.start ?? 0 })
  })
  return doubts
}

type Said = Omit<Doubt, 'offset'>

function doubtsOf(node: Node, tasks: Set<string>): readonly Said[] {
  switch (node.type) {
    case 'macro':
      return macroDoubts(node)
    case 'task':
      return taskDoubts(node.id?.trim() ?? '', tasks)
    case 'element':
      return node.generated === true ? [] : elementDoubts(node.name)
    default:
      return []
  }
}

function taskDoubts(id: string, tasks: Set<string>): readonly Said[] {
  if (id === '') return [{ text: 'A task has no ac:task-id.', hint: 'tasks are told apart by their ids' }]
  if (tasks.has(id))
    return [{ text: `Two tasks have the id ${id}.`, hint: 'give each task an id of its own' }]
  tasks.add(id)
  return []
}

const UNREAD: Readonly<Record<string, string>> = {
  'ac:image': 'name one file or address in it: ri:attachment or ri:url',
  'ac:link': 'name one target in it, and one body',
  'ac:structured-macro': 'give it an ac:name',
  'ac:macro': 'give it an ac:name',
  'ac:emoticon': 'give it an ac:name',
  'ac:task': 'it holds ac:task-id, ac:task-status and ac:task-body, each once',
}

function elementDoubts(name: string): readonly Said[] {
  const hint = UNREAD[name]
  if (hint !== undefined) return [{ text: `<${name}> is not made as it should be, and is not shown.`, hint }]
  if (!name.includes(':') && treatmentOf(name) === 'nothing')
    return [{ text: `<${name}> is kept, but never shown.`, hint: 'pages show nothing that could run' }]
  return []
}

function macroDoubts(macro: Macro): readonly Said[] {
  const definition = macroNamed(macro.name)
  if (definition === undefined)
    return [{ text: `There is no macro "${macro.name}".`, hint: 'it is kept, and shown as a placeholder' }]
  return [...bodyDoubts(macro, definition), ...parameterDoubts(macro, definition)]
}

function bodyDoubts(macro: Macro, { body }: MacroDefinition): readonly Said[] {
  const has = macro.body.kind
  if (has === 'none' || body === 'none' || has === body) return []
  const wanted = body === 'rich' ? 'ac:rich-text-body' : 'ac:plain-text-body'
  return [{ text: `The macro "${macro.name}" has the other kind of body.`, hint: `its body is in ${wanted}` }]
}

function parameterDoubts(macro: Macro, { parameters }: MacroDefinition): readonly Said[] {
  const doubts: Said[] = []
  for (const [name, definition] of Object.entries(parameters)) {
    const given = macro.parameters.find((parameter) => parameter.name === name)
    const called = name === '' ? 'unnamed parameter' : `parameter "${name}"`
    const wrong = given === undefined ? undefined : whatIsWrong(given, definition)
    if (wrong !== undefined)
      doubts.push({ text: `The ${called} of the macro "${macro.name}" ${wrong.text}.`, hint: wrong.hint })
    else if (given === undefined && definition.required === true)
      doubts.push({ text: `The macro "${macro.name}" has no ${called}.`, hint: 'it cannot be shown without' })
  }
  return doubts
}

function whatIsWrong(
  given: Parameter,
  { type, values = [], multiple }: ParameterDefinition,
): Said | undefined {
  const text = given.text.trim()
  const isTyped =
    type === 'page' || type === 'attachment' || type === 'space' || type === 'user' || type === 'url'
  if (given.nodes !== undefined) return { text: `holds mark-up that names no ${isTyped ? type : 'value'}` }
  if (text === '') return isTyped && given.targets === undefined ? { text: `names no ${type}` } : undefined
  if (type === 'int' && !/^-?\d+(?:px|%)?$/.test(text)) return { text: 'is not a number' }
  if (type === 'boolean' && !/^(?:true|false)$/i.test(text)) return { text: 'is neither true nor false' }
  if (type !== 'enum' || values.length === 0) return undefined
  const wanted = new Set(values.map((value) => value.toLowerCase()))
  const isKnown = (value: string) => wanted.has(value.trim().toLowerCase())
  const all = multiple === true ? text.split(/[,;]/) : [text]
  return all.every(isKnown)
    ? undefined
    : { text: 'has a value that is not known', hint: `one of ${values.join(', ')}` }
}
