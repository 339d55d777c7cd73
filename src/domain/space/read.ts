import { type Page, toPage } from '../../base/page.ts'
import { actorId, scopeOf } from '../access/actor.ts'
import { canInSpace } from '../access/policy.ts'
import { spaceNotFound } from '../access/refusals.ts'
import { visible, visibleSpaces } from '../access/visible.ts'
import { readContents } from '../content/read.ts'
import { type Context, remembered } from '../context.ts'
import { findSpaceByKey, findSpaces, listSpaceRows, type SpaceFilter, type SpaceOrder } from './rows.ts'

import type { Space } from './space.ts'

export { type SpaceFilter, type SpaceOrder, spaceOrderKey } from './rows.ts'

/** A space by its key. `not-found` for one that the actor may not see, in the same words as for none. */
export async function readSpace(ctx: Context, key: string): Promise<Space> {
  const space = await remembered(ctx, `space-key ${key}`, () => findSpaceByKey(ctx.db, key))
  if (space === undefined || !(await canInSpace(ctx, 'view', space.id))) throw spaceNotFound(key)
  return space
}

/** A space by its id; refusals as in `readSpace`. */
export async function readSpaceById(ctx: Context, id: number): Promise<Space> {
  const space = (await spacesById(ctx, [id])).get(id)
  if (space === undefined || !(await canInSpace(ctx, 'view', id))) throw spaceNotFound(String(id))
  return space
}

/** Spaces that the actor may see. */
export async function listSpaces(
  ctx: Context,
  filter: SpaceFilter,
  order: SpaceOrder,
  slice: {
    readonly offset?: number
    readonly limit: number
    readonly after?: { key: string | number; id: number }
  },
): Promise<Page<Space>> {
  return toPage(
    await listSpaceRows(ctx.db, filter, visibleSpaces(ctx), visible(ctx), order, slice),
    slice.limit,
  )
}

/** Ids of the home pages of these spaces by the id of the space, as far as the actor may read them. */
export async function homepagesOf(ctx: Context, spaces: readonly Space[]): Promise<Map<number, number>> {
  const ids = [...new Set(spaces.flatMap(({ homepageId }) => homepageId ?? []))]
  const [only] = ids
  if (only === undefined) return new Map()
  const read = async () => new Set((await readContents(ctx, ids)).map(({ id }) => id))
  // Every content that is shown with its space passes here.
  const asker = `${actorId(ctx.actor) ?? ctx.actor.kind} ${JSON.stringify(scopeOf(ctx.actor) ?? '')}`
  const seen = await (ids.length === 1 ? remembered(ctx, `home ${only} ${asker}`, read) : read())
  return new Map(
    spaces.flatMap(({ id, homepageId }) =>
      homepageId !== null && seen.has(homepageId) ? [[id, homepageId] as const] : [],
    ),
  )
}

/** Spaces by id, unchecked: for showing the space of content that the actor may read. */
export async function spacesById(ctx: Context, ids: Iterable<number>): Promise<Map<number, Space>> {
  const wanted = [...new Set(ids)]
  const found = new Map<number, Space>()
  const unknown = wanted.filter((id) => {
    const space = ctx.inTransaction ? undefined : ctx.app.memo.peek<Space>(`space ${id}`)
    if (space !== undefined) found.set(id, space)
    return space === undefined
  })
  if (unknown.length === 0) return found
  for (const space of await findSpaces(ctx.db, unknown)) {
    found.set(space.id, await remembered(ctx, `space ${space.id}`, async () => space))
  }
  return found
}
