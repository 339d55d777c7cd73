import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { verifyPassword } from '../../base/password.ts'
import { actorId } from '../access/actor.ts'
import { authorizeAccount } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { forgive, ownAttempt, takeTry } from '../credential/attempts.ts'
import { isSameAddress, type UserDetails, writeDetails } from './administer.ts'
import { findPasswordHash } from './rows.ts'
import { setPassword, type User, usersById } from './user.ts'

/**
 * Change one's own name or address; the current password proves that it is oneself. Where people get the account that has
 * their address, nobody gives themselves that of another, who would be let in to their account then.
 */
export async function changeOwnDetails(
  ctx: Context,
  currentPassword: string,
  details: UserDetails,
): Promise<void> {
  const user = await proveOneself(ctx, currentPassword)
  const { email = user.email } = details
  if (ctx.app.matchesEmail && !isSameAddress(email, user.email)) {
    throw new AppError(
      'forbidden',
      'People sign in by their e-mail address here, so administrators change addresses.',
    )
  }
  await writeDetails(ctx, user, details)
}

/** Change one's own password, which ends all sessions; the current one proves that it is oneself. */
export async function changeOwnPassword(
  ctx: Context,
  currentPassword: string,
  password: string,
): Promise<void> {
  await setPassword(ctx, (await proveOneself(ctx, currentPassword)).id, password)
}

/**
 * Who asks, once the password has shown it. Who has none, since they sign in elsewhere, has shown all they can. Tries are
 * counted: whoever has somebody's session must not find out their password with it.
 */
export async function proveOneself(ctx: Context, password: string): Promise<User> {
  const id = actorId(ctx.actor)
  const user = id === null ? undefined : (await usersById(ctx, [id])).get(id)
  if (user === undefined) throw new AppError('unauthenticated')
  await authorizeAccount(ctx, user.id)
  const stored = await findPasswordHash(ctx.db, user.id)
  if (stored === '') return user
  const tally = ownAttempt('own password', user.id)
  if (!(await takeTry(ctx, tally))) throw new AppError('forbidden', 'Too many attempts: try again later.')
  if (password.length <= limits.passwordMost && (await verifyPassword(password, stored))) {
    await forgive(ctx, tally)
    return user
  }
  throw new AppError('forbidden', 'The current password is wrong.')
}
