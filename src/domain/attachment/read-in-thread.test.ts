import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deflateSync } from 'node:zlib'
import { readInThread } from './read-in-thread.ts'

/** A PDF of one page whose drawing is so many MiB of blanks, packed twice. */
function bomb(mebibytes: number): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(mebibytes * 1024 * 1024, ' ')))
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n${packed.toString('latin1')}\nendstream`,
  ]
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n`, 'latin1')
}

const BOUNDS = { ms: 60_000, heapMb: 512, growthMb: 150 }

it('a small file that unpacks to much is given up before it takes the memory', async () => {
  const bytes = bomb(400)
  assert.ok(bytes.length < 10_000)
  const file = { bytes, mediaType: 'application/pdf', fileName: 'bomb.pdf' }
  await assert.rejects(readInThread(file, BOUNDS), /too much memory/)
})

it('a file that cannot be read in time is given up', async () => {
  const file = { bytes: bomb(100), mediaType: 'application/pdf', fileName: 'slow.pdf' }
  await assert.rejects(readInThread(file, { ...BOUNDS, ms: 1 }), /too long/)
})

it('any other file is read', async () => {
  const file = { bytes: Buffer.from('some words'), mediaType: 'text/plain', fileName: 'a.txt' }
  assert.equal(await readInThread(file), 'some words')
})
