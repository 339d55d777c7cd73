/** Backups that an earlier version of this server made. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { fromBufferPromise } from 'yauzl'
import yazl from 'yazl'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { archiveOf, askOf, restored } from '../support/backup.ts'

type Part = { table: string; rows: number; bytes: number; sha256: string }
type Entries = Map<string, Buffer>

onEachDatabase((database) => {
  describe(`a backup of the first schema, ${database}`, () => {
    it('is restored, and what was restricted then is restricted', async () => {
      const [one, two] = [await startTestApp({ database }), await startTestApp({ database })]
      try {
        await one.letRead('reader', 'DEMO')
        const page = await makePage(one, 'Secret')
        const below = await makePage(one, 'Below the secret', page)
        const restriction = [
          { operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }] } },
        ]
        const shut = await askOf(one, 'PUT', `/rest/api/content/${page}/restriction`, restriction)
        assert.equal(shut.status, 200, shut.text)
        const outcome = await restored(two, 'site', await asFirstSchema(await archiveOf(one)))
        assert.deepEqual(outcome, { state: 'finished', error: '' })
        const titles = async (as: 'admin' | 'reader') => {
          const { json } = await askOf(two, 'GET', '/rest/api/content?spaceKey=DEMO&limit=50', undefined, as)
          return (json as { results: { title: string }[] }).results.map(({ title }) => title)
        }
        assert.ok((await titles('admin')).includes('Below the secret'))
        assert.ok((await titles('reader')).includes('Change log'))
        for (const title of ['Secret', 'Below the secret'])
          assert.ok(!(await titles('reader')).includes(title))
        const read = await askOf(two, 'GET', `/rest/api/content/${below}`, undefined, 'reader')
        assert.equal(read.status, 404)
      } finally {
        await one.close()
        await two.close()
      }
    })
  })
})

async function makePage(app: TestApp, title: string, parent?: string): Promise<string> {
  const answer = await askOf(app, 'POST', '/rest/api/content', {
    type: 'page',
    title,
    space: { key: 'DEMO' },
    ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
  })
  assert.equal(answer.status, 200, answer.text)
  return (answer.json as { id: string }).id
}

/** The archive as the version before would have written it: without what the second schema brought. */
async function asFirstSchema(archive: Buffer): Promise<Buffer> {
  const entries = await unzipped(archive)
  const descriptor = JSON.parse(String(entries.get('descriptor.json'))) as { schema: number; parts: Part[] }
  assert.equal(descriptor.schema, 2, 'a newer schema: this test then has to take away what that one brought')
  entries.delete('tables/user_preference.jsonl')
  const content = lines(entries.get('tables/content.jsonl')).map(({ guarded: _guarded, ...row }) => row)
  const bytes = Buffer.from(content.map((row) => `${JSON.stringify(row)}\n`).join(''))
  entries.set('tables/content.jsonl', bytes)
  const parts = descriptor.parts
    .filter(({ table }) => table !== 'user_preference')
    .map((part) =>
      part.table === 'content'
        ? { ...part, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
        : part,
    )
  entries.set('descriptor.json', Buffer.from(JSON.stringify({ ...descriptor, schema: 1, parts })))
  const zip = new yazl.ZipFile()
  for (const [name, bytes] of entries) zip.addBuffer(bytes, name)
  zip.end()
  return buffer(zip.outputStream)
}

async function unzipped(archive: Buffer): Promise<Entries> {
  const zip = await fromBufferPromise(archive)
  const entries: Entries = new Map()
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return entries
}

function lines(bytes: Buffer | undefined): Record<string, unknown>[] {
  return String(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
