import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { it } from 'node:test'
import { AppError } from '../base/errors.ts'
import { openDiskBlobs } from './blobs.ts'

it('bytes beyond the limit are refused while they come, and nothing of them stays', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inver-blobs-'))
  try {
    const blobs = await openDiskBlobs(folder)
    const files = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    let sent = 0
    // Without an end: it is the limit that ends it.
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1000
          yield Buffer.alloc(1000, 7)
        }
      })(),
    )
    await assert.rejects(
      blobs.put(endless, 100_000),
      (error) => error instanceof AppError && error.code === 'too-large',
    )
    assert.ok(sent < 1_000_000, String(sent))
    assert.deepEqual(files(), [])
    const exact = await blobs.put(Readable.from([Buffer.alloc(100_000, 7)]), 100_000)
    assert.equal(exact.size, 100_000)
    assert.equal(files().length, 1)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
