import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { deleteSession, insertSession } from './rows.ts'

/** A log-in that a browser or a script keeps by cookie. */
export interface NewSession {
  /** The value of the cookie: in this answer and nowhere else. */
  readonly secret: string
  /** What forms of this session carry, and what foreign sites cannot know. */
  readonly csrf: string
}

/** Open a session for a user who has proved who they are. `tokenId`: the token they proved it with. */
export async function openSession(ctx: Context, userId: number, tokenId: number | null): Promise<NewSession> {
  const session: NewSession = { secret: randomToken(), csrf: randomToken(18) }
  await transact(ctx, async (ctx) => {
    await insertSession(ctx.db, {
      hash: sha256(session.secret),
      user_id: userId,
      token_id: tokenId,
      csrf: session.csrf,
      created_at: now(ctx),
      last_used_at: now(ctx),
      expires_at: now(ctx) + limits.sessionMs,
    })
    await emit(ctx, { type: 'user.logged-in', facts: { userId } })
  })
  return session
}

/** End a session. One that is over already is no error. */
export async function closeSession(ctx: Context, secret: string): Promise<void> {
  await transact(ctx, (ctx) => deleteSession(ctx.db, sha256(secret)))
}
