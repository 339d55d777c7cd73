import { AppError, notFound } from '../../base/errors.ts'
import { authorizeGlobally } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { readUser } from '../user/user.ts'
import { createSpace } from './create.ts'
import { findSpaceByKey } from './rows.ts'
import type { Space } from './space.ts'

/** Create the personal space of a user, who holds every permission on it. For others only administrators do so. */
export async function createPersonalSpace(
  ctx: Context,
  username: string,
  input: { readonly description?: string | undefined; readonly isPrivate?: boolean | undefined },
): Promise<Space> {
  const isOwn = ctx.actor.kind === 'user' && ctx.actor.username === username
  if (!isOwn) await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const user = await readUser(ctx, { username })
  if (user === undefined) throw notFound(`No user found with username : ${username}`)
  const key = `~${user.username}`
  if (await findSpaceByKey(ctx.db, key)) {
    throw new AppError('conflict', `The user ${user.username} has a personal space already.`)
  }
  return createSpace(ctx, {
    key,
    name: user.displayName,
    kind: 'personal',
    ownerId: user.id,
    ...(input.description === undefined ? {} : { description: input.description }),
    ...(input.isPrivate === undefined ? {} : { isPrivate: input.isPrivate }),
  })
}
