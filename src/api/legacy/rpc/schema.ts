import { type TSchema, Type } from 'typebox'

/** The vendor's structs as they are in JSON. XML-RPC writes the same, with every value of a struct as text. */

const closed = { additionalProperties: false }
const long = Type.Integer()
const time = Type.Integer()
const maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A list, which its own title names. */
export function listOf(schema: TSchema & { title?: string }): TSchema {
  return Type.Array(schema, { title: `${schema.title ?? 'String'}[]` })
}

/** Plain results. */
export const given = {
  text: Type.String({ title: 'String' }),
  flag: Type.Boolean({ title: 'boolean' }),
  number: Type.Integer({ title: 'long' }),
  bytes: Type.String({ title: 'byte[]' }),
  texts: Type.Array(Type.String(), { title: 'String[]' }),
}

export const serverInfo = Type.Object(
  {
    majorVersion: Type.Integer(),
    minorVersion: Type.Integer(),
    patchLevel: Type.Integer(),
    buildId: Type.String(),
    developmentBuild: Type.Boolean(),
    baseUrl: Type.String(),
  },
  { ...closed, title: 'RemoteServerInfo' },
)

export const clusterInformation = Type.Object(
  {
    running: Type.Boolean(),
    name: maybe(Type.String()),
    memberCount: Type.Integer(),
    description: maybe(Type.String()),
    multicastAddress: maybe(Type.String()),
    multicastPort: maybe(Type.String()),
  },
  { ...closed, title: 'RemoteClusterInformation' },
)

const spaceFields = { key: Type.String(), name: Type.String(), type: Type.String(), url: Type.String() }
export const spaceSummary = Type.Object(spaceFields, { ...closed, title: 'RemoteSpaceSummary' })
export const space = Type.Object(
  { ...spaceFields, description: Type.String(), homePage: long, spaceGroup: maybe(Type.String()) },
  { ...closed, title: 'RemoteSpace' },
)

const summaryFields = {
  id: long,
  space: Type.String(),
  title: Type.String(),
  url: Type.String(),
  permissions: Type.Integer(),
}
export const pageSummary = Type.Object(
  { ...summaryFields, parentId: long },
  { ...closed, title: 'RemotePageSummary' },
)
export const page = Type.Object(
  {
    ...summaryFields,
    parentId: long,
    version: Type.Integer(),
    content: Type.String(),
    created: time,
    creator: maybe(Type.String()),
    modified: time,
    modifier: maybe(Type.String()),
    homePage: Type.Boolean(),
    contentStatus: Type.String(),
    current: Type.Boolean(),
  },
  { ...closed, title: 'RemotePage' },
)
export const pageHistory = Type.Object(
  {
    id: long,
    version: Type.Integer(),
    modified: time,
    modifier: maybe(Type.String()),
    versionComment: Type.String(),
  },
  { ...closed, title: 'RemotePageHistory' },
)

const blogFields = { ...summaryFields, author: maybe(Type.String()), publishDate: time }
export const blogEntrySummary = Type.Object(blogFields, { ...closed, title: 'RemoteBlogEntrySummary' })
export const blogEntry = Type.Object(
  { ...blogFields, version: Type.Integer(), content: Type.String() },
  { ...closed, title: 'RemoteBlogEntry' },
)

export const comment = Type.Object(
  {
    id: long,
    pageId: long,
    parentId: long,
    title: Type.String(),
    content: Type.String(),
    url: Type.String(),
    created: time,
    creator: maybe(Type.String()),
    modified: time,
    modifier: maybe(Type.String()),
  },
  { ...closed, title: 'RemoteComment' },
)

export const attachment = Type.Object(
  {
    id: long,
    pageId: long,
    title: Type.String(),
    fileName: Type.String(),
    fileSize: long,
    contentType: Type.String(),
    created: time,
    creator: maybe(Type.String()),
    url: Type.String(),
    comment: Type.String(),
  },
  { ...closed, title: 'RemoteAttachment' },
)

export const label = Type.Object(
  { id: long, name: Type.String(), namespace: Type.String(), owner: maybe(Type.String()) },
  { ...closed, title: 'RemoteLabel' },
)

export const user = Type.Object(
  { name: Type.String(), fullname: Type.String(), email: Type.String(), url: Type.String() },
  { ...closed, title: 'RemoteUser' },
)

export const userInformation = Type.Object(
  { id: long, username: Type.String(), content: Type.String(), version: Type.Integer() },
  { ...closed, title: 'RemoteUserInformation' },
)

export const contentPermission = Type.Object(
  { type: Type.String(), userName: maybe(Type.String()), groupName: maybe(Type.String()) },
  { ...closed, title: 'RemoteContentPermission' },
)
export const contentPermissionSet = Type.Object(
  { type: Type.String(), contentPermissions: Type.Array(contentPermission) },
  { ...closed, title: 'RemoteContentPermissionSet' },
)
export const spacePermissionSet = Type.Object(
  { type: Type.String(), spacePermissions: Type.Array(contentPermission) },
  { ...closed, title: 'RemoteSpacePermissionSet' },
)
export const pagePermission = Type.Object(
  { lockType: Type.String(), lockedBy: Type.String() },
  { ...closed, title: 'RemotePermission' },
)

export const searchResult = Type.Object(
  {
    id: long,
    title: Type.String(),
    url: Type.String(),
    excerpt: Type.String(),
    type: Type.String(),
    created: maybe(time),
    modified: maybe(time),
    modifier: maybe(Type.String()),
  },
  { ...closed, title: 'RemoteSearchResult' },
)

export const contentSummary = Type.Object(
  {
    id: long,
    type: Type.String(),
    space: Type.String(),
    status: Type.String(),
    title: Type.String(),
    created: time,
    creator: maybe(Type.String()),
    modified: time,
    modifier: maybe(Type.String()),
  },
  { ...closed, title: 'RemoteContentSummary' },
)
export const contentSummaries = Type.Object(
  { totalAvailable: Type.Integer(), offset: Type.Integer(), content: Type.Array(contentSummary) },
  { ...closed, title: 'RemoteContentSummaries' },
)
