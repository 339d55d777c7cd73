import type { SpacePermission } from '../domain/access/permissions.ts'
import type { Content } from '../domain/content/content.ts'
import type { ContentAction } from '../domain/content/operations.ts'
import { CLOUD_WORDS } from './cloud-permissions.ts'

/** Something that may be done, as both versions of the vendor's API say it. */
export interface PermittedOperation {
  readonly operation: string
  readonly targetType: string
}

/** The domain's actions in the words of the wire. */
const ACTIONS = {
  read: 'read',
  update: 'update',
  remove: 'delete',
  restrict: 'restrict_content',
  comment: 'create',
  attach: 'create',
} as const

/** What may be done with a content, as operations. */
export function contentOperations(
  { kind }: Pick<Content, 'kind'>,
  actions: readonly ContentAction[],
): PermittedOperation[] {
  return actions.map((action) => ({
    operation: ACTIONS[action],
    targetType: action === 'comment' ? 'comment' : action === 'attach' ? 'attachment' : kind,
  }))
}

const PERMISSIONS = new Map(
  Object.entries(CLOUD_WORDS).map(([words, permission]): [SpacePermission, PermittedOperation] => {
    const [operation = '', targetType = ''] = words.split(' ')
    return [permission, { operation, targetType }]
  }),
)

/** A permission on a space as an operation; undefined for the one that the Cloud has no word for. */
export function spaceOperation(permission: SpacePermission): PermittedOperation | undefined {
  return PERMISSIONS.get(permission)
}

/** Permissions on a space as operations; the one that the Cloud has no word for is left out. */
export function spaceOperations(permissions: readonly SpacePermission[]): PermittedOperation[] {
  return permissions.flatMap((permission) => spaceOperation(permission) ?? [])
}
