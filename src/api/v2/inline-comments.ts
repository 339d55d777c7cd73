import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { Content } from '../../domain/content/content.ts'
import { createContent } from '../../domain/content/create.ts'
import {
  commentsResolved,
  createInlineComment,
  prepareResolution,
  resolveComment,
} from '../../domain/content/inline-comment.ts'
import { trashContent } from '../../domain/content/trash.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { acceptBody, writtenFormat } from './body.ts'
import {
  answerComment,
  answerComments,
  commentListQuery,
  commentQuery,
  heldCommentsQuery,
  presentComment,
  readComment,
} from './comments.ts'
import { readHolder } from './read-holder.ts'
import { readOfKind } from './read-kind.ts'
import {
  inlineComment,
  inlineCommentChange,
  newInlineComment,
  resolutionStatus,
  singleInlineComment,
} from './schema/comment.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = { tag: 'Comment', access: 'site' } as const

/** What has passages to comment on, by the first part of its address. */
const HOLDERS = [
  { path: 'pages', kind: 'page', id: 'getPageInlineComments', what: 'a page' },
  { path: 'blogposts', kind: 'blogpost', id: 'getBlogPostInlineComments', what: 'a blog post' },
] as const

const heldRoutes = HOLDERS.map(({ path: base, kind, id, what }) =>
  route({
    ...about,
    id,
    method: 'GET',
    path: `/${base}/{id}/inline-comments`,
    summary: `The comments on passages of ${what}, without the answers to them.`,
    query: Type.Object({
      ...heldCommentsQuery.properties,
      'resolution-status': Type.Optional(Type.Array(resolutionStatus)),
    }),
    reply: listOf(inlineComment),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const holder = await readOfKind(api, kind, path.id)
      const wanted = query['resolution-status']
      const ids = wanted && (await commentsResolved(api.domain, holder.id, wanted))
      const where = { containerId: holder.id, withoutParent: true, ...(ids ? { ids } : {}) }
      return answerComments(api, call, 'inline', query, where)
    },
  }),
)

/** Comments on passages of pages and blog posts, and the answers to them. */
export const inlineCommentRoutes = [
  ...heldRoutes,
  route({
    ...about,
    id: 'getInlineComments',
    method: 'GET',
    path: '/inline-comments',
    summary: 'The comments on passages of everything that the caller may read, with the answers to them.',
    query: commentListQuery,
    reply: listOf(inlineComment),
    errors: ['bad-parameter'],
    handle: (api, { call, query }) => answerComments(api, call, 'inline', query, {}),
  }),
  route({
    ...about,
    id: 'createInlineComment',
    method: 'POST',
    path: '/inline-comments',
    summary:
      'Comment on a passage, which is marked in the body without a new version of it, or answer such a comment.',
    body: newInlineComment,
    status: 201,
    reply: inlineComment,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'conflict', 'forbidden', 'not-found', 'too-large'],
    handle: async (api, { body }) => {
      const made = await (body.parentCommentId == null ? comment(api, body) : answer(api, body))
      return presentComment(api, made, writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'getInlineCommentById',
    method: 'GET',
    path: '/inline-comments/{commentId}',
    summary: 'Read one comment on a passage.',
    query: commentQuery,
    reply: singleInlineComment,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: (api, { path, query }) => answerComment(api, 'inline', path.commentId, query),
  }),
  route({
    ...about,
    id: 'updateInlineComment',
    method: 'PUT',
    path: '/inline-comments/{commentId}',
    summary:
      'Make the next version of a comment, one’s own only; settle it or open it again, which makes no version.',
    body: inlineCommentChange,
    reply: inlineComment,
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'forbidden',
      'not-found',
      'too-large',
      'version-conflict',
    ],
    handle: async (api, { path, body }) => {
      const found = await readComment(api, 'inline', path.commentId)
      await change(api, found, body)
      return presentComment(api, await readComment(api, 'inline', found.id), writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'deleteInlineComment',
    method: 'DELETE',
    path: '/inline-comments/{commentId}',
    summary: 'Remove a comment on a passage for good, and the mark with it; answers to it move up.',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const { id } = await readComment(api, 'inline', path.commentId)
      await trashContent(api.domain, id)
    },
  }),
  route({
    ...about,
    id: 'getInlineCommentChildren',
    method: 'GET',
    path: '/inline-comments/{id}/children',
    summary: 'The answers to a comment on a passage.',
    query: commentListQuery,
    reply: listOf(inlineComment),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const { id } = await readComment(api, 'inline', path.id)
      return answerComments(api, call, 'inline', query, { parentId: id })
    },
  }),
]

type NewComment = Static<typeof newInlineComment>

async function comment(api: ApiContext, { pageId, blogPostId, body, ...rest }: NewComment): Promise<Content> {
  const place = await readHolder(api, { pageId, blogPostId })
  if (place === undefined)
    throw new AppError('bad-body', 'One of pageId, blogPostId, parentCommentId is needed.')
  const passage = rest.inlineCommentProperties
  if (passage == null)
    throw new AppError(
      'bad-body',
      'inlineCommentProperties is needed: the passage that the comment is about.',
    )
  return createInlineComment(api.domain, {
    containerId: place.id,
    body: acceptBody(body),
    text: passage.textSelection,
    index: passage.textSelectionMatchIndex ?? 0,
    matches: passage.textSelectionMatchCount,
  })
}

async function answer(api: ApiContext, { parentCommentId, body, ...rest }: NewComment): Promise<Content> {
  const answered = await readComment(api, 'inline', parentCommentId ?? '')
  const place = await readHolder(api, { pageId: rest.pageId, blogPostId: rest.blogPostId })
  return createContent(api.domain, {
    kind: 'comment',
    title: '',
    containerId: place?.id,
    parentId: answered.id,
    body: acceptBody(body),
  })
}

async function change(
  api: ApiContext,
  found: Content,
  { version, body: given, resolved }: Static<typeof inlineCommentChange>,
): Promise<void> {
  const body = acceptBody(given)
  // Programs that settle a comment send a version along; without a body there is nothing for one to hold.
  if (resolved !== undefined && body === undefined) return resolveComment(api.domain, found, resolved)
  if (version === undefined)
    throw new AppError('bad-body', 'version.number is needed: that of the current version plus one.')
  const also = resolved === undefined ? undefined : await prepareResolution(api.domain, found, resolved)
  const next = { id: found.id, version: version.number, message: version.message ?? undefined, body }
  await updateContentTo(api.domain, next, also)
}
