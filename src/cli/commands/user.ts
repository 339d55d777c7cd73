import type { Client } from '../../sdk/index.ts'
import { type Action, type Call, commandOf } from '../actions.ts'
import { Failure } from '../failure.ts'
import { secretFrom } from '../input.ts'
import { show, tell } from '../output.ts'
import { wantDataCenter } from '../unsupported.ts'
import { foundUsers, userStretches } from '../user-list.ts'
import { nameOf, queryOf, tableOfUsers, type User, userNamed } from '../users.ts'

/** `inver user` */
export const user = commandOf('user', 'Find users, and administer them.', {
  list: {
    summary: 'List the users that there are.',
    takes: '',
    example: 'user list --porcelain',
    words: [0, 0],
    run: async ({ client, options }) => show(options, tableOfUsers(await everybody(client))),
  },
  get: {
    summary: 'Say who a user is. NAME is the user name, in the Cloud the account id.',
    takes: 'NAME',
    example: 'user get jane --json',
    words: [1, 1],
    async run({ words: [name = ''], client, options }) {
      const found = await userNamed(client, name)
      tell(options, {
        sentence: [`${nameOf(found)}: ${found.displayName}`, found.email].filter(Boolean).join(', '),
        fields: [nameOf(found), found.displayName, found.email ?? ''],
        data: found,
      })
    },
  },
  search: {
    summary: 'Find users by a part of their names.',
    takes: 'TEXT',
    example: 'user search jane',
    words: [1, 1],
    run: async ({ words: [text = ''], client, options }) =>
      show(options, tableOfUsers(await usersLike(client, text))),
  },
  groups: {
    summary: 'List the groups that a user is in.',
    takes: 'NAME',
    example: 'user groups jane',
    words: [1, 1],
    async run({ words: [name = ''], client, options }) {
      const query = { ...queryOf(await userNamed(client, name)), limit: 200 }
      const groups = await Array.fromAsync(client.each<{ name: string }>('/rest/api/user/memberof', query))
      show(options, { columns: ['GROUP'], rows: groups.map((group) => [group.name]), data: groups })
    },
  },
  create: {
    summary: 'Make a user (Inver and Data Center, for administrators).',
    more: [
      'The password is asked for, or is the first line of a pipe; with --invite the server sends a letter with',
      'which it is set.',
    ],
    takes: 'NAME --full-name TEXT --email ADDRESS [--invite]',
    example: 'user create jane --full-name "Jane Doe" --email jane@example.com --invite',
    options: [
      { name: 'full-name', value: 'TEXT', about: 'The name that is shown.' },
      { name: 'email', value: 'ADDRESS', about: 'The e-mail address.' },
      { name: 'invite', about: 'Let the server send an invitation instead of giving a password.' },
    ],
    words: [1, 1],
    run: createUser,
  },
  update: {
    summary: 'Change the name that is shown, or the e-mail address (Inver and Data Center).',
    takes: 'NAME [--full-name TEXT] [--email ADDRESS]',
    example: 'user update jane --email jane.doe@example.com',
    options: [
      { name: 'full-name', value: 'TEXT', about: 'The name that is shown.' },
      { name: 'email', value: 'ADDRESS', about: 'The e-mail address.' },
    ],
    words: [1, 1],
    async run(call) {
      const { 'full-name': fullName, email } = call.options
      if (fullName === undefined && email === undefined) {
        throw new Failure('misuse', 'Say what to change, with --full-name or --email.')
      }
      await administer(call, {
        what: 'change users',
        done: 'Changed',
        method: 'PUT',
        body: { fullName, email },
      })
    },
  },
  password: {
    summary: 'Give a user a new password (Inver and Data Center); asked for, or the first line of a pipe.',
    takes: 'NAME',
    example: 'user password jane',
    words: [1, 1],
    async run(call) {
      const what = 'set passwords'
      await wantDataCenter(call.client, what)
      const password = await wantedSecret(call.words[0] ?? '')
      const body = { password }
      await administer(call, { what, done: 'Gave a new password to', method: 'POST', way: '/password', body })
    },
  },
  disable: switching(
    'disable',
    'Shut a user out; what they wrote stays (Inver and Data Center).',
    'Shut out',
  ),
  enable: switching(
    'enable',
    'Let a user in again who was shut out (Inver and Data Center).',
    'Let in again',
  ),
  delete: {
    summary: 'Remove a user for good: name and rights go, what they wrote stays (Inver and Data Center).',
    takes: 'NAME',
    example: 'user delete jane',
    words: [1, 1],
    run: (call) => administer(call, { what: 'remove users', done: 'Began to remove', method: 'DELETE' }),
  },
})

function switching(way: 'disable' | 'enable', summary: string, done: string): Action {
  return {
    summary,
    takes: 'NAME',
    example: `user ${way} jane`,
    words: [1, 1],
    run: (call) => administer(call, { what: `${way} users`, done, method: 'PUT', way: `/${way}` }),
  }
}

interface Administration {
  readonly what: string
  readonly done: string
  readonly method: string
  readonly way?: string
  readonly body?: unknown
}

async function administer(call: Call, { what, done, method, way = '', body }: Administration): Promise<void> {
  const { client, options, words } = call
  await wantDataCenter(client, what)
  const name = nameOf(await userNamed(client, words[0] ?? ''))
  const path = `/rest/api/admin/user/${encodeURIComponent(name)}${way}`
  await client.request(method, path, { body, as: 'nothing' })
  tell(options, { sentence: `${done} ${name}.`, fields: [name], data: { name } })
}

async function createUser({ words: [name = ''], client, options }: Call): Promise<void> {
  const { 'full-name': fullName, email, invite } = options
  await wantDataCenter(client, 'make users')
  if (fullName === undefined || email === undefined) {
    throw new Failure('misuse', 'Say who it is, with --full-name and --email.')
  }
  const secret = invite === undefined ? { password: await wantedSecret(name) } : { notifyViaEmail: true }
  const body = { userName: name, fullName, email, ...secret }
  const { userKey } = await client.request<{ userKey: string }>('POST', '/rest/api/admin/user', { body })
  tell(options, { sentence: `Made the user ${name}.`, fields: [name, userKey], data: { name, userKey } })
}

async function wantedSecret(name: string): Promise<string> {
  const password = await secretFrom(`New password of ${name}: `)
  if (password === '') throw new Failure('misuse', 'No password was given.')
  return password
}

async function everybody(client: Client): Promise<User[]> {
  return collected(userStretches(client))
}

async function usersLike(client: Client, text: string): Promise<User[]> {
  const { flavour } = await client.detect()
  if (flavour === 'cloud') {
    return collected(foundUsers(client, `user.fullname ~ "${text.replace(/["\\]/g, '\\$&')}*"`))
  }
  const wanted = text.toLowerCase()
  const has = (name: string | undefined): boolean => name?.toLowerCase().includes(wanted) ?? false
  return (await everybody(client)).filter(({ username, displayName }) => has(username) || has(displayName))
}

/** Each user once. */
async function collected(parts: AsyncIterable<{ readonly items: readonly User[] }>): Promise<User[]> {
  const users = new Map<string, User>()
  for await (const { items } of parts) for (const one of items) users.set(nameOf(one), one)
  return [...users.values()]
}
