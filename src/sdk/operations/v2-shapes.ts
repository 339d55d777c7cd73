// Written by "npm run reference" from the route tables of src/api.

export interface AccountList {
  results: readonly { accountId: string }[]
  _links: Readonly<Record<string, string>>
}

export interface AncestorList {
  results: readonly { id: string; type: string }[]
  _links: Readonly<Record<string, string>>
}

export interface Attachment {
  id: string
  status: string
  title: string
  createdAt: string
  pageId?: string
  blogPostId?: string
  mediaType: string
  comment: string
  fileId: string
  fileSize: number
  webuiLink: string
  downloadLink: string
  version: Version
  _links: Readonly<Record<string, string>>
}

export interface AttachmentList {
  results: readonly Attachment[]
  _links: Readonly<Record<string, string>>
}

export interface BlogPost {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
}

export interface BlogPostChange {
  id: string | number
  status: string
  title: string
  spaceId?: string | number | null
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  version: { number: number; message?: string | null; minorEdit?: boolean }
  createdAt?: string | null
}

export interface Child {
  id: string
  status: string
  title: string
  spaceId: string
  childPosition: number | null
  type: string
}

export interface ChildCustomContentList {
  results: readonly { id: string; status: string; title: string; type: string; spaceId: string }[]
  _links: Readonly<Record<string, string>>
}

export interface ChildList {
  results: readonly Child[]
  _links: Readonly<Record<string, string>>
}

export interface ChildPage {
  id: string
  status: string
  title: string
  spaceId: string
  childPosition: number | null
}

export interface ChildPageList {
  results: readonly ChildPage[]
  _links: Readonly<Record<string, string>>
}

export interface ContentProperty {
  id: string
  key: string
  value: unknown
  version: Version
}

export interface ContentPropertyList {
  results: readonly ContentProperty[]
  _links: Readonly<Record<string, string>>
}

export interface CustomContent {
  id: string
  type: string
  status: string
  title: string
  spaceId: string
  pageId?: string
  blogPostId?: string
  customContentId?: string
  authorId: string | null
  createdAt: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
}

export interface CustomContentChange {
  type: string
  spaceId?: string | number | null
  pageId?: string | number | null
  blogPostId?: string | number | null
  customContentId?: string | number | null
  title: string
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  id: string | number
  status: string
  version: { number: number; message?: string | null }
}

export interface CustomContentList {
  results: readonly CustomContent[]
  _links: Readonly<Record<string, string>>
}

export interface Descendant {
  id: string
  status: string
  title: string
  type: string
  parentId: string | null
  depth: number
  childPosition: number | null
}

export interface DescendantList {
  results: readonly Descendant[]
  _links: Readonly<Record<string, string>>
}

export interface DetailedVersion {
  createdAt: string
  message: string
  number: number
  minorEdit: boolean
  authorId: string | null
  contentTypeModified: boolean
  collaborators: readonly string[]
  prevVersion?: number
  nextVersion?: number
}

export interface DirectChildren {
  results: readonly Child[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}

export interface FooterComment {
  id: string
  status: string
  title: string
  pageId?: string
  blogPostId?: string
  attachmentId?: string
  customContentId?: string
  parentCommentId?: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
}

export interface FooterCommentChange {
  version: { number: number; message?: string | null }
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
}

export interface FooterCommentList {
  results: readonly FooterComment[]
  _links: Readonly<Record<string, string>>
}

export interface GetActivityAnswer {
  results: readonly {
    action: 'viewed' | 'created' | 'updated' | 'commented' | 'attached' | 'moved' | 'archived' | 'deleted' | 'restored' | 'liked'
    date: string
    user: { accountId: string; username: string; userKey: string; displayName: string } | null
    content: { id: string; type: string; title: string; status: string }
    container?: { id: string; type: string; title: string; status: string }
    space: { id: number; key: string; name: string }
    _links: { webui: string }
  }[]
  _links: Readonly<Record<string, string>>
}

export interface GetAttachmentVersionsPage {
  id: string
  title: string
  body?: Readonly<Record<string, { representation: string; value: string }>>
}

export interface InlineComment {
  id: string
  status: string
  title: string
  pageId?: string
  blogPostId?: string
  attachmentId?: string
  customContentId?: string
  parentCommentId?: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  resolutionStatus: 'open' | 'reopened' | 'resolved' | 'dangling'
  resolutionLastModifierId?: string | null
  resolutionLastModifiedAt?: string
  properties: { inlineMarkerRef?: string; inlineOriginalSelection?: string }
}

export interface InlineCommentChange {
  version?: { number: number; message?: string | null }
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  resolved?: boolean
}

export interface InlineCommentList {
  results: readonly InlineComment[]
  _links: Readonly<Record<string, string>>
}

export interface LabelList {
  results: readonly { id: string; name: string; prefix: string }[]
  _links: Readonly<Record<string, string>>
}

export interface Labels {
  results: readonly { id: string; name: string; prefix: string }[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}

export interface Likes {
  results: readonly { accountId: string }[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}

export interface ListedBlogPost {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  space?: Readonly<Record<string, unknown>>
  history?: Readonly<Record<string, unknown>>
}

export interface ListedBlogPostList {
  results: readonly ListedBlogPost[]
  _links: Readonly<Record<string, string>>
}

export interface ListedPage {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  parentId: string | null
  parentType: string | null
  position: number | null
  ownerId: string | null
  lastOwnerId: string | null
  space?: Readonly<Record<string, unknown>>
  history?: Readonly<Record<string, unknown>>
}

export interface ListedPageList {
  results: readonly ListedPage[]
  _links: Readonly<Record<string, string>>
}

export interface ListedRole {
  id: string
  type: 'SYSTEM' | 'CUSTOM'
  name: string
  description: string
  spacePermissions: readonly string[]
}

export interface ListedRoleList {
  results: readonly ListedRole[]
  _links: Readonly<Record<string, string>>
}

export interface ListedVersion {
  createdAt: string
  message: string
  number: number
  minorEdit: boolean
  authorId: string | null
  page?: GetAttachmentVersionsPage
  blogpost?: GetAttachmentVersionsPage
  attachment?: GetAttachmentVersionsPage
  comment?: GetAttachmentVersionsPage
  custom?: GetAttachmentVersionsPage
}

export interface ListedVersionList {
  results: readonly ListedVersion[]
  _links: Readonly<Record<string, string>>
}

export interface NewBlogPost {
  spaceId: string | number
  status?: string
  title?: string
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  createdAt?: string | null
}

export interface NewCustomContent {
  type: string
  spaceId?: string | number | null
  pageId?: string | number | null
  blogPostId?: string | number | null
  customContentId?: string | number | null
  title: string
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  status?: string
}

export interface NewFooterComment {
  pageId?: string | number | null
  blogPostId?: string | number | null
  parentCommentId?: string | number | null
  attachmentId?: string | number | null
  customContentId?: string | number | null
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
}

export interface NewInlineComment {
  pageId?: string | number | null
  blogPostId?: string | number | null
  parentCommentId?: string | number | null
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  inlineCommentProperties?: {
    textSelection: string
    textSelectionMatchCount?: number
    textSelectionMatchIndex?: number
  } | null
}

export interface NewPage {
  spaceId: string | number
  status?: string
  title?: string
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  parentId?: string | number | null
  subtype?: string | null
}

export interface NewSpace {
  key?: string
  alias?: string
  name: string
  description?: { value: string; representation?: string } | null
  createPrivateSpace?: boolean
}

export interface Operations {
  results: readonly { operation: string; targetType: string }[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}

export interface Page {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  parentId: string | null
  parentType: string | null
  position: number | null
  ownerId: string | null
  lastOwnerId: string | null
}

export interface PageChange {
  id: string | number
  status: string
  title: string
  spaceId?: string | number | null
  body?: { representation: string; value: string } | Readonly<Record<string, { representation?: string; value: string } | null>>
  version: { number: number; message?: string | null; minorEdit?: boolean }
  parentId?: string | number | null
  ownerId?: string | null
}

export interface Properties {
  results: readonly ContentProperty[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}

export interface PropertyChange {
  key?: string
  value: unknown
  version: { number: number; message?: string | null }
}

export interface Role {
  id: string
  type: 'SYSTEM' | 'CUSTOM'
  name: string
  description: string
  spacePermissions: readonly string[]
  _links: { base: string }
}

export interface RoleAssignment {
  principal: { principalType: 'USER' | 'GROUP' | 'ACCESS_CLASS'; principalId: string }
  roleId: string
}

export interface RoleAssignmentList {
  results: readonly RoleAssignment[]
  _links: Readonly<Record<string, string>>
}

export interface SingleAttachment {
  id: string
  status: string
  title: string
  createdAt: string
  pageId?: string
  blogPostId?: string
  mediaType: string
  comment: string
  fileId: string
  fileSize: number
  webuiLink: string
  downloadLink: string
  version?: Version
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties?: Properties
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
}

export interface SingleBlogPost {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version?: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties?: Properties
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
}

export interface SingleCustomContent {
  id: string
  type: string
  status: string
  title: string
  spaceId: string
  pageId?: string
  blogPostId?: string
  customContentId?: string
  authorId: string | null
  createdAt: string
  version?: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties?: Properties
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
}

export interface SingleFooterComment {
  id: string
  status: string
  title: string
  pageId?: string
  blogPostId?: string
  attachmentId?: string
  customContentId?: string
  parentCommentId?: string
  version?: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties?: Properties
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
}

export interface SingleInlineComment {
  id: string
  status: string
  title: string
  pageId?: string
  blogPostId?: string
  attachmentId?: string
  customContentId?: string
  parentCommentId?: string
  version?: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties: {
    inlineMarkerRef?: string
    inlineOriginalSelection?: string
    results?: readonly ContentProperty[]
    meta?: { hasMore: boolean; cursor?: string }
    _links?: Readonly<Record<string, string>>
  }
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
  resolutionStatus: 'open' | 'reopened' | 'resolved' | 'dangling'
  resolutionLastModifierId?: string | null
  resolutionLastModifiedAt?: string
}

export interface SinglePage {
  id: string
  status: string
  title: string
  spaceId: string
  authorId: string | null
  createdAt: string
  version?: Version
  body: Readonly<Record<string, { representation: string; value: string }>>
  _links: Readonly<Record<string, string>>
  parentId: string | null
  parentType: string | null
  position: number | null
  ownerId: string | null
  lastOwnerId: string | null
  labels?: Labels
  properties?: Properties
  operations?: Operations
  likes?: Likes
  versions?: Versions
  collaborators?: Likes
  directChildren?: DirectChildren
  isFavoritedByCurrentUser?: boolean
}

export interface SingleSpace {
  id: string
  key: string
  name: string
  type: string
  status: string
  authorId: string | null
  spaceOwnerId: string | null
  currentActiveAlias: string
  createdAt: string
  homepageId: string | null
  description: Readonly<Record<string, { representation: string; value: string }>> | null
  icon: { path: string; apiDownloadLink: string } | null
  _links: Readonly<Record<string, string>>
  labels?: Labels
  properties?: {
    results: readonly SpaceProperty[]
    meta: { hasMore: boolean; cursor?: string }
    _links: Readonly<Record<string, string>>
  }
  operations?: Operations
  permissions?: {
    results: readonly SpacePermissionAssignment[]
    meta: { hasMore: boolean; cursor?: string }
    _links: Readonly<Record<string, string>>
  }
  roleAssignments?: {
    results: readonly RoleAssignment[]
    meta: { hasMore: boolean; cursor?: string }
    _links: Readonly<Record<string, string>>
  }
}

export interface Space {
  id: string
  key: string
  name: string
  type: string
  status: string
  authorId: string | null
  spaceOwnerId: string | null
  currentActiveAlias: string
  createdAt: string
  homepageId: string | null
  description: Readonly<Record<string, { representation: string; value: string }>> | null
  icon: { path: string; apiDownloadLink: string } | null
  _links: Readonly<Record<string, string>>
}

export interface SpaceList {
  results: readonly Space[]
  _links: Readonly<Record<string, string>>
}

export interface SpacePermission {
  id: string
  displayName: string
  description: string
  requiredPermissionIds: readonly string[]
}

export interface SpacePermissionAssignment {
  id: string
  principal: { type: 'user' | 'group' | 'role'; id: string }
  operation: { key: string; targetType: string }
}

export interface SpacePermissionAssignmentList {
  results: readonly SpacePermissionAssignment[]
  _links: Readonly<Record<string, string>>
}

export interface SpacePermissionList {
  results: readonly SpacePermission[]
  _links: Readonly<Record<string, string>>
}

export interface SpaceProperty {
  id: string
  key: string
  value: unknown
  createdAt?: string
  createdBy?: string | null
  version: { createdAt: string; createdBy: string | null; message: string; number: number }
}

export interface SpacePropertyList {
  results: readonly SpaceProperty[]
  _links: Readonly<Record<string, string>>
}

export interface Task {
  id: string
  localId: string
  spaceId: string
  pageId?: string
  blogPostId?: string
  status: 'complete' | 'incomplete'
  body: Readonly<Record<string, { representation: string; value: string }>>
  createdBy: string | null
  assignedTo: string | null
  completedBy: string | null
  createdAt: string
  updatedAt: string
  dueAt: string | null
  completedAt: string | null
}

export interface TaskList {
  results: readonly Task[]
  _links: Readonly<Record<string, string>>
}

export interface User {
  accountId: string
  accountType: string
  accountStatus: string
  displayName: string
  publicName: string
  email: string
  timeZone: string | null
  isExternalCollaborator: boolean
  profilePicture: Readonly<Record<string, unknown>>
  _links: Readonly<Record<string, string>>
}

export interface UserList {
  results: readonly User[]
  _links: Readonly<Record<string, string>>
}

export interface Version {
  createdAt: string
  message: string
  number: number
  minorEdit: boolean
  authorId: string | null
}

export interface Versions {
  results: readonly Version[]
  meta: { hasMore: boolean; cursor?: string }
  _links: Readonly<Record<string, string>>
}
