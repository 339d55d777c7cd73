import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { holdsGlobally } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSetting, writeSetting } from './rows.ts'

/**
 * What system administrators of the Cloud take before they see what is hidden from them, and what their programs ask
 * for first. Here they see everything anyway (rule 2), so it gives nothing: it says until when it was asked for, and
 * leaves an audit record (rule 49).
 */
export interface AdminKey {
  readonly userId: number
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Take a key for oneself for so many minutes, in place of one that there is. */
export async function issueAdminKey(ctx: Context, minutes: number): Promise<AdminKey> {
  const userId = await holderOf(ctx)
  const wanted = minutes === 0 ? limits.adminKeyMinutes : minutes
  if (wanted < 1 || wanted > limits.adminKeyMinutesMost) {
    throw new AppError(
      'bad-request',
      `An admin key lasts between 1 and ${limits.adminKeyMinutesMost} minutes.`,
    )
  }
  const expiresAt = now(ctx) + wanted * 60_000
  await transact(ctx, async (ctx) => {
    await writeSetting(ctx.db, keyOf(userId), String(expiresAt))
    await emit(ctx, { type: 'admin-key.issued', facts: { userId, minutes: wanted } })
  })
  return { userId, expiresAt }
}

/** One's own key; refused as absent where there is none. */
export async function readAdminKey(ctx: Context): Promise<AdminKey> {
  const userId = await holderOf(ctx)
  const expiresAt = Number((await readSetting(ctx.db, keyOf(userId))) ?? 0)
  if (expiresAt <= now(ctx)) throw notFound('You have no admin key now.')
  return { userId, expiresAt }
}

/** Give one's own key up; where there is none, nothing happens. */
export async function endAdminKey(ctx: Context): Promise<void> {
  const userId = await holderOf(ctx)
  const expiresAt = Number((await readSetting(ctx.db, keyOf(userId))) ?? 0)
  if (expiresAt <= now(ctx)) return
  await transact(ctx, async (ctx) => {
    await writeSetting(ctx.db, keyOf(userId), '0')
    await emit(ctx, { type: 'admin-key.ended', facts: { userId } })
  })
}

async function holderOf(ctx: Context): Promise<number> {
  const userId = actorId(ctx.actor)
  if (userId === null) throw new AppError('unauthenticated')
  if (await holdsGlobally(ctx, 'SYSTEMADMINISTRATOR')) return userId
  throw notFound('Only system administrators take an admin key.')
}

function keyOf(userId: number): string {
  return `admin-key ${userId}`
}
