import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { authorize, authorizeInSpace } from '../access/policy.ts'
import { refuseEscape } from '../access/scope.ts'
import type { Context } from '../context.ts'
import { readSpace, readSpaceById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { type Content, type ContentExtra, type ContentKind, isCustomKind } from './content.ts'
import { readContent } from './read.ts'
import { depthOf } from './rows.ts'

/** Where a new content is to be. */
export interface PlaceAsked {
  readonly kind: ContentKind
  /** The space, for pages and blog posts; a page with a parent may leave it out. */
  readonly spaceKey?: string
  readonly spaceId?: number
  /** The page above; for a comment the comment that it answers. */
  readonly parentId?: number
  /** What a comment is about; what holds custom content, unless its space does. */
  readonly containerId?: number
}

/** Where it will be. */
export interface Place {
  readonly space: Space
  readonly parentId: number | null
  readonly containerId: number | null
  /** What an answer to a comment takes over from it. */
  readonly answered?: ContentExtra
}

/** Find the place of a new content. Refuses one that is not there, and one that the actor may not write to. */
export function placeOf(ctx: Context, input: PlaceAsked): Promise<Place> {
  if (input.kind === 'comment') return placeOfComment(ctx, input)
  return isCustomKind(input.kind) ? placeOfCustom(ctx, input) : placeOfPage(ctx, input)
}

async function placeOfPage(ctx: Context, input: PlaceAsked): Promise<Place> {
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

async function spaceOf(ctx: Context, input: PlaceAsked, parent: Content | undefined): Promise<Space> {
  if (input.spaceId !== undefined) return readSpaceById(ctx, input.spaceId)
  if (input.spaceKey !== undefined) return readSpace(ctx, input.spaceKey)
  if (parent !== undefined) return readSpaceById(ctx, parent.spaceId)
  throw new AppError(
    'bad-request',
    'No space or no content type, or setup a wrong version type set to content, or status param is not draft and status content is current: a space is required.',
  )
}

async function placeOfComment(ctx: Context, input: PlaceAsked): Promise<Place> {
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
  if (container.containerId !== null) {
    // What is said of a file or of custom content belongs to the page that holds it: that is where restrictions are set.
    const place = await placeOfComment(ctx, { ...input, containerId: container.containerId })
    return place.parentId === null ? { ...place, parentId: container.id } : place
  }
  await authorize(ctx, 'comment', container)
  if (isAnswer && answered.containerId !== container.id) {
    throw new AppError('bad-request', `Comment ${answered.id} does not belong to content ${container.id}.`)
  }
  if (isAnswer) await refuseTooDeep(ctx, answered)
  const space = await readSpaceById(ctx, container.spaceId)
  return isAnswer
    ? { space, parentId: answered.id, containerId: container.id, answered: answered.extra }
    : { space, parentId: isCustomKind(container.kind) ? container.id : null, containerId: container.id }
}

/** Custom content hangs on what its maker may update, or stands in a space by itself. */
async function placeOfCustom(ctx: Context, input: PlaceAsked): Promise<Place> {
  if (input.containerId === undefined) {
    const space = await spaceOf(ctx, input, undefined)
    await authorizeInSpace(ctx, 'create-page', space)
    // By itself it is in no tree of pages.
    refuseEscape(ctx.actor, [])
    return { space, parentId: null, containerId: null }
  }
  const container = await readContent(ctx, input.containerId)
  await authorize(ctx, 'update', container)
  if (isCustomKind(container.kind)) await refuseTooDeep(ctx, container)
  const space = await readSpaceById(ctx, container.spaceId)
  if (isCustomKind(container.kind))
    return { space, parentId: container.id, containerId: container.containerId }
  if (container.kind === 'page' || container.kind === 'blogpost')
    return { space, parentId: null, containerId: container.id }
  throw new AppError(
    'bad-request',
    `Custom content is held by a page, a blog post or other custom content; content ${container.id} is a ${container.kind}.`,
  )
}

async function refuseTooDeep(ctx: Context, above: Content): Promise<void> {
  if (above.parentId === null || (await depthOf(ctx.db, above.id)) < limits.answerDepth) return
  throw new AppError(
    'bad-request',
    `Content ${above.id} stands below ${limits.answerDepth} others; nothing more goes below it.`,
  )
}
