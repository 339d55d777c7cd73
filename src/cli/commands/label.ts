import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import type { CommandOption } from '../command.ts'
import { listEither } from '../either.ts'
import { Failure } from '../failure.ts'
import { show } from '../output.ts'
import { pageId } from '../page-name.ts'
import { spaceNamed } from '../spaces.ts'

interface Label {
  readonly name: string
  readonly prefix: string
}

const space: CommandOption = { name: 'space', value: 'KEY', about: 'Of a space instead of a page.' }
const options = [space]

/** `inver label` */
export const label = commandOf('label', 'List, add and remove the labels of a page or a space.', {
  list: {
    summary: 'List the labels of a page or a space.',
    takes: 'PAGE | --space KEY',
    example: 'label list DOC:Home',
    options,
    words: [0, 1],
    async run(call) {
      const { holder, names } = await holderIn(call)
      if (names.length > 0) throw new Failure('misuse', 'Say of what, with a page or --space KEY.')
      await showLabels(call, holder)
    },
  },
  add: {
    summary: 'Add labels to a page or a space.',
    takes: '(PAGE | --space KEY) LABEL…',
    example: 'label add DOC:Home release draft',
    options,
    words: [1, 1000],
    async run(call) {
      const { holder, names } = await wanted(call)
      await addLabels(call.client, holder, names)
      await showLabels(call, holder)
    },
  },
  remove: {
    summary: 'Remove labels from a page or a space.',
    takes: '(PAGE | --space KEY) LABEL…',
    example: 'label remove DOC:Home draft',
    options,
    words: [1, 1000],
    async run(call) {
      const { holder, names } = await wanted(call)
      for (const name of names) await removeLabel(call.client, holder, name)
      await showLabels(call, holder)
    },
  },
})

/** What has the labels. */
type Holder = { readonly page: string } | { readonly space: string; readonly id: string | number }

async function holderIn({ words, options: { space: key }, client }: Call) {
  if (key !== undefined)
    return { holder: { space: key, id: (await spaceNamed(client, key)).id }, names: words }
  const [page, ...names] = words
  if (page === undefined) throw new Failure('misuse', 'Say of what, with a page or --space KEY.')
  return { holder: { page: await pageId(client, page) }, names }
}

async function wanted(call: Call) {
  const found = await holderIn(call)
  if (found.names.length > 0) return found
  throw new Failure('misuse', 'Say which labels.')
}

async function addLabels(client: Client, holder: Holder, names: readonly string[]): Promise<void> {
  const { flavour } = await client.detect()
  if ('space' in holder && flavour === 'data-center') {
    // Data Center's spaces have categories only, which are labels of teams.
    for (const name of names) await client.request('POST', categoryOf(holder.space, name), { as: 'nothing' })
    return
  }
  const body = names.map((name) => ({ prefix: 'space' in holder ? 'team' : 'global', name }))
  await client.request('POST', pathOf(holder), { body, as: 'nothing' })
}

async function removeLabel(client: Client, holder: Holder, name: string): Promise<void> {
  const { flavour } = await client.detect()
  if ('space' in holder && flavour === 'data-center') {
    await client.request('DELETE', categoryOf(holder.space, name), { as: 'nothing' })
  } else {
    const query = 'space' in holder ? { name, prefix: 'team' } : { name }
    await client.request('DELETE', pathOf(holder), { query, as: 'nothing' })
  }
}

const categoryOf = (key: string, name: string): string =>
  `/rest/api/space/${encodeURIComponent(key)}/category/${encodeURIComponent(name)}`

const pathOf = (holder: Holder): string =>
  'page' in holder
    ? `/rest/api/content/${holder.page}/label`
    : `/rest/api/space/${encodeURIComponent(holder.space)}/label`

async function showLabels({ client, options: given }: Call, holder: Holder): Promise<void> {
  const labels = await labelsOf(client, holder)
  show(given, {
    columns: ['LABEL', 'PREFIX'],
    rows: labels.map(({ name, prefix }) => [name, prefix]),
    data: labels,
  })
}

async function labelsOf(client: Client, holder: Holder): Promise<Label[]> {
  const { flavour } = await client.detect()
  if ('space' in holder && flavour === 'data-center') {
    const query = { expand: 'metadata.labels' }
    const path = `/rest/api/space/${encodeURIComponent(holder.space)}`
    const { metadata } = await client.request<{ metadata: { labels: { results: Label[] } } }>('GET', path, {
      query,
    })
    return metadata.labels.results
  }
  const now = 'page' in holder ? `/api/v2/pages/${holder.page}/labels` : `/api/v2/spaces/${holder.id}/labels`
  return Array.fromAsync(
    listEither(client, {
      v2: () => client.each<Label>(now),
      v1: () => client.each<Label>(pathOf(holder)),
    }),
  )
}
