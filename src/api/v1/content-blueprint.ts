import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { contentNotFound } from '../../domain/access/refusals.ts'
import { readContent } from '../../domain/content/read.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { presentOne } from './content.ts'
import { parseExpand } from './expand/tree.ts'
import { expand, text } from './query.ts'
import { content, contentInput } from './schema/content.ts'

const route = routesOf<ApiContext>()

const row = {
  path: '/content/blueprint/instance/{draftId}',
  tag: 'Content',
  access: 'user',
  query: Type.Object({ status: text, expand }),
  body: contentInput,
  reply: content,
  errors: [
    'bad-body',
    'bad-request',
    'duplicate-title',
    'forbidden',
    'not-found',
    'unauthenticated',
    'version-conflict',
  ],
} as const
const WRITTEN = 'body.storage,history,space,version,ancestors'

/** Publishing what was begun from a blueprint. Drafts have one kind here, so both do the same. */
export const blueprintRoutes = [
  route({
    ...row,
    id: 'publishSharedDraft',
    method: 'PUT',
    summary: 'Publish a draft that was made from a blueprint.',
    handle: async (api, { path, query, body }) =>
      presentOne(
        api,
        await publish(api, path.draftId, query.status, body),
        parseExpand(query.expand, WRITTEN),
      ),
  }),
  route({
    ...row,
    id: 'publishLegacyDraft',
    method: 'POST',
    summary: 'Publish a legacy draft that was made from a blueprint: the same as PUT.',
    handle: async (api, { path, query, body }) =>
      presentOne(
        api,
        await publish(api, path.draftId, query.status, body),
        parseExpand(query.expand, WRITTEN),
      ),
  }),
]

async function publish(
  api: ApiContext,
  draftId: string,
  status: string | undefined,
  body: Static<typeof contentInput>,
) {
  if (status !== undefined && status !== 'draft') {
    throw new AppError('bad-request', `The status is draft, not "${status.slice(0, 100)}".`)
  }
  if (body.type !== 'page') throw new AppError('bad-request', 'The type is page, nothing else.')
  if (body.status !== undefined && body.status !== 'current') {
    throw new AppError('bad-request', 'What is published becomes current.')
  }
  const title = body.title ?? ''
  if (title === '') throw new AppError('bad-request', 'A title is needed to publish a draft.')
  const draft = await readContent(api.domain, parseContentId(draftId), { statuses: ['draft'] })
  if (draft.kind !== 'page') throw contentNotFound(draft.id)
  const number = body.version?.number
  if (number === undefined) throw new AppError('bad-body', 'The version number is missing: it is 1.')
  if (number !== 1) {
    throw new AppError('version-conflict', 'Version must be set to 1 when a draft is published.', {
      current: draft.version,
      provided: number,
    })
  }
  const parent = body.ancestors?.at(-1)
  return updateContentTo(api.domain, {
    id: draft.id,
    version: draft.version,
    title,
    status: 'current',
    parentId: parent === undefined ? undefined : parseContentId(parent.id),
    spaceKey: body.space?.key,
  })
}
