import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { deleteToken, insertToken, listTokenRows } from './rows.ts'

/** An API token or personal access token: the same thing, sent as a Basic password or as a Bearer token. */
export interface Token {
  readonly id: number
  readonly name: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly expiresAt: number
  readonly lastUsedAt: number | null
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Make a token for a user. The secret is in the answer and nowhere else: the database keeps its hash.
 * Callers have checked that the actor is this user or an administrator.
 */
export async function createToken(
  ctx: Context,
  input: { readonly userId: number; readonly name: string; readonly days?: number },
): Promise<{ readonly token: Token; readonly secret: string }> {
  const days = input.days ?? limits.tokenDaysDefault
  if (!Number.isInteger(days) || days < 1 || days > limits.tokenDaysMost) {
    throw new AppError('bad-request', `A token lives between 1 and ${limits.tokenDaysMost} days.`)
  }
  if (input.name.trim() === '' || input.name.length > limits.nameLength || hasControlCharacters(input.name)) {
    throw new AppError(
      'bad-request',
      `A token name has between 1 and ${limits.nameLength} printable characters.`,
    )
  }
  const secret = randomToken()
  return transact(ctx, async (ctx) => {
    if ((await listTokenRows(ctx.db, input.userId)).length >= limits.tokensPerUser) {
      throw new AppError(
        'bad-request',
        `A user has at most ${limits.tokensPerUser} tokens: revoke one first.`,
      )
    }
    const token: Token = {
      id: ctx.takeId(),
      name: input.name,
      createdAt: now(ctx),
      expiresAt: now(ctx) + days * DAY_MS,
      lastUsedAt: null,
    }
    await insertToken(ctx.db, {
      id: token.id,
      user_id: input.userId,
      name: token.name,
      hash: sha256(secret),
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
    })
    await emit(ctx, {
      type: 'token.created',
      facts: { userId: input.userId, tokenId: token.id, name: token.name },
    })
    return { token, secret }
  })
}

/** The tokens of a user, without their secrets. */
export async function listTokens(ctx: Context, userId: number): Promise<Token[]> {
  return (await listTokenRows(ctx.db, userId)).map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  }))
}

/** End a token at once, and the sessions that it opened. Refuses one that is not this user's. */
export async function revokeToken(ctx: Context, userId: number, tokenId: number): Promise<void> {
  await transact(ctx, async (ctx) => {
    if (!(await deleteToken(ctx.db, userId, tokenId)))
      throw new AppError('not-found', `No token with id ${tokenId}`)
    await emit(ctx, { type: 'token.revoked', facts: { userId, tokenId } })
  })
}
