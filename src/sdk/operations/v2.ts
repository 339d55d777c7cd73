// Written by "npm run reference" from the route tables of src/api.
import { type Operation, type ListOperation, operationsOf } from '../operation.ts'
import type {
  AccountList,
  AncestorList,
  AttachmentList,
  BlogPost,
  BlogPostChange,
  ChildCustomContentList,
  ChildList,
  ChildPageList,
  ContentProperty,
  ContentPropertyList,
  CustomContent,
  CustomContentChange,
  CustomContentList,
  DescendantList,
  DetailedVersion,
  FooterComment,
  FooterCommentChange,
  FooterCommentList,
  GetActivityAnswer,
  InlineComment,
  InlineCommentChange,
  InlineCommentList,
  LabelList,
  ListedBlogPostList,
  ListedPageList,
  ListedRoleList,
  ListedVersionList,
  NewBlogPost,
  NewCustomContent,
  NewFooterComment,
  NewInlineComment,
  NewPage,
  NewSpace,
  Page,
  PageChange,
  PropertyChange,
  Role,
  RoleAssignmentList,
  SingleAttachment,
  SingleBlogPost,
  SingleCustomContent,
  SingleFooterComment,
  SingleInlineComment,
  SinglePage,
  SingleSpace,
  Space,
  SpaceList,
  SpacePermissionAssignmentList,
  SpacePermissionList,
  SpaceProperty,
  SpacePropertyList,
  Task,
  TaskList,
  UserList,
} from './v2-shapes.ts'

export type * from './v2-shapes.ts'

/** The operations of the Cloud, version 2. */
export interface V2 {
  /** Which e-mail addresses belong to nobody who may use the site. */
  readonly checkAccessByEmail: Operation<
    { body: { emails: readonly string[] } },
    { emailsWithoutAccess: readonly string[]; invalidEmails: readonly string[] }
  >
  /** Of which type contents are; null for those that the caller may not read. */
  readonly convertContentIdsToContentTypes: Operation<
    { body: { contentIds: readonly (string | number)[] } },
    { results: Readonly<Record<string, string | null>> }
  >
  /** Give an attachment a property. */
  readonly createAttachmentProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    ContentProperty
  >
  /** Create a blog post, of today or of an earlier day. */
  readonly createBlogPost: Operation<{ private?: boolean; body: NewBlogPost }, BlogPost>
  /** Give a blog post a property. */
  readonly createBlogpostProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    ContentProperty
  >
  /** Users by account id; ids of nobody are passed over. */
  readonly createBulkUserLookup: Operation<{ body: { accountIds: readonly string[] } }, UserList>
  /** Give a comment a property. */
  readonly createCommentProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    ContentProperty
  >
  /** Create custom content, of any type: types are not announced here. */
  readonly createCustomContent: Operation<{ body: NewCustomContent }, CustomContent>
  /** Give custom content a property. */
  readonly createCustomContentProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    ContentProperty
  >
  /** Comment on a page, a blog post, a file or custom content, or answer a comment. */
  readonly createFooterComment: Operation<{ body: NewFooterComment }, FooterComment>
  /** Comment on a passage, which is marked in the body without a new version of it, or answer such a comment. */
  readonly createInlineComment: Operation<{ body: NewInlineComment }, InlineComment>
  /** Create a page. */
  readonly createPage: Operation<{ private?: boolean; 'root-level'?: boolean; body: NewPage }, Page>
  /** Give a page a property. */
  readonly createPageProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    ContentProperty
  >
  /** Create a space with its home page. */
  readonly createSpace: Operation<{ body: NewSpace }, Space>
  /** Give a space a property. */
  readonly createSpaceProperty: Operation<
    { id: string | number; body: { key: string; value: unknown } },
    SpaceProperty
  >
  /** Put an attachment into the trash; with purge, remove one for good that lies there. */
  readonly deleteAttachment: Operation<{ id: string | number; purge?: boolean }, void>
  /** Remove a property of an attachment. */
  readonly deleteAttachmentPropertyById: Operation<{ id: string | number; propertyId: string | number }, void>
  /** Put a blog post into the trash; with purge, remove it for good; with draft, discard a draft. */
  readonly deleteBlogPost: Operation<{ id: string | number; purge?: boolean; draft?: boolean }, void>
  /** Remove a property of a blog post. */
  readonly deleteBlogpostPropertyById: Operation<{ id: string | number; propertyId: string | number }, void>
  /** Remove a property of a comment. */
  readonly deleteCommentPropertyById: Operation<{ id: string | number; propertyId: string | number }, void>
  /** Put custom content into the trash; with purge, remove for good what lies there. */
  readonly deleteCustomContent: Operation<{ id: string | number; purge?: boolean }, void>
  /** Remove a property of custom content. */
  readonly deleteCustomContentPropertyById: Operation<
    { id: string | number; propertyId: string | number },
    void
  >
  /** Remove a comment for good; answers to it move up. */
  readonly deleteFooterComment: Operation<{ commentId: string | number }, void>
  /** Remove a comment on a passage for good, and the mark with it; answers to it move up. */
  readonly deleteInlineComment: Operation<{ commentId: string | number }, void>
  /** Put a page into the trash; with purge, remove it for good; with draft, discard a draft. */
  readonly deletePage: Operation<{ id: string | number; purge?: boolean; draft?: boolean }, void>
  /** Remove a property of a page. */
  readonly deletePagePropertyById: Operation<{ id: string | number; propertyId: string | number }, void>
  /** Remove a property of a space. */
  readonly deleteSpacePropertyById: Operation<{ id: string | number; propertyId: string | number }, void>
  /** Give one's own admin key up. */
  readonly disableAdminKey: Operation<{}, void>
  /** Take an admin key for some minutes, ten unless more or fewer are asked for. */
  readonly enableAdminKey: Operation<
    { body: { durationInMinutes?: number } },
    { accountId: string; expirationTime: string }
  >
  /** Who viewed, created, changed or commented what, the newest first (an extension). */
  readonly getActivity: ListOperation<{
    accountId?: string
    username?: string
    key?: string
    spaceKey?: readonly string[]
    contentId?: string
    action?: readonly string[]
    fromDate?: string
    toDate?: string
    start?: number
    limit?: number
    cursor?: string
  }, GetActivityAnswer>
  /** One's own admin key, while there is one. */
  readonly getAdminKey: Operation<{}, { accountId: string; expirationTime: string }>
  /** Read one attachment; also one in the trash. */
  readonly getAttachmentById: Operation<{
    id: string | number
    version?: number
    'include-labels'?: boolean
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-versions'?: boolean
    'include-collaborators'?: boolean
    'include-version'?: boolean
  }, SingleAttachment>
  /** The comments below a file, without the answers to them. */
  readonly getAttachmentComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
  }, FooterCommentList>
  /** The properties of an attachment. */
  readonly getAttachmentContentProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    ContentPropertyList
  >
  /** One property of an attachment. */
  readonly getAttachmentContentPropertiesById: Operation<
    { id: string | number; propertyId: string | number },
    ContentProperty
  >
  /** The labels of an attachment. */
  readonly getAttachmentLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** What the caller may do with an attachment. */
  readonly getAttachmentOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** Where the image of an attachment is. It is shown whole, whatever width and height are asked for. */
  readonly getAttachmentThumbnailById: Operation<
    { id: string | number; version?: number; width?: number; height?: number },
    ReadableStream<Uint8Array>
  >
  /** One version of an attachment. */
  readonly getAttachmentVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of an attachment. */
  readonly getAttachmentVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** List the attachments that the caller may read. */
  readonly getAttachments: ListOperation<{
    status?: readonly string[]
    mediaType?: string
    filename?: string
    sort?: string
    cursor?: string
    limit?: number
  }, AttachmentList>
  /** The permissions on spaces that there are. */
  readonly getAvailableSpacePermissions: ListOperation<
    { cursor?: string; limit?: number },
    SpacePermissionList
  >
  /** The roles that there are: the same four in every space, for everybody. */
  readonly getAvailableSpaceRoles: ListOperation<{
    'space-id'?: string
    'role-type'?: 'SYSTEM' | 'CUSTOM'
    'principal-id'?: string
    'principal-type'?: 'USER' | 'GROUP' | 'ACCESS_CLASS'
    cursor?: string
    limit?: number
  }, ListedRoleList>
  /** Read one blog post; also one in the trash. */
  readonly getBlogPostById: Operation<{
    id: string | number
    'body-format'?: string
    'get-draft'?: boolean
    status?: readonly string[]
    version?: number
    'include-labels'?: boolean
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-likes'?: boolean
    'include-versions'?: boolean
    'include-collaborators'?: boolean
    'include-version'?: boolean
    'include-favorited-by-current-user-status'?: boolean
  }, SingleBlogPost>
  /** The comments below a blog post, without the answers to them. */
  readonly getBlogPostFooterComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
  }, FooterCommentList>
  /** The comments on passages of a blog post, without the answers to them. */
  readonly getBlogPostInlineComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
    'resolution-status'?: readonly ('open' | 'reopened' | 'resolved' | 'dangling')[]
  }, InlineCommentList>
  /** The labels of a blog post. */
  readonly getBlogPostLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** How many like a blog post. */
  readonly getBlogPostLikeCount: Operation<{ id: string | number }, { count: number }>
  /** Who likes a blog post. */
  readonly getBlogPostLikeUsers: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    AccountList
  >
  /** What the caller may do with a blog post. */
  readonly getBlogPostOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** One version of a blog post. */
  readonly getBlogPostVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of a blog post. */
  readonly getBlogPostVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** List blog posts. */
  readonly getBlogPosts: ListOperation<{
    id?: readonly string[]
    'space-id'?: readonly string[]
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    cursor?: string
    limit?: number
    start?: number
    expand?: string | readonly string[]
    spaceKey?: string
  }, ListedBlogPostList>
  /** List the blog posts of a space. */
  readonly getBlogPostsInSpace: ListOperation<{
    id: string | number
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    cursor?: string
    limit?: number
    start?: number
    expand?: string | readonly string[]
  }, ListedBlogPostList>
  /** List the attachments of a blog post. */
  readonly getBlogpostAttachments: ListOperation<{
    id: string | number
    status?: readonly string[]
    mediaType?: string
    filename?: string
    sort?: string
    cursor?: string
    limit?: number
  }, AttachmentList>
  /** The properties of a blog post. */
  readonly getBlogpostContentProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    ContentPropertyList
  >
  /** One property of a blog post. */
  readonly getBlogpostContentPropertiesById: Operation<
    { id: string | number; propertyId: string | number },
    ContentProperty
  >
  /** The custom content that other one holds. */
  readonly getChildCustomContent: ListOperation<
    { id: string | number; sort?: string; cursor?: string; limit?: number },
    ChildCustomContentList
  >
  /** The pages directly below a page, in the order in which they stand there. */
  readonly getChildPages: ListOperation<
    { id: string | number; sort?: string; cursor?: string; limit?: number },
    ChildPageList
  >
  /** The properties of a comment. */
  readonly getCommentContentProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    ContentPropertyList
  >
  /** One property of a comment. */
  readonly getCommentContentPropertiesById: Operation<
    { id: string | number; propertyId: string | number },
    ContentProperty
  >
  /** List the attachments of custom content, of which there are none: files are attached to what people write. */
  readonly getCustomContentAttachments: ListOperation<{
    id: string | number
    status?: readonly string[]
    mediaType?: string
    filename?: string
    sort?: string
    cursor?: string
    limit?: number
  }, AttachmentList>
  /** Read custom content; also what lies in the trash. */
  readonly getCustomContentById: Operation<{
    id: string | number
    'body-format'?: string
    version?: number
    'include-labels'?: boolean
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-versions'?: boolean
    'include-collaborators'?: boolean
    'include-version'?: boolean
  }, SingleCustomContent>
  /** The custom content of one type that the caller may read. */
  readonly getCustomContentByType: ListOperation<{
    type: string
    sort?: string
    'body-format'?: string
    cursor?: string
    limit?: number
    id?: readonly string[]
    'space-id'?: readonly string[]
  }, CustomContentList>
  /** The custom content of one type that a blog post holds. */
  readonly getCustomContentByTypeInBlogPost: ListOperation<{
    id: string | number
    type: string
    sort?: string
    'body-format'?: string
    cursor?: string
    limit?: number
  }, CustomContentList>
  /** The custom content of one type that a page holds. */
  readonly getCustomContentByTypeInPage: ListOperation<{
    id: string | number
    type: string
    sort?: string
    'body-format'?: string
    cursor?: string
    limit?: number
  }, CustomContentList>
  /** The custom content of one type in a space, whatever holds it there. */
  readonly getCustomContentByTypeInSpace: ListOperation<{
    id: string | number
    type: string
    sort?: string
    'body-format'?: string
    cursor?: string
    limit?: number
  }, CustomContentList>
  /** The comments below custom content, without the answers to them. */
  readonly getCustomContentComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
  }, FooterCommentList>
  /** The properties of custom content. */
  readonly getCustomContentContentProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    ContentPropertyList
  >
  /** One property of custom content. */
  readonly getCustomContentContentPropertiesById: Operation<
    { id: string | number; propertyId: string | number },
    ContentProperty
  >
  /** The labels of custom content. */
  readonly getCustomContentLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** What the caller may do with custom content. */
  readonly getCustomContentOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** One version of custom content. */
  readonly getCustomContentVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of custom content. */
  readonly getCustomContentVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** Read one comment. */
  readonly getFooterCommentById: Operation<{
    commentId: string | number
    'body-format'?: string
    version?: number
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-likes'?: boolean
    'include-versions'?: boolean
    'include-version'?: boolean
  }, SingleFooterComment>
  /** The answers to a comment. */
  readonly getFooterCommentChildren: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, FooterCommentList>
  /** What the caller may do with a comment below a page. */
  readonly getFooterCommentOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** One version of a comment below a page. */
  readonly getFooterCommentVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of a comment below a page. */
  readonly getFooterCommentVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** The comments below everything that the caller may read, with the answers to them. */
  readonly getFooterComments: ListOperation<
    { 'body-format'?: string; sort?: string; cursor?: string; limit?: number },
    FooterCommentList
  >
  /** How many like a comment below a page. */
  readonly getFooterLikeCount: Operation<{ id: string | number }, { count: number }>
  /** Who likes a comment below a page. */
  readonly getFooterLikeUsers: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    AccountList
  >
  /** Read one comment on a passage. */
  readonly getInlineCommentById: Operation<{
    commentId: string | number
    'body-format'?: string
    version?: number
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-likes'?: boolean
    'include-versions'?: boolean
    'include-version'?: boolean
  }, SingleInlineComment>
  /** The answers to a comment on a passage. */
  readonly getInlineCommentChildren: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, InlineCommentList>
  /** What the caller may do with a comment at a passage. */
  readonly getInlineCommentOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** One version of a comment at a passage. */
  readonly getInlineCommentVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of a comment at a passage. */
  readonly getInlineCommentVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** The comments on passages of everything that the caller may read, with the answers to them. */
  readonly getInlineComments: ListOperation<
    { 'body-format'?: string; sort?: string; cursor?: string; limit?: number },
    InlineCommentList
  >
  /** How many like a comment at a passage. */
  readonly getInlineLikeCount: Operation<{ id: string | number }, { count: number }>
  /** Who likes a comment at a passage. */
  readonly getInlineLikeUsers: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    AccountList
  >
  /** The attachments that carry a label. */
  readonly getLabelAttachments: ListOperation<
    { id: string | number; sort?: string; cursor?: string; limit?: number },
    AttachmentList
  >
  /** The blog posts that carry a label. */
  readonly getLabelBlogPosts: ListOperation<{
    id: string | number
    'space-id'?: readonly string[]
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedBlogPostList>
  /** The pages that carry a label. */
  readonly getLabelPages: ListOperation<{
    id: string | number
    'space-id'?: readonly string[]
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedPageList>
  /** The labels on what the caller may see. */
  readonly getLabels: ListOperation<{
    'label-id'?: readonly string[]
    prefix?: readonly string[]
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** The pages above a page, the topmost first; with a limit, the nearest of them. */
  readonly getPageAncestors: ListOperation<{ id: string | number; limit?: number }, AncestorList>
  /** List the attachments of a page. */
  readonly getPageAttachments: ListOperation<{
    id: string | number
    status?: readonly string[]
    mediaType?: string
    filename?: string
    sort?: string
    cursor?: string
    limit?: number
  }, AttachmentList>
  /** Read one page; also one in the trash. */
  readonly getPageById: Operation<{
    id: string | number
    'body-format'?: string
    'get-draft'?: boolean
    status?: readonly string[]
    version?: number
    'include-labels'?: boolean
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-likes'?: boolean
    'include-versions'?: boolean
    'include-collaborators'?: boolean
    'include-direct-children'?: boolean
    'include-version'?: boolean
    'include-favorited-by-current-user-status'?: boolean
  }, SinglePage>
  /** The properties of a page. */
  readonly getPageContentProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    ContentPropertyList
  >
  /** One property of a page. */
  readonly getPageContentPropertiesById: Operation<
    { id: string | number; propertyId: string | number },
    ContentProperty
  >
  /** The pages below a page, two levels down or as many as are asked for. */
  readonly getPageDescendants: ListOperation<
    { id: string | number; depth?: number; cursor?: string; limit?: number },
    DescendantList
  >
  /** What hangs directly below a page, in the order in which it stands there. */
  readonly getPageDirectChildren: ListOperation<
    { id: string | number; sort?: string; cursor?: string; limit?: number },
    ChildList
  >
  /** The comments below a page, without the answers to them. */
  readonly getPageFooterComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
  }, FooterCommentList>
  /** The comments on passages of a page, without the answers to them. */
  readonly getPageInlineComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
    'resolution-status'?: readonly ('open' | 'reopened' | 'resolved' | 'dangling')[]
  }, InlineCommentList>
  /** The labels of a page. */
  readonly getPageLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** How many like a page. */
  readonly getPageLikeCount: Operation<{ id: string | number }, { count: number }>
  /** Who likes a page. */
  readonly getPageLikeUsers: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    AccountList
  >
  /** What the caller may do with a page. */
  readonly getPageOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** One version of a page. */
  readonly getPageVersionDetails: Operation<
    { id: string | number; versionNumber: string | number },
    DetailedVersion
  >
  /** The versions of a page. */
  readonly getPageVersions: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, ListedVersionList>
  /** List pages. */
  readonly getPages: ListOperation<{
    id?: readonly string[]
    'space-id'?: readonly string[]
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    cursor?: string
    limit?: number
    start?: number
    expand?: string | readonly string[]
    spaceKey?: string
    subtype?: string
  }, ListedPageList>
  /** List the pages of a space. */
  readonly getPagesInSpace: ListOperation<{
    id: string | number
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    cursor?: string
    limit?: number
    start?: number
    expand?: string | readonly string[]
    subtype?: string
    depth?: string
  }, ListedPageList>
  /** Read one space. */
  readonly getSpaceById: Operation<{
    id: string | number
    'description-format'?: string
    'include-icon'?: boolean
    'include-labels'?: boolean
    'include-properties'?: boolean
    'include-operations'?: boolean
    'include-permissions'?: boolean
    'include-role-assignments'?: boolean
  }, SingleSpace>
  /** The labels of what is in a space, as far as the caller may read it. */
  readonly getSpaceContentLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** The labels of a space itself. */
  readonly getSpaceLabels: ListOperation<{
    id: string | number
    prefix?: 'my' | 'team' | 'global' | 'system'
    sort?: string
    cursor?: string
    limit?: number
  }, LabelList>
  /** What the caller may do in and with a space. */
  readonly getSpaceOperations: Operation<
    { id: string | number },
    { operations: readonly { operation: string; targetType: string }[] }
  >
  /** Who holds which permission on a space. */
  readonly getSpacePermissionsAssignments: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    SpacePermissionAssignmentList
  >
  /** The properties of a space. */
  readonly getSpaceProperties: ListOperation<
    { id: string | number; key?: string; sort?: string; cursor?: string; limit?: number },
    SpacePropertyList
  >
  /** One property of a space. */
  readonly getSpacePropertyById: Operation<
    { id: string | number; propertyId: string | number },
    SpaceProperty
  >
  /** Who has which role on a space. */
  readonly getSpaceRoleAssignments: ListOperation<{
    id: string | number
    'role-id'?: string
    'role-type'?: 'SYSTEM' | 'CUSTOM'
    'principal-id'?: string
    'principal-type'?: 'USER' | 'GROUP' | 'ACCESS_CLASS'
    cursor?: string
    limit?: number
  }, RoleAssignmentList>
  /** How roles are used: beside permissions that are given one at a time. */
  readonly getSpaceRoleMode: Operation<{}, { mode: 'PRE_ROLES' | 'ROLES_TRANSITION' | 'ROLES' }>
  /** One role. */
  readonly getSpaceRolesById: Operation<{ id: string | number }, Role>
  /** List the spaces that the caller may see. */
  readonly getSpaces: ListOperation<{
    ids?: readonly string[]
    keys?: readonly string[]
    type?: string
    status?: string
    labels?: readonly string[]
    'favorited-by'?: string
    'not-favorited-by'?: string
    sort?: string
    'description-format'?: string
    'include-icon'?: boolean
    cursor?: string
    limit?: number
  }, SpaceList>
  /** Read one task. */
  readonly getTaskById: Operation<{ id: string | number; 'body-format'?: string }, Task>
  /** The tasks in what the caller may read, by place, people, dates and status. */
  readonly getTasks: ListOperation<{
    'body-format'?: string
    'include-blank-tasks'?: boolean
    status?: 'complete' | 'incomplete'
    'task-id'?: readonly string[]
    'space-id'?: readonly string[]
    'page-id'?: readonly string[]
    'blogpost-id'?: readonly string[]
    'created-by'?: readonly string[]
    'assigned-to'?: readonly string[]
    'completed-by'?: readonly string[]
    'created-at-from'?: number
    'created-at-to'?: number
    'due-at-from'?: number
    'due-at-to'?: number
    'completed-at-from'?: number
    'completed-at-to'?: number
    cursor?: string
    limit?: number
  }, TaskList>
  /** List the users of the site (an extension). */
  readonly getUsers: ListOperation<
    { accountId?: readonly string[]; start?: number; limit?: number; cursor?: string },
    UserList
  >
  /** Make users of e-mail addresses that are nobody’s yet, and write them a letter each. */
  readonly inviteByEmail: Operation<{ body: { emails: readonly string[] } }, void>
  /** Give users, groups and everybody exactly what a role gives on a space, or nothing. */
  readonly setSpaceRoleAssignments: Operation<{
    id: string | number
    body: readonly {
      principal: { principalType: 'USER' | 'GROUP' | 'ACCESS_CLASS'; principalId: string }
      roleId?: string | null
    }[]
  }, RoleAssignmentList>
  /** Make the next version of a property of an attachment. */
  readonly updateAttachmentPropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    ContentProperty
  >
  /** Make the next version of a blog post; restore it from the trash. */
  readonly updateBlogPost: Operation<{ id: string | number; body: BlogPostChange }, BlogPost>
  /** Make the next version of a property of a blog post. */
  readonly updateBlogpostPropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    ContentProperty
  >
  /** Make the next version of a property of a comment. */
  readonly updateCommentPropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    ContentProperty
  >
  /** Make the next version of custom content, where it is; publish a draft; bring back what lies in the trash. */
  readonly updateCustomContent: Operation<{ id: string | number; body: CustomContentChange }, CustomContent>
  /** Make the next version of a property of custom content. */
  readonly updateCustomContentPropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    ContentProperty
  >
  /** Make the next version of a comment: one’s own only. */
  readonly updateFooterComment: Operation<
    { commentId: string | number; body: FooterCommentChange },
    FooterComment
  >
  /** Make the next version of a comment, one’s own only; settle it or open it again, which makes no version. */
  readonly updateInlineComment: Operation<
    { commentId: string | number; body: InlineCommentChange },
    InlineComment
  >
  /** Make the next version of a page; move it below another parent; restore it from the trash. */
  readonly updatePage: Operation<{ id: string | number; body: PageChange }, Page>
  /** Make the next version of a property of a page. */
  readonly updatePagePropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    ContentProperty
  >
  /** Change the title of a page. */
  readonly updatePageTitle: Operation<{ id: string | number; body: { status: string; title: string } }, Page>
  /** Make the next version of a property of a space. */
  readonly updateSpacePropertyById: Operation<
    { id: string | number; propertyId: string | number; body: PropertyChange },
    SpaceProperty
  >
  /** Tick a task or take the tick back: a minor version of its page. */
  readonly updateTask: Operation<{
    id: string | number
    'body-format'?: string
    body: { status: 'complete' | 'incomplete' }
  }, Task>
}

/** The operations of the Cloud, version 2, asked through this client. */
export const v2 = operationsOf<V2>({
  checkAccessByEmail: ['POST', '/api/v2/user/access/check-access-by-email'],
  convertContentIdsToContentTypes: ['POST', '/api/v2/content/convert-ids-to-types'],
  createAttachmentProperty: ['POST', '/api/v2/attachments/{id}/properties'],
  createBlogPost: ['POST', '/api/v2/blogposts'],
  createBlogpostProperty: ['POST', '/api/v2/blogposts/{id}/properties'],
  createBulkUserLookup: ['POST', '/api/v2/users-bulk'],
  createCommentProperty: ['POST', '/api/v2/comments/{id}/properties'],
  createCustomContent: ['POST', '/api/v2/custom-content'],
  createCustomContentProperty: ['POST', '/api/v2/custom-content/{id}/properties'],
  createFooterComment: ['POST', '/api/v2/footer-comments'],
  createInlineComment: ['POST', '/api/v2/inline-comments'],
  createPage: ['POST', '/api/v2/pages'],
  createPageProperty: ['POST', '/api/v2/pages/{id}/properties'],
  createSpace: ['POST', '/api/v2/spaces'],
  createSpaceProperty: ['POST', '/api/v2/spaces/{id}/properties'],
  deleteAttachment: ['DELETE', '/api/v2/attachments/{id}', 'nothing'],
  deleteAttachmentPropertyById: ['DELETE', '/api/v2/attachments/{id}/properties/{propertyId}', 'nothing'],
  deleteBlogPost: ['DELETE', '/api/v2/blogposts/{id}', 'nothing'],
  deleteBlogpostPropertyById: ['DELETE', '/api/v2/blogposts/{id}/properties/{propertyId}', 'nothing'],
  deleteCommentPropertyById: ['DELETE', '/api/v2/comments/{id}/properties/{propertyId}', 'nothing'],
  deleteCustomContent: ['DELETE', '/api/v2/custom-content/{id}', 'nothing'],
  deleteCustomContentPropertyById: ['DELETE', '/api/v2/custom-content/{id}/properties/{propertyId}', 'nothing'],
  deleteFooterComment: ['DELETE', '/api/v2/footer-comments/{commentId}', 'nothing'],
  deleteInlineComment: ['DELETE', '/api/v2/inline-comments/{commentId}', 'nothing'],
  deletePage: ['DELETE', '/api/v2/pages/{id}', 'nothing'],
  deletePagePropertyById: ['DELETE', '/api/v2/pages/{id}/properties/{propertyId}', 'nothing'],
  deleteSpacePropertyById: ['DELETE', '/api/v2/spaces/{id}/properties/{propertyId}', 'nothing'],
  disableAdminKey: ['DELETE', '/api/v2/admin-key', 'nothing'],
  enableAdminKey: ['POST', '/api/v2/admin-key'],
  getActivity: ['GET', '/api/v2/activity', 'list'],
  getAdminKey: ['GET', '/api/v2/admin-key'],
  getAttachmentById: ['GET', '/api/v2/attachments/{id}'],
  getAttachmentComments: ['GET', '/api/v2/attachments/{id}/footer-comments', 'list'],
  getAttachmentContentProperties: ['GET', '/api/v2/attachments/{id}/properties', 'list'],
  getAttachmentContentPropertiesById: ['GET', '/api/v2/attachments/{id}/properties/{propertyId}'],
  getAttachmentLabels: ['GET', '/api/v2/attachments/{id}/labels', 'list'],
  getAttachmentOperations: ['GET', '/api/v2/attachments/{id}/operations'],
  getAttachmentThumbnailById: ['GET', '/api/v2/attachments/{id}/thumbnail/download', 'stream'],
  getAttachmentVersionDetails: ['GET', '/api/v2/attachments/{id}/versions/{versionNumber}'],
  getAttachmentVersions: ['GET', '/api/v2/attachments/{id}/versions', 'list'],
  getAttachments: ['GET', '/api/v2/attachments', 'list'],
  getAvailableSpacePermissions: ['GET', '/api/v2/space-permissions', 'list'],
  getAvailableSpaceRoles: ['GET', '/api/v2/space-roles', 'list'],
  getBlogPostById: ['GET', '/api/v2/blogposts/{id}'],
  getBlogPostFooterComments: ['GET', '/api/v2/blogposts/{id}/footer-comments', 'list'],
  getBlogPostInlineComments: ['GET', '/api/v2/blogposts/{id}/inline-comments', 'list'],
  getBlogPostLabels: ['GET', '/api/v2/blogposts/{id}/labels', 'list'],
  getBlogPostLikeCount: ['GET', '/api/v2/blogposts/{id}/likes/count'],
  getBlogPostLikeUsers: ['GET', '/api/v2/blogposts/{id}/likes/users', 'list'],
  getBlogPostOperations: ['GET', '/api/v2/blogposts/{id}/operations'],
  getBlogPostVersionDetails: ['GET', '/api/v2/blogposts/{id}/versions/{versionNumber}'],
  getBlogPostVersions: ['GET', '/api/v2/blogposts/{id}/versions', 'list'],
  getBlogPosts: ['GET', '/api/v2/blogposts', 'list'],
  getBlogPostsInSpace: ['GET', '/api/v2/spaces/{id}/blogposts', 'list'],
  getBlogpostAttachments: ['GET', '/api/v2/blogposts/{id}/attachments', 'list'],
  getBlogpostContentProperties: ['GET', '/api/v2/blogposts/{id}/properties', 'list'],
  getBlogpostContentPropertiesById: ['GET', '/api/v2/blogposts/{id}/properties/{propertyId}'],
  getChildCustomContent: ['GET', '/api/v2/custom-content/{id}/children', 'list'],
  getChildPages: ['GET', '/api/v2/pages/{id}/children', 'list'],
  getCommentContentProperties: ['GET', '/api/v2/comments/{id}/properties', 'list'],
  getCommentContentPropertiesById: ['GET', '/api/v2/comments/{id}/properties/{propertyId}'],
  getCustomContentAttachments: ['GET', '/api/v2/custom-content/{id}/attachments', 'list'],
  getCustomContentById: ['GET', '/api/v2/custom-content/{id}'],
  getCustomContentByType: ['GET', '/api/v2/custom-content', 'list'],
  getCustomContentByTypeInBlogPost: ['GET', '/api/v2/blogposts/{id}/custom-content', 'list'],
  getCustomContentByTypeInPage: ['GET', '/api/v2/pages/{id}/custom-content', 'list'],
  getCustomContentByTypeInSpace: ['GET', '/api/v2/spaces/{id}/custom-content', 'list'],
  getCustomContentComments: ['GET', '/api/v2/custom-content/{id}/footer-comments', 'list'],
  getCustomContentContentProperties: ['GET', '/api/v2/custom-content/{id}/properties', 'list'],
  getCustomContentContentPropertiesById: ['GET', '/api/v2/custom-content/{id}/properties/{propertyId}'],
  getCustomContentLabels: ['GET', '/api/v2/custom-content/{id}/labels', 'list'],
  getCustomContentOperations: ['GET', '/api/v2/custom-content/{id}/operations'],
  getCustomContentVersionDetails: ['GET', '/api/v2/custom-content/{id}/versions/{versionNumber}'],
  getCustomContentVersions: ['GET', '/api/v2/custom-content/{id}/versions', 'list'],
  getFooterCommentById: ['GET', '/api/v2/footer-comments/{commentId}'],
  getFooterCommentChildren: ['GET', '/api/v2/footer-comments/{id}/children', 'list'],
  getFooterCommentOperations: ['GET', '/api/v2/footer-comments/{id}/operations'],
  getFooterCommentVersionDetails: ['GET', '/api/v2/footer-comments/{id}/versions/{versionNumber}'],
  getFooterCommentVersions: ['GET', '/api/v2/footer-comments/{id}/versions', 'list'],
  getFooterComments: ['GET', '/api/v2/footer-comments', 'list'],
  getFooterLikeCount: ['GET', '/api/v2/footer-comments/{id}/likes/count'],
  getFooterLikeUsers: ['GET', '/api/v2/footer-comments/{id}/likes/users', 'list'],
  getInlineCommentById: ['GET', '/api/v2/inline-comments/{commentId}'],
  getInlineCommentChildren: ['GET', '/api/v2/inline-comments/{id}/children', 'list'],
  getInlineCommentOperations: ['GET', '/api/v2/inline-comments/{id}/operations'],
  getInlineCommentVersionDetails: ['GET', '/api/v2/inline-comments/{id}/versions/{versionNumber}'],
  getInlineCommentVersions: ['GET', '/api/v2/inline-comments/{id}/versions', 'list'],
  getInlineComments: ['GET', '/api/v2/inline-comments', 'list'],
  getInlineLikeCount: ['GET', '/api/v2/inline-comments/{id}/likes/count'],
  getInlineLikeUsers: ['GET', '/api/v2/inline-comments/{id}/likes/users', 'list'],
  getLabelAttachments: ['GET', '/api/v2/labels/{id}/attachments', 'list'],
  getLabelBlogPosts: ['GET', '/api/v2/labels/{id}/blogposts', 'list'],
  getLabelPages: ['GET', '/api/v2/labels/{id}/pages', 'list'],
  getLabels: ['GET', '/api/v2/labels', 'list'],
  getPageAncestors: ['GET', '/api/v2/pages/{id}/ancestors', 'list'],
  getPageAttachments: ['GET', '/api/v2/pages/{id}/attachments', 'list'],
  getPageById: ['GET', '/api/v2/pages/{id}'],
  getPageContentProperties: ['GET', '/api/v2/pages/{id}/properties', 'list'],
  getPageContentPropertiesById: ['GET', '/api/v2/pages/{id}/properties/{propertyId}'],
  getPageDescendants: ['GET', '/api/v2/pages/{id}/descendants', 'list'],
  getPageDirectChildren: ['GET', '/api/v2/pages/{id}/direct-children', 'list'],
  getPageFooterComments: ['GET', '/api/v2/pages/{id}/footer-comments', 'list'],
  getPageInlineComments: ['GET', '/api/v2/pages/{id}/inline-comments', 'list'],
  getPageLabels: ['GET', '/api/v2/pages/{id}/labels', 'list'],
  getPageLikeCount: ['GET', '/api/v2/pages/{id}/likes/count'],
  getPageLikeUsers: ['GET', '/api/v2/pages/{id}/likes/users', 'list'],
  getPageOperations: ['GET', '/api/v2/pages/{id}/operations'],
  getPageVersionDetails: ['GET', '/api/v2/pages/{id}/versions/{versionNumber}'],
  getPageVersions: ['GET', '/api/v2/pages/{id}/versions', 'list'],
  getPages: ['GET', '/api/v2/pages', 'list'],
  getPagesInSpace: ['GET', '/api/v2/spaces/{id}/pages', 'list'],
  getSpaceById: ['GET', '/api/v2/spaces/{id}'],
  getSpaceContentLabels: ['GET', '/api/v2/spaces/{id}/content/labels', 'list'],
  getSpaceLabels: ['GET', '/api/v2/spaces/{id}/labels', 'list'],
  getSpaceOperations: ['GET', '/api/v2/spaces/{id}/operations'],
  getSpacePermissionsAssignments: ['GET', '/api/v2/spaces/{id}/permissions', 'list'],
  getSpaceProperties: ['GET', '/api/v2/spaces/{id}/properties', 'list'],
  getSpacePropertyById: ['GET', '/api/v2/spaces/{id}/properties/{propertyId}'],
  getSpaceRoleAssignments: ['GET', '/api/v2/spaces/{id}/role-assignments', 'list'],
  getSpaceRoleMode: ['GET', '/api/v2/space-role-mode'],
  getSpaceRolesById: ['GET', '/api/v2/space-roles/{id}'],
  getSpaces: ['GET', '/api/v2/spaces', 'list'],
  getTaskById: ['GET', '/api/v2/tasks/{id}'],
  getTasks: ['GET', '/api/v2/tasks', 'list'],
  getUsers: ['GET', '/api/v2/users', 'list'],
  inviteByEmail: ['POST', '/api/v2/user/access/invite-by-email', 'nothing'],
  setSpaceRoleAssignments: ['POST', '/api/v2/spaces/{id}/role-assignments'],
  updateAttachmentPropertyById: ['PUT', '/api/v2/attachments/{id}/properties/{propertyId}'],
  updateBlogPost: ['PUT', '/api/v2/blogposts/{id}'],
  updateBlogpostPropertyById: ['PUT', '/api/v2/blogposts/{id}/properties/{propertyId}'],
  updateCommentPropertyById: ['PUT', '/api/v2/comments/{id}/properties/{propertyId}'],
  updateCustomContent: ['PUT', '/api/v2/custom-content/{id}'],
  updateCustomContentPropertyById: ['PUT', '/api/v2/custom-content/{id}/properties/{propertyId}'],
  updateFooterComment: ['PUT', '/api/v2/footer-comments/{commentId}'],
  updateInlineComment: ['PUT', '/api/v2/inline-comments/{commentId}'],
  updatePage: ['PUT', '/api/v2/pages/{id}'],
  updatePagePropertyById: ['PUT', '/api/v2/pages/{id}/properties/{propertyId}'],
  updatePageTitle: ['PUT', '/api/v2/pages/{id}/title'],
  updateSpacePropertyById: ['PUT', '/api/v2/spaces/{id}/properties/{propertyId}'],
  updateTask: ['PUT', '/api/v2/tasks/{id}'],
})
