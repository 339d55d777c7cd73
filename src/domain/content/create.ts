import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { makeFindable } from './findable.ts'
import { actorId } from '../access/actor.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { attachLabels, type LabelName } from '../label/attach.ts'
import { acceptProperties, type PropertyInput, putProperties } from '../property/property.ts'
import { idsForReferences, recordReferences } from '../reference/record.ts'
import { environmentFor } from '../render/env.ts'
import type { Space } from '../space/space.ts'
import { insertFirstWatch } from '../watch/rows.ts'
import { placeNew } from './ancestors.ts'
import { type AcceptedBody, acceptBody } from './body.ts'
import {
  type Body,
  type Content,
  type ContentExtra,
  type ContentStatus,
  type CustomKind,
  familyOf,
  isCustomKind,
} from './content.ts'
import { customBody } from './custom-body.ts'
import { type Place, type PlaceAsked, placeOf } from './place.ts'
import {
  findByUniqueTitle,
  findContents,
  insertContent,
  insertVersion,
  lockTree,
  uniqueTitle,
} from './rows.ts'

/** A content to be made, and where. */
export interface NewContent extends PlaceAsked {
  readonly kind: 'page' | 'blogpost' | 'comment' | CustomKind
  readonly title: string
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
  const place = await placeOf(ctx, input)
  const status = input.status ?? 'current'
  if (input.createdAt !== undefined) refuseDay(ctx, input.kind, input.createdAt)
  const title = input.kind === 'comment' ? await titleOfComment(ctx, place) : acceptTitle(input.title, status)
  const given = input.body ?? { representation: 'storage', value: '' }
  const body = await acceptBody(
    isCustomKind(input.kind) ? customBody(given) : given,
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
    type: `${familyOf(input.kind)}.created`,
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
    extra: extraOf(input, place.answered),
  }
}

function extraOf(input: NewContent, answered: ContentExtra | undefined): ContentExtra {
  if (isCustomKind(input.kind)) return input.body?.representation === 'raw' ? { raw: true } : {}
  if (input.kind !== 'comment') return {}
  const { location = input.location, passage = input.passage } = answered ?? {}
  return { location: location ?? 'footer', ...(passage ? { passage } : {}) }
}

/** Whoever makes a page or blog post hears of what happens to it; a part of its making, and no event of its own. */
async function watchOwn(ctx: Context, content: Content): Promise<void> {
  if ((content.kind !== 'page' && content.kind !== 'blogpost') || content.createdBy === null) return
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
