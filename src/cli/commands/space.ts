import { commandOf } from '../actions.ts'
import { show, tell } from '../output.ts'

interface Space {
  readonly id: string | number
  readonly key: string
  readonly name: string
  readonly type?: string
}

/** `inver space` */
export const space = commandOf('space', 'List, read and create spaces.', {
  list: {
    summary: 'List the spaces that you may see.',
    takes: '',
    example: 'space list --porcelain',
    words: [0, 0],
    async run({ options, client }) {
      const { flavour } = await client.detect()
      const path = flavour === 'cloud' ? '/api/v2/spaces' : '/rest/api/space'
      const spaces = await Array.fromAsync(client.each<Space>(path, { limit: 100 }))
      show(options, {
        columns: ['KEY', 'NAME', 'TYPE'],
        rows: spaces.map(({ key, name, type = '' }) => [key, name, type]),
        data: spaces,
      })
    },
  },
  get: {
    summary: 'Say what a space is.',
    takes: 'KEY',
    example: 'space get DOC --json',
    words: [1, 1],
    async run({ words: [key = ''], options, client }) {
      const found = await client.request<Space>('GET', `/rest/api/space/${encodeURIComponent(key)}`)
      const { id, name, type = '' } = found
      tell(options, {
        sentence: `${found.key}: ${name} (${type}, id ${id})`,
        fields: [found.key, name, type, id],
        data: found,
      })
    },
  },
  create: {
    summary: 'Make a space.',
    takes: 'KEY NAME',
    example: 'space create DOC "Documentation"',
    words: [2, 2],
    async run({ words: [key, name], options, client }) {
      const made = await client.request<Space>('POST', '/rest/api/space', { body: { key, name } })
      tell(options, {
        sentence: `Made the space ${made.key}: ${made.name}`,
        fields: [made.key, made.name, made.id],
        data: made,
      })
    },
  },
})
