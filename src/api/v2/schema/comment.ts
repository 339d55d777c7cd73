import { Type } from 'typebox'
import { limits } from '../../../base/limits.ts'
import { single } from './facet.ts'
import { body, bodyInput, closed, id, links, orNull, version } from './page.ts'

const properties = {
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  pageId: Type.Optional(Type.String()),
  blogPostId: Type.Optional(Type.String()),
  attachmentId: Type.Optional(Type.String()),
  customContentId: Type.Optional(Type.String()),
  parentCommentId: Type.Optional(Type.String()),
  version,
  body: Type.Record(Type.String(), body),
  _links: links,
}

/** A comment below a page, blog post or file, or an answer to one. */
export const footerComment = closed(properties)

/** A comment that was asked for by itself. */
export const singleFooterComment = closed({ ...properties, ...single })

/** How a comment on a passage stands. */
export const resolutionStatus = Type.Enum(['open', 'reopened', 'resolved', 'dangling'])

const passage = {
  inlineMarkerRef: Type.Optional(Type.String()),
  inlineOriginalSelection: Type.Optional(Type.String()),
}
const inline = {
  resolutionStatus,
  resolutionLastModifierId: Type.Optional(orNull(Type.String())),
  resolutionLastModifiedAt: Type.Optional(Type.String()),
}

/** A comment on a passage, or an answer to one. */
export const inlineComment = closed({ ...properties, ...inline, properties: closed(passage) })
/** One that was asked for by itself: what programs keep beside it stands beside the passage. */
export const singleInlineComment = closed({
  ...properties,
  ...single,
  ...inline,
  properties: closed({ ...passage, ...Type.Partial(single.properties).properties }),
})

const place = {
  pageId: Type.Optional(orNull(id)),
  blogPostId: Type.Optional(orNull(id)),
  parentCommentId: Type.Optional(orNull(id)),
}

/** A comment to be made: with one of the ids, that of what it is about. */
export const newFooterComment = Type.Object({
  ...place,
  attachmentId: Type.Optional(orNull(id)),
  customContentId: Type.Optional(orNull(id)),
  body: Type.Optional(bodyInput),
})

/** A comment on a passage to be made, or an answer to one, which needs no passage. */
export const newInlineComment = Type.Object({
  ...place,
  body: Type.Optional(bodyInput),
  inlineCommentProperties: Type.Optional(
    orNull(
      Type.Object({
        textSelection: Type.String({ maxLength: limits.passageLength }),
        textSelectionMatchCount: Type.Optional(Type.Integer({ minimum: 0 })),
        textSelectionMatchIndex: Type.Optional(Type.Integer({ minimum: 0 })),
      }),
    ),
  ),
})

const versionInput = Type.Object({
  number: Type.Integer(),
  message: Type.Optional(orNull(Type.String())),
})

/** The next version of a comment. */
export const footerCommentChange = Type.Object({ version: versionInput, body: Type.Optional(bodyInput) })

/** The next version of a comment on a passage, and whether it is settled: one of them, or both. */
export const inlineCommentChange = Type.Object({
  version: Type.Optional(versionInput),
  body: Type.Optional(bodyInput),
  resolved: Type.Optional(Type.Boolean()),
})
