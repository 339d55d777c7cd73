import { Type } from 'typebox'
import { single } from './facet.ts'
import { closed, links, version } from './page.ts'

/** An attachment of a list. */
export const attachment = closed({
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  createdAt: Type.String(),
  pageId: Type.Optional(Type.String()),
  blogPostId: Type.Optional(Type.String()),
  mediaType: Type.String(),
  comment: Type.String(),
  fileId: Type.String(),
  fileSize: Type.Integer(),
  webuiLink: Type.String(),
  downloadLink: Type.String(),
  version,
  _links: links,
})

/** An attachment that was asked for by itself. */
export const singleAttachment = closed({ ...attachment.properties, ...single })
