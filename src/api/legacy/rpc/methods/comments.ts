import { AppError } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import type { Content } from '../../../../domain/content/content.ts'
import { createContent } from '../../../../domain/content/create.ts'
import { listContent, readContent } from '../../../../domain/content/read.ts'
import { removeAtOnce } from '../../../../domain/content/trash.ts'
import { updateContentTo } from '../../../../domain/content/update.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf, type RpcCall } from '../method.ts'
import * as schema from '../schema.ts'
import { commentStructs } from '../structs.ts'
import { id, idIn, neededIn, type RpcStruct, struct } from '../value.ts'
import { inWordsOfPages } from './pages.ts'

const method = methodsOf('Comments')
const written = ['bad-markup', 'bad-parameter', 'bad-request', 'forbidden', 'not-found', 'too-large'] as const

/** Reading and writing comments. */
export const commentMethods = [
  method({
    name: 'getComments',
    summary: 'All comments on a page or blog post.',
    takes: { pageId: id },
    gives: schema.listOf(schema.comment),
    errors: ['not-found', 'bad-parameter'],
    handle: async (call, { pageId }) => {
      const holder = await inWordsOfPages(readContent(call.api.domain, pageId))
      const filter = { kinds: ['comment'], statuses: ['current'], containerId: holder.id } as const
      const comments = await listContent(call.api.domain, filter, 'created', { limit: limits.rpcList })
      return commentStructs(call, comments.items)
    },
  }),
  method({
    name: 'getComment',
    summary: 'One comment.',
    takes: { commentId: id },
    gives: schema.comment,
    errors: ['not-found', 'bad-parameter'],
    handle: async (call, { commentId }) => one(call, await commentAt(call.api, commentId)),
  }),
  method({
    name: 'addComment',
    summary: 'Comment on the page `pageId`; with `parentId`, answer that comment.',
    takes: { comment: struct('RemoteComment') },
    gives: schema.comment,
    errors: written,
    handle: async (call, { comment }) => {
      const containerId = idIn(comment, 'pageId')
      const parentId = idIn(comment, 'parentId')
      const made = await createContent(call.api.domain, {
        kind: 'comment',
        title: '',
        ...(containerId === undefined ? {} : { containerId }),
        ...(parentId === undefined ? {} : { parentId }),
        body: { representation: call.markup, value: neededIn(comment, 'content', 'comment') },
      })
      return one(call, made)
    },
  }),
  method({
    name: 'editComment',
    summary: 'Change what a comment says.',
    takes: { comment: struct('RemoteComment') },
    gives: schema.comment,
    errors: [...written, 'version-conflict'],
    handle: async (call, { comment }) => {
      const commentId = idIn(comment, 'id')
      if (commentId === undefined) throw new AppError('bad-parameter', 'The comment has no id.')
      const before = await commentAt(call.api, commentId)
      const after = await updateContentTo(call.api.domain, {
        id: before.id,
        version: before.version + 1,
        body: { representation: call.markup, value: neededIn(comment, 'content', 'comment') },
      })
      return one(call, after)
    },
  }),
  method({
    name: 'removeComment',
    summary: 'Remove a comment; its answers move up.',
    takes: { commentId: id },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { commentId }) => {
      await removeAtOnce(api.domain, (await commentAt(api, commentId)).id)
      return true
    },
  }),
]

async function commentAt(api: ApiContext, commentId: number): Promise<Content> {
  const comment = await readContent(api.domain, commentId)
  if (comment.kind === 'comment') return comment
  throw new AppError('not-found', `There is no comment with the id ${commentId}.`)
}

async function one(call: RpcCall, comment: Content): Promise<RpcStruct> {
  const [made] = await commentStructs(call, [comment])
  return made as RpcStruct
}
