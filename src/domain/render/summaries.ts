import { isoDate } from '../../base/dates.ts'
import { excerpt } from '../../base/text.ts'
import { limits } from '../../base/limits.ts'
import type { AttachmentSummary, ContentSummary, SpaceSummary, UserSummary } from '../../document/env.ts'
import { readStorage } from '../../document/formats.ts'
import { writeText } from '../../document/formats/text/write.ts'
import { findAll } from '../../document/visit.ts'
import { allowed } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { type Content, familyOf } from '../content/content.ts'
import { readContents } from '../content/read.ts'
import { bodiesOf, searchTexts } from '../content/rows.ts'
import { labelsOf } from '../label/attach.ts'
import { contentsWithMacro } from '../reference/rows.ts'
import { spacesById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { type User, usersById } from '../user/user.ts'
import { downloadPath, spacePath, webPath } from './urls.ts'

/** Things of the wiki as documents show them. The actor may see them: callers have asked. */

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
    return [{ ...unattributed(ctx, content, space), updatedBy: userOrNobody(ctx, users, content.updatedBy) }]
  })
}

/** The same with what lists of pages show besides: the first sentences and the labels. */
export async function listedSummaries(ctx: Context, contents: readonly Content[]): Promise<ContentSummary[]> {
  const ids = contents.map((content) => content.id)
  const texts = await searchTexts(ctx.db, ids)
  const marked = await markedExcerpts(ctx, contents)
  const labels = await labelsOf(ctx, ids)
  return (await contentSummaries(ctx, contents)).map((summary) => ({
    ...summary,
    excerpt: excerpt(
      marked.get(Number(summary.id)) ?? texts.get(Number(summary.id)) ?? '',
      limits.listedExcerpt,
    ),
    labels: (labels.get(Number(summary.id)) ?? [])
      .filter((label) => label.prefix === 'global')
      .map((label) => label.name),
  }))
}

/** What authors marked as the excerpt of their page, as text; by content id, for those who did. */
async function markedExcerpts(ctx: Context, contents: readonly Content[]): Promise<Map<number, string>> {
  const ids = contents.map((content) => content.id)
  const marking = await contentsWithMacro(ctx.db, 'excerpt', ids)
  const bodies = await bodiesOf(
    ctx.db,
    contents.filter((content) => marking.has(content.id)),
  )
  const excerpts = new Map<number, string>()
  for (const [id, storage] of bodies) {
    const [first] = findAll(readStorage(storage).tree.children, 'macro').filter(
      ({ name }) => name === 'excerpt',
    )
    if (first?.body.kind !== 'rich') continue
    const text = writeText({ type: 'document', children: first.body.children }).trim()
    if (text !== '') excerpts.set(id, text)
  }
  return excerpts
}

/** A content without the person who changed it last: what its own body is told of it. */
export function unattributed(ctx: Context, content: Content, space: Space): ContentSummary {
  return {
    id: String(content.id),
    kind: familyOf(content.kind),
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

/** The user of this id among those that were looked up. */
export function userOrNobody(ctx: Context, users: ReadonlyMap<number, User>, id: number | null): UserSummary {
  const user = id === null ? undefined : users.get(id)
  return user ? userSummary(ctx, user) : NOBODY
}

export function spaceSummary(ctx: Context, space: Space): SpaceSummary {
  return {
    key: space.key,
    name: space.name,
    url: ctx.place.contextPath + spacePath(ctx.place, space),
    description: space.description,
  }
}

/** Those of the attachments that the actor may read, with the version of the content that holds each. */
export async function attachmentSummaries(
  ctx: Context,
  attachments: readonly Content[],
): Promise<AttachmentSummary[]> {
  const readable = await allowed(ctx, attachments)
  const holderIds = [...new Set(readable.flatMap((one) => one.containerId ?? []))]
  const holders = new Map((await readContents(ctx, holderIds)).map((holder) => [holder.id, holder]))
  const users = await usersById(
    ctx,
    readable.map((one) => one.updatedBy),
  )
  const { contextPath } = ctx.place
  return readable.map((attachment) => ({
    id: String(attachment.id),
    fileName: attachment.title,
    mediaType: attachment.extra.mediaType ?? 'application/octet-stream',
    fileSize: attachment.extra.fileSize ?? 0,
    version: attachment.version,
    containerId: String(attachment.containerId ?? ''),
    containerVersion: holders.get(attachment.containerId ?? 0)?.version ?? 1,
    comment: attachment.extra.comment ?? '',
    updatedAt: isoDate(attachment.updatedAt),
    updatedBy: userOrNobody(ctx, users, attachment.updatedBy),
    downloadUrl: contextPath + downloadPath(attachment),
    thumbnailUrl: contextPath + downloadPath(attachment, 'thumbnails'),
  }))
}
