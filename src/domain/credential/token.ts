import { AppError } from '../../base/errors.ts'
import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { type Scope, type ScopeLevel, scopeLevels } from '../access/actor.ts'
import { authorizeAccount } from '../access/policy.ts'
import { readContent } from '../content/read.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSpace, readSpaceById } from '../space/read.ts'
import { deleteToken, insertToken, listTokenRows } from './rows.ts'

/** An API token or personal access token: the same thing, sent as a Basic password or as a Bearer token. */
export interface Token {
  readonly id: number
  readonly name: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly expiresAt: number
  readonly lastUsedAt: number | null
  readonly scope: Scope
}

/** What a token is to be used for, as its maker says it. */
export interface WantedScope {
  /** Default: as far as its user goes. */
  readonly level?: ScopeLevel
  /** Only this space. */
  readonly spaceKey?: string
  /** Only this page and what is below it. */
  readonly pageId?: number
}

export interface NewToken {
  readonly userId: number
  readonly name: string
  readonly days?: number
  readonly scope?: WantedScope
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Make a token for oneself, or as an administrator for another. The secret is in the answer and nowhere else: the
 * database keeps its hash.
 */
export async function createToken(
  ctx: Context,
  input: NewToken,
): Promise<{ readonly token: Token; readonly secret: string }> {
  await authorizeAccount(ctx, input.userId)
  const days = acceptDays(input.days)
  const name = acceptName(input.name)
  const scope = await acceptScope(ctx, input.scope ?? {})
  const secret = randomToken()
  return transact(ctx, async (ctx) => {
    if ((await listTokenRows(ctx.db, input.userId)).length >= limits.tokensPerUser) {
      throw new AppError(
        'bad-request',
        `A user has at most ${limits.tokensPerUser} tokens: revoke one first.`,
      )
    }
    const createdAt = now(ctx)
    const token: Token = {
      id: ctx.takeId(),
      name,
      createdAt,
      expiresAt: createdAt + days * DAY_MS,
      lastUsedAt: null,
      scope,
    }
    await insertToken(ctx.db, {
      id: token.id,
      user_id: input.userId,
      name: token.name,
      hash: sha256(secret),
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: null,
      scope: scope.level,
      scope_space_id: scope.pageId === undefined ? (scope.spaceId ?? null) : null,
      scope_content_id: scope.pageId ?? null,
    })
    await emit(ctx, {
      type: 'token.created',
      facts: { userId: input.userId, tokenId: token.id, name: token.name },
    })
    return { token, secret }
  })
}

function acceptDays(days: number = limits.tokenDaysDefault): number {
  if (Number.isInteger(days) && days >= 1 && days <= limits.tokenDaysMost) return days
  throw new AppError('bad-request', `A token lives between 1 and ${limits.tokenDaysMost} days.`)
}

function acceptName(name: string): string {
  if (name.trim() !== '' && name.length <= limits.nameLength && !hasControlCharacters(name)) return name
  throw new AppError(
    'bad-request',
    `A token name has between 1 and ${limits.nameLength} printable characters.`,
  )
}

async function acceptScope(ctx: Context, wanted: WantedScope): Promise<Scope> {
  const { level = 'admin', spaceKey, pageId } = wanted
  if (!scopeLevels.includes(level)) {
    throw new AppError('bad-request', `The scope of a token is one of ${scopeLevels.join(', ')}.`)
  }
  if (spaceKey !== undefined && pageId !== undefined) {
    throw new AppError('bad-request', 'A token is bound to a space or to a page, not to both.')
  }
  if (spaceKey !== undefined) return { level, spaceId: (await readSpace(ctx, spaceKey)).id }
  if (pageId === undefined) return { level }
  const page = await readContent(ctx, pageId)
  if (page.kind !== 'page') {
    throw new AppError('bad-request', `A token is bound to a page; content ${pageId} is a ${page.kind}.`)
  }
  return { level, spaceId: (await readSpaceById(ctx, page.spaceId)).id, pageId }
}

/** One's own tokens, or as an administrator those of another, without their secrets. */
export async function listTokens(ctx: Context, userId: number): Promise<Token[]> {
  await authorizeAccount(ctx, userId)
  return (await listTokenRows(ctx.db, userId)).map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    scope: {
      level: row.scope as ScopeLevel,
      spaceId: row.scope_space_id ?? undefined,
      pageId: row.scope_content_id ?? undefined,
    },
  }))
}

/** End a token at once, and the sessions that it opened. Refuses one that is not this user's. */
export async function revokeToken(ctx: Context, userId: number, tokenId: number): Promise<void> {
  await authorizeAccount(ctx, userId)
  await transact(ctx, async (ctx) => {
    if (!(await deleteToken(ctx.db, userId, tokenId)))
      throw new AppError('not-found', `No token with id ${tokenId}`)
    await emit(ctx, { type: 'token.revoked', facts: { userId, tokenId } })
  })
}
