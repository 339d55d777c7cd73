/** Macros in Markdown: `<!--cf:name k="v"-->…<!--/cf:name-->`, alerts, boxes and code languages. */
import { macroFacts } from '../../macro-facts.ts'
import type { Macro, Node, Parameter } from '../../tree.ts'
import { isAttributeName, readPairs } from './tags.ts'

/** What the opening comment of a macro says. */
export interface MacroCall {
  readonly name: string
  readonly pairs: readonly (readonly [string, string])[]
  /** `/-->`: there is no closing comment. */
  readonly isEmpty: boolean
}

/** Alerts of GFM, and the macros that show their colours. */
export const alertMacros: ReadonlyMap<string, string> = new Map([
  ['NOTE', 'info'],
  ['IMPORTANT', 'info'],
  ['TIP', 'tip'],
  ['WARNING', 'note'],
  ['CAUTION', 'warning'],
])

/** Macros, and the alert that is written for them. */
export const macroAlerts: ReadonlyMap<string, string> = new Map([
  ['info', 'NOTE'],
  ['tip', 'TIP'],
  ['note', 'WARNING'],
  ['warning', 'CAUTION'],
])

/** Names of boxes (`:::name`, `!!! name`) that are not the names of macros. */
export const boxNames: ReadonlyMap<string, string> = new Map([
  ['abstract', 'info'],
  ['summary', 'info'],
  ['important', 'info'],
  ['hint', 'tip'],
  ['success', 'tip'],
  ['attention', 'note'],
  ['caution', 'warning'],
  ['danger', 'warning'],
  ['error', 'warning'],
  ['failure', 'warning'],
  ['bug', 'warning'],
  ['question', 'info'],
  ['example', 'info'],
  ['details', 'expand'],
])

/** Names of languages as Markdown has them, and the names that the code macro knows. */
export const languageNames: ReadonlyMap<string, string> = new Map([
  ['actionscript', 'actionscript3'],
  ['as3', 'actionscript3'],
  ['c++', 'cpp'],
  ['console', 'bash'],
  ['cs', 'csharp'],
  ['c#', 'csharp'],
  ['erl', 'erlang'],
  ['golang', 'go'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['md', 'markdown'],
  ['plaintext', 'text'],
  ['ps1', 'powershell'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['sh', 'bash'],
  ['shell', 'bash'],
  ['ts', 'typescript'],
  ['txt', 'text'],
  ['vbnet', 'vb'],
  ['yml', 'yaml'],
  ['zsh', 'bash'],
])

/** Reads what stands behind `cf:` in a comment. */
export function openMacro(text: string): MacroCall {
  const trimmed = text.trimEnd()
  const isEmpty = trimmed.endsWith('/')
  const [, name = '', rest = ''] =
    /^\s*([^\s"=/]+)([\s\S]*)$/.exec(isEmpty ? trimmed.slice(0, -1) : trimmed) ?? []
  return { name, pairs: readPairs(rest), isEmpty }
}

/** The macro of a call; `children` is what stood between its comments, when it was closed. */
export function closeMacro(call: MacroCall, children: readonly Node[] | undefined, isBlock: boolean): Node {
  const said = new Map(call.pairs.filter(([name]) => name.startsWith('@')))
  const parameters: Parameter[] = call.pairs
    .filter(([name]) => !name.startsWith('@'))
    .map(([name, text]) => ({ name, text }))
  const body = readBody(call.name, said.get('@body'), children)
  const attributes = [...said]
    .map(([name, value]) => [name.slice(1), value] as const)
    .filter(([name]) => !ownNames.has(name) && isAttributeName(name))
  const id = said.get('@macro-id')
  const schemaVersion = said.get('@schema-version')
  const macro: Macro = {
    type: 'macro',
    name: call.name,
    ...(id !== undefined && { id }),
    ...(schemaVersion !== undefined && { schemaVersion }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    parameters,
    body,
  }
  const isInline = macroFacts.get(call.name)?.place === 'inline'
  return isBlock && isInline && body.kind === 'none' ? { type: 'paragraph', children: [macro] } : macro
}

const ownNames: ReadonlySet<string> = new Set(['body', 'macro-id', 'schema-version'])

/** A macro without a body may enclose what is shown where macros are not known: that is no part of it. */
function readBody(
  name: string,
  said: string | undefined,
  children: readonly Node[] | undefined,
): Macro['body'] {
  if (children === undefined) return said === 'rich' ? { kind: 'rich', children: [] } : { kind: 'none' }
  const kind = said ?? macroFacts.get(name)?.body ?? (children.length === 0 ? 'none' : 'rich')
  if (kind === 'none') return { kind: 'none' }
  if (kind === 'rich') return { kind: 'rich', children }
  const [only, ...more] = children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  if (only?.type === 'macro' && only.body.kind === 'plain' && more.length === 0) return only.body
  return { kind: 'plain', text: children.map(textOf).join('') }
}

function textOf(node: Node): string {
  if (node.type === 'text' || node.type === 'characterData') return node.value
  if (node.type === 'lineBreak') return '\n'
  return 'children' in node ? node.children.map(textOf).join('') : ''
}
