import { type Static, Type } from 'typebox'
import { isoDate } from '../../../base/dates.ts'
import { limits } from '../../../base/limits.ts'
import type { FormatName } from '../../../document/format.ts'
import { type Content, familyOf, type Version } from '../../../domain/content/content.ts'
import { contentAt, listVersionsOf, readVersion } from '../../../domain/content/read.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import { usersById } from '../../../domain/user/user.ts'
import { routesOf } from '../../../http/route.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { parseId } from '../../ids.ts'
import { acceptFormat } from '../body.ts'
import { type AddressedKind, kinds, readAddressed } from '../kinds.ts'
import { acceptOrder, cursorStretch, type Listed, presentListed } from '../present/list.ts'
import { slice, text } from '../query.ts'
import { detailedVersion, listedVersion } from '../schema/facet.ts'
import { listOf } from '../schema/page.ts'

const route = routesOf<ApiContext>()
const about = { method: 'GET', tag: 'Version', access: 'site' } as const

const versionQuery = Type.Object({ 'body-format': text, sort: text, ...slice })

const ORDERS = { '-modified-date': 'newest', 'modified-date': 'oldest' } as const

/** A stretch of the versions of a content, the newest first unless it is asked for in the other order. */
export async function listVersions(
  api: ApiContext,
  content: Content,
  asked: Pick<Static<typeof versionQuery>, 'cursor' | 'limit' | 'sort'>,
): Promise<Listed & { readonly versions: readonly Version[] }> {
  const first = acceptOrder(ORDERS, asked.sort, '-modified-date')
  const purpose = `versions of content ${content.id} ${first}`
  const stretch = cursorStretch(api, asked, purpose)
  const { items, more } = await listVersionsOf(api.domain, content, stretch, first)
  const accountOf = await accountsOf(api, items)
  const end = items.at(-1)
  return {
    purpose,
    versions: items,
    results: items.map((version) => presentVersion(version, accountOf(version))),
    last: more && end ? { key: end.number, id: end.number } : undefined,
  }
}

async function accountsOf(
  api: ApiContext,
  versions: readonly Version[],
): Promise<(version: Version) => string | null> {
  const users = await usersById(
    api.domain,
    versions.map(({ createdBy }) => createdBy),
  )
  return ({ createdBy }) => (createdBy === null ? null : (users.get(createdBy)?.accountId ?? null))
}

function presentVersion(version: Version, authorId: string | null): Record<string, unknown> {
  const { number, message, minorEdit, createdAt } = version
  return { number, message, minorEdit, createdAt: isoDate(createdAt), authorId }
}

/** The content as it was at each version, with its body if a format is asked for. */
async function withContents(
  api: ApiContext,
  content: Content,
  { results, versions }: Awaited<ReturnType<typeof listVersions>>,
  format: FormatName | undefined,
): Promise<unknown[]> {
  const shown: unknown[] = []
  let characters: number = limits.bodiesCharacters
  for (const [i, version] of versions.entries()) {
    const then = contentAt(content, version)
    // Bodies are told apart by content, so those of one content are asked for one at a time.
    const room = { characters, beyond: 'refuse' } as const
    const value = format && (await renderBodies(api.domain, [then], format, room)).get(then.id)
    characters -= value?.length ?? 0
    const body = format && { [format]: { representation: format, value: value ?? '' } }
    const entity = { id: contentId(api, content), title: then.title, ...(body ? { body } : {}) }
    shown.push({ ...(results[i] as object), [familyOf(content.kind)]: entity })
  }
  return shown
}

async function presentDetails(api: ApiContext, content: Content, version: Version): Promise<unknown> {
  const authorId = (await accountsOf(api, [version]))(version)
  const { number } = version
  return {
    ...presentVersion(version, authorId),
    contentTypeModified: false,
    // Whoever made a version made it alone.
    collaborators: authorId === null ? [] : [authorId],
    ...(number > 1 ? { prevVersion: number - 1 } : {}),
    ...(number < content.version ? { nextVersion: number + 1 } : {}),
  }
}

const { page, blogPost, attachment, footerComment, inlineComment, customContent } = kinds

/** The versions of content: the same two operations for each kind. */
export const versionRoutes = [
  page,
  blogPost,
  attachment,
  footerComment,
  inlineComment,
  customContent,
].flatMap((kind: AddressedKind) => [
  route({
    ...about,
    id: `get${kind.Noun}Versions`,
    pure: true,
    path: `${kind.base}/{id}/versions` as const,
    summary: `The versions of ${kind.noun}.`,
    query: versionQuery,
    reply: listOf(listedVersion),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const format = kind.kind === 'attachment' ? undefined : acceptFormat(query['body-format'])
      const found = await readAddressed(api, kind, path.id)
      const listed = await listVersions(api, found, query)
      const results = await withContents(api, found, listed, format)
      return presentListed(api, call, { ...listed, results })
    },
  }),
  route({
    ...about,
    id: `get${kind.Noun}VersionDetails`,
    path: `${kind.base}/{id}/versions/{versionNumber}` as const,
    summary: `One version of ${kind.noun}.`,
    pure: true,
    reply: detailedVersion,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const number = parseId(path.versionNumber, 'version')
      const found = await readAddressed(api, kind, path.id)
      return presentDetails(api, found, await readVersion(api.domain, found, number))
    },
  }),
])
