import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import { Failure } from '../failure.ts'
import { show, tell } from '../output.ts'
import { type Space, spaceNamed } from '../spaces.ts'
import { grant, permissions, revoke } from './space-permissions.ts'

/** `inver space` */
export const space = commandOf('space', 'Read, make and change spaces, and say who may do what in them.', {
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
      const found = await spaceNamed(client, key)
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
  update: {
    summary: 'Change the name or the description of a space.',
    takes: 'KEY [--name TEXT] [--description TEXT]',
    example: 'space update DOC --name "Documentation"',
    options: [
      { name: 'name', value: 'TEXT', about: 'The name.' },
      { name: 'description', value: 'TEXT', about: 'What it is about.' },
    ],
    words: [1, 1],
    async run({ words: [key = ''], options, client }) {
      const { name, description } = options
      if (name === undefined && description === undefined) {
        throw new Failure('misuse', 'Say what to change, with --name or --description.')
      }
      const body = {
        name: name ?? (await spaceNamed(client, key)).name,
        ...(description !== undefined && {
          description: { plain: { value: description, representation: 'plain' } },
        }),
      }
      const path = `/rest/api/space/${encodeURIComponent(key)}`
      const changed = await client.request<Space>('PUT', path, { body })
      const { key: called, name: now, id } = changed
      tell(options, {
        sentence: `Changed the space ${called}: ${now}`,
        fields: [called, now, id],
        data: changed,
      })
    },
  },
  delete: {
    summary: 'Remove a space with everything in it, for good, and wait until that is done.',
    takes: 'KEY --yes',
    example: 'space delete OLD --yes',
    options: [{ name: 'yes', about: 'Say that it is meant: nothing brings the pages back.' }],
    words: [1, 1],
    run: deleteSpace,
  },
  permissions,
  grant,
  revoke,
})

async function deleteSpace({ words: [key = ''], options, client }: Call): Promise<void> {
  const { name } = await spaceNamed(client, key)
  if (options['yes'] === undefined) {
    throw new Failure(
      'misuse',
      `All of the space ${key} (${name}) would be gone for good: say --yes if that is meant.`,
    )
  }
  const path = `/rest/api/space/${encodeURIComponent(key)}`
  const { id } = await client.request<{ id: string }>('DELETE', path)
  await finished(client, id)
  tell(options, { sentence: `Removed the space ${key}.`, fields: [key], data: { key } })
}

interface LongTask {
  readonly successful: boolean
  readonly percentageComplete: number
  readonly messages?: readonly { readonly translation?: string }[]
}

const POLL_MS = 300

async function finished(client: Client, id: string): Promise<void> {
  for (;;) {
    const task = await client.request<LongTask>('GET', `/rest/api/longtask/${id}`)
    if (task.percentageComplete >= 100 && task.successful) return
    if (task.percentageComplete >= 100) {
      throw new Failure('failed', task.messages?.[0]?.translation ?? 'The server began and then failed.')
    }
    await sleep(POLL_MS)
  }
}
