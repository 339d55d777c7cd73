import { Type } from 'typebox'
import { closed, links, version } from './page.ts'

/** An attachment, in a list or by itself. */
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
  version: Type.Optional(version),
  _links: links,
})
