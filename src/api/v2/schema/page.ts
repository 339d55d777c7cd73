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

const authored = {
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.String(),
  authorId: orNull(Type.String()),
  createdAt: Type.String(),
  version,
  body: Type.Record(Type.String(), body),
  _links: links,
}

const placed = {
  parentId: orNull(Type.String()),
  parentType: orNull(Type.String()),
  position: orNull(Type.Integer()),
  ownerId: orNull(Type.String()),
  lastOwnerId: orNull(Type.String()),
}

/** What the `expand` of older guides adds to the entries of a list. */
const expanded = {
  space: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  history: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
}

/** A page. */
export const page = closed({ ...authored, ...placed })
/** A page of a list. */
export const listedPage = closed({ ...authored, ...placed, ...expanded })
/** A blog post. */
export const blogPost = closed(authored)
/** A blog post of a list. */
export const listedBlogPost = closed({ ...authored, ...expanded })

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
  icon: orNull(closed({ path: Type.String(), apiDownloadLink: Type.String() })),
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

/** What is sent of a new page or blog post. */
export const newContent = Type.Object({
  spaceId: id,
  status: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  body: Type.Optional(bodyInput),
})

/** What is sent of a new page. */
export const newPage = Type.Object({
  ...newContent.properties,
  parentId: Type.Optional(orNull(id)),
  subtype: Type.Optional(orNull(Type.String())),
})

/** What is sent of a new blog post. */
export const newBlogPost = Type.Object({
  ...newContent.properties,
  createdAt: Type.Optional(orNull(Type.String())),
})

/** What is sent of a page or blog post that is changed. */
export const contentChange = Type.Object({
  id,
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.Optional(orNull(id)),
  body: Type.Optional(bodyInput),
  version: Type.Object({
    number: Type.Integer(),
    message: Type.Optional(orNull(Type.String())),
    minorEdit: Type.Optional(Type.Boolean()),
  }),
})

/** What is sent of a page that is changed. */
export const pageChange = Type.Object({
  ...contentChange.properties,
  parentId: Type.Optional(orNull(id)),
  ownerId: Type.Optional(orNull(Type.String())),
})

/** What is sent of a blog post that is changed. */
export const blogPostChange = Type.Object({
  ...contentChange.properties,
  createdAt: Type.Optional(orNull(Type.String())),
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
