import { AppError } from '../base/errors.ts'
import { limits } from '../base/limits.ts'
import { type CompiledCql, compileCql } from '../search/cql/compile.ts'
import type { CqlScope, CqlThing } from '../search/cql/scope.ts'
import { type ExcerptMode, searchExcerpt } from '../search/excerpt.ts'
import {
  type ContentPredicate,
  countContent,
  countSpaces,
  countUsers,
  type CqlPosition,
  findContent,
  findSpaces,
  findUsers,
} from '../search/find.ts'
import { actorId } from './access/actor.ts'
import { authorizeProfiles, holdsGlobally } from './access/policy.ts'
import { visibleIn, visibleSpaces } from './access/visible.ts'
import type { Content } from './content/content.ts'
import { findContents, heldByCurrent, searchTexts } from './content/rows.ts'
import { type Context, now, remembered } from './context.ts'
import { spacesById } from './space/read.ts'
import { archivedSpaceIds, isNoneOf, isOneOf, type SpacePredicate } from './space/rows.ts'
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
  /** Nobody asks how many there are: then the contents are not counted, which takes as long as finding them. */
  readonly uncounted?: boolean
  /** In which spaces contents are searched; default: all. */
  readonly spaces?: 'current' | 'archived' | 'all'
  /** Users of some kind that there is not are meant: none are found. */
  readonly withoutUsers?: boolean
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
  const compiled = compileCql(input.cql, await scopeOf(ctx, input))
  const [thing = 'content', ...others] = compiled.things
  return others.length === 0 ? FINDERS[thing](ctx, compiled, input) : foundMixed(ctx, compiled, input)
}

type Finder = (ctx: Context, compiled: CompiledCql, input: Search) => Promise<Found>

const FINDERS: Readonly<Record<CqlThing, Finder>> = {
  content: foundContent,
  space: foundSpaces,
  user: foundUsers,
}

/** In which order things of several kinds are found: those first that are few and that somebody means by their names. */
const MIXED: readonly CqlThing[] = ['space', 'user', 'content']

/** Things of several kinds, one kind after the other. */
async function foundMixed(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const start = offsetOf(input)
  const hits: Hit[] = []
  let total = 0
  for (const thing of MIXED.filter((one) => compiled.things.includes(one))) {
    const slice = { limit: input.limit - hits.length, from: { offset: Math.max(0, start - total) } }
    const found = await foundAmong(ctx, thing, compiled, { ...input, ...slice, uncounted: false })
    hits.push(...found.hits)
    total += found.total
  }
  const end = start + hits.length
  return { hits, total, next: hits.length > 0 && end < total ? { offset: end } : undefined }
}

/** Things of one kind among others; who may not see who people are finds none of them. */
async function foundAmong(
  ctx: Context,
  thing: CqlThing,
  compiled: CompiledCql,
  input: Search,
): Promise<Found> {
  try {
    return await FINDERS[thing](ctx, compiled, input)
  } catch (error) {
    const isHidden =
      error instanceof AppError && (error.code === 'forbidden' || error.code === 'unauthenticated')
    if (thing === 'user' && isHidden) return { hits: [], next: undefined, total: 0 }
    throw error
  }
}

async function foundContent(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const { engine } = ctx.app.database
  const findable = await findableIn(ctx, input)
  const slice = { limit: input.limit, ...(input.from ? { from: input.from } : {}) }
  const { ids, next } = await findContent(ctx.db, engine, compiled, findable, slice)
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
    total: input.uncounted
      ? ids.length
      : await countContent(ctx.db, engine, compiled, findable, limits.searchCount),
  }
}

/** What the actor may read, what hangs on nothing that is in the trash or a draft, and lies in such spaces. */
async function findableIn(ctx: Context, { spaces, statuses }: Search): Promise<ContentPredicate> {
  const inSuch = await inSpacesOf(ctx, spaces)
  const seen = visibleIn(ctx, { statuses: statuses ?? ['current'] })
  return (e) => e.and([seen(), heldByCurrent(e), inSuch(e, 'content.space_id')])
}

/** Whether the space of an id is one of such spaces. */
async function inSpacesOf(ctx: Context, spaces: Search['spaces']): Promise<SpacePredicate> {
  if (spaces === undefined || spaces === 'all') return (e) => e.lit(true)
  const archived = await remembered(ctx, 'archived spaces', () => archivedSpaceIds(ctx.db))
  return spaces === 'archived' ? isOneOf(archived) : isNoneOf(archived)
}

async function foundSpaces(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  const offset = offsetOf(input)
  const inSuch = await inSpacesOf(ctx, input.spaces)
  const where: Parameters<typeof findSpaces>[2] = (e) => e.and([visibleSpaces(ctx)(), inSuch(e, 'space.id')])
  const ids = await findSpaces(ctx.db, compiled, where, { limit: input.limit + 1, offset })
  const spaces = await spacesById(ctx, ids)
  const hits = ids.slice(0, input.limit).flatMap((id): Hit[] => {
    const space = spaces.get(id)
    return space ? [{ kind: 'space', space, excerpt: space.description }] : []
  })
  const total = await countSpaces(ctx.db, compiled, where, limits.searchCount)
  return { hits, total, next: ids.length > input.limit ? { offset: offset + input.limit } : undefined }
}

async function foundUsers(ctx: Context, compiled: CompiledCql, input: Search): Promise<Found> {
  if (input.withoutUsers) return { hits: [], next: undefined, total: 0 }
  await authorizeProfiles(ctx)
  const offset = offsetOf(input)
  const ids = await findUsers(ctx.db, compiled, isActive, {
    limit: input.limit + 1,
    offset,
  })
  const users = await usersById(ctx, ids)
  const hits = ids.slice(0, input.limit).flatMap((id): Hit[] => {
    const user = users.get(id)
    return user ? [{ kind: 'user', user, excerpt: '' }] : []
  })
  const total = await countUsers(ctx.db, compiled, isActive, limits.searchCount)
  return { hits, total, next: ids.length > input.limit ? { offset: offset + input.limit } : undefined }
}

const isActive: Parameters<typeof findUsers>[2] = (e) => e('user_account.active', '=', 1)

function offsetOf(input: Search): number {
  return input.from && 'offset' in input.from ? input.from.offset : 0
}

async function scopeOf(ctx: Context, input: Search): Promise<CqlScope> {
  const userId = actorId(ctx.actor)
  return {
    engine: ctx.app.database.engine,
    now: now(ctx),
    knowsWatches: await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE'),
    ...(userId === null ? {} : { currentUserId: userId }),
    ...(input.spaceKey === undefined ? {} : { currentSpaceKey: input.spaceKey }),
    ...(input.contentId === undefined ? {} : { currentContentId: input.contentId }),
    ...(input.statuses === undefined ? {} : { statuses: input.statuses }),
    ...(input.answers === undefined ? {} : { answers: input.answers }),
  }
}
