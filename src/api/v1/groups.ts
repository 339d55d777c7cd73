import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { createGroup, type Group, removeGroup } from '../../domain/group/group.ts'
import { joinGroup, leaveGroup } from '../../domain/group/members.ts'
import {
  findGroup,
  type GroupFilter,
  groupCount,
  listGroups,
  listMembers,
  memberCount,
  readGroup,
} from '../../domain/group/read.ts'
import { type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { personOf, personQuery } from './person.ts'
import { parseExpand } from './expand/tree.ts'
import { expandUsers } from './expand/user.ts'
import { presentGroup } from './present/group.ts'
import { presentList } from './present/list.ts'
import { expand, flag, limit, start, stretch } from './query.ts'
import { group, listOf, totalledListOf, user } from './schema/content.ts'

const route = routesOf<ApiContext>()
const name = Type.String({ default: '' })
const id = Type.String({ default: '' })
const paging = { expand, start, limit }
const countedPaging = { ...paging, shouldReturnTotalSize: flag }
const account = Type.Object({ accountId: Type.String() })

type Paging = {
  readonly expand?: readonly string[]
  readonly start?: number
  readonly limit?: number
  readonly shouldReturnTotalSize?: boolean
}

/** What the Cloud's `accessType` asks for. */
const GIVING = {
  user: 'USECONFLUENCE',
  admin: 'ADMINISTRATECONFLUENCE',
  'site-admin': 'SYSTEMADMINISTRATOR',
} as const

/** Groups, as the Cloud's v1 and Data Center both have them. */
export const groupRoutes = [
  route({
    id: 'getGroups',
    method: 'GET',
    path: '/group',
    tag: 'Groups',
    summary: 'The groups of the site, by name.',
    access: 'user',
    pure: true,
    query: Type.Object({
      ...paging,
      accessType: Type.Optional(
        Type.Union([Type.Literal('user'), Type.Literal('admin'), Type.Literal('site-admin')]),
      ),
    }),
    reply: listOf(group),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: (api, { call, query }) =>
      answerGroups(api, call, query.accessType ? { giving: GIVING[query.accessType] } : {}, query),
  }),
  route({
    id: 'getGroupByName',
    method: 'GET',
    path: '/group/{groupName}',
    tag: 'Groups',
    summary: 'A group by its name.',
    access: 'user',
    pure: true,
    query: Type.Object({ expand }),
    reply: group,
    errors: ['not-found', 'unauthenticated'],
    handle: async (api, { path }) => presentGroup(api, await readGroup(api.domain, { name: path.groupName })),
  }),
  route({
    id: 'getGroupMembers',
    method: 'GET',
    path: '/group/{groupName}/member',
    tag: 'Groups',
    summary: 'The members of a group; none of a group that there is not.',
    access: 'user',
    pure: true,
    query: Type.Object(paging),
    reply: listOf(user),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: async (api, { call, path, query }) =>
      answerMembers(api, call, await findGroup(api.domain, path.groupName), query),
  }),
]

/** Groups by query parameter and by id, and their administration: the Cloud's own. */
export const cloudGroupRoutes = [
  route({
    id: 'createGroup',
    method: 'POST',
    path: '/group',
    tag: 'Groups',
    summary: 'Create a group.',
    access: 'administrator',
    body: Type.Object({ name: Type.String() }),
    status: 201,
    reply: group,
    errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => presentGroup(api, await createGroup(api.domain, body.name)),
  }),
  route({
    id: 'removeGroup',
    method: 'DELETE',
    path: '/group',
    tag: 'Groups',
    summary: 'Remove a group by its name.',
    access: 'administrator',
    query: Type.Object({ name }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { query }) => {
      await removeGroup(api.domain, await readGroup(api.domain, { name: query.name }))
    },
  }),
  route({
    id: 'getGroupByQueryParam',
    method: 'GET',
    path: '/group/by-name',
    tag: 'Groups',
    summary: 'A group by its name, which may have a slash.',
    access: 'user',
    pure: true,
    query: Type.Object({ name }),
    reply: group,
    errors: ['not-found', 'unauthenticated'],
    handle: async (api, { query }) => presentGroup(api, await readGroup(api.domain, { name: query.name })),
  }),
  route({
    id: 'getGroupByGroupId',
    method: 'GET',
    path: '/group/by-id',
    tag: 'Groups',
    summary: 'A group by its id.',
    access: 'user',
    pure: true,
    query: Type.Object({ id }),
    reply: group,
    errors: ['not-found', 'unauthenticated'],
    handle: async (api, { query }) => presentGroup(api, await readGroup(api.domain, { uuid: query.id })),
  }),
  route({
    id: 'removeGroupById',
    method: 'DELETE',
    path: '/group/by-id',
    tag: 'Groups',
    summary: 'Remove a group by its id.',
    access: 'administrator',
    query: Type.Object({ id }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { query }) => {
      await removeGroup(api.domain, await readGroup(api.domain, { uuid: query.id }))
    },
  }),
  route({
    id: 'searchGroups',
    method: 'GET',
    path: '/group/picker',
    tag: 'Groups',
    summary: 'The groups whose names have a text.',
    access: 'user',
    pure: true,
    query: Type.Object({ ...countedPaging, query: Type.String({ default: '' }) }),
    reply: totalledListOf(group),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: (api, { call, query }) => answerGroups(api, call, { nameHas: query.query }, query),
  }),
  route({
    id: 'getMembersByQueryParam',
    method: 'GET',
    path: '/group/member',
    tag: 'Groups',
    summary: 'The members of a group, whose name may have a slash.',
    access: 'user',
    pure: true,
    query: Type.Object({ ...countedPaging, name }),
    reply: totalledListOf(user),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: async (api, { call, query }) =>
      answerMembers(api, call, await findGroup(api.domain, query.name), query),
  }),
  route({
    id: 'getGroupMembersByGroupId',
    method: 'GET',
    path: '/group/{groupId}/membersByGroupId',
    tag: 'Groups',
    summary: 'The members of a group by its id.',
    access: 'user',
    pure: true,
    query: Type.Object(countedPaging),
    reply: totalledListOf(user),
    errors: ['bad-parameter', 'not-found', 'unauthenticated'],
    handle: async (api, { call, path, query }) =>
      answerMembers(api, call, await readGroup(api.domain, { uuid: path.groupId }), query),
  }),
  ...(['name', 'groupId'] as const).flatMap((by) => {
    const byName = by === 'name'
    const address = byName ? '/group/user' : '/group/userByGroupId'
    const groupQuery = { [by]: Type.String({ default: '' }) }
    const read = (api: ApiContext, query: Record<string, unknown>) => {
      const given = String(query[by])
      return readGroup(api.domain, byName ? { name: given } : { uuid: given })
    }
    return [
      route({
        id: byName ? 'addUserToGroup' : 'addUserToGroupByGroupId',
        method: 'POST',
        path: address,
        tag: 'Groups',
        summary: `Make a user a member of a group, by its ${byName ? 'name' : 'id'}.`,
        access: 'administrator',
        query: Type.Object(groupQuery),
        body: account,
        status: 201,
        reply: 'nothing',
        errors: ['bad-body', 'forbidden', 'not-found', 'unauthenticated'],
        handle: async (api, { query, body }) => {
          const found = await read(api, query)
          await joinGroup(api.domain, found, await personOf(api, body))
        },
      }),
      route({
        id: byName ? 'removeMemberFromGroup' : 'removeMemberFromGroupByGroupId',
        method: 'DELETE',
        path: address,
        tag: 'Groups',
        summary: `Take a user out of a group, by its ${byName ? 'name' : 'id'}.`,
        access: 'administrator',
        query: Type.Object({ ...groupQuery, ...personQuery }),
        status: 204,
        reply: 'nothing',
        errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
        handle: async (api, { query }) => {
          const found = await read(api, query)
          await leaveGroup(api.domain, found, await personOf(api, query))
        },
      }),
    ]
  }),
]

/** A list of groups as both flavours send it. */
export async function answerGroups(
  api: ApiContext,
  call: Call,
  filter: GroupFilter,
  query: Paging,
): Promise<Record<string, unknown>> {
  const slice = stretch(query, limits.memberList, limits.memberList)
  const page = await listGroups(api.domain, filter, slice)
  const results = page.items.map((one) => presentGroup(api, one))
  const total = query.shouldReturnTotalSize ? { totalSize: await groupCount(api.domain, filter) } : {}
  return {
    ...presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more }),
    ...total,
  }
}

/** A list of members as both flavours send it; empty when there is no group. */
export async function answerMembers(
  api: ApiContext,
  call: Call,
  found: Group | undefined,
  query: Paging,
): Promise<Record<string, unknown>> {
  const slice = stretch(query, limits.memberList, limits.memberList)
  const page = found ? await listMembers(api.domain, found, slice) : { items: [], more: false }
  const results = await expandUsers(api, page.items, parseExpand(query.expand, ''))
  const total = query.shouldReturnTotalSize
    ? { totalSize: found ? await memberCount(api.domain, found) : 0 }
    : {}
  return {
    ...presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more }),
    ...total,
  }
}
