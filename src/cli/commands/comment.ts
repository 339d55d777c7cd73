import { escapeText } from '../../base/xml/write.ts'
import type { Client } from '../../sdk/index.ts'
import { type Call, commandOf } from '../actions.ts'
import { inFormat, storageOf, writtenIn } from '../documents.ts'
import { askEither, listEither } from '../either.ts'
import { Failure } from '../failure.ts'
import { type Author, namesOf } from '../names.ts'
import { show, tell } from '../output.ts'
import { pageId } from '../page-name.ts'

interface Wire {
  readonly id: string
  readonly version?: Author
  readonly body: { readonly storage: { readonly value: string } }
}

/** `inver comment` */
export const comment = commandOf('comment', 'List, write and remove the comments of a page.', {
  list: {
    summary: 'List the comments below a page.',
    takes: 'PAGE',
    example: 'comment list DOC:Home',
    words: [1, 1],
    run: listComments,
  },
  add: {
    summary: 'Write a comment below a page.',
    takes: 'PAGE [TEXT] [--file FILE] [--to COMMENT]',
    example: 'comment add DOC:Home "Build 512 is out."',
    words: [1, 2],
    options: [
      { name: 'file', value: 'FILE', about: 'The comment from a file; - for standard input.' },
      { name: 'to', value: 'COMMENT', about: 'Answer this comment: its id, as list shows it.' },
      { name: 'from', value: 'FORMAT', about: `What the file is written in: ${writtenIn.join(', ')}.` },
    ],
    run: addComment,
  },
  delete: {
    summary: 'Remove comments.',
    takes: 'COMMENT…',
    example: 'comment delete 12345',
    words: [1, 1000],
    async run({ words, options, client }) {
      for (const id of words) {
        if (!/^\d+$/.test(id)) throw new Failure('misuse', `"${id}" is no id of a comment.`)
        await deleteComment(client, id)
        tell(options, { sentence: `Removed the comment ${id}.`, fields: [id], data: { id } })
      }
    },
  },
})

/** Only a comment: the same operation of v1 puts pages into the trash. */
async function deleteComment(client: Client, id: string): Promise<void> {
  const inV2 = (list: string): Promise<unknown> =>
    client.request('DELETE', `/api/v2/${list}/${id}`, { as: 'nothing' })
  await askEither<unknown>(client, {
    v2: () => askEither(client, { v2: () => inV2('footer-comments'), v1: () => inV2('inline-comments') }),
    async v1() {
      const path = `/rest/api/content/${id}`
      const { type } = await client.request<{ type: string }>('GET', path)
      if (type !== 'comment') throw new Failure('misuse', `${id} is a ${type}, not a comment.`)
      await client.request('DELETE', path, { as: 'nothing' })
    },
  })
}

async function listComments({ words: [page = ''], options, client }: Call): Promise<void> {
  const id = await pageId(client, page)
  const old = { expand: 'body.storage,version', depth: 'all' }
  const found = listEither(client, {
    v2: () => commentsInV2(client, id),
    v1: () => client.each<Wire>(`/rest/api/content/${id}/child/comment`, old),
  })
  const wires = (await Array.fromAsync(found)).toSorted((one, other) => Number(one.id) - Number(other.id))
  const names = await namesOf(
    client,
    wires.map(({ version }) => version),
  )
  const comments: { id: string; by: string; text: string }[] = []
  for (const [i, { id, body }] of wires.entries()) {
    const text = (await inFormat(body.storage.value, 'text')).trim()
    comments.push({ id, by: names[i] ?? '', text })
  }
  show(options, {
    columns: ['ID', 'BY', 'TEXT'],
    rows: comments.map((one) => [one.id, one.by, one.text]),
    data: comments,
  })
}

/** v2 has a list for each place in which comments stand, and one for the answers to each. */
async function* commentsInV2(client: Client, page: string): AsyncIterable<Wire> {
  const query = { 'body-format': 'storage' }
  for (const list of ['footer-comments', 'inline-comments']) {
    // Grows while it is gone through.
    const paths = [`/api/v2/pages/${page}/${list}`]
    for (const path of paths) {
      for await (const one of client.each<Wire>(path, query)) {
        yield one
        paths.push(`/api/v2/${list}/${one.id}/children`)
      }
    }
  }
}

async function addComment({ words: [page = '', text], options, client }: Call): Promise<void> {
  if ((text === undefined) === (options.file === undefined)) {
    throw new Failure('misuse', 'Give the comment as a text, or with --file.')
  }
  const id = await pageId(client, page)
  const value =
    options.file === undefined
      ? `<p>${escapeText(text ?? '')}</p>`
      : await storageOf(options.file, options.from)
  const body = { value, representation: 'storage' }
  const { to } = options
  const parent = to === undefined ? {} : { ancestors: [{ id: to }] }
  const old = { type: 'comment', container: { id, type: 'page' }, ...parent, body: { storage: body } }
  const place = to === undefined ? { pageId: id } : { parentCommentId: to }
  const made = await askEither(client, {
    v2: () => client.request<{ id: string }>('POST', '/api/v2/footer-comments', { body: { ...place, body } }),
    v1: () => client.request<{ id: string }>('POST', '/rest/api/content', { body: old }),
  })
  tell(options, { sentence: `Commented (${made.id}).`, fields: [made.id], data: { id: made.id } })
}
