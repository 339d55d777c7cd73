import { ApiError, type Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import { askEither, listEither } from '../either.ts'
import { Failure } from '../failure.ts'
import { textOf } from '../input.ts'
import { print, show, tell } from '../output.ts'
import { pageId } from '../page-name.ts'

interface Property {
  readonly id: string
  readonly key: string
  readonly value: unknown
  readonly version: { readonly number: number }
}

/** `inver property` */
export const property = commandOf('property', 'Keep data beside a page: JSON by key.', {
  list: {
    summary: 'List the properties of a page.',
    takes: 'PAGE',
    example: 'property list DOC:Home',
    words: [1, 1],
    async run({ words: [page = ''], client, options }) {
      const all = await Array.fromAsync(propertiesOf(client, await pageId(client, page)))
      show(options, {
        columns: ['KEY', 'VERSION', 'VALUE'],
        rows: all.map(({ key, version, value }) => [key, version.number, JSON.stringify(value)]),
        data: all,
      })
    },
  },
  get: {
    summary: 'Write the value of a property, in JSON.',
    takes: 'PAGE KEY',
    example: 'property get DOC:Home release',
    words: [2, 2],
    async run({ words: [page = '', key = ''], client, options }) {
      const found = await wanted(client, await pageId(client, page), key)
      print(JSON.stringify(options.json === undefined ? found.value : found, null, 2))
    },
  },
  set: {
    summary: 'Set a property; nothing is written when nothing changes.',
    takes: 'PAGE KEY JSON|@FILE|-',
    example: `property set DOC:Home release '{"number": 7}'`,
    words: [3, 3],
    run: setProperty,
  },
  delete: {
    summary: 'Remove a property of a page.',
    takes: 'PAGE KEY',
    example: 'property delete DOC:Home release',
    words: [2, 2],
    async run({ words: [page = '', key = ''], client, options }) {
      const holder = await pageId(client, page)
      const { id } = await wanted(client, holder, key)
      await askEither(client, {
        v2: () => client.request('DELETE', v2(holder, id), { as: 'nothing' }),
        v1: () => client.request('DELETE', v1(holder, key), { as: 'nothing' }),
      })
      tell(options, { sentence: `Removed ${key}.`, fields: [key], data: { key } })
    },
  },
})

const v1 = (holder: string, key = ''): string =>
  `/rest/api/content/${holder}/property${key && `/${encodeURIComponent(key)}`}`
const v2 = (holder: string, id = ''): string => `/api/v2/pages/${holder}/properties${id && `/${id}`}`

function propertiesOf(client: Client, holder: string): AsyncIterable<Property> {
  return listEither(client, {
    v2: () => client.each<Property>(v2(holder), { limit: 100 }),
    v1: () => client.each<Property>(v1(holder), { expand: 'version', limit: 100 }),
  })
}

async function find(client: Client, holder: string, key: string): Promise<Property | undefined> {
  for await (const one of propertiesOf(client, holder)) if (one.key === key) return one
  return undefined
}

async function wanted(client: Client, holder: string, key: string): Promise<Property> {
  const found = await find(client, holder, key)
  if (found !== undefined) return found
  throw new Failure('notFound', `The page has no property "${key}" (see: inver property list).`)
}

/** How often it is tried again when somebody else is faster. */
const TRIES = 5

async function setProperty({
  words: [page = '', key = '', given = ''],
  client,
  options,
}: Call): Promise<void> {
  const value = await jsonOf(given)
  const holder = await pageId(client, page)
  for (let left = TRIES; ; left -= 1) {
    try {
      const [version, done] = await write(client, holder, key, value)
      const sentence = done === 'unchanged' ? `${key} is that already.` : `Set ${key}, version ${version}.`
      return tell(options, { sentence, fields: [key, version, done], data: { key, version, done } })
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || left === 0) throw error
    }
  }
}

async function write(client: Client, holder: string, key: string, value: unknown): Promise<[number, string]> {
  const old = await find(client, holder, key)
  if (old === undefined) {
    const asked = { body: { key, value }, as: 'nothing' } as const
    await askEither(client, {
      v2: () => client.request('POST', v2(holder), asked),
      v1: () => client.request('POST', v1(holder), asked),
    })
    return [1, 'changed']
  }
  if (JSON.stringify(old.value) === JSON.stringify(value)) return [old.version.number, 'unchanged']
  const number = old.version.number + 1
  const asked = { body: { key, value, version: { number } }, as: 'nothing' } as const
  await askEither(client, {
    v2: () => client.request('PUT', v2(holder, old.id), asked),
    v1: () => client.request('PUT', v1(holder, key), asked),
  })
  return [number, 'changed']
}

async function jsonOf(given: string): Promise<unknown> {
  const text = given === '-' || given.startsWith('@') ? await textOf(given.replace(/^@/, '')) : given
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure('misuse', `The value is not JSON: ${(error as Error).message}.`)
  }
}
