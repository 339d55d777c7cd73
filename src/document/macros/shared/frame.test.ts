import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert } from '../../formats.ts'
import { nowhere } from '../../nowhere.ts'

const env = nowhere({
  origin: 'https://wiki.example.org',
  frameOrigins: [
    'https://www.youtube-nocookie.com',
    'https://maps.example.org:8443',
    'https://wiki.example.org',
  ],
})

async function shown(
  address: string,
  macro = 'widget',
  to: 'view' | 'export_view' = 'view',
): Promise<string> {
  const storage = `<ac:structured-macro ac:name="${macro}"><ac:parameter ac:name="${macro === 'widget' ? 'url' : 'src'}"><ri:url ri:value="${address}" /></ac:parameter></ac:structured-macro>`
  return (await convert(storage, 'storage', to, { env })).text
}

test('a page of an allowed site stands in a sandboxed frame', async () => {
  const view = await shown('https://maps.example.org:8443/quokka?a=1', 'iframe')
  assert.match(view, /<iframe src="https:\/\/maps\.example\.org:8443\/quokka\?a=1"[^>]* sandbox="/)
})

test('the address of a film becomes that of its player', async () => {
  for (const address of ['https://www.youtube.com/watch?x=1&amp;v=dQ_w4', 'https://youtu.be/dQ_w4'])
    assert.match(await shown(address), /<iframe src="https:\/\/www\.youtube-nocookie\.com\/embed\/dQ_w4"/)
})

test('all else is a link: other sites, this site, disguises and exports', async () => {
  for (const address of [
    'https://example.org/',
    'https://maps.example.org/',
    'http://maps.example.org:8443/',
    'https://maps.example.org:8443.evil.example/',
    'https://maps.example.org:8443@evil.example/',
    'https://evil.example/?https://maps.example.org:8443',
    'https://user:word@maps.example.org:8443/',
    'https://wiki.example.org/display/A',
  ]) {
    const view = await shown(address)
    assert.match(view, /<a class="external-link"/, address)
    assert.doesNotMatch(view, /<iframe/, address)
  }
  assert.doesNotMatch(await shown('https://maps.example.org:8443/', 'widget', 'export_view'), /<iframe/)
})

test('the frame goes back to the macro that it came from', async () => {
  const view = await shown('https://maps.example.org:8443/a', 'iframe')
  const { text } = await convert(view, 'editor', 'storage', { env })
  assert.equal(
    text,
    '<ac:structured-macro ac:name="iframe"><ac:parameter ac:name="src"><ri:url ri:value="https://maps.example.org:8443/a" /></ac:parameter></ac:structured-macro>',
  )
})
