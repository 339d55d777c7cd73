import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { ZipFile } from 'yazl'
import { textOfFile } from './text-formats.ts'

async function zip(parts: Record<string, string>): Promise<Uint8Array> {
  const archive = new ZipFile()
  for (const [name, text] of Object.entries(parts)) archive.addBuffer(Buffer.from(text), name)
  archive.end()
  return new Uint8Array(await buffer(archive.outputStream))
}

/** The smallest PDF that shows one line. */
function pdf(text: string): Uint8Array {
  const stream = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) out += `${String(offset).padStart(10, '0')} 00000 n \n`
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return new Uint8Array(Buffer.from(out))
}

const read = (
  bytes: Uint8Array | string,
  fileName = 'f',
  mediaType = 'application/octet-stream',
  most = 1000,
) =>
  textOfFile(
    { bytes: typeof bytes === 'string' ? new Uint8Array(Buffer.from(bytes)) : bytes, fileName, mediaType },
    most,
  )

describe('text of files', () => {
  it('of a PDF', async () => {
    assert.equal(await read(pdf('Hello quagmire')), 'Hello quagmire')
  })

  it('of a Word document: runs join, paragraphs part', async () => {
    const document =
      '<w:document><w:body><w:p><w:r><w:t>quag</w:t></w:r><w:r><w:t>mire &amp; co</w:t></w:r></w:p><w:p><w:r><w:t>next</w:t><w:tab/><w:t>cell</w:t></w:r></w:p></w:body></w:document>'
    assert.equal(
      await read(await zip({ 'word/document.xml': document, 'word/styles.xml': '<w:p>styles</w:p>' })),
      'quagmire & co\nnext\ncell',
    )
  })

  it('of a sheet: shared and own strings, no numbers', async () => {
    const bytes = await zip({
      'xl/sharedStrings.xml': '<sst><si><t>one</t></si><si><t>two</t></si></sst>',
      'xl/worksheets/sheet1.xml':
        '<sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>three</t></is></c></row></sheetData>',
    })
    assert.equal(await read(bytes), 'one\ntwo\nthree')
  })

  it('of slides in their order', async () => {
    const slide = (text: string) => `<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
    const bytes = await zip({ 'ppt/slides/slide10.xml': slide('ten'), 'ppt/slides/slide2.xml': slide('two') })
    assert.equal(await read(bytes), 'two\nten')
  })

  it('of an OpenDocument text', async () => {
    const content = '<office:text><text:h>Head</text:h><text:p>a<text:s/>b<text:tab/>c</text:p></office:text>'
    assert.equal(await read(await zip({ 'content.xml': content })), 'Head\na b\nc')
  })

  it('of plain text in its encodings', async () => {
    assert.equal(await read('häufig\r\n\u0000x', 'a.txt'), 'häufig\nx')
    assert.equal(await read(new Uint8Array(Buffer.from('h\u00e4ufig', 'latin1')), 'a.txt'), 'häufig')
    assert.equal(await read(new Uint8Array(Buffer.from('\ufeffab', 'utf16le')), 'a.csv'), 'ab')
    assert.equal(await read('<p>a &lt; b</p><script>no</script>', 'a.html', 'text/html'), 'a < b')
  })

  it('of nothing else, and no more than is wanted', async () => {
    assert.equal(await read('\u0089PNG words', 'a.png', 'image/png'), '')
    assert.equal(await read(await zip({ 'a.txt': 'words' })), '')
    assert.equal(await read('abcdef', 'a.txt', 'text/plain', 3), 'abc')
    const bomb = await zip({ 'content.xml': `<p>${' '.repeat(100_000)}x</p>` })
    assert.equal(await read(bomb, 'f', 'x', 10), '')
  })

  it('refuses what is broken', async () => {
    await assert.rejects(read('%PDF-1.4 nothing'))
    await assert.rejects(read('PK\u0003\u0004 nothing'))
  })
})
