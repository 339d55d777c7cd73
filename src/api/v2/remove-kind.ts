import { purgeContent, trashContent } from '../../domain/content/trash.ts'
import type { ApiContext } from '../flavour.ts'
import { type Family, readOfKind } from './read-kind.ts'

/** Put a content of this kind into the trash; with `purge` remove it from there; with `draft` discard a draft. */
export async function removeOfKind(
  api: ApiContext,
  kind: Family,
  id: string,
  { purge, draft }: { readonly purge?: boolean; readonly draft?: boolean },
): Promise<void> {
  const status = purge ? 'trashed' : draft ? 'draft' : 'current'
  const found = await readOfKind(api, kind, id, { statuses: [status] })
  await (purge || draft ? purgeContent(api.domain, found.id) : trashContent(api.domain, found.id))
}
