/** `inver publish` and `inver pull` against a real server. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { publishFolder, type PublishOptions } from '../../src/cli/publish/publish.ts'
import { pullPages } from '../../src/cli/publish/pull.ts'
import { spellProblem } from '../../src/cli/publish/problem.ts'
import { type Client, connect } from '../../src/sdk/client.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'

let app: TestApp
let client: Client
/** Requests that changed something, as `METHOD path`. */
let writes: string[] = []
let folder: string
let space = ''
let spaces = 0

before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  client = connect({
    url: app.url,
    auth: { kind: 'basic', username: people.admin.username, password: people.admin.password },
    fetch: (address, init) => {
      if (init?.method !== 'GET') writes.push(`${init?.method} ${new URL(String(address)).pathname}`)
      return fetch(address, init)
    },
  })
})
after(() => app.close())

beforeEach(async (test) => {
  folder = mkdtempSync(join(tmpdir(), 'inver-publish-'))
  if ('after' in test) test.after(() => rmSync(folder, { recursive: true, force: true }))
  space = `PUB${++spaces}`
  await client.request('POST', '/rest/api/space', { body: { key: space, name: `Space ${spaces}` } })
  writes = []
})

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

async function publish(more: Partial<PublishOptions> = {}) {
  writes = []
  const options = { client, root: folder, space, name: 'docs', dryRun: false, parentId: '', prune: false }
  const report = await publishFolder({ ...options, ...more })
  return {
    ...report,
    kinds: Object.fromEntries([...report.outcomes].map(([path, { kind }]) => [path, kind])),
    said: report.problems.map(spellProblem),
    conflicts: report.conflicts.map(spellProblem),
  }
}

interface Page {
  id: string
  title: string
  version: { number: number }
  ancestors: { title: string }[]
  body: { storage: { value: string } }
  metadata: { labels: { results: { name: string }[] }; properties: Record<string, { value: unknown }> }
}

async function pageCalled(title: string): Promise<Page> {
  const query = {
    spaceKey: space,
    title,
    expand: 'body.storage,version,ancestors,metadata.labels,metadata.properties.team',
  }
  const { results } = await client.request<{ results: Page[] }>('GET', '/rest/api/content', { query })
  assert.equal(results.length, 1, `one page is called ${title}`)
  return results[0] as Page
}

async function edit(title: string, change: (storage: string) => string): Promise<void> {
  const { id, version, body } = await pageCalled(title)
  const value = change(body.storage.value)
  assert.notEqual(value, body.storage.value)
  await client.request('PUT', `/rest/api/content/${id}`, {
    body: {
      type: 'page',
      title,
      version: { number: version.number + 1 },
      body: { storage: { value, representation: 'storage' } },
    },
  })
}

const image = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3])

function writeHandbook(): void {
  write(
    'index.md',
    '# Handbook\n\nWelcome. See [how to begin](guide/start.md#first-steps).\n\n![Logo](img/logo.png)\n',
  )
  write(
    'guide/start.md',
    '---\ntitle: Getting started\nlabels: [howto, intro]\nproperty.team: docs\n---\n\n## First steps\n\nOne.\n\nTwo.\n\nThree.\n\n[Back](../index.md), [plan](../files/plan.pdf).\n',
  )
  write('guide/deep/more.wiki', 'h1. More\n\nSome *wiki* text, [up|../start.md].\n')
  write('img/logo.png', image)
  write('files/plan.pdf', 'not really a plan')
}

describe('inver publish', () => {
  it('makes a tree of pages out of folders, with links, files, labels and properties', async () => {
    writeHandbook()
    const { kinds, said } = await publish()
    assert.deepEqual(said, [])
    assert.deepEqual(kinds, {
      'index.md': 'created',
      'guide/': 'created',
      'guide/start.md': 'created',
      'guide/deep/': 'created',
      'guide/deep/more.wiki': 'created',
    })
    const top = await pageCalled('Handbook')
    assert.equal(
      top.body.storage.value,
      '<p>Welcome. See <ac:link ac:anchor="First steps"><ri:page ri:content-title="Getting started" />' +
        '<ac:plain-text-link-body><![CDATA[how to begin]]></ac:plain-text-link-body></ac:link>.</p>' +
        '<p><ac:image ac:alt="Logo"><ri:attachment ri:filename="logo.png" /></ac:image></p>',
    )
    const start = await pageCalled('Getting started')
    assert.deepEqual(
      start.ancestors.map(({ title }) => title),
      ['Handbook', 'guide'],
    )
    assert.deepEqual(start.metadata.labels.results.map(({ name }) => name).toSorted(), ['howto', 'intro'])
    assert.equal(start.metadata.properties.team?.value, 'docs')
    assert.match(start.body.storage.value, /<ri:attachment ri:filename="plan.pdf" \/>/)
    const more = await pageCalled('More')
    assert.match(more.body.storage.value, /<strong>wiki<\/strong>.*<ri:page ri:content-title="Getting started" \/>/)
    assert.match((await pageCalled('guide')).body.storage.value, /ac:name="children"/)
    const files = await client.request<{ results: { title: string; _links: { download: string } }[] }>(
      'GET',
      `/rest/api/content/${top.id}/child/attachment`,
    )
    assert.deepEqual(
      files.results.map(({ title }) => title),
      ['logo.png'],
    )
    const bytes = await new Response(await client.download(files.results[0]?._links.download ?? '')).bytes()
    assert.deepEqual(bytes, image)
  })

  it('writes nothing when nothing has changed, and one page when one has', async () => {
    writeHandbook()
    await publish()
    assert.deepEqual(new Set(Object.values((await publish()).kinds)), new Set(['unchanged']))
    assert.deepEqual(writes, [])
    write('guide/start.md', read('guide/start.md').replace('Two.', 'Two and a half.'))
    const { kinds } = await publish()
    assert.equal(kinds['guide/start.md'], 'updated')
    assert.equal(writes.length, 1)
    const { version, body } = await pageCalled('Getting started')
    assert.equal(version.number, 2)
    assert.match(body.storage.value, /Two and a half/)
  })

  it('merges with what was edited on the server, again and again', async () => {
    writeHandbook()
    await publish()
    await edit('Getting started', (storage) => storage.replace('One.', 'One, said the server.'))
    assert.equal((await publish()).kinds['guide/start.md'], 'unchanged')
    for (const words of ['Three, said the file.', 'Three, it said again.']) {
      write('guide/start.md', read('guide/start.md').replace(/Three.*/, words))
      assert.equal((await publish()).kinds['guide/start.md'], 'merged')
      const { body } = await pageCalled('Getting started')
      assert.match(body.storage.value, /One, said the server\./)
      assert.match(body.storage.value, new RegExp(words))
    }
    assert.equal((await publish()).kinds['guide/start.md'], 'unchanged')
    assert.deepEqual(writes, [])
  })

  it('says a conflict with file and page, leaves the page, and goes on with the others', async () => {
    writeHandbook()
    await publish()
    await edit('Getting started', (storage) => storage.replace('Two.', 'Two, said the server.'))
    write('guide/start.md', read('guide/start.md').replace('Two.', 'Two, said the file.'))
    write('index.md', read('index.md').replace('Welcome', 'Hello'))
    const { kinds, conflicts } = await publish()
    assert.equal(kinds['guide/start.md'], 'conflict')
    assert.equal(kinds['index.md'], 'updated')
    assert.deepEqual(conflicts, [
      'guide/start.md:1:1: error: "Getting started" was edited on the server (version 2) in the same place: ' +
        'there it says "Two, said the server.", here "Two, said the file."',
    ])
    assert.match((await pageCalled('Getting started')).body.storage.value, /Two, said the server/)
  })
})

describe('inver pull', () => {
  const pull = (format: 'markdown' | 'storage' = 'markdown', pageId?: string) =>
    pullPages({ client, root: folder, space, format, ...(pageId && { pageId }) })

  it('meets publish without loss: one page edited on the server, one in the folder', async () => {
    writeHandbook()
    await publish()
    await edit('Getting started', (storage) => storage.replace('<p>Two.</p>', '<p>Two, said the server.</p>'))
    write('index.md', read('index.md').replace('Welcome.', 'Welcome, said the file.'))
    const top = await pageCalled('Handbook')
    const pulled = await pull('markdown', top.id)
    assert.deepEqual(pulled.conflicts, [])
    assert.deepEqual(pulled.problems, [])
    assert.deepEqual([pulled.created, pulled.updated, pulled.files], [[], ['guide/start.md'], []])
    const start = await pageCalled('Getting started')
    assert.equal(
      read('guide/start.md'),
      `---\nid: ${start.id}\nversion: 2\ntitle: Getting started\nlabels: [howto, intro]\nproperty.team: docs\n---\n\n` +
        '## First steps\n\nOne.\n\nTwo, said the server.\n\nThree.\n\n[Back](../index.md), [plan](../files/plan.pdf).\n',
    )
    assert.match(read('index.md'), /Welcome, said the file\./)
    const again = await publish()
    assert.deepEqual([again.said, again.conflicts], [[], []])
    assert.equal(writes.length, 1)
    assert.equal(again.kinds['index.md'], 'updated')
    assert.match((await pageCalled('Handbook')).body.storage.value, /Welcome, said the file\./)
    assert.match((await pageCalled('Getting started')).body.storage.value, /Two, said the server\./)
    await publish()
    assert.deepEqual(writes, [])
    assert.deepEqual((await pull('markdown', top.id)).updated, [])
  })

  for (const format of ['markdown', 'storage'] as const) {
    it(`brings a space into an empty folder as ${format}; publishing that writes nothing`, async () => {
      writeHandbook()
      await publish()
      await edit(
        'More',
        (storage) =>
          `${storage}<p>See <ac:link><ri:page ri:content-title="Handbook" /></ac:link> <ac:image ac:width="20"><ri:attachment ri:filename="a b(1).png" /></ac:image></p>` +
          '<ac:structured-macro ac:name="toc" ac:macro-id="11" />',
      )
      const more = await pageCalled('More')
      await client.upload(`/rest/api/content/${more.id}/child/attachment`, { name: 'a b(1).png', bytes: image })
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
      const pulled = await pull(format)
      assert.deepEqual([pulled.conflicts, pulled.problems], [[], []])
      const suffix = format === 'markdown' ? 'md' : 'xml'
      assert.ok(pulled.created.includes(`handbook/guide/deep/more.${suffix}`), pulled.created.join())
      assert.deepEqual(readFileSync(join(folder, 'handbook/guide/deep/more.files/a b(1).png')), Buffer.from(image))
      if (format === 'markdown') {
        assert.match(read('handbook/guide/deep/more.md'), /\[Handbook\]\(\.\.\/\.\.\/\.\.\/handbook\.md\)/)
        assert.match(read('handbook/guide/deep/more.md'), /!\[\]\(more\.files\/a%20b%281%29\.png\)/)
      }
      const { said, conflicts } = await publish({ name: 'copy' })
      assert.deepEqual([said, conflicts], [[], []])
      assert.deepEqual(writes, [])
      const path = `handbook/guide/deep/more.${suffix}`
      write(path, read(path).replace('text', 'words'))
      await edit('More', (storage) => storage.replace('See', 'Look at'))
      const merged = await pull(format)
      assert.deepEqual([merged.updated, merged.conflicts], [[path], []])
      assert.match(read(path), /words/)
      assert.match(read(path), /Look at/)
      assert.equal((await publish({ name: 'copy' })).kinds[path], 'updated')
      const { body } = await pageCalled('More')
      assert.match(body.storage.value, /words/)
      assert.match(body.storage.value, /Look at/)
      assert.match(body.storage.value, /ac:macro-id="11"/)
    })
  }
})
