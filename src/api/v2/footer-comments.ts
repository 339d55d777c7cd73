import { AppError } from '../../base/errors.ts'
import { createContent } from '../../domain/content/create.ts'
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
  footerComment,
  footerCommentChange,
  newFooterComment,
  singleFooterComment,
} from './schema/comment.ts'
import { listOf } from './schema/page.ts'

const route = routesOf<ApiContext>()
const about = { tag: 'Comment', access: 'site' } as const

/** What has comments below it, by the first part of its address. */
const HOLDERS = [
  { path: 'pages', kind: 'page', id: 'getPageFooterComments', what: 'a page' },
  { path: 'blogposts', kind: 'blogpost', id: 'getBlogPostFooterComments', what: 'a blog post' },
  { path: 'attachments', kind: 'attachment', id: 'getAttachmentComments', what: 'a file' },
  { path: 'custom-content', kind: 'custom', id: 'getCustomContentComments', what: 'custom content' },
] as const

const heldRoutes = HOLDERS.map(({ path: base, kind, id, what }) =>
  route({
    ...about,
    id,
    method: 'GET',
    path: `/${base}/{id}/footer-comments`,
    summary: `The comments below ${what}, without the answers to them.`,
    query: heldCommentsQuery,
    reply: listOf(footerComment),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const holder = await readOfKind(api, kind, path.id)
      const where =
        kind === 'attachment' || kind === 'custom'
          ? { parentId: holder.id }
          : { containerId: holder.id, withoutParent: true as const }
      return answerComments(api, call, 'footer', query, where)
    },
  }),
)

/** Comments below pages, blog posts, files and custom content, and the answers to them. */
export const footerCommentRoutes = [
  ...heldRoutes,
  route({
    ...about,
    id: 'getFooterComments',
    method: 'GET',
    path: '/footer-comments',
    summary: 'The comments below everything that the caller may read, with the answers to them.',
    query: commentListQuery,
    reply: listOf(footerComment),
    errors: ['bad-parameter'],
    handle: (api, { call, query }) => answerComments(api, call, 'footer', query, {}),
  }),
  route({
    ...about,
    id: 'createFooterComment',
    method: 'POST',
    path: '/footer-comments',
    summary: 'Comment on a page, a blog post, a file or custom content, or answer a comment.',
    body: newFooterComment,
    status: 201,
    reply: footerComment,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'forbidden', 'not-found', 'too-large'],
    handle: async (api, { body }) => {
      const place = await readHolder(api, body)
      const answered =
        body.parentCommentId == null ? undefined : await readComment(api, 'footer', body.parentCommentId)
      if (place === undefined && answered === undefined)
        throw new AppError(
          'bad-body',
          'One of pageId, blogPostId, attachmentId, customContentId, parentCommentId is needed.',
        )
      const made = await createContent(api.domain, {
        kind: 'comment',
        title: '',
        containerId: place?.id,
        parentId: answered?.id,
        body: acceptBody(body.body),
      })
      return presentComment(api, made, writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'getFooterCommentById',
    method: 'GET',
    path: '/footer-comments/{commentId}',
    summary: 'Read one comment.',
    query: commentQuery,
    reply: singleFooterComment,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: (api, { path, query }) => answerComment(api, 'footer', path.commentId, query),
  }),
  route({
    ...about,
    id: 'updateFooterComment',
    method: 'PUT',
    path: '/footer-comments/{commentId}',
    summary: 'Make the next version of a comment: one’s own only.',
    body: footerCommentChange,
    reply: footerComment,
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
      const found = await readComment(api, 'footer', path.commentId)
      const changed = await updateContentTo(api.domain, {
        id: found.id,
        version: body.version.number,
        message: body.version.message ?? undefined,
        body: acceptBody(body.body),
      })
      return presentComment(api, changed, writtenFormat(body.body))
    },
  }),
  route({
    ...about,
    id: 'deleteFooterComment',
    method: 'DELETE',
    path: '/footer-comments/{commentId}',
    summary: 'Remove a comment for good; answers to it move up.',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const { id } = await readComment(api, 'footer', path.commentId)
      await trashContent(api.domain, id)
    },
  }),
  route({
    ...about,
    id: 'getFooterCommentChildren',
    method: 'GET',
    path: '/footer-comments/{id}/children',
    summary: 'The answers to a comment.',
    query: commentListQuery,
    reply: listOf(footerComment),
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const { id } = await readComment(api, 'footer', path.id)
      return answerComments(api, call, 'footer', query, { parentId: id })
    },
  }),
]
