/** Chosen colours arrive in the pages, and nothing else does. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { colours } from '../../src/domain/look/colours.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

describe('the look of pages', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
  })
  after(() => app.close())

  const send = async (path: string, body: unknown) => {
    const answer = await ask({ method: 'PUT', url: app.url + path, headers: credentials('admin'), body })
    assert.equal(answer.status, 200, answer.text)
  }
  const styleOf = async (path: string): Promise<string | undefined> => {
    const { text } = await ask({ method: 'GET', url: app.url + path, headers: credentials('admin') })
    return /<html lang="en" (?:style="([^"]*)")?>/.exec(text)?.[1]
  }

  it('has no style where nothing is chosen', async () => {
    assert.equal(await styleOf('/'), undefined)
  })

  it('has the colours of the site everywhere, by day and by night', async () => {
    await send('/rest/api/color-scheme', {
      colorSchemeModelLight: { topBarColor: 'rgb(1,2,3)' },
      colorSchemeModelDark: { linkColor: '#abcdef' },
    })
    const expected = `--top-bar:light-dark(#010203,${colours.topBarColor.dark});--link:light-dark(${colours.linkColor.light},#abcdef)`
    assert.equal(await styleOf('/'), expected)
    assert.equal(await styleOf('/display/DEMO'), expected)
    assert.equal(await styleOf('/wiki/login.action'), expected)
  })

  it('has the colours of a space on its pages only', async () => {
    await send('/rest/api/space/DEMO/color-scheme', { colorSchemeModelLight: { topBarColor: '#ffffff' } })
    const ofSpace = /^--top-bar:light-dark\(#ffffff,/
    assert.match((await styleOf('/display/DEMO')) ?? '', ofSpace)
    assert.match((await styleOf('/pages/viewrecentblogposts.action?key=DEMO')) ?? '', ofSpace)
    assert.doesNotMatch((await styleOf('/')) ?? '', ofSpace)
  })

  it('keeps its own colours in the style sheet as the scheme says', () => {
    const css = readFileSync(join(import.meta.dirname, '../../src/web/styles/tokens.css'), 'utf8')
    for (const [name, { light, dark, property }] of Object.entries(colours)) {
      // Headings have the colour of the text around them until one is chosen.
      const token = name === 'headingTextColor' ? '--ink' : property
      assert.ok(css.includes(`  ${token}: light-dark(${light}, ${dark});`), name)
    }
  })
})
