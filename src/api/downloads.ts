import { Type } from 'typebox'
import { findAttachment, openFile } from '../domain/attachment/read.ts'
import { sendFile } from '../http/file.ts'
import { routesOf } from '../http/route.ts'
import type { ApiContext } from './flavour.ts'
import { parseContentId } from './ids.ts'

const route = routesOf<ApiContext>()

/** The addresses of attachments' bytes, the same under every root. Thumbnails are the images themselves. */
export const downloadRoutes = (['attachments', 'thumbnails'] as const).map((kind) =>
  route({
    id: kind === 'attachments' ? 'download' : 'downloadThumbnail',
    method: 'GET',
    path: `/${kind}/{containerId}/{fileName}`,
    tag: 'Downloads',
    summary:
      kind === 'attachments'
        ? 'The bytes of an attachment, or a range of them.'
        : 'The image of an attachment.',
    access: 'site',
    query: Type.Object({ version: Type.Optional(Type.Integer()) }),
    reply: 'bytes',
    errors: ['bad-request', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const attachment = await findAttachment(api.domain, parseContentId(path.containerId), path.fileName)
      const file = await openFile(api.domain, attachment, query.version)
      return sendFile(call, file)
    },
  }),
)
