import { Type } from 'typebox'

const flag = Type.Optional(Type.Boolean())
const id = Type.Union([Type.String(), Type.Integer()])

const options = {
  copyAttachments: flag,
  copyPermissions: flag,
  copyProperties: flag,
  copyLabels: flag,
  copyCustomContents: flag,
}

/** What goes with a copy. */
export const copyOptions = Type.Object(options)

/** `POST /content/{id}/copy` */
export const pageCopyInput = Type.Object({
  ...options,
  destination: Type.Object({ type: Type.String(), value: id }),
  pageTitle: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  body: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
})

/** `POST /content/{id}/pagehierarchy/copy` */
export const treeCopyInput = Type.Object({
  ...options,
  copyDescendants: flag,
  destinationPageId: id,
  titleOptions: Type.Optional(
    Type.Object({
      prefix: Type.Optional(Type.String()),
      replace: Type.Optional(Type.String()),
      search: Type.Optional(Type.String()),
    }),
  ),
})

/** `POST /content/archive`: here ids are numbers, and quoted ones are refused, as the vendor does. */
export const archiveInput = Type.Object({ pages: Type.Array(Type.Object({ id: Type.Integer() })) })
