import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import type { Content, Version } from '../../domain/content/content.ts'
import { listVersionsOf, readContent, readVersion } from '../../domain/content/read.ts'
import { removeVersion, restoreVersion } from '../../domain/content/versions.ts'
import { usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { type ExpandTree, listCap, parseExpand } from './expand/tree.ts'
import { presentList } from './present/list.ts'
import { presentVersion } from './present/parts.ts'
import { expand, limit, start, stretch } from './query.ts'
import { listOf, version, versionRestoreInput } from './schema/content.ts'

const route = routesOf<ApiContext>()

export const versionRoutes = [
  route({
    id: 'getContentVersions',
    method: 'GET',
    path: '/content/{id}/version',
    tag: 'Content versions',
    summary: 'The versions of a content, newest first.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand, start, limit }),
    reply: listOf(version),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const found = await readContent(api.domain, parseContentId(path.id))
      const tree = parseExpand(query.expand, '')
      const slice = stretch(query, limits.memberList, listCap(tree, api.flavour.name === 'cloud'))
      const page = await listVersionsOf(api.domain, found, slice)
      const results = await presentVersions(api, found, page.items, tree)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'getContentVersion',
    method: 'GET',
    path: '/content/{id}/version/{number}',
    tag: 'Content versions',
    summary: 'One version of a content.',
    access: 'site',
    pure: true,
    query: Type.Object({ expand }),
    reply: version,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const found = await readContent(api.domain, parseContentId(path.id))
      const one = await readVersion(api.domain, found, Number(path.number) || 0)
      const [value] = await presentVersions(api, found, [one], parseExpand(query.expand, ''))
      return value
    },
  }),
  route({
    id: 'restoreContentVersion',
    method: 'POST',
    path: '/content/{id}/version',
    tag: 'Content versions',
    summary: 'Make a new version that has the body of an earlier one.',
    access: 'site',
    query: Type.Object({ expand }),
    body: versionRestoreInput,
    reply: version,
    errors: ['bad-body', 'bad-request', 'duplicate-title', 'forbidden', 'not-found', 'version-conflict'],
    handle: async (api, { path, query, body }) => {
      const { versionNumber, message, restoreTitle } = body.params
      const id = parseContentId(path.id)
      const one = await restoreVersion(api.domain, id, {
        number: versionNumber,
        message: message ?? undefined,
        withTitle: restoreTitle,
      })
      const found = await readContent(api.domain, id)
      const [value] = await presentVersions(api, found, [one], parseExpand(query.expand, ''))
      return value
    },
  }),
  route({
    id: 'deleteContentVersion',
    method: 'DELETE',
    path: '/content/{id}/version/{number}',
    tag: 'Content versions',
    summary: 'Remove an earlier version; those after it move up by one number.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) =>
      removeVersion(api.domain, parseContentId(path.id), Number(path.number) || 0),
  }),
]

async function presentVersions(
  api: ApiContext,
  found: Content,
  versions: readonly Version[],
  tree: ExpandTree,
): Promise<Record<string, unknown>[]> {
  const users = await usersById(
    api.domain,
    versions.map((one) => one.createdBy),
  )
  const values = versions.map((one) =>
    presentVersion(api, found, one, one.createdBy === null ? undefined : users.get(one.createdBy)),
  )
  if (!('content' in tree)) return values
  for (const [i, one] of versions.entries()) {
    const then = await readContent(api.domain, found.id, { version: one.number })
    const [inner] = await expandContents(api, [then], tree.content ?? {})
    values[i] = { ...values[i], content: inner }
  }
  return values
}
