import { Type } from 'typebox'
import { blogPost, body, closed, links, orNull, page, space, version } from './page.ts'
import { roleAssignment, spacePermissionAssignment } from './space-role.ts'

/** A label. */
export const label = closed({ id: Type.String(), name: Type.String(), prefix: Type.String() })

/** Somebody, by their id alone. */
export const account = closed({ accountId: Type.String() })

/** How many like something. */
export const likeCount = closed({ count: Type.Integer() })

/** One thing that may be done. */
export const operation = closed({ operation: Type.String(), targetType: Type.String() })

/** What may be done. */
export const operations = closed({ operations: Type.Array(operation) })

const entity = Type.Optional(
  closed({
    id: Type.String(),
    title: Type.String(),
    body: Type.Optional(Type.Record(Type.String(), body)),
  }),
)

/** A version of a list, with the content as it was then. */
export const listedVersion = closed({
  ...version.properties,
  page: entity,
  blogpost: entity,
  attachment: entity,
  comment: entity,
  custom: entity,
})

/** A version with its neighbours. */
export const detailedVersion = closed({
  ...version.properties,
  contentTypeModified: Type.Boolean(),
  collaborators: Type.Array(Type.String()),
  prevVersion: Type.Optional(Type.Integer()),
  nextVersion: Type.Optional(Type.Integer()),
})

/** A property of a content. */
export const contentProperty = closed({
  id: Type.String(),
  key: Type.String(),
  value: Type.Unknown(),
  version,
})

/** A property of a space. When and by whom it was made is known as long as nobody has changed it. */
export const spaceProperty = closed({
  id: Type.String(),
  key: Type.String(),
  value: Type.Unknown(),
  createdAt: Type.Optional(Type.String()),
  createdBy: Type.Optional(orNull(Type.String())),
  version: closed({
    createdAt: Type.String(),
    createdBy: orNull(Type.String()),
    message: Type.String(),
    number: Type.Integer(),
  }),
})

/** What is sent of a new property. */
export const newProperty = Type.Object({ key: Type.String(), value: Type.Unknown() })

/** What is sent of a property that is changed. */
export const propertyChange = Type.Object({
  key: Type.Optional(Type.String()),
  value: Type.Unknown(),
  version: Type.Object({ number: Type.Integer(), message: Type.Optional(orNull(Type.String())) }),
})

/** A page below another one. */
export const childPage = closed({
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  spaceId: Type.String(),
  childPosition: orNull(Type.Integer()),
})

/** Anything below a page. */
export const child = closed({ ...childPage.properties, type: Type.String() })

/** Anything further below a page. */
export const descendant = closed({
  id: Type.String(),
  status: Type.String(),
  title: Type.String(),
  type: Type.String(),
  parentId: orNull(Type.String()),
  depth: Type.Integer(),
  childPosition: orNull(Type.Integer()),
})

/** Anything above a page. */
export const ancestor = closed({ id: Type.String(), type: Type.String() })

const included = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Optional(
    closed({
      results: Type.Array(item),
      meta: closed({ hasMore: Type.Boolean(), cursor: Type.Optional(Type.String()) }),
      _links: links,
    }),
  )

/** What the single read of a content includes if it is asked to; its version may be left out. */
export const single = {
  version: Type.Optional(version),
  labels: included(label),
  properties: included(contentProperty),
  operations: included(operation),
  likes: included(account),
  versions: included(version),
  collaborators: included(account),
  directChildren: included(child),
  isFavoritedByCurrentUser: Type.Optional(Type.Boolean()),
}

/** A space that was asked for by itself. */
export const singleSpace = closed({
  ...space.properties,
  labels: included(label),
  properties: included(spaceProperty),
  operations: included(operation),
  permissions: included(spacePermissionAssignment),
  roleAssignments: included(roleAssignment),
})
/** A page that was asked for by itself. */
export const singlePage = closed({ ...page.properties, ...single })
/** A blog post that was asked for by itself. */
export const singleBlogPost = closed({ ...blogPost.properties, ...single })
