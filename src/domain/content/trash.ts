import { AppError } from '../../base/errors.ts'
import { actorId } from '../access/actor.ts'
import { authorize, authorizeInSpace } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { EventType } from '../event/event-type.ts'
import { spacesById } from '../space/read.ts'
import { replant } from './ancestors.ts'
import { type Content, familyOf } from './content.ts'
import { makeUnfindable } from './findable.ts'
import { prepareUnmarking } from './inline-comment.ts'
import { readContent } from './read.ts'
import {
  commentsBelow,
  deleteContent,
  findContents,
  heldIds,
  listContents,
  lockContent,
  lockTree,
  reparent,
  updateContent,
} from './rows.ts'

/**
 * Put a page, blog post or attachment into the trash; its direct children move up to its parent. Comments have
 * no trash and are removed, their answers move up likewise.
 */
export async function trashContent(ctx: Context, id: number): Promise<void> {
  const content = await readContent(ctx, id)
  await authorize(ctx, 'remove', content)
  if (content.kind === 'comment') return removeContent(ctx, content)
  await putAside(ctx, id, 'trashed')
}

/**
 * Put a content that may be removed into the trash, or a page into the archive. Its children move up to its parent,
 * but those that were put aside before it stay below it, so that a tree comes back as it was.
 */
export async function putAside(ctx: Context, id: number, status: 'trashed' | 'archived'): Promise<void> {
  const children = await childrenOf(ctx, id)
  await transact(
    ctx,
    async (ctx) => {
      const { engine } = ctx.app.database
      await lockTree(ctx.db, engine, 'changing')
      const before = await lockContent(ctx.db, engine, id)
      if (before === undefined || before.status === 'trashed') throw contentNotFound(id)
      for (const child of await childrenOf(ctx, id)) {
        await updateContent(ctx.db, { ...child, parentId: before.parentId })
        await replant(ctx, child, before.parentId)
      }
      await updateContent(ctx.db, { ...before, status, updatedAt: now(ctx), updatedBy: actorId(ctx.actor) })
      if (status === 'trashed') await makeUnfindable(ctx, id)
      await emit(ctx, { type: asideEvent(before, status), contentId: id, spaceId: before.spaceId })
    },
    4 + children.length,
  )
}

function asideEvent(content: Content, status: 'trashed' | 'archived'): EventType {
  if (status === 'trashed') return `${familyOf(content.kind)}.trashed`
  if (content.kind === 'page') return 'page.archived'
  throw new AppError('bad-request', `Only pages are archived; content ${content.id} is a ${content.kind}.`)
}

/** Remove for good what lies in the trash, or a draft. Needs the right to administer its space, except for own drafts. */
export async function purgeContent(ctx: Context, id: number): Promise<void> {
  const content = await readContent(ctx, id, { statuses: ['trashed', 'draft'] })
  if (content.status === 'draft') await authorize(ctx, 'remove', content)
  else await authorizePurge(ctx, content)
  await removeContent(ctx, content)
}

/** Remove for good one content of a trash whose emptying is permitted. */
export async function purgeTrashed(ctx: Context, content: Content): Promise<void> {
  const [now] = await findContents(ctx.db, [content.id])
  if (now?.status === 'trashed') await removeContent(ctx, now)
}

/** Remove an attachment or a comment at once, without the trash. */
export async function removeAtOnce(ctx: Context, id: number): Promise<void> {
  const content = await readContent(ctx, id)
  await authorize(ctx, 'remove', content)
  await removeContent(ctx, content)
}

async function authorizePurge(ctx: Context, content: Content): Promise<void> {
  const space = (await spacesById(ctx, [content.spaceId])).get(content.spaceId)
  if (space === undefined) throw contentNotFound(content.id)
  await authorize(ctx, 'remove', content)
  await authorizeInSpace(ctx, 'administer', space)
}

/** What was published or brought back since it was asked for stays: to remove that needs another right. */
async function removeContent(ctx: Context, content: Content): Promise<void> {
  const unmark = await prepareUnmarking(ctx, content)
  await transact(ctx, async (ctx) => {
    const before = await lockContent(ctx.db, ctx.app.database.engine, content.id)
    if (before?.status !== content.status) throw contentNotFound(content.id)
    for (const id of await heldIds(ctx.db, content.id)) {
      await makeUnfindable(ctx, id)
      await deleteContent(ctx.db, id)
    }
    await removeComments(ctx, before)
    await reparent(ctx.db, content.id, content.parentId)
    await unmark(ctx)
    await makeUnfindable(ctx, content.id)
    await deleteContent(ctx.db, content.id)
    await emit(ctx, {
      type: `${familyOf(content.kind)}.removed`,
      contentId: content.id,
      spaceId: content.spaceId,
      facts: { title: content.title },
    })
  })
}

/** What was said of a file or of custom content goes with it. */
async function removeComments(ctx: Context, content: Content): Promise<void> {
  if (content.kind === 'page' || content.kind === 'blogpost' || content.kind === 'comment') return
  for (const id of await commentsBelow(ctx.db, content.id)) {
    await makeUnfindable(ctx, id)
    await deleteContent(ctx.db, id)
  }
}

async function childrenOf(ctx: Context, id: number): Promise<Content[]> {
  return listContents(
    ctx.db,
    { parentId: id, kinds: ['page'], statuses: ['current', 'draft'] },
    (e) => e.lit(true),
    'id',
    {
      limit: MOST_CHILDREN,
    },
  )
}

/** More children than one transaction should move; a page that has them is refused. */
const MOST_CHILDREN = 10_000
