import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { changeAttachment, removeFileVersion } from '../../domain/attachment/change.ts'
import { extractedText } from '../../domain/attachment/text.ts'
import { trashContent } from '../../domain/content/trash.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { attachmentOf } from '../v1/content-attachments.ts'
import { text, whole } from '../v1/query.ts'

const route = routesOf<ApiContext>()

/** What only Data Center does with attachments. */
export const dcAttachmentRoutes = [
  route({
    id: 'move',
    method: 'POST',
    path: '/content/{id}/child/attachment/{attachmentId}/move',
    tag: 'Content attachments',
    summary: 'Hang an attachment on another content, rename it, or both.',
    access: 'site',
    query: Type.Object({ newContentId: text, newName: text }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'duplicate-file', 'forbidden', 'not-found'],
    handle: async (api, { path, query }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      await changeAttachment(api.domain, attachment, {
        title: query.newName === '' ? undefined : query.newName,
        containerId: query.newContentId === undefined ? undefined : parseContentId(query.newContentId),
      })
    },
  }),
  route({
    id: 'removeAttachment',
    method: 'DELETE',
    path: '/content/{id}/child/attachment/{attachmentId}',
    tag: 'Content attachments',
    summary: 'Put an attachment into the trash.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      await trashContent(api.domain, attachment.id)
    },
  }),
  route({
    id: 'removeAttachmentVersion',
    method: 'DELETE',
    path: '/content/{id}/child/attachment/{attachmentId}/version/{version}',
    tag: 'Content attachments',
    summary: 'Remove one version of an attachment for good.',
    access: 'site',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      if (!/^\d{1,9}$/.test(path.version)) {
        throw new AppError('bad-request', `"${path.version.slice(0, 100)}" is not the number of a version.`)
      }
      await removeFileVersion(api.domain, attachment, Number(path.version))
    },
  }),
  route({
    id: 'getAttachmentExtractedText',
    method: 'GET',
    path: '/content/{id}/child/attachment/{attachmentId}/extractedtext',
    tag: 'Content attachments',
    summary:
      'The text by which search knows an attachment: of PDF, Office and text files. 204 when there is none.',
    access: 'site',
    query: Type.Object({ limit: whole }),
    reply: Type.Object({ extractedText: Type.String() }, { additionalProperties: false }),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      const found = await extractedText(api.domain, attachment)
      if (found === undefined) return new Answer({ status: 204 })
      const { limit = found.length } = query
      return { extractedText: found.slice(0, Math.max(0, limit)) }
    },
  }),
]
