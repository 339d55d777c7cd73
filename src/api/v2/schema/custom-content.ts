import { Type } from 'typebox'
import { single } from './facet.ts'
import { body, bodyInput, closed, id, links, orNull, version } from './page.ts'

/** Custom content of a list. */
export const customContent = closed({
  id: Type.String(),
  type: Type.String(),
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.String(),
  pageId: Type.Optional(Type.String()),
  blogPostId: Type.Optional(Type.String()),
  customContentId: Type.Optional(Type.String()),
  authorId: orNull(Type.String()),
  createdAt: Type.String(),
  version,
  body: Type.Record(Type.String(), body),
  _links: links,
})

/** Custom content that was asked for by itself. */
export const singleCustomContent = closed({ ...customContent.properties, ...single })

/** Custom content below other one. */
export const childCustomContent = closed({
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  type: Type.String(),
  spaceId: Type.String(),
})

const given = {
  type: Type.String(),
  spaceId: Type.Optional(orNull(id)),
  pageId: Type.Optional(orNull(id)),
  blogPostId: Type.Optional(orNull(id)),
  customContentId: Type.Optional(orNull(id)),
  title: Type.String(),
  body: Type.Optional(bodyInput),
}

/** What is sent of new custom content, with the id of what is to hold it. */
export const newCustomContent = Type.Object({ ...given, status: Type.Optional(Type.String()) })

/** What is sent of custom content that is changed. */
export const customContentChange = Type.Object({
  ...given,
  id,
  status: Type.String(),
  version: Type.Object({ number: Type.Integer(), message: Type.Optional(orNull(Type.String())) }),
})
