import { type Call, commandOf } from '../actions.ts'
import { allGroups, groupNamed, membersOf } from '../groups.ts'
import { show, tell } from '../output.ts'
import { nameOf, tableOfUsers, type User, userNamed } from '../users.ts'

/** `inver group` */
export const group = commandOf('group', 'List groups and their members, and administer them.', {
  list: {
    summary: 'List the groups that there are.',
    takes: '',
    example: 'group list --porcelain',
    words: [0, 0],
    async run({ client, options }) {
      const groups = await Array.fromAsync(allGroups(client))
      show(options, {
        columns: ['GROUP', 'ID'],
        rows: groups.map(({ name, id = '' }) => [name, id]),
        data: groups,
      })
    },
  },
  members: {
    summary: 'List the members of a group.',
    takes: 'GROUP',
    example: 'group members writers',
    words: [1, 1],
    run: async ({ words: [name = ''], client, options }) =>
      show(options, tableOfUsers(await Array.fromAsync(membersOf<User>(client, name)))),
  },
  create: {
    summary: 'Make a group (for administrators).',
    takes: 'GROUP',
    example: 'group create writers',
    words: [1, 1],
    async run({ words: [name = ''], client, options }) {
      const { flavour } = await client.detect()
      const path = flavour === 'cloud' ? '/rest/api/group' : '/rest/api/admin/group'
      await client.request('POST', path, { body: { name }, as: 'nothing' })
      tell(options, { sentence: `Made the group ${name}.`, fields: [name], data: { name } })
    },
  },
  delete: {
    summary: 'Remove a group, not its members (for administrators).',
    takes: 'GROUP',
    example: 'group delete writers',
    words: [1, 1],
    async run({ words: [name = ''], client, options }) {
      const { id } = await groupNamed(client, name)
      const { flavour } = await client.detect()
      const path =
        flavour === 'cloud' ? '/rest/api/group/by-id' : `/rest/api/admin/group/${encodeURIComponent(name)}`
      await client.request('DELETE', path, { query: flavour === 'cloud' ? { id } : {}, as: 'nothing' })
      tell(options, { sentence: `Removed the group ${name}.`, fields: [name], data: { name } })
    },
  },
  add: {
    summary: 'Make users members of a group (for administrators).',
    takes: 'GROUP USER…',
    example: 'group add writers jane john',
    words: [2, 1000],
    run: (call) => change(call, 'add'),
  },
  remove: {
    summary: 'Take users out of a group (for administrators).',
    takes: 'GROUP USER…',
    example: 'group remove writers jane',
    words: [2, 1000],
    run: (call) => change(call, 'remove'),
  },
})

/** All names are looked up first, so that a wrong one changes nothing. */
async function change({ words: [name = '', ...names], client, options }: Call, way: 'add' | 'remove') {
  const { flavour } = await client.detect()
  const { id: groupId } = await groupNamed(client, name)
  const users: User[] = []
  for (const one of names) users.push(await userNamed(client, one))
  for (const user of users) {
    const { accountId } = user
    if (flavour === 'data-center') {
      const path = `/rest/api/user/${encodeURIComponent(nameOf(user))}/group/${encodeURIComponent(name)}`
      await client.request(way === 'add' ? 'PUT' : 'DELETE', path, { as: 'nothing' })
    } else if (way === 'add') {
      const asked = { query: { groupId }, body: { accountId }, as: 'nothing' } as const
      await client.request('POST', '/rest/api/group/userByGroupId', asked)
    } else {
      const query = { groupId, accountId }
      await client.request('DELETE', '/rest/api/group/userByGroupId', { query, as: 'nothing' })
    }
    const called = nameOf(user)
    const done = way === 'add' ? 'added' : 'removed'
    tell(options, {
      sentence: way === 'add' ? `${called} is in ${name}.` : `${called} is not in ${name} any more.`,
      fields: [called, done],
      data: { user: called, group: name, done },
    })
  }
}
