import { isoDay } from '../../base/dates.ts'
import { foldCase } from '../../base/text.ts'
import { limits } from '../../base/limits.ts'
import { type FileName, type PageName, retarget, type Retargeting } from '../../document/retarget.ts'
import { audienceOf } from '../access/audience.ts'
import { type Context, transact } from '../context.ts'
import { enqueue } from '../event/event.ts'
import { idsForReferences, recordReferences } from '../reference/record.ts'
import { referrersTo } from '../reference/rows.ts'
import { environmentFor } from '../render/env.ts'
import { spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { acceptBody } from './body.ts'
import type { Content } from './content.ts'
import { makeFindable } from './findable.ts'
import {
  bodiesOf,
  descendantRows,
  findByTitle,
  findContents,
  heldIds,
  lockContent,
  overwriteBody,
} from './rows.ts'

/** The kind of the jobs that let links follow what was renamed or moved. */
export const RELINK_JOB = 'relink'

/** Where a page, or a file, was before a change. What it is called now, the job reads. */
export type Relinking =
  | {
      readonly what: 'page'
      readonly id: number
      readonly spaceId: number
      readonly title: string
      /** Milliseconds since 1970: bodies saved later were written by somebody who could know. */
      readonly at: number
    }
  | {
      readonly what: 'file'
      readonly id: number
      readonly containerId: number
      readonly fileName: string
      readonly at: number
    }

/** A page whose name is another now. */
interface Renamed {
  readonly now: Content
  readonly was: { readonly space: Space; readonly title: string }
}

/** Let links follow a page or blog post that gets another title or space, in the transaction that does so; takes one id. */
export async function linksFollow(ctx: Context, before: Content, after: Content): Promise<void> {
  const isRenamed = before.title !== after.title || before.spaceId !== after.spaceId
  if (!isRenamed || before.status !== 'current' || (after.kind !== 'page' && after.kind !== 'blogpost'))
    return
  const { id, spaceId, title } = before
  const payload: Relinking = { what: 'page', id, spaceId, title, at: after.updatedAt }
  await enqueue(ctx, { kind: RELINK_JOB, key: `${id} ${spaceId} ${title}`, payload })
}

/** The same for an attachment that gets another name or content. */
export async function fileLinksFollow(ctx: Context, before: Content, after: Content): Promise<void> {
  if (before.containerId === null) return
  if (before.title === after.title && before.containerId === after.containerId) return
  const { id, containerId, title: fileName } = before
  const payload: Relinking = { what: 'file', id, containerId, fileName, at: after.updatedAt }
  await enqueue(ctx, { kind: RELINK_JOB, key: `${id} ${containerId} ${fileName}`, payload })
}

/**
 * Rewrite the links to what was renamed or moved, without a version: they mean what they meant. So it is done in every
 * body that has them and whose readers may all read what it names (rule 6): to others the new name would be told. Doing
 * it again changes nothing.
 */
export async function relink(ctx: Context, change: Relinking): Promise<void> {
  if (change.what === 'file') return relinkFile(ctx, change)
  const [page] = await findContents(ctx.db, [change.id])
  if (page === undefined) return
  const spaces = await spacesById(ctx, [change.spaceId, page.spaceId])
  const [before, after] = [spaces.get(change.spaceId), spaces.get(page.spaceId)]
  if (before === undefined || after === undefined) return
  const moved = before.id === after.id ? [] : await pagesBelow(ctx, page.id)
  const renamed: Renamed[] = [
    { now: page, was: { space: before, title: change.title } },
    ...moved.map((now) => ({ now, was: { space: before, title: now.title } })),
  ]
  for (const one of renamed) await relinkTo(ctx, one, after, change.at)
  if (before.id !== after.id) await relinkFrom(ctx, renamed, change.at)
}

/** Links to a page that has another name now. */
async function relinkTo(ctx: Context, { now, was }: Renamed, space: Space, at: number): Promise<void> {
  if (was.space.id === space.id && was.title === now.title) return
  const kind = now.kind === 'page' ? 'page' : 'blogPost'
  const other = await findByTitle(ctx.db, was.space.id, now.kind, was.title)
  const isTaken = other !== undefined && other.id !== now.id
  const mayBeTold = await audienceOf(ctx, now)
  for await (const referrer of referrersOf(ctx, was)) {
    if (!(await mayBeTold(referrer))) continue
    // What was written since means the page that has the title now.
    if (isTaken && referrer.updatedAt > at) continue
    await rewrite(ctx, referrer.id, (own) => ({
      page: (name) => {
        if (name.kind !== kind || !isNamed(name, was, own)) return undefined
        // Blog posts of different days may share a title.
        if (kind === 'blogPost' && name.day !== dayOf(now)) return undefined
        if (name.space === undefined) {
          return own.spaceId === space.id ? { title: now.title } : { title: now.title, space: space.key }
        }
        return { title: now.title, space: was.space.id === space.id ? name.space : space.key }
      },
    }))
  }
}

/** Links out of pages that went to another space and mean the space they were in. */
async function relinkFrom(ctx: Context, renamed: readonly Renamed[], at: number): Promise<void> {
  const along = new Set(renamed.flatMap(({ now, was }) => [foldCase(now.title), foldCase(was.title)]))
  for (const { now, was } of renamed) {
    const ids = [now.id, ...(await heldIds(ctx.db, now.id))]
    for (const content of await findContents(ctx.db, ids)) {
      if (content.kind === 'attachment' || content.updatedAt > at) continue
      await rewrite(ctx, content.id, () => ({
        page: (name) =>
          name.space !== undefined || along.has(foldCase(name.title))
            ? undefined
            : { ...name, space: was.space.key },
      }))
    }
  }
}

async function relinkFile(ctx: Context, change: Extract<Relinking, { what: 'file' }>): Promise<void> {
  const [file] = await findContents(ctx.db, [change.id])
  const [before, after] = await findContents(ctx.db, [change.containerId, file?.containerId ?? 0])
  if (file === undefined || before === undefined) return
  const holder = after ?? before
  const spaces = await spacesById(ctx, [before.spaceId, holder.spaceId])
  const [was, space] = [spaces.get(before.spaceId), spaces.get(holder.spaceId)]
  if (was === undefined || space === undefined) return
  const isMoved = holder.id !== before.id
  const named = { space: was, title: before.title }
  const how = (own: Content): Retargeting => ({
    file: (name): FileName | undefined => {
      if (foldCase(name.fileName) !== foldCase(change.fileName)) return undefined
      const isOwn = (own.containerId ?? own.id) === before.id
      if (name.holder === undefined ? !isOwn : !isNamed(name.holder, named, own)) return undefined
      if (!isMoved) return { fileName: file.title, holder: name.holder }
      const isAtHome = (own.containerId ?? own.id) === holder.id
      return {
        fileName: file.title,
        holder: isAtHome ? undefined : nameOf(holder, own.spaceId === space.id ? undefined : space),
      }
    },
  })
  const own = [before.id, ...(await heldIds(ctx.db, before.id))]
  const mayBeTold = await audienceOf(ctx, file)
  const follow = async (one: Content) => {
    if (await mayBeTold(one)) await rewrite(ctx, one.id, how)
  }
  for (const one of await findContents(ctx.db, own)) await follow(one)
  for await (const referrer of referrersOf(ctx, named)) await follow(referrer)
}

function isNamed(
  name: PageName,
  was: { readonly space: Space; readonly title: string },
  own: Content,
): boolean {
  if (foldCase(name.title) !== foldCase(was.title)) return false
  return name.space === undefined
    ? own.spaceId === was.space.id
    : foldCase(name.space) === foldCase(was.space.key)
}

function nameOf(content: Content, space: Space | undefined): PageName {
  return content.kind === 'page'
    ? { kind: 'page', title: content.title, space: space?.key }
    : { kind: 'blogPost', title: content.title, space: space?.key, day: dayOf(content) }
}

function dayOf(post: Content): string {
  return isoDay(post.createdAt).replaceAll('-', '/')
}

/** Every content that names a page so. */
async function* referrersOf(
  ctx: Context,
  page: { readonly space: Space; readonly title: string },
): AsyncIterable<Content> {
  const named = { spaceId: page.space.id, space: foldCase(page.space.key), title: foldCase(page.title) }
  for (let after = 0; ;) {
    const ids = await referrersTo(ctx.db, ctx.app.database.engine, named, {
      after,
      limit: limits.relinkedAtOnce,
    })
    yield* await findContents(ctx.db, ids)
    const last = ids.at(-1)
    if (last === undefined || ids.length < limits.relinkedAtOnce) return
    after = last
  }
}

/** Replace targets in the current body of a content, and what is recorded of it. */
async function rewrite(ctx: Context, id: number, how: (own: Content) => Retargeting): Promise<void> {
  const [seen] = await findContents(ctx.db, [id])
  if (seen === undefined || seen.kind === 'attachment') return
  const storage = (await bodiesOf(ctx.db, [seen])).get(id) ?? ''
  const value = retarget(storage, how(seen))
  if (value === storage) return
  const body = await acceptBody({ representation: 'storage', value }, environmentFor(ctx, { content: seen }))
  const isDone = await transact(
    ctx,
    async (ctx) => {
      const now = await lockContent(ctx.db, ctx.app.database.engine, id)
      if (now === undefined) return true
      if ((await bodiesOf(ctx.db, [now])).get(id) !== storage) return false
      await overwriteBody(ctx.db, now, body.storage)
      await recordReferences(ctx, now, body.references)
      if (now.status === 'current') await makeFindable(ctx, now, body.text)
      ctx.touched?.contents.add(id)
      return true
    },
    2 + idsForReferences(body.references),
  )
  // Somebody has saved meanwhile: the same for what they wrote.
  if (!isDone) await rewrite(ctx, id, how)
}

async function pagesBelow(ctx: Context, id: number): Promise<Content[]> {
  const ids = (await descendantRows(ctx.db, id)).map((row) => row.id)
  const pages: Content[] = []
  for (let i = 0; i < ids.length; i += 500) pages.push(...(await findContents(ctx.db, ids.slice(i, i + 500))))
  return pages
}
