import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { setGuards } from '../access/rows.ts'
import { scopeOf } from '../access/actor.ts'
import { refuseEscape } from '../access/scope.ts'
import { type Context, remembered } from '../context.ts'
import type { Content } from './content.ts'
import {
  ancestorRows,
  deleteAncestorsAbove,
  descendantRows,
  insertAncestorLinks,
  insertAncestors,
} from './rows.ts'

/** Ids of the ancestors of each content, nearest first. */
export async function ancestorIdsOf(
  ctx: Context,
  contentIds: readonly number[],
): Promise<Map<number, number[]>> {
  const [only] = contentIds
  if (contentIds.length !== 1 || only === undefined) return ancestorRows(ctx.db, contentIds)
  return remembered(ctx, `ancestors ${only}`, () => ancestorRows(ctx.db, [only]))
}

/** The page above a page that the actor may read, as far as they may know of it: a token for a page tree reaches nothing above (rule 45). */
export function parentInSight(ctx: Context, { id, parentId }: Content): number | null {
  return scopeOf(ctx.actor)?.pageId === id ? null : parentId
}

/** Enter a new page below its parent. Inside the transaction that inserts it. */
export async function placeNew(ctx: Context, contentId: number, parentId: number | null): Promise<void> {
  const above = await aboveOf(ctx, parentId)
  refuseEscape(ctx.actor, above)
  if (above.length === 0) return
  refuseTooDeep(above.length + 1)
  await insertAncestors(ctx.db, contentId, above)
}

/**
 * Hang a page and everything below it under another parent (null: the top of the space). Inside the
 * transaction that moves it. Refuses a place below the page itself.
 */
export async function replant(ctx: Context, content: Content, parentId: number | null): Promise<void> {
  const above = await aboveOf(ctx, parentId)
  refuseEscape(ctx.actor, above)
  if (above.includes(content.id)) {
    throw new AppError('bad-request', 'A page cannot be moved below itself or one of its descendants.')
  }
  const subtree = [{ id: content.id, depth: 0 }, ...(await descendantRows(ctx.db, content.id))]
  refuseTooDeep(above.length + Math.max(...subtree.map((node) => node.depth)) + 1)
  for (const { id, depth } of subtree) await deleteAncestorsAbove(ctx.db, id, depth)
  await insertAncestorLinks(
    ctx.db,
    subtree.flatMap(({ id, depth }) =>
      above.map((ancestorId, i) => ({ contentId: id, ancestorId, depth: depth + i + 1 })),
    ),
  )
  await setGuards(ctx.db, content.id)
}

/** The pages that a page with this parent hangs below, nearest first. */
async function aboveOf(ctx: Context, parentId: number | null): Promise<number[]> {
  if (parentId === null) return []
  return [parentId, ...((await ancestorRows(ctx.db, [parentId])).get(parentId) ?? [])]
}

function refuseTooDeep(depth: number): void {
  if (depth <= limits.treeDepth) return
  throw new AppError('bad-request', `The page tree would be deeper than ${limits.treeDepth} levels.`)
}
