// Written by "npm run reference" from the route tables of src/api.
import { type Operation, type ListOperation, operationsOf } from '../operation.ts'
import type { Upload } from '../upload.ts'
import type {
  AddCustomContentPermissionsBody,
  AddPermissionToSpaceAnswer,
  AddPermissionToSpaceBody,
  AsyncConvertContentBodyResponseAnswer,
  BulkAsyncConvertContentBodyRequestBody,
  BulkSetContentStatesBody,
  Content,
  ContentList,
  ConversionInput,
  ConvertedBody,
  CreateContentTemplateAnswer,
  CreateContentTemplateBody,
  CreateRelationshipAnswer,
  FindSourcesForTargetAnswer,
  GetAvailableContentStatesAnswer,
  GetBlueprintTemplatesAnswer,
  GetBulkUserMigrationAnswer,
  GetContentStateAnswer,
  GetContentStateSettingsAnswer,
  GetContentTemplatesAnswer,
  GetGroupMembersByGroupIdAnswer,
  GetLookAndFeelSettingsAnswer,
  GetSpaceSettingsAnswer,
  GetSystemInfoAnswer,
  GetTaskUpdateAnswer,
  GetUserPropertiesAnswer,
  GetUserPropertyAnswer,
  GetWatchersForSpaceAnswer,
  GetWatchesForPageAnswer,
  Group,
  InlineTask,
  InlineTaskList,
  LabelDetails,
  LabelList,
  LookAndFeelInput,
  LookAndFeelWithLinks,
  PageCopyInput,
  PermissionCheck,
  PermissionCheckInput,
  SearchGroupsAnswer,
  SearchResults,
  ThemeList,
  ThemeWithLinks,
  TreeCopyInput,
  UpdateContentTemplateBody,
  UserList,
} from './shapes.ts'
import { shared, type Shared } from './shared.ts'

export type * from './shapes.ts'

/** The operations of the Cloud, version 1. */
export interface V1 extends Shared {
  /** Watch a content. */
  readonly addContentWatcher: Operation<
    { contentId: string | number; accountId?: string; key?: string; username?: string },
    void
  >
  /** Give or take permissions on content of types that applications bring; no such type has permissions of its own. */
  readonly addCustomContentPermissions: Operation<
    { spaceKey: string | number; body: AddCustomContentPermissionsBody },
    void
  >
  /** Watch a label. */
  readonly addLabelWatcher: Operation<
    { labelName: string | number; accountId?: string; key?: string; username?: string },
    void
  >
  /** Add labels to a space; none is taken away. */
  readonly addLabelsToSpace: Operation<{
    spaceKey: string | number
    body: { prefix?: string; name: string } | readonly { prefix?: string; name: string }[]
  }, LabelList>
  /** Give a user or a group one permission on a space; to see it comes first. */
  readonly addPermissionToSpace: Operation<
    { spaceKey: string | number; body: AddPermissionToSpaceBody },
    AddPermissionToSpaceAnswer
  >
  /** Watch a space. */
  readonly addSpaceWatcher: Operation<{
    spaceKey: string | number
    accountId?: string
    key?: string
    username?: string
    contentType?: 'page' | 'blogpost'
  }, void>
  /** Make a user a member of a group, by its name. */
  readonly addUserToGroup: Operation<{ name: string; body: { accountId: string } }, void>
  /** Make a user a member of a group, by its id. */
  readonly addUserToGroupByGroupId: Operation<{ groupId: string; body: { accountId: string } }, void>
  /** Archive pages, as a long task. An update with the status current brings one back. */
  readonly archivePages: Operation<
    { body: { pages: readonly { id: number }[] } },
    { id: string; links: { status: string } }
  >
  /** Begin a conversion; the answer says by which id to fetch it. */
  readonly asyncConvertContentBodyRequest: Operation<{
    to: string | number
    spaceKeyContext?: string
    contentIdContext?: string
    embeddedContentRender?: string
    expand?: string | readonly string[]
    allowCache?: string
    body: ConversionInput
  }, { asyncId: string }>
  /** The result of a conversion that was begun, or that it is still worked on. */
  readonly asyncConvertContentBodyResponse: Operation<
    { id: string | number },
    AsyncConvertContentBodyResponseAnswer
  >
  /** Begin up to ten conversions. */
  readonly bulkAsyncConvertContentBodyRequest: Operation<
    { body: BulkAsyncConvertContentBodyRequestBody },
    readonly { asyncId: string }[]
  >
  /** The results of several conversions that were begun. */
  readonly bulkAsyncConvertContentBodyResponse: Operation<
    { ids?: readonly string[] },
    readonly AsyncConvertContentBodyResponseAnswer[]
  >
  /** Start to take the states of several contents away. */
  readonly bulkRemoveContentStates: Operation<
    { status?: string; body: { ids: readonly (string | number)[] } },
    { asyncId: string }
  >
  /** Start to set the state of several contents. */
  readonly bulkSetContentStates: Operation<
    { status?: string; body: BulkSetContentStatesBody },
    { asyncId: string }
  >
  /** Whether a user, or the members of a group, may read, update or remove a content. */
  readonly checkContentPermission: Operation<
    { id: string | number; body: PermissionCheckInput },
    PermissionCheck
  >
  /** Copy one page. */
  readonly copyPage: Operation<
    { id: string | number; expand?: string | readonly string[]; body: PageCopyInput },
    Content
  >
  /** Copy a page with all pages below it below another one, as a long task. */
  readonly copyPageHierarchy: Operation<
    { id: string | number; body: TreeCopyInput },
    { id: string; links: { status: string } }
  >
  /** Make a template of a space or of the site. */
  readonly createContentTemplate: Operation<{ body: CreateContentTemplateBody }, CreateContentTemplateAnswer>
  /** Create a group. */
  readonly createGroup: Operation<{ body: { name: string } }, Group>
  /** Attach files; one whose name is taken becomes a new version. */
  readonly createOrUpdateAttachments: Operation<{
    id: string | number
    status?: string
    expand?: string | readonly string[]
    file: Upload
  }, ContentList>
  /** Relate two things by a name; `favourite` saves for later. */
  readonly createRelationship: Operation<{
    relationName: string | number
    sourceType: string | number
    sourceKey: string | number
    targetType: string | number
    targetKey: string | number
    expand?: string | readonly string[]
    sourceStatus?: string
    targetStatus?: string
    sourceVersion?: number
    targetVersion?: number
  }, CreateRelationshipAnswer>
  /** Give a user a property. */
  readonly createUserProperty: Operation<
    { userId: string | number; key: string | number; body: { value: unknown } },
    void
  >
  /** Take a label off a space. */
  readonly deleteLabelFromSpace: Operation<
    { spaceKey: string | number; name?: string; prefix?: string },
    void
  >
  /** Put a page with all pages below it into the trash, as a long task. */
  readonly deletePageTree: Operation<{ id: string | number }, { id: string; links: { status: string } }>
  /** Relate two things by this name no longer. */
  readonly deleteRelationship: Operation<{
    relationName: string | number
    sourceType: string | number
    sourceKey: string | number
    targetType: string | number
    targetKey: string | number
    sourceStatus?: string
    targetStatus?: string
    sourceVersion?: number
    targetVersion?: number
  }, void>
  /** Remove a property of a user. */
  readonly deleteUserProperty: Operation<{ userId: string | number; key: string | number }, void>
  /** What is related to something by this name; of favourites only the caller’s own. */
  readonly findSourcesForTarget: ListOperation<{
    relationName: string | number
    targetType: string | number
    targetKey: string | number
    sourceType: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    sourceStatus?: string
    targetStatus?: string
    sourceVersion?: number
    targetVersion?: number
  }, FindSourcesForTargetAnswer>
  /** What something is related to by this name. */
  readonly findTargetFromSource: ListOperation<{
    relationName: string | number
    sourceType: string | number
    sourceKey: string | number
    targetType: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    sourceStatus?: string
    targetStatus?: string
    sourceVersion?: number
    targetVersion?: number
  }, FindSourcesForTargetAnswer>
  /** A label, and the content that carries it. */
  readonly getAllLabelContent: Operation<
    { name?: string; type?: string; start?: number; limit?: number },
    LabelDetails
  >
  /** Begin to convert a macro; the answer says by which id to fetch the result. */
  readonly getAndAsyncConvertMacroBodyByMacroId: Operation<{
    id: string | number
    version: string | number
    macroId: string | number
    to: string | number
    expand?: string | readonly string[]
    spaceKeyContext?: string
    embeddedContentRender?: string
    allowCache?: string
  }, { asyncId: string }>
  /** A macro of a version of a content, converted to another representation. */
  readonly getAndConvertMacroBodyByMacroId: Operation<{
    id: string | number
    version: string | number
    macroId: string | number
    to: string | number
    expand?: string | readonly string[]
    spaceKeyContext?: string
    embeddedContentRender?: string
    allowCache?: string
  }, ConvertedBody>
  /** What a content can be set to: what its space suggests, and what the caller used last. */
  readonly getAvailableContentStates: Operation<{ id: string | number }, GetAvailableContentStatesAnswer>
  /** The templates of the built-in blueprints, which are the same in every space. */
  readonly getBlueprintTemplates: ListOperation<{
    spaceKey?: string
    start?: number
    limit?: number
    expand?: string | readonly string[]
  }, GetBlueprintTemplatesAnswer>
  /** Several users by their account ids; ids of nobody are left out. */
  readonly getBulkUserLookup: ListOperation<
    { accountId: readonly string[]; expand?: string | readonly string[]; limit?: number },
    UserList
  >
  /** The account ids of users by their names and keys. */
  readonly getBulkUserMigration: ListOperation<
    { username: readonly string[]; key: readonly string[]; start?: number; limit?: number },
    GetBulkUserMigrationAnswer
  >
  /** The state of a content; nothing for one that has none. */
  readonly getContentState: Operation<{ id: string | number; status?: string }, GetContentStateAnswer>
  /** Which states are allowed in a space, for who administers it: all are. */
  readonly getContentStateSettings: Operation<{ spaceKey: string | number }, GetContentStateSettingsAnswer>
  /** Read one template with its body. */
  readonly getContentTemplate: Operation<
    { contentTemplateId: string | number; expand?: string | readonly string[] },
    CreateContentTemplateAnswer
  >
  /** The templates of a space, or without one those of the site. */
  readonly getContentTemplates: ListOperation<{
    spaceKey?: string
    start?: number
    limit?: number
    expand?: string | readonly string[]
  }, GetContentTemplatesAnswer>
  /** The contents of a space that have one state. */
  readonly getContentsWithState: ListOperation<{
    spaceKey: string | number
    'state-id'?: number
    expand?: string | readonly string[]
    limit?: number
    start?: number
  }, ContentList>
  /** The states that the caller has made, the one used last first. */
  readonly getCustomContentStates: Operation<{}, readonly { id: number; name: string; color: string }[]>
  /** The theme of the site; not found where it has the default one. */
  readonly getGlobalTheme: Operation<{}, ThemeWithLinks>
  /** A group by its id. */
  readonly getGroupByGroupId: Operation<{ id: string }, Group>
  /** A group by its name, which may have a slash. */
  readonly getGroupByQueryParam: Operation<{ name: string }, Group>
  /** The members of a group by its id. */
  readonly getGroupMembersByGroupId: ListOperation<{
    groupId: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    shouldReturnTotalSize?: boolean
  }, GetGroupMembersByGroupIdAnswer>
  /** The labels of a space itself. */
  readonly getLabelsForSpace: ListOperation<
    { spaceKey: string | number; prefix?: string; start?: number; limit?: number },
    LabelList
  >
  /** The looks of the site, or of a space, and which one holds. */
  readonly getLookAndFeelSettings: Operation<{ spaceKey?: string }, GetLookAndFeelSettingsAnswer>
  /** The members of a group, whose name may have a slash. */
  readonly getMembersByQueryParam: ListOperation<{
    expand?: string | readonly string[]
    start?: number
    limit?: number
    shouldReturnTotalSize?: boolean
    name: string
  }, GetGroupMembersByGroupIdAnswer>
  /** The e-mail address of a user. */
  readonly getPrivacyUnsafeUserEmail: Operation<{ accountId?: string }, { accountId: string; email: string }>
  /** The e-mail addresses of several users; ids of nobody are left out. */
  readonly getPrivacyUnsafeUserEmailBulk: Operation<
    { accountId: readonly string[] },
    readonly { accountId: string; email: string }[]
  >
  /** Whether two things are related by this name. */
  readonly getRelationship: Operation<{
    relationName: string | number
    sourceType: string | number
    sourceKey: string | number
    targetType: string | number
    targetKey: string | number
    expand?: string | readonly string[]
    sourceStatus?: string
    targetStatus?: string
    sourceVersion?: number
    targetVersion?: number
  }, CreateRelationshipAnswer>
  /** The states that a space suggests. */
  readonly getSpaceContentStates: Operation<
    { spaceKey: string | number },
    readonly { id: number; name: string; color: string }[]
  >
  /** The settings of a space. */
  readonly getSpaceSettings: Operation<{ spaceKey: string | number }, GetSpaceSettingsAnswer>
  /** The theme of a space; not found where it has none of its own. */
  readonly getSpaceTheme: Operation<{ spaceKey: string | number }, ThemeWithLinks>
  /** The id, the address and the language of the site; no build is named. */
  readonly getSystemInfo: Operation<{}, GetSystemInfoAnswer>
  /** Read one task by its id on the site. */
  readonly getTaskById: Operation<{ inlineTaskId: string | number }, InlineTask>
  /** How far the setting or removing of states is, and what failed. */
  readonly getTaskUpdate: Operation<{ taskId: string | number }, GetTaskUpdateAnswer>
  /** Read one theme. */
  readonly getTheme: Operation<{ themeKey: string | number }, ThemeWithLinks>
  /** The themes beside the default one. */
  readonly getThemes: ListOperation<{ start?: number; limit?: number }, ThemeList>
  /** The keys of a user's properties. */
  readonly getUserProperties: ListOperation<
    { userId: string | number; start?: number; limit?: number },
    GetUserPropertiesAnswer
  >
  /** One property of a user. */
  readonly getUserProperty: Operation<
    { userId: string | number; key: string | number },
    GetUserPropertyAnswer
  >
  /** How many people looked at a content on its screen; all without a log-in are one. */
  readonly getViewers: Operation<
    { contentId: string | number; fromDate?: string },
    { id: number; count: number }
  >
  /** How often a content was looked at on its screen. */
  readonly getViews: Operation<
    { contentId: string | number; fromDate?: string },
    { id: number; count: number }
  >
  /** Who watches a space. */
  readonly getWatchersForSpace: ListOperation<
    { spaceKey: string | number; start?: number; limit?: number },
    GetWatchersForSpaceAnswer
  >
  /** Who watches a page. */
  readonly getWatchesForPage: ListOperation<
    { id: string | number; start?: number; limit?: number },
    GetWatchesForPageAnswer
  >
  /** Who watches the space of a content. */
  readonly getWatchesForSpace: ListOperation<
    { id: string | number; start?: number; limit?: number },
    GetWatchersForSpaceAnswer
  >
  /** Whether a user watches a label. */
  readonly isWatchingLabel: Operation<
    { labelName: string | number; accountId?: string; key?: string; username?: string },
    { watching: boolean }
  >
  /** Move a page before, after or below another one. */
  readonly movePage: Operation<
    { id: string | number; position: string | number; targetId: string | number },
    { pageId: string }
  >
  /** Take the state of a content away: a new version of what is published. */
  readonly removeContentState: Operation<{ id: string | number; status?: string }, GetContentStateAnswer>
  /** Remove a group by its name. */
  readonly removeGroup: Operation<{ name: string }, void>
  /** Remove a group by its id. */
  readonly removeGroupById: Operation<{ id: string }, void>
  /** Watch a label no more. */
  readonly removeLabelWatcher: Operation<
    { labelName: string | number; accountId?: string; key?: string; username?: string },
    void
  >
  /** Take a user out of a group, by its name. */
  readonly removeMemberFromGroup: Operation<
    { name: string; accountId?: string; key?: string; username?: string },
    void
  >
  /** Take a user out of a group, by its id. */
  readonly removeMemberFromGroupByGroupId: Operation<
    { groupId: string; accountId?: string; key?: string; username?: string },
    void
  >
  /** Take a permission on a space away; with the one to see it go all the others of the same subject. */
  readonly removePermission: Operation<{ spaceKey: string | number; id: string | number }, void>
  /** Remove a template for good; one of a blueprint stays. */
  readonly removeTemplate: Operation<{ contentTemplateId: string | number }, void>
  /** Forget the colours of the site, or of a space; what is selected stays selected. */
  readonly resetLookAndFeelSettings: Operation<{ spaceKey?: string }, void>
  /** Take the theme of a space away: it looks like the site again. */
  readonly resetSpaceTheme: Operation<{ spaceKey: string | number }, void>
  /** The groups whose names have a text. */
  readonly searchGroups: ListOperation<{
    expand?: string | readonly string[]
    start?: number
    limit?: number
    shouldReturnTotalSize?: boolean
    query: string
  }, SearchGroupsAnswer>
  /** The tasks in what the caller may read, by place, people, dates and status. */
  readonly searchTasks: ListOperation<{
    start?: number
    limit?: number
    spaceKey?: readonly string[]
    pageId?: readonly string[]
    assignee?: readonly string[]
    creator?: readonly string[]
    completedUser?: readonly string[]
    duedateFrom?: number
    duedateTo?: number
    createdateFrom?: number
    createdateTo?: number
    completedateFrom?: number
    completedateTo?: number
    status?: 'complete' | 'incomplete'
  }, InlineTaskList>
  /** The users that a CQL query over users finds. */
  readonly searchUser: ListOperation<{
    cql?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
    sitePermissionTypeFilter?: 'all' | 'externalCollaborator' | 'none'
  }, SearchResults>
  /** Set the state of a content, by id or by name and color: a new version of what is published. */
  readonly setContentState: Operation<{
    id: string | number
    status?: string
    body: { id?: number | null; name?: string | null; color?: string | null }
  }, GetContentStateAnswer>
  /** Say which look holds for the site, or in a space. */
  readonly setLookAndFeelSettings: Operation<
    { spaceKey?: string; body: 'global' | 'custom' | 'theme' },
    string
  >
  /** Give a space a theme, which holds from now on. */
  readonly setSpaceTheme: Operation<{ spaceKey: string | number; body: { themeKey: string } }, ThemeWithLinks>
  /** Change a template; one of a blueprint cannot be changed. */
  readonly updateContentTemplate: Operation<{ body: UpdateContentTemplateBody }, CreateContentTemplateAnswer>
  /** Say which look holds in a space; custom and theme only where there is one. */
  readonly updateLookAndFeel: Operation<
    { body: { spaceKey: string; lookAndFeelType: 'global' | 'custom' | 'theme' } },
    { spaceKey: string; lookAndFeelType: 'global' | 'custom' | 'theme' }
  >
  /** Set the colours of the site, or of a space; they hold when custom is selected. */
  readonly updateLookAndFeelSettings: Operation<
    { spaceKey?: string; body: LookAndFeelInput },
    LookAndFeelWithLinks
  >
  /** Change the settings of a space. */
  readonly updateSpaceSettings: Operation<
    { spaceKey: string | number; body: { routeOverrideEnabled?: boolean } },
    GetSpaceSettingsAnswer
  >
  /** Tick a task or take the tick back: a minor version of the page. */
  readonly updateTaskById: Operation<
    { inlineTaskId: string | number; body: { status: 'complete' | 'incomplete' } },
    InlineTask
  >
  /** Give a property of a user another value. */
  readonly updateUserProperty: Operation<
    { userId: string | number; key: string | number; body: { value: unknown } },
    void
  >
}

/** The operations of the Cloud, version 1, asked through this client. */
export const v1 = operationsOf<V1>({
  ...shared,
  addContentWatcher: ['POST', '/rest/api/user/watch/content/{contentId}', 'nothing'],
  addCustomContentPermissions: ['POST', '/rest/api/space/{spaceKey}/permission/custom-content', 'nothing'],
  addLabelWatcher: ['POST', '/rest/api/user/watch/label/{labelName}', 'nothing'],
  addLabelsToSpace: ['POST', '/rest/api/space/{spaceKey}/label'],
  addPermissionToSpace: ['POST', '/rest/api/space/{spaceKey}/permission'],
  addSpaceWatcher: ['POST', '/rest/api/user/watch/space/{spaceKey}', 'nothing'],
  addUserToGroup: ['POST', '/rest/api/group/user', 'nothing'],
  addUserToGroupByGroupId: ['POST', '/rest/api/group/userByGroupId', 'nothing'],
  archivePages: ['POST', '/rest/api/content/archive'],
  asyncConvertContentBodyRequest: ['POST', '/rest/api/contentbody/convert/async/{to}'],
  asyncConvertContentBodyResponse: ['GET', '/rest/api/contentbody/convert/async/{id}'],
  bulkAsyncConvertContentBodyRequest: ['POST', '/rest/api/contentbody/convert/async/bulk/tasks'],
  bulkAsyncConvertContentBodyResponse: ['GET', '/rest/api/contentbody/convert/async/bulk/tasks'],
  bulkRemoveContentStates: ['POST', '/rest/api/content-states/delete'],
  bulkSetContentStates: ['PUT', '/rest/api/content-states'],
  checkContentPermission: ['POST', '/rest/api/content/{id}/permission/check'],
  copyPage: ['POST', '/rest/api/content/{id}/copy'],
  copyPageHierarchy: ['POST', '/rest/api/content/{id}/pagehierarchy/copy'],
  createContentTemplate: ['POST', '/rest/api/template'],
  createGroup: ['POST', '/rest/api/group'],
  createOrUpdateAttachments: ['PUT', '/rest/api/content/{id}/child/attachment', 'file'],
  createRelationship: ['PUT', '/rest/api/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}'],
  createUserProperty: ['POST', '/rest/api/user/{userId}/property/{key}', 'nothing'],
  deleteLabelFromSpace: ['DELETE', '/rest/api/space/{spaceKey}/label', 'nothing'],
  deletePageTree: ['DELETE', '/rest/api/content/{id}/pageTree'],
  deleteRelationship: ['DELETE', '/rest/api/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}', 'nothing'],
  deleteUserProperty: ['DELETE', '/rest/api/user/{userId}/property/{key}', 'nothing'],
  findSourcesForTarget: ['GET', '/rest/api/relation/{relationName}/to/{targetType}/{targetKey}/from/{sourceType}', 'list'],
  findTargetFromSource: ['GET', '/rest/api/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}', 'list'],
  getAllLabelContent: ['GET', '/rest/api/label'],
  getAndAsyncConvertMacroBodyByMacroId: ['GET', '/rest/api/content/{id}/history/{version}/macro/id/{macroId}/convert/async/{to}'],
  getAndConvertMacroBodyByMacroId: ['GET', '/rest/api/content/{id}/history/{version}/macro/id/{macroId}/convert/{to}'],
  getAvailableContentStates: ['GET', '/rest/api/content/{id}/state/available'],
  getBlueprintTemplates: ['GET', '/rest/api/template/blueprint', 'list'],
  getBulkUserLookup: ['GET', '/rest/api/user/bulk', 'list'],
  getBulkUserMigration: ['GET', '/rest/api/user/bulk/migration', 'list'],
  getContentState: ['GET', '/rest/api/content/{id}/state'],
  getContentStateSettings: ['GET', '/rest/api/space/{spaceKey}/state/settings'],
  getContentTemplate: ['GET', '/rest/api/template/{contentTemplateId}'],
  getContentTemplates: ['GET', '/rest/api/template/page', 'list'],
  getContentsWithState: ['GET', '/rest/api/space/{spaceKey}/state/content', 'list'],
  getCustomContentStates: ['GET', '/rest/api/content-states'],
  getGlobalTheme: ['GET', '/rest/api/settings/theme/selected'],
  getGroupByGroupId: ['GET', '/rest/api/group/by-id'],
  getGroupByQueryParam: ['GET', '/rest/api/group/by-name'],
  getGroupMembersByGroupId: ['GET', '/rest/api/group/{groupId}/membersByGroupId', 'list'],
  getLabelsForSpace: ['GET', '/rest/api/space/{spaceKey}/label', 'list'],
  getLookAndFeelSettings: ['GET', '/rest/api/settings/lookandfeel'],
  getMembersByQueryParam: ['GET', '/rest/api/group/member', 'list'],
  getPrivacyUnsafeUserEmail: ['GET', '/rest/api/user/email'],
  getPrivacyUnsafeUserEmailBulk: ['GET', '/rest/api/user/email/bulk'],
  getRelationship: ['GET', '/rest/api/relation/{relationName}/from/{sourceType}/{sourceKey}/to/{targetType}/{targetKey}'],
  getSpaceContentStates: ['GET', '/rest/api/space/{spaceKey}/state'],
  getSpaceSettings: ['GET', '/rest/api/space/{spaceKey}/settings'],
  getSpaceTheme: ['GET', '/rest/api/space/{spaceKey}/theme'],
  getSystemInfo: ['GET', '/rest/api/settings/systemInfo'],
  getTaskById: ['GET', '/rest/api/inlinetasks/{inlineTaskId}'],
  getTaskUpdate: ['GET', '/rest/api/content-states/task/{taskId}'],
  getTheme: ['GET', '/rest/api/settings/theme/{themeKey}'],
  getThemes: ['GET', '/rest/api/settings/theme', 'list'],
  getUserProperties: ['GET', '/rest/api/user/{userId}/property', 'list'],
  getUserProperty: ['GET', '/rest/api/user/{userId}/property/{key}'],
  getViewers: ['GET', '/rest/api/analytics/content/{contentId}/viewers'],
  getViews: ['GET', '/rest/api/analytics/content/{contentId}/views'],
  getWatchersForSpace: ['GET', '/rest/api/space/{spaceKey}/watch', 'list'],
  getWatchesForPage: ['GET', '/rest/api/content/{id}/notification/child-created', 'list'],
  getWatchesForSpace: ['GET', '/rest/api/content/{id}/notification/created', 'list'],
  isWatchingLabel: ['GET', '/rest/api/user/watch/label/{labelName}'],
  movePage: ['PUT', '/rest/api/content/{id}/move/{position}/{targetId}'],
  removeContentState: ['DELETE', '/rest/api/content/{id}/state'],
  removeGroup: ['DELETE', '/rest/api/group', 'nothing'],
  removeGroupById: ['DELETE', '/rest/api/group/by-id', 'nothing'],
  removeLabelWatcher: ['DELETE', '/rest/api/user/watch/label/{labelName}', 'nothing'],
  removeMemberFromGroup: ['DELETE', '/rest/api/group/user', 'nothing'],
  removeMemberFromGroupByGroupId: ['DELETE', '/rest/api/group/userByGroupId', 'nothing'],
  removePermission: ['DELETE', '/rest/api/space/{spaceKey}/permission/{id}', 'nothing'],
  removeTemplate: ['DELETE', '/rest/api/template/{contentTemplateId}', 'nothing'],
  resetLookAndFeelSettings: ['DELETE', '/rest/api/settings/lookandfeel/custom', 'nothing'],
  resetSpaceTheme: ['DELETE', '/rest/api/space/{spaceKey}/theme', 'nothing'],
  searchGroups: ['GET', '/rest/api/group/picker', 'list'],
  searchTasks: ['GET', '/rest/api/inlinetasks/search', 'list'],
  searchUser: ['GET', '/rest/api/search/user', 'list'],
  setContentState: ['PUT', '/rest/api/content/{id}/state'],
  setLookAndFeelSettings: ['PUT', '/rest/api/settings/lookandfeel/selected'],
  setSpaceTheme: ['PUT', '/rest/api/space/{spaceKey}/theme'],
  updateContentTemplate: ['PUT', '/rest/api/template'],
  updateLookAndFeel: ['PUT', '/rest/api/settings/lookandfeel'],
  updateLookAndFeelSettings: ['POST', '/rest/api/settings/lookandfeel/custom'],
  updateSpaceSettings: ['PUT', '/rest/api/space/{spaceKey}/settings'],
  updateTaskById: ['PUT', '/rest/api/inlinetasks/{inlineTaskId}'],
  updateUserProperty: ['PUT', '/rest/api/user/{userId}/property/{key}', 'nothing'],
})
