import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert } from './formats.ts'
import { nowhere } from './nowhere.ts'

const env = nowhere()

test('storage stays what it was', async () => {
  const text = "<p class='a'>x<br/>&eacute;</p>"
  assert.deepEqual(await convert(text, 'storage', 'storage', { env }), {
    text,
    messages: [],
    dependsOn: 'nothing',
  })
})

test('a fatal message gives no text', async () => {
  const { text, messages } = await convert('<p>', 'storage', 'tree', { env })
  assert.equal(text, '')
  assert.equal(messages[0]?.text, 'Unexpected close tag </xml>; expected </p>.')
})
