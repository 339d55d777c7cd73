/** The interface as people use it: in a real browser, with and without script, by day, by night and on a phone. */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { startTestApp, type TestApp } from '../support/app.ts'
import { startBrowser } from '../support/browser.ts'
import { credentials, people } from '../support/people.ts'
import { ask } from '../support/request.ts'

const PHONE = { viewport: { width: 390, height: 844 } }
const DESK = { viewport: { width: 1280, height: 900 } }

const BODY =
  '<p><ac:structured-macro ac:name="toc" /></p><h2>One</h2><p>Text.</p>' +
  '<table><tbody><tr>' +
  '<td>A cell that does not break: abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz</td>'.repeat(4) +
  '</tr></tbody></table>' +
  '<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">More of it</ac:parameter>' +
  '<ac:rich-text-body><p>Deep water</p><h3>Two</h3></ac:rich-text-body></ac:structured-macro>' +
  '<ac:structured-macro ac:name="code"><ac:parameter ac:name="collapse">true</ac:parameter>' +
  '<ac:plain-text-body><![CDATA[int hidden = 1;]]></ac:plain-text-body></ac:structured-macro>' +
  '<p><ac:emoticon ac:name="smile" /> <ac:structured-macro ac:name="nosuchmacro" /></p>' +
  ['Grey', 'Red', 'Yellow', 'Green', 'Blue', 'Purple']
    .map(
      (colour) =>
        `<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="colour">${colour}</ac:parameter>` +
        `<ac:parameter ac:name="title">${colour}</ac:parameter></ac:structured-macro></p>`,
    )
    .join('') +
  ['info', 'tip', 'note', 'warning']
    .map(
      (name) =>
        `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name="title">${name}</ac:parameter>` +
        '<ac:rich-text-body><p>In a box, <a href="/">with a link</a>.</p></ac:rich-text-body></ac:structured-macro>',
    )
    .join('') +
  '<table><tbody><tr><td style="background-color: rgb(255,250,230);">By day <a href="/">and night</a></td></tr></tbody></table>' +
  '<p style="color: rgb(255,0,0);">red</p>' +
  `<p>${'verylongword'.repeat(30)}</p>`

describe('the screens in a browser', () => {
  let app: TestApp
  let browser: Browser | undefined
  let missing = ''
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    const found = await startBrowser()
    if ('missing' in found) missing = found.missing
    else browser = found.browser
    const headers = credentials('admin')
    const body = {
      type: 'page',
      title: 'A page for a browser',
      space: { key: 'DEMO' },
      body: { storage: { value: BODY, representation: 'storage' } },
    }
    const made = await ask({ method: 'POST', url: `${app.url}/rest/api/content`, headers, body })
    assert.equal(made.status, 200, made.text)
  })
  after(async () => {
    await browser?.close()
    await app.close()
  })

  /** Runs `use` in a browser of its own and fails when the browser complains about anything. */
  async function browse(
    test: TestContext,
    options: BrowserContextOptions,
    use: (page: Page, context: BrowserContext) => Promise<void>,
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
      page.on('response', (response) => {
        const isDocument = response.request().resourceType() === 'document'
        if (!isDocument && response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
      })
      await use(page, context)
    } finally {
      await context.close()
    }
    // A browser also reports documents that are refused, which some tests ask for.
    assert.deepEqual(
      complaints.filter((one) => !one.startsWith('Failed to load resource')),
      [],
    )
  }

  async function logIn(page: Page): Promise<void> {
    await page.fill('#os_username', people.admin.username)
    await page.fill('#os_password', people.admin.password)
    await page.click('button[name=login]')
    await page.waitForSelector('.account .menu')
    await page.waitForLoadState()
  }

  async function overflow(page: Page): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  }

  it('a stranger logs in, lands where they were going, reads, and logs out', (test) =>
    browse(test, DESK, async (page, context) => {
      await page.goto('/display/DEMO/Formatting+and+macros')
      await logIn(page)
      await page.waitForURL('**/display/DEMO/Formatting+and+macros')
      assert.equal(await page.textContent('#title-text'), 'Formatting and macros')
      const [cookie] = await context.cookies()
      assert.ok(cookie?.httpOnly && cookie.sameSite === 'Lax')
      await page.click('#breadcrumbs >> text=Demonstration')
      await page.waitForURL('**/display/DEMO')
      await page.click('.page-tree >> text=Change log')
      assert.equal(await page.textContent('#title-text'), 'Change log')
      await page.click('.menu summary')
      await page.click('text=Log out')
      await page.waitForURL('**/login.action?logout=true')
      await page.goto('/display/DEMO')
      assert.equal(await page.locator('#title-text').count(), 0)
    }))

  it('closed parts open by mouse, by keyboard and by an address that names a place in them', (test) =>
    browse(test, DESK, async (page) => {
      await page.goto('/login.action?os_destination=/display/DEMO/A+page+for+a+browser')
      await logIn(page)
      const [deep, control] = [page.getByText('Deep water'), page.getByRole('button', { name: 'More of it' })]
      assert.equal(await deep.isVisible(), false)
      await control.click()
      assert.ok(await deep.isVisible())
      assert.equal(await control.getAttribute('aria-expanded'), 'true')
      await control.focus()
      await page.keyboard.press('Enter')
      assert.equal(await deep.isVisible(), false)
      const code = page.getByText('int hidden')
      assert.equal(await code.isVisible(), false)
      await page.getByRole('button', { name: 'Expand source' }).click()
      assert.ok(await code.isVisible())
      await page.click('.toc-macro >> text=Two')
      assert.ok(await deep.isVisible())
    }))

  it('without script everything can be read and every form works', (test) =>
    browse(test, { ...DESK, javaScriptEnabled: false }, async (page) => {
      await page.goto('/login.action?os_destination=/display/DEMO/A+page+for+a+browser')
      await logIn(page)
      assert.ok(await page.getByText('Deep water').isVisible())
      assert.ok(await page.getByText('int hidden').isVisible())
      await page.click('.menu summary')
      await page.click('text=Log out')
      await page.waitForURL('**/login.action?logout=true')
    }))

  it('the whole page never scrolls sideways, and its colours follow the system', (test) =>
    browse(test, { ...PHONE, colorScheme: 'dark' }, async (page) => {
      const grounds = new Set<string>()
      await page.goto('/login.action')
      await logIn(page)
      for (const path of [
        '/',
        '/display/DEMO',
        '/display/DEMO/A+page+for+a+browser',
        '/display/~admin',
        '/login.action',
        '/display/DEMO/Nothing+here',
      ]) {
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.goto(path)
          assert.ok((await overflow(page)) <= 0, `${path} scrolls sideways`)
          grounds.add(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
        }
      }
      assert.equal(grounds.size, 2)
    }))

  it('on a phone the page tree waits behind a button, at a desk it stands beside the page', (test) =>
    browse(test, PHONE, async (page) => {
      await page.goto('/login.action?os_destination=/display/DEMO')
      await logIn(page)
      const link = page.locator('.page-tree').getByText('Change log')
      assert.equal(await link.isVisible(), false)
      await page.click('.sidebar-parts > summary')
      assert.ok(await link.isVisible())
      await page.setViewportSize(DESK.viewport)
      await page.reload()
      assert.ok(await link.isVisible())
    }))

  it('the keyboard finds the content first, and shows where it is', (test) =>
    browse(test, DESK, async (page) => {
      await page.goto('/login.action?os_destination=/display/DEMO')
      await logIn(page)
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
      await page.keyboard.press('Tab')
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineStyle,
      )
      assert.equal(outline, 'solid')
    }))

  it('text can be read on its ground, by day and by night', (test) =>
    browse(test, DESK, async (page) => {
      await page.goto('/login.action?os_destination=/display/DEMO/Formatting+and+macros')
      await logIn(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const path of [
          '/',
          '/display/DEMO/Formatting+and+macros',
          '/display/DEMO/A+page+for+a+browser',
          '/login.action?logout=true',
        ]) {
          await page.goto(path)
          assert.deepEqual(await page.evaluate(faintTexts), [], `${colorScheme} ${path}`)
        }
      }
    }))
})

/** Runs in the page: texts whose contrast to their ground is below 4.5 to 1. Colours that an author chose do not count. */
function faintTexts(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (canvas === null) return ['no canvas']
  const rgba = (color: string) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data] as [number, number, number, number]
  }
  const luminance = ([red, green, blue]: readonly number[]) => {
    const linear = [red, green, blue].map((value = 0) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
  const groundOf = (element: Element | null): number[] => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor)
      if (color[3] === 255) return color
    }
    return [255, 255, 255]
  }
  const faint: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement
    const text = walker.currentNode.textContent?.trim() ?? ''
    if (text === '' || element === null || element.closest('[style^=color], script, .visually-hidden'))
      continue
    if (!element.checkVisibility()) continue
    const [one, other] = [luminance(rgba(getComputedStyle(element).color)), luminance(groundOf(element))]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    if (contrast < 4.5) faint.push(`${contrast.toFixed(2)} ${text.slice(0, 40)}`)
  }
  return faint
}
