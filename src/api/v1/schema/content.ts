import { type TProperties, Type } from 'typebox'

/** Shapes of v1 and Data Center. Closed where an answer of ours must have nothing else in it. */

const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const links = Type.Record(Type.String(), Type.String())
const expandable = Type.Record(Type.String(), Type.String())
const anything = Type.Record(Type.String(), Type.Unknown())

const picture = closed({
  path: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  isDefault: Type.Boolean(),
})

export const user = closed({
  type: Type.Union([Type.Literal('known'), Type.Literal('anonymous')]),
  username: Type.Optional(Type.String()),
  userKey: Type.Optional(Type.String()),
  accountId: Type.Optional(Type.String()),
  accountType: Type.Optional(Type.String()),
  accountStatus: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  publicName: Type.Optional(Type.String()),
  timeZone: Type.Optional(Type.String()),
  isExternalCollaborator: Type.Optional(Type.Boolean()),
  isGuest: Type.Optional(Type.Boolean()),
  status: Type.Optional(Type.String()),
  operations: Type.Optional(Type.Array(anything)),
  details: Type.Optional(anything),
  personalSpace: Type.Optional(anything),
  profilePicture: picture,
  displayName: Type.String(),
  _links: links,
  _expandable: expandable,
})

/** A user in the Cloud's lists of watchers. */
export const watcher = closed({
  type: Type.Literal('known'),
  username: Type.String(),
  userKey: Type.String(),
  accountId: Type.String(),
  accountType: Type.String(),
  email: Type.String(),
  publicName: Type.String(),
  timeZone: Type.String(),
  externalCollaborator: Type.Boolean(),
  isExternalCollaborator: Type.Boolean(),
  isGuest: Type.Boolean(),
  profilePicture: picture,
  displayName: Type.String(),
  operations: Type.Null(),
  personalSpace: Type.Null(),
})

export const group = closed({
  type: Type.Literal('group'),
  name: Type.String(),
  id: Type.Optional(Type.String()),
  _links: links,
})

export const version = closed({
  by: user,
  when: Type.String(),
  friendlyWhen: Type.Optional(Type.String()),
  message: Type.String(),
  number: Type.Integer(),
  minorEdit: Type.Boolean(),
  hidden: Type.Optional(Type.Boolean()),
  contentTypeModified: Type.Optional(Type.Boolean()),
  content: Type.Optional(anything),
  collaborators: Type.Optional(anything),
  _links: links,
  _expandable: expandable,
})

export const history = closed({
  latest: Type.Boolean(),
  createdBy: user,
  createdDate: Type.String(),
  ownedBy: Type.Optional(user),
  lastOwnedBy: Type.Optional(user),
  lastUpdated: Type.Optional(version),
  previousVersion: Type.Optional(version),
  nextVersion: Type.Optional(version),
  contributors: Type.Optional(anything),
  _expandable: expandable,
  _links: links,
})

export const label = closed({
  prefix: Type.String(),
  name: Type.String(),
  id: Type.String(),
  label: Type.String(),
})

export const space = closed({
  id: Type.Integer(),
  key: Type.String(),
  alias: Type.Optional(Type.String()),
  name: Type.String(),
  type: Type.Union([Type.Literal('global'), Type.Literal('personal')]),
  status: Type.String(),
  description: Type.Optional(anything),
  homepage: Type.Optional(Type.Union([anything, Type.Null()])),
  icon: Type.Optional(picture),
  metadata: Type.Optional(anything),
  operations: Type.Optional(Type.Array(anything)),
  permissions: Type.Optional(Type.Array(anything)),
  history: Type.Optional(anything),
  _expandable: expandable,
  _links: links,
})

/** A body in one representation. */
const body = closed({
  value: Type.String(),
  representation: Type.String(),
  embeddedContent: Type.Array(Type.Unknown()),
  content: Type.Optional(anything),
  _expandable: expandable,
})

/** What a content inside a content is sure to have. */
const innerContent = Type.Object({
  id: Type.String(),
  type: Type.String(),
  status: Type.String(),
  title: Type.String(),
  extensions: anything,
  _expandable: expandable,
  _links: links,
})

export const content = closed({
  id: Type.String(),
  type: Type.String(),
  status: Type.String(),
  title: Type.String(),
  space: Type.Optional(space),
  history: Type.Optional(history),
  version: Type.Optional(version),
  ancestors: Type.Optional(Type.Array(innerContent)),
  container: Type.Optional(Type.Union([innerContent, space, Type.Null()])),
  body: Type.Optional(
    closed({
      storage: Type.Optional(body),
      view: Type.Optional(body),
      export_view: Type.Optional(body),
      styled_view: Type.Optional(body),
      anonymous_export_view: Type.Optional(body),
      editor: Type.Optional(body),
      wiki: Type.Optional(body),
      markdown: Type.Optional(body),
      plain: Type.Optional(body),
      raw: Type.Optional(body),
      atlas_doc_format: Type.Optional(body),
      _expandable: expandable,
    }),
  ),
  metadata: Type.Optional(anything),
  children: Type.Optional(anything),
  descendants: Type.Optional(anything),
  restrictions: Type.Optional(anything),
  operations: Type.Optional(Type.Array(closed({ operation: Type.String(), targetType: Type.String() }))),
  childTypes: Type.Optional(anything),
  macroRenderedOutput: Type.Optional(anything),
  extensions: anything,
  _expandable: expandable,
  _links: links,
})

/** A property of a content or a space. */
export const property = closed({
  id: Type.String(),
  key: Type.String(),
  value: Type.Unknown(),
  version: Type.Optional(
    closed({
      by: user,
      when: Type.String(),
      message: Type.String(),
      number: Type.Integer(),
      minorEdit: Type.Boolean(),
      hidden: Type.Optional(Type.Boolean()),
      contentTypeModified: Type.Optional(Type.Boolean()),
    }),
  ),
  content: Type.Optional(content),
  space: Type.Optional(space),
  _links: links,
  _expandable: expandable,
})

/** The envelope of a list that says, where it is asked to, how long it is in all. */
export const totalledListOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  closed({ ...listOf(item).properties, totalSize: Type.Optional(Type.Integer()) })

/** A macro as a version of a content calls it. */
export const macro = closed({
  name: Type.String(),
  body: Type.String(),
  parameters: Type.Record(Type.String(), closed({ value: Type.String() })),
  _links: links,
})

export const movedPage = closed({ pageId: Type.String() })

export const permissionCheck = closed({
  hasPermission: Type.Boolean(),
  errors: Type.Array(Type.Unknown()),
  _links: links,
})

/** A label with the content that carries it. */
export const labelDetails = closed({
  label,
  associatedContents: closed({
    results: Type.Array(
      closed({ contentType: Type.String(), contentId: Type.Integer(), title: Type.String() }),
    ),
    start: Type.Integer(),
    limit: Type.Integer(),
    size: Type.Integer(),
  }),
})

/** Who may still do one thing with a content. */
export const restriction = closed({
  operation: Type.Union([Type.Literal('read'), Type.Literal('update')]),
  restrictions: Type.Optional(
    closed({ user: Type.Optional(anything), group: Type.Optional(anything), _expandable: expandable }),
  ),
  content: Type.Optional(content),
  _expandable: expandable,
  _links: links,
})

/** An inline task; dates are milliseconds since 1970, people account ids. */
export const inlineTask = closed({
  globalId: Type.Integer(),
  id: Type.Integer(),
  contentId: Type.Integer(),
  status: Type.Union([Type.Literal('complete'), Type.Literal('incomplete')]),
  title: Type.String(),
  description: Type.String(),
  body: Type.String(),
  creator: Type.String(),
  assignee: Type.Optional(Type.String()),
  completeUser: Type.Optional(Type.String()),
  createDate: Type.Integer(),
  dueDate: Type.Optional(Type.Integer()),
  updateDate: Type.Integer(),
  completeDate: Type.Optional(Type.Integer()),
  _links: links,
})

/** The envelope of a list. */
export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  closed({
    results: Type.Array(item),
    start: Type.Integer(),
    limit: Type.Integer(),
    size: Type.Integer(),
    _links: links,
  })

export const restrictionList = closed({
  ...listOf(restriction).properties,
  restrictionsHash: Type.Optional(Type.String()),
})

export const restrictionsByOperation = closed({
  read: Type.Optional(restriction),
  update: Type.Optional(restriction),
  _expandable: expandable,
  _links: links,
})

/** `GET /search` */
export const searchResults = closed({
  results: Type.Array(
    closed({
      content: Type.Optional(content),
      space: Type.Optional(space),
      user: Type.Optional(user),
      title: Type.String(),
      excerpt: Type.String(),
      url: Type.String(),
      resultGlobalContainer: Type.Optional(closed({ title: Type.String(), displayUrl: Type.String() })),
      breadcrumbs: Type.Array(Type.Unknown()),
      entityType: Type.String(),
      iconCssClass: Type.String(),
      lastModified: Type.String(),
      friendlyLastModified: Type.String(),
      score: Type.Number(),
    }),
  ),
  start: Type.Integer(),
  limit: Type.Integer(),
  size: Type.Integer(),
  totalSize: Type.Integer(),
  cqlQuery: Type.String(),
  searchDuration: Type.Integer(),
  _links: links,
})

/** `GET /content/{id}/child`: a list for each kind that was asked for. */
export const children = closed({
  page: Type.Optional(anything),
  comment: Type.Optional(anything),
  attachment: Type.Optional(anything),
  _expandable: expandable,
  _links: links,
})

export const convertedBody = closed({
  value: Type.String(),
  representation: Type.String(),
  embeddedContent: Type.Optional(Type.Array(Type.Unknown())),
  _expandable: Type.Optional(expandable),
  _links: links,
})

/** An id as clients send it. */
const id = Type.Union([Type.String(), Type.Integer()])

const bodyInput = Type.Object({ value: Type.String(), representation: Type.Optional(Type.String()) })

/** A content as clients hand it over; whatever else they echo back is harmless. */
export const contentInput = Type.Object({
  id: Type.Optional(Type.Union([id, Type.Null()])),
  type: Type.Optional(Type.String()),
  status: Type.Optional(Type.String()),
  title: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  space: Type.Optional(
    Type.Union([Type.Object({ key: Type.Optional(Type.String()), id: Type.Optional(id) }), Type.Null()]),
  ),
  ancestors: Type.Optional(Type.Union([Type.Array(Type.Object({ id })), Type.Null()])),
  container: Type.Optional(
    Type.Union([
      Type.Object({
        id: Type.Optional(id),
        key: Type.Optional(Type.String()),
        type: Type.Optional(Type.String()),
      }),
      Type.Null(),
    ]),
  ),
  body: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.Union([bodyInput, Type.Unknown()])), Type.Null()]),
  ),
  version: Type.Optional(
    Type.Union([
      Type.Object({
        number: Type.Optional(Type.Integer()),
        message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        minorEdit: Type.Optional(Type.Boolean()),
      }),
      Type.Null(),
    ]),
  ),
  extensions: Type.Optional(Type.Union([anything, Type.Null()])),
  metadata: Type.Optional(Type.Union([anything, Type.Null()])),
})

export const labelInput = Type.Object({ prefix: Type.Optional(Type.String()), name: Type.String() })

const listed = Type.Union([Type.Array(anything), Type.Object({ results: Type.Array(anything) })])

const restrictionsInput = Type.Array(
  Type.Object({
    operation: Type.String(),
    restrictions: Type.Object({ user: Type.Optional(listed), group: Type.Optional(listed) }),
  }),
)

/** Restrictions as clients hand them over: a list, or the answer to a read with its list in it. */
export const restrictionInput = Type.Union([restrictionsInput, Type.Object({ results: restrictionsInput })])

export const permissionCheckInput = Type.Object({
  subject: Type.Object({
    type: Type.Union([Type.Literal('user'), Type.Literal('group')]),
    identifier: Type.String(),
  }),
  operation: Type.Union([Type.Literal('read'), Type.Literal('update'), Type.Literal('delete')]),
})

export const versionRestoreInput = Type.Object({
  /** The description has it in small letters; clients of 2019 send the name of the vendor's constant. */
  operationKey: Type.Union([Type.Literal('restore'), Type.Literal('RESTORE')]),
  params: Type.Object({
    versionNumber: Type.Integer(),
    message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    restoreTitle: Type.Optional(Type.Boolean()),
  }),
})

export const propertyInput = Type.Object({
  key: Type.Optional(Type.String()),
  value: Type.Unknown(),
  version: Type.Optional(
    Type.Union([Type.Object({ number: Type.Union([Type.Integer(), Type.String()]) }), Type.Null()]),
  ),
  content: Type.Optional(Type.Union([Type.Object({ id: Type.Optional(id) }), Type.Null()])),
})

/** The description of a space as clients hand it over. */
export const description = Type.Union([
  Type.Object({
    plain: Type.Optional(Type.Object({ value: Type.String(), representation: Type.Optional(Type.String()) })),
  }),
  Type.Null(),
])

export const spaceInput = Type.Object({
  key: Type.String(),
  name: Type.String(),
  type: Type.Optional(Type.String()),
  description: Type.Optional(description),
})

/** What of a space can be changed; whatever else of it is echoed back is harmless. */
export const spaceChangeInput = Type.Object({
  name: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  description: Type.Optional(description),
  homepage: Type.Optional(Type.Union([Type.Object({ id: Type.Optional(id) }), Type.Null()])),
  type: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  status: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})

export const conversionInput = Type.Object({
  value: Type.String(),
  representation: Type.String(),
  content: Type.Optional(Type.Union([Type.Object({ id: Type.Optional(id) }), Type.Null()])),
})
