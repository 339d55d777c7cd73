import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { actorId } from '../access/actor.ts'
import { authorizeProfiles } from '../access/policy.ts'
import { refuseBound } from '../access/scope.ts'
import { visible, visibleSpaces } from '../access/visible.ts'
import type { Content } from '../content/content.ts'
import { readContents, versionsOf } from '../content/read.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import {
  addFavourite,
  type FavouriteTarget,
  listFavourites,
  readFavourite,
  removeFavourite,
} from '../favourite/favourite.ts'
import { spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { type User, usersById } from '../user/user.ts'
import { deleteRelation, type EndRow, findRelation, insertRelation, listRelationRows } from './rows.ts'

/** What a relation leads from or to, as the asker has read it. */
export type End = { readonly user: User } | { readonly content: Content } | { readonly space: Space }
/** The kinds of them. */
export type EndKind = EndRow['kind']

/** Something that is related to something else by a name; one-way. */
export interface Relation {
  readonly name: string
  readonly source: End
  readonly target: End
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly createdBy: number | null
}

/** From where a list of relations is looked at, and which kind of thing at the other end it holds. */
export interface Outlook {
  readonly side: 'source' | 'target'
  readonly end: End
  readonly farKind: EndKind
}

/** The relation that the wiki itself knows: what a user saved for later. */
const FAVOURITE = 'favourite'

/** Relate two things that the actor has read, or leave them related. */
export async function relate(ctx: Context, name: string, source: End, target: End): Promise<Relation> {
  if (name === FAVOURITE) {
    const [user, saved] = favouriteEnds(source, target)
    await addFavourite(ctx, user, saved)
    return readRelation(ctx, name, source, target)
  }
  acceptName(name)
  refuseBeyond(ctx, source, target)
  return transact(ctx, async (ctx) => {
    const made = await insertRelation(ctx.db, {
      name,
      ...columns('source', source),
      ...columns('target', target),
      created_at: now(ctx),
      created_by: actorId(ctx.actor),
    })
    if (made) await emit(ctx, { type: 'relation.added', ...about(target), facts: { name } })
    return readRelation(ctx, name, source, target)
  })
}

/** Relate two things that the actor has read no longer; not related is fine. */
export async function unrelate(ctx: Context, name: string, source: End, target: End): Promise<void> {
  if (name === FAVOURITE) return removeFavourite(ctx, ...favouriteEnds(source, target))
  acceptName(name)
  refuseBeyond(ctx, source, target)
  await transact(ctx, async (ctx) => {
    if (!(await deleteRelation(ctx.db, name, rowOf(source), rowOf(target)))) return
    await emit(ctx, { type: 'relation.removed', ...about(target), facts: { name } })
  })
}

/** A relation between two things that the actor has read. */
export async function readRelation(ctx: Context, name: string, source: End, target: End): Promise<Relation> {
  if (name === FAVOURITE) {
    const [user, saved] = favouriteEnds(source, target)
    const found = await readFavourite(ctx, user, saved)
    if (found) return { name, source, target, createdAt: found.createdAt, createdBy: user.id }
  } else {
    const found = await findRelation(ctx.db, acceptName(name), rowOf(source), rowOf(target))
    if (found) return { name, source, target, createdAt: found.created_at, createdBy: found.created_by }
  }
  throw notFound('There is no such relationship.')
}

/** A stretch of what is related to something that the actor has read, as far as they may see it, oldest first. */
export async function listRelations(
  ctx: Context,
  name: string,
  outlook: Outlook,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<Relation>> {
  if (name === FAVOURITE) return listOfFavourites(ctx, outlook, slice)
  if (outlook.farKind === 'user') await authorizeProfiles(ctx)
  const sight = { content: visible(ctx), space: visibleSpaces(ctx) }
  const near = { side: outlook.side, end: rowOf(outlook.end) }
  const rows = await listRelationRows(ctx.db, acceptName(name), near, outlook.farKind, sight, slice)
  const page = toPage(rows, slice.limit)
  const far = outlook.side === 'source' ? 'target' : 'source'
  const ends = await endsOf(
    ctx,
    page.items.map((row) => ({
      kind: outlook.farKind,
      id: row[`${far}_id`],
      version: row[`${far}_version`],
    })),
  )
  const items = page.items.flatMap((row, at): Relation[] => {
    const end = ends[at]
    if (end === undefined) return []
    const [source, target] = far === 'target' ? [outlook.end, end] : [end, outlook.end]
    return [{ name, source, target, createdAt: row.created_at, createdBy: row.created_by }]
  })
  return { ...page, items }
}

/** Of whose favourite something is, everybody knows only whether it is their own. */
async function listOfFavourites(
  ctx: Context,
  { side, end, farKind }: Outlook,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<Relation>> {
  const found: Relation[] = []
  if (side === 'source') {
    if (!('user' in end)) throw notUsersFavourite()
    if (farKind === 'user') throw noFavouriteTarget()
    for (const { target, createdAt } of await listFavourites(ctx, end.user, farKind)) {
      found.push({ name: FAVOURITE, source: end, target, createdAt, createdBy: end.user.id })
    }
  } else {
    if ('user' in end) throw noFavouriteTarget()
    if (farKind !== 'user') throw notUsersFavourite()
    const id = actorId(ctx.actor)
    const user = id === null ? undefined : (await usersById(ctx, [id])).get(id)
    const own = user && (await readFavourite(ctx, user, end))
    if (own) {
      const { createdAt } = own
      found.push({ name: FAVOURITE, source: { user }, target: end, createdAt, createdBy: user.id })
    }
  }
  return toPage(found.slice(slice.offset, slice.offset + slice.limit + 1), slice.limit)
}

/** The things behind ends as they are kept, in their order; what is gone or unreadable is undefined. */
async function endsOf(ctx: Context, rows: readonly EndRow[]): Promise<(End | undefined)[]> {
  const ids = (kind: EndKind) => rows.flatMap((row) => (row.kind === kind ? row.id : []))
  const users = await usersById(ctx, ids('user'))
  const spaces = await spacesById(ctx, ids('space'))
  const contents = new Map((await readContents(ctx, ids('content'))).map((one) => [one.id, one]))
  const historical = rows.filter((row) => row.version > 0).map(({ id, version }) => ({ id, number: version }))
  const versions = await versionsOf(ctx, historical)
  return rows.map((row) => {
    const user = row.kind === 'user' ? users.get(row.id) : undefined
    if (user) return { user }
    const space = row.kind === 'space' ? spaces.get(row.id) : undefined
    if (space) return { space }
    const content = row.kind === 'content' ? contents.get(row.id) : undefined
    if (content === undefined || row.version === 0) return content && { content }
    const version = versions.get(row.id)
    return (
      version && {
        content: { ...content, version: row.version, title: version.title, historical: true as const },
      }
    )
  })
}

/** Users are in no space, so what is said of them needs a token for the whole site. */
function refuseBeyond(ctx: Context, ...ends: readonly End[]): void {
  if (ends.some((end) => 'user' in end)) refuseBound(ctx.actor)
}

function favouriteEnds(source: End, target: End): [User, FavouriteTarget] {
  if (!('user' in source)) throw notUsersFavourite()
  if ('user' in target) throw noFavouriteTarget()
  return [source.user, target]
}

function notUsersFavourite(): AppError {
  return new AppError('bad-parameter', 'A favourite is from a user.')
}

function noFavouriteTarget(): AppError {
  return new AppError('bad-parameter', 'A favourite is to a content or a space.')
}

function acceptName(name: string): string {
  if (name.trim() !== '' && name.length <= limits.relationNameLength && !hasControlCharacters(name))
    return name
  throw new AppError(
    'bad-parameter',
    `The name of a relation has between 1 and ${limits.relationNameLength} printable characters.`,
  )
}

function rowOf(end: End): EndRow {
  if ('user' in end) return { kind: 'user', id: end.user.id, version: 0 }
  if ('space' in end) return { kind: 'space', id: end.space.id, version: 0 }
  const { content } = end
  return { kind: 'content', id: content.id, version: content.historical ? content.version : 0 }
}

function columns<S extends 'source' | 'target'>(side: S, end: End) {
  const { kind, id, version } = rowOf(end)
  return { [`${side}_kind`]: kind, [`${side}_id`]: id, [`${side}_version`]: version } as {
    [K in `${S}_kind`]: string
  } & { [K in `${S}_id` | `${S}_version`]: number }
}

function about(end: End): { readonly contentId?: number; readonly spaceId?: number } {
  if ('space' in end) return { spaceId: end.space.id }
  return 'content' in end ? { contentId: end.content.id, spaceId: end.content.spaceId } : {}
}
