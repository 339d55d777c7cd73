import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, describe, it } from 'node:test'
import yazl from 'yazl'
import { limits } from '../../base/limits.ts'
import { migrations } from '../../store/migrations/index.ts'
import { openArchive, writeArchive } from './archive.ts'
import type { Row } from './tables/rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'inver-archive-'))
after(() => rmSync(folder, { recursive: true }))

const FACTS = {
  scope: 'space',
  createdAt: '2026-01-01T00:00:00.000Z',
  nextId: 70_000,
  spaces: [{ key: 'A', name: 'A' }],
  hasAttachments: true,
} as const
const DESCRIPTOR = { format: 'inver-backup', version: 1, schema: 1, ...FACTS, parts: [], files: 0 }
const BLOB = 'a'.repeat(64)

let files = 0
async function kept(zip: Buffer | yazl.ZipFile): Promise<string> {
  const path = join(folder, `${++files}.zip`)
  if (zip instanceof yazl.ZipFile) zip.end()
  await writeFile(path, zip instanceof yazl.ZipFile ? await buffer(zip.outputStream) : zip)
  return path
}

/** A zip file of these entries. */
function zipOf(...entries: (readonly [name: string, content: string | Buffer])[]): yazl.ZipFile {
  const zip = new yazl.ZipFile()
  for (const [name, content] of entries) zip.addBuffer(Buffer.from(content), name)
  return zip
}

async function* batches(...rows: Row[][]): AsyncGenerator<Row[]> {
  yield* rows
}

describe('an archive', () => {
  it('gives back what was put into it', async () => {
    const long = 'é'.repeat(200_000)
    let bytes = Buffer.alloc(0)
    await writeArchive(
      async (stream) => (bytes = await buffer(stream)).length,
      async (archive) => {
        await archive.addTable('content', batches([{ id: 1, title: long }], [{ id: 2, title: 'a\nb' }]))
        await archive.addTable('space', batches())
        await archive.addFile(BLOB, Readable.from([Buffer.from('bytes')]))
        return FACTS
      },
    )
    const archive = await openArchive(await kept(bytes))
    const { parts, ...rest } = archive.descriptor
    assert.deepEqual(rest, {
      format: 'inver-backup',
      version: 1,
      schema: migrations.length,
      ...FACTS,
      files: 1,
    })
    for (const part of parts) await archive.checkTable(part)
    assert.deepEqual(
      parts.map(({ table, rows }) => [table, rows]),
      [
        ['content', 2],
        ['space', 0],
      ],
    )
    const rows: Row[] = []
    for await (const some of archive.rows('content')) rows.push(...some)
    assert.deepEqual(rows, [
      { id: 1, title: long },
      { id: 2, title: 'a\nb' },
    ])
    assert.equal((await buffer(await archive.file([...archive.files][0] ?? ''))).toString(), 'bytes')
    archive.close()
  })

  it('ends with the error of what fills it, or of what stores it', async () => {
    const fill = async () => {
      throw new Error('of the filling')
    }
    await assert.rejects(
      writeArchive(async (stream) => (await buffer(stream)).length, fill),
      /of the filling/,
    )
    await assert.rejects(
      writeArchive(
        async (stream) => {
          for await (const _ of stream) throw new Error('of the disk')
          return 0
        },
        async (archive) => {
          for (;;) await archive.addFile(BLOB, Readable.from([Buffer.alloc(100_000)]))
        },
      ),
      /of the disk/,
    )
  })

  const broken: Record<string, () => Buffer | yazl.ZipFile> = {
    'no zip file': () => Buffer.from('something else'),
    'no descriptor': () => zipOf(['tables/content.jsonl', '']),
    'a descriptor that is no JSON': () => zipOf(['descriptor.json', '{']),
    'a descriptor of something else': () => zipOf(['descriptor.json', '{"format":"other"}']),
    'a descriptor without facts': () => zipOf(['descriptor.json', '{"format":"inver-backup"}']),
    'a descriptor that is null': () => zipOf(['descriptor.json', 'null']),
    'a descriptor that is too long': () => zipOf(['descriptor.json', ' '.repeat(2_000_000)]),
    'another schema': () => zipOf(['descriptor.json', JSON.stringify({ ...DESCRIPTOR, schema: 99 })]),
    'ids that leave none': () =>
      zipOf(['descriptor.json', JSON.stringify({ ...DESCRIPTOR, nextId: 2 ** 53 - 1 })]),
    'files that are missing': () => zipOf(['descriptor.json', JSON.stringify({ ...DESCRIPTOR, files: 1 })]),
    'a table that is missing': () =>
      zipOf([
        'descriptor.json',
        JSON.stringify({ ...DESCRIPTOR, parts: [{ table: 'content', rows: 0, bytes: 0, sha256: '' }] }),
      ]),
    'an entry of another name': () =>
      zipOf(['descriptor.json', JSON.stringify(DESCRIPTOR)], ['files/short', 'x']),
    'an entry twice': () =>
      zipOf(['descriptor.json', JSON.stringify(DESCRIPTOR)], [`files/${BLOB}`, 'x'], [`files/${BLOB}`, 'y']),
    'more than its size can hold': () => {
      const zip = zipOf(['descriptor.json', JSON.stringify(DESCRIPTOR)])
      const zeros = Buffer.alloc(limits.archiveRatioFreeBytes / 16)
      zip.addReadStream(Readable.from(Array.from({ length: 17 }, () => zeros)), 'tables/content.jsonl')
      return zip
    },
  }
  for (const [what, make] of Object.entries(broken)) {
    it(`is refused with ${what}`, async () => {
      await assert.rejects(openArchive(await kept(make())), { name: 'AppError', code: 'bad-request' })
    })
  }

  it('is refused when a name in it leads elsewhere', async () => {
    const zip = zipOf(['descriptor.json', JSON.stringify(DESCRIPTOR)], ['tables/upup.jsonl', ''])
    zip.end()
    const bytes = await buffer(zip.outputStream)
    const bent = Buffer.from(
      bytes.toString('latin1').replaceAll('tables/upup.jsonl', '../../../../upup.j'.slice(0, 17)),
      'latin1',
    )
    await assert.rejects(openArchive(await kept(bent)), { code: 'bad-request' })
  })

  it('is refused when rows are not what their sum says', async () => {
    const part = { table: 'content', rows: 1, bytes: 9, sha256: 'wrong' }
    const archive = await openArchive(
      await kept(
        zipOf(
          ['tables/content.jsonl', '{"id":1}\n'],
          ['descriptor.json', JSON.stringify({ ...DESCRIPTOR, parts: [part] })],
        ),
      ),
    )
    await assert.rejects(archive.checkTable(part), { code: 'bad-request' })
    archive.close()
  })

  for (const line of ['5\n', 'null\n', '[1]\n', '{"id":1.5}\n', '{"id":{}}\n', '{\n', '{"id":1}']) {
    it(`is refused with the row ${JSON.stringify(line)}`, async () => {
      const parts = [{ table: 'content', rows: 1, bytes: 0, sha256: '' }]
      const archive = await openArchive(
        await kept(
          zipOf(
            ['tables/content.jsonl', line],
            ['descriptor.json', JSON.stringify({ ...DESCRIPTOR, parts })],
          ),
        ),
      )
      await assert.rejects(archive.rows('content').next(), { code: 'bad-request' })
      archive.close()
    })
  }
})
