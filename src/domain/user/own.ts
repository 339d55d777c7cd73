import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { verifyPassword } from '../../base/password.ts'
import { actorId } from '../access/actor.ts'
import { authorizeAccount } from '../access/policy.ts'
import type { App, Context } from '../context.ts'
import { LoginAttempts } from '../credential/attempts.ts'
import { type UserDetails, writeDetails } from './administer.ts'
import { userRow } from './rows.ts'
import { setPassword, type User, usersById } from './user.ts'

/** Change one's own name or address; the current password proves that it is oneself. */
export async function changeOwnDetails(
  ctx: Context,
  currentPassword: string,
  details: UserDetails,
): Promise<void> {
  await writeDetails(ctx, await proveOneself(ctx, currentPassword), details)
}

/** Change one's own password, which ends all sessions; the current one proves that it is oneself. */
export async function changeOwnPassword(
  ctx: Context,
  currentPassword: string,
  password: string,
): Promise<void> {
  await setPassword(ctx, (await proveOneself(ctx, currentPassword)).id, password)
}

/** Whoever has somebody's session must not find out their password by trying. */
const attempts = new WeakMap<App, LoginAttempts>()

/** Who asks, once the password has shown it. Who has none, since they sign in elsewhere, has shown all they can. */
export async function proveOneself(ctx: Context, password: string): Promise<User> {
  const id = actorId(ctx.actor)
  const user = id === null ? undefined : (await usersById(ctx, [id])).get(id)
  if (user === undefined) throw new AppError('unauthenticated')
  await authorizeAccount(ctx, user.id)
  const tried = attempts.get(ctx.app) ?? new LoginAttempts(ctx.app.clock)
  attempts.set(ctx.app, tried)
  if (tried.refused(user.username, '')) throw new AppError('forbidden', 'Too many attempts: try again later.')
  const stored = (await userRow(ctx.db, 'username', user.username))?.password_hash ?? ''
  if (stored === '') return user
  if (password.length <= limits.passwordMost && (await verifyPassword(password, stored))) {
    tried.succeeded(user.username)
    return user
  }
  tried.failed(user.username, '')
  throw new AppError('forbidden', 'The current password is wrong.')
}
