import { Type } from 'typebox'
import { homepagesOf, readSpaceById } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import {
  answerList,
  createAuthored,
  inSpaceQuery,
  listQuery,
  presentOne,
  readAsked,
  readForChange,
  readQuery,
  removeQuery,
  retitle,
  updateAuthored,
  writeErrors,
} from './authored.ts'
import { acceptFormat } from './body.ts'
import { includeQuery, withIncluded } from './facets/include.ts'
import { kinds } from './kinds.ts'
import { flag, text } from './query.ts'
import { removeOfKind } from './remove-kind.ts'
import { singlePage } from './schema/facet.ts'
import { listedPage, listOf, newPage, page, pageChange, titleChange } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = { tag: 'Page', access: 'site' } as const
const singleQuery = {
  ...readQuery,
  ...includeQuery(
    'labels',
    'properties',
    'operations',
    'likes',
    'versions',
    'collaborators',
    'direct-children',
  ),
  'include-favorited-by-current-user-status': flag,
}

export const pageRoutes = [
  route({
    ...about,
    id: 'getPages',
    pure: true,
    method: 'GET',
    path: '/pages',
    summary: 'List pages.',
    query: Type.Object({ ...listQuery.properties, subtype: text }),
    reply: listOf(listedPage),
    errors: ['bad-parameter', 'not-found'],
    handle: (api, { call, query }) => answerList(api, call, 'page', query, ofSubtype(query.subtype)),
  }),
  route({
    ...about,
    id: 'getPagesInSpace',
    pure: true,
    method: 'GET',
    path: '/spaces/{id}/pages',
    summary: 'List the pages of a space.',
    query: Type.Object({ ...inSpaceQuery.properties, subtype: text, depth: text }),
    reply: listOf(listedPage),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return answerList(api, call, 'page', query, {
        ...ofSubtype(query.subtype),
        ...(query.depth === 'root' ? { parentId: null } : {}),
        spaceIds: [space.id],
      })
    },
  }),
  route({
    ...about,
    id: 'createPage',
    method: 'POST',
    path: '/pages',
    summary: 'Create a page.',
    query: Type.Object({ private: flag, 'root-level': flag }),
    body: newPage,
    reply: page,
    errors: writeErrors,
    handle: async (api, { query, body }) => {
      const space = await readSpaceById(api.domain, parseId(body.spaceId, 'space'))
      // The Cloud puts a page without a parent below the home page, unless it is told otherwise.
      const home = (await homepagesOf(api.domain, [space])).get(space.id)
      const parent = body.parentId ?? (query['root-level'] ? undefined : home)
      const parentId = parent == null ? undefined : parseContentId(parent)
      return createAuthored(api, body, { kind: 'page', spaceId: space.id, parentId }, query.private)
    },
  }),
  route({
    ...about,
    id: 'getPageById',
    method: 'GET',
    path: '/pages/{id}',
    summary: 'Read one page; also one in the trash.',
    pure: true,
    query: Type.Object(singleQuery),
    reply: singlePage,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const format = acceptFormat(query['body-format'])
      const found = await readAsked(api, 'page', path.id, query)
      return withIncluded(api, kinds.page, found, await presentOne(api, found, format), query)
    },
  }),
  route({
    ...about,
    id: 'updatePage',
    method: 'PUT',
    path: '/pages/{id}',
    summary: 'Make the next version of a page; move it below another parent; restore it from the trash.',
    body: pageChange,
    reply: page,
    errors: [...writeErrors, 'version-conflict'],
    handle: async (api, { path, body }) => {
      const found = await readForChange(api, 'page', path.id, body.id)
      return updateAuthored(
        api,
        found,
        body,
        body.parentId == null ? undefined : parseContentId(body.parentId),
      )
    },
  }),
  route({
    ...about,
    id: 'updatePageTitle',
    method: 'PUT',
    path: '/pages/{id}/title',
    summary: 'Change the title of a page.',
    body: titleChange,
    reply: page,
    errors: ['bad-body', 'bad-request', 'duplicate-title', 'forbidden', 'not-found', 'version-conflict'],
    handle: (api, { path, body }) => retitle(api, 'page', path.id, body),
  }),
  route({
    ...about,
    id: 'deletePage',
    method: 'DELETE',
    path: '/pages/{id}',
    summary: 'Put a page into the trash; with purge, remove it for good; with draft, discard a draft.',
    query: removeQuery,
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: (api, { path, query }) => removeOfKind(api, 'page', path.id, query),
  }),
]

/** There are no live docs here, so nothing is of that subtype. */
function ofSubtype(subtype: string | undefined): { readonly ids?: readonly number[] } {
  return subtype === 'live' ? { ids: [] } : {}
}
