// Written by "npm run reference" from the route tables of src/api.
import { type Operation, type ListOperation, operationsOf } from '../operation.ts'
import type {
  Attachment,
  AttachmentList,
  FooterComment,
  FooterCommentChange,
  FooterCommentList,
  GetActivityAnswer,
  InlineComment,
  InlineCommentChange,
  InlineCommentList,
  ListedPageList,
  ListedRoleList,
  NewFooterComment,
  NewInlineComment,
  NewPage,
  NewSpace,
  Page,
  PageChange,
  Role,
  RoleAssignmentList,
  Space,
  SpaceList,
  SpacePermissionAssignmentList,
  SpacePermissionList,
  Task,
  TaskList,
  UserList,
} from './v2-shapes.ts'

export type * from './v2-shapes.ts'

/** The operations of the Cloud, version 2. */
export interface V2 {
  /** Comment on a page, a blog post or a file, or answer a comment. */
  readonly createFooterComment: Operation<{ body: NewFooterComment }, FooterComment>
  /** Comment on a passage, which is marked in the body without a new version of it, or answer such a comment. */
  readonly createInlineComment: Operation<{ body: NewInlineComment }, InlineComment>
  /** Create a page. */
  readonly createPage: Operation<
    { embedded?: boolean; private?: boolean; 'root-level'?: boolean; body: NewPage },
    Page
  >
  /** Create a space with its home page. */
  readonly createSpace: Operation<{ body: NewSpace }, Space>
  /** Put an attachment into the trash; with purge, remove one for good that lies there. */
  readonly deleteAttachment: Operation<{ id: string | number; purge?: boolean }, void>
  /** Remove a comment for good; answers to it move up. */
  readonly deleteFooterComment: Operation<{ commentId: string | number }, void>
  /** Remove a comment on a passage for good, and the mark with it; answers to it move up. */
  readonly deleteInlineComment: Operation<{ commentId: string | number }, void>
  /** Put a page into the trash; with purge, remove it for good; with draft, discard a draft. */
  readonly deletePage: Operation<{ id: string | number; purge?: boolean; draft?: boolean }, void>
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
  readonly getAttachmentById: Operation<
    { id: string | number; version?: number; 'include-version'?: boolean },
    Attachment
  >
  /** The comments below a file, without the answers to them. */
  readonly getAttachmentComments: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
    status?: readonly string[]
  }, FooterCommentList>
  /** Where the image of an attachment is. It is shown whole, whatever width and height are asked for. */
  readonly getAttachmentThumbnailById: Operation<
    { id: string | number; version?: number; width?: number; height?: number },
    ReadableStream<Uint8Array>
  >
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
  /** Read one comment. */
  readonly getFooterCommentById: Operation<{
    commentId: string | number
    'body-format'?: string
    version?: number
    'include-version'?: boolean
  }, FooterComment>
  /** The answers to a comment. */
  readonly getFooterCommentChildren: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, FooterCommentList>
  /** The comments below everything that the caller may read, with the answers to them. */
  readonly getFooterComments: ListOperation<
    { 'body-format'?: string; sort?: string; cursor?: string; limit?: number },
    FooterCommentList
  >
  /** Read one comment on a passage. */
  readonly getInlineCommentById: Operation<{
    commentId: string | number
    'body-format'?: string
    version?: number
    'include-version'?: boolean
  }, InlineComment>
  /** The answers to a comment on a passage. */
  readonly getInlineCommentChildren: ListOperation<{
    id: string | number
    'body-format'?: string
    sort?: string
    cursor?: string
    limit?: number
  }, InlineCommentList>
  /** The comments on passages of everything that the caller may read, with the answers to them. */
  readonly getInlineComments: ListOperation<
    { 'body-format'?: string; sort?: string; cursor?: string; limit?: number },
    InlineCommentList
  >
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
  }, Page>
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
  /** List pages. */
  readonly getPages: ListOperation<{
    id?: readonly string[]
    'space-id'?: readonly string[]
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    subtype?: string
    cursor?: string
    limit?: number
    start?: number
    spaceKey?: string
    expand?: string | readonly string[]
  }, ListedPageList>
  /** List the pages of a space. */
  readonly getPagesInSpace: ListOperation<{
    id: string | number
    'space-id'?: readonly string[]
    sort?: string
    status?: readonly string[]
    title?: string
    'body-format'?: string
    subtype?: string
    cursor?: string
    limit?: number
    start?: number
    spaceKey?: string
    expand?: string | readonly string[]
    depth?: string
  }, ListedPageList>
  /** Read one space. */
  readonly getSpaceById: Operation<
    { id: string | number; 'description-format'?: string; 'include-icon'?: boolean },
    Space
  >
  /** Who holds which permission on a space. */
  readonly getSpacePermissionsAssignments: ListOperation<
    { id: string | number; cursor?: string; limit?: number },
    SpacePermissionAssignmentList
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
  /** Give users, groups and everybody exactly what a role gives on a space, or nothing. */
  readonly setSpaceRoleAssignments: Operation<{
    id: string | number
    body: readonly {
      principal: { principalType: 'USER' | 'GROUP' | 'ACCESS_CLASS'; principalId: string }
      roleId?: string | null
    }[]
  }, RoleAssignmentList>
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
  /** Change the title of a page. */
  readonly updatePageTitle: Operation<{ id: string | number; body: { status: string; title: string } }, Page>
  /** Tick a task or take the tick back: a minor version of its page. */
  readonly updateTask: Operation<{
    id: string | number
    'body-format'?: string
    body: { status: 'complete' | 'incomplete' }
  }, Task>
}

/** The operations of the Cloud, version 2, asked through this client. */
export const v2 = operationsOf<V2>({
  createFooterComment: ['POST', '/api/v2/footer-comments'],
  createInlineComment: ['POST', '/api/v2/inline-comments'],
  createPage: ['POST', '/api/v2/pages'],
  createSpace: ['POST', '/api/v2/spaces'],
  deleteAttachment: ['DELETE', '/api/v2/attachments/{id}', 'nothing'],
  deleteFooterComment: ['DELETE', '/api/v2/footer-comments/{commentId}', 'nothing'],
  deleteInlineComment: ['DELETE', '/api/v2/inline-comments/{commentId}', 'nothing'],
  deletePage: ['DELETE', '/api/v2/pages/{id}', 'nothing'],
  disableAdminKey: ['DELETE', '/api/v2/admin-key', 'nothing'],
  enableAdminKey: ['POST', '/api/v2/admin-key'],
  getActivity: ['GET', '/api/v2/activity', 'list'],
  getAdminKey: ['GET', '/api/v2/admin-key'],
  getAttachmentById: ['GET', '/api/v2/attachments/{id}'],
  getAttachmentComments: ['GET', '/api/v2/attachments/{id}/footer-comments', 'list'],
  getAttachmentThumbnailById: ['GET', '/api/v2/attachments/{id}/thumbnail/download', 'stream'],
  getAttachments: ['GET', '/api/v2/attachments', 'list'],
  getAvailableSpacePermissions: ['GET', '/api/v2/space-permissions', 'list'],
  getAvailableSpaceRoles: ['GET', '/api/v2/space-roles', 'list'],
  getBlogPostFooterComments: ['GET', '/api/v2/blogposts/{id}/footer-comments', 'list'],
  getBlogPostInlineComments: ['GET', '/api/v2/blogposts/{id}/inline-comments', 'list'],
  getBlogpostAttachments: ['GET', '/api/v2/blogposts/{id}/attachments', 'list'],
  getFooterCommentById: ['GET', '/api/v2/footer-comments/{commentId}'],
  getFooterCommentChildren: ['GET', '/api/v2/footer-comments/{id}/children', 'list'],
  getFooterComments: ['GET', '/api/v2/footer-comments', 'list'],
  getInlineCommentById: ['GET', '/api/v2/inline-comments/{commentId}'],
  getInlineCommentChildren: ['GET', '/api/v2/inline-comments/{id}/children', 'list'],
  getInlineComments: ['GET', '/api/v2/inline-comments', 'list'],
  getPageAttachments: ['GET', '/api/v2/pages/{id}/attachments', 'list'],
  getPageById: ['GET', '/api/v2/pages/{id}'],
  getPageFooterComments: ['GET', '/api/v2/pages/{id}/footer-comments', 'list'],
  getPageInlineComments: ['GET', '/api/v2/pages/{id}/inline-comments', 'list'],
  getPages: ['GET', '/api/v2/pages', 'list'],
  getPagesInSpace: ['GET', '/api/v2/spaces/{id}/pages', 'list'],
  getSpaceById: ['GET', '/api/v2/spaces/{id}'],
  getSpacePermissionsAssignments: ['GET', '/api/v2/spaces/{id}/permissions', 'list'],
  getSpaceRoleAssignments: ['GET', '/api/v2/spaces/{id}/role-assignments', 'list'],
  getSpaceRoleMode: ['GET', '/api/v2/space-role-mode'],
  getSpaceRolesById: ['GET', '/api/v2/space-roles/{id}'],
  getSpaces: ['GET', '/api/v2/spaces', 'list'],
  getTaskById: ['GET', '/api/v2/tasks/{id}'],
  getTasks: ['GET', '/api/v2/tasks', 'list'],
  getUsers: ['GET', '/api/v2/users', 'list'],
  setSpaceRoleAssignments: ['POST', '/api/v2/spaces/{id}/role-assignments'],
  updateFooterComment: ['PUT', '/api/v2/footer-comments/{commentId}'],
  updateInlineComment: ['PUT', '/api/v2/inline-comments/{commentId}'],
  updatePage: ['PUT', '/api/v2/pages/{id}'],
  updatePageTitle: ['PUT', '/api/v2/pages/{id}/title'],
  updateTask: ['PUT', '/api/v2/tasks/{id}'],
})
