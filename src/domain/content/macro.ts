import { createHash } from 'node:crypto'
import { notFound } from '../../base/errors.ts'
import { readStorage } from '../../document/formats.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import type { Macro } from '../../document/tree.ts'
import { findAll } from '../../document/visit.ts'
import type { Context } from '../context.ts'
import { readContent } from './read.ts'
import { bodiesOf } from './rows.ts'

/** A macro as a version of a content calls it. */
export interface MacroCall {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  /** Its body alone, and the whole call; both in storage format. */
  readonly body: string
  readonly storage: string
}

/** The macro of this id, or with a body of this hash, in a version of a content; version 0 is the current one. */
export async function readMacro(
  ctx: Context,
  contentId: number,
  version: number,
  by: { readonly id: string } | { readonly hash: string },
): Promise<MacroCall> {
  const content = await readContent(ctx, contentId, version > 0 ? { version } : {})
  const { tree } = readStorage((await bodiesOf(ctx.db, [content])).get(content.id) ?? '')
  const macro = findAll(tree.children, 'macro').find((one) =>
    'id' in by ? one.id === by.id : hashOf(bodyOf(one)) === by.hash.toLowerCase(),
  )
  if (macro === undefined) {
    throw notFound(`Content ${contentId} has no such macro in version ${content.version}.`)
  }
  return {
    name: macro.name,
    parameters: Object.fromEntries(macro.parameters.map((one) => [one.name, one.text])),
    body: bodyOf(macro),
    storage: writeNodes([macro]),
  }
}

function bodyOf({ body }: Macro): string {
  if (body.kind === 'none') return ''
  return body.kind === 'plain' ? body.text : writeNodes(body.children)
}

/** MD5, which tells bodies apart and protects nothing: the vendor's choice, which clients compute themselves. */
function hashOf(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
