import type { Html } from '../base/html.ts'
import { limits } from '../base/limits.ts'
import type { AttachmentSummary, ContentSummary, UserSummary } from '../document/env.ts'
import { actorId } from '../domain/access/actor.ts'
import { ancestorIdsOf } from '../domain/content/ancestors.ts'
import type { Content } from '../domain/content/content.ts'
import { type ContentAction, permittedActions } from '../domain/content/operations.ts'
import { listContent, readContents } from '../domain/content/read.ts'
import { type ContentState, stateOf } from '../domain/content-state/state.ts'
import type { Context } from '../domain/context.ts'
import type { Label } from '../domain/label/label.ts'
import { labelsOf } from '../domain/label/attach.ts'
import { renderBodies } from '../domain/render/body.ts'
import { attachmentSummaries, contentSummaries, userSummary } from '../domain/render/summaries.ts'
import { spacePath } from '../domain/render/urls.ts'
import { readSpaceById } from '../domain/space/read.ts'
import type { Space } from '../domain/space/space.ts'
import { usersById } from '../domain/user/user.ts'
import { isWatching } from '../domain/watch/watch.ts'
import { breadcrumbs, type Crumb } from './components/breadcrumbs.ts'
import type { ShownComment } from './components/comment-thread.ts'

/** A page or blog post with everything that its screen shows. */
export interface ShownContent {
  readonly content: Content
  readonly space: Space
  readonly summary: ContentSummary
  /** From the space's top to the parent. */
  readonly ancestors: readonly ContentSummary[]
  readonly author: UserSummary | undefined
  readonly editor: UserSummary | undefined
  /** HTML of the document engine. */
  readonly body: string
  readonly labels: readonly Label[]
  /** How far it is, where somebody said so. */
  readonly state: ContentState | undefined
  readonly attachments: readonly AttachmentSummary[]
  readonly moreAttachments: boolean
  readonly comments: readonly ShownComment[]
  readonly moreComments: boolean
  /** What the reader may do with the content and with each of its comments, by id. */
  readonly actions: ReadonlyMap<number, readonly ContentAction[]>
  /** Whether the reader hears of changes; undefined for those who have no log-in. */
  readonly isWatched: boolean | undefined
}

/** Collect what the screen of a content shows. The actor may read it: callers have asked. */
export async function loadContent(ctx: Context, content: Content): Promise<ShownContent> {
  const space = await readSpaceById(ctx, content.spaceId)
  const held = { containerId: content.id, statuses: ['current'] as const }
  const [bodies, ancestors, labels, attachments, comments, people, [summary], state] = await Promise.all([
    renderBodies(ctx, [content], 'view'),
    ancestorsOf(ctx, content),
    labelsOf(ctx, [content.id]),
    listContent(ctx, { ...held, kinds: ['attachment'] }, 'title', { limit: limits.screenListItems }),
    listContent(ctx, { ...held, kinds: ['comment'] }, 'created', { limit: limits.screenComments }),
    usersById(ctx, [content.createdBy, content.updatedBy]),
    contentSummaries(ctx, [content]),
    content.historical ? undefined : stateOf(ctx, content),
  ])
  const person = (id: number | null) => {
    const user = id === null ? undefined : people.get(id)
    return user && userSummary(ctx, user)
  }
  const readerId = actorId(ctx.actor)
  const reader = readerId === null ? undefined : (await usersById(ctx, [readerId])).get(readerId)
  return {
    content,
    space,
    summary: summary as ContentSummary,
    ancestors,
    author: person(content.createdBy),
    editor: person(content.updatedBy),
    body: bodies.get(content.id) ?? '',
    labels: labels.get(content.id) ?? [],
    state: state?.state,
    attachments: await attachmentSummaries(ctx, attachments.items),
    moreAttachments: attachments.more,
    comments: await shownComments(ctx, comments.items),
    moreComments: comments.more,
    actions: await permittedActions(ctx, [content, ...comments.items]),
    isWatched: reader && (await isWatching(ctx, reader, { content })),
  }
}

/** The pages above a content, from the top down. */
export async function ancestorsOf(ctx: Context, content: Content): Promise<ContentSummary[]> {
  if (content.kind !== 'page') return []
  const ids = (await ancestorIdsOf(ctx, [content.id])).get(content.id) ?? []
  return contentSummaries(ctx, await readContents(ctx, ids.toReversed()))
}

/** The way to a content, or with `self` to a screen about it. */
export function crumbsTo(
  ctx: Context,
  space: Space,
  ancestors: readonly ContentSummary[],
  self?: ContentSummary,
): Html {
  const { contextPath } = ctx.place
  const isHome = (page: ContentSummary) => Number(page.id) === space.homepageId
  const above: Crumb[] = [...ancestors.filter((page) => !isHome(page)), ...(self ? [self] : [])].map(
    ({ url, title }) => ({ url, text: title }),
  )
  return breadcrumbs(contextPath, [
    { url: contextPath + spacePath(ctx.place, space), text: space.name },
    ...above,
  ])
}

async function shownComments(ctx: Context, comments: readonly Content[]): Promise<ShownComment[]> {
  if (comments.length === 0) return []
  const room = { characters: limits.bodiesCharacters, beyond: 'leave-out' } as const
  const bodies = await renderBodies(ctx, comments, 'view', room)
  const users = await usersById(
    ctx,
    comments.map((comment) => comment.createdBy),
  )
  return Promise.all(
    comments.map(async (comment) => {
      const user = comment.createdBy === null ? undefined : users.get(comment.createdBy)
      return {
        id: comment.id,
        parentId: comment.parentId,
        author: user && userSummary(ctx, user),
        createdAt: comment.createdAt,
        version: comment.version,
        body: bodies.get(comment.id) ?? '',
        isInline: comment.extra.location === 'inline',
        passage: comment.extra.passage?.text,
        isResolved: comment.extra.resolution?.status === 'resolved',
      }
    }),
  )
}
