import { type TProperties, Type } from 'typebox'

/** An object without other fields than those. */
export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
/** `_links`. */
export const links = Type.Record(Type.String(), Type.String())
/** This, or null. */
export const orNull = <T extends Parameters<typeof Type.Array>[0]>(type: T) => Type.Union([type, Type.Null()])
/** A body in one representation. */
export const body = closed({ representation: Type.String(), value: Type.String() })

/** A version of a content. */
export const version = closed({
  createdAt: Type.String(),
  message: Type.String(),
  number: Type.Integer(),
  minorEdit: Type.Boolean(),
  authorId: orNull(Type.String()),
})

const pageProperties = {
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.String(),
  parentId: orNull(Type.String()),
  parentType: orNull(Type.String()),
  position: orNull(Type.Integer()),
  authorId: orNull(Type.String()),
  ownerId: orNull(Type.String()),
  lastOwnerId: orNull(Type.String()),
  createdAt: Type.String(),
  version,
  body: Type.Record(Type.String(), body),
  _links: links,
}

export const page = closed(pageProperties)

/** A page of the list, with what the `expand` of older guides adds to it. */
export const listedPage = closed({
  ...pageProperties,
  space: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  history: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

export const space = closed({
  id: Type.String(),
  key: Type.String(),
  name: Type.String(),
  type: Type.String(),
  status: Type.String(),
  authorId: orNull(Type.String()),
  spaceOwnerId: orNull(Type.String()),
  currentActiveAlias: Type.String(),
  createdAt: Type.String(),
  homepageId: orNull(Type.String()),
  description: orNull(Type.Record(Type.String(), body)),
  icon: Type.Null(),
  _links: links,
})

export const user = closed({
  accountId: Type.String(),
  accountType: Type.String(),
  accountStatus: Type.String(),
  displayName: Type.String(),
  publicName: Type.String(),
  email: Type.String(),
  timeZone: orNull(Type.String()),
  isExternalCollaborator: Type.Boolean(),
  profilePicture: Type.Record(Type.String(), Type.Unknown()),
  _links: links,
})

export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  closed({ results: Type.Array(item), _links: links })

/** An id as clients send it. */
export const id = Type.Union([Type.String(), Type.Integer()])

/** A body as written: one representation, or several by name of which one is taken. */
export const bodyInput = Type.Union([
  Type.Object({ representation: Type.String(), value: Type.String() }),
  Type.Record(
    Type.String(),
    Type.Union([
      Type.Object({ representation: Type.Optional(Type.String()), value: Type.String() }),
      Type.Null(),
    ]),
  ),
])

export const newPage = Type.Object({
  spaceId: id,
  status: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  parentId: Type.Optional(orNull(id)),
  body: Type.Optional(bodyInput),
  subtype: Type.Optional(orNull(Type.String())),
})

export const pageChange = Type.Object({
  id,
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.Optional(orNull(id)),
  parentId: Type.Optional(orNull(id)),
  ownerId: Type.Optional(orNull(Type.String())),
  body: Type.Optional(bodyInput),
  version: Type.Object({
    number: Type.Integer(),
    message: Type.Optional(orNull(Type.String())),
    minorEdit: Type.Optional(Type.Boolean()),
  }),
})

export const titleChange = Type.Object({ status: Type.String(), title: Type.String() })

export const newSpace = Type.Object({
  key: Type.Optional(Type.String()),
  alias: Type.Optional(Type.String()),
  name: Type.String(),
  description: Type.Optional(
    orNull(Type.Object({ value: Type.String(), representation: Type.Optional(Type.String()) })),
  ),
  createPrivateSpace: Type.Optional(Type.Boolean()),
})
