import { createReadStream, createWriteStream, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from '../../sdk/index.ts'
import { commandOf } from '../actions.ts'
import { askEither, listEither } from '../either.ts'
import { Failure } from '../failure.ts'
import { show, tell } from '../output.ts'
import { pageId } from '../page-name.ts'

interface Wire {
  readonly id: string
  readonly title: string
  readonly mediaType?: string
  readonly fileSize?: number
  readonly downloadLink?: string
  readonly metadata?: { readonly mediaType?: string }
  readonly extensions?: { readonly mediaType?: string; readonly fileSize?: number }
  readonly _links: { readonly download?: string }
}

interface File {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly download: string
}

/** `inver attachment` */
export const attachment = commandOf('attachment', 'List, fetch, put and delete the files of a page.', {
  list: {
    summary: 'List the files of a page.',
    takes: 'PAGE',
    example: 'attachment list DOC:Home',
    words: [1, 1],
    async run({ words: [name = ''], options, client }) {
      const files = await Array.fromAsync(filesOf(client, await pageId(client, name)))
      show(options, {
        columns: ['ID', 'NAME', 'TYPE', 'BYTES'],
        rows: files.map(({ id, name: called, type, size }) => [id, called, type, size]),
        data: files,
      })
    },
  },
  get: {
    summary: 'Fetch a file of a page.',
    takes: 'PAGE NAME [--to FILE]',
    example: 'attachment get DOC:Home plan.pdf --to plan.pdf',
    words: [2, 2],
    options: [
      { name: 'to', value: 'FILE', about: 'Where to put it; - for standard output (default: its name).' },
    ],
    async run({ words: [page = '', name = ''], options, client }) {
      const { download, size } = await fileNamed(client, await pageId(client, page), name)
      const to = options.to ?? basename(name)
      const bytes = Readable.fromWeb((await client.download(download)) as never)
      if (to === '-') return pipeline(bytes, process.stdout, { end: false })
      await pipeline(bytes, createWriteStream(to)).catch((error: unknown) => {
        rmSync(to, { force: true })
        throw error
      })
      tell(options, { sentence: `Wrote ${to}, ${size} bytes.`, fields: [to, size], data: { file: to, size } })
    },
  },
  put: {
    summary: 'Put files onto a page; one of the same name becomes a new version.',
    takes: 'PAGE FILE… [--comment TEXT]',
    example: 'attachment put DOC:Home plan.pdf --comment "As agreed"',
    words: [2, 1000],
    options: [{ name: 'comment', value: 'TEXT', about: 'The comment of the version.' }],
    async run({ words: [page = '', ...paths], options, client }) {
      const holder = await pageId(client, page)
      const sizes = paths.map(sizeOf)
      const present = new Map(
        (await Array.fromAsync(filesOf(client, holder))).map((file) => [file.name, file.id]),
      )
      for (const [index, path] of paths.entries()) {
        const name = basename(path)
        const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
        const there = present.get(name)
        const address = `/rest/api/content/${holder}/child/attachment${there === undefined ? '' : `/${there}/data`}`
        await client.upload(address, { name, stream, type: typeOf(name), comment: options.comment })
        const done = there === undefined ? 'added' : 'updated'
        tell(options, {
          sentence: `${done === 'added' ? 'Added' : 'Updated'} ${name}, ${sizes[index]} bytes.`,
          fields: [name, done],
          data: { name, done },
        })
      }
    },
  },
  delete: {
    summary: 'Delete a file of a page.',
    takes: 'PAGE NAME',
    example: 'attachment delete DOC:Home plan.pdf',
    words: [2, 2],
    async run({ words: [page = '', name = ''], options, client }) {
      const { id } = await fileNamed(client, await pageId(client, page), name)
      await askEither(client, {
        v2: () => client.request('DELETE', `/api/v2/attachments/${id}`, { as: 'nothing' }),
        v1: () => client.request('DELETE', `/rest/api/content/${id}`, { as: 'nothing' }),
      })
      tell(options, { sentence: `Deleted ${name}.`, fields: [id, name], data: { id, name } })
    },
  },
})

async function* filesOf(client: Client, holder: string, name?: string): AsyncIterable<File> {
  const query = { filename: name, limit: 50 }
  const files = listEither(client, {
    v2: () => client.each<Wire>(`/api/v2/pages/${holder}/attachments`, query),
    v1: () => client.each<Wire>(`/rest/api/content/${holder}/child/attachment`, query),
  })
  for await (const { id, title, _links, ...more } of files) {
    yield {
      id,
      name: title,
      type: more.mediaType ?? more.metadata?.mediaType ?? more.extensions?.mediaType ?? '',
      size: more.fileSize ?? more.extensions?.fileSize ?? 0,
      download: _links.download ?? more.downloadLink ?? '',
    }
  }
}

async function fileNamed(client: Client, holder: string, name: string): Promise<File> {
  for await (const file of filesOf(client, holder, name)) if (file.name === name) return file
  throw new Failure('notFound', `The page has no file "${name}" (see: inver attachment list).`)
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    throw new Failure('failed', `${path} cannot be read: ${(error as Error).message}.`)
  }
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
}

function typeOf(name: string): string {
  return TYPES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
