import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { findGroup } from '../../domain/group/read.ts'
import { changeDetails, changePassword, setActive } from '../../domain/user/administer.ts'
import { changeOwnDetails, changeOwnPassword } from '../../domain/user/own.ts'
import { createUser, defaultGroup, listUsers, readUser } from '../../domain/user/user.ts'
import { removeUser } from '../../domain/user/remove.ts'
import { Answer, type Call, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { presentStarted } from '../v1/long-tasks.ts'
import { parseExpand } from '../v1/expand/tree.ts'
import { expandUsers } from '../v1/expand/user.ts'
import { personOf } from '../v1/person.ts'
import { startedTask } from '../v1/schema/long-task.ts'
import { presentList } from '../v1/present/list.ts'
import { expand, limit, start, stretch, text } from '../v1/query.ts'
import { listOf, user } from '../v1/schema/content.ts'

const route = routesOf<ApiContext>()
const paging = Type.Object({ expand, start, limit })
const details = Type.Object({ fullName: text, email: text, currentPassword: text })
const removalStarted = Type.Object(
  { ...startedTask.properties, resultPath: Type.String(), statusPath: Type.String() },
  { additionalProperties: false },
)
const refusals = ['forbidden', 'not-found', 'unauthenticated'] as const

/** Lists of users, and their administration: Data Center's own. */
export const dcUserRoutes = [
  route({
    id: 'getUsers',
    method: 'GET',
    path: '/user/list',
    tag: 'Users',
    summary: 'The active users.',
    access: 'user',
    pure: true,
    query: paging,
    reply: listOf(user),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: (api, { call, query }) => answerUsers(api, call, query),
  }),
  route({
    id: 'getActiveUsers',
    method: 'GET',
    path: '/admin/users/list/active',
    tag: 'Users',
    summary: 'The active users, for administrators.',
    access: 'administrator',
    pure: true,
    query: paging,
    reply: listOf(user),
    errors: ['bad-parameter', 'forbidden', 'unauthenticated'],
    handle: (api, { call, query }) => answerUsers(api, call, query),
  }),
  route({
    id: 'createUser',
    method: 'POST',
    path: '/admin/user',
    tag: 'Users',
    summary: 'Create a user, who joins the group that new users join.',
    access: 'administrator',
    body: Type.Object({
      userName: Type.String(),
      fullName: Type.String(),
      email: Type.String(),
      password: text,
      notifyViaEmail: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    reply: Type.Object({ userKey: Type.String() }, { additionalProperties: false }),
    errors: ['bad-body', 'bad-request', 'conflict', 'duplicate-key', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      if (await readUser(api.domain, { username: body.userName })) {
        throw new AppError('conflict', `A user with this name exists already: ${body.userName}`)
      }
      const isThere = (await findGroup(api.domain, defaultGroup)) !== undefined
      const made = await createUser(api.domain, {
        username: body.userName,
        displayName: body.fullName,
        email: body.email,
        password: body.password,
        invite: body.notifyViaEmail,
        groups: isThere ? [defaultGroup] : [],
      })
      return { userKey: made.userKey }
    },
  }),
  route({
    id: 'updateUser',
    method: 'PUT',
    path: '/admin/user/{username}',
    tag: 'Users',
    summary: "Change a user's name or e-mail address.",
    access: 'administrator',
    body: details,
    status: 204,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'duplicate-key', ...refusals],
    handle: async (api, { path, body }) => {
      await changeDetails(api.domain, await personOf(api, path), {
        displayName: body.fullName,
        email: body.email,
      })
    },
  }),
  route({
    id: 'delete_1',
    method: 'DELETE',
    path: '/admin/user/{username}',
    tag: 'Users',
    summary: 'Remove a user, as a long task: credentials, names and rights go, what they wrote stays.',
    access: 'administrator',
    status: 202,
    reply: removalStarted,
    errors: ['bad-request', ...refusals],
    handle: async (api, { path }) => {
      const task = await removeUser(api.domain, await personOf(api, path))
      const statusPath = `/rest/api/longtask/${task.id}`
      return new Answer({
        status: 202,
        body: { ...presentStarted(task), resultPath: statusPath, statusPath },
      })
    },
  }),
  ...(['disable', 'enable'] as const).map((way) =>
    route({
      id: way,
      method: 'PUT',
      path: `/admin/user/{username}/${way}`,
      tag: 'Users',
      summary:
        way === 'disable'
          ? 'Shut a user out; ends their sessions and tokens.'
          : 'Let a user in again who was shut out.',
      access: 'administrator',
      status: 204,
      reply: 'nothing',
      errors: ['bad-request', ...refusals],
      handle: async (api, { path }) => {
        await setActive(api.domain, await personOf(api, path), way === 'enable')
      },
    }),
  ),
  route({
    id: 'changePassword',
    method: 'POST',
    path: '/admin/user/{username}/password',
    tag: 'Users',
    summary: 'Give a user a new password; ends their sessions.',
    access: 'administrator',
    body: Type.Object({ password: Type.String() }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', ...refusals],
    handle: async (api, { path, body }) => {
      await changePassword(api.domain, await personOf(api, path), body.password)
    },
  }),
  route({
    id: 'updateUser_1',
    method: 'PUT',
    path: '/user/current',
    tag: 'Users',
    summary: "Change the caller's own name or e-mail address.",
    access: 'user',
    body: details,
    status: 204,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      await changeOwnDetails(api.domain, body.currentPassword ?? '', {
        displayName: body.fullName,
        email: body.email,
      })
    },
  }),
  route({
    id: 'changePassword_1',
    method: 'POST',
    path: '/user/current/password',
    tag: 'Users',
    summary: "Change the caller's own password; ends their sessions.",
    access: 'user',
    body: Type.Object({ oldPassword: Type.String(), newPassword: Type.String() }),
    status: 204,
    reply: 'nothing',
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => {
      await changeOwnPassword(api.domain, body.oldPassword, body.newPassword)
    },
  }),
]

async function answerUsers(
  api: ApiContext,
  call: Call,
  query: { readonly expand?: readonly string[]; readonly start?: number; readonly limit?: number },
): Promise<Record<string, unknown>> {
  const slice = stretch(query, limits.userListDefault, limits.userList)
  const page = await listUsers(api.domain, {}, slice)
  const results = await expandUsers(api, page.items, parseExpand(query.expand, ''))
  return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
}
