import { AppError } from '../../base/errors.ts'
import { actorId } from '../access/actor.ts'
import { restrictAll } from '../access/restrictions.ts'
import { type Context, transact } from '../context.ts'
import type { Content } from './content.ts'
import { type NewContent, prepareContent, writePrepared } from './create.ts'
import { lockTree } from './rows.ts'

/** Create a page or blog post that only its maker reads and updates, from its first moment on. Rule 20 holds for it. */
export async function createPrivately(ctx: Context, input: NewContent): Promise<Content> {
  const me = actorId(ctx.actor)
  if (me === null) throw new AppError('unauthenticated')
  const prepared = await prepareContent(ctx, input)
  const subjects = [{ kind: 'user', id: me } as const]
  const work = async (ctx: Context) => {
    await lockTree(ctx.db, ctx.app.database.engine, 'changing')
    const made = await writePrepared(ctx, prepared)
    await restrictAll(ctx, made, [
      { operation: 'read', subjects },
      { operation: 'update', subjects },
    ])
    return made
  }
  return transact(ctx, work, prepared.ids + 4)
}
