/** Writing as people do it: in a real browser, with and without script, by day, by night and on a phone. */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const DESK = { viewport: { width: 1280, height: 900 } }

describe('writing in a browser', () => {
  let app: TestApp
  let browser: Browser | undefined
  let missing = ''
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    const found = await startBrowser()
    if ('missing' in found) missing = found.missing
    else browser = found.browser
  })
  after(async () => {
    await browser?.close()
    await app.close()
  })

  async function browse(
    test: TestContext,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    if (browser === undefined) return test.skip(missing)
    const context = await browser.newContext({ baseURL: app.url, ...options })
    const complaints: string[] = []
    try {
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto('/login.action')
      await page.fill('#os_username', people.admin.username)
      await page.fill('#os_password', people.admin.password)
      await page.click('button[name=login]')
      await page.waitForSelector('.account .menu')
      await use(page)
    } finally {
      await context.close()
    }
    // A browser also reports documents that are refused, which these tests ask for.
    assert.deepEqual(
      complaints.filter((one) => !one.startsWith('Failed to load resource')),
      [],
    )
  }

  async function storageOf(title: string): Promise<string> {
    const url = `${app.url}/rest/api/content?spaceKey=DEMO&expand=body.storage&title=${encodeURIComponent(title)}`
    const { json } = await ask({ method: 'GET', url, headers: credentials('admin') })
    const [page] = (json as { results: { body: { storage: { value: string } } }[] }).results
    return page?.body.storage.value ?? 'no such page'
  }

  for (const javaScriptEnabled of [true, false]) {
    const title = `Written with${javaScriptEnabled ? '' : 'out'} script`
    it(`${title}: previewed, published, edited, commented and labelled`, (test) =>
      browse(test, { ...DESK, javaScriptEnabled }, async (page) => {
        await page.goto('/display/DEMO')
        await page.click('text=New page')
        await page.fill('#content-title', title)
        await page.fill('#content-text', '# Tide\n\nIt *rises*.\n')
        await page.click('.editor-actions button[value=preview]')
        assert.equal(await page.locator('#preview em').textContent(), 'rises')
        assert.match(page.url(), /#preview$/)
        assert.equal(await page.inputValue('#content-text'), '# Tide\n\nIt *rises*.\n')
        await page.click('.editor-actions button[value=save]')
        assert.equal(await page.textContent('#title-text'), title)
        assert.equal(await storageOf(title), '<h1>Tide</h1><p>It <em>rises</em>.</p>')
        await page.click('#editPageLink')
        const stored = await page.inputValue('#content-text')
        assert.equal(stored, await storageOf(title))
        await page.fill('#content-text', `\n${stored}\n<p>It falls.</p>`)
        await page.fill('#version-comment', 'And again')
        await page.click('.editor-actions button[value=save]')
        assert.equal(await storageOf(title), `\n${stored}\n<p>It falls.</p>`)
        await page.fill('#comment-text', 'A **comment**')
        await page.click('#comments-section button[type=submit]')
        assert.equal(await page.locator('.comment-content strong').textContent(), 'comment')
        await page.click('text=Add labels')
        await page.fill('#new-labels', 'tidal')
        await page.click('.label-tools button:has-text("Add")')
        assert.equal(await page.locator('#labels a').textContent(), 'tidal')
      }))
  }

  it('a mistake is shown in the text, and what was written is not left by accident', (test) =>
    browse(test, DESK, async (page) => {
      await page.goto('/pages/createpage.action?spaceKey=DEMO&title=Mistaken&notation=storage')
      await page.fill('#content-text', '<p>one</p>\n<p>two <b>three</p>')
      await page.keyboard.press('Control+s')
      await page.waitForSelector('.finding.fatal')
      await page.click('.finding.fatal a')
      const selected = await page.evaluate(() => {
        const field = document.querySelector<HTMLTextAreaElement>('#content-text')
        return [document.activeElement === field, field?.selectionStart]
      })
      assert.deepEqual(selected, [true, '<p>one</p>\n<p>two <b>three'.length])
      let asked = 0
      page.once('dialog', (dialog) => {
        asked++
        void dialog.accept()
      })
      await page.click('.brand')
      await page.waitForURL(`${app.url}/`)
      assert.equal(asked, 1)
    }))

  it('fits a phone and can be read, by day and by night', (test) =>
    browse(test, PHONE, async (page) => {
      page.on('dialog', (dialog) => void dialog.accept())
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const path of [
          '/pages/createpage.action?spaceKey=DEMO',
          '/pages/createblogpost.action?spaceKey=DEMO&notation=wiki',
          '/users/viewmydrafts.action',
          '/display/DEMO/Change+log',
        ]) {
          await page.goto(path)
          await page.evaluate(() => {
            for (const part of document.querySelectorAll('main details')) part.setAttribute('open', '')
          })
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          assert.ok(overflow <= 0, `${path} scrolls sideways in ${colorScheme}`)
        }
      }
    }))
})
