import { escapeAttribute, escapeText } from '../../base/xml/write.ts'
import { macroFacts } from '../../document/macro-facts.ts'
import type { Context } from '../context.ts'
import { convertBody } from './body.ts'

/** A macro as an editor asks about it, before it stands anywhere. */
export interface MacroCall {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  /** Text, or the editor's HTML where the macro has a rich body. */
  readonly body: string
  /** The content in which it is to stand; absent: in none. */
  readonly contentId?: number
}

/** What a macro shows (`view`), or how an editor holds it (`editor`). */
export async function renderMacro(ctx: Context, call: MacroCall, to: 'view' | 'editor'): Promise<string> {
  const place = call.contentId === undefined ? {} : { contentId: call.contentId }
  return convertBody(ctx, { value: await storageOf(ctx, call), from: 'storage', to, ...place })
}

async function storageOf(ctx: Context, { name, parameters, body }: MacroCall): Promise<string> {
  const written = Object.entries(parameters).map(
    ([key, value]) => `<ac:parameter ac:name="${escapeAttribute(key)}">${escapeText(value)}</ac:parameter>`,
  )
  const inside = await bodyOf(ctx, name, body)
  return `<ac:structured-macro ac:name="${escapeAttribute(name)}">${written.join('')}${inside}</ac:structured-macro>`
}

async function bodyOf(ctx: Context, name: string, body: string): Promise<string> {
  const kind = macroFacts.get(name)?.body ?? (body === '' ? 'none' : 'rich')
  if (kind === 'none') return ''
  if (kind === 'plain') {
    return `<ac:plain-text-body><![CDATA[${body.replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body>`
  }
  const rich = await convertBody(ctx, { value: body, from: 'editor', to: 'storage' })
  return `<ac:rich-text-body>${rich}</ac:rich-text-body>`
}
