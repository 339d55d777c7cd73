import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import { listEither } from '../either.ts'
import { show } from '../output.ts'
import { pageId } from '../page-name.ts'

interface Label {
  readonly name: string
  readonly prefix: string
}

/** `inver label` */
export const label = commandOf('label', 'List, add and remove the labels of a page.', {
  list: {
    summary: 'List the labels of a page.',
    takes: 'PAGE',
    example: 'label list DOC:Home',
    words: [1, 1],
    run: async (call) => showLabels(call, await pageId(call.client, call.words[0] ?? '')),
  },
  add: {
    summary: 'Add labels to a page.',
    takes: 'PAGE LABEL…',
    example: 'label add DOC:Home release draft',
    words: [2, 1000],
    async run(call) {
      const [page = '', ...names] = call.words
      const id = await pageId(call.client, page)
      const body = names.map((name) => ({ prefix: 'global', name }))
      await call.client.request('POST', `/rest/api/content/${id}/label`, { body, as: 'nothing' })
      await showLabels(call, id)
    },
  },
  remove: {
    summary: 'Remove labels from a page.',
    takes: 'PAGE LABEL…',
    example: 'label remove DOC:Home draft',
    words: [2, 1000],
    async run(call) {
      const [page = '', ...names] = call.words
      const id = await pageId(call.client, page)
      for (const name of names) {
        await call.client.request('DELETE', `/rest/api/content/${id}/label`, {
          query: { name },
          as: 'nothing',
        })
      }
      await showLabels(call, id)
    },
  },
})

async function showLabels({ client, options }: Call, id: string): Promise<void> {
  const labels = await labelsOf(client, id)
  show(options, {
    columns: ['LABEL', 'PREFIX'],
    rows: labels.map(({ name, prefix }) => [name, prefix]),
    data: labels,
  })
}

async function labelsOf(client: Client, id: string): Promise<Label[]> {
  return Array.fromAsync(
    listEither(client, {
      v2: () => client.each<Label>(`/api/v2/pages/${id}/labels`),
      v1: () => client.each<Label>(`/rest/api/content/${id}/label`),
    }),
  )
}
