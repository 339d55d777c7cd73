import type { Content, Version } from '../../../domain/content/content.ts'
import { readContents } from '../../../domain/content/read.ts'
import { restrictionsOn } from '../../../domain/access/restrictions.ts'
import type { Label } from '../../../domain/label/label.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import { downloadPath, spacePath, webPath } from '../../../domain/render/urls.ts'
import { parentInSight } from '../../../domain/content/ancestors.ts'
import { homepagesOf, spacesById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { type User, usersById } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'
import type { RpcCall } from './method.ts'
import type { RpcStruct } from './value.ts'

/** The vendor's structs, made from our values. Lists are made with a fixed number of queries. */

const BY_VERSION = 40n

/** The id by which one version of a content is named: earlier versions have none of their own here. */
export function versionId(contentId: number, version: number): bigint {
  return (BigInt(version) << BY_VERSION) + BigInt(contentId)
}

/** The content, and with the id of an earlier version its number. */
export function contentAndVersion(id: number): { readonly id: number; readonly version?: number } {
  const version = Number(BigInt(id) >> BY_VERSION)
  return version === 0 ? { id } : { id: Number(BigInt.asUintN(Number(BY_VERSION), BigInt(id))), version }
}

interface About {
  readonly spaces: ReadonlyMap<number, Space>
  readonly users: ReadonlyMap<number, User>
  readonly containers: ReadonlyMap<number, Content>
  readonly restricted: ReadonlySet<number>
}

async function aboutOf(api: ApiContext, contents: readonly Content[]): Promise<About> {
  const ctx = api.domain
  const holders = contents.flatMap(({ containerId }) => containerId ?? [])
  const [spaces, users, containers, restrictions] = await Promise.all([
    spacesById(
      ctx,
      contents.map(({ spaceId }) => spaceId),
    ),
    usersById(
      ctx,
      contents.flatMap(({ createdBy, updatedBy }) => [createdBy, updatedBy]),
    ),
    readContents(ctx, [...new Set(holders)]),
    restrictionsOn(ctx, contents),
  ])
  const isRestricted = (id: number) => {
    const { read, update } = restrictions.get(id) ?? {}
    return [read, update].some((one) => one && one.users.length + one.groups.length > 0)
  }
  return {
    spaces,
    users,
    containers: new Map(containers.map((one) => [one.id, one])),
    restricted: new Set(contents.map(({ id }) => id).filter(isRestricted)),
  }
}

/** The absolute address of a content. */
function urlOf(api: ApiContext, content: Content, about: About): string {
  const container = content.containerId === null ? undefined : about.containers.get(content.containerId)
  return api.base + webPath(api.domain.place, content, about.spaces.get(content.spaceId), container)
}

function nameOf(users: ReadonlyMap<number, User>, userId: number | null): string | null {
  return (userId === null ? undefined : users.get(userId)?.username) ?? null
}

function summaryOf(api: ApiContext, content: Content, about: About): RpcStruct {
  return {
    id: content.historical ? versionId(content.id, content.version) : BigInt(content.id),
    space: about.spaces.get(content.spaceId)?.key ?? '',
    title: content.title,
    url: urlOf(api, content, about),
    permissions: about.restricted.has(content.id) ? 1 : 0,
  }
}

/** `RemotePageSummary` of each page. */
export async function pageSummaries(api: ApiContext, pages: readonly Content[]): Promise<RpcStruct[]> {
  const about = await aboutOf(api, pages)
  return pages.map((page) => ({
    ...summaryOf(api, page, about),
    parentId: BigInt(parentInSight(api.domain, page) ?? 0),
  }))
}

/** `RemotePage`. */
export async function pageStruct({ api, markup }: RpcCall, page: Content): Promise<RpcStruct> {
  const about = await aboutOf(api, [page])
  return {
    ...summaryOf(api, page, about),
    parentId: BigInt(parentInSight(api.domain, page) ?? 0),
    version: page.version,
    content: await bodyOf({ api, markup }, page),
    created: new Date(page.createdAt),
    creator: nameOf(about.users, page.createdBy),
    modified: new Date(page.updatedAt),
    modifier: nameOf(about.users, page.updatedBy),
    homePage: about.spaces.get(page.spaceId)?.homepageId === page.id,
    contentStatus: page.historical ? 'historical' : page.status,
    current: page.status === 'current' && page.historical === undefined,
  }
}

/** `RemotePageHistory` of each version. */
export async function historyStructs(api: ApiContext, versions: readonly Version[]): Promise<RpcStruct[]> {
  const users = await usersById(
    api.domain,
    versions.map(({ createdBy }) => createdBy),
  )
  return versions.map((version) => ({
    id: versionId(version.contentId, version.number),
    version: version.number,
    modified: new Date(version.createdAt),
    modifier: nameOf(users, version.createdBy),
    versionComment: version.message,
  }))
}

/** `RemoteBlogEntrySummary` of each blog post. */
export async function blogSummaries(api: ApiContext, posts: readonly Content[]): Promise<RpcStruct[]> {
  const about = await aboutOf(api, posts)
  return posts.map((post) => ({
    ...summaryOf(api, post, about),
    author: nameOf(about.users, post.createdBy),
    publishDate: new Date(post.createdAt),
  }))
}

/** `RemoteBlogEntry`. */
export async function blogStruct(call: RpcCall, post: Content): Promise<RpcStruct> {
  const [summary] = await blogSummaries(call.api, [post])
  return { ...summary, version: post.version, content: await bodyOf(call, post) }
}

/** `RemoteComment` of each comment. */
export async function commentStructs(
  { api, markup }: RpcCall,
  comments: readonly Content[],
): Promise<RpcStruct[]> {
  const about = await aboutOf(api, comments)
  const bodies = await renderBodies(api.domain, comments, markup)
  return comments.map((comment) => ({
    id: BigInt(comment.id),
    pageId: BigInt(comment.containerId ?? 0),
    parentId: BigInt(comment.parentId ?? 0),
    title: comment.title,
    content: bodies.get(comment.id) ?? '',
    url: urlOf(api, comment, about),
    created: new Date(comment.createdAt),
    creator: nameOf(about.users, comment.createdBy),
    modified: new Date(comment.updatedAt),
    modifier: nameOf(about.users, comment.updatedBy),
  }))
}

/** `RemoteAttachment` of each attachment. */
export async function attachmentStructs(
  api: ApiContext,
  attachments: readonly Content[],
): Promise<RpcStruct[]> {
  const users = await usersById(
    api.domain,
    attachments.map(({ updatedBy }) => updatedBy),
  )
  return attachments.map((attachment) => ({
    id: BigInt(attachment.id),
    pageId: BigInt(attachment.containerId ?? 0),
    title: attachment.title,
    fileName: attachment.title,
    fileSize: BigInt(attachment.extra.fileSize ?? 0),
    contentType: attachment.extra.mediaType ?? 'application/octet-stream',
    created: new Date(attachment.updatedAt),
    creator: nameOf(users, attachment.updatedBy),
    url: api.base + downloadPath(attachment),
    comment: attachment.extra.comment ?? '',
  }))
}

/** `RemoteSpaceSummary`. */
export function spaceSummaryStruct(api: ApiContext, space: Space): RpcStruct {
  return {
    key: space.key,
    name: space.name,
    type: space.kind,
    url: api.base + spacePath(api.domain.place, space),
  }
}

/** `RemoteSpace`. */
export async function spaceStruct(api: ApiContext, space: Space): Promise<RpcStruct> {
  return {
    ...spaceSummaryStruct(api, space),
    description: space.description,
    homePage: BigInt((await homepagesOf(api.domain, [space])).get(space.id) ?? 0),
    spaceGroup: null,
  }
}

/** `RemoteLabel` of each label; `owner` only of one's own. */
export function labelStructs(api: ApiContext, labels: readonly Label[]): RpcStruct[] {
  const { actor } = api.domain
  return labels.map(({ id, prefix, name }) => ({
    id: BigInt(id),
    name,
    namespace: prefix,
    owner: prefix === 'my' && actor.kind === 'user' ? actor.username : null,
  }))
}

/** `RemoteUser`. */
export function userStruct(api: ApiContext, user: User): RpcStruct {
  return {
    name: user.username,
    fullname: user.displayName,
    email: user.email,
    url: `${api.base}/users/viewuserprofile.action?username=${encodeURIComponent(user.username)}`,
  }
}

/** `RemoteContentSummary` of each content. */
export async function contentSummaryStructs(
  api: ApiContext,
  contents: readonly Content[],
): Promise<RpcStruct[]> {
  const about = await aboutOf(api, contents)
  return contents.map((content) => ({
    id: BigInt(content.id),
    type: content.kind,
    space: about.spaces.get(content.spaceId)?.key ?? '',
    status: content.status === 'trashed' ? 'deleted' : content.status,
    title: content.title,
    created: new Date(content.createdAt),
    creator: nameOf(about.users, content.createdBy),
    modified: new Date(content.updatedAt),
    modifier: nameOf(about.users, content.updatedBy),
  }))
}

/** The absolute address of a thing found, and its text in the interface's own markup. */
export async function addressesOf(
  api: ApiContext,
  contents: readonly Content[],
): Promise<Map<number, { readonly url: string; readonly modifier: string | null }>> {
  const about = await aboutOf(api, contents)
  return new Map(
    contents.map((content) => [
      content.id,
      { url: urlOf(api, content, about), modifier: nameOf(about.users, content.updatedBy) },
    ]),
  )
}

/** The body in the interface's own markup; the line break that a stored body ends in is one of wiki markup's, too. */
async function bodyOf({ api, markup }: RpcCall, content: Content): Promise<string> {
  const stored = (await renderBodies(api.domain, [content], 'storage')).get(content.id) ?? ''
  if (markup === 'storage') return stored
  const wiki = (await renderBodies(api.domain, [content], 'wiki')).get(content.id) ?? ''
  return stored.endsWith('\n') && !wiki.endsWith('\n') ? `${wiki}\n` : wiki
}
