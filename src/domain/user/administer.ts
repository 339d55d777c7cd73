import { foldCase } from '../../base/text.ts'
import { putSearchText } from '../../search/index.ts'
import { authorizeOver, refuseWithoutAdministrator } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { deleteOneTimeLinks, deleteSessionsOf, deleteTokensOf } from '../credential/rows.ts'
import { emit } from '../event/event.ts'
import { updateUser } from './rows.ts'
import { refuseBadName, refuseTaken, setPassword, type User } from './user.ts'

/** What of a user can be changed. */
export interface UserDetails {
  readonly displayName?: string
  readonly email?: string
}

/** Change somebody's name or address. */
export async function changeDetails(ctx: Context, user: User, details: UserDetails): Promise<void> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  await writeDetails(ctx, user, details)
}

/**
 * Give somebody another user name; their key and account id stay. Texts that name them by the old one do not follow, so it
 * is nobody's until somebody takes it.
 */
export async function renameUser(ctx: Context, user: User, username: string): Promise<void> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  refuseBadName({ ...user, username })
  if (username === user.username) return
  await transact(ctx, async (ctx) => {
    await refuseTaken(ctx, 'username', username, user.id)
    await updateUser(ctx.db, user.id, { username, lower_username: foldCase(username) })
    await putSearchText(ctx.db, ctx.app.database.engine, {
      id: user.id,
      title: user.displayName,
      body: username,
    })
    await emit(ctx, {
      type: 'user.updated',
      facts: { userId: user.id, what: 'name' },
      changed: [{ name: 'User name', old: user.username, new: username }],
    })
  })
}

/** Give somebody a new password. Ends every session of theirs. */
export async function changePassword(ctx: Context, user: User, password: string): Promise<void> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  await setPassword(ctx, user.id, password)
}

/** Shut somebody out, which ends their sessions and tokens, or let them in again. */
export async function setActive(ctx: Context, user: User, active: boolean): Promise<void> {
  await authorizeOver(ctx, { kind: 'user', id: user.id })
  if (user.active === active) return
  await transact(ctx, async (ctx) => {
    await updateUser(ctx.db, user.id, { active: active ? 1 : 0 })
    if (!active) {
      await deleteSessionsOf(ctx.db, user.id)
      await deleteTokensOf(ctx.db, user.id)
      await deleteOneTimeLinks(ctx.db, user.id, ['password', 'reset', 'invitation', 'second-step'])
      await refuseWithoutAdministrator(ctx)
    }
    await emit(ctx, { type: active ? 'user.enabled' : 'user.disabled', facts: { userId: user.id } })
  })
}

/** Whether two addresses of e-mail are one. */
export function isSameAddress(one: string, other: string): boolean {
  return foldCase(one) === foldCase(other)
}

/** Write somebody's name or address. Nobody is asked: callers have checked who may. */
export async function writeDetails(ctx: Context, user: User, details: UserDetails): Promise<void> {
  const { displayName = user.displayName, email = user.email } = details
  refuseBadName({ username: user.username, displayName, email })
  await transact(ctx, async (ctx) => {
    await refuseTaken(ctx, 'email', email, user.id)
    await updateUser(ctx.db, user.id, { display_name: displayName, email, lower_email: foldCase(email) })
    // What was sent to the address before may be with somebody else.
    if (!isSameAddress(email, user.email)) await deleteOneTimeLinks(ctx.db, user.id, ['reset', 'invitation'])
    await putSearchText(ctx.db, ctx.app.database.engine, {
      id: user.id,
      title: displayName,
      body: user.username,
    })
    await emit(ctx, {
      type: 'user.updated',
      facts: { userId: user.id, what: 'details' },
      changed: [
        { name: 'Display name', old: user.displayName, new: displayName },
        { name: 'Email', old: user.email, new: email },
      ],
    })
  })
}
