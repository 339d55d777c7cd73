import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'
import { storageText } from '../storage/storage.samples.ts'

const env = nowhere()

async function through(text: string, shown: 'view' | 'editor', original?: string): Promise<string> {
  const { text: html } = await convert(text, 'storage', shown, { env })
  return (await convert(html, 'editor', 'storage', { env, original })).text
}

for (const shown of ['editor', 'view'] as const) {
  test(`storage → ${shown} → storage gives the stored bytes when the page is known`, async () => {
    await fc.assert(
      fc.asyncProperty(storageText, async (text) => {
        assert.equal(await through(text, shown, text), text)
      }),
    )
  })
  test(`storage → ${shown} → storage means the same when the page is not known`, async () => {
    await fc.assert(
      fc.asyncProperty(storageText, async (text) => {
        const once = await through(text, shown)
        const { messages } = await convert(once, 'storage', 'tree', { env })
        assert.deepEqual(messages, [])
        assert.equal(await through(once, shown), once)
      }),
    )
  })
}
