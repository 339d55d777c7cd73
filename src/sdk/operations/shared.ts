// Written by "npm run reference" from the route tables of src/api.
import { type Operation, type ListOperation, type OperationRow } from '../operation.ts'
import type { Upload } from '../upload.ts'
import type {
  AddRestrictions,
  AddRestrictionsItem,
  Children,
  Content,
  ContentInput,
  ContentList,
  ConversionInput,
  ConvertedBody,
  CreateAuditRecordAnswer,
  CreateAuditRecordBody,
  GetActivityAnswer,
  GetAuditRecordsAnswer,
  GetContentForSpaceAnswer,
  Group,
  GroupList,
  History,
  LabelList,
  LongTask,
  LongTaskList,
  Macro,
  Property,
  PropertyInput,
  PropertyList,
  Restriction,
  RestrictionList,
  RestrictionsByOperation,
  SearchResults,
  Space,
  SpaceChangeInput,
  SpaceInput,
  SpaceList,
  User,
  UserList,
  ValidateContentBodyAnswer,
  Version,
  VersionList,
  VersionRestoreInput,
} from './shapes.ts'

/** The operations of the Cloud, version 1, that Data Center has, too. */
export interface Shared {
  /** Add a group to a restriction. */
  readonly addGroupToContentRestriction: Operation<{
    id: string | number
    operationKey: string | number
    groupName: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Add a group to a restriction. */
  readonly addGroupToContentRestrictionByGroupId: Operation<{
    id: string | number
    operationKey: string | number
    groupId: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Add labels to a content; none is taken away. */
  readonly addLabelsToContent: Operation<{
    id: string | number
    body: { prefix?: string; name: string } | readonly { prefix?: string; name: string }[]
  }, LabelList>
  /** Add users and groups to those who may read or update a content. */
  readonly addRestrictions: Operation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    body: readonly AddRestrictionsItem[] | AddRestrictions
  }, RestrictionList>
  /** Add a user to a restriction. */
  readonly addUserToContentRestriction: Operation<{
    id: string | number
    operationKey: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Convert a body from one representation to another, in the place of a content if one is named. */
  readonly convertContentBody: Operation<{
    to: string | number
    spaceKeyContext?: string
    contentIdContext?: string
    embeddedContentRender?: string
    expand?: string | readonly string[]
    body: ConversionInput
  }, ConvertedBody>
  /** Attach one or more files, each part `file` with an optional `comment`. */
  readonly createAttachments: Operation<{
    id: string | number
    status?: string
    allowDuplicated?: boolean
    expand?: string | readonly string[]
    file: Upload
  }, ContentList>
  /** Add a record to the audit log. */
  readonly createAuditRecord: Operation<{ body: CreateAuditRecordBody }, CreateAuditRecordAnswer>
  /** Create a page, a blog post, a comment or custom content. */
  readonly createContent: Operation<{
    expand?: string | readonly string[]
    status?: string
    validate?: string
    body: ContentInput
  }, Content>
  /** Give a content a property. */
  readonly createContentProperty: Operation<{ id: string | number; body: PropertyInput }, Property>
  /** Give a content a property of this key. */
  readonly createContentPropertyForKey: Operation<
    { id: string | number; key: string | number; body: PropertyInput },
    Property
  >
  /** Create a space that only its creator sees. */
  readonly createPrivateSpace: Operation<{ body: SpaceInput }, Space>
  /** Create a space with its home page. */
  readonly createSpace: Operation<{ body: SpaceInput }, Space>
  /** Give a space a property. */
  readonly createSpaceProperty: Operation<{ spaceKey: string | number; body: PropertyInput }, Property>
  /** Give a space a property of this key. */
  readonly createSpacePropertyForKey: Operation<
    { spaceKey: string | number; key: string | number; body: PropertyInput },
    Property
  >
  /** Put a content into the trash; with status=trashed, remove it for good. */
  readonly deleteContent: Operation<{ id: string | number; status?: readonly string[] }, void>
  /** Remove a property of a content. */
  readonly deleteContentProperty: Operation<{ id: string | number; key: string | number }, void>
  /** Remove an earlier version; those after it move up by one number. */
  readonly deleteContentVersion: Operation<{ id: string | number; number: string | number }, void>
  /** Lift the restrictions of a content. */
  readonly deleteRestrictions: Operation<
    { id: string | number; expand?: string | readonly string[] },
    RestrictionList
  >
  /** Remove a space with everything in it, as a long task. */
  readonly deleteSpace: Operation<{ spaceKey: string | number }, { id: string; links: { status: string } }>
  /** Remove a property of a space. */
  readonly deleteSpaceProperty: Operation<{ spaceKey: string | number; key: string | number }, void>
  /** Where the bytes of an attachment are. */
  readonly downloadAttachment: Operation<{
    id: string | number
    attachmentId: string | number
    version?: number
    status?: string
  }, ReadableStream<Uint8Array>>
  /** The records of the audit log as a CSV file, or as one in a ZIP archive. */
  readonly exportAuditRecords: Operation<
    { startDate?: string; endDate?: string; searchString?: string; format: 'csv' | 'zip' },
    ReadableStream<Uint8Array>
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
  }, GetActivityAnswer>
  /** Whoever is not logged in. */
  readonly getAnonymousUser: Operation<{ expand?: string | readonly string[] }, User>
  /** The attachments of a content. */
  readonly getAttachments: ListOperation<{
    id: string | number
    filename?: string
    mediaType?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, ContentList>
  /** The records of the audit log, the newest first. */
  readonly getAuditRecords: ListOperation<{
    startDate?: string
    endDate?: string
    searchString?: string
    start?: number
    limit?: number
  }, GetAuditRecordsAnswer>
  /** The records of the last months, or another period up to now. */
  readonly getAuditRecordsForTimePeriod: ListOperation<{
    number?: number
    units?: 'NANOS' | 'MICROS' | 'MILLIS' | 'SECONDS' | 'MINUTES' | 'HOURS' | 'HALF_DAYS' | 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS' | 'DECADES' | 'CENTURIES'
    searchString?: string
    start?: number
    limit?: number
  }, GetAuditRecordsAnswer>
  /** List content, or find it by space and title. */
  readonly getContent: ListOperation<{
    type?: string
    spaceKey?: string
    title?: string
    status?: readonly string[]
    postingDay?: string
    orderby?: string
    ids?: readonly string[]
    trigger?: 'viewed'
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, ContentList>
  /** Read one content. */
  readonly getContentById: Operation<{
    id: string | number
    status?: readonly string[]
    version?: number
    trigger?: 'viewed'
    expand?: string | readonly string[]
  }, Content>
  /** The content of one kind in a space. */
  readonly getContentByTypeForSpace: ListOperation<{
    spaceKey: string | number
    type: string | number
    depth?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, ContentList>
  /** The children of a content, by kind. */
  readonly getContentChildren: Operation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    parentVersion?: number
  }, Children>
  /** The children of a content of one kind. */
  readonly getContentChildrenByType: ListOperation<{
    id: string | number
    type: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    parentVersion?: number
    location?: readonly string[]
    depth?: string
  }, ContentList>
  /** The comments on a content; with depth=all the answers to them, too. */
  readonly getContentComments: ListOperation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    parentVersion?: number
    location?: readonly string[]
    depth?: string
  }, ContentList>
  /** The descendants of a content, by kind. */
  readonly getContentDescendants: Operation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    parentVersion?: number
  }, Children>
  /** The pages and blog posts of a space. */
  readonly getContentForSpace: Operation<{
    spaceKey: string | number
    depth?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, GetContentForSpaceAnswer>
  /** The properties of a content. */
  readonly getContentProperties: ListOperation<{
    id: string | number
    key?: readonly string[]
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, PropertyList>
  /** One property of a content. */
  readonly getContentProperty: Operation<{
    id: string | number
    key: string | number
    expand?: string | readonly string[]
    status?: readonly string[]
  }, Property>
  /** Whether a restriction lists a group: by its status, 200 or 404. */
  readonly getContentRestrictionStatusForGroup: Operation<{
    id: string | number
    operationKey: string | number
    groupName: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Whether a restriction lists a user: by its status, 200 or 404. */
  readonly getContentRestrictionStatusForUser: Operation<{
    id: string | number
    operationKey: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** One version of a content. */
  readonly getContentVersion: Operation<
    { id: string | number; number: string | number; expand?: string | readonly string[] },
    Version
  >
  /** The versions of a content, newest first. */
  readonly getContentVersions: ListOperation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, VersionList>
  /** Whether a user watches a content. */
  readonly getContentWatchStatus: Operation<
    { contentId: string | number; accountId?: string; key?: string; username?: string },
    { watching: boolean }
  >
  /** The caller. */
  readonly getCurrentUser: Operation<{ expand?: string | readonly string[] }, User>
  /** The descendants of a content of one kind. */
  readonly getDescendantsOfType: ListOperation<{
    id: string | number
    type: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    parentVersion?: number
    location?: readonly string[]
    depth?: string
  }, ContentList>
  /** A group by its name. */
  readonly getGroupByName: Operation<
    { groupName: string | number; expand?: string | readonly string[] },
    Group
  >
  /** The members of a group; none of a group that there is not. */
  readonly getGroupMembers: ListOperation<{
    groupName: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, UserList>
  /** The groups that a user is a member of. */
  readonly getGroupMembershipsForUser: ListOperation<{
    accountId?: string
    key?: string
    username?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, GroupList>
  /** The groups of the site, by name. */
  readonly getGroups: ListOperation<{
    expand?: string | readonly string[]
    start?: number
    limit?: number
    accessType?: 'user' | 'admin' | 'site-admin'
  }, GroupList>
  /** Who made a content and when, and its latest and neighbouring versions. */
  readonly getHistoryForContent: Operation<
    { id: string | number; expand?: string | readonly string[] },
    History
  >
  /** Whether a restriction lists a group: by its status, 200 or 404. */
  readonly getIndividualGroupRestrictionStatusByGroupId: Operation<{
    id: string | number
    operationKey: string | number
    groupId: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** The labels of a content. */
  readonly getLabelsForContent: ListOperation<
    { id: string | number; prefix?: string; start?: number; limit?: number },
    LabelList
  >
  /** A macro of a version of a content, by its id; version 0 is the current one. */
  readonly getMacroBodyByMacroId: Operation<
    { id: string | number; version: string | number; macroId: string | number },
    Macro
  >
  /** Who may read, and who may update, a content. */
  readonly getRestrictions: ListOperation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, RestrictionList>
  /** Who may read, and who may update, a content, by operation. */
  readonly getRestrictionsByOperation: Operation<
    { id: string | number; expand?: string | readonly string[] },
    RestrictionsByOperation
  >
  /** Who may read, or who may update, a content. */
  readonly getRestrictionsForOperation: Operation<{
    id: string | number
    operationKey: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, Restriction>
  /** For how long audit records are kept. */
  readonly getRetentionPeriod: Operation<{}, { number: number; units: string }>
  /** Read one space. */
  readonly getSpace: Operation<{ spaceKey: string | number; expand?: string | readonly string[] }, Space>
  /** The properties of a space. */
  readonly getSpaceProperties: ListOperation<{
    spaceKey: string | number
    key?: readonly string[]
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, PropertyList>
  /** One property of a space. */
  readonly getSpaceProperty: Operation<{
    spaceKey: string | number
    key: string | number
    expand?: string | readonly string[]
    status?: readonly string[]
  }, Property>
  /** The spaces that the caller may see. */
  readonly getSpaces: ListOperation<{
    spaceKey?: readonly string[]
    spaceId?: readonly string[]
    type?: string
    spaceKeySingle?: string
    spaceKeys?: readonly string[]
    spaceIds?: readonly string[]
    status?: string
    label?: readonly string[]
    contentLabel?: readonly string[]
    favourite?: boolean
    favouriteUserKey?: string
    hasRetentionPolicy?: boolean
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, SpaceList>
  /** How far a long task is, and how it ended. */
  readonly getTask: Operation<{ id: string | number; expand?: string | readonly string[] }, LongTask>
  /** The long tasks that the caller started; for system administrators all, newest first. */
  readonly getTasks: ListOperation<
    { key?: string; expand?: string | readonly string[]; start?: number; limit?: number },
    LongTaskList
  >
  /** A user by account id, user key or user name. */
  readonly getUser: Operation<{
    accountId?: string
    key?: string
    username?: string
    expand?: string | readonly string[]
  }, User>
  /** Whether a user watches a space, or one kind of content in it. */
  readonly isWatchingSpace: Operation<{
    spaceKey: string | number
    accountId?: string
    key?: string
    username?: string
    contentType?: 'page' | 'blogpost'
  }, { watching: boolean }>
  /** Publish a legacy draft that was made from a blueprint: the same as PUT. */
  readonly publishLegacyDraft: Operation<{
    draftId: string | number
    status?: string
    expand?: string | readonly string[]
    body: ContentInput
  }, Content>
  /** Publish a draft that was made from a blueprint. */
  readonly publishSharedDraft: Operation<{
    draftId: string | number
    status?: string
    expand?: string | readonly string[]
    body: ContentInput
  }, Content>
  /** Watch a content no more. */
  readonly removeContentWatcher: Operation<
    { contentId: string | number; accountId?: string; key?: string; username?: string },
    void
  >
  /** Take a group off a restriction. */
  readonly removeGroupFromContentRestriction: Operation<{
    id: string | number
    operationKey: string | number
    groupName: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Take a group off a restriction. */
  readonly removeGroupFromContentRestrictionById: Operation<{
    id: string | number
    operationKey: string | number
    groupId: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Take a label off a content. */
  readonly removeLabelFromContent: Operation<{ id: string | number; label: string | number }, void>
  /** Take a label off a content; the name may hold a slash. */
  readonly removeLabelFromContentUsingQueryParameter: Operation<
    { id: string | number; name?: string; prefix?: string },
    void
  >
  /** Watch a space, or one kind of content in it, no more. */
  readonly removeSpaceWatch: Operation<{
    spaceKey: string | number
    accountId?: string
    key?: string
    username?: string
    contentType?: 'page' | 'blogpost'
  }, void>
  /** Take a user off a restriction. */
  readonly removeUserFromContentRestriction: Operation<{
    id: string | number
    operationKey: string | number
    accountId?: string
    key?: string
    username?: string
    userName?: string
  }, void>
  /** Make a new version that has the body of an earlier one. */
  readonly restoreContentVersion: Operation<
    { id: string | number; expand?: string | readonly string[]; body: VersionRestoreInput },
    Version
  >
  /** Everything that a CQL query finds, with the passage that shows why. */
  readonly searchByCQL: ListOperation<{
    cql?: string
    cqlcontext?: string
    cursor?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
    excerpt?: string
    includeArchivedSpaces?: boolean
    excludeCurrentSpaces?: boolean
    sitePermissionTypeFilter?: 'all' | 'externalCollaborator' | 'none'
  }, SearchResults>
  /** The contents that a CQL query finds. */
  readonly searchContentByCQL: ListOperation<{
    cql?: string
    cqlcontext?: string
    cursor?: string
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, ContentList>
  /** Keep audit records for another time, between a day and a year. */
  readonly setRetentionPeriod: Operation<
    { body: { number: number; units: string } },
    { number: number; units: string }
  >
  /** Upload a new version of an attachment. */
  readonly updateAttachmentData: Operation<{
    id: string | number
    attachmentId: string | number
    expand?: string | readonly string[]
    file: Upload
  }, Content>
  /** Rename an attachment, change its media type or comment, or hang it on another content. */
  readonly updateAttachmentProperties: Operation<{
    id: string | number
    attachmentId: string | number
    expand?: string | readonly string[]
    body: ContentInput
  }, Content>
  /** Make the next version of a content; move it; restore it from the trash. */
  readonly updateContent: Operation<{
    id: string | number
    expand?: string | readonly string[]
    status?: string
    conflictPolicy?: string
    validate?: string
    body: ContentInput
  }, Content>
  /** Make the next version of a property of a content, or its first. */
  readonly updateContentProperty: Operation<{
    id: string | number
    key: string | number
    expand?: string | readonly string[]
    body: PropertyInput
  }, Property>
  /** Set who may read or update a content; operations that are not named stay as they are. */
  readonly updateRestrictions: Operation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
    body: readonly AddRestrictionsItem[] | AddRestrictions
  }, RestrictionList>
  /** Change the name, description, home page or status of a space. */
  readonly updateSpace: Operation<{ spaceKey: string | number; body: SpaceChangeInput }, Space>
  /** Make the next version of a property of a space, or its first. */
  readonly updateSpaceProperty: Operation<{
    spaceKey: string | number
    key: string | number
    expand?: string | readonly string[]
    body: PropertyInput
  }, Property>
  /** Everything that is wrong or doubtful with a body, all at once (an extension). */
  readonly validateContentBody: Operation<{ body: ConversionInput }, ValidateContentBodyAnswer>
}

/** Their rows. */
export const shared: Readonly<Record<keyof Shared, OperationRow>> = {
  addGroupToContentRestriction: ['PUT', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/group/{groupName}', 'nothing'],
  addGroupToContentRestrictionByGroupId: ['PUT', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}', 'nothing'],
  addLabelsToContent: ['POST', '/rest/api/content/{id}/label'],
  addRestrictions: ['POST', '/rest/api/content/{id}/restriction'],
  addUserToContentRestriction: ['PUT', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/user', 'nothing'],
  convertContentBody: ['POST', '/rest/api/contentbody/convert/{to}'],
  createAttachments: ['POST', '/rest/api/content/{id}/child/attachment', 'file'],
  createAuditRecord: ['POST', '/rest/api/audit'],
  createContent: ['POST', '/rest/api/content'],
  createContentProperty: ['POST', '/rest/api/content/{id}/property'],
  createContentPropertyForKey: ['POST', '/rest/api/content/{id}/property/{key}'],
  createPrivateSpace: ['POST', '/rest/api/space/_private'],
  createSpace: ['POST', '/rest/api/space'],
  createSpaceProperty: ['POST', '/rest/api/space/{spaceKey}/property'],
  createSpacePropertyForKey: ['POST', '/rest/api/space/{spaceKey}/property/{key}'],
  deleteContent: ['DELETE', '/rest/api/content/{id}', 'nothing'],
  deleteContentProperty: ['DELETE', '/rest/api/content/{id}/property/{key}', 'nothing'],
  deleteContentVersion: ['DELETE', '/rest/api/content/{id}/version/{number}', 'nothing'],
  deleteRestrictions: ['DELETE', '/rest/api/content/{id}/restriction'],
  deleteSpace: ['DELETE', '/rest/api/space/{spaceKey}'],
  deleteSpaceProperty: ['DELETE', '/rest/api/space/{spaceKey}/property/{key}', 'nothing'],
  downloadAttachment: ['GET', '/rest/api/content/{id}/child/attachment/{attachmentId}/download', 'stream'],
  exportAuditRecords: ['GET', '/rest/api/audit/export', 'stream'],
  getActivity: ['GET', '/rest/api/activity', 'list'],
  getAnonymousUser: ['GET', '/rest/api/user/anonymous'],
  getAttachments: ['GET', '/rest/api/content/{id}/child/attachment', 'list'],
  getAuditRecords: ['GET', '/rest/api/audit', 'list'],
  getAuditRecordsForTimePeriod: ['GET', '/rest/api/audit/since', 'list'],
  getContent: ['GET', '/rest/api/content', 'list'],
  getContentById: ['GET', '/rest/api/content/{id}'],
  getContentByTypeForSpace: ['GET', '/rest/api/space/{spaceKey}/content/{type}', 'list'],
  getContentChildren: ['GET', '/rest/api/content/{id}/child'],
  getContentChildrenByType: ['GET', '/rest/api/content/{id}/child/{type}', 'list'],
  getContentComments: ['GET', '/rest/api/content/{id}/child/comment', 'list'],
  getContentDescendants: ['GET', '/rest/api/content/{id}/descendant'],
  getContentForSpace: ['GET', '/rest/api/space/{spaceKey}/content'],
  getContentProperties: ['GET', '/rest/api/content/{id}/property', 'list'],
  getContentProperty: ['GET', '/rest/api/content/{id}/property/{key}'],
  getContentRestrictionStatusForGroup: ['GET', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/group/{groupName}', 'nothing'],
  getContentRestrictionStatusForUser: ['GET', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/user', 'nothing'],
  getContentVersion: ['GET', '/rest/api/content/{id}/version/{number}'],
  getContentVersions: ['GET', '/rest/api/content/{id}/version', 'list'],
  getContentWatchStatus: ['GET', '/rest/api/user/watch/content/{contentId}'],
  getCurrentUser: ['GET', '/rest/api/user/current'],
  getDescendantsOfType: ['GET', '/rest/api/content/{id}/descendant/{type}', 'list'],
  getGroupByName: ['GET', '/rest/api/group/{groupName}'],
  getGroupMembers: ['GET', '/rest/api/group/{groupName}/member', 'list'],
  getGroupMembershipsForUser: ['GET', '/rest/api/user/memberof', 'list'],
  getGroups: ['GET', '/rest/api/group', 'list'],
  getHistoryForContent: ['GET', '/rest/api/content/{id}/history'],
  getIndividualGroupRestrictionStatusByGroupId: ['GET', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}', 'nothing'],
  getLabelsForContent: ['GET', '/rest/api/content/{id}/label', 'list'],
  getMacroBodyByMacroId: ['GET', '/rest/api/content/{id}/history/{version}/macro/id/{macroId}'],
  getRestrictions: ['GET', '/rest/api/content/{id}/restriction', 'list'],
  getRestrictionsByOperation: ['GET', '/rest/api/content/{id}/restriction/byOperation'],
  getRestrictionsForOperation: ['GET', '/rest/api/content/{id}/restriction/byOperation/{operationKey}'],
  getRetentionPeriod: ['GET', '/rest/api/audit/retention'],
  getSpace: ['GET', '/rest/api/space/{spaceKey}'],
  getSpaceProperties: ['GET', '/rest/api/space/{spaceKey}/property', 'list'],
  getSpaceProperty: ['GET', '/rest/api/space/{spaceKey}/property/{key}'],
  getSpaces: ['GET', '/rest/api/space', 'list'],
  getTask: ['GET', '/rest/api/longtask/{id}'],
  getTasks: ['GET', '/rest/api/longtask', 'list'],
  getUser: ['GET', '/rest/api/user'],
  isWatchingSpace: ['GET', '/rest/api/user/watch/space/{spaceKey}'],
  publishLegacyDraft: ['POST', '/rest/api/content/blueprint/instance/{draftId}'],
  publishSharedDraft: ['PUT', '/rest/api/content/blueprint/instance/{draftId}'],
  removeContentWatcher: ['DELETE', '/rest/api/user/watch/content/{contentId}', 'nothing'],
  removeGroupFromContentRestriction: ['DELETE', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/group/{groupName}', 'nothing'],
  removeGroupFromContentRestrictionById: ['DELETE', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/byGroupId/{groupId}', 'nothing'],
  removeLabelFromContent: ['DELETE', '/rest/api/content/{id}/label/{label}', 'nothing'],
  removeLabelFromContentUsingQueryParameter: ['DELETE', '/rest/api/content/{id}/label', 'nothing'],
  removeSpaceWatch: ['DELETE', '/rest/api/user/watch/space/{spaceKey}', 'nothing'],
  removeUserFromContentRestriction: ['DELETE', '/rest/api/content/{id}/restriction/byOperation/{operationKey}/user', 'nothing'],
  restoreContentVersion: ['POST', '/rest/api/content/{id}/version'],
  searchByCQL: ['GET', '/rest/api/search', 'list'],
  searchContentByCQL: ['GET', '/rest/api/content/search', 'list'],
  setRetentionPeriod: ['PUT', '/rest/api/audit/retention'],
  updateAttachmentData: ['POST', '/rest/api/content/{id}/child/attachment/{attachmentId}/data', 'file'],
  updateAttachmentProperties: ['PUT', '/rest/api/content/{id}/child/attachment/{attachmentId}'],
  updateContent: ['PUT', '/rest/api/content/{id}'],
  updateContentProperty: ['PUT', '/rest/api/content/{id}/property/{key}'],
  updateRestrictions: ['PUT', '/rest/api/content/{id}/restriction'],
  updateSpace: ['PUT', '/rest/api/space/{spaceKey}'],
  updateSpaceProperty: ['PUT', '/rest/api/space/{spaceKey}/property/{key}'],
  validateContentBody: ['POST', '/rest/api/contentbody/validate'],
}
