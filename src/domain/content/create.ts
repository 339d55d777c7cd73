import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { makeFindable } from './findable.ts'
import { actorId } from '../access/actor.ts'
import { authorize, authorizeInSpace } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { attachLabels, type LabelName } from '../label/attach.ts'
import { acceptProperties, type PropertyInput, putProperties } from '../property/property.ts'
import { idsForReferences, recordReferences } from '../reference/record.ts'
import { environmentFor } from '../render/env.ts'
import { readSpace, readSpaceById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { insertFirstWatch } from '../watch/rows.ts'
import { placeNew } from './ancestors.ts'
import { type AcceptedBody, acceptBody } from './body.ts'
import type { Body, Content, ContentExtra, ContentStatus } from './content.ts'
import { readContent } from './read.ts'
import {
  findByUniqueTitle,
  findContents,
  insertContent,
  insertVersion,
  lockTree,
  uniqueTitle,
} from './rows.ts'

export interface NewContent {
  readonly kind: 'page' | 'blogpost' | 'comment'
  readonly title: string
  /** The space, for pages and blog posts; a page with a parent may leave it out. */
  readonly spaceKey?: string
  readonly spaceId?: number
  /** The page above; for a comment the comment that it answers. */
  readonly parentId?: number
  /** The page or blog post of a comment. */
  readonly containerId?: number
  readonly body?: Body
  readonly status?: Extract<ContentStatus, 'current' | 'draft'>
  readonly position?: number
  readonly labels?: readonly LabelName[]
  readonly properties?: readonly PropertyInput[]
  readonly location?: 'footer' | 'inline'
  /** Of a comment on a passage that is marked in the body of its container. */
  readonly passage?: ContentExtra['passage']
  readonly message?: string
  /** The day of a blog post, as milliseconds since 1970, where it is not today. */
  readonly createdAt?: number
}

interface Place {
  readonly space: Space
  readonly parentId: number | null
  readonly containerId: number | null
  /** What an answer to a comment takes over from it. */
  readonly answered?: ContentExtra
}

/**
 * Create a page, a blog post or a comment. Refuses a title that its space has already (`duplicate-title`),
 * a body that is not well-formed (`bad-markup`), and a place that the actor may not write to.
 */
export async function createContent(ctx: Context, input: NewContent): Promise<Content> {
  const prepared = await prepareContent(ctx, input)
  return transact(ctx, (ctx) => writePrepared(ctx, prepared), prepared.ids)
}

/** A content that may be created, with all work done that needs no transaction. */
export interface PreparedContent {
  readonly input: NewContent
  readonly place: Place
  readonly status: ContentStatus
  readonly title: string
  readonly body: AcceptedBody
  /** How many ids its transaction needs. */
  readonly ids: number
}

/** The first half of `createContent`, for creations that are a part of a larger change. */
export async function prepareContent(ctx: Context, input: NewContent): Promise<PreparedContent> {
  const place = input.kind === 'comment' ? await placeOfComment(ctx, input) : await placeOfPage(ctx, input)
  const status = input.status ?? 'current'
  if (input.createdAt !== undefined) refuseDay(ctx, input.kind, input.createdAt)
  const title = input.kind === 'comment' ? await titleOfComment(ctx, place) : acceptTitle(input.title, status)
  const body = await acceptBody(
    input.body ?? { representation: 'storage', value: '' },
    environmentFor(ctx, { space: place.space }),
  )
  const { labels = [], properties = [] } = input
  acceptProperties(properties)
  return {
    input,
    place,
    status,
    title,
    body,
    ids: 4 + 2 * labels.length + 2 * properties.length + idsForReferences(body.references),
  }
}

/** The second half of `createContent`, inside the transaction of the larger change. */
export async function writePrepared(ctx: Context, prepared: PreparedContent): Promise<Content> {
  const { input, place, status, title, body } = prepared
  const { labels = [], properties = [] } = input
  await lockTree(ctx.db, ctx.app.database.engine, 'growing')
  const content = newContent(ctx, input, place, title, status)
  await refuseDuplicate(ctx, place.space, content)
  await insertWithBody(ctx, content, body, input.message ?? '')
  if (input.kind === 'page') await placeNew(ctx, content.id, place.parentId)
  await recordReferences(ctx, content, body.references)
  if (status === 'current') await makeFindable(ctx, content, body.text)
  if (labels.length > 0) await attachLabels(ctx, content, labels)
  await putProperties(ctx, content, properties)
  await watchOwn(ctx, content)
  await emit(ctx, {
    type: `${input.kind}.created`,
    contentId: content.id,
    spaceId: content.spaceId,
    facts: status === 'draft' ? { draft: true } : {},
  })
  return content
}

/** The title, if it may be one. A draft may have none yet. */
export function acceptTitle(title: string, status: ContentStatus): string {
  if (title.trim() === '' && status !== 'draft') throw new AppError('bad-request', 'Title is required.')
  if (title.length > limits.titleLength) {
    throw new AppError('bad-request', `Title cannot be longer than ${limits.titleLength} characters.`)
  }
  if (hasControlCharacters(title)) {
    throw new AppError('bad-request', 'Title cannot contain control characters such as line breaks.')
  }
  return title
}

/** Throws `duplicate-title` when the space has another content that has the title which this one is to have. */
export async function refuseDuplicate(
  ctx: Context,
  space: Space,
  content: Pick<Content, 'id' | 'kind' | 'status' | 'title' | 'createdAt' | 'containerId'>,
): Promise<void> {
  if (content.kind !== 'page' && content.kind !== 'blogpost') return
  const other = await findByUniqueTitle(ctx.db, space.id, uniqueTitle(content))
  if (other === undefined || other === content.id) return
  throw new AppError(
    'duplicate-title',
    `A page with this title already exists: A page already exists with the title ${content.title} in the space with key ${space.key}`,
    { contentId: other },
  )
}

/** Only blog posts are of a day, and of none to come: they are addressed by it. */
function refuseDay(ctx: Context, kind: NewContent['kind'], at: number): void {
  if (kind === 'blogpost' && at >= 0 && at <= now(ctx)) return
  throw new AppError(
    'bad-request',
    'Only a blog post is created for another day than today, and for none to come.',
  )
}

async function placeOfPage(ctx: Context, input: NewContent): Promise<Place> {
  const parent = input.parentId === undefined ? undefined : await parentPage(ctx, input.parentId)
  const space = await spaceOf(ctx, input, parent)
  if (parent !== undefined && parent.spaceId !== space.id) {
    throw new AppError(
      'bad-request',
      `The parent page ${parent.id} is not in the space with key ${space.key}.`,
    )
  }
  await authorizeInSpace(ctx, input.kind === 'blogpost' ? 'create-blogpost' : 'create-page', space)
  return { space, parentId: parent?.id ?? null, containerId: null }
}

async function parentPage(ctx: Context, id: number): Promise<Content> {
  const parent = await readContent(ctx, id)
  if (parent.kind === 'page') return parent
  throw new AppError('bad-request', `The parent must be a page; content ${id} is a ${parent.kind}.`)
}

async function spaceOf(ctx: Context, input: NewContent, parent: Content | undefined): Promise<Space> {
  if (input.spaceId !== undefined) return readSpaceById(ctx, input.spaceId)
  if (input.spaceKey !== undefined) return readSpace(ctx, input.spaceKey)
  if (parent !== undefined) return readSpaceById(ctx, parent.spaceId)
  throw new AppError(
    'bad-request',
    'No space or no content type, or setup a wrong version type set to content, or status param is not draft and status content is current: a space is required.',
  )
}

async function placeOfComment(ctx: Context, input: NewContent): Promise<Place> {
  const answered = input.parentId === undefined ? undefined : await readContent(ctx, input.parentId)
  const isAnswer = answered?.kind === 'comment'
  const containerId = input.containerId ?? answered?.containerId ?? undefined
  if (containerId === undefined) {
    throw new AppError('bad-request', 'A comment needs a container: the page or blog post that it is about.')
  }
  const container = await readContent(ctx, containerId)
  if (container.kind === 'comment') {
    return placeOfComment(ctx, {
      ...input,
      containerId: container.containerId ?? undefined,
      parentId: container.id,
    })
  }
  if (container.kind === 'attachment') {
    // What is said of a file belongs to the page that holds it: that is where restrictions are set.
    const place = await placeOfComment(ctx, { ...input, containerId: container.containerId ?? undefined })
    return place.parentId === null ? { ...place, parentId: container.id } : place
  }
  await authorize(ctx, 'comment', container)
  if (isAnswer && answered.containerId !== container.id) {
    throw new AppError('bad-request', `Comment ${answered.id} does not belong to content ${container.id}.`)
  }
  const space = await readSpaceById(ctx, container.spaceId)
  return isAnswer
    ? { space, parentId: answered.id, containerId: container.id, answered: answered.extra }
    : { space, parentId: null, containerId: container.id }
}

async function titleOfComment(ctx: Context, place: Place): Promise<string> {
  const [container] = place.containerId === null ? [] : await findContents(ctx.db, [place.containerId])
  return `Re: ${container?.title ?? ''}`.slice(0, limits.titleLength)
}

function newContent(
  ctx: Context,
  input: NewContent,
  place: Place,
  title: string,
  status: ContentStatus,
): Content {
  const at = now(ctx)
  const by = actorId(ctx.actor)
  return {
    id: ctx.takeId(),
    kind: input.kind,
    status,
    spaceId: place.space.id,
    parentId: place.parentId,
    containerId: place.containerId,
    title,
    position: input.position ?? null,
    version: 1,
    createdAt: input.createdAt ?? at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    extra: input.kind === 'comment' ? extraOfComment(input, place.answered) : {},
  }
}

function extraOfComment(input: NewContent, answered: ContentExtra | undefined): ContentExtra {
  const { location = input.location, passage = input.passage } = answered ?? {}
  return { location: location ?? 'footer', ...(passage ? { passage } : {}) }
}

/** Whoever makes a page or blog post hears of what happens to it; a part of its making, and no event of its own. */
async function watchOwn(ctx: Context, content: Content): Promise<void> {
  if (content.kind === 'comment' || content.createdBy === null) return
  await insertFirstWatch(ctx.db, {
    user_id: content.createdBy,
    kind: 'content',
    target_id: content.id,
    created_at: content.updatedAt,
  })
}

async function insertWithBody(
  ctx: Context,
  content: Content,
  body: AcceptedBody,
  message: string,
): Promise<void> {
  await insertContent(ctx.db, content)
  await insertVersion(
    ctx.db,
    {
      contentId: content.id,
      number: content.version,
      title: content.title,
      message: message.slice(0, limits.commentLength),
      minorEdit: false,
      createdAt: content.updatedAt,
      createdBy: content.createdBy,
    },
    body.storage,
  )
}
