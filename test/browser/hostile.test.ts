/** Known vectors, shown in a real browser that nothing protects: no content security policy, script allowed. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import type { FormatName } from '../../src/document/format.ts'
import { canConvert, convert } from '../../src/document/formats.ts'
import { nowhere } from '../../src/document/nowhere.ts'
import { hostileText, hostileValues } from '../../src/document/safety.vectors.ts'
import { startBrowser } from '../support/browser.ts'

const READERS: readonly FormatName[] = ['storage', 'editor', 'wiki', 'markdown', 'plain']
const SHOWN: readonly FormatName[] = ['view', 'export_view', 'editor']
/** How many outputs stand on one page. */
const AT_ONCE = 150

/** Values inside the constructs that carry them. */
const texts = [
  ...hostileText,
  ...hostileValues.flatMap((value) => {
    const quoted = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
    return [
      `<a href="${quoted}">x</a>`,
      `<p style="color: ${quoted}">x</p>`,
      `<ac:image ac:alt="${quoted}"><ri:url ri:value="${quoted}" /></ac:image>`,
      `<ac:structured-macro ac:name="panel"><ac:parameter ac:name="bgColor">${quoted}</ac:parameter></ac:structured-macro>`,
      `<ac:structured-macro ac:name="widget"><ac:parameter ac:name="url">${quoted}</ac:parameter></ac:structured-macro>`,
    ]
  }),
]

describe('hostile markup in a browser', () => {
  let browser: Browser | undefined
  let missing = ''
  before(async () => {
    const found = await startBrowser()
    if ('missing' in found) missing = found.missing
    else browser = found.browser
  })
  after(() => browser?.close())

  for (const to of SHOWN) {
    it(`runs nothing as ${to}`, async (t) => {
      if (browser === undefined) return t.skip(missing)
      const context = await browser.newContext({ bypassCSP: true })
      const page = await context.newPage()
      await page.route('**/*', (route) => route.abort())
      const hits: string[] = []
      await page.exposeFunction('hit', (what: string) => {
        hits.push(what)
      })
      page.on('dialog', (dialog) => {
        hits.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      let shown = 0
      for (const from of READERS.filter((reader) => canConvert(reader, to))) {
        for (let start = 0; start < texts.length; start += AT_ONCE) {
          const some = texts.slice(start, start + AT_ONCE)
          const outputs = await Promise.all(
            some.map(async (text) => (await convert(text, from, to, { env: nowhere() })).text),
          )
          shown += outputs.filter((output) => output !== '').length
          await page.setContent(outputs.join('\n<hr>\n'))
          await page.evaluate(provoke)
        }
      }
      assert.ok(shown > texts.length, 'most of the vectors are shown as something')
      // A script that is put here does run, or the silence above would say nothing.
      await page.setContent('<img src=x onerror="hit(\'proof\')">')
      await page.waitForTimeout(200)
      assert.deepEqual(hits, ['proof'])
      await context.close()
    })
  }
})

/** Do to every element what a reader could do to it; runs in the page. */
function provoke(): void {
  window.alert = (what?: unknown) => {
    void (window as unknown as { hit(what: string): unknown }).hit(String(what))
  }
  document.addEventListener('submit', (event) => event.preventDefault(), true)
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    for (const type of ['mouseover', 'mouseenter', 'focus', 'error', 'load', 'toggle', 'animationstart']) {
      element.dispatchEvent(new Event(type))
    }
    const href = element.getAttribute('href') ?? element.getAttribute('xlink:href') ?? ''
    if (/^[\s\u0000-\u001f]*(java|vb|data)[^/]*:/i.test(href)) element.click?.()
  }
}
