/** The page that a macro starts from. */
import type { ContentSummary } from '../../env.ts'
import { type MacroCall, MacroProblem } from '../macro.ts'

/** The content a parameter names, else the one the document belongs to. */
export async function rootOf(call: MacroCall, ...names: readonly string[]): Promise<ContentSummary> {
  const [target] = call.targets(...names)
  if (target !== undefined && target.kind !== 'self') {
    const [resolved] = await call.env.resolve([target])
    if (resolved?.kind !== 'content') throw new MacroProblem('The page could not be found.')
    return resolved.content
  }
  if (call.env.content === undefined)
    throw new MacroProblem('The text that holds this macro belongs to no page.')
  return call.env.content
}
