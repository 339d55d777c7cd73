import { Type } from 'typebox'
import { limits } from '../../../base/limits.ts'

const closed = { additionalProperties: false }

/** A permission that there is. */
export const spacePermission = Type.Object(
  {
    id: Type.String(),
    displayName: Type.String(),
    description: Type.String(),
    requiredPermissionIds: Type.Array(Type.String()),
  },
  closed,
)

/** A permission that somebody holds on a space. */
export const spacePermissionAssignment = Type.Object(
  {
    id: Type.String(),
    principal: Type.Object({ type: Type.Enum(['user', 'group', 'role']), id: Type.String() }, closed),
    operation: Type.Object({ key: Type.String(), targetType: Type.String() }, closed),
  },
  closed,
)

/** The kinds of roles: those that come with the server, which is all of them here, and others. */
export const roleType = Type.Enum(['SYSTEM', 'CUSTOM'])
const roleProperties = {
  id: Type.String(),
  type: roleType,
  name: Type.String(),
  description: Type.String(),
  spacePermissions: Type.Array(Type.String()),
}

/** A role in a list. */
export const listedRole = Type.Object(roleProperties, closed)

/** A role by itself. */
export const role = Type.Object(
  { ...roleProperties, _links: Type.Object({ base: Type.String() }, closed) },
  closed,
)

/** How the Cloud says what kind of subject is meant. */
export const principalType = Type.Enum(['USER', 'GROUP', 'ACCESS_CLASS'])
const principal = Type.Object({ principalType, principalId: Type.String() }, closed)

/** A subject with the role that it has. */
export const roleAssignment = Type.Object({ principal, roleId: Type.String() }, closed)

/** Subjects with the roles that they are to have; without one they are to have none. */
export const roleAssignments = Type.Array(
  Type.Object({
    principal: Type.Object(principal.properties),
    roleId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
  { minItems: 1, maxItems: limits.permissionSubjects },
)
