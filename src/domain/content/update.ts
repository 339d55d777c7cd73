import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { attachmentsNamed, findAttachmentVersion, insertAttachmentVersion } from '../attachment/rows.ts'
import { duplicateFile, searchTextOf as fileSearchText } from '../attachment/upload.ts'
import { authorize, authorizeInSpace, permitted } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { attachLabels, type LabelName } from '../label/attach.ts'
import { acceptProperties, type PropertyInput, putProperties } from '../property/property.ts'
import { idsForReferences, recordReferences } from '../reference/record.ts'
import { environmentFor } from '../render/env.ts'
import { readSpace, spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { replant } from './ancestors.ts'
import { type AcceptedBody, acceptBody } from './body.ts'
import { type Body, type Content, familyOf, isCustomKind } from './content.ts'
import { nextCustomBody } from './custom-body.ts'
import { acceptTitle, refuseDuplicate } from './create.ts'
import { makeFindable } from './findable.ts'
import { linksFollow } from './relink.ts'
import { readContent } from './read.ts'
import {
  bodiesOf,
  descendantRows,
  findByTitles,
  findContents,
  insertVersion,
  lockContent,
  lockTree,
  moveToSpace,
  overwriteVersion,
  updateContent,
} from './rows.ts'

export interface ContentChange {
  readonly id: number
  /** The number of the version to be made: the current one plus one. */
  readonly version: number
  readonly title?: string
  readonly body?: Body
  readonly message?: string
  readonly minorEdit?: boolean
  /** Moves a page below another one; null: to the top of its space. Absent: it stays. */
  readonly parentId?: number | null
  /** Moves a page or blog post to another space. */
  readonly spaceKey?: string
  readonly position?: number
  /** `current` publishes a draft and restores from the trash; `draft` keeps a draft one. */
  readonly status?: 'current' | 'draft'
  /** Properties that it gets, whatever it had under their keys; others stay. */
  readonly properties?: readonly PropertyInput[]
  /** Labels that it gets besides those it has. */
  readonly labels?: readonly LabelName[]
}

/** What is written in the same transaction, and how many ids that takes. */
export interface AlsoWrite {
  readonly ids: number
  write(ctx: Context, after: Content): Promise<void>
}

interface Accepted {
  readonly change: ContentChange
  readonly title: string
  readonly body: AcceptedBody | undefined
  readonly space: Space
}

/**
 * Make the next version of a content. Refuses (`version-conflict`) any number but the current one plus one, so
 * that of two people who edit the same version only one saves. A trashed content can only be restored.
 */
export async function updateContentTo(
  ctx: Context,
  change: ContentChange,
  also: AlsoWrite = { ids: 0, write: async () => {} },
): Promise<Content> {
  const content = await readContent(ctx, change.id, { statuses: ['current', 'draft', 'trashed', 'archived'] })
  const isBack = content.status === 'archived' && change.status === 'current'
  await authorize(ctx, isBack ? 'remove' : 'update', content)
  if (content.status === 'trashed' || isBack) return restore(ctx, content, change)
  if (content.kind === 'attachment') throw contentNotFound(content.id)
  if (change.status === 'draft' && content.status === 'current') {
    throw new AppError('bad-request', 'Published content cannot become a draft again.')
  }
  // Told before the work on the body, so that the loser of a race hears of the race.
  refuseStale(content, change.version)
  const space = await spaceAfter(ctx, content, change)
  const given = change.body && isCustomKind(content.kind) ? nextCustomBody(content, change.body) : change.body
  const isConverted = given !== undefined && given.representation !== 'storage'
  const current = isConverted ? (await bodiesOf(ctx.db, [content])).get(content.id) : undefined
  const accepted: Accepted = {
    change,
    title:
      content.kind === 'comment'
        ? content.title
        : acceptTitle(change.title ?? content.title, change.status ?? content.status),
    body: given && (await acceptBody(given, environmentFor(ctx, { space, content }), current)),
    space,
  }
  if (change.parentId != null) await refuseBadParent(ctx, change.parentId, space)
  const { properties = [], labels = [] } = change
  acceptProperties(properties)
  return transact(
    ctx,
    async (ctx) => {
      const after = await save(ctx, accepted)
      await putProperties(ctx, after, properties)
      if (labels.length > 0) await attachLabels(ctx, after, labels)
      await also.write(ctx, after)
      return after
    },
    6 +
      2 * properties.length +
      2 * labels.length +
      also.ids +
      (accepted.body ? idsForReferences(accepted.body.references) : 0),
  )
}

async function save(ctx: Context, accepted: Accepted): Promise<Content> {
  const { change, title, space } = accepted
  const { engine } = ctx.app.database
  if (change.parentId !== undefined || change.spaceKey !== undefined)
    await lockTree(ctx.db, engine, 'changing')
  const before = await lockContent(ctx.db, engine, change.id)
  if (before === undefined) throw contentNotFound(change.id)
  refuseStale(before, change.version)
  const status = change.status ?? before.status
  const isNew = title !== before.title || space.id !== before.spaceId || status !== before.status
  if (isNew) await refuseDuplicate(ctx, space, { ...before, title, status })
  const staysDraft = before.status === 'draft' && status === 'draft'
  const isFirst = before.status === 'draft' && status === 'current'
  const after: Content = {
    ...before,
    title,
    status,
    spaceId: space.id,
    // A draft has one state; publishing it makes version 1.
    version: staysDraft || isFirst ? before.version : before.version + 1,
    position: change.position === undefined ? before.position : change.position < 0 ? null : change.position,
    parentId: parentAfter(before, change, space),
    updatedAt: now(ctx),
    updatedBy: actorId(ctx.actor),
  }
  const storage = accepted.body?.storage ?? (await bodiesOf(ctx.db, [before])).get(before.id) ?? ''
  if (after.spaceId !== before.spaceId) await authorizeDescendants(ctx, before)
  await updateContent(ctx.db, after, before)
  await writeVersion(ctx, after, change, storage, staysDraft || isFirst)
  if (after.kind === 'page' && after.parentId !== before.parentId) await replant(ctx, before, after.parentId)
  if (after.spaceId !== before.spaceId) await moveWithDescendants(ctx, after)
  if (accepted.body) await recordReferences(ctx, after, accepted.body.references)
  await refreshSearch(ctx, after, before, accepted.body)
  await emitChange(ctx, before, after)
  await linksFollow(ctx, before, after)
  return after
}

function parentAfter(before: Content, change: ContentChange, space: Space): number | null {
  if (before.kind !== 'page') return before.parentId
  if (change.parentId !== undefined) return change.parentId
  return space.id === before.spaceId ? before.parentId : null
}

async function writeVersion(
  ctx: Context,
  after: Content,
  change: ContentChange,
  storage: string,
  inPlace: boolean,
): Promise<void> {
  const version = {
    contentId: after.id,
    number: after.version,
    title: after.title,
    message: (change.message ?? '').slice(0, limits.commentLength),
    minorEdit: change.minorEdit ?? false,
    createdAt: after.updatedAt,
    createdBy: after.updatedBy,
  }
  await (inPlace ? overwriteVersion(ctx.db, version, storage) : insertVersion(ctx.db, version, storage))
}

async function refreshSearch(
  ctx: Context,
  after: Content,
  before: Content,
  body: AcceptedBody | undefined,
): Promise<void> {
  if (after.status !== 'current') return
  if (body === undefined && after.title === before.title && before.status === 'current') return
  const text = body?.text ?? (await searchTextOf(ctx, after))
  await makeFindable(ctx, after, text)
}

async function emitChange(ctx: Context, before: Content, after: Content): Promise<void> {
  const kind = familyOf(after.kind) as 'page' | 'blogpost' | 'comment' | 'custom'
  const published = before.status === 'draft' && after.status === 'current'
  await emit(ctx, {
    type: published ? `${kind}.created` : `${kind}.updated`,
    contentId: after.id,
    spaceId: after.spaceId,
    facts: { version: after.version, ...(after.status === 'draft' ? { draft: true } : {}) },
  })
  const moved = after.parentId !== before.parentId || after.spaceId !== before.spaceId
  if (moved && kind !== 'comment' && kind !== 'custom') {
    await emit(ctx, {
      type: `${kind}.moved`,
      contentId: after.id,
      spaceId: after.spaceId,
      facts: { fromParent: before.parentId, fromSpace: before.spaceId },
    })
  }
}

/** Take a content out of the trash, or out of the archive: only its status and version number change. */
async function restore(ctx: Context, content: Content, change: ContentChange): Promise<Content> {
  if (change.status !== 'current') throw contentNotFound(content.id)
  const [space] = [...(await spacesById(ctx, [content.spaceId])).values()]
  if (space === undefined) throw contentNotFound(content.id)
  return transact(ctx, async (ctx) => {
    const { engine } = ctx.app.database
    await lockTree(ctx.db, engine, 'changing')
    const before = await lockContent(ctx.db, engine, content.id)
    if (before === undefined) throw contentNotFound(content.id)
    refuseStale(before, change.version)
    await refuseDuplicate(ctx, space, { ...before, status: 'current' })
    if (before.kind === 'attachment') await refuseTakenFileName(ctx, before)
    const parent = before.parentId === null ? [] : await findContents(ctx.db, [before.parentId])
    const after: Content = {
      ...before,
      status: 'current',
      // The page above may be gone by now; then the page returns to the top of its space.
      parentId: parent[0]?.status === 'current' ? before.parentId : null,
      version: before.version + 1,
      updatedAt: now(ctx),
      updatedBy: actorId(ctx.actor),
    }
    const storage = (await bodiesOf(ctx.db, [before])).get(before.id) ?? ''
    await updateContent(ctx.db, after)
    await writeVersion(
      ctx,
      after,
      { id: after.id, version: after.version, message: change.message },
      storage,
      false,
    )
    if (after.parentId !== before.parentId) await replant(ctx, before, after.parentId)
    await makeFindable(ctx, after, await restoredText(ctx, before, after))
    await emit(ctx, { type: `${familyOf(after.kind)}.restored`, contentId: after.id, spaceId: after.spaceId })
    return after
  })
}

/** What search knows of a content that comes back; the version of an attachment gets its bytes again. */
async function restoredText(ctx: Context, before: Content, after: Content): Promise<string> {
  if (after.kind !== 'attachment') return searchTextOf(ctx, after)
  const file = await findAttachmentVersion(ctx.db, before.id, before.version)
  if (file) await insertAttachmentVersion(ctx.db, { ...file, version: after.version })
  return fileSearchText(ctx, after)
}

async function refuseTakenFileName(ctx: Context, attachment: Content): Promise<void> {
  const [other] = await attachmentsNamed(ctx.db, [attachment.containerId ?? 0], [attachment.title])
  if (other !== undefined) throw duplicateFile(attachment.title)
}

async function searchTextOf(ctx: Context, content: Content): Promise<string> {
  const storage = (await bodiesOf(ctx.db, [content])).get(content.id) ?? ''
  return (await acceptBody({ representation: 'storage', value: storage }, environmentFor(ctx, {}))).text
}

function refuseStale(content: Content, number: number): void {
  const expected = content.status === 'draft' ? [content.version, content.version + 1] : [content.version + 1]
  if (expected.includes(number)) return
  throw new AppError(
    'version-conflict',
    `Version must be incremented on update. Current version is: ${content.version}`,
    { current: content.version, provided: number },
  )
}

async function spaceAfter(ctx: Context, content: Content, change: ContentChange): Promise<Space> {
  const [current] = [...(await spacesById(ctx, [content.spaceId])).values()]
  if (current === undefined) throw contentNotFound(content.id)
  if (change.spaceKey === undefined || change.spaceKey.toLowerCase() === current.key.toLowerCase())
    return current
  if (content.kind !== 'page' && content.kind !== 'blogpost') {
    throw new AppError('bad-request', 'Only pages and blog posts can be moved to another space.')
  }
  const target = await readSpace(ctx, change.spaceKey)
  await authorizeInSpace(ctx, content.kind === 'page' ? 'create-page' : 'create-blogpost', target)
  await authorize(ctx, 'remove', content)
  return target
}

async function refuseBadParent(ctx: Context, parentId: number, space: Space): Promise<void> {
  const parent = await readContent(ctx, parentId)
  if (parent.kind !== 'page')
    throw new AppError('bad-request', `The parent must be a page; content ${parentId} is a ${parent.kind}.`)
  if (parent.spaceId !== space.id) {
    throw new AppError(
      'bad-request',
      `The parent page ${parentId} is not in the space with key ${space.key}.`,
    )
  }
}

/**
 * Refuses, from inside the transaction, to take a page to another space together with pages below it that the actor may
 * not take away. Drafts go with the page above them; they stay their authors'.
 */
export async function authorizeDescendants(ctx: Context, page: Content): Promise<void> {
  const ids = (await descendantRows(ctx.db, page.id)).map((row) => row.id)
  const below = (await findContents(ctx.db, ids)).filter(({ status }) => status !== 'draft')
  const may = await permitted(ctx, below)
  if (below.every(({ id }) => may.get(id)?.includes('remove'))) return
  throw new AppError('forbidden', 'You are not permitted to take all pages below this one to another space.')
}

/** Put what is below a page, and what it holds, into the space that the page is in now. */
export async function moveWithDescendants(ctx: Context, content: Content): Promise<void> {
  const below = await descendantRows(ctx.db, content.id)
  await refuseClashes(
    ctx,
    content,
    below.map((row) => row.id),
  )
  await moveToSpace(ctx.db, [content.id, ...below.map((row) => row.id)], content.spaceId)
}

/** The pages below a page go with it: none of their titles may be taken in the space they go to. */
async function refuseClashes(ctx: Context, content: Content, ids: readonly number[]): Promise<void> {
  const pages = (await findContents(ctx.db, ids)).filter((page) => page.status === 'current')
  if (pages.length === 0) return
  const taken = await findByTitles(
    ctx.db,
    pages.map(({ title }) => ({ spaceId: content.spaceId, title })),
  )
  const clash = taken.find((one) => one.kind === 'page' && one.id !== content.id && !ids.includes(one.id))
  if (clash === undefined) return
  throw new AppError(
    'duplicate-title',
    `A page with this title already exists: A page already exists with the title ${clash.title} in the space that the pages below would move to`,
    { contentId: clash.id },
  )
}
