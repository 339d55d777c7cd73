import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import type { CommandOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { groupNamed } from '../groups.ts'
import { show } from '../output.ts'
import { pageId } from '../page-name.ts'
import { nameOf, type User, userNamed } from '../users.ts'

const OPERATIONS = ['read', 'update'] as const
type Operation = (typeof OPERATIONS)[number]

interface Listed {
  readonly restrictions?: {
    readonly user?: { readonly results: readonly User[] }
    readonly group?: { readonly results: readonly { readonly name: string }[] }
  }
}

const options: readonly CommandOption[] = OPERATIONS.map((name) => ({
  name,
  value: 'WHO',
  multiple: true,
  about: `Who alone may ${name} it: user:NAME or group:NAME; may be repeated.`,
}))

/** `inver restriction` */
export const restriction = commandOf('restriction', 'Say who alone may read or change a page.', {
  list: {
    summary: 'List who alone may read or change a page. Nothing: whoever may in its space.',
    takes: 'PAGE',
    example: 'restriction list DOC:Salaries',
    words: [1, 1],
    run: async (call) => showAll(call, await pageId(call.client, call.words[0] ?? '')),
  },
  set: {
    summary: 'Set who alone may read, or change, a page; what is not named stays as it is.',
    more: ['You may not lock yourself out: name yourself, or a group that you are in.'],
    takes: 'PAGE [--read WHO]… [--update WHO]…',
    example: 'restriction set DOC:Salaries --read group:board --read user:jane --update user:jane',
    options,
    words: [1, 1],
    async run(call) {
      const id = await pageId(call.client, call.words[0] ?? '')
      const named = OPERATIONS.filter((operation) => call.lists[operation] !== undefined)
      if (named.length === 0) throw new Failure('misuse', 'Say who, with --read or --update.')
      const body: unknown[] = []
      for (const operation of named)
        body.push(await restrictionTo(call.client, operation, call.lists[operation] ?? []))
      await call.client.request('PUT', `/rest/api/content/${id}/restriction`, { body, as: 'nothing' })
      await showAll(call, id)
    },
  },
  clear: {
    summary: 'Lift the restrictions of a page.',
    takes: 'PAGE',
    example: 'restriction clear DOC:Salaries',
    words: [1, 1],
    async run(call) {
      const id = await pageId(call.client, call.words[0] ?? '')
      const body = OPERATIONS.map((operation) => ({ operation, restrictions: { user: [], group: [] } }))
      await call.client.request('PUT', `/rest/api/content/${id}/restriction`, { body, as: 'nothing' })
      await showAll(call, id)
    },
  },
})

async function restrictionTo(
  client: Client,
  operation: Operation,
  names: readonly string[],
): Promise<unknown> {
  const user: unknown[] = []
  const group: unknown[] = []
  for (const who of names) {
    const [, kind, name = ''] = /^(user|group):(.+)$/.exec(who) ?? []
    if (kind === undefined)
      throw new Failure('misuse', `"${who}" says nobody: write user:NAME or group:NAME.`)
    if (kind === 'group') {
      const { id } = await groupNamed(client, name)
      group.push({ type: 'group', name, ...(id !== undefined && { id }) })
    } else {
      const { accountId, username, userKey } = await userNamed(client, name)
      user.push({ type: 'known', ...(accountId === undefined ? { username, userKey } : { accountId }) })
    }
  }
  return { operation, restrictions: { user, group } }
}

async function showAll({ client, options: given }: Call, id: string): Promise<void> {
  const expand = OPERATIONS.flatMap((one) => [`${one}.restrictions.user`, `${one}.restrictions.group`]).join(
    ',',
  )
  const path = `/rest/api/content/${id}/restriction/byOperation`
  const all = await client.request<Partial<Record<Operation, Listed>>>('GET', path, { query: { expand } })
  const rows = OPERATIONS.flatMap((operation) => {
    const { user, group } = all[operation]?.restrictions ?? {}
    return [
      ...(user?.results ?? []).map((one) => [operation, 'user', nameOf(one)]),
      ...(group?.results ?? []).map((one) => [operation, 'group', one.name]),
    ]
  })
  show(given, {
    columns: ['MAY', 'KIND', 'WHO'],
    rows,
    data: rows.map(([operation, kind, name]) => ({ operation, kind, name })),
  })
}
