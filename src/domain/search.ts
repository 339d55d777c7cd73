import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import { type CompiledCql, compileCql } from '../search/cql/compile.ts'
import type { CqlScope } from '../search/cql/scope.ts'
import { type ExcerptMode, searchExcerpt } from '../search/excerpt.ts'
import {
  type ContentPredicate,
  countContent,
  type CqlPosition,
  findContent,
  findSpaces,
  findUsers,
} from '../search/find.ts'
import { actorId } from './access/actor.ts'
import { visible, visibleSpaces } from './access/visible.ts'
import type { Content } from './content/content.ts'
import { findContents, heldByCurrent, searchTexts } from './content/rows.ts'
import { type Context, now, remembered } from './context.ts'
import { spacesById } from './space/read.ts'
import { archivedSpaceIds } from './space/rows.ts'
import type { Space } from './space/space.ts'
import { type User, usersById } from './user/user.ts'

export type { CqlPosition, ExcerptMode }

/** A search as a client asks for it. */
export interface Search {
  readonly cql: string
  readonly limit: number
  readonly from?: CqlPosition
  /** What may be found; default: content, and spaces and users when the query names their type. */
  readonly answers?: CqlScope['answers']
  readonly excerpt?: ExcerptMode
  /** What `currentSpace()` and `currentContent()` stand for. */
  readonly spaceKey?: string
  readonly contentId?: number
  readonly statuses?: readonly string[]
  /** Leave out what is in archived spaces, and these themselves. */
  readonly onlyCurrentSpaces?: boolean
}

/** One thing found, with the passage that shows why. */
export type Hit =
  | { readonly kind: 'content'; readonly content: Content; readonly excerpt: string }
  | { readonly kind: 'space'; readonly space: Space; readonly excerpt: string }
  | { readonly kind: 'user'; readonly user: User; readonly excerpt: string }

export interface Found {
  readonly hits: readonly Hit[]
  readonly next: CqlPosition | undefined
  /** How many there are, counted no further than the limit. */
  readonly total: number
}

/**
 * Run a CQL query as the actor. What they may not see is not found, not counted and not quoted: the reader's
 * predicate is part of the query. Throws `bad-cql` for a query that cannot be understood.
 */
export async function search(ctx: Context, input: Search): Promise<Found> {
  if (input.cql.length > limits.cqlLength) {
    throw new AppError('bad-cql', `A CQL query has at most ${limits.cqlLength} characters.`)
  }
  const compiled = compileCql(input.cql, scopeOf(ctx, input))
  if (compiled.things.includes('user')) return foundUsers(ctx, compiled, input)
  if (compiled.things.includes('space') && !compiled.things.includes('content'))
    return foundSpaces(ctx, compiled, input)
  return foundContent(ctx, compiled, input)
}

async function foundContent(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const { engine } = ctx.app.database
  const where = findable(ctx, await passedOver(ctx, input))
  const slice = { limit: input.limit, ...(input.from ? { from: input.from } : {}) }
  const { ids, next } = await findContent(ctx.db, engine, compiled, where, slice)
  const contents = await findContents(ctx.db, ids)
  const texts = input.excerpt === 'none' ? new Map<number, string>() : await searchTexts(ctx.db, ids)
  const hits = contents.map((content): Hit => ({
    kind: 'content',
    content,
    excerpt: searchExcerpt(texts.get(content.id) ?? '', compiled.terms, input.excerpt ?? 'highlight'),
  }))
  return {
    hits,
    next,
    total: await countContent(ctx.db, engine, compiled, where, limits.searchCount),
  }
}

/** What the actor may read and what hangs on nothing that is in the trash or a draft. */
function findable(ctx: Context, spaceIds: readonly number[]): ContentPredicate {
  return (e) =>
    e.and([
      visible(ctx)(e),
      heldByCurrent(e),
      ...(spaceIds.length > 0 ? [e('content.space_id', 'not in', [...spaceIds])] : []),
    ])
}

/** Ids of the spaces that this search passes over. */
async function passedOver(ctx: Context, input: Search): Promise<readonly number[]> {
  if (!input.onlyCurrentSpaces) return []
  return remembered(ctx, 'archived-spaces', () => archivedSpaceIds(ctx.db))
}

async function foundSpaces(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const offset = offsetOf(input)
  const left = await passedOver(ctx, input)
  const where: Parameters<typeof findSpaces>[2] = (e) =>
    left.length > 0
      ? e.and([visibleSpaces(ctx)(e), e('space.id', 'not in', [...left])])
      : visibleSpaces(ctx)(e)
  const ids = await findSpaces(ctx.db, compiled, where, { limit: input.limit + 1, offset })
  const spaces = await spacesById(ctx, ids)
  const hits = ids.slice(0, input.limit).flatMap((id): Hit[] => {
    const space = spaces.get(id)
    return space ? [{ kind: 'space', space, excerpt: space.description }] : []
  })
  return { hits, ...restOf(ids.length, offset, input.limit) }
}

async function foundUsers(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const offset = offsetOf(input)
  const ids = await findUsers(ctx.db, compiled, (e) => e('user_account.active', '=', 1), {
    limit: input.limit + 1,
    offset,
  })
  const users = await usersById(ctx, ids)
  const hits = ids.slice(0, input.limit).flatMap((id): Hit[] => {
    const user = users.get(id)
    return user ? [{ kind: 'user', user, excerpt: '' }] : []
  })
  return { hits, ...restOf(ids.length, offset, input.limit) }
}

function offsetOf(input: Search): number {
  return input.from && 'offset' in input.from ? input.from.offset : 0
}

function restOf(
  found: number,
  offset: number,
  limit: number,
): { next: CqlPosition | undefined; total: number } {
  return { next: found > limit ? { offset: offset + limit } : undefined, total: offset + found }
}

function scopeOf(ctx: Context, input: Search): CqlScope {
  const userId = actorId(ctx.actor)
  return {
    engine: ctx.app.database.engine,
    now: now(ctx),
    ...(userId === null ? {} : { currentUserId: userId }),
    ...(input.spaceKey === undefined ? {} : { currentSpaceKey: input.spaceKey }),
    ...(input.contentId === undefined ? {} : { currentContentId: input.contentId }),
    ...(input.statuses === undefined ? {} : { statuses: input.statuses }),
    ...(input.answers === undefined ? {} : { answers: input.answers }),
  }
}
