import type { Page } from '../../base/page.ts'
import type { Context } from '../context.ts'
import type { Content } from '../content/content.ts'
import { listContent, type ListSlice } from '../content/read.ts'
import { purgeTrashed } from '../content/trash.ts'
import { authorizeInSpace } from '../access/policy.ts'
import { readSpace } from './read.ts'

const TRASHED = { statuses: ['trashed'] } as const

/** What lies in the trash of a space, for those who administer it. */
export async function listTrash(
  ctx: Context,
  key: string,
  order: 'id' | '-id',
  slice: ListSlice,
): Promise<Page<Content>> {
  const space = await readSpace(ctx, key)
  await authorizeInSpace(ctx, 'administer', space)
  return listContent(ctx, { ...TRASHED, spaceIds: [space.id] }, order, slice)
}

/** Remove for good all that lies in the trash of a space, as far as the actor may see it. */
export async function emptyTrash(ctx: Context, key: string): Promise<void> {
  const space = await readSpace(ctx, key)
  await authorizeInSpace(ctx, 'administer', space)
  for (let more = true; more;) {
    const page = await listContent(ctx, { ...TRASHED, spaceIds: [space.id] }, 'id', { limit: 100 })
    for (const content of page.items) await purgeTrashed(ctx, content)
    more = page.more
  }
}
