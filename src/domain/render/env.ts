import { limits } from '../../base/limits.ts'
import { isoDate } from '../../base/dates.ts'
import type {
  AttachmentSummary,
  ContentQuery,
  ContentSummary,
  Environment,
  Resolved,
  UserSummary,
} from '../../document/env.ts'
import { readStorage } from '../../document/formats.ts'
import type { Node, Target } from '../../document/tree.ts'
import { allowed } from '../access/policy.ts'
import { attachmentsNamed } from '../attachment/rows.ts'
import { type Context, now } from '../context.ts'
import type { Content } from '../content/content.ts'
import { listContent, readContents } from '../content/read.ts'
import { bodiesOf, findByTitle } from '../content/rows.ts'
import { findLabel } from '../label/rows.ts'
import { listSpaces, spacesById } from '../space/read.ts'
import { findSpaceByKey } from '../space/rows.ts'
import type { Space } from '../space/space.ts'
import { type User, readUser, usersById } from '../user/user.ts'
import { downloadPath, spacePath, webPath } from './urls.ts'

/** Where a document stands: in a content, in a space, or nowhere yet. */
export interface Standing {
  readonly space?: Space
  readonly content?: Content
}

/**
 * The answers to what documents ask (`document/env.ts`), for the actor of this context: what they may not see
 * is answered as if it were not there.
 */
export function environmentFor(ctx: Context, standing: Standing): Environment {
  const { space, content } = standing
  return {
    ...(content && space ? { content: unattributed(ctx, content, space) } : {}),
    ...(space ? { spaceKey: space.key } : {}),
    origin: ctx.place.origin,
    contextPath: ctx.place.contextPath,
    now: new Date(now(ctx)),
    locale: 'en-GB',
    resolve: (targets) => resolveAll(ctx, standing, targets),
    listContent: (query) => queryContent(ctx, query),
    listAttachments: (holder) => attachmentsOf(ctx, holder),
    readBody: (id) => bodyTree(ctx, Number(id)),
  }
}

async function resolveAll(ctx: Context, standing: Standing, targets: readonly Target[]): Promise<Resolved[]> {
  const answers: Resolved[] = []
  for (const target of targets) answers.push(await resolve(ctx, standing, target))
  return answers
}

const MISSING: Resolved = { kind: 'missing' }

async function resolve(ctx: Context, standing: Standing, target: Target): Promise<Resolved> {
  switch (target.kind) {
    case 'url':
      return { kind: 'url', url: target.url }
    case 'shortcut':
      return MISSING
    case 'self':
      return summarised(ctx, standing.content)
    case 'content':
      return summarised(ctx, (await readContents(ctx, [Number(target.id) || 0]))[0])
    case 'space': {
      const space = await spaceByKey(ctx, target.key)
      return space
        ? {
            kind: 'space',
            space: {
              key: space.key,
              name: space.name,
              url: ctx.place.contextPath + spacePath(ctx.place, space),
            },
          }
        : MISSING
    }
    case 'user': {
      const user = await readUser(ctx, target)
      return user ? { kind: 'user', user: userSummary(ctx, user) } : MISSING
    }
    case 'page':
    case 'blogPost':
      return summarised(ctx, await byTitle(ctx, standing, target))
    case 'attachment':
      return attachmentBy(ctx, standing, target)
  }
}

async function byTitle(
  ctx: Context,
  standing: Standing,
  target: Extract<Target, { kind: 'page' | 'blogPost' }>,
): Promise<Content | undefined> {
  const space = target.space === undefined ? standing.space : await spaceByKey(ctx, target.space)
  if (space === undefined) return undefined
  const found = await findByTitle(
    ctx.db,
    space.id,
    target.kind === 'page' ? 'page' : 'blogpost',
    target.title,
  )
  return found && (await allowed(ctx, [found]))[0]
}

async function attachmentBy(
  ctx: Context,
  standing: Standing,
  target: Extract<Target, { kind: 'attachment' }>,
): Promise<Resolved> {
  const holder = await holderOf(ctx, standing, target.holder)
  if (holder === undefined) return MISSING
  const [attachment] = await attachmentsNamed(ctx.db, [holder.id], [target.fileName])
  if (attachment === undefined) return MISSING
  const [summary] = await attachmentSummaries(ctx, [attachment])
  return summary ? { kind: 'attachment', attachment: summary } : MISSING
}

async function holderOf(
  ctx: Context,
  standing: Standing,
  target: Target | undefined,
): Promise<Content | undefined> {
  if (target === undefined || target.kind === 'self') {
    const { content } = standing
    // The files of a comment's page are meant when a comment names a file.
    if (content?.containerId == null) return content
    return (await readContents(ctx, [content.containerId]))[0]
  }
  if (target.kind === 'page' || target.kind === 'blogPost') return byTitle(ctx, standing, target)
  if (target.kind === 'content') return (await readContents(ctx, [Number(target.id) || 0]))[0]
  return undefined
}

async function spaceByKey(ctx: Context, key: string): Promise<Space | undefined> {
  const space = await findSpaceByKey(ctx.db, key)
  if (space === undefined) return undefined
  const page = await listSpaces(ctx, { ids: [space.id] }, 'id', { limit: 1 })
  return page.items[0]
}

async function summarised(ctx: Context, content: Content | undefined): Promise<Resolved> {
  if (content === undefined) return MISSING
  const [summary] = await contentSummaries(ctx, [content])
  return summary ? { kind: 'content', content: summary } : MISSING
}

/** Contents as lists and links show them. The actor may read them: callers have asked. */
export async function contentSummaries(
  ctx: Context,
  contents: readonly Content[],
): Promise<ContentSummary[]> {
  const spaces = await spacesById(
    ctx,
    contents.map((content) => content.spaceId),
  )
  const users = await usersById(
    ctx,
    contents.map((content) => content.updatedBy),
  )
  return contents.flatMap((content) => {
    const space = spaces.get(content.spaceId)
    if (space === undefined) return []
    const user = content.updatedBy === null ? undefined : users.get(content.updatedBy)
    return [{ ...unattributed(ctx, content, space), updatedBy: user ? userSummary(ctx, user) : NOBODY }]
  })
}

function unattributed(ctx: Context, content: Content, space: Space): ContentSummary {
  return {
    id: String(content.id),
    kind: content.kind,
    title: content.title,
    spaceKey: space.key,
    spaceName: space.name,
    version: content.version,
    url: ctx.place.contextPath + webPath(ctx.place, content, space),
    updatedAt: isoDate(content.updatedAt),
    updatedBy: NOBODY,
  }
}

const NOBODY: UserSummary = {
  username: '',
  userKey: '',
  accountId: '',
  displayName: 'Anonymous',
  url: '',
  avatarUrl: '',
}

/** A user as mentions and lists show them. */
export function userSummary(ctx: Context, user: User): UserSummary {
  const { contextPath, pageAddress } = ctx.place
  const path =
    pageAddress === 'spaces'
      ? `/people/${encodeURIComponent(user.accountId)}`
      : `/display/~${encodeURIComponent(user.username)}`
  return {
    username: user.username,
    userKey: user.userKey,
    accountId: user.accountId,
    displayName: user.displayName,
    url: contextPath + path,
    avatarUrl: `${contextPath}/avatar/${user.id}.svg`,
  }
}

/** Attachments as lists and images show them, with the version of the content that holds them. */
export async function attachmentSummaries(
  ctx: Context,
  attachments: readonly Content[],
): Promise<AttachmentSummary[]> {
  const readable = await allowed(ctx, attachments)
  const holders = new Map(
    (
      await readContents(
        ctx,
        readable.map((one) => one.containerId ?? 0),
      )
    ).map((holder) => [holder.id, holder]),
  )
  const users = await usersById(
    ctx,
    readable.map((one) => one.updatedBy),
  )
  const { contextPath } = ctx.place
  return readable.map((attachment) => {
    const user = attachment.updatedBy === null ? undefined : users.get(attachment.updatedBy)
    return {
      id: String(attachment.id),
      fileName: attachment.title,
      mediaType: attachment.extra.mediaType ?? 'application/octet-stream',
      fileSize: attachment.extra.fileSize ?? 0,
      version: attachment.version,
      containerId: String(attachment.containerId ?? ''),
      containerVersion: holders.get(attachment.containerId ?? 0)?.version ?? 1,
      comment: attachment.extra.comment ?? '',
      updatedAt: isoDate(attachment.updatedAt),
      updatedBy: user ? userSummary(ctx, user) : NOBODY,
      downloadUrl: contextPath + downloadPath(attachment),
      thumbnailUrl: contextPath + downloadPath(attachment, 'thumbnails'),
    }
  })
}

async function attachmentsOf(
  ctx: Context,
  holder: { readonly contentId?: string; readonly spaceKey?: string },
): Promise<AttachmentSummary[]> {
  const slice = { limit: limits.macroListItems }
  if (holder.contentId !== undefined) {
    const filter = {
      kinds: ['attachment'],
      statuses: ['current'],
      containerId: Number(holder.contentId) || 0,
    } as const
    return attachmentSummaries(ctx, (await listContent(ctx, filter, 'title', slice)).items)
  }
  const space = holder.spaceKey === undefined ? undefined : await spaceByKey(ctx, holder.spaceKey)
  if (space === undefined) return []
  const filter = { kinds: ['attachment'], statuses: ['current'], spaceIds: [space.id] } as const
  return attachmentSummaries(ctx, (await listContent(ctx, filter, '-modified', slice)).items)
}

async function queryContent(ctx: Context, query: ContentQuery): Promise<ContentSummary[]> {
  const spaces =
    query.spaceKeys &&
    (await listSpaces(ctx, { keys: query.spaceKeys }, 'id', { limit: limits.listMost })).items
  const label = query.labels?.[0] && (await findLabel(ctx.db, 'global', query.labels[0].toLowerCase(), 0))
  if (query.labels?.length && !label) return []
  const filter = {
    kinds: query.kinds ?? (['page'] as const),
    statuses: ['current'] as const,
    ...(spaces ? { spaceIds: spaces.map((space) => space.id) } : {}),
    ...(query.parentId === undefined ? {} : { parentId: Number(query.parentId) }),
    ...(query.ancestorId === undefined ? {} : { ancestorId: Number(query.ancestorId) }),
    ...(label ? { labelId: label.id } : {}),
  }
  const order = { position: 'position', title: 'title', created: 'created', modified: 'modified' } as const
  const wanted = order[query.sort ?? 'title']
  const limit = Math.min(query.limit ?? limits.macroListItems, limits.macroListItems)
  const page = await listContent(
    ctx,
    filter,
    query.reverse && wanted !== 'position' ? `-${wanted}` : wanted,
    { limit },
  )
  return contentSummaries(ctx, page.items)
}

async function bodyTree(ctx: Context, id: number): Promise<readonly Node[] | undefined> {
  const [content] = await readContents(ctx, [id])
  if (content === undefined) return undefined
  const storage = (await bodiesOf(ctx.db, [content])).get(content.id) ?? ''
  return readStorage(storage).tree.children
}
