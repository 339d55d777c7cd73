// Written by "npm run reference" from the route tables of src/api.
import { type Operation, type ListOperation, operationsOf } from '../operation.ts'
import type { Upload } from '../upload.ts'
import type {
  AddContentWatcherAnswer,
  AddSpaceWatcherAnswer,
  CancelJobAnswer,
  ContentsWithTypeAnswer,
  Counts,
  CreatePersonalSpaceBody,
  CreateSiteBackupJobBody,
  CreateSiteRestoreJobBody,
  CreateSpaceBackupJobBody,
  CreateUserBody,
  CreateWebhookAnswer,
  CreateWebhookBody,
  CreateWebhookStatistics,
  Delete1Answer,
  FindWebhooksAnswer,
  GetAllGlobalPermissionsItem,
  GetAllSpacePermissionsItem,
  GetClusterNodeStatusesAnswer,
  GetDefaultColorSchemeAnswer,
  GetReindexStatusAnswer,
  Group,
  GroupList,
  Index2Answer,
  LabelList,
  LastSuccess,
  Macro,
  RelevantViewRestrictionsAnswer,
  SetPermissionsItem,
  Space,
  TestWebhookAnswer,
  UpdateColorSchemeBody,
  UserList,
} from './shapes.ts'
import { shared, type Shared } from './shared.ts'

export type * from './shapes.ts'

/** The operations of Data Center. */
export interface DataCenter extends Shared {
  /** Watch a content. */
  readonly addContentWatcher: Operation<
    { contentId: string | number; accountId?: string; key?: string; username?: string },
    AddContentWatcherAnswer
  >
  /** Put a space into a category. */
  readonly addSpaceCategory: Operation<{ spaceKey: string | number; labelName: string | number }, void>
  /** Watch a space, or one kind of content in it. */
  readonly addSpaceWatcher: Operation<{
    spaceKey: string | number
    accountId?: string
    key?: string
    username?: string
    contentType?: 'page' | 'blogpost'
  }, AddSpaceWatcherAnswer>
  /** Put a space out of the way: it is not searched any more. */
  readonly archive: Operation<{ spaceKey: string | number }, void>
  /** Cancel all backups and restores that wait; answers how many that were. */
  readonly cancelAllQueuedJobs: Operation<{}, number>
  /** Cancel a backup or restore that waits or is under way; of one that is over nothing changes. */
  readonly cancelJob: Operation<{ jobId: string | number }, CancelJobAnswer>
  /** Give a user a new password; ends their sessions. */
  readonly changePassword: Operation<{ username: string | number; body: { password: string } }, void>
  /** Change the caller's own password; ends their sessions. */
  readonly changePassword_1: Operation<{ body: { oldPassword: string; newPassword: string } }, void>
  /** What lies in the trash of a space. */
  readonly contentsWithType: ListOperation<{
    spaceKey: string | number
    expand?: string | readonly string[]
    limit?: number
    cursor?: string
  }, ContentsWithTypeAnswer>
  /** Create a group. */
  readonly create: Operation<{ body: { name: string } }, Group>
  /** Create the personal space of a user. */
  readonly createPersonalSpace: Operation<{ username: string | number; body: CreatePersonalSpaceBody }, Space>
  /** Create the caller's personal space. */
  readonly createPersonalSpace_1: Operation<{ body: CreatePersonalSpaceBody }, Space>
  /** Have the whole site backed up. For system administrators. */
  readonly createSiteBackupJob: Operation<{ body: CreateSiteBackupJobBody }, CancelJobAnswer>
  /** Have the whole site replaced by what an archive in the folder has. For system administrators. */
  readonly createSiteRestoreJob: Operation<{ body: CreateSiteRestoreJobBody }, CancelJobAnswer>
  /** Upload an archive as the part `file`, and restore the site from it. For system administrators. */
  readonly createSiteRestoreJobForUploadedBackupFile: Operation<{ file: Upload }, CancelJobAnswer>
  /** Have some spaces backed up. For system administrators, and whoever may export all of them. */
  readonly createSpaceBackupJob: Operation<{ body: CreateSpaceBackupJobBody }, CancelJobAnswer>
  /** Have the spaces of an archive in the folder brought back; their keys must be free. For system administrators. */
  readonly createSpaceRestoreJob: Operation<{ body: CreateSiteRestoreJobBody }, CancelJobAnswer>
  /** Upload an archive as the part `file`, and restore spaces from it. For system administrators. */
  readonly createSpaceRestoreJobForUploadedBackupFile: Operation<{ file: Upload }, CancelJobAnswer>
  /** Create a user, who joins the group that new users join. */
  readonly createUser: Operation<{ body: CreateUserBody }, { userKey: string }>
  /** Have another program told of events, by requests to its address. */
  readonly createWebhook: Operation<{ body: CreateWebhookBody }, CreateWebhookAnswer>
  /** Remove a group. */
  readonly delete: Operation<{ groupName: string | number }, void>
  /** Remove a webhook with its statistics. */
  readonly deleteWebhook: Operation<{ webhookId: string | number }, void>
  /** Remove a user, as a long task: credentials, names and rights go, what they wrote stays. */
  readonly delete_1: Operation<{ username: string | number }, Delete1Answer>
  /** Take a user out of a group. */
  readonly delete_6: Operation<{ username: string | number; groupName: string | number }, void>
  /** Shut a user out; ends their sessions and tokens. */
  readonly disable: Operation<{ username: string | number }, void>
  /** The archive of a backup that is done. */
  readonly downloadBackupFile: Operation<{ jobId: string | number }, ReadableStream<Uint8Array>>
  /** Let a user in again who was shut out. */
  readonly enable: Operation<{ username: string | number }, void>
  /** Backups and restores, newest first: for system administrators all, for others their own. */
  readonly findJobs: Operation<{
    limit?: number
    fromDate?: string
    toDate?: string
    jobScope?: string
    jobOperation?: string
    jobStates: readonly string[]
    spaceKey?: string
    owner?: string
  }, readonly CancelJobAnswer[]>
  /** The webhooks, or those that listen for one of some events. */
  readonly findWebhooks: ListOperation<
    { event: readonly string[]; statistics?: boolean; start?: number; limit?: number },
    FindWebhooksAnswer
  >
  /** Whether people may change the site, READ_WRITE, or only look at it, READ_ONLY. */
  readonly getAccessModeStatus: Operation<{}, string>
  /** The active users, for administrators. */
  readonly getActiveUsers: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number },
    UserList
  >
  /** All permissions on the site. */
  readonly getAllGlobalPermissions: Operation<{}, readonly GetAllGlobalPermissionsItem[]>
  /** All permissions on a space. */
  readonly getAllSpacePermissions: Operation<
    { spaceKey: string | number },
    readonly GetAllSpacePermissionsItem[]
  >
  /** The groups that a group is in, directly or not: always none, since groups hold users only. */
  readonly getAncestorGroups: ListOperation<{
    groupName: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, GroupList>
  /** The groups that a group is in, directly or not: always none, since groups hold users only. */
  readonly getAncestorGroupsByQueryParam: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number; name: string },
    GroupList
  >
  /** The text by which search knows an attachment: of PDF, Office and text files. 204 when there is none. */
  readonly getAttachmentExtractedText: Operation<
    { id: string | number; attachmentId: string | number; limit?: number },
    { extractedText: string }
  >
  /** The nodes of the cluster: this server is always the only one. */
  readonly getClusterNodeStatuses: ListOperation<
    { start?: number; limit?: number },
    GetClusterNodeStatusesAnswer
  >
  /** Whether a space has the colours of the site or its own. */
  readonly getColorSchemeType: Operation<{ spaceKey: string | number }, { type: string }>
  /** The colours where none are chosen. */
  readonly getDefaultColorScheme: Operation<{}, GetDefaultColorSchemeAnswer>
  /** The archives in the folder `restore` of the data folder. For system administrators. */
  readonly getFiles: Operation<
    { jobScope?: string },
    readonly { name: string; creationTime: string; size: number; jobScope: 'SPACE' | 'SITE' }[]
  >
  /** The colours of the site. */
  readonly getGlobalColorScheme: Operation<{}, GetDefaultColorSchemeAnswer>
  /** A group by its name, which may have a slash. */
  readonly getGroupByQueryParam: Operation<{ expand?: string | readonly string[]; name: string }, Group>
  /** How far a backup or restore is, and how it ended. */
  readonly getJob: Operation<{ jobId: string | number }, CancelJobAnswer>
  /** The labels in use, by name, or in a space. */
  readonly getLabels: ListOperation<{
    labelName?: string
    owner?: string
    namespace?: string
    spaceKey?: string
    start?: number
    limit?: number
  }, LabelList>
  /** The latest call of a webhook, with what was sent and what came of it. */
  readonly getLatestInvocation: Operation<{
    webhookId: string | number
    event?: string
    outcome: readonly string[]
    outcomes: readonly string[]
  }, LastSuccess>
  /** A macro of a version of a content, by the MD5 hash of its body. */
  readonly getMacroBodyByHash: Operation<
    { id: string | number; version: string | number; hash: string | number },
    Macro
  >
  /** The members of a group, whose name may have a slash. */
  readonly getMembersByQueryParam: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number; name: string },
    UserList
  >
  /** The groups in a group: always none, since groups hold users only. */
  readonly getNestedGroupMembers: ListOperation<{
    groupName: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, GroupList>
  /** The groups in a group: always none, since groups hold users only. */
  readonly getNestedGroupMembersByQueryParam: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number; name: string },
    GroupList
  >
  /** The groups that a group is in: always none, since groups hold users only. */
  readonly getParentGroups: ListOperation<{
    groupName: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, GroupList>
  /** The groups that a group is in: always none, since groups hold users only. */
  readonly getParentGroupsByQueryParam: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number; name: string },
    GroupList
  >
  /** The permissions on the site that the anonymous holds. */
  readonly getPermissionsGrantedToAnonymousUsers: Operation<{}, readonly GetAllGlobalPermissionsItem[]>
  /** The permissions on a space that the anonymous holds. */
  readonly getPermissionsGrantedToAnonymousUsers_1: Operation<
    { spaceKey: string | number },
    readonly GetAllSpacePermissionsItem[]
  >
  /** The permissions on the site that a group holds. */
  readonly getPermissionsGrantedToGroup: Operation<
    { groupName: string | number },
    readonly GetAllGlobalPermissionsItem[]
  >
  /** The permissions on a space that a group holds. */
  readonly getPermissionsGrantedToGroup_1: Operation<
    { spaceKey: string | number; groupName: string | number },
    readonly GetAllSpacePermissionsItem[]
  >
  /** The permissions on the site that everybody with a log-in holds. */
  readonly getPermissionsGrantedToUnlicensedUsers: Operation<{}, readonly GetAllGlobalPermissionsItem[]>
  /** The permissions on the site that a user holds. */
  readonly getPermissionsGrantedToUser: Operation<
    { user: string | number },
    readonly GetAllGlobalPermissionsItem[]
  >
  /** The permissions on a space that a user holds. */
  readonly getPermissionsGrantedToUser_1: Operation<
    { spaceKey: string | number; userKey: string | number },
    readonly GetAllSpacePermissionsItem[]
  >
  /** The labels in use, most frequent first. */
  readonly getPopularLabels: ListOperation<{ start?: number; limit?: number }, LabelList>
  /** The labels in use in a space, most frequent first. */
  readonly getPopularSpaceLabels: ListOperation<
    { spaceKey: string | number; start?: number; limit?: number },
    LabelList
  >
  /** The labels in use, last used first. */
  readonly getRecentLabels: ListOperation<{ start?: number; limit?: number }, LabelList>
  /** The labels in use in a space, last used first. */
  readonly getRecentSpaceLabels: ListOperation<
    { spaceKey: string | number; start?: number; limit?: number },
    LabelList
  >
  /** How far the index is: it is complete, since it is written with each change. */
  readonly getReindexStatus: Operation<{ spaceKey?: string }, GetReindexStatusAnswer>
  /** The labels that stand on content together with this one, most frequent first. */
  readonly getRelatedLabels: ListOperation<
    { labelName: string | number; start?: number; limit?: number },
    LabelList
  >
  /** The labels that stand on content together with this one, most frequent first. */
  readonly getRelatedSpaceLabels: ListOperation<{
    spaceKey: string | number
    labelName: string | number
    start?: number
    limit?: number
  }, LabelList>
  /** The colours of a space, for who administers it. */
  readonly getSpaceColorScheme: Operation<{ spaceKey: string | number }, GetDefaultColorSchemeAnswer>
  /** The labels in use in a space. */
  readonly getSpaceLabels: ListOperation<
    { spaceKey: string | number; start?: number; limit?: number },
    LabelList
  >
  /** How calls of a webhook went, of the last 30 days. */
  readonly getStatistics: Operation<{ webhookId: string | number; event?: string }, CreateWebhookStatistics>
  /** The same in numbers only, by event. */
  readonly getStatisticsSummary: Operation<
    { webhookId: string | number },
    Readonly<Record<string, { counts: Counts }>>
  >
  /** The active users. */
  readonly getUsers: ListOperation<
    { expand?: string | readonly string[]; start?: number; limit?: number },
    UserList
  >
  /** One webhook. */
  readonly getWebhook: Operation<{ webhookId: string | number; statistics?: boolean }, CreateWebhookAnswer>
  /** Give the anonymous permissions on the site. */
  readonly grantPermissionsToAnonymousUsers: Operation<
    { body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Give the anonymous permissions on a space. */
  readonly grantPermissionsToAnonymousUsers_1: Operation<{
    spaceKey: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Give a group permissions on the site. */
  readonly grantPermissionsToGroup: Operation<{
    groupName: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Give a group permissions on a space. */
  readonly grantPermissionsToGroup_1: Operation<{
    spaceKey: string | number
    groupName: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Give everybody with a log-in permissions on the site. */
  readonly grantPermissionsToUnlicensedUsers: Operation<
    { body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Give a user permissions on the site. */
  readonly grantPermissionsToUser: Operation<
    { user: string | number; body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Give a user permissions on a space. */
  readonly grantPermissionsToUser_1: Operation<{
    spaceKey: string | number
    userKey: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Who watches a content, for administrators of the site or its space. */
  readonly index: ListOperation<{ contentId: string | number; start?: number; limit?: number }, UserList>
  /** How many pages, spaces and users there are. */
  readonly index_1: Operation<{}, { pages: number; spaces: number; users: number }>
  /** The address of the server and the release of Data Center whose API it speaks. */
  readonly index_2: Operation<{}, Index2Answer>
  /** Who watches a space, for administrators of the site or the space. */
  readonly index_4: ListOperation<{ spaceKey: string | number; start?: number; limit?: number }, UserList>
  /** Hang an attachment on another content, rename it, or both. */
  readonly move: Operation<{
    id: string | number
    attachmentId: string | number
    newContentId?: string
    newName?: string
  }, void>
  /** The restrictions that decide who may read a content: its own and those it inherits. */
  readonly relevantViewRestrictions: ListOperation<{
    id: string | number
    expand?: string | readonly string[]
    start?: number
    limit?: number
  }, RelevantViewRestrictionsAnswer>
  /** Put an attachment into the trash. */
  readonly removeAttachment: Operation<{ id: string | number; attachmentId: string | number }, void>
  /** Remove one version of an attachment for good. */
  readonly removeAttachmentVersion: Operation<
    { id: string | number; attachmentId: string | number; version: string | number },
    void
  >
  /** Take a space out of a category. */
  readonly removeSpaceCategory: Operation<{ spaceKey: string | number; labelName: string | number }, void>
  /** Give the site the default colours. */
  readonly resetGlobalColorScheme: Operation<{}, GetDefaultColorSchemeAnswer>
  /** Nothing to do: no job works on the index. */
  readonly resetReindexJob: Operation<{ spaceKey?: string }, GetReindexStatusAnswer>
  /** Give a space the colours of the site. */
  readonly resetSpaceColorScheme: Operation<{ spaceKey: string | number }, GetDefaultColorSchemeAnswer>
  /** Bring a space back from the archive. */
  readonly restore: Operation<{ spaceKey: string | number }, void>
  /** Take permissions on a space from the anonymous. */
  readonly revokePermissionsFromAnonymousUser: Operation<{
    spaceKey: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Take permissions on the site from the anonymous; without the one to use it, all the others go as well. */
  readonly revokePermissionsFromAnonymousUsers: Operation<
    { body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Take permissions on the site from a group; without the one to use it, all the others go as well. */
  readonly revokePermissionsFromGroup: Operation<{
    groupName: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Take permissions on a space from a group. */
  readonly revokePermissionsFromGroup_1: Operation<{
    spaceKey: string | number
    groupName: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Take permissions on the site from everybody with a log-in; without the one to use it, all the others go as well. */
  readonly revokePermissionsFromUnlicensedUsers: Operation<
    { body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Take permissions on the site from a user; without the one to use it, all the others go as well. */
  readonly revokePermissionsFromUser: Operation<
    { user: string | number; body: readonly { targetType: string; operationKey: string }[] },
    void
  >
  /** Take permissions on a space from a user. */
  readonly revokePermissionsFromUser_1: Operation<{
    spaceKey: string | number
    userKey: string | number
    body: readonly { targetType: string; operationKey: string }[]
  }, void>
  /** Read through all content of a kind, by cursors. */
  readonly scanContent: ListOperation<{
    spaceKey?: string
    status?: readonly string[]
    type?: string
    expand?: string | readonly string[]
    limit?: number
    cursor?: string
  }, ContentsWithTypeAnswer>
  /** Let people change the site, or only look at it; administration goes on. An extension of ours. */
  readonly setAccessMode: Operation<{ body: 'READ_WRITE' | 'READ_ONLY' }, string>
  /** Give users and groups exactly these permissions on the site. */
  readonly setPermissions: Operation<{ body: readonly SetPermissionsItem[] }, void>
  /** Give users, groups and the anonymous exactly these permissions on a space. */
  readonly setPermissions_1: Operation<
    { spaceKey: string | number; body: readonly SetPermissionsItem[] },
    readonly GetAllSpacePermissionsItem[]
  >
  /** Send a made-up event to an address, and say what came of it. */
  readonly testWebhook: Operation<{ url?: string; sslVerificationRequired?: boolean }, TestWebhookAnswer>
  /** Remove for good what lies in the trash of a space. */
  readonly trash: Operation<{ spaceKey: string | number }, void>
  /** Nothing to do: the index is complete. */
  readonly triggerReindex: Operation<{ spaceKey?: string }, GetReindexStatusAnswer>
  /** Takes nothing out of the index, and says so: it holds what the wiki holds. */
  readonly unindex: Operation<{ spaceKey?: string }, GetReindexStatusAnswer>
  /** Set colours of the site; those that are not named stay. */
  readonly updateColorScheme: Operation<{ body: UpdateColorSchemeBody }, GetDefaultColorSchemeAnswer>
  /** Say whether a space has the colours of the site or its own. */
  readonly updateColorSchemeType: Operation<
    { spaceKey: string | number; body: { type: string } },
    { type: string }
  >
  /** Set colours of a space; those that are not named are the site’s. */
  readonly updateSpaceColorScheme: Operation<
    { spaceKey: string | number; body: UpdateColorSchemeBody },
    GetDefaultColorSchemeAnswer
  >
  /** Change a user's name or e-mail address. */
  readonly updateUser: Operation<{
    username: string | number
    body: { fullName?: string; email?: string; currentPassword?: string }
  }, void>
  /** Change the caller's own name or e-mail address. */
  readonly updateUser_1: Operation<
    { body: { fullName?: string; email?: string; currentPassword?: string } },
    void
  >
  /** Change a webhook; what is not given stays. */
  readonly updateWebhook: Operation<
    { webhookId: string | number; body: CreateWebhookBody },
    CreateWebhookAnswer
  >
  /** Make a user a member of a group. */
  readonly update_5: Operation<{ username: string | number; groupName: string | number }, void>
}

/** The operations of Data Center, asked through this client. */
export const dataCenter = operationsOf<DataCenter>({
  ...shared,
  addContentWatcher: ['POST', '/rest/api/user/watch/content/{contentId}'],
  addSpaceCategory: ['POST', '/rest/api/space/{spaceKey}/category/{labelName}', 'nothing'],
  addSpaceWatcher: ['POST', '/rest/api/user/watch/space/{spaceKey}'],
  archive: ['PUT', '/rest/api/space/{spaceKey}/archive', 'nothing'],
  cancelAllQueuedJobs: ['PUT', '/rest/api/backup-restore/jobs/clear-queue'],
  cancelJob: ['PUT', '/rest/api/backup-restore/jobs/{jobId}/cancel'],
  changePassword: ['POST', '/rest/api/admin/user/{username}/password', 'nothing'],
  changePassword_1: ['POST', '/rest/api/user/current/password', 'nothing'],
  contentsWithType: ['GET', '/rest/api/space/{spaceKey}/trash', 'list'],
  create: ['POST', '/rest/api/admin/group'],
  createPersonalSpace: ['POST', '/rest/api/admin/space/personal/{username}'],
  createPersonalSpace_1: ['POST', '/rest/api/space/personal'],
  createSiteBackupJob: ['POST', '/rest/api/backup-restore/backup/site'],
  createSiteRestoreJob: ['POST', '/rest/api/backup-restore/restore/site'],
  createSiteRestoreJobForUploadedBackupFile: ['POST', '/rest/api/backup-restore/restore/site/upload', 'file'],
  createSpaceBackupJob: ['POST', '/rest/api/backup-restore/backup/space'],
  createSpaceRestoreJob: ['POST', '/rest/api/backup-restore/restore/space'],
  createSpaceRestoreJobForUploadedBackupFile: ['POST', '/rest/api/backup-restore/restore/space/upload', 'file'],
  createUser: ['POST', '/rest/api/admin/user'],
  createWebhook: ['POST', '/rest/api/webhooks'],
  delete: ['DELETE', '/rest/api/admin/group/{groupName}', 'nothing'],
  deleteWebhook: ['DELETE', '/rest/api/webhooks/{webhookId}', 'nothing'],
  delete_1: ['DELETE', '/rest/api/admin/user/{username}'],
  delete_6: ['DELETE', '/rest/api/user/{username}/group/{groupName}', 'nothing'],
  disable: ['PUT', '/rest/api/admin/user/{username}/disable', 'nothing'],
  downloadBackupFile: ['GET', '/rest/api/backup-restore/jobs/{jobId}/download', 'stream'],
  enable: ['PUT', '/rest/api/admin/user/{username}/enable', 'nothing'],
  findJobs: ['GET', '/rest/api/backup-restore/jobs'],
  findWebhooks: ['GET', '/rest/api/webhooks', 'list'],
  getAccessModeStatus: ['GET', '/rest/api/accessmode'],
  getActiveUsers: ['GET', '/rest/api/admin/users/list/active', 'list'],
  getAllGlobalPermissions: ['GET', '/rest/api/permissions'],
  getAllSpacePermissions: ['GET', '/rest/api/space/{spaceKey}/permissions'],
  getAncestorGroups: ['GET', '/rest/api/group/{groupName}/groupancestor', 'list'],
  getAncestorGroupsByQueryParam: ['GET', '/rest/api/group/groupancestor', 'list'],
  getAttachmentExtractedText: ['GET', '/rest/api/content/{id}/child/attachment/{attachmentId}/extractedtext'],
  getClusterNodeStatuses: ['GET', '/rest/api/cluster/nodes', 'list'],
  getColorSchemeType: ['GET', '/rest/api/space/{spaceKey}/color-scheme/type'],
  getDefaultColorScheme: ['GET', '/rest/api/color-scheme/default'],
  getFiles: ['GET', '/rest/api/backup-restore/restore/files'],
  getGlobalColorScheme: ['GET', '/rest/api/color-scheme'],
  getGroupByQueryParam: ['GET', '/rest/api/group/info'],
  getJob: ['GET', '/rest/api/backup-restore/jobs/{jobId}'],
  getLabels: ['GET', '/rest/api/label/labels', 'list'],
  getLatestInvocation: ['GET', '/rest/api/webhooks/{webhookId}/latest'],
  getMacroBodyByHash: ['GET', '/rest/api/content/{id}/history/{version}/macro/hash/{hash}'],
  getMembersByQueryParam: ['GET', '/rest/api/group/member', 'list'],
  getNestedGroupMembers: ['GET', '/rest/api/group/{groupName}/groupmember', 'list'],
  getNestedGroupMembersByQueryParam: ['GET', '/rest/api/group/groupmember', 'list'],
  getParentGroups: ['GET', '/rest/api/group/{groupName}/groupparent', 'list'],
  getParentGroupsByQueryParam: ['GET', '/rest/api/group/groupparent', 'list'],
  getPermissionsGrantedToAnonymousUsers: ['GET', '/rest/api/permissions/anonymous'],
  getPermissionsGrantedToAnonymousUsers_1: ['GET', '/rest/api/space/{spaceKey}/permissions/anonymous'],
  getPermissionsGrantedToGroup: ['GET', '/rest/api/permissions/group/{groupName}'],
  getPermissionsGrantedToGroup_1: ['GET', '/rest/api/space/{spaceKey}/permissions/group/{groupName}'],
  getPermissionsGrantedToUnlicensedUsers: ['GET', '/rest/api/permissions/unlicensed'],
  getPermissionsGrantedToUser: ['GET', '/rest/api/permissions/user/{user}'],
  getPermissionsGrantedToUser_1: ['GET', '/rest/api/space/{spaceKey}/permissions/user/{userKey}'],
  getPopularLabels: ['GET', '/rest/api/label/popular', 'list'],
  getPopularSpaceLabels: ['GET', '/rest/api/space/{spaceKey}/labels/popular', 'list'],
  getRecentLabels: ['GET', '/rest/api/label/recent', 'list'],
  getRecentSpaceLabels: ['GET', '/rest/api/space/{spaceKey}/labels/recent', 'list'],
  getReindexStatus: ['GET', '/rest/api/index/reindex'],
  getRelatedLabels: ['GET', '/rest/api/label/{labelName}/related', 'list'],
  getRelatedSpaceLabels: ['GET', '/rest/api/space/{spaceKey}/labels/{labelName}/related', 'list'],
  getSpaceColorScheme: ['GET', '/rest/api/space/{spaceKey}/color-scheme'],
  getSpaceLabels: ['GET', '/rest/api/space/{spaceKey}/labels', 'list'],
  getStatistics: ['GET', '/rest/api/webhooks/{webhookId}/statistics'],
  getStatisticsSummary: ['GET', '/rest/api/webhooks/{webhookId}/statistics/summary'],
  getUsers: ['GET', '/rest/api/user/list', 'list'],
  getWebhook: ['GET', '/rest/api/webhooks/{webhookId}'],
  grantPermissionsToAnonymousUsers: ['PUT', '/rest/api/permissions/anonymous/grant', 'nothing'],
  grantPermissionsToAnonymousUsers_1: ['PUT', '/rest/api/space/{spaceKey}/permissions/anonymous/grant', 'nothing'],
  grantPermissionsToGroup: ['PUT', '/rest/api/permissions/group/{groupName}/grant', 'nothing'],
  grantPermissionsToGroup_1: ['PUT', '/rest/api/space/{spaceKey}/permissions/group/{groupName}/grant', 'nothing'],
  grantPermissionsToUnlicensedUsers: ['PUT', '/rest/api/permissions/unlicensed/grant', 'nothing'],
  grantPermissionsToUser: ['PUT', '/rest/api/permissions/user/{user}/grant', 'nothing'],
  grantPermissionsToUser_1: ['PUT', '/rest/api/space/{spaceKey}/permissions/user/{userKey}/grant', 'nothing'],
  index: ['GET', '/rest/api/content/{contentId}/watchers', 'list'],
  index_1: ['GET', '/rest/api/instance-metrics'],
  index_2: ['GET', '/rest/api/server-information'],
  index_4: ['GET', '/rest/api/space/{spaceKey}/watchers', 'list'],
  move: ['POST', '/rest/api/content/{id}/child/attachment/{attachmentId}/move', 'nothing'],
  relevantViewRestrictions: ['GET', '/rest/api/content/{id}/restriction/relevantViewRestrictions', 'list'],
  removeAttachment: ['DELETE', '/rest/api/content/{id}/child/attachment/{attachmentId}', 'nothing'],
  removeAttachmentVersion: ['DELETE', '/rest/api/content/{id}/child/attachment/{attachmentId}/version/{version}', 'nothing'],
  removeSpaceCategory: ['DELETE', '/rest/api/space/{spaceKey}/category/{labelName}', 'nothing'],
  resetGlobalColorScheme: ['PUT', '/rest/api/color-scheme/reset'],
  resetReindexJob: ['POST', '/rest/api/index/resetjob'],
  resetSpaceColorScheme: ['PUT', '/rest/api/space/{spaceKey}/color-scheme/reset'],
  restore: ['PUT', '/rest/api/space/{spaceKey}/restore', 'nothing'],
  revokePermissionsFromAnonymousUser: ['PUT', '/rest/api/space/{spaceKey}/permissions/anonymous/revoke', 'nothing'],
  revokePermissionsFromAnonymousUsers: ['PUT', '/rest/api/permissions/anonymous/revoke', 'nothing'],
  revokePermissionsFromGroup: ['PUT', '/rest/api/permissions/group/{groupName}/revoke', 'nothing'],
  revokePermissionsFromGroup_1: ['PUT', '/rest/api/space/{spaceKey}/permissions/group/{groupName}/revoke', 'nothing'],
  revokePermissionsFromUnlicensedUsers: ['PUT', '/rest/api/permissions/unlicensed/revoke', 'nothing'],
  revokePermissionsFromUser: ['PUT', '/rest/api/permissions/user/{user}/revoke', 'nothing'],
  revokePermissionsFromUser_1: ['PUT', '/rest/api/space/{spaceKey}/permissions/user/{userKey}/revoke', 'nothing'],
  scanContent: ['GET', '/rest/api/content/scan', 'list'],
  setAccessMode: ['PUT', '/rest/api/accessmode'],
  setPermissions: ['PUT', '/rest/api/permissions', 'nothing'],
  setPermissions_1: ['POST', '/rest/api/space/{spaceKey}/permissions'],
  testWebhook: ['POST', '/rest/api/webhooks/test'],
  trash: ['DELETE', '/rest/api/space/{spaceKey}/trash', 'nothing'],
  triggerReindex: ['POST', '/rest/api/index/reindex'],
  unindex: ['POST', '/rest/api/index/unindex'],
  updateColorScheme: ['PUT', '/rest/api/color-scheme'],
  updateColorSchemeType: ['PUT', '/rest/api/space/{spaceKey}/color-scheme/type'],
  updateSpaceColorScheme: ['PUT', '/rest/api/space/{spaceKey}/color-scheme'],
  updateUser: ['PUT', '/rest/api/admin/user/{username}', 'nothing'],
  updateUser_1: ['PUT', '/rest/api/user/current', 'nothing'],
  updateWebhook: ['PUT', '/rest/api/webhooks/{webhookId}'],
  update_5: ['PUT', '/rest/api/user/{username}/group/{groupName}', 'nothing'],
})
