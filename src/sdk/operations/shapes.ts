// Written by "npm run reference" from the route tables of src/api.

export interface AddContentWatcherAnswer {
  watcher: User
  content: Content
}

export interface AddCustomContentPermissionsBody {
  subject: { type: 'user' | 'group'; identifier: string }
  operations: readonly { key: 'read' | 'create' | 'delete'; target: string; access: boolean }[]
}

export interface AddPermissionToSpaceAnswer {
  id: number
  subject: { type: 'user' | 'group'; identifier: string }
  operation: {
    key: 'administer' | 'archive' | 'copy' | 'create' | 'delete' | 'export' | 'move' | 'purge' | 'purge_version' | 'read' | 'restore' | 'restrict_content' | 'update' | 'use'
    target: 'page' | 'blogpost' | 'comment' | 'attachment' | 'space'
  }
  _links: Readonly<Record<string, string>>
}

export interface AddPermissionToSpaceBody {
  subject: { type: 'user' | 'group'; identifier: string }
  operation: {
    key: 'administer' | 'archive' | 'copy' | 'create' | 'delete' | 'export' | 'move' | 'purge' | 'purge_version' | 'read' | 'restore' | 'restrict_content' | 'update' | 'use'
    target: 'page' | 'blogpost' | 'comment' | 'attachment' | 'space'
  }
}

export interface AddRestrictions {
  results: readonly AddRestrictionsItem[]
}

export interface AddRestrictionsBody {
  storage?: AddRestrictionsStorage
  view?: AddRestrictionsStorage
  export_view?: AddRestrictionsStorage
  styled_view?: AddRestrictionsStorage
  anonymous_export_view?: AddRestrictionsStorage
  editor?: AddRestrictionsStorage
  wiki?: AddRestrictionsStorage
  markdown?: AddRestrictionsStorage
  plain?: AddRestrictionsStorage
  raw?: AddRestrictionsStorage
  atlas_doc_format?: AddRestrictionsStorage
  _expandable: Readonly<Record<string, string>>
}

export interface AddRestrictionsItem {
  operation: string
  restrictions: Restrictions
}

export interface AddRestrictionsRestrictions {
  user?: Readonly<Record<string, unknown>>
  group?: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
}

export interface AddRestrictionsStorage {
  value: string
  representation: string
  embeddedContent: readonly unknown[]
  content?: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
}

export interface AddSpaceWatcherAnswer {
  watcher: User
  space: Space
  contentTypes: readonly string[]
}

export interface Ancestors {
  id: string
  type: string
  status: string
  title: string
  extensions: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface AsyncConvertContentBodyResponseAnswer {
  value?: string
  representation: string
  renderTaskId: string
  error?: string
  status: string
  embeddedContent: readonly unknown[]
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface Author {
  type: 'user'
  displayName: string
  operations: null
  username?: string
  userKey?: string
  accountId?: string
  accountType?: string
  publicName?: string
  isExternalCollaborator?: boolean
  isGuest?: boolean
}

export interface BulkAsyncConvertContentBodyRequestBody {
  conversionInputs: readonly {
    to: string
    spaceKeyContext?: string
    contentIdContext?: string | number
    body: ConversionInput
  }[]
}

export interface BulkSetContentStatesBody {
  ids: readonly (string | number)[]
  contentState: { id?: number | null; name?: string | null; color?: string | null }
}

export interface CancelJobAnswer {
  id: number
  jobOperation: 'BACKUP' | 'RESTORE'
  jobScope: 'SPACE' | 'SITE'
  jobState: 'QUEUED' | 'PROCESSING' | 'COMPLETING' | 'FINISHED' | 'CANCELLING' | 'CANCELLED' | 'FAILED'
  createTime: string
  startProcessingTime?: string
  finishProcessingTime?: string
  cancelTime?: string
  errorMessage?: string
  owner: string
  cancelledBy?: string
  fileName: string
  spaceKeys?: string
  fileDeleteTime?: string
  fileExists: boolean
  jobSettings: JobSettings
  statistics: Statistics
  jobStatistics: Statistics
}

export interface Children {
  page?: Readonly<Record<string, unknown>>
  comment?: Readonly<Record<string, unknown>>
  attachment?: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface ColorSchemeModelLight {
  topBarColor: string
  topBarMenuSelectedBgColor: string
  topBarMenuSelectedTextColor: string
  breadcrumbsTextColor: string
  headerButtonBgColor: string
  headerButtonTextColor: string
  searchFieldTextColor: string
  searchFieldBgColor: string
  menuItemSelectedBgColor: string
  menuItemSelectedTextColor: string
  menuItemTextColor: string
  headingTextColor: string
  linkColor: string
}

export interface Container {
  background: string
  backgroundAttachment: string | null
  backgroundBlendMode: string | null
  backgroundClip: string | null
  backgroundColor: string | null
  backgroundImage: string | null
  backgroundOrigin: string | null
  backgroundPosition: string | null
  backgroundRepeat: string | null
  backgroundSize: string | null
  padding: string
  borderRadius: string
}

export interface Content {
  id: string
  type: string
  status: string
  title: string
  space?: Space
  history?: History
  version?: Version
  ancestors?: readonly Ancestors[]
  container?: Ancestors | Space | null
  body?: AddRestrictionsBody
  metadata?: Readonly<Record<string, unknown>>
  children?: Readonly<Record<string, unknown>>
  descendants?: Readonly<Record<string, unknown>>
  restrictions?: Readonly<Record<string, unknown>>
  operations?: readonly { operation: string; targetType: string }[]
  childTypes?: Readonly<Record<string, unknown>>
  macroRenderedOutput?: Readonly<Record<string, unknown>>
  extensions: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface ContentInput {
  id?: string | number | null
  type?: string
  status?: string
  title?: string | null
  space?: { key?: string; id?: string | number } | null
  ancestors?: readonly { id: string | number }[] | null
  container?: { id?: string | number; key?: string; type?: string } | null
  body?: Readonly<Record<string, unknown>> | null
  version?: { number?: number; message?: string | null; minorEdit?: boolean } | null
  extensions?: Readonly<Record<string, unknown>> | null
  metadata?: Readonly<Record<string, unknown>> | null
}

export interface ContentList {
  results: readonly Content[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface ContentsWithTypeAnswer {
  results: readonly Content[]
  cursor?: string
  nextCursor?: string
  prevCursor?: string
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface ConversionInput {
  value: string
  representation: string
  content?: { id?: string | number } | null
}

export interface ConvertedBody {
  value: string
  representation: string
  embeddedContent?: readonly unknown[]
  _expandable?: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface Counts {
  errors: number
  failures: number
  successes: number
  window: { start: string; duration: number }
}

export interface CreateAuditRecordAnswer {
  author: Author
  remoteAddress: string
  creationDate: number
  summary: string
  description: string
  category: string
  sysAdmin: boolean
  affectedObject: { name: string; objectType: string }
  changedValues: readonly { name: string; oldValue: string; newValue: string }[]
  associatedObjects: readonly { name: string; objectType: string }[]
}

export interface CreateAuditRecordBody {
  author?: { displayName?: string; username?: string; userKey?: string; accountId?: string }
  remoteAddress: string
  creationDate?: number
  summary?: string
  description?: string
  category?: string
  sysAdmin?: boolean
  affectedObject?: { name: string; objectType: string }
  changedValues?: readonly { name: string; oldValue: string; newValue: string }[]
  associatedObjects?: readonly { name: string; objectType: string }[]
}

export interface CreateContentPropertyVersion {
  by: User
  when: string
  message: string
  number: number
  minorEdit: boolean
  hidden?: boolean
  contentTypeModified?: boolean
}

export interface CreateContentTemplateAnswer {
  templateId: string
  originalTemplate?: { pluginKey: string; moduleKey: string }
  referencingBlueprint?: string
  name: string
  description: string
  space?: Space
  labels: readonly { prefix: string; name: string; id: string; label: string }[]
  templateType: 'page'
  body?: CreateContentTemplateBody2
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface CreateContentTemplateBody {
  name: string | null
  templateType: string
  body: Readonly<Record<string, unknown>>
  description?: string | null
  labels?: readonly { prefix?: string; name: string }[] | null
  space?: { key: string } | null
}

export interface CreateContentTemplateBody2 {
  storage: CreateContentTemplateStorage
}

export interface CreateContentTemplateStorage {
  value: string
  representation: 'storage'
  embeddedContent: readonly unknown[]
  _expandable: Readonly<Record<string, string>>
}

export interface CreatePersonalSpaceBody {
  description?: { plain?: { value: string; representation?: string } } | null
  isPrivate?: boolean
  private?: boolean
}

export interface CreateRelationshipAnswer {
  name: string
  relationData?: RelationData
  source?: Content | Space | User
  target?: Content | Space | User
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface CreateSiteBackupJobBody {
  skipAttachments?: boolean | null
  keepPermanently?: boolean | null
  fileNamePrefix?: string | null
}

export interface CreateSiteRestoreJobBody {
  fileName?: string | null
  filename?: string | null
  skipReindex?: boolean | null
}

export interface CreateSpaceBackupJobBody {
  spaceKeys: readonly string[]
  keepPermanently?: boolean | null
  fileNamePrefix?: string | null
}

export interface CreateUserBody {
  userName: string
  fullName: string
  email: string
  password?: string
  notifyViaEmail?: boolean
}

export interface CreateWebhookAnswer {
  id: number
  name: string
  createdDate: string
  updatedDate: string
  events: readonly string[]
  configuration: { secret?: string }
  credentials?: { username: string }
  url: string
  active: boolean
  scopeType: 'global'
  sslVerificationRequired: boolean
  statistics?: CreateWebhookStatistics
}

export interface CreateWebhookBody {
  name?: string
  url?: string
  events?: readonly string[]
  configuration?: { secret?: string | null }
  credentials?: { username?: string | null; password?: string | null } | null
  active?: boolean
  sslVerificationRequired?: boolean
}

export interface CreateWebhookRequest {
  method: 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}

export interface CreateWebhookStatistics {
  lastSuccess?: LastSuccess
  lastFailure?: LastSuccess
  lastError?: LastSuccess
  counts: Counts
}

export interface Delete1Answer {
  id: string
  links: { status: string }
  resultPath: string
  statusPath: string
}

export interface Duration {
  seconds: number
  nano: number
  zero: boolean
  negative: boolean
  positive: boolean
}

export interface FindSourcesForTargetAnswer {
  results: readonly CreateRelationshipAnswer[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface FindWebhooksAnswer {
  results: readonly CreateWebhookAnswer[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
  totalCount: number
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
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetAllGlobalPermissionsItem {
  operation: { targetType: string; operationKey: string }
  subject?: User | Group
}

export interface GetAllSpacePermissionsItem {
  operation: { targetType: string; operationKey: string }
  subject?: User | Group
  spaceKey: string
  spaceId: number
}

export interface GetAuditRecordsAnswer {
  results: readonly CreateAuditRecordAnswer[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetAvailableContentStatesAnswer {
  spaceContentStates: readonly { id: number; name: string; color: string }[]
  customContentStates: readonly { id: number; name: string; color: string }[]
}

export interface GetBlueprintTemplatesAnswer {
  results: readonly {
    templateId: string
    originalTemplate: { pluginKey: string; moduleKey: string }
    referencingBlueprint: string
    name: string
    description: string
    space?: Space
    labels: readonly { prefix: string; name: string; id: string; label: string }[]
    templateType: 'page'
    body?: CreateContentTemplateBody2
    _expandable: Readonly<Record<string, string>>
    _links: Readonly<Record<string, string>>
  }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetBulkUserMigrationAnswer {
  results: readonly { username: string; key: string; accountId: string }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetClusterNodeStatusesAnswer {
  results: readonly { nodeId: number; jvmStats: {}; props: {}; buildStats: {} }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
  totalCount: number
}

export interface GetContentForSpaceAnswer {
  page?: Readonly<Record<string, unknown>>
  blogpost?: Readonly<Record<string, unknown>>
  _links: Readonly<Record<string, string>>
}

export interface GetContentStateAnswer {
  contentState?: { id: number; name: string; color: string }
  lastUpdated?: string
}

export interface GetContentStateSettingsAnswer {
  contentStatesAllowed: boolean
  customContentStatesAllowed: boolean
  spaceContentStatesAllowed: boolean
  spaceContentStates: readonly { id: number; name: string; color: string }[]
}

export interface GetContentTemplatesAnswer {
  results: readonly CreateContentTemplateAnswer[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetDefaultColorSchemeAnswer {
  colorSchemeModelLight: ColorSchemeModelLight
  colorSchemeModelDark: ColorSchemeModelLight
}

export interface GetGroupMembersByGroupIdAnswer {
  results: readonly User[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
  totalSize?: number
}

export interface GetLookAndFeelSettingsAnswer {
  selected: 'global' | 'custom' | 'theme'
  global: LookAndFeel
  theme?: LookAndFeel
  custom: LookAndFeel
}

export interface GetLookAndFeelSettingsContent {
  screen: GetLookAndFeelSettingsScreen
  container: Container
  header: Container
  body: Container
}

export interface GetLookAndFeelSettingsScreen {
  background: string
  backgroundAttachment: string | null
  backgroundBlendMode: string | null
  backgroundClip: string | null
  backgroundColor: string | null
  backgroundImage: string | null
  backgroundOrigin: string | null
  backgroundPosition: string | null
  backgroundRepeat: string | null
  backgroundSize: string | null
  layer: { width: string; height: string }
  gutterTop: string | null
  gutterRight: string | null
  gutterBottom: string | null
  gutterLeft: string | null
}

export interface GetReindexStatusAnswer {
  jobId: number
  finished: boolean
  percentageComplete: number
  elapsedTime: number
  message?: string
}

export interface GetSpaceSettingsAnswer {
  routeOverrideEnabled: boolean
  editor: { page: string; blogpost: string; default: string }
  spaceKey: string
  _links: Readonly<Record<string, string>>
}

export interface GetSystemInfoAnswer {
  cloudId: string
  commitHash: string
  baseUrl: string
  defaultLocale: string
  defaultTimeZone: string
}

export interface GetTaskUpdateAnswer {
  set: readonly string[]
  failed: readonly { contentId: string; failureReason: string }[]
  percentage: number
  message: string
  state?: { id: number; name: string; color: string }
  success: boolean
}

export interface GetUserPropertiesAnswer {
  results: readonly { key: string }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetUserPropertyAnswer {
  key: string
  value: unknown
  id: string
  lastModifiedDate: string
  createdDate: string
  _links: Readonly<Record<string, string>>
}

export interface GetWatchersForSpaceAnswer {
  results: readonly GetWatchersForSpaceItem[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface GetWatchersForSpaceItem {
  type: string
  watcher: Watcher
  spaceKey: string
}

export interface GetWatchesForPageAnswer {
  results: readonly { type: string; watcher: Watcher; contentId: number }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface Group {
  type: 'group'
  name: string
  id?: string
  _links: Readonly<Record<string, string>>
}

export interface GroupList {
  results: readonly Group[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface Header {
  backgroundColor: string
  button: { backgroundColor: string; color: string }
  primaryNavigation: PrimaryNavigation
  secondaryNavigation: PrimaryNavigation
  search: { backgroundColor: string; color: string }
}

export interface History {
  latest: boolean
  createdBy: User
  createdDate: string
  ownedBy?: User
  lastOwnedBy?: User
  lastUpdated?: Version
  previousVersion?: Version
  nextVersion?: Version
  contributors?: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface Index2Answer {
  baseUrl: string
  version: string
  buildNumber: number
  marketplaceBuildNumber: number
}

export interface InlineTask {
  globalId: number
  id: number
  contentId: number
  status: 'complete' | 'incomplete'
  title: string
  description: string
  body: string
  creator: string
  assignee?: string
  completeUser?: string
  createDate: number
  dueDate?: number
  updateDate: number
  completeDate?: number
  _links: Readonly<Record<string, string>>
}

export interface InlineTaskList {
  results: readonly InlineTask[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface JobSettings {
  skipAttachments?: boolean
  keepPermanently?: boolean
  fileNamePrefix?: string
  spaceKeys?: readonly string[]
  fileName?: string
  skipReindex?: boolean
}

export interface LabelDetails {
  label: { prefix: string; name: string; id: string; label: string }
  associatedContents: {
    results: readonly { contentType: string; contentId: number; title: string }[]
    start: number
    limit: number
    size: number
  }
}

export interface LabelList {
  results: readonly { prefix: string; name: string; id: string; label: string }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface LastSuccess {
  id: string
  event: { id: string; i18nKey: string }
  eventScope: { type: string; id: string }
  start: string
  finish: string
  duration: Duration
  request: CreateWebhookRequest
  result: { outcome: 'SUCCESS' | 'FAILURE' | 'ERROR'; description: string }
}

export interface LongTask {
  id: string
  name: { key: string; args: readonly unknown[]; translation?: string }
  elapsedTime: number
  percentageComplete: number
  successful: boolean
  finished?: boolean
  messages: readonly { key?: string; translation: string; args: readonly unknown[] }[]
  status?: string
  errors?: readonly { key?: string; translation: string; args: readonly unknown[] }[]
  additionalDetails?: Readonly<Record<string, unknown>>
  _links: Readonly<Record<string, string>>
  _expandable?: Readonly<Record<string, string>>
}

export interface LongTaskList {
  results: readonly LongTask[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface LookAndFeel {
  headings: { color: string }
  links: { color: string }
  menus: { hoverOrFocus: { backgroundColor: string }; color: string }
  header: Header
  horizontalHeader: Header
  content: GetLookAndFeelSettingsContent
  bordersAndDividers: { color: string }
}

export interface LookAndFeelInput {
  headings: Readonly<Record<string, unknown>>
  links: Readonly<Record<string, unknown>>
  menus: Readonly<Record<string, unknown>>
  header: Readonly<Record<string, unknown>>
  horizontalHeader?: Readonly<Record<string, unknown>> | null
  content: Readonly<Record<string, unknown>>
  bordersAndDividers: Readonly<Record<string, unknown>>
}

export interface LookAndFeelWithLinks {
  headings: { color: string }
  links: { color: string }
  menus: { hoverOrFocus: { backgroundColor: string }; color: string }
  header: Header
  horizontalHeader: Header
  content: GetLookAndFeelSettingsContent
  bordersAndDividers: { color: string }
  _links: Readonly<Record<string, string>>
}

export interface Macro {
  name: string
  body: string
  parameters: Readonly<Record<string, { value: string }>>
  _links: Readonly<Record<string, string>>
}

export interface PageCopyInput {
  copyAttachments?: boolean
  copyPermissions?: boolean
  copyProperties?: boolean
  copyLabels?: boolean
  copyCustomContents?: boolean
  destination: { type: string; value: string | number }
  pageTitle?: string | null
  body?: Readonly<Record<string, unknown>> | null
}

export interface PermissionCheck {
  hasPermission: boolean
  errors: readonly unknown[]
  _links: Readonly<Record<string, string>>
}

export interface PermissionCheckInput {
  subject: { type: 'user' | 'group'; identifier: string }
  operation: 'read' | 'update' | 'delete'
}

export interface PrimaryNavigation {
  color: string
  highlightColor: string
  hoverOrFocus: { backgroundColor: string; color: string }
}

export interface Property {
  id: string
  key: string
  value: unknown
  version?: CreateContentPropertyVersion
  content?: Content
  space?: Space
  _links: Readonly<Record<string, string>>
  _expandable: Readonly<Record<string, string>>
}

export interface PropertyInput {
  key?: string
  value: unknown
  version?: { number: number | string } | null
  content?: { id?: string | number } | null
}

export interface PropertyList {
  results: readonly Property[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface RelationData {
  createdBy: User
  createdDate: string
  friendlyCreatedDate: string
}

export interface RelevantViewRestrictionsAnswer {
  results: readonly Restriction[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface Restriction {
  operation: 'read' | 'update'
  restrictions?: AddRestrictionsRestrictions
  content?: Content
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface RestrictionList {
  results: readonly Restriction[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
  restrictionsHash?: string
}

export interface Restrictions {
  user?: readonly Readonly<Record<string, unknown>>[] | { results: readonly Readonly<Record<string, unknown>>[] }
  group?: readonly Readonly<Record<string, unknown>>[] | { results: readonly Readonly<Record<string, unknown>>[] }
}

export interface RestrictionsByOperation {
  read?: Restriction
  update?: Restriction
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface SearchByCQLItem {
  content?: Content
  space?: Space
  user?: User
  title: string
  excerpt: string
  url: string
  resultGlobalContainer?: { title: string; displayUrl: string }
  breadcrumbs: readonly unknown[]
  entityType: string
  iconCssClass: string
  lastModified: string
  friendlyLastModified: string
  score: number
}

export interface SearchGroupsAnswer {
  results: readonly Group[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
  totalSize?: number
}

export interface SearchResults {
  results: readonly SearchByCQLItem[]
  start: number
  limit: number
  size: number
  totalSize: number
  cqlQuery: string
  searchDuration: number
  _links: Readonly<Record<string, string>>
}

export interface SetPermissionsItem {
  userKey?: string | null
  groupName?: string | null
  operations: readonly { targetType: string; operationKey: string }[]
}

export interface Space {
  id: number
  key: string
  alias?: string
  name: string
  type: 'global' | 'personal'
  status: string
  description?: Readonly<Record<string, unknown>>
  homepage?: Readonly<Record<string, unknown>> | null
  icon?: { path: string; width: number; height: number; isDefault: boolean }
  metadata?: Readonly<Record<string, unknown>>
  operations?: readonly Readonly<Record<string, unknown>>[]
  permissions?: readonly Readonly<Record<string, unknown>>[]
  history?: Readonly<Record<string, unknown>>
  _expandable: Readonly<Record<string, string>>
  _links: Readonly<Record<string, string>>
}

export interface SpaceChangeInput {
  name?: string | null
  description?: { plain?: { value: string; representation?: string } } | null
  homepage?: { id?: string | number } | null
  type?: string | null
  status?: string | null
}

export interface SpaceInput {
  key: string
  name: string
  type?: string
  description?: { plain?: { value: string; representation?: string } } | null
}

export interface SpaceList {
  results: readonly Space[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface Statistics {
  totalObjectsCount: number
  processedObjectsCount: number
  persistedObjectsCount: number
  skippedObjectsCount: number
  reusedObjectsCount: number
}

export interface TestWebhookAnswer {
  request: CreateWebhookRequest
  result: { outcome: 'SUCCESS' | 'FAILURE' | 'ERROR'; description: string }
}

export interface ThemeList {
  results: readonly { themeKey: string; name: string; description: string }[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface ThemeWithLinks {
  themeKey: string
  name: string
  description: string
  _links: Readonly<Record<string, string>>
}

export interface TreeCopyInput {
  copyAttachments?: boolean
  copyPermissions?: boolean
  copyProperties?: boolean
  copyLabels?: boolean
  copyCustomContents?: boolean
  copyDescendants?: boolean
  destinationPageId: string | number
  titleOptions?: { prefix?: string; replace?: string; search?: string }
}

export interface UpdateColorSchemeBody {
  colorSchemeModelLight?: Readonly<Record<string, unknown>> | null
  colorSchemeModelDark?: Readonly<Record<string, unknown>> | null
}

export interface UpdateContentTemplateBody {
  templateId: string
  name: string | null
  templateType: string
  body: Readonly<Record<string, unknown>>
  description?: string | null
  labels?: readonly { prefix?: string; name: string }[] | null
  space?: { key: string } | null
}

export interface User {
  type: 'known' | 'anonymous'
  username?: string
  userKey?: string
  accountId?: string
  accountType?: string
  accountStatus?: string
  email?: string
  publicName?: string
  timeZone?: string
  isExternalCollaborator?: boolean
  isGuest?: boolean
  status?: string
  operations?: readonly Readonly<Record<string, unknown>>[]
  details?: Readonly<Record<string, unknown>>
  personalSpace?: Readonly<Record<string, unknown>>
  profilePicture: { path: string; width: number; height: number; isDefault: boolean }
  displayName: string
  _links: Readonly<Record<string, string>>
  _expandable: Readonly<Record<string, string>>
}

export interface UserList {
  results: readonly User[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface ValidateContentBodyAnswer {
  valid: boolean
  findings: readonly { severity: string; message: string; row: number; column: number; hint?: string }[]
}

export interface Version {
  by: User
  when: string
  friendlyWhen?: string
  message: string
  number: number
  minorEdit: boolean
  hidden?: boolean
  contentTypeModified?: boolean
  content?: Readonly<Record<string, unknown>>
  collaborators?: Readonly<Record<string, unknown>>
  _links: Readonly<Record<string, string>>
  _expandable: Readonly<Record<string, string>>
}

export interface VersionList {
  results: readonly Version[]
  start: number
  limit: number
  size: number
  _links: Readonly<Record<string, string>>
}

export interface VersionRestoreInput {
  operationKey: 'restore' | 'RESTORE'
  params: { versionNumber: number; message?: string | null; restoreTitle?: boolean }
}

export interface Watcher {
  type: 'known'
  username: string
  userKey: string
  accountId: string
  accountType: string
  email: string
  publicName: string
  timeZone: string
  externalCollaborator: boolean
  isExternalCollaborator: boolean
  isGuest: boolean
  profilePicture: { path: string; width: number; height: number; isDefault: boolean }
  displayName: string
  operations: null
  personalSpace: null
}
