import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type PageName, retarget } from '../../document/retarget.ts'
import { attachmentsNamed } from '../attachment/rows.ts'
import { copyAttachments, IDS_PER_ATTACHMENT } from '../attachment/copy.ts'
import { can } from '../access/policy.ts'
import { replaceRestrictions, restrictionsOf } from '../access/rows.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { labelsOf } from '../label/attach.ts'
import { propertiesOf } from '../property/property.ts'
import { readSpace, readSpaceById } from '../space/read.ts'
import type { Body, Content } from './content.ts'
import { prepareContent, writePrepared } from './create.ts'
import { readContent } from './read.ts'
import { bodiesOf } from './rows.ts'
import { updateContentTo } from './update.ts'

/** What of a page goes with a copy of it, besides its title and body. */
export interface CopyOptions {
  readonly attachments?: boolean | undefined
  readonly permissions?: boolean | undefined
  readonly properties?: boolean | undefined
  readonly labels?: boolean | undefined
}

/** Where a copy goes: to the top of a space, below a page, or in the place of what a page says now. */
export type CopyDestination =
  | { readonly kind: 'space'; readonly key: string }
  | { readonly kind: 'parent'; readonly id: number }
  | { readonly kind: 'existing'; readonly id: number }

/** One copy to be made. */
export interface Copy {
  readonly source: Content
  readonly title: string
  readonly spaceId: number
  readonly parentId: number | undefined
  readonly options: CopyOptions
  /** Instead of the body of the source. */
  readonly body?: Body | undefined
  /** Pages that were copied along: links to them follow. */
  readonly renamed?: (name: PageName) => Pick<PageName, 'title' | 'space'> | undefined
}

/** Copy one page, without those below it. */
export async function copyPage(
  ctx: Context,
  id: number,
  to: CopyDestination,
  given: {
    readonly title?: string | undefined
    readonly body?: Body | undefined
    readonly options: CopyOptions
  },
): Promise<Content> {
  const source = await readPage(ctx, id)
  const { options, body } = given
  if (to.kind === 'existing') return overwriteWithCopy(ctx, source, await readPage(ctx, to.id), given)
  const parent = to.kind === 'parent' ? await readPage(ctx, to.id) : undefined
  const space = to.kind === 'space' ? await readSpace(ctx, to.key) : undefined
  const spaceId = parent?.spaceId ?? space?.id ?? source.spaceId
  const copy = { source, title: given.title ?? source.title, spaceId, parentId: parent?.id, options, body }
  return makeCopy(ctx, copy)
}

/** Make one copy as the actor, and write `also` in the same transaction. */
export async function makeCopy(
  ctx: Context,
  copy: Copy,
  also: (ctx: Context, made: Content) => Promise<void> = async () => {},
): Promise<Content> {
  const { source, options } = copy
  const prepared = await prepareContent(ctx, {
    kind: 'page',
    title: copy.title,
    spaceId: copy.spaceId,
    ...(copy.parentId === undefined ? {} : { parentId: copy.parentId }),
    body: copy.body ?? (await bodyFor(ctx, copy)),
    ...(options.labels ? { labels: await labelsFor(ctx, source) } : {}),
    ...(options.properties ? { properties: await propertiesFor(ctx, source) } : {}),
  })
  const files = options.attachments ? await attachmentsNamed(ctx.db, [source.id]) : []
  const restrictions = options.permissions ? await restrictionsOf(ctx.db, [source.id]) : []
  return transact(
    ctx,
    async (ctx) => {
      const made = await writePrepared(ctx, prepared)
      if (files.length > 0 && (await can(ctx, 'attach', made))) await copyAttachments(ctx, files, made)
      if (restrictions.length > 0 && (await can(ctx, 'restrict', made))) {
        await copyRestrictions(ctx, restrictions, made)
      }
      await also(ctx, made)
      return made
    },
    prepared.ids + IDS_PER_ATTACHMENT * files.length + 2,
  )
}

/** A page that may be read; anything else is refused. */
export async function readPage(ctx: Context, id: number): Promise<Content> {
  const page = await readContent(ctx, id)
  if (page.kind === 'page') return page
  throw new AppError(
    'bad-request',
    `Content ${id} is a ${page.kind}; only pages are copied, and only to pages.`,
  )
}

async function overwriteWithCopy(
  ctx: Context,
  source: Content,
  target: Content,
  given: {
    readonly title?: string | undefined
    readonly body?: Body | undefined
    readonly options: CopyOptions
  },
): Promise<Content> {
  const { options } = given
  const copy = { source, title: target.title, spaceId: target.spaceId, parentId: undefined, options }
  const body = given.body ?? (await bodyFor(ctx, copy))
  const properties = options.properties ? await propertiesFor(ctx, source) : []
  const labels = options.labels ? await labelsFor(ctx, source) : []
  const present = await attachmentsNamed(ctx.db, [target.id])
  const names = new Set(present.map(({ title }) => title.toLowerCase()))
  const files = options.attachments
    ? (await attachmentsNamed(ctx.db, [source.id])).filter(({ title }) => !names.has(title.toLowerCase()))
    : []
  const change = { id: target.id, version: target.version + 1, body, properties, labels }
  return updateContentTo(
    ctx,
    { ...change, ...(given.title === undefined ? {} : { title: given.title }) },
    {
      ids: IDS_PER_ATTACHMENT * files.length,
      write: async (ctx, after) => {
        if (files.length > 0 && (await can(ctx, 'attach', after))) await copyAttachments(ctx, files, after)
      },
    },
  )
}

/** The body of the source, with links that mean the same where the copy will be. */
async function bodyFor(ctx: Context, copy: Pick<Copy, 'source' | 'spaceId' | 'renamed'>): Promise<Body> {
  const { source, spaceId } = copy
  const storage = (await bodiesOf(ctx.db, [source])).get(source.id) ?? ''
  const home = source.spaceId === spaceId ? undefined : (await readSpaceById(ctx, source.spaceId)).key
  const value = retarget(storage, {
    page: (name) =>
      copy.renamed?.(name) ??
      (home === undefined || name.space !== undefined ? undefined : { ...name, space: home }),
  })
  return { representation: 'storage', value }
}

async function labelsFor(ctx: Context, source: Content) {
  const labels = (await labelsOf(ctx, [source.id])).get(source.id) ?? []
  return labels.slice(0, limits.labelsPerRequest).map(({ prefix, name }) => ({ prefix, name }))
}

async function propertiesFor(ctx: Context, source: Content) {
  const properties = (await propertiesOf(ctx, [source.id])).get(source.id) ?? []
  return properties.slice(0, limits.propertiesPerRequest).map(({ key, value }) => ({ key, value }))
}

/** What would lock out whoever makes the copy is left out. */
async function copyRestrictions(
  ctx: Context,
  rows: Awaited<ReturnType<typeof restrictionsOf>>,
  made: Content,
): Promise<void> {
  for (const operation of ['read', 'update'] as const) {
    const subjects = rows.filter((row) => row.operation === operation).map((row) => row.subject)
    if (subjects.length === 0) continue
    await replaceRestrictions(ctx.db, made.id, operation, subjects)
    if (!(await can(ctx, operation, made))) {
      await replaceRestrictions(ctx.db, made.id, operation, [])
      continue
    }
    const facts = { operation }
    await emit(ctx, { type: 'restriction.changed', contentId: made.id, spaceId: made.spaceId, facts })
  }
}
