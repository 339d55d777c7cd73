import { globalPermissionsOf } from '../access/rows.ts'
import { actorOf } from '../access/standing.ts'
import type { Context } from '../context.ts'
import { findPasswordHash } from '../user/rows.ts'
import { findSecondFactor } from './rows.ts'

/**
 * Whether the site demands a second factor of this user. Whoever has no password here signs in elsewhere, where more
 * than a password is asked for or is not.
 */
export async function isSecondFactorDemanded(ctx: Context, userId: number): Promise<boolean> {
  const demand = ctx.app.secondFactorDemand
  if (demand === 'off' || (await findPasswordHash(ctx.db, userId)) === '') return false
  if (demand === 'everybody') return true
  const actor = await actorOf(ctx.db, userId, { by: 'password' })
  const held = actor === undefined ? [] : await globalPermissionsOf(ctx.db, actor)
  return held.includes('SYSTEMADMINISTRATOR') || held.includes('ADMINISTRATECONFLUENCE')
}

/** Whether this user has to set up a second factor before they are let in. */
export async function lacksSecondFactor(ctx: Context, userId: number): Promise<boolean> {
  if (ctx.app.secondFactorDemand === 'off') return false
  const isConfirmed = ((await findSecondFactor(ctx.db, userId))?.confirmed_at ?? null) !== null
  return !isConfirmed && (await isSecondFactorDemanded(ctx, userId))
}
