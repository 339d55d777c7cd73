/** What an administrator decides of how documents are shown. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestApp, type TestApp } from '../support/app.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

const macro = (name: string, inside = '') =>
  `<ac:structured-macro ac:name="${name}">${inside}</ac:structured-macro>`
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`
const rawHtml = macro(
  'html',
  '<ac:plain-text-body><![CDATA[<b onclick="x()">bold</b><script>x()</script><iframe src="https://a.example"></iframe>]]></ac:plain-text-body>',
)
const issue = macro('jira', parameter('key', 'A-1') + parameter('server', 'Tracker'))
const framed = macro('iframe', parameter('src', 'https://maps.example/a'))

function shower(app: () => TestApp) {
  return async (value: string): Promise<string> => {
    const { url } = app()
    const body = { value, representation: 'storage' }
    const headers = credentials('admin')
    const answer = await ask({
      method: 'POST',
      url: `${url}/rest/api/contentbody/convert/view`,
      headers,
      body,
    })
    assert.equal(answer.status, 200, answer.text)
    return (answer.json as { value: string }).value
  }
}

describe('documents on a site where nothing was decided', () => {
  let app: TestApp
  const view = shower(() => app)
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
  })
  after(() => app.close())

  it('raw HTML is off', async () => {
    const text = await view(rawHtml)
    assert.match(text, /Raw HTML is turned off on this site\./)
    assert.doesNotMatch(text, /<b>/)
  })

  it('a page of another site is a link, and an unknown tracker a name', async () => {
    assert.match(await view(framed), /<a class="external-link"[^>]* href="https:\/\/maps\.example\/a"/)
    assert.match(await view(issue), /<span class="jira-issue-key">A-1<\/span>/)
  })

  it('the site greets, and nobody follows anybody', async () => {
    assert.match(await view(macro('welcome-message')), /<p>Welcome to Inver\.<\/p>/)
    assert.match(await view(macro('network')), />Administrator<\/a> follows nobody\./)
    assert.match(await view(macro('network', parameter('', 'followers'))), /Nobody follows <a/)
  })

  it('the reader is told apart from others', async () => {
    const mention = (name: string) => `<p><ac:link><ri:user ri:username="${name}" /></ac:link></p>`
    assert.match(await view(mention('admin')), /current-user-mention/)
    assert.doesNotMatch(await view(mention('reader')), /current-user-mention/)
  })
})

describe('documents on a site whose administrator allows more', () => {
  let app: TestApp
  const view = shower(() => app)
  before(async () => {
    const settings = {
      rawHtml: 'on',
      frames: 'https://maps.example, https://films.example',
      applications: 'Tracker=https://jira.example/',
      welcome: '<p>Hello <strong>all</strong></p>',
    }
    app = await startTestApp({ database: 'sqlite', settings })
  })
  after(() => app.close())

  it('raw HTML is shown without what could run', async () => {
    const text = (await view(rawHtml)).replace(/ data-encoded-xml="[^"]*"/, '')
    assert.match(text, /<b>bold<\/b>/)
    assert.doesNotMatch(text, /onclick|<script|<iframe/)
  })

  it('a page of an allowed site stands in a frame, and the page that shows it permits that', async () => {
    assert.match(await view(framed), /<iframe src="https:\/\/maps\.example\/a"[^>]* sandbox=/)
    const { headers } = await ask({ method: 'GET', url: `${app.url}/`, headers: credentials('admin') })
    assert.match(
      String(headers['content-security-policy']),
      /; frame-src 'self' https:\/\/maps\.example https:\/\/films\.example;/,
    )
  })

  it('issues lead to the tracker, and the greeting is the one that was set', async () => {
    assert.match(await view(issue), /href="https:\/\/jira\.example\/browse\/A-1"/)
    assert.match(await view(macro('welcome-message')), /<p>Hello <strong>all<\/strong><\/p>/)
  })
})

describe('a greeting that is a sentence', () => {
  let app: TestApp
  const view = shower(() => app)
  before(async () => {
    app = await startTestApp({ database: 'sqlite', settings: { welcome: 'Tom & Jerry <3' } })
  })
  after(() => app.close())

  it('is shown as it was typed', async () => {
    assert.match(await view(macro('welcome-message')), /<p>Tom &amp; Jerry &lt;3<\/p>/)
  })
})
