import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { authorize, authorizeInSpace } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSpaceById } from '../space/read.ts'
import { replant } from './ancestors.ts'
import type { Content } from './content.ts'
import { refuseDuplicate } from './create.ts'
import { linksFollow } from './relink.ts'
import { readContent } from './read.ts'
import { listContents, lockContent, lockTree, setPosition, updateContent } from './rows.ts'
import { authorizeDescendants, moveWithDescendants } from './update.ts'

/** Where a page goes: beside another page, or below it. */
export type MovePosition = 'before' | 'after' | 'append'

/** Move a page, with everything below it, beside or below another one, in the same or in another space. No version is made. */
export async function movePage(
  ctx: Context,
  id: number,
  position: MovePosition,
  targetId: number,
): Promise<void> {
  const page = await pageAt(ctx, id)
  const target = await pageAt(ctx, targetId)
  if (id === targetId) throw new AppError('bad-request', 'A page cannot be moved beside or below itself.')
  const space = await readSpaceById(ctx, target.spaceId)
  if (space.id === page.spaceId) await authorize(ctx, 'update', page)
  else {
    await authorizeInSpace(ctx, 'create-page', space)
    await authorize(ctx, 'remove', page)
  }
  await transact(ctx, async (ctx) => {
    const { engine } = ctx.app.database
    await lockTree(ctx.db, engine, 'changing')
    const before = await lockContent(ctx.db, engine, id)
    const beside = await lockContent(ctx.db, engine, targetId)
    if (before?.status !== 'current') throw contentNotFound(id)
    if (beside?.status !== 'current' || beside.spaceId !== space.id) throw contentNotFound(targetId)
    if (space.id !== before.spaceId) {
      await refuseDuplicate(ctx, space, before)
      await authorizeDescendants(ctx, before)
    }
    const parentId = position === 'append' ? beside.id : beside.parentId
    const after: Content = { ...before, parentId, spaceId: space.id, position: null }
    await updateContent(ctx.db, after)
    if (parentId !== before.parentId) await replant(ctx, before, parentId)
    if (after.spaceId !== before.spaceId) await moveWithDescendants(ctx, after)
    if (position !== 'append') await lineUp(ctx, after, beside, position)
    await emit(ctx, {
      type: 'page.moved',
      contentId: id,
      spaceId: after.spaceId,
      facts: { fromParent: before.parentId, fromSpace: before.spaceId },
    })
    await linksFollow(ctx, before, { ...after, updatedAt: now(ctx) })
  })
}

/** Number the siblings up to the page that moved; whoever has no number comes after them, by title. */
async function lineUp(
  ctx: Context,
  page: Content,
  beside: Content,
  position: 'before' | 'after',
): Promise<void> {
  const siblings = await listContents(
    ctx.db,
    { kinds: ['page'], statuses: ['current'], spaceIds: [page.spaceId], parentId: page.parentId },
    (e) => e.lit(true),
    'position',
    { limit: limits.siblings },
  )
  const line = siblings.filter((one) => one.id !== page.id)
  const at = line.findIndex((one) => one.id === beside.id) + (position === 'after' ? 1 : 0)
  line.splice(at, 0, page)
  for (const [number, one] of line.entries()) {
    const isAfter = number > at && one.position === null
    if (!isAfter && one.position !== number) await setPosition(ctx.db, one.id, number)
  }
}

async function pageAt(ctx: Context, id: number): Promise<Content> {
  const page = await readContent(ctx, id, { statuses: ['current'] })
  if (page.kind === 'page') return page
  throw new AppError('bad-request', `Only pages are moved; content ${id} is a ${page.kind}.`)
}
