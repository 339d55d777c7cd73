import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { addSpaceGrant, removeSpaceGrant, requireSight } from '../../domain/access/grants.ts'
import type { Subject } from '../../domain/access/permissions.ts'
import { readSpace } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import { CLOUD_WORDS, findCloudSubject } from '../cloud-permissions.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }

const KEYS = [
  'administer',
  'archive',
  'copy',
  'create',
  'delete',
  'export',
  'move',
  'purge',
  'purge_version',
  'read',
  'restore',
  'restrict_content',
  'update',
  'use',
] as const
const TARGETS = ['page', 'blogpost', 'comment', 'attachment', 'space'] as const

const subject = Type.Object({ type: Type.Enum(['user', 'group']), identifier: Type.String() }, closed)
const operation = Type.Object({ key: Type.Enum([...KEYS]), target: Type.Enum([...TARGETS]) }, closed)
const request = Type.Object({
  subject: Type.Object(subject.properties),
  operation: Type.Object(operation.properties),
})
const customRequest = Type.Object({
  subject: Type.Object(subject.properties),
  operations: Type.Array(
    Type.Object({
      key: Type.Enum(['read', 'create', 'delete']),
      target: Type.String(),
      access: Type.Boolean(),
    }),
    { maxItems: 100 },
  ),
})

const shared = { tag: 'Space permissions', access: 'user' } as const
const base = '/space/{spaceKey}/permission'

/** The Cloud's way to give and take permissions on a space, one at a time. */
export const cloudSpacePermissionRoutes = [
  route({
    ...shared,
    id: 'addPermissionToSpace',
    method: 'POST',
    path: base,
    summary: 'Give a user or a group one permission on a space; to see it comes first.',
    body: request,
    reply: Type.Object(
      { id: Type.Integer(), subject, operation, _links: Type.Record(Type.String(), Type.String()) },
      closed,
    ),
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path, body }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      const { key, target } = body.operation
      const permission = CLOUD_WORDS[`${key} ${target}`]
      if (permission === undefined) {
        throw new AppError('bad-request', `There is no permission on a space to ${key} ${target}.`)
      }
      const id = await addSpaceGrant(api.domain, space, {
        permission,
        subject: await subjectOf(api, body.subject),
      })
      return {
        id,
        subject: { type: body.subject.type, identifier: body.subject.identifier },
        operation: { key, target },
        _links: { base: api.base, self: `${api.base}/rest/api/space/${space.key}/permission/${id}` },
      }
    },
  }),
  route({
    ...shared,
    id: 'addCustomContentPermissions',
    method: 'POST',
    changes: false,
    path: `${base}/custom-content`,
    summary:
      'Give or take permissions on content of types that applications bring; no such type has permissions of its own.',
    body: customRequest,
    status: 200,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path, body }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      await requireSight(api.domain, space, await subjectOf(api, body.subject))
      const given = body.operations.find(({ access }) => access)
      if (given === undefined) return
      throw new AppError(
        'bad-request',
        `No type of content called ${given.target.slice(0, 100)} has permissions of its own.`,
      )
    },
  }),
  route({
    ...shared,
    id: 'removePermission',
    method: 'DELETE',
    path: `${base}/{id}`,
    summary:
      'Take a permission on a space away; with the one to see it go all the others of the same subject.',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const space = await readSpace(api.domain, path.spaceKey)
      await removeSpaceGrant(api.domain, space, parseId(path.id, 'permission'))
    },
  }),
]

/** Whom a body means. Nobody is a bad request, as the vendor's. */
async function subjectOf(api: ApiContext, { type, identifier }: Static<typeof subject>): Promise<Subject> {
  const found = await findCloudSubject(api, type, identifier)
  if (found) return found
  throw new AppError(
    'bad-request',
    type === 'group'
      ? `No group found with the given groupName or groupId: ${identifier}`
      : `No user found with accountId : ${identifier}`,
  )
}
