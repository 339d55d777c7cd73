import { limits } from '../../base/limits.ts'
import { removeSearchText } from '../../search/index.ts'
import { type Context, transact } from '../context.ts'
import { makeUnfindable } from '../content/findable.ts'
import { contentIdsOfSpace, countContentOfSpace, deleteContents } from '../content/rows.ts'
import { emit } from '../event/event.ts'
import { type LongTask, type Report, startLongTask, taskMessage } from '../long-task/long-task.ts'
import { authorizedSpace } from './administer.ts'
import { deleteSpace, findSpaces } from './rows.ts'
import type { Space } from './space.ts'

/** The kind of the long task that removes a space. */
export const SPACE_REMOVAL = 'space-removal'

interface Payload {
  readonly spaceId: number
}

/** Start to remove a space with everything in it, for good. Needs the right to administer it. */
export async function removeSpace(ctx: Context, key: string): Promise<LongTask> {
  const space = await authorizedSpace(ctx, key)
  const payload: Payload = { spaceId: space.id }
  return transact(ctx, (ctx) =>
    startLongTask(ctx, {
      kind: SPACE_REMOVAL,
      name: taskMessage('delete.space.task.name', `Removing the space ${space.key}`),
      payload,
    }),
  )
}

/**
 * Remove what is left of a space, piece by piece, and the space last: nothing in it outlives it. Whether it may be
 * was asked when the task was started.
 */
export async function runSpaceRemoval(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const { spaceId } = task.payload as Payload
  const [space] = await findSpaces(ctx.db, [spaceId])
  if (space === undefined) return
  const left = await countContentOfSpace(ctx.db, spaceId)
  let gone = 0
  for (let isGone = false; !isGone;) {
    const count = await removeSome(ctx, spaceId)
    gone += count
    if (count === 0) isGone = await removeEmpty(ctx, space)
    await report(
      (99 * gone) / Math.max(1, left, gone),
      isGone ? taskMessage('STATUS_DELETED_PAGES', `Removed ${gone} contents of ${space.key}`) : undefined,
    )
  }
}

async function removeSome(ctx: Context, spaceId: number): Promise<number> {
  return transact(ctx, async (ctx) => {
    const ids = await contentIdsOfSpace(ctx.db, spaceId, limits.removedAtOnce)
    for (const id of ids) await makeUnfindable(ctx, id)
    await deleteContents(ctx.db, ids)
    return ids.length
  })
}

/** False when somebody has written into the space meanwhile. */
async function removeEmpty(ctx: Context, { id: spaceId, key, name }: Space): Promise<boolean> {
  return transact(ctx, async (ctx) => {
    if ((await contentIdsOfSpace(ctx.db, spaceId, 1)).length > 0) return false
    await removeSearchText(ctx.db, ctx.app.database.engine, spaceId)
    await deleteSpace(ctx.db, spaceId)
    await emit(ctx, { type: 'space.removed', spaceId, facts: { key, name } })
    return true
  })
}
