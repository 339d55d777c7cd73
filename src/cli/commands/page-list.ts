import type { Client } from '../../sdk/index.ts'
import type { Action } from '../actions.ts'
import { listEither } from '../either.ts'
import { Failure } from '../failure.ts'
import { show } from '../output.ts'
import { pageId } from '../page-name.ts'
import { spaceNamed } from '../spaces.ts'

interface Listed {
  readonly id: string
  readonly title: string
}

/** `inver page list` */
export const listPages: Action = {
  summary: 'List the pages of a space, or those below a page.',
  more: ['Below a page are its children; with --deep everything below them, too, as the search knows it.'],
  takes: '--space KEY | --under PAGE [--deep]',
  example: 'page list --under DOC:Releases',
  words: [0, 0],
  options: [
    { name: 'space', value: 'KEY', about: 'The space.' },
    { name: 'under', value: 'PAGE', about: 'The page to hang it below.' },
    { name: 'deep', about: 'Not only the children.' },
  ],
  async run({ options, client }) {
    const { space, under } = options
    if ((space === undefined) === (under === undefined)) {
      throw new Failure('misuse', 'Say of what, with --space KEY or --under PAGE.')
    }
    const pages = await Array.fromAsync(
      space === undefined
        ? below(client, await pageId(client, under ?? ''), options['deep'] !== undefined)
        : inSpace(client, space),
    )
    show(options, {
      columns: ['ID', 'TITLE'],
      rows: pages.map(({ id, title }) => [id, title]),
      data: pages,
    })
  },
}

async function* inSpace(client: Client, key: string): AsyncIterable<Listed> {
  const { id } = await spaceNamed(client, key)
  yield* listEither(client, {
    v2: () => client.each<Listed>(`/api/v2/spaces/${id}/pages`, { limit: 250 }),
    v1: () => client.each<Listed>('/rest/api/content', { type: 'page', spaceKey: key, limit: 100 }),
  })
}

function below(client: Client, id: string, isDeep: boolean): AsyncIterable<Listed> {
  if (isDeep) {
    const cql = `ancestor = ${id} and type = page`
    return client.each<Listed>('/rest/api/content/search', { cql, limit: 100 })
  }
  return listEither(client, {
    v2: () => client.each<Listed>(`/api/v2/pages/${id}/children`, { limit: 250 }),
    v1: () => client.each<Listed>(`/rest/api/content/${id}/child/page`, { limit: 100 }),
  })
}
