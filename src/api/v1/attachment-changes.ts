import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { changeAttachment } from '../../domain/attachment/change.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { attachmentOf, WRITTEN } from './content-attachments.ts'
import { presentOne } from './content.ts'
import { parseExpand } from './expand/tree.ts'
import { expand } from './query.ts'
import { content, contentInput } from './schema/content.ts'

const route = routesOf<ApiContext>()

/** What can be changed of an attachment without new bytes, on both flavours. */
export const attachmentChangeRoutes = [
  route({
    id: 'updateAttachmentProperties',
    method: 'PUT',
    path: '/content/{id}/child/attachment/{attachmentId}',
    tag: 'Content attachments',
    summary: 'Rename an attachment, change its media type or comment, or hang it on another content.',
    access: 'site',
    query: Type.Object({ expand }),
    body: contentInput,
    reply: content,
    errors: ['bad-body', 'bad-request', 'duplicate-file', 'forbidden', 'not-found', 'version-conflict'],
    handle: async (api, { path, query, body }) => {
      const attachment = await attachmentOf(api, path.id, path.attachmentId)
      if (body.id != null && parseContentId(body.id) !== attachment.id) {
        throw new AppError(
          'bad-body',
          `The body is about content ${body.id}, the address about ${attachment.id}.`,
        )
      }
      const version = body.version?.number
      if (version === undefined) {
        throw new AppError(
          'bad-body',
          'Must supply the current version of the attachment. No version supplied.',
        )
      }
      const changed = await changeAttachment(api.domain, attachment, {
        version,
        title: body.title ?? undefined,
        mediaType: textAt(body.metadata, 'mediaType') ?? textAt(body.extensions, 'mediaType'),
        comment: textAt(body.metadata, 'comment') ?? textAt(body.extensions, 'comment'),
        containerId: body.container?.id === undefined ? undefined : parseContentId(body.container.id),
      })
      return presentOne(api, changed, parseExpand(query.expand, WRITTEN))
    },
  }),
]

function textAt(
  holder: Readonly<Record<string, unknown>> | null | undefined,
  name: string,
): string | undefined {
  const value = holder?.[name]
  return typeof value === 'string' ? value : undefined
}
