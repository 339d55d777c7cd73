import { sql } from 'kysely'
import type { Migration, MigrationKit } from '../migration.ts'

/** The first schema: users and groups, tokens and sessions, spaces, content with versions, events and jobs. */
export const initial: Migration = {
  name: 'initial',
  steps: ({ schema, engine, table, statement }) => {
    const integer = engine === 'sqlite' ? sql`integer` : sql`bigint`
    const id = (t: ReturnType<typeof table>) => t.addColumn('id', integer, (c) => c.primaryKey())
    return [
      table('setting')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('value', 'text', (c) => c.notNull()),
      table('id_block')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('next', integer, (c) => c.notNull()),

      id(table('user_account'))
        .addColumn('user_key', 'text', (c) => c.notNull().unique())
        .addColumn('account_id', 'text', (c) => c.notNull().unique())
        .addColumn('username', 'text', (c) => c.notNull())
        .addColumn('lower_username', 'text', (c) => c.notNull().unique())
        .addColumn('email', 'text', (c) => c.notNull())
        .addColumn('lower_email', 'text', (c) => c.notNull().unique())
        .addColumn('display_name', 'text', (c) => c.notNull())
        .addColumn('password_hash', 'text', (c) => c.notNull())
        .addColumn('active', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull()),
      id(table('user_property'))
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('updated_at', integer, (c) => c.notNull())
        .addUniqueConstraint('user_property_key', ['user_id', 'key']),
      id(table('user_group'))
        .addColumn('uuid', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('lower_name', 'text', (c) => c.notNull().unique()),
      table('group_member')
        .addColumn('group_id', integer, (c) => c.notNull().references('user_group.id'))
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addPrimaryKeyConstraint('group_member_pk', ['group_id', 'user_id']),
      schema.createIndex('group_member_user').on('group_member').column('user_id'),

      id(table('token'))
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull().unique())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('expires_at', integer, (c) => c.notNull())
        .addColumn('last_used_at', integer)
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('scope_space_id', integer)
        .addColumn('scope_content_id', integer),
      schema.createIndex('token_user').on('token').column('user_id'),
      table('session')
        .addColumn('hash', 'text', (c) => c.primaryKey())
        .addColumn('id', integer, (c) => c.notNull().unique())
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addColumn('token_id', integer, (c) => c.references('token.id').onDelete('cascade'))
        .addColumn('csrf', 'text', (c) => c.notNull())
        .addColumn('address', 'text', (c) => c.notNull())
        .addColumn('agent', 'text', (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('last_used_at', integer, (c) => c.notNull())
        .addColumn('expires_at', integer, (c) => c.notNull()),
      schema.createIndex('session_user').on('session').column('user_id'),
      table('one_time_link')
        .addColumn('hash', 'text', (c) => c.primaryKey())
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addColumn('purpose', 'text', (c) => c.notNull())
        .addColumn('expires_at', integer, (c) => c.notNull()),
      schema.createIndex('one_time_link_user').on('one_time_link').columns(['user_id', 'purpose']),
      table('second_factor')
        .addColumn('user_id', integer, (c) => c.primaryKey().references('user_account.id'))
        .addColumn('secret', 'text', (c) => c.notNull())
        .addColumn('confirmed_at', integer)
        .addColumn('last_step', integer, (c) => c.notNull()),
      table('recovery_code')
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addColumn('hash', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('recovery_code_pk', ['user_id', 'hash']),
      table('external_identity')
        .addColumn('issuer', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addColumn('created_at', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('external_identity_pk', ['issuer', 'subject']),
      schema.createIndex('external_identity_user').on('external_identity').column('user_id'),

      id(table('space'))
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('lower_key', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('description', 'text', (c) => c.notNull())
        .addColumn('homepage_id', integer)
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer),
      table('space_setting')
        .addColumn('space_id', integer, (c) => c.notNull().references('space.id').onDelete('cascade'))
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('space_setting_pk', ['space_id', 'key']),
      table('space_permission')
        .addColumn('space_id', integer, (c) => c.notNull().references('space.id').onDelete('cascade'))
        .addColumn('permission', 'text', (c) => c.notNull())
        .addColumn('subject_kind', 'text', (c) => c.notNull())
        .addColumn('subject_id', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('space_permission_pk', [
          'space_id',
          'permission',
          'subject_kind',
          'subject_id',
        ]),
      schema
        .createIndex('space_permission_subject')
        .on('space_permission')
        .columns(['subject_kind', 'subject_id', 'permission', 'space_id']),
      table('global_permission')
        .addColumn('permission', 'text', (c) => c.notNull())
        .addColumn('subject_kind', 'text', (c) => c.notNull())
        .addColumn('subject_id', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('global_permission_pk', ['permission', 'subject_kind', 'subject_id']),

      id(table('content'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('space_id', integer, (c) => c.notNull().references('space.id'))
        .addColumn('parent_id', integer)
        .addColumn('container_id', integer)
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('lower_title', 'text', (c) => c.notNull())
        .addColumn('unique_title', 'text')
        .addColumn('position', integer)
        .addColumn('version', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer)
        .addColumn('updated_at', integer, (c) => c.notNull())
        .addColumn('updated_by', integer)
        .addColumn('owner_id', integer)
        .addColumn('extra', 'text', (c) => c.notNull()),
      schema.createIndex('content_unique_title').on('content').columns(['space_id', 'unique_title']).unique(),
      schema.createIndex('content_list').on('content').columns(['kind', 'status', 'id']),
      schema.createIndex('content_space').on('content').columns(['space_id', 'kind', 'status', 'id']),
      schema
        .createIndex('content_title')
        .on('content')
        .columns(['lower_title', 'kind', 'status', 'space_id']),
      schema.createIndex('content_parent').on('content').columns(['parent_id', 'kind', 'status']),
      schema.createIndex('content_container').on('content').columns(['container_id', 'kind', 'status']),
      schema.createIndex('content_creator').on('content').columns(['created_by', 'updated_at', 'id']),
      schema.createIndex('content_recent').on('content').columns(['kind', 'status', 'updated_at', 'id']),
      schema.createIndex('content_created').on('content').columns(['kind', 'status', 'created_at', 'id']),
      schema.createIndex('content_updated').on('content').columns(['updated_at', 'id']),
      table('content_version')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('version', integer, (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('message', 'text', (c) => c.notNull())
        .addColumn('minor_edit', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer)
        .addPrimaryKeyConstraint('content_version_pk', ['content_id', 'version']),
      schema
        .createIndex('content_version_author')
        .on('content_version')
        .columns(['created_by', 'content_id']),
      table('content_ancestor')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('ancestor_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('depth', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('content_ancestor_pk', ['content_id', 'ancestor_id']),
      schema
        .createIndex('content_ancestor_descendants')
        .on('content_ancestor')
        .columns(['ancestor_id', 'depth', 'content_id']),
      table('content_restriction')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('operation', 'text', (c) => c.notNull())
        .addColumn('subject_kind', 'text', (c) => c.notNull())
        .addColumn('subject_id', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('content_restriction_pk', [
          'content_id',
          'operation',
          'subject_kind',
          'subject_id',
        ]),
      ...(['content', 'space'] as const).map((owner) =>
        id(table(`${owner}_property`))
          .addColumn('owner_id', integer, (c) => c.notNull().references(`${owner}.id`).onDelete('cascade'))
          .addColumn('key', 'text', (c) => c.notNull())
          .addColumn('value', 'text', (c) => c.notNull())
          .addColumn('version', integer, (c) => c.notNull())
          .addColumn('updated_at', integer, (c) => c.notNull())
          .addColumn('updated_by', integer)
          .addUniqueConstraint(`${owner}_property_key`, ['owner_id', 'key']),
      ),
      id(table('content_state'))
        .addColumn('owner_id', integer, (c) => c.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('color', 'text', (c) => c.notNull())
        .addColumn('used_at', integer, (c) => c.notNull()),
      schema.createIndex('content_state_owner').on('content_state').columns(['owner_id', 'used_at']),
      table('content_in_state')
        .addColumn('content_id', integer, (c) => c.primaryKey().references('content.id').onDelete('cascade'))
        .addColumn('state_id', integer, (c) => c.notNull())
        .addColumn('set_at', integer, (c) => c.notNull()),
      schema.createIndex('content_in_state_state').on('content_in_state').columns(['state_id', 'content_id']),
      table('attachment_version')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('version', integer, (c) => c.notNull())
        .addColumn('media_type', 'text', (c) => c.notNull())
        .addColumn('file_size', integer, (c) => c.notNull())
        .addColumn('blob', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('attachment_version_pk', ['content_id', 'version']),
      schema.createIndex('attachment_version_blob').on('attachment_version').column('blob'),
      table('blob_text')
        .addColumn('blob', 'text', (c) => c.primaryKey())
        .addColumn('text', 'text', (c) => c.notNull()),
      id(table('label'))
        .addColumn('prefix', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('owner_id', integer, (c) => c.notNull())
        .addUniqueConstraint('label_name', ['prefix', 'name', 'owner_id']),
      table('content_label')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('label_id', integer, (c) => c.notNull().references('label.id'))
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer)
        .addPrimaryKeyConstraint('content_label_pk', ['content_id', 'label_id']),
      schema.createIndex('content_label_label').on('content_label').columns(['label_id', 'content_id']),

      table('content_macro')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('content_macro_pk', ['content_id', 'name']),
      schema.createIndex('content_macro_name').on('content_macro').columns(['name', 'content_id']),
      table('content_mention')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id'))
        .addPrimaryKeyConstraint('content_mention_pk', ['content_id', 'user_id']),
      schema.createIndex('content_mention_user').on('content_mention').columns(['user_id', 'content_id']),
      table('content_link')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('lower_space', 'text', (c) => c.notNull())
        .addColumn('lower_title', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('content_link_pk', ['content_id', 'lower_space', 'lower_title']),
      schema.createIndex('content_link_title').on('content_link').columns(['lower_title', 'content_id']),
      id(table('task'))
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('task_id', 'text', (c) => c.notNull())
        .addColumn('done', integer, (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('assignee_id', integer)
        .addColumn('creator_id', integer)
        .addColumn('due_date', 'text')
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('updated_at', integer, (c) => c.notNull())
        .addColumn('completed_at', integer)
        .addColumn('completed_by', integer)
        .addUniqueConstraint('task_in_content', ['content_id', 'task_id']),
      schema.createIndex('task_assignee').on('task').columns(['assignee_id', 'done']),
      table('content_view')
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('viewed_at', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('content_view_pk', ['user_id', 'content_id']),
      schema.createIndex('content_view_recent').on('content_view').columns(['user_id', 'viewed_at']),
      schema.createIndex('content_view_content').on('content_view').column('content_id'),
      table('content_view_count')
        .addColumn('content_id', integer, (c) => c.notNull().references('content.id').onDelete('cascade'))
        .addColumn('hour', integer, (c) => c.notNull())
        .addColumn('user_id', integer, (c) => c.notNull())
        .addColumn('count', integer, (c) => c.notNull())
        .addColumn('last_at', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('content_view_count_pk', ['content_id', 'hour', 'user_id']),
      schema.createIndex('content_view_count_last').on('content_view_count').column('last_at'),
      table('space_label')
        .addColumn('space_id', integer, (c) => c.notNull().references('space.id').onDelete('cascade'))
        .addColumn('label_id', integer, (c) => c.notNull().references('label.id'))
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer)
        .addPrimaryKeyConstraint('space_label_pk', ['space_id', 'label_id']),
      schema.createIndex('space_label_label').on('space_label').columns(['label_id', 'space_id']),
      id(table('template'))
        .addColumn('space_id', integer, (c) => c.references('space.id').onDelete('cascade'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('description', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('updated_at', integer, (c) => c.notNull())
        .addColumn('updated_by', integer),
      schema.createIndex('template_space').on('template').columns(['space_id', 'name']),
      table('template_label')
        .addColumn('template_id', integer, (c) => c.notNull().references('template.id').onDelete('cascade'))
        .addColumn('label_id', integer, (c) => c.notNull().references('label.id'))
        .addPrimaryKeyConstraint('template_label_pk', ['template_id', 'label_id']),
      table('watch')
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('target_id', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('watch_pk', ['user_id', 'kind', 'target_id']),
      schema.createIndex('watch_target').on('watch').columns(['kind', 'target_id', 'user_id']),
      table('favourite')
        .addColumn('user_id', integer, (c) => c.notNull().references('user_account.id').onDelete('cascade'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('target_id', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addPrimaryKeyConstraint('favourite_pk', ['user_id', 'kind', 'target_id']),
      schema.createIndex('favourite_target').on('favourite').columns(['kind', 'target_id']),
      table('relation')
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('source_kind', 'text', (c) => c.notNull())
        .addColumn('source_id', integer, (c) => c.notNull())
        .addColumn('source_version', integer, (c) => c.notNull())
        .addColumn('target_kind', 'text', (c) => c.notNull())
        .addColumn('target_id', integer, (c) => c.notNull())
        .addColumn('target_version', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('created_by', integer)
        .addPrimaryKeyConstraint('relation_pk', [
          'source_kind',
          'source_id',
          'source_version',
          'name',
          'target_kind',
          'target_id',
          'target_version',
        ]),
      schema
        .createIndex('relation_target')
        .on('relation')
        .columns(['target_kind', 'target_id', 'name', 'source_kind']),

      table('search_text')
        .addColumn('id', integer, (c) => c.primaryKey())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull()),
      ...(engine === 'sqlite' ? sqliteIndex(statement) : postgresIndex(table, statement)),

      id(table('event'))
        .addColumn('type', 'text', (c) => c.notNull())
        .addColumn('at', integer, (c) => c.notNull())
        .addColumn('actor_id', integer)
        .addColumn('content_id', integer)
        .addColumn('space_id', integer)
        .addColumn('facts', 'text', (c) => c.notNull()),
      schema.createIndex('event_at').on('event').column('at'),
      schema.createIndex('event_content').on('event').columns(['content_id', 'at']),
      id(table('audit_record'))
        .addColumn('at', integer, (c) => c.notNull())
        .addColumn('author_id', integer)
        .addColumn('author_name', 'text', (c) => c.notNull())
        .addColumn('sys_admin', integer, (c) => c.notNull())
        .addColumn('remote_address', 'text', (c) => c.notNull())
        .addColumn('request_id', 'text', (c) => c.notNull())
        .addColumn('category', 'text', (c) => c.notNull())
        .addColumn('summary', 'text', (c) => c.notNull())
        .addColumn('description', 'text', (c) => c.notNull())
        .addColumn('affected', 'text', (c) => c.notNull())
        .addColumn('changed', 'text', (c) => c.notNull())
        .addColumn('associated', 'text', (c) => c.notNull())
        .addColumn('words', 'text', (c) => c.notNull()),
      schema.createIndex('audit_record_at').on('audit_record').columns(['at', 'id']),
      id(table('webhook'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('url', 'text', (c) => c.notNull())
        .addColumn('secret', 'text', (c) => c.notNull())
        .addColumn('username', 'text', (c) => c.notNull())
        .addColumn('password', 'text', (c) => c.notNull())
        .addColumn('events', 'text', (c) => c.notNull())
        .addColumn('active', integer, (c) => c.notNull())
        .addColumn('verify_tls', integer, (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('updated_at', integer, (c) => c.notNull())
        .addColumn('failures', integer, (c) => c.notNull())
        .addColumn('resting_until', integer, (c) => c.notNull()),
      id(table('webhook_call'))
        .addColumn('webhook_id', integer, (c) => c.notNull().references('webhook.id').onDelete('cascade'))
        .addColumn('event', 'text', (c) => c.notNull())
        .addColumn('url', 'text', (c) => c.notNull())
        .addColumn('headers', 'text', (c) => c.notNull())
        .addColumn('body', 'text', (c) => c.notNull())
        .addColumn('started_at', integer, (c) => c.notNull())
        .addColumn('finished_at', integer, (c) => c.notNull())
        .addColumn('outcome', 'text', (c) => c.notNull())
        .addColumn('description', 'text', (c) => c.notNull()),
      schema.createIndex('webhook_call_webhook').on('webhook_call').columns(['webhook_id', 'started_at']),
      id(table('job'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('key', 'text', (c) => c.notNull())
        .addColumn('payload', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('run_at', integer, (c) => c.notNull())
        .addColumn('attempts', integer, (c) => c.notNull())
        .addColumn('lease_until', integer, (c) => c.notNull())
        .addColumn('last_error', 'text', (c) => c.notNull()),
      schema.createIndex('job_due').on('job').columns(['state', 'run_at']),
      schema.createIndex('job_key').on('job').columns(['kind', 'key', 'state']),
      id(table('long_task'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('name_key', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('started_by', integer)
        .addColumn('scope', 'text')
        .addColumn('payload', 'text', (c) => c.notNull())
        .addColumn('memory', 'text', (c) => c.notNull())
        .addColumn('percentage', integer, (c) => c.notNull())
        .addColumn('messages', 'text', (c) => c.notNull())
        .addColumn('errors', 'text', (c) => c.notNull())
        .addColumn('details', 'text', (c) => c.notNull())
        .addColumn('successful', integer)
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('finished_at', integer),
      schema.createIndex('long_task_starter').on('long_task').columns(['started_by', 'id']),
      schema.createIndex('long_task_finished').on('long_task').column('finished_at'),
      id(table('backup_job'))
        .addColumn('operation', 'text', (c) => c.notNull())
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('state', 'text', (c) => c.notNull())
        .addColumn('owner_id', integer)
        .addColumn('owner_name', 'text', (c) => c.notNull())
        .addColumn('token_scope', 'text')
        .addColumn('cancelled_by', 'text')
        .addColumn('settings', 'text', (c) => c.notNull())
        .addColumn('statistics', 'text', (c) => c.notNull())
        .addColumn('space_keys', 'text', (c) => c.notNull())
        .addColumn('file_name', 'text', (c) => c.notNull())
        .addColumn('error', 'text', (c) => c.notNull())
        .addColumn('created_at', integer, (c) => c.notNull())
        .addColumn('started_at', integer)
        .addColumn('finished_at', integer)
        .addColumn('cancelled_at', integer)
        .addColumn('file_removed_at', integer),
      schema.createIndex('backup_job_state').on('backup_job').columns(['state', 'id']),
    ]
  },
}

/** Our own words, separated by spaces, are all that the tokenizer sees: `ascii` leaves everything else alone. */
function sqliteIndex(statement: MigrationKit['statement']) {
  return [
    statement(sql`create virtual table search_index using fts5(
      title, title_more, body, body_more, content = '', contentless_delete = 1, tokenize = 'ascii'
    )`),
    // Every save of a page is a segment of its own: merging fewer times costs a search nothing and a save a quarter less.
    statement(sql`insert into search_index (search_index, rank) values ('automerge', 16)`),
    statement(sql`insert into search_index (search_index, rank) values ('crisismerge', 64)`),
    statement(sql`insert into search_index (search_index, rank) values ('deletemerge', 40)`),
  ]
}

function postgresIndex(table: MigrationKit['table'], statement: MigrationKit['statement']) {
  return [
    table('search_index')
      .addColumn('id', 'bigint', (c) => c.primaryKey())
      .addColumn('title_words', 'text', (c) => c.notNull())
      .addColumn('body_words', 'text', (c) => c.notNull())
      .addColumn('words', sql`tsvector`, (c) => c.notNull()),
    // Every rank unpacks the words: uncompressed they take more room and half the time.
    statement(sql`alter table search_index alter column words set storage external`),
    // The pending list is read by every search, so it must stay short.
    statement(
      sql`create index search_index_words on search_index using gin (words) with (gin_pending_list_limit = 512)`,
    ),
  ]
}
