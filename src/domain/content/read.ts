import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { allowed, authorize, can, canInSpace } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { asideAmong } from '../access/rows.ts'
import { visibleIn } from '../access/visible.ts'
import type { Context } from '../context.ts'
import { type Content, type ContentStatus, isCustomKind, type Version } from './content.ts'
import {
  aboutTrashed,
  findContents,
  findVersions,
  type ListFilter,
  type ListOrder,
  type ListSlice,
  listContents,
  listVersions,
  publisherRows,
} from './rows.ts'

export type { ListFilter, ListOrder, ListSlice }
export { orderKey } from './rows.ts'

/** How a content is asked for. */
export interface ReadOptions {
  /** Statuses that will do; default: only what is current. */
  readonly statuses?: readonly ContentStatus[]
  /** An earlier version instead of the current one. */
  readonly version?: number
}

/** A content by id. `not-found` when it is absent, of another status, or may not be read. */
export async function readContent(ctx: Context, id: number, options: ReadOptions = {}): Promise<Content> {
  const [content] = await findContents(ctx.db, [id])
  if (content === undefined || !(options.statuses ?? ['current', 'archived']).includes(content.status)) {
    throw contentNotFound(id)
  }
  await authorize(ctx, 'read', content)
  if (await isHolderGone(ctx, content, options)) throw contentNotFound(id)
  return options.version === undefined || options.version === content.version
    ? content
    : contentAt(content, await readVersion(ctx, content, options.version))
}

/** Several contents by id, in the order asked for; those that are absent, in the trash or may not be read are left out. */
export async function readContents(ctx: Context, ids: readonly number[]): Promise<Content[]> {
  const readable = await readAll(ctx, ids)
  const trashed = await asideAmong(
    ctx.db,
    readable.flatMap(({ containerId }) => containerId ?? []),
    'trashed',
  )
  const about = await aboutTrashed(
    ctx.db,
    readable.flatMap((one) => (hasAbove(one) ? one.id : [])),
  )
  const isGone = ({ id, status, containerId }: Content) =>
    status === 'trashed' || about.has(id) || (containerId !== null && trashed.has(containerId))
  return readable.filter((one) => !isGone(one))
}

/** Whether it answers or is about something, or stands below other custom content: it is not reached without (rule 7). */
function hasAbove({ kind, parentId }: Content): boolean {
  return parentId !== null && (kind === 'comment' || isCustomKind(kind))
}

/** The same, with what lies in the trash: for what is shown around a content that was asked for by its status. */
export async function readAll(ctx: Context, ids: readonly number[]): Promise<Content[]> {
  return allowed(ctx, await findContents(ctx.db, ids))
}

/** A stretch of the contents that match and that the actor may read. */
export async function listContent(
  ctx: Context,
  filter: ListFilter,
  order: ListOrder,
  slice: ListSlice,
): Promise<Page<Content>> {
  const { statuses, spaceIds } = filter
  const isInSight = spaceIds !== undefined && (await seesSpaces(ctx, spaceIds))
  return toPage(
    await listContents(ctx.db, filter, visibleIn(ctx, { statuses, isInSight }), order, slice),
    slice.limit,
  )
}

async function seesSpaces(ctx: Context, ids: readonly number[]): Promise<boolean> {
  for (const id of ids) if (!(await canInSpace(ctx, 'view', id))) return false
  return true
}

/**
 * The versions of a content, newest first unless the oldest are to be. The content itself decides who may see them.
 * `after` of the slice: the number of one, as the id.
 */
export async function listVersionsOf(
  ctx: Context,
  content: Content,
  slice: ListSlice,
  first: 'newest' | 'oldest' = 'newest',
): Promise<Page<Version>> {
  return toPage(await listVersions(ctx.db, content.id, slice, first), slice.limit)
}

/** Ids of those who made versions of each content that the actor may read, whoever did last first. */
export async function publishersOf(
  ctx: Context,
  contentIds: readonly number[],
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>(contentIds.map((id) => [id, []]))
  for (const { contentId, userId } of await publisherRows(ctx.db, contentIds)) {
    const known = found.get(contentId)
    if (known && known.length < limits.memberList) known.push(userId)
  }
  return found
}

/** One version of a content that the actor may read. */
export async function readVersion(ctx: Context, content: Content, number: number): Promise<Version> {
  const [version] = await findVersions(ctx.db, [{ id: content.id, number }])
  if (version === undefined) throw contentNotFound(`${content.id}, version=${number}`)
  return version
}

/** Versions of several contents at once, by content id; contents without one are absent. */
export async function versionsOf(
  ctx: Context,
  wanted: readonly { readonly id: number; readonly number: number }[],
): Promise<Map<number, Version>> {
  return new Map((await findVersions(ctx.db, wanted)).map((version) => [version.contentId, version]))
}

/** A content as it was at one of its versions. */
export function contentAt(content: Content, version: Version): Content {
  if (version.number === content.version) return content
  return {
    ...content,
    title: version.title,
    version: version.number,
    updatedAt: version.createdAt,
    updatedBy: version.createdBy,
    historical: true,
  }
}

async function isHolderGone(ctx: Context, content: Content, options: ReadOptions): Promise<boolean> {
  const { containerId } = content
  const seesTrash = (options.statuses ?? []).includes('trashed')
  if (!seesTrash && hasAbove(content) && (await aboutTrashed(ctx.db, [content.id])).size > 0) return true
  if (containerId === null) return false
  const [holder] = await findContents(ctx.db, [containerId])
  if (holder === undefined || (!seesTrash && holder.status === 'trashed')) return true
  return !(await can(ctx, 'read', holder))
}
