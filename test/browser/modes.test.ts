/** The screens as a person's browser shows them: they load without complaint, fit, and keep foreign script out. */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { makeContent, makeSpace, page as pageOf } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { people } from '../support/people.ts'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 900 }
const HOSTILE = '<img src=x onerror="document.title=1"> & "quoted"'

const BODY = `<p>Hello <strong>browser</strong>, ${'a rather long line of words '.repeat(12)}</p>
<table><tbody><tr>${'<th>A heading of a column</th>'.repeat(9)}</tr><tr>${'<td>ein Wert</td>'.repeat(9)}</tr></tbody></table>
<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[const veryLongLine = '${'x'.repeat(300)}']]></ac:plain-text-body></ac:structured-macro>
<p><a href="javascript:document.title=2">do not run</a></p>`

/** A page that notes everything a careful developer would see in red. */
async function openPage(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
  })
  return { page, complaints }
}

async function logIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/login.action`)
  await page.fill('[name=os_username]', people.editor.email)
  await page.fill('[name=os_password]', people.editor.password)
  await page.click('#loginForm button[type=submit]')
  await page.waitForURL((address) => !address.pathname.includes('login'))
}

/** The browser's own figure: is there anything to scroll to the side? */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

const inkOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.querySelector('h1') ?? document.body).color)

describe('the screens in a browser', () => {
  let app: TestApp
  let browser: Browser | undefined
  let missing = ''
  let id: string
  const skipped = (test: TestContext): boolean => {
    if (!browser) test.skip(missing)
    return !browser
  }
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    const space = await makeSpace(app, 'SEE', 'To look at')
    id = (await makeContent(app, pageOf('SEE', HOSTILE, BODY, space.homepage)))['id'] as string
    const found = await startBrowser()
    if ('browser' in found) browser = found.browser
    else missing = found.missing
  })
  after(async () => {
    await browser?.close()
    await app.close()
  })

  for (const root of ['', '/wiki']) {
    it(`logs in, shows a page and logs out at ${root || '/'}`, async (test) => {
      if (skipped(test) || !browser) return
      const { page, complaints } = await openPage(browser, { viewport: DESKTOP })
      await logIn(page, app.url + root)
      await page.goto(`${app.url}${root}/pages/viewpage.action?pageId=${id}`)
      assert.ok((await page.title()).includes(HOSTILE), await page.title())
      assert.equal(await page.getAttribute('meta[name=ajs-page-id]', 'content'), id)
      assert.equal((await page.textContent('h1'))?.trim(), HOSTILE)
      assert.match((await page.textContent('body')) ?? '', /Hello browser/)
      assert.equal(await page.locator('a[href^="javascript:"]').count(), 0)
      await page.goto(`${app.url}${root}/logout.action`)
      await page.goto(`${app.url}${root}/pages/viewpage.action?pageId=${id}`)
      assert.doesNotMatch((await page.textContent('body')) ?? '', /Hello browser/)
      // The last page is refused, on purpose.
      assert.deepEqual(
        complaints.filter(
          (text) => !text.includes('/pages/viewpage.action') && !/status of 40[134]/.test(text),
        ),
        [],
      )
    })
  }

  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    it(`fits a ${name}, light and dark`, async (test) => {
      if (skipped(test) || !browser) return
      const colours: string[] = []
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, complaints } = await openPage(browser, { viewport, colorScheme })
        await logIn(page, app.url)
        for (const path of [
          '/',
          '/display/SEE',
          `/pages/viewpage.action?pageId=${id}`,
          `/pages/viewpreviousversions.action?pageId=${id}`,
        ]) {
          await page.goto(app.url + path)
          assert.ok(
            (await overflow(page)) <= 0,
            `${path} is ${await overflow(page)} pixels too wide for a ${name}`,
          )
        }
        colours.push(await inkOf(page))
        assert.deepEqual(complaints, [])
        await page.context().close()
      }
      assert.notEqual(colours[0], colours[1], 'dark looks like light')
    })
  }

  it('is of use without script', async (test) => {
    if (skipped(test) || !browser) return
    const { page } = await openPage(browser, { viewport: DESKTOP, javaScriptEnabled: false })
    await logIn(page, app.url)
    await page.goto(`${app.url}/display/SEE`)
    await page.click(`a[href*="${id}"]`)
    assert.match((await page.textContent('body')) ?? '', /Hello browser/)
  })
})
