import { createHmac, timingSafeEqual } from 'node:crypto'
import { notFound } from '../../base/errors.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { deleteWatch } from '../watch/rows.ts'

/** A watch that a letter's link ends. */
export interface WatchedThing {
  readonly userId: number
  /** As the watch is kept: `content`, `space`, `space-page`, `label` … */
  readonly what: string
  readonly targetId: number
}

/** The last part of a link with which its reader ends a watch without logging in. */
export function unwatchToken(ctx: Context, { userId, what, targetId }: WatchedThing): string {
  const named = `${userId}.${what}.${targetId}`
  return `${named}.${sign(ctx, named)}`
}

/** What a link is about. Refuses one that this site did not make. */
export function watchOfToken(ctx: Context, token: string): WatchedThing {
  const [, named = '', userId = '', what = '', targetId = '', signature = ''] =
    /^((\d{1,16})\.([a-z-]{1,20})\.(\d{1,16}))\.([\w-]{43})$/.exec(token) ?? []
  const expected = Buffer.from(sign(ctx, named))
  const given = Buffer.from(signature)
  if (given.length === expected.length && timingSafeEqual(given, expected)) {
    return { userId: Number(userId), what, targetId: Number(targetId) }
  }
  throw notFound('This link does not end a watch. Copy the whole address from the e-mail.')
}

/** End the watch that a link is about. One that is over already is no error. */
export async function unwatchByToken(ctx: Context, token: string): Promise<void> {
  const { userId, what, targetId } = watchOfToken(ctx, token)
  await transact(ctx, async (ctx) => {
    if (!(await deleteWatch(ctx.db, { user_id: userId, kind: what, target_id: targetId }))) return
    await emit(ctx, { type: 'watch.removed', facts: { userId, kind: what, target_id: targetId } })
  })
}

function sign(ctx: Context, named: string): string {
  return createHmac('sha256', ctx.app.secret).update(`unwatch\n${named}`).digest('base64url')
}
