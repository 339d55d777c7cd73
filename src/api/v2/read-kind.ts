import { contentNotFound } from '../../domain/access/refusals.ts'
import type { Content, ContentKind } from '../../domain/content/content.ts'
import { readContent, type ReadOptions } from '../../domain/content/read.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'

/** A content of the kind that an address names; one of another kind is not found there. */
export async function readOfKind(
  api: ApiContext,
  kind: ContentKind,
  id: string | number,
  options: ReadOptions = {},
): Promise<Content> {
  const found = await readContent(api.domain, parseContentId(id), options)
  if (found.kind !== kind) throw contentNotFound(id)
  return found
}
