import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import type { CommandOption } from '../command.ts'
import { Failure } from '../failure.ts'
import { show, tell } from '../output.ts'
import { pageId } from '../page-name.ts'
import { wantCloud } from '../unsupported.ts'
import { queryOf, tableOfUsers, type User, userNamed } from '../users.ts'

const what: readonly CommandOption[] = [
  { name: 'space', value: 'KEY', about: 'A space instead of a page.' },
  { name: 'label', value: 'NAME', about: 'A label instead of a page (Cloud and Inver).' },
]
const whom: CommandOption = {
  name: 'user',
  value: 'NAME',
  about: 'For somebody else; only administrators may.',
}
const TAKES = '[PAGE | --space KEY | --label NAME]'

/** `inver watch` */
export const watch = commandOf('watch', 'See who watches a page or a space; begin and end to watch.', {
  list: {
    summary: 'List who watches a page or a space; without either, what you watch yourself.',
    takes: '[PAGE | --space KEY]',
    example: 'watch list DOC:Home',
    options: [{ name: 'space', value: 'KEY', about: 'A space instead of a page.' }],
    words: [0, 1],
    run: listWatches,
  },
  get: {
    summary: 'Say whether you watch something, or somebody else does.',
    takes: `${TAKES} [--user NAME]`,
    example: 'watch get DOC:Home --porcelain',
    options: [...what, whom],
    words: [0, 1],
    async run(call) {
      const { path, query, called } = await asked(call)
      const { watching } = await call.client.request<{ watching: boolean }>('GET', path, { query })
      tell(call.options, {
        sentence: watching ? `${called} is watched.` : `${called} is not watched.`,
        fields: [watching ? 'watching' : 'not-watching'],
        data: { watching },
      })
    },
  },
  add: {
    summary: 'Watch a page, a space or a label: letters come when something changes.',
    takes: `${TAKES} [--user NAME]`,
    example: 'watch add --space DOC',
    options: [...what, whom],
    words: [0, 1],
    run: (call) => change(call, 'POST'),
  },
  remove: {
    summary: 'Watch a page, a space or a label no more.',
    takes: `${TAKES} [--user NAME]`,
    example: 'watch remove DOC:Home',
    options: [...what, whom],
    words: [0, 1],
    run: (call) => change(call, 'DELETE'),
  },
})

async function change(call: Call, method: 'POST' | 'DELETE'): Promise<void> {
  const { path, query, called } = await asked(call)
  await call.client.request(method, path, { query, as: 'nothing' })
  const watching = method === 'POST'
  tell(call.options, {
    sentence: watching ? `${called} is watched now.` : `${called} is not watched any more.`,
    fields: [watching ? 'watching' : 'not-watching'],
    data: { watching },
  })
}

/** The operation about what is named, and what to call it. */
async function asked({ words: [page], options, client }: Call) {
  const { space, label, user } = options
  if ([page, space, label].filter((one) => one !== undefined).length !== 1) {
    throw new Failure('misuse', 'Say what, with a page, --space KEY or --label NAME.')
  }
  const query = user === undefined ? {} : queryOf(await userNamed(client, user))
  const base = '/rest/api/user/watch'
  if (space !== undefined) {
    return { path: `${base}/space/${encodeURIComponent(space)}`, query, called: `The space ${space}` }
  }
  if (label !== undefined) {
    await wantCloud(client, 'watch labels')
    return { path: `${base}/label/${encodeURIComponent(label)}`, query, called: `The label ${label}` }
  }
  const id = await pageId(client, page ?? '')
  return { path: `${base}/content/${id}`, query, called: `The page ${page}` }
}

async function listWatches({ words: [page], options, client }: Call): Promise<void> {
  if (page !== undefined && options.space !== undefined) {
    throw new Failure('misuse', 'Say what, with a page or --space KEY.')
  }
  if (page === undefined && options.space === undefined) {
    const cql = 'watcher = currentUser() and type in (page, blogpost)'
    const contents = await Array.fromAsync(
      client.each<{ id: string; type: string; title: string }>('/rest/api/content/search', {
        cql,
        limit: 100,
      }),
    )
    return show(options, {
      columns: ['ID', 'TYPE', 'TITLE'],
      rows: contents.map(({ id, type, title }) => [id, type, title]),
      data: contents,
    })
  }
  show(options, tableOfUsers(await watchersOf(client, page, options.space)))
}

async function watchersOf(
  client: Client,
  page: string | undefined,
  space: string | undefined,
): Promise<User[]> {
  const { flavour } = await client.detect()
  const holder =
    page === undefined ? `space/${encodeURIComponent(space ?? '')}` : `content/${await pageId(client, page)}`
  if (flavour === 'data-center') {
    return Array.fromAsync(client.each<User>(`/rest/api/${holder}/watchers`, { limit: 200 }))
  }
  const end = page === undefined ? 'watch' : 'notification/child-created'
  const watches = client.each<{ watcher: User }>(`/rest/api/${holder}/${end}`, { limit: 200 })
  return (await Array.fromAsync(watches)).map(({ watcher }) => watcher)
}
