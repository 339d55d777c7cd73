/** The names of permissions, as Confluence's own permission screens, exports and remote API call them. */

/** The fourteen permissions on a space. */
export const spacePermissions = [
  'VIEWSPACE',
  'REMOVEOWNCONTENT',
  'EDITSPACE',
  'REMOVEPAGE',
  'EDITBLOG',
  'REMOVEBLOG',
  'CREATEATTACHMENT',
  'REMOVEATTACHMENT',
  'COMMENT',
  'REMOVECOMMENT',
  'SETPAGEPERMISSIONS',
  'REMOVEMAIL',
  'EXPORTSPACE',
  'SETSPACEPERMISSIONS',
] as const
export type SpacePermission = (typeof spacePermissions)[number]

/** The permissions on the site that users and groups are given. */
export const globalPermissions = [
  'USECONFLUENCE',
  'PERSONALSPACE',
  'CREATESPACE',
  'ADMINISTRATECONFLUENCE',
  'SYSTEMADMINISTRATOR',
] as const
/** Those that everybody can be given, with or without a log-in: to use the site, and to see who people are. */
export const openPermissions = ['USECONFLUENCE', 'VIEWUSERPROFILES'] as const
export type GlobalPermission = (typeof globalPermissions)[number] | (typeof openPermissions)[number]

/** Who holds a permission. `anonymous` and `authenticated` are everybody without and with a log-in. */
export type Subject =
  | { readonly kind: 'user'; readonly id: number }
  | { readonly kind: 'group'; readonly id: number }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'authenticated' }

/** The id column of a subject row: 0 where the kind says it all. */
export function subjectId(subject: Subject): number {
  return subject.kind === 'user' || subject.kind === 'group' ? subject.id : 0
}

/** Whether two subjects are one. */
export function isSameSubject(one: Subject, other: Subject): boolean {
  return one.kind === other.kind && subjectId(one) === subjectId(other)
}

const SUBJECT_KINDS = ['user', 'group', 'anonymous', 'authenticated'] as const
const MOST_PERMISSIONS = 32

/** A number of a subject's own, with room above it for the numbers of what it holds. */
export function subjectNumber(subject: Subject): number {
  return (subjectId(subject) * SUBJECT_KINDS.length + SUBJECT_KINDS.indexOf(subject.kind)) * MOST_PERMISSIONS
}

/** The number by which the Cloud knows that a subject holds a permission; different from all others on that space. */
export function spaceGrantId(permission: SpacePermission, subject: Subject): number {
  return subjectNumber(subject) + spacePermissions.indexOf(permission)
}

/** Kinds of content that can be made, with the permission that making, and removing, each needs in its space. */
export const contentPermissions = {
  page: { create: 'EDITSPACE', remove: 'REMOVEPAGE' },
  blogpost: { create: 'EDITBLOG', remove: 'REMOVEBLOG' },
  comment: { create: 'COMMENT', remove: 'REMOVECOMMENT' },
  attachment: { create: 'CREATEATTACHMENT', remove: 'REMOVEATTACHMENT' },
  custom: { create: 'EDITSPACE', remove: 'REMOVEPAGE' },
} as const satisfies Record<string, { create: SpacePermission; remove: SpacePermission }>
