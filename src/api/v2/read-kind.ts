import { contentNotFound } from '../../domain/access/refusals.ts'
import { type Content, familyOf } from '../../domain/content/content.ts'
import { readContent, type ReadOptions } from '../../domain/content/read.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'

/** The kinds of content that have addresses of their own: all custom content has the same. */
export type Family = ReturnType<typeof familyOf>

/** A content of the kind that an address names; one of another kind is not found there. */
export async function readOfKind(
  api: ApiContext,
  kind: Family,
  id: string | number,
  options: ReadOptions = {},
): Promise<Content> {
  const found = await readContent(api.domain, parseContentId(id), options)
  if (familyOf(found.kind) !== kind) throw contentNotFound(id)
  return found
}
