import { commandFor } from '../actions.ts'
import { Failure } from '../failure.ts'
import { show } from '../output.ts'

interface Found {
  readonly content?: { readonly id: string; readonly type: string; readonly title: string }
  readonly title: string
  readonly entityType: string
  readonly url: string
}

/** `inver search` */
export const search = commandFor('search', {
  summary: 'Find content with a CQL query.',
  takes: 'CQL [--limit NUMBER]',
  example: 'search \'space = DOC and text ~ "release notes" order by lastmodified desc\'',
  words: [1, 1],
  options: [{ name: 'limit', value: 'NUMBER', about: 'How many results at most (default 25).' }],
  async run({ words: [cql = ''], options, client }) {
    const most = Number(options.limit ?? 25)
    if (!Number.isInteger(most) || most < 1) throw new Failure('misuse', '--limit wants a number from 1.')
    const found: Found[] = []
    for await (const result of client.each<Found>('/rest/api/search', { cql, limit: Math.min(most, 50) })) {
      found.push(result)
      if (found.length === most) break
    }
    show(options, {
      columns: ['ID', 'TYPE', 'TITLE', 'URL'],
      rows: found.map(({ content, title, entityType, url }) => [
        content?.id ?? '',
        content?.type ?? entityType,
        content?.title ?? title,
        url,
      ]),
      data: found,
    })
  },
})
