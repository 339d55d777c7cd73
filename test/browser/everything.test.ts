/** The page that holds every element and every macro, as a browser shows it. */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildEverything } from '../fixtures/everything-site.ts'
import { refusedMacros } from '../fixtures/everything.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { people } from '../support/people.ts'

const SCREENS = {
  desk: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
}

describe('a page with everything in a browser', () => {
  let app: TestApp
  let browser: Browser | undefined
  let missing = ''
  let pages: readonly string[] = []
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    const found = await startBrowser()
    if ('missing' in found) {
      missing = found.missing
      return
    }
    browser = found.browser
    const { page, layouts } = await buildEverything(app.url)
    pages = [page, ...layouts]
  })
  after(async () => {
    await browser?.close()
    await app.close()
  })

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`shows well on a ${screen} in ${colorScheme} colours`, async (test: TestContext) => {
        if (browser === undefined) return test.skip(missing)
        const context = await browser.newContext({ baseURL: app.url, viewport, colorScheme })
        const complaints: string[] = []
        const page = await context.newPage()
        page.setDefaultTimeout(20_000)
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
        })
        page.on('pageerror', (error) => complaints.push(String(error)))
        page.on('response', (response) => {
          if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
        })
        await logIn(page)
        for (const id of pages) {
          await page.goto(`/pages/viewpage.action?pageId=${id}`)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          assert.ok(overflow <= 0, `page ${id} scrolls sideways`)
        }
        await page.goto(`/pages/viewpage.action?pageId=${pages[0]}`)
        assert.deepEqual(await failedMacros(page), refusedMacros)
        await isDrawn(page)
        await context.close()
        assert.deepEqual(complaints, [])
      })
    }
  }
})

async function logIn(page: Page): Promise<void> {
  await page.goto('/login.action')
  await page.fill('#os_username', people.admin.username)
  await page.fill('#os_password', people.admin.password)
  await page.click('button[name=login]')
  await page.waitForSelector('.account .menu')
}

/** The names of the macros that show an error box. */
function failedMacros(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#main-content [data-macro-name]')]
      .filter((one) => one.matches('.aui-message-error, .error'))
      .map((one) => one.getAttribute('data-macro-name') ?? ''),
  )
}

/** The diagram has a picture with its words, in place of its text, and its frame can reach nothing of the page. */
async function isDrawn(page: Page): Promise<void> {
  const frame = page.locator('iframe.diagram-frame.drawn')
  await frame.scrollIntoViewIfNeeded()
  await frame.waitFor()
  const inside = page.frameLocator('iframe.diagram-frame')
  const picture = inside.locator('svg')
  await picture.waitFor()
  assert.match((await picture.textContent()) ?? '', /Confluence/)
  const size = await picture.boundingBox()
  assert.ok(size !== null && size.width > 100 && size.height > 100, JSON.stringify(size))
  assert.equal(await page.locator('pre[data-source-language="mermaid"]').isVisible(), false)
  const reached = await picture.evaluate(() => {
    try {
      return String(window.parent.document.title)
    } catch (error) {
      return (error as Error).name
    }
  })
  assert.equal(reached, 'SecurityError')
}
