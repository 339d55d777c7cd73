import type { Event, EventType } from '../event/event-type.ts'

/** What of an event a record names; who reads the record finds it by these. */
export type Part =
  | 'content'
  | 'space'
  | 'user'
  | 'group'
  | 'subject'
  | 'token'
  | 'log-in'
  | 'template'
  | 'webhook'
  | 'site'

/** How an administrative fact reads in the audit log. Categories and summaries are the vendor's where it has them. */
export interface AuditRule {
  readonly category: string
  readonly summary: string | ((event: Event) => string)
  readonly affected: Part | ((event: Event) => Part)
  readonly associated?: readonly Part[]
}

const USERS = 'Users and groups'
const PERMISSIONS = 'Permissions'
const SECURITY = 'Security'
const SPACES = 'Spaces'
const PAGES = 'Pages'
const AUDITING = 'Auditing'
const SYSTEM = 'System'
const BACKUPS = 'Backup and restore'

const USER_CHANGES: Readonly<Record<string, string>> = {
  password: 'User password changed',
  name: 'User renamed',
}

const purged = (what: string): AuditRule => ({
  category: PAGES,
  summary: `${what} purged`,
  affected: 'content',
  associated: ['space'],
})

const template = (what: string): AuditRule => ({
  category: PAGES,
  summary: `Template ${what}`,
  affected: 'template',
  associated: ['space'],
})

/**
 * Every kind of event, with its record, or false where it is everyday work that nobody administers. A new kind does
 * not compile until this is decided.
 */
export const auditRules: Readonly<Record<EventType, AuditRule | false>> = {
  'page.created': false,
  'page.updated': false,
  'page.moved': false,
  'page.trashed': false,
  'page.archived': false,
  'page.restored': false,
  'page.removed': purged('Page'),
  'blogpost.created': false,
  'blogpost.updated': false,
  'blogpost.moved': false,
  'blogpost.trashed': false,
  'blogpost.restored': false,
  'blogpost.removed': purged('Blog post'),
  'comment.created': false,
  'comment.updated': false,
  'comment.resolved': false,
  'comment.reopened': false,
  'comment.trashed': false,
  'comment.restored': false,
  'comment.removed': false,
  'attachment.created': false,
  'attachment.updated': false,
  'attachment.changed': false,
  'attachment.trashed': false,
  'attachment.restored': false,
  'attachment.removed': false,
  'custom.created': false,
  'custom.updated': false,
  'custom.trashed': false,
  'custom.restored': false,
  'custom.removed': false,
  'version.removed': {
    category: PAGES,
    summary: 'Page version deleted',
    affected: 'content',
    associated: ['space'],
  },
  'state.changed': false,
  'label.added': false,
  'label.removed': false,
  'property.created': false,
  'property.updated': false,
  'property.removed': false,
  'restriction.changed': {
    category: PERMISSIONS,
    summary: 'Content restriction changed',
    affected: 'content',
    associated: ['space'],
  },
  'space.created': { category: SPACES, summary: 'Space created', affected: 'space' },
  'space.updated': { category: SPACES, summary: 'Space configuration updated', affected: 'space' },
  'space.archived': { category: SPACES, summary: 'Space archived', affected: 'space' },
  'space.restored': { category: SPACES, summary: 'Space restored', affected: 'space' },
  'space.removed': { category: SPACES, summary: 'Space removed', affected: 'space' },
  'user.created': { category: USERS, summary: 'User created', affected: 'user' },
  'user.updated': {
    category: USERS,
    summary: ({ facts }) => USER_CHANGES[String(facts?.what)] ?? 'User details updated',
    affected: 'user',
  },
  'user.logged-in': false,
  'user.log-in-failed': { category: SECURITY, summary: 'User login failed', affected: 'log-in' },
  'user.disabled': { category: USERS, summary: 'User deactivated', affected: 'user' },
  'user.enabled': { category: USERS, summary: 'User reactivated', affected: 'user' },
  'group.created': { category: USERS, summary: 'Group created', affected: 'group' },
  'group.removed': { category: USERS, summary: 'Group deleted', affected: 'group' },
  'group.member-added': {
    category: USERS,
    summary: 'User added to group',
    affected: 'group',
    associated: ['user'],
  },
  'group.member-removed': {
    category: USERS,
    summary: 'User removed from group',
    affected: 'group',
    associated: ['user'],
  },
  'like.added': false,
  'like.removed': false,
  'favourite.added': false,
  'favourite.removed': false,
  'watch.added': false,
  'watch.removed': false,
  'session.ended': { category: SECURITY, summary: 'User session ended', affected: 'user' },
  'second-factor.enabled': { category: SECURITY, summary: 'Second factor enabled', affected: 'user' },
  'second-factor.removed': { category: SECURITY, summary: 'Second factor removed', affected: 'user' },
  'identity.linked': { category: SECURITY, summary: 'User linked to an external identity', affected: 'user' },
  'user.invited': { category: USERS, summary: 'User invited', affected: 'user' },
  'token.created': {
    category: SECURITY,
    summary: 'Personal access token created',
    affected: 'token',
    associated: ['user'],
  },
  'token.revoked': {
    category: SECURITY,
    summary: 'Personal access token revoked',
    affected: 'token',
    associated: ['user'],
  },
  'permission.changed': {
    category: PERMISSIONS,
    summary: ({ facts, spaceId }) => {
      const scope = spaceId === undefined ? 'Global' : 'Space'
      if (facts?.set) return `${scope} permissions set`
      return `${scope} permission ${facts?.granted ? 'added' : 'removed'}`
    },
    affected: ({ facts }) => (facts?.set ? 'space' : 'subject'),
    associated: ['space'],
  },
  'user.removed': { category: USERS, summary: 'User deleted', affected: 'user' },
  'user.property-set': false,
  'user.property-removed': false,
  'user.preference-set': false,
  'template.created': template('created'),
  'template.updated': template('updated'),
  'template.removed': template('deleted'),
  'look.changed': {
    category: SYSTEM,
    summary: ({ spaceId }) => `${spaceId === undefined ? 'Global' : 'Space'} look and feel changed`,
    affected: ({ spaceId }) => (spaceId === undefined ? 'site' : 'space'),
  },
  'relation.added': false,
  'relation.removed': false,
  'backup.requested': {
    category: BACKUPS,
    summary: ({ facts }) => `${facts?.scope === 'site' ? 'Site' : 'Space'} backup started`,
    affected: 'site',
  },
  'backup.cancelled': { category: BACKUPS, summary: 'Backup or restore job cancelled', affected: 'site' },
  'restore.requested': {
    category: BACKUPS,
    summary: ({ facts }) => `${facts?.scope === 'site' ? 'Site' : 'Space'} restore started`,
    affected: 'site',
  },
  'site.imported': { category: BACKUPS, summary: 'Site restored from a backup', affected: 'site' },
  'space.imported': { category: SPACES, summary: 'Space restored from a backup', affected: 'space' },
  // The record itself was written by whoever asked for it.
  'audit.recorded': false,
  'audit.retention-changed': {
    category: AUDITING,
    summary: 'Audit log configuration updated',
    affected: 'site',
  },
  'admin-key.issued': { category: SECURITY, summary: 'Admin key taken', affected: 'user' },
  'admin-key.ended': { category: SECURITY, summary: 'Admin key given up', affected: 'user' },
  'site.secret-renewed': { category: SECURITY, summary: 'Signing secret renewed', affected: 'site' },
  'site.access-mode-changed': { category: SYSTEM, summary: 'Access mode changed', affected: 'site' },
  'webhook.created': { category: SYSTEM, summary: 'Webhook created', affected: 'webhook' },
  'webhook.updated': { category: SYSTEM, summary: 'Webhook updated', affected: 'webhook' },
  'webhook.removed': { category: SYSTEM, summary: 'Webhook deleted', affected: 'webhook' },
}
