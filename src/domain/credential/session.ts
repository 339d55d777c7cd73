import { notFound } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorizeAccount } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { proveOneself } from '../user/own.ts'
import {
  deleteOtherSessions,
  deleteSession,
  deleteSessionById,
  insertSession,
  listSessionRows,
} from './rows.ts'

/** A log-in that a browser or a script keeps by cookie. */
export interface NewSession {
  /** The value of the cookie: in this answer and nowhere else. */
  readonly secret: string
  /** What forms of this session carry, and what foreign sites cannot know. */
  readonly csrf: string
}

/** Who opens a session, and from where. */
export interface Opening {
  readonly userId: number
  /** The token that it is opened with, if it is: the session goes no further and lives no longer. */
  readonly tokenId?: number
  readonly address: string
  /** What the caller's program calls itself. */
  readonly agent: string
}

/** A session that is open, as its user is shown it. */
export interface Session {
  readonly id: number
  readonly address: string
  readonly agent: string
  readonly createdAt: number
  readonly lastUsedAt: number
  /** Whether it was opened with a token. */
  readonly byToken: boolean
}

/** Open a session for a user who has proved who they are. */
export async function openSession(ctx: Context, opening: Opening): Promise<NewSession> {
  const session: NewSession = { secret: randomToken(), csrf: randomToken(18) }
  const { userId } = opening
  await transact(ctx, async (ctx) => {
    await insertSession(ctx.db, {
      hash: sha256(session.secret),
      id: ctx.takeId(),
      user_id: userId,
      token_id: opening.tokenId ?? null,
      csrf: session.csrf,
      address: opening.address,
      agent: opening.agent.slice(0, limits.nameLength),
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

/** One's own open sessions, or as an administrator those of another; the last used first. */
export async function listSessions(ctx: Context, userId: number): Promise<Session[]> {
  await authorizeAccount(ctx, userId)
  const rows = await listSessionRows(ctx.db, userId, now(ctx), now(ctx) - limits.sessionIdleMs)
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    agent: row.agent,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    byToken: row.token_id !== null,
  }))
}

/**
 * End one session of a user at once. Of one's own the password proves that it is oneself, but for the one that asks:
 * whoever found a browser that was left open must not shut its user out elsewhere.
 */
export async function endSession(ctx: Context, userId: number, id: number, password: string): Promise<void> {
  await authorizeAccount(ctx, userId)
  const isThisOne = ctx.actor.kind === 'user' && ctx.actor.sessionId === id
  if (actorId(ctx.actor) === userId && !isThisOne) await proveOneself(ctx, password)
  await transact(ctx, async (ctx) => {
    if (!(await deleteSessionById(ctx.db, userId, id))) throw notFound(`There is no session ${id}.`)
    await emit(ctx, { type: 'session.ended', facts: { userId } })
  })
}

/** End every session of a user but the one that asks; of one's own the password proves that it is oneself. */
export async function endOtherSessions(ctx: Context, userId: number, password: string): Promise<void> {
  await authorizeAccount(ctx, userId)
  if (actorId(ctx.actor) === userId) await proveOneself(ctx, password)
  const { actor } = ctx
  const own = actor.kind === 'user' && actor.userId === userId ? actor.sessionId : undefined
  await transact(ctx, async (ctx) => {
    await deleteOtherSessions(ctx.db, userId, own)
    await emit(ctx, { type: 'session.ended', facts: { userId } })
  })
}
