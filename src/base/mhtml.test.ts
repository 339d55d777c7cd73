import assert from 'node:assert/strict'
import { it } from 'node:test'
import PostalMime from 'postal-mime'
import { mhtml, quotedPrintable } from './mhtml.ts'

it('a document with a picture is read by others as what it was', async () => {
  const html = `<p>Ünïcode = ${'long '.repeat(40)} </p>\n<img src="image-1.png">`
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256)
  const read = await PostalMime.parse(
    mhtml('Tïtle', html, [{ location: 'image-1.png', mediaType: 'image/png', bytes }]),
  )
  assert.equal(read.subject, 'Tïtle')
  assert.equal(read.html?.replaceAll('\r\n', '\n').trim(), html)
  const [picture] = read.attachments
  assert.equal(picture?.mimeType, 'image/png')
  assert.deepEqual(new Uint8Array(picture?.content as ArrayBuffer), bytes)
})

it('no line is too long, and no blank stands at the end of one', () => {
  const lines = quotedPrintable(`${'ä'.repeat(100)} \n${'x'.repeat(200)}\t`).split('\r\n')
  assert.ok(lines.every((line) => line.length <= 76 && !/[ \t]$/.test(line)))
})
