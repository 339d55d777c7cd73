import { AppError, notFound } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import { createGroup, removeGroup } from '../../../../domain/group/group.ts'
import { joinGroup, leaveGroup } from '../../../../domain/group/members.ts'
import { findGroup, listGroups, listMembers, readGroup } from '../../../../domain/group/read.ts'
import { changeDetails, changePassword, renameUser, setActive } from '../../../../domain/user/administer.ts'
import { changeOwnPassword } from '../../../../domain/user/own.ts'
import { createUser, defaultGroup, listUsers, readProfile } from '../../../../domain/user/user.ts'
import type { ApiContext } from '../../../flavour.ts'
import { userNamed } from '../../people.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { userStruct } from '../structs.ts'
import { flag, neededIn, type RpcStruct, struct, text, textIn } from '../value.ts'

const method = methodsOf('Users and groups')
const known = { access: 'user', errors: ['not-found', 'unauthenticated'] } as const
const administered = {
  access: 'administrator',
  errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
} as const
const made = {
  ...administered,
  errors: ['bad-parameter', 'bad-request', 'duplicate-key', 'forbidden', 'not-found', 'unauthenticated'],
} as const

/** Users and groups, and who is in which. */
export const userMethods = [
  ...['getUser', 'getUserByName'].map((name) =>
    method({
      ...known,
      name,
      summary: 'A user by user name.',
      takes: { username: text },
      gives: schema.user,
      handle: async ({ api }, { username }) => userStruct(api, await userNamed(api, username)),
    }),
  ),
  method({
    ...known,
    name: 'getUserByKey',
    summary: 'A user by user key.',
    takes: { userKey: text },
    gives: schema.user,
    handle: async ({ api }, { userKey }) => {
      const user = await readProfile(api.domain, { userKey })
      if (user) return userStruct(api, user)
      throw notFound(`No user found with key : ${userKey}`)
    },
  }),
  method({
    ...known,
    name: 'hasUser',
    summary: 'Whether there is a user of this name.',
    takes: { username: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username }) => (await readProfile(api.domain, { username })) !== undefined,
  }),
  method({
    ...known,
    name: 'isActiveUser',
    summary: 'Whether a user can log in.',
    takes: { username: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username }) => (await userNamed(api, username)).active,
  }),
  method({
    ...known,
    name: 'getActiveUsers',
    summary: 'The names of the users who can log in; with false those of the default group alone.',
    takes: { viewAll: flag },
    gives: schema.given.texts,
    handle: async ({ api }, { viewAll }) => {
      const stretch = { offset: 0, limit: limits.rpcList }
      const group = viewAll ? undefined : await findGroup(api.domain, defaultGroup)
      const users = group
        ? await listMembers(api.domain, group, stretch)
        : await listUsers(api.domain, {}, stretch)
      return users.items.map(({ username }) => username)
    },
  }),
  method({
    ...known,
    name: 'getUserGroups',
    summary: 'The names of the groups that a user is in.',
    takes: { username: text },
    gives: schema.given.texts,
    handle: async ({ api }, { username }) => {
      const user = await userNamed(api, username)
      return groupNames(api, { memberId: user.id })
    },
  }),
  method({
    ...known,
    name: 'getGroups',
    summary: 'The names of all groups.',
    takes: {},
    gives: schema.given.texts,
    handle: ({ api }) => groupNames(api, {}),
  }),
  method({
    ...known,
    name: 'hasGroup',
    summary: 'Whether there is a group of this name.',
    takes: { groupname: text },
    gives: schema.given.flag,
    handle: async ({ api }, { groupname }) => (await findGroup(api.domain, groupname)) !== undefined,
  }),
  method({
    ...made,
    name: 'addUser',
    summary: 'Create a user, in the default group.',
    takes: { user: struct('RemoteUser'), password: text },
    gives: schema.given.flag,
    handle: ({ api }, { user, password }) => addUser(api, user, password),
  }),
  method({
    ...made,
    name: 'addUser',
    summary: 'The same; nobody is notified either way.',
    takes: { user: struct('RemoteUser'), password: text, notifyUser: flag },
    gives: schema.given.flag,
    handle: ({ api }, { user, password }) => addUser(api, user, password),
  }),
  method({
    ...made,
    name: 'editUser',
    summary: 'Change a user’s full name and e-mail address.',
    takes: { user: struct('RemoteUser') },
    gives: schema.given.flag,
    handle: async ({ api }, { user }) => {
      const before = await userNamed(api, neededIn(user, 'name', 'user'))
      await changeDetails(api.domain, before, {
        displayName: textIn(user, 'fullname'),
        email: textIn(user, 'email'),
      })
      return true
    },
  }),
  method({
    ...made,
    name: 'renameUser',
    summary: 'Give a user another user name. Texts that name them by the old one do not follow.',
    takes: { oldUsername: text, newUsername: text },
    gives: schema.given.flag,
    handle: async ({ api }, { oldUsername, newUsername }) => {
      await renameUser(api.domain, await userNamed(api, oldUsername), newUsername)
      return true
    },
  }),
  method({
    ...made,
    name: 'renameUsers',
    summary: 'The same for several users, by their old names; stops at the first that cannot be.',
    takes: { oldUsernamesToNewUsernames: struct('Map') },
    gives: schema.given.flag,
    handle: async ({ api }, { oldUsernamesToNewUsernames }) => {
      for (const oldName of Object.keys(oldUsernamesToNewUsernames)) {
        const newName = neededIn(oldUsernamesToNewUsernames, oldName, 'map')
        await renameUser(api.domain, await userNamed(api, oldName), newName)
      }
      return true
    },
  }),
  method({
    ...administered,
    name: 'removeUser',
    summary: 'Shut a user out for good: content names its authors, so the account stays, without access.',
    takes: { username: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username }) => {
      await setActive(api.domain, await userNamed(api, username), false)
      return true
    },
  }),
  ...(
    [
      { name: 'deactivateUser', active: false, summary: 'Shut a user out, which ends sessions and tokens.' },
      { name: 'reactivateUser', active: true, summary: 'Let a user in again.' },
    ] as const
  ).map(({ name, active, summary }) =>
    method({
      ...administered,
      name,
      summary,
      takes: { username: text },
      gives: schema.given.flag,
      handle: async ({ api }, { username }) => {
        const user = await userNamed(api, username)
        if (user.active === active) {
          throw new AppError(
            'bad-request',
            `The user ${username} is ${active ? 'active' : 'deactivated'} already.`,
          )
        }
        await setActive(api.domain, user, active)
        return true
      },
    }),
  ),
  method({
    access: 'user',
    errors: ['bad-request', 'forbidden', 'unauthenticated'],
    name: 'changeMyPassword',
    summary: 'Change one’s own password, which ends all sessions.',
    takes: { oldPass: text, newPass: text },
    gives: schema.given.flag,
    handle: async ({ api }, { oldPass, newPass }) => {
      await changeOwnPassword(api.domain, oldPass, newPass)
      return true
    },
  }),
  method({
    ...administered,
    name: 'changeUserPassword',
    summary: 'Give a user a new password, which ends all sessions of theirs.',
    takes: { username: text, newPass: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username, newPass }) => {
      await changePassword(api.domain, await userNamed(api, username), newPass)
      return true
    },
  }),
  method({
    ...made,
    name: 'addGroup',
    summary: 'Create a group.',
    takes: { groupname: text },
    gives: schema.given.flag,
    handle: async ({ api }, { groupname }) => {
      await createGroup(api.domain, groupname)
      return true
    },
  }),
  method({
    ...administered,
    name: 'removeGroup',
    summary: 'Remove a group; who was in it joins the other one, if one is named.',
    takes: { groupname: text, defaultGroupName: text },
    gives: schema.given.flag,
    handle: async ({ api }, { groupname, defaultGroupName }) => {
      const group = await readGroup(api.domain, { name: groupname })
      const other =
        defaultGroupName === '' ? undefined : await readGroup(api.domain, { name: defaultGroupName })
      const stretch = { offset: 0, limit: limits.rpcList }
      const members = other ? (await listMembers(api.domain, group, stretch)).items : []
      for (const member of members) if (other) await joinGroup(api.domain, other, member)
      await removeGroup(api.domain, group)
      return true
    },
  }),
  method({
    ...administered,
    name: 'addUserToGroup',
    summary: 'Put a user into a group.',
    takes: { username: text, groupname: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username, groupname }) => {
      const group = await readGroup(api.domain, { name: groupname })
      await joinGroup(api.domain, group, await userNamed(api, username))
      return true
    },
  }),
  method({
    ...administered,
    name: 'removeUserFromGroup',
    summary: 'Take a user out of a group.',
    takes: { username: text, groupname: text },
    gives: schema.given.flag,
    handle: async ({ api }, { username, groupname }) => {
      const group = await readGroup(api.domain, { name: groupname })
      await leaveGroup(api.domain, group, await userNamed(api, username))
      return true
    },
  }),
]

async function addUser(api: ApiContext, user: RpcStruct, password: string): Promise<boolean> {
  const username = neededIn(user, 'name', 'user')
  await createUser(api.domain, {
    username,
    displayName: textIn(user, 'fullname') || username,
    email: neededIn(user, 'email', 'user'),
    password,
    groups: (await findGroup(api.domain, defaultGroup)) ? [defaultGroup] : [],
  })
  return true
}

async function groupNames(api: ApiContext, filter: { readonly memberId?: number }): Promise<string[]> {
  const groups = await listGroups(api.domain, filter, { offset: 0, limit: limits.rpcList })
  return groups.items.map(({ name }) => name)
}
