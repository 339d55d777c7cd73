/** Texts on which a conversion once went wrong, mostly found by `npm run fuzz`; the promises that they broke. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatName } from './format.ts'
import { checkStorage, convert } from './formats.ts'
import { nowhere } from './nowhere.ts'

const env = nowhere({ spaceKey: 'KEY' })

async function to(text: string, from: FormatName, format: FormatName, original?: string): Promise<string> {
  return (await convert(text, from, format, { env, original })).text
}

const doc = (...content: readonly object[]) => JSON.stringify({ type: 'doc', version: 1, content })
const macro = (extensionKey: string, attrs: object) => ({
  type: 'bodiedExtension',
  attrs: { ...attrs, extensionKey, extensionType: 'com.atlassian.confluence.macro.core' },
})

const settled: Readonly<Partial<Record<FormatName, readonly string[]>>> = {
  markdown: [
    '<details>\\ ',
    '"\\ </s>',
    ': <!--/cf:-->',
    '<!------->',
    '<summary></summary>: ',
    '1. h<m>\n<h>',
    '></b> ',
    "j  \n</b> '",
    ')<!--\n--->',
    '-\n*\n-',
    '# ] #</s>',
    'b #<!--/cf:-->\n-',
  ],
  wiki: [
    ']\n{color} g{color}',
    '{color}\n{color} i',
    '--\\g-',
    '[&amp;#]',
    '{color} {color} {e}',
    '{color}\\\\\\ {color}',
    '!&nbsp;!',
    '[&nbsp;]',
    '* - {color}{info}{info}{color}',
  ],
  atlas_doc_format: [
    doc({ type: 'taskList', content: [{ type: 'taskList' }] }, { type: 't' }),
    doc({ type: 'n', content: [macro('panel', { panelType: '', x: 1 })] }),
    doc(macro('tip', { panelType: null })),
    doc(macro('expand', { title: 5 })),
  ],
}

for (const [format, texts] of Object.entries(settled) as [FormatName, readonly string[]][]) {
  for (const text of texts) {
    test(`${format} read and written once stays as it is: ${JSON.stringify(text)}`, async () => {
      const once = await to(text, format, format)
      assert.equal(await to(once, format, format), once)
      assert.equal(checkStorage(await to(text, format, 'storage')), undefined)
    })
  }
}

const stored: readonly string[] = [
  '<table><tbody><ac:structured-macro ac:name="o"><ac:rich-text-body /></ac:structured-macro></tbody></table>',
  '<p><pre><table><colgroup></colgroup><tbody><tr><td> </td></tr></tbody></table><p></p></pre></p>',
  '<h2>a<h2>b</h2><ul><li>c</li></ul></h2>',
  '<table><colgroup>a</colgroup><tr><td>b<tr><td>c</td></tr></td></tr><p>d</p></table>',
  '<th /><ac:structured-macro ac:name="o"><ac:rich-text-body><math /></ac:rich-text-body></ac:structured-macro>',
  '<s><ac:structured-macro ac:name="o"><ac:rich-text-body><svg /></ac:rich-text-body></ac:structured-macro></s>',
  '<ruby>a<rt>b<rt>c</rt></rt></ruby><dl><dt>a<p><dd>b</dd></p></dt></dl>',
  '<li>a<div><li>b</li></div></li>',
  '<x><ac:structured-macro ac:name="include" ac:schema-version="1"></ac:structured-macro> </x>',
  '<h1>a<ac:adf-extension><ac:adf-node type="x"><ac:placeholder>)</ac:placeholder></ac:adf-node></ac:adf-extension></h1>',
  '<p><ac:link><ac:link-body><ac:structured-macro ac:name="table-filter" /></ac:link-body>&gt;</ac:link></p>',
]

for (const text of stored) {
  test(`storage survives the view and the editor: ${text}`, async () => {
    for (const way of ['view', 'editor'] as const)
      assert.equal(await to(await to(text, 'storage', way), 'editor', 'storage', text), text, way)
  })
}
