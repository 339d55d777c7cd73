import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from 'parse5'
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

test('a block added at the top leaves everything else as it was', async () => {
  await fc.assert(
    fc.asyncProperty(storageText, fc.nat(), fc.constantFrom('view', 'editor'), async (text, at, shown) => {
      const { text: html } = await convert(text, 'storage', shown, { env })
      const blocks = parseFragment(html).childNodes
      const position = at % (blocks.length + 1)
      const parts = blocks.map((node) => ('tagName' in node ? serializeOuter(node) : serializeText(node)))
      const edited = parts.toSpliced(position, 0, '<p>NEW</p>').join('')
      const back = (await convert(edited, 'editor', 'storage', { env, original: text })).text
      assert.equal(back.replace('<p>NEW</p>', ''), text)
    }),
  )
})

test('a changed word changes nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(storageText, fc.constantFrom('view', 'editor'), async (sample, shown) => {
      const text = sample.replace('one', 'SENTINEL')
      const { text: html } = await convert(text, 'storage', shown, { env })
      const edited = html.replaceAll('SENTINEL', 'CHANGED')
      const back = (await convert(edited, 'editor', 'storage', { env, original: text })).text
      assert.equal(back, text.replace('SENTINEL', 'CHANGED'))
    }),
  )
})

function serializeText(node: DefaultTreeAdapterTypes.ChildNode): string {
  return 'value' in node ? node.value.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : ''
}
