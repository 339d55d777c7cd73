import { commandFor } from '../actions.ts'
import { Failure } from '../failure.ts'
import { textOf } from '../input.ts'
import { print } from '../output.ts'

/** `inver api` */
export const api = commandFor('api', {
  summary: 'Ask any operation of the API.',
  takes: 'METHOD PATH [--query NAME=VALUE]… [--data @FILE|-|JSON] [--all]',
  example: 'api GET /rest/api/content --query spaceKey=DOC --query limit=5',
  words: [2, 2],
  options: [
    {
      name: 'query',
      value: 'NAME=VALUE',
      multiple: true,
      about: 'A parameter of the query; may be repeated.',
    },
    {
      name: 'data',
      value: '@FILE|-|JSON',
      about: 'The body: of a file, of standard input, or as it is written.',
    },
    { name: 'all', about: 'Follow a list to its end and answer an item a line.' },
  ],
  async run({ words: [method = '', path = ''], options, lists, client }) {
    const query: Record<string, string[]> = {}
    for (const parameter of lists.query ?? []) {
      const [name = '', ...value] = parameter.split('=')
      if (value.length === 0) throw new Failure('misuse', `--query ${parameter}: write NAME=VALUE.`)
      query[name] = [...(query[name] ?? []), value.join('=')]
    }
    if (options.all !== undefined) {
      if (method.toUpperCase() !== 'GET') throw new Failure('misuse', '--all is for GET.')
      for await (const item of client.each(path, query)) print(JSON.stringify(item))
      return
    }
    const body = await bodyOf(options.data)
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await client.request<string>(method.toUpperCase(), path, {
      query,
      body,
      headers,
      as: 'text',
    })
    if (answer !== '') print(readable(answer))
  },
})

async function bodyOf(data: string | undefined): Promise<unknown> {
  if (data === undefined) return undefined
  const text = data === '-' || data.startsWith('@') ? await textOf(data === '-' ? '-' : data.slice(1)) : data
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure('misuse', `What --data gives is not JSON: ${(error as Error).message}.`)
  }
}

function readable(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer), null, 2)
  } catch {
    return answer
  }
}
