/**
 * The row types of every table: the Kysely schema. One schema for SQLite and PostgreSQL, so: ids are whole
 * numbers below 2^53 from our own allocator, times are milliseconds since 1970, truth values are 0 and 1,
 * JSON is text, and names that are compared have a folded twin (`lower_…`, see `foldCase`).
 */

import type { Generated } from 'kysely'

export interface Tables {
  schema_version: SchemaVersionTable
  setting: SettingTable
  id_block: IdBlockTable
  user_account: UserTable
  user_property: UserPropertyTable
  user_preference: UserPreferenceTable
  digest_entry: DigestEntryTable
  user_group: GroupTable
  group_member: GroupMemberTable
  token: TokenTable
  session: SessionTable
  one_time_link: OneTimeLinkTable
  failed_attempt: FailedAttemptTable
  second_factor: SecondFactorTable
  recovery_code: RecoveryCodeTable
  external_identity: ExternalIdentityTable
  space: SpaceTable
  space_setting: SpaceSettingTable
  space_permission: SpacePermissionTable
  global_permission: GlobalPermissionTable
  content: ContentTable
  content_version: ContentVersionTable
  content_ancestor: ContentAncestorTable
  content_restriction: ContentRestrictionTable
  content_property: PropertyTable
  space_property: PropertyTable
  content_state: ContentStateTable
  content_in_state: ContentInStateTable
  attachment_version: AttachmentVersionTable
  blob_text: BlobTextTable
  label: LabelTable
  content_label: ContentLabelTable
  content_macro: ContentMacroTable
  content_mention: ContentMentionTable
  content_link: ContentLinkTable
  task: TaskTable
  content_view: ContentViewTable
  content_view_count: ContentViewCountTable
  space_label: SpaceLabelTable
  template: TemplateTable
  template_label: TemplateLabelTable
  watch: WatchTable
  favourite: FavouriteTable
  relation: RelationTable
  search_text: SearchTextTable
  search_index: SearchIndexTable
  event: EventTable
  audit_record: AuditRecordTable
  webhook: WebhookTable
  webhook_call: WebhookCallTable
  job: JobTable
  long_task: LongTaskTable
  backup_job: BackupJobTable
}

export interface SchemaVersionTable {
  version: number
  name: string
  applied_at: number
}

/** Run-time settings and facts of the site: `site-title`, `secret`, `set-up` … */
export interface SettingTable {
  key: string
  value: string
}

export interface IdBlockTable {
  name: string
  next: number
}

export interface UserTable {
  id: number
  /** 32 hexadecimal digits: the Data Center's lasting name of a user. */
  user_key: string
  /** The Cloud's lasting name of the same user. */
  account_id: string
  username: string
  lower_username: string
  email: string
  lower_email: string
  display_name: string
  /** PHC string; `''` when no password is set, so that none can match. */
  password_hash: string
  active: number
  created_at: number
}

/** What a program keeps about a user. */
export interface UserPropertyTable {
  id: number
  user_id: number
  key: string
  /** JSON */
  value: string
  created_at: number
  updated_at: number
}

/** How somebody wants something: when letters come, and what programs keep of such. */
export interface UserPreferenceTable {
  user_id: number
  key: string
  value: string
}

/** What somebody who wants letters together is to be told with the next one. */
export interface DigestEntryTable {
  user_id: number
  event_id: number
  /** JSON: why they are told. */
  reason: string
}

export interface GroupTable {
  id: number
  /** The Cloud's id of a group. */
  uuid: string
  name: string
  lower_name: string
}

export interface GroupMemberTable {
  group_id: number
  user_id: number
}

export interface TokenTable {
  id: number
  user_id: number
  name: string
  /** SHA-256 of the token: it has 256 random bits, so a slow hash would buy nothing. */
  hash: string
  created_at: number
  expires_at: number
  last_used_at: number | null
  /** `read`, `write` or `admin` */
  scope: string
  /** The space that it is bound to; null: it is not. */
  scope_space_id: number | null
  /** The page that it is bound to, with everything below it; null: it is not. */
  scope_content_id: number | null
}

export interface SessionTable {
  /** SHA-256 of the cookie's value. */
  hash: string
  /** What its user and administrators call it by. */
  id: number
  user_id: number
  /** The token that opened the session by Basic authentication: the session ends with it. */
  token_id: number | null
  csrf: string
  /** The network address and the `User-Agent` that it was opened from: so that people know their own again. */
  address: string
  agent: string
  created_at: number
  last_used_at: number
  expires_at: number
}

/** What log-ins that went wrong are held against. */
export interface FailedAttemptTable {
  /** SHA-256 of what is counted: what was typed for a name may have been a password. */
  key: string
  /** Each failure puts it off by its weight; nothing is held against anybody once it has passed. */
  counted_until: number
}

export interface OneTimeLinkTable {
  /** SHA-256 of the secret that the link carries. */
  hash: string
  user_id: number
  /** `password`, `reset`, `invitation`, or `second-step` of a log-in whose password was right. */
  purpose: string
  expires_at: number
}

/** The shared secret of a user's authenticator app (RFC 6238). */
export interface SecondFactorTable {
  user_id: number
  /** In Base32. It has to be read again to check a code, so it cannot be a hash. */
  secret: string
  /** Null until the user has shown a code: only then it is asked for. */
  confirmed_at: number | null
  /** The time step of the last code that was accepted: neither it nor an older one is accepted again. */
  last_step: number
}

/** A code for the day on which the authenticator is lost; it goes when it is used. */
export interface RecoveryCodeTable {
  user_id: number
  /** SHA-256: codes have 80 random bits. */
  hash: string
}

/** Who a person is at a provider of identities (OpenID Connect): the pair never changes, unlike an address. */
export interface ExternalIdentityTable {
  issuer: string
  subject: string
  user_id: number
  created_at: number
}

export interface SpaceTable {
  id: number
  key: string
  lower_key: string
  name: string
  /** `global` or `personal` */
  kind: string
  /** `current` or `archived` */
  status: string
  description: string
  homepage_id: number | null
  created_at: number
  created_by: number | null
}

/** What was set for one space: `look`, `route-override` … */
export interface SpaceSettingTable {
  space_id: number
  key: string
  value: string
}

/** One space permission of one subject. `subject_kind`: user, group, anonymous, authenticated; `subject_id` 0 for the last two. */
export interface SpacePermissionTable {
  space_id: number
  permission: string
  subject_kind: string
  subject_id: number
}

export interface GlobalPermissionTable {
  permission: string
  subject_kind: string
  subject_id: number
}

/** Anything addressable in a space, at its current version. */
export interface ContentTable {
  id: number
  /** `page`, `blogpost`, `comment`, `attachment` */
  kind: string
  /** `current`, `draft`, `trashed`, `archived` */
  status: string
  space_id: number
  /** The page above a page; the comment that a comment answers, or the attachment that it is about. */
  parent_id: number | null
  /** The content that a comment or an attachment belongs to. */
  container_id: number | null
  title: string
  lower_title: string
  /** Title that must be unique in a space while the content is current: the folded title, null when it need not be. */
  unique_title: string | null
  /** Order among siblings; null sorts by title after the placed ones. */
  position: number | null
  version: number
  created_at: number
  created_by: number | null
  updated_at: number
  updated_by: number | null
  /** Who is responsible for a page, once that is another than its creator. */
  owner_id: number | null
  /** JSON of what only some kinds have: `{location, mediaType, …}`. */
  extra: string
  /**
   * 1 where this content, what holds it, or a page above may be read by some people only (`setGuards` of `src/domain/access/rows.ts`):
   * of all others a list need not ask.
   */
  guarded: Generated<number>
}

/** Every version of a content, the current one included. The only place where bodies stand, as storage format. */
export interface ContentVersionTable {
  content_id: number
  version: number
  title: string
  body: string
  message: string
  minor_edit: number
  created_at: number
  created_by: number | null
}

/** Every ancestor of every page, so that inheritance needs no recursion. `depth` 1 is the parent. */
export interface ContentAncestorTable {
  content_id: number
  ancestor_id: number
  depth: number
}

/** A page restriction: `operation` read or update, held by one user or group. */
export interface ContentRestrictionTable {
  content_id: number
  operation: string
  subject_kind: string
  subject_id: number
}

/** What a program keeps beside a content or a space; each kind of owner has a table of its own. */
export interface PropertyTable {
  id: number
  owner_id: number
  key: string
  /** JSON */
  value: string
  version: number
  updated_at: number
  updated_by: number | null
}

/** A state that a user made, to say how far a content is; those that spaces suggest are in the code. */
export interface ContentStateTable {
  id: number
  owner_id: number
  name: string
  /** `#rrggbb` */
  color: string
  used_at: number
}

/** The state of a content, of a user or suggested. */
export interface ContentInStateTable {
  content_id: number
  state_id: number
  set_at: number
}

export interface AttachmentVersionTable {
  content_id: number
  version: number
  media_type: string
  file_size: number
  /** Address of the bytes in the blob store: their SHA-256. */
  blob: string
}

/** The text that was found in the bytes of a file, once for all that have the same bytes. */
export interface BlobTextTable {
  blob: string
  text: string
}

export interface LabelTable {
  id: number
  /** `global`, `my`, `team`, `system` */
  prefix: string
  name: string
  /** The user whose `my:` label it is; 0 for everybody's. */
  owner_id: number
}

export interface ContentLabelTable {
  content_id: number
  label_id: number
  created_at: number
  created_by: number | null
}

/** The macros that the current version of a content calls, each name once. */
export interface ContentMacroTable {
  content_id: number
  name: string
}

/** The users whom the current version of a content mentions, each once. */
export interface ContentMentionTable {
  content_id: number
  user_id: number
}

/** The pages and blog posts that the current version of a content names, each once. `lower_space` `''`: in its own space. */
export interface ContentLinkTable {
  content_id: number
  lower_space: string
  lower_title: string
}

/** An inline task of the current version of a content. */
export interface TaskTable {
  id: number
  content_id: number
  /** As the body numbers it. */
  task_id: string
  done: number
  /** Plain text. */
  text: string
  /** The same in storage format. */
  body: string
  assignee_id: number | null
  creator_id: number | null
  /** `yyyy-MM-dd` */
  due_date: string | null
  created_at: number
  updated_at: number
  completed_at: number | null
  completed_by: number | null
}

/** When a user last looked at a content. */
export interface ContentViewTable {
  user_id: number
  content_id: number
  viewed_at: number
}

/** How often a user looked at a content within an hour. `user_id` 0 is everybody without a log-in. */
export interface ContentViewCountTable {
  content_id: number
  /** Hours since 1970. */
  hour: number
  user_id: number
  count: number
  last_at: number
}

/** A label of a space; the team labels are the categories of the space directory. */
export interface SpaceLabelTable {
  space_id: number
  label_id: number
  created_at: number
  created_by: number | null
}

/** A body to start pages from. `space_id` null: of the whole site. */
export interface TemplateTable {
  id: number
  space_id: number | null
  name: string
  description: string
  /** Storage format. */
  body: string
  updated_at: number
  updated_by: number | null
}

export interface TemplateLabelTable {
  template_id: number
  label_id: number
}

/** Who wants to hear about what. `kind`: `content`, `space`, `label`, or a kind of content in a space as `space-blogpost`. */
export interface WatchTable {
  user_id: number
  kind: string
  target_id: number
  created_at: number
}

/** What a user saved for later, `kind` being `content` or `space`, and what contents they like, `like`. */
export interface FavouriteTable {
  user_id: number
  kind: string
  target_id: number
  created_at: number
}

/**
 * A relation that clients named and made, from a user, content or space to another. The versions are those of
 * historical contents, and 0 of everything else.
 */
export interface RelationTable {
  name: string
  source_kind: string
  source_id: number
  source_version: number
  target_kind: string
  target_id: number
  target_version: number
  created_at: number
  created_by: number | null
}

/** The plain text of anything that can be found (content, space, user: ids are unique over all tables), for excerpts. */
export interface SearchTextTable {
  id: number
  title: string
  body: string
}

/**
 * The words of the same, as `search/words.ts` makes them. On SQLite a contentless FTS5 table whose `rowid` is the
 * id, with the columns `title`, `title_more`, `body`, `body_more`. On PostgreSQL `id`, the words in order as
 * `title_words` and `body_words`, and the tsvector `words`. Only `search` reads and writes it.
 */
export interface SearchIndexTable {
  id: number
  title_words: string
  body_words: string
  words: string
}

/** A fact, recorded in the transaction that made it true. */
export interface EventTable {
  id: number
  type: string
  at: number
  actor_id: number | null
  content_id: number | null
  space_id: number | null
  /** JSON */
  facts: string
}

/** What an administrator did, or had somebody do, in words that outlive the things they name. */
export interface AuditRecordTable {
  id: number
  at: number
  author_id: number | null
  author_name: string
  sys_admin: number
  remote_address: string
  /** The request that did it, as the log has it. */
  request_id: string
  category: string
  summary: string
  description: string
  /** JSON: `{name, kind}`, a list of `{name, old, new}`, a list of `{name, kind}`. */
  affected: string
  changed: string
  associated: string
  /** All words of the above, folded, for search. */
  words: string
}

/** Another program that is told of events. */
export interface WebhookTable {
  id: number
  name: string
  url: string
  /** Signs what is sent, so it cannot be kept as a hash. */
  secret: string
  username: string
  password: string
  /** JSON: the vendor's names of events. */
  events: string
  active: number
  verify_tls: number
  created_at: number
  updated_at: number
  /** Calls in a row that failed. */
  failures: number
  /** No call before this time: it failed too often. */
  resting_until: number
}

/** One call of a webhook and what came of it. `outcome`: SUCCESS, FAILURE, ERROR. */
export interface WebhookCallTable {
  id: number
  webhook_id: number
  event: string
  url: string
  /** JSON, without credentials. */
  headers: string
  body: string
  started_at: number
  finished_at: number
  outcome: string
  description: string
}

/** Work to do later. `state`: waiting, running, failed. A finished job is deleted. */
export interface JobTable {
  id: number
  kind: string
  /** Waiting jobs of the same kind and key are one. */
  key: string
  /** JSON */
  payload: string
  state: string
  run_at: number
  attempts: number
  lease_until: number
  last_error: string
}

/** Work that a user waits for, see `domain/long-task`. The columns of JSON hold what their names say. */
export interface LongTaskTable {
  id: number
  kind: string
  name_key: string
  name: string
  started_by: number | null
  /** JSON: the scope of the token that it was started with; null where there is none. */
  scope: string | null
  /** JSON */
  payload: string
  /** JSON: what a later run needs to know of an earlier one. */
  memory: string
  percentage: number
  /** JSON: a list of `{key, text}`, as `errors` is. */
  messages: string
  errors: string
  /** JSON */
  details: string
  successful: number | null
  created_at: number
  finished_at: number | null
}

/** A backup or a restore, see `domain/backup`. The columns of JSON hold what their names say. */
export interface BackupJobTable {
  id: number
  /** `backup` or `restore` */
  operation: string
  /** `site` or `space` */
  scope: string
  /** `queued`, `processing`, `cancelling`, `finished`, `cancelled`, `failed` */
  state: string
  /** Null once the accounts of the site were replaced: then it is nobody's. */
  owner_id: number | null
  owner_name: string
  /** JSON: the scope of the token that it was asked for with; null where there is none. */
  token_scope: string | null
  cancelled_by: string | null
  /** JSON */
  settings: string
  /** JSON */
  statistics: string
  /** Of spaces, separated by commas. */
  space_keys: string
  file_name: string
  error: string
  created_at: number
  started_at: number | null
  finished_at: number | null
  cancelled_at: number | null
  file_removed_at: number | null
}
