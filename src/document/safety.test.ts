/** Whatever is stored, what is shown runs nothing: known vectors through every reader, checked on the parsed output. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContentSummary } from './env.ts'
import type { FormatName } from './format.ts'
import { canConvert, convert } from './formats.ts'
import { macros } from './macros/index.ts'
import { nowhere } from './nowhere.ts'
import { assertHarmless } from '../../test/support/harmless.ts'
import { hostileText, hostileValues } from './safety.vectors.ts'

const readers: readonly FormatName[] = [
  'storage',
  'editor',
  'view',
  'wiki',
  'markdown',
  'atlas_doc_format',
  'plain',
]
const shown: readonly FormatName[] = ['view', 'export_view', 'editor']

for (const from of readers.filter((format) => canConvert(format, 'view'))) {
  test(`no vector survives from ${from}`, async () => {
    for (const text of hostileText) {
      for (const to of shown) {
        const { text: html } = await convert(text, from, to, { env: nowhere() })
        assertHarmless(html, `${from} ${text}`)
      }
    }
  })
}

test('no vector survives on its way through the editor into storage', async () => {
  for (const text of hostileText) {
    const { text: storage } = await convert(text, 'editor', 'storage', { env: nowhere() })
    const { text: html, messages } = await convert(storage, 'storage', 'view', { env: nowhere() })
    assert.deepEqual(messages, [], `${text} became ${storage}`)
    assertHarmless(html, text)
  }
})

test('raw HTML is cleaned where it is allowed, and not shown where it is not', async () => {
  const storage = (html: string) =>
    `<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body></ac:structured-macro>`
  const view = async (html: string, allowRawHtml: boolean) =>
    (await convert(storage(html), 'storage', 'export_view', { env: nowhere({ allowRawHtml }) })).text
  const html = '<table><tr><td style="color: red">a</td></tr></table><script>b</script>'
  assert.match(
    await view(html, true),
    /<td style="color: red" class="confluenceTd">|<td class="confluenceTd" style="color: red">/,
  )
  assert.doesNotMatch(await view(html, true), /script/)
  assert.match(await view(html, false), /Raw HTML is turned off/)
  for (const text of hostileText)
    assertHarmless(await view(text.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, ''), true), text)
})

const attribute = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

test('no parameter or body of any macro brings a vector in', async () => {
  for (const macro of macros) {
    for (const value of hostileValues.filter((value) => value !== '\u0000')) {
      for (const parameter of ['', ...Object.keys(macro.parameters)]) {
        const body =
          macro.body === 'rich'
            ? `<ac:rich-text-body><p onclick="alert(1)"><script>alert(1)</script>${attribute(value)}</p></ac:rich-text-body>`
            : macro.body === 'plain'
              ? `<ac:plain-text-body><![CDATA[${value}]]></ac:plain-text-body>`
              : ''
        const text = `<ac:structured-macro ac:name="${macro.name}" ac:macro-id="${attribute(value)}"><ac:parameter ac:name="${parameter}">${attribute(value)}</ac:parameter>${body}</ac:structured-macro>`
        for (const to of shown) {
          const { text: html, messages } = await convert(text, 'storage', to, { env: hostileWiki(value) })
          assert.deepEqual(messages, [])
          assertHarmless(html, `${macro.name} ${parameter}=${value}`)
        }
      }
    }
  }
})

test('no name, title or address that the wiki answers brings a vector in', async () => {
  const text =
    '<h1>x</h1><ac:link><ri:page ri:content-title="x" /></ac:link><ac:link><ri:attachment ri:filename="x" /></ac:link>' +
    '<ac:link><ri:user ri:username="x" /></ac:link><ac:image><ri:attachment ri:filename="x" /></ac:image>'
  for (const value of hostileValues) {
    for (const to of shown) {
      const { text: html } = await convert(text, 'storage', to, { env: hostileWiki(value) })
      assertHarmless(html, value)
    }
  }
})

/** A wiki in which every name is the vector. */
function hostileWiki(value: string) {
  const user = {
    username: value,
    userKey: value,
    accountId: value,
    displayName: value,
    url: value,
    avatarUrl: value,
  }
  const content: ContentSummary = {
    id: value,
    kind: 'page',
    title: value,
    spaceKey: value,
    spaceName: value,
    version: 1,
    url: value,
    updatedAt: value,
    updatedBy: user,
    excerpt: value,
    labels: [value],
  }
  const attachment = {
    id: value,
    fileName: value,
    mediaType: value,
    fileSize: 1,
    version: 1,
    containerId: value,
    containerVersion: 1,
    comment: value,
    updatedAt: value,
    updatedBy: user,
    downloadUrl: value,
    thumbnailUrl: value,
  }
  return nowhere({
    content,
    spaceKey: value,
    resolve: (targets) =>
      Promise.resolve(
        targets.map((target) => {
          if (target.kind === 'user') return { kind: 'user', user }
          if (target.kind === 'attachment') return { kind: 'attachment', attachment }
          return { kind: 'content', content: { ...content, id: '2' } }
        }),
      ),
    listContent: ({ parentId }) => Promise.resolve(parentId === '3' ? [] : [{ ...content, id: '3' }]),
    listAttachments: () => Promise.resolve([attachment]),
    readBody: () => Promise.resolve([{ type: 'text', value }]),
    allowRawHtml: true,
    listNetwork: () => Promise.resolve([user]),
    readWelcome: () => Promise.resolve([{ type: 'text', value }]),
  })
}
