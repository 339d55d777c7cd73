import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDay } from '../../base/dates.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { acceptTime } from '../time.ts'
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
  updateAuthored,
  writeErrors,
} from './authored.ts'
import { acceptFormat } from './body.ts'
import { includeQuery, withIncluded } from './facets/include.ts'
import { kinds } from './kinds.ts'
import { flag } from './query.ts'
import { removeOfKind } from './remove-kind.ts'
import { singleBlogPost } from './schema/facet.ts'
import { blogPost, blogPostChange, listedBlogPost, listOf, newBlogPost } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = { tag: 'Blog Post', access: 'site' } as const
const singleQuery = {
  ...readQuery,
  ...includeQuery('labels', 'properties', 'operations', 'likes', 'versions', 'collaborators'),
  'include-favorited-by-current-user-status': flag,
}

export const blogPostRoutes = [
  route({
    ...about,
    id: 'getBlogPosts',
    pure: true,
    method: 'GET',
    path: '/blogposts',
    summary: 'List blog posts.',
    query: listQuery,
    reply: listOf(listedBlogPost),
    errors: ['bad-parameter', 'not-found'],
    handle: (api, { call, query }) => answerList(api, call, 'blogpost', query),
  }),
  route({
    ...about,
    id: 'getBlogPostsInSpace',
    pure: true,
    method: 'GET',
    path: '/spaces/{id}/blogposts',
    summary: 'List the blog posts of a space.',
    query: inSpaceQuery,
    reply: listOf(listedBlogPost),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return answerList(api, call, 'blogpost', query, { spaceIds: [space.id] })
    },
  }),
  route({
    ...about,
    id: 'createBlogPost',
    method: 'POST',
    path: '/blogposts',
    summary: 'Create a blog post, of today or of an earlier day.',
    query: Type.Object({ private: flag }),
    body: newBlogPost,
    reply: blogPost,
    errors: ['bad-parameter', ...writeErrors],
    handle: async (api, { query, body }) => {
      const space = await readSpaceById(api.domain, parseId(body.spaceId, 'space'))
      const createdAt = acceptTime('createdAt', body.createdAt ?? undefined)
      return createAuthored(api, body, { kind: 'blogpost', spaceId: space.id, createdAt }, query.private)
    },
  }),
  route({
    ...about,
    id: 'getBlogPostById',
    method: 'GET',
    path: '/blogposts/{id}',
    summary: 'Read one blog post; also one in the trash.',
    pure: true,
    query: Type.Object(singleQuery),
    reply: singleBlogPost,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const format = acceptFormat(query['body-format'])
      const found = await readAsked(api, 'blogpost', path.id, query)
      return withIncluded(api, kinds.blogPost, found, await presentOne(api, found, format), query)
    },
  }),
  route({
    ...about,
    id: 'updateBlogPost',
    method: 'PUT',
    path: '/blogposts/{id}',
    summary: 'Make the next version of a blog post; restore it from the trash.',
    body: blogPostChange,
    reply: blogPost,
    errors: ['bad-parameter', ...writeErrors, 'version-conflict'],
    handle: async (api, { path, body }) => {
      const found = await readForChange(api, 'blogpost', path.id, body.id)
      const day = acceptTime('createdAt', body.createdAt ?? undefined)
      // Links name a blog post by its day.
      if (day !== undefined && isoDay(day) !== isoDay(found.createdAt)) {
        throw new AppError('bad-body', 'The day of a blog post is said when it is created, and stays.')
      }
      return updateAuthored(api, found, body)
    },
  }),
  route({
    ...about,
    id: 'deleteBlogPost',
    method: 'DELETE',
    path: '/blogposts/{id}',
    summary: 'Put a blog post into the trash; with purge, remove it for good; with draft, discard a draft.',
    query: removeQuery,
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: (api, { path, query }) => removeOfKind(api, 'blogpost', path.id, query),
  }),
]
