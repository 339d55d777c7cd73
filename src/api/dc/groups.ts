import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { createGroup, removeGroup } from '../../domain/group/group.ts'
import { joinGroup, leaveGroup } from '../../domain/group/members.ts'
import { findGroup, readGroup } from '../../domain/group/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { answerMembers } from '../v1/groups.ts'
import { personOf } from '../v1/person.ts'
import { presentGroup } from '../v1/present/group.ts'
import { presentList } from '../v1/present/list.ts'
import { expand, limit, start, stretch } from '../v1/query.ts'
import { group, listOf, user } from '../v1/schema/content.ts'

const route = routesOf<ApiContext>()
const name = Type.String({ default: '' })
const paging = { expand, start, limit }

/** What the vendor answers of groups in groups. Here groups hold users only, so each list is empty. */
const RELATIVES = {
  groupmember: {
    path: 'getNestedGroupMembers',
    query: 'getNestedGroupMembersByQueryParam',
    are: 'in a group',
  },
  groupparent: { path: 'getParentGroups', query: 'getParentGroupsByQueryParam', are: 'that a group is in' },
  groupancestor: {
    path: 'getAncestorGroups',
    query: 'getAncestorGroupsByQueryParam',
    are: 'that a group is in, directly or not',
  },
} as const

const relativeRoutes = (['groupmember', 'groupparent', 'groupancestor'] as const).flatMap((relative) => {
  const ids = RELATIVES[relative]
  const shared = {
    method: 'GET',
    tag: 'Groups',
    summary: `The groups ${ids.are}: always none, since groups hold users only.`,
    access: 'user',
    pure: true,
    reply: listOf(group),
    errors: ['bad-parameter', 'unauthenticated'],
  } as const
  return [
    route({
      ...shared,
      id: ids.path,
      path: `/group/{groupName}/${relative}`,
      query: Type.Object(paging),
      handle: async (api, { call, query }) => {
        const slice = stretch(query, limits.memberList, limits.memberList)
        return presentList(api, call, [], { start: slice.offset, limit: slice.limit, more: false })
      },
    }),
    route({
      ...shared,
      id: ids.query,
      path: `/group/${relative}`,
      query: Type.Object({ ...paging, name }),
      handle: async (api, { call, query }) => {
        const slice = stretch(query, limits.memberList, limits.memberList)
        return presentList(api, call, [], { start: slice.offset, limit: slice.limit, more: false })
      },
    }),
  ]
})

/** Groups as only Data Center has them: by query parameter, nested, and their administration. */
export const dcGroupRoutes = [
  ...relativeRoutes,
  route({
    id: 'getGroupByQueryParam',
    method: 'GET',
    path: '/group/info',
    tag: 'Groups',
    summary: 'A group by its name, which may have a slash.',
    access: 'user',
    pure: true,
    query: Type.Object({ expand, name }),
    reply: group,
    errors: ['not-found', 'unauthenticated'],
    handle: async (api, { query }) => presentGroup(api, await readGroup(api.domain, { name: query.name })),
  }),
  route({
    id: 'getMembersByQueryParam',
    method: 'GET',
    path: '/group/member',
    tag: 'Groups',
    summary: 'The members of a group, whose name may have a slash.',
    access: 'user',
    pure: true,
    query: Type.Object({ ...paging, name }),
    reply: listOf(user),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: async (api, { call, query }) =>
      answerMembers(api, call, await findGroup(api.domain, query.name), query),
  }),
  route({
    id: 'create',
    method: 'POST',
    path: '/admin/group',
    tag: 'Groups',
    summary: 'Create a group.',
    access: 'administrator',
    body: Type.Object({ name: Type.String() }),
    reply: group,
    errors: ['bad-body', 'bad-request', 'conflict', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      if (await findGroup(api.domain, body.name)) {
        throw new AppError('conflict', `A group with this name exists already: ${body.name}`)
      }
      return presentGroup(api, await createGroup(api.domain, body.name))
    },
  }),
  route({
    id: 'delete',
    method: 'DELETE',
    path: '/admin/group/{groupName}',
    tag: 'Groups',
    summary: 'Remove a group.',
    access: 'administrator',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      await removeGroup(api.domain, await readGroup(api.domain, { name: path.groupName }))
    },
  }),
  route({
    id: 'update_5',
    method: 'PUT',
    path: '/user/{username}/group/{groupName}',
    tag: 'Groups',
    summary: 'Make a user a member of a group.',
    access: 'administrator',
    status: 204,
    reply: 'nothing',
    errors: ['forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const found = await readGroup(api.domain, { name: path.groupName })
      await joinGroup(api.domain, found, await personOf(api, { username: path.username }))
    },
  }),
  route({
    id: 'delete_6',
    method: 'DELETE',
    path: '/user/{username}/group/{groupName}',
    tag: 'Groups',
    summary: 'Take a user out of a group.',
    access: 'administrator',
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const found = await readGroup(api.domain, { name: path.groupName })
      await leaveGroup(api.domain, found, await personOf(api, { username: path.username }))
    },
  }),
]
