/** `inver publish` and `inver pull` against a real server. */
import assert from 'node:assert/strict'
import { globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { publishFolder, type PublishOptions } from '../../src/cli/publish/publish.ts'
import { pullPages } from '../../src/cli/publish/pull.ts'
import { spellProblem } from '../../src/cli/publish/problem.ts'
import { type Client, connect } from '../../src/sdk/client.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { parseCase } from '../support/corpus.ts'
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
    assert.match(
      more.body.storage.value,
      /<strong>wiki<\/strong>.*<ri:page ri:content-title="Getting started" \/>/,
    )
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
    const { id, body } = await pageCalled('Getting started')
    assert.deepEqual(conflicts, [
      'guide/start.md:1:1: error: "Getting started" was edited on the server (version 2) in the same place: ' +
        'there it says "Two, said the server.", here "Two, said the file."; ' +
        `put the file right, with "id: ${id}" and "version: 2" in its front matter`,
    ])
    assert.match(body.storage.value, /Two, said the server/)
    const solved = read('guide/start.md').replace('Two, said the file.', 'Two, said both.')
    write('guide/start.md', solved.replace('---\n', `---\nid: ${id}\nversion: 2\n`))
    assert.equal((await publish()).kinds['guide/start.md'], 'updated')
    assert.match((await pageCalled('Getting started')).body.storage.value, /<p>Two, said both\.<\/p>/)
  })

  it('does not overwrite a file that was replaced on the server, too', async () => {
    writeHandbook()
    await publish()
    const { id } = await pageCalled('Handbook')
    const path = `/rest/api/content/${id}/child/attachment`
    const { results } = await client.request<{ results: { id: string }[] }>('GET', path)
    const bytes = new Uint8Array([1, 2, 3])
    await client.upload(`${path}/${results[0]?.id}/data`, { name: 'logo.png', bytes })
    assert.equal((await publish()).kinds['index.md'], 'unchanged')
    write('img/logo.png', new Uint8Array([4, 5, 6]))
    const { conflicts } = await publish()
    assert.deepEqual(conflicts, [
      'index.md:1:1: error: the file logo.png (img/logo.png) was replaced on the server, too',
    ])
  })
})

describe('inver publish, of single files', () => {
  const chosen = (areAll: boolean, ...paths: string[]) => ({ chosen: { paths: new Set(paths), areAll } })

  it('publishes them in their places in the folder, with the pages above that are missing', async () => {
    write('index.md', '# Book')
    write('other.md', '# Other')
    write('part/one.md', '# One\n\n[two](two.md)')
    write('part/two.md', '# Two')
    assert.deepEqual((await publish(chosen(false, 'part/one.md'))).kinds, {
      'index.md': 'created',
      'part/': 'created',
      'part/one.md': 'created',
    })
    write('index.md', '# Book, changed')
    write('part/two.md', '# Two, changed')
    const again = await publish(chosen(false, 'part/one.md', 'part/two.md'))
    assert.deepEqual(again.kinds, { 'part/one.md': 'updated', 'part/two.md': 'created' })
    assert.deepEqual(again.gone, [])
    const whole = await publish()
    assert.deepEqual([whole.kinds['index.md'], whole.kinds['part/two.md']], ['updated', 'unchanged'])
  })

  it('publishes files alone beside each other, and a folder later takes them over', async () => {
    write('a.md', '# A\n\n[b](deep/b.md) ![p](deep/p.png)')
    write('deep/b.md', '# B')
    write('deep/p.png', 'bytes')
    write('broken.xml', '<p>')
    const alone = await publish(chosen(true, 'a.md', 'deep/b.md'))
    assert.deepEqual(alone.kinds, { 'a.md': 'created', 'deep/b.md': 'created' })
    assert.deepEqual(alone.said, [])
    const parents = await Promise.all(
      [...alone.outcomes.values()].map(({ id }) =>
        client.request<Placed>('GET', `/rest/api/content/${id}`, ANCESTORS),
      ),
    )
    assert.deepEqual(
      parents.map(({ ancestors }) => ancestors.length),
      [0, 0],
    )
    rmSync(join(folder, 'broken.xml'))
    assert.deepEqual((await publish()).kinds, {
      'a.md': 'unchanged',
      'deep/': 'created',
      'deep/b.md': 'updated',
    })
  })
})

type Placed = { ancestors: unknown[] }
const ANCESTORS = { query: { expand: 'ancestors' } }

describe('inver publish, when files move, go, clash or cannot be read', () => {
  it('moves a page with its file, and trashes it when it is gone and that is asked for', async () => {
    writeHandbook()
    await publish()
    const { id } = await pageCalled('More')
    mkdirSync(join(folder, 'other'))
    renameSync(join(folder, 'guide/deep/more.wiki'), join(folder, 'other/more.wiki'))
    const moved = await publish()
    assert.equal(moved.kinds['other/more.wiki'], 'updated')
    assert.deepEqual(
      moved.gone.map(({ title }) => title),
      ['deep'],
    )
    const after = await pageCalled('More')
    assert.equal(after.id, id)
    assert.equal(after.ancestors.at(-1)?.title, 'other')
    assert.match(after.body.storage.value, /up/)
    await pageCalled('deep')
    const pruned = await publish({ prune: true })
    assert.deepEqual(
      pruned.gone.map(({ title }) => title),
      ['deep'],
    )
    const page = { spaceKey: space, title: 'deep' }
    const left = await client.request<{ results: unknown[] }>('GET', '/rest/api/content', { query: page })
    assert.deepEqual(left.results, [])
  })

  it('does not trash a page that was edited on the server', async () => {
    writeHandbook()
    await publish()
    await edit('More', (storage) => `${storage}<p>Mine.</p>`)
    rmSync(join(folder, 'guide/deep'), { recursive: true })
    const { conflicts, gone } = await publish({ prune: true })
    assert.deepEqual(
      gone.map(({ title }) => title),
      ['deep'],
    )
    assert.match(
      conflicts.join('\n'),
      /^guide\/deep\/more\.wiki:1:1: error: .* was edited on the server; it stays$/,
    )
    await pageCalled('More')
  })

  it('keeps to a name that a page was given on the server, and links to it by that', async () => {
    writeHandbook()
    await publish()
    const { id, version, body } = await pageCalled('Getting started')
    const { value } = body.storage
    await client.request('PUT', `/rest/api/content/${id}`, {
      body: {
        type: 'page',
        title: 'First steps',
        version: { number: version.number + 1 },
        body: { storage: { value, representation: 'storage' } },
      },
    })
    write('index.md', read('index.md').replace('Welcome', 'Hello'))
    assert.deepEqual((await publish()).conflicts, [])
    assert.match((await pageCalled('Handbook')).body.storage.value, /Hello.*ri:content-title="First steps"/)
    await pageCalled('First steps')
  })

  it('shows what it would do, and does nothing', async () => {
    write('a.md', '# A\n\nOne.\n\nTwo.\n')
    const first = await publish({ dryRun: true })
    const [made] = first.outcomes.values()
    assert.deepEqual(made, {
      kind: 'created',
      id: '',
      diff: '--- /dev/null\n+++ a.md\n@@ -0,0 +1,2 @@\n+<p>One.</p>\n+<p>Two.</p>\n',
    })
    await publish()
    write('a.md', '# A\n\nOne.\n\n2.0\n')
    const [changed] = (await publish({ dryRun: true })).outcomes.values()
    const { id } = await pageCalled('A')
    assert.deepEqual(changed, {
      kind: 'updated',
      id,
      diff: `--- page ${id} (version 1)\n+++ a.md\n@@ -1,2 +1,2 @@\n <p>One.</p>\n-<p>Two.</p>\n+<p>2.0</p>\n`,
    })
    assert.deepEqual(writes, [])
  })

  it('says what is wrong at its place, and publishes the rest', async () => {
    write(
      'a.md',
      '---\ntitle: A\n---\n\nText, [gone](missing.md)\nand [out](../../secret.md), ![no](no.png).\n',
    )
    write('b.xml', '<p>fine</p>\n<p>broken</b>')
    const { said, kinds } = await publish()
    assert.deepEqual(kinds, { 'a.md': 'created' })
    assert.match(said[0] ?? '', /^b\.xml:2:\d+: error: Unexpected close tag <\/b>/)
    assert.deepEqual(said.slice(1), [
      'a.md:5:14: warning: missing.md: there is no such file; the link is left as it is',
      'a.md:6:11: warning: ../../secret.md: leads out of the folder; the link is left as it is',
      'a.md:6:35: warning: no.png: there is no such file in the folder',
    ])
  })

  it('gives a second page of one title another, and leaves pages alone that are not its own', async () => {
    write('one/overview.md', '# Overview\n')
    write('two/overview.md', '# Overview\n')
    write('foreign.md', '# Foreign\n')
    const body = { storage: { value: '<p>Mine.</p>', representation: 'storage' } }
    const { id } = await client.request<{ id: string }>('POST', '/rest/api/content', {
      body: { type: 'page', title: 'Foreign', space: { key: space }, body },
    })
    const { said } = await publish()
    assert.deepEqual(said, [
      'two/overview.md:1:1: warning: one/overview.md has the title "Overview", too; this page is published as "Overview (two)"',
      `foreign.md:1:1: error: page ${id} has the title "Foreign" and was not published from here; put "id: ${id}" into the front matter to take it over`,
    ])
    assert.equal((await pageCalled('Overview (two)')).ancestors.at(-1)?.title, 'two')
    assert.equal((await pageCalled('Foreign')).body.storage.value, '<p>Mine.</p>')
    write('foreign.md', `---\nid: ${id}\n---\n# Foreign\n\nTheirs.\n`)
    assert.equal((await publish()).kinds['foreign.md'], 'updated')
    assert.equal((await pageCalled('Foreign')).body.storage.value, '<p>Theirs.</p>')
  })

  it('ends when the server has too much to do, after what is under way, and is completed by the next run', async () => {
    for (let number = 0; number < 12; number++) write(`page-${number}.md`, `# Page ${number}`)
    let made = 0
    const busy = connect({
      url: app.url,
      auth: { kind: 'basic', username: people.admin.username, password: people.admin.password },
      retries: 0,
      fetch: async (address, init) => {
        if (init?.method !== 'POST') return fetch(address, init)
        made += 1
        return made > 2 ? Response.json({ message: 'Later.' }, { status: 503 }) : fetch(address, init)
      },
    })
    await assert.rejects(publish({ client: busy }), { status: 503, message: 'Later.' })
    // Two were made, and of the four at once none began another.
    assert.ok(made <= 2 + 4, String(made))
    const { kinds } = await publish()
    const counts = Object.values(kinds)
    assert.equal(counts.filter((kind) => kind === 'unchanged').length, 2)
    assert.equal(counts.filter((kind) => kind === 'created').length, 10)
  })

  it('completes what an earlier run left undone, wherever that ended', async () => {
    writeHandbook()
    for (let allowed = 1; ; allowed++) {
      let left = allowed
      const cut = connect({
        url: app.url,
        auth: { kind: 'basic', username: people.admin.username, password: people.admin.password },
        retries: 0,
        fetch: (address, init) => {
          if (init?.method !== 'GET' && left-- <= 0) throw new Error('cut')
          return fetch(address, init)
        },
      })
      const whole = await publish({ client: cut }).then(
        () => true,
        () => false,
      )
      if (whole) break
      assert.ok(allowed < 30, 'it comes to an end')
    }
    await publish()
    assert.deepEqual(writes, [])
    assert.equal((await pageCalled('Handbook')).version.number, 1)
    const { id } = await pageCalled('Getting started')
    const files = await client.request<{ results: { version: { number: number } }[] }>(
      'GET',
      `/rest/api/content/${id}/child/attachment`,
      { query: { expand: 'version' } },
    )
    assert.deepEqual(
      files.results.map(({ version }) => version.number),
      [1],
    )
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

  it('leaves out what is not below the page of the folder, so that publishing moves nothing', async () => {
    writeHandbook()
    await publish()
    const home = await pageCalled(`Space ${spaces} Home`)
    const body = { storage: { value: '<p>Below.</p>', representation: 'storage' } }
    const below = {
      type: 'page',
      title: 'Below home',
      space: { key: space },
      ancestors: [{ id: home.id }],
      body,
    }
    await client.request('POST', '/rest/api/content', { body: below })
    const pulled = await pull()
    assert.deepEqual([pulled.created, pulled.updated, pulled.conflicts], [[], [], []])
    assert.deepEqual(pulled.problems.map(spellProblem), [
      `index.md:1:1: warning: page ${home.id}, "Space ${spaces} Home", is not below the page of index.md; pull it into another folder`,
    ])
    await publish()
    assert.deepEqual(writes, [])
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
      await client.upload(`/rest/api/content/${more.id}/child/attachment`, {
        name: 'a b(1).png',
        bytes: image,
      })
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
      const pulled = await pull(format)
      assert.deepEqual([pulled.conflicts, pulled.problems], [[], []])
      const suffix = format === 'markdown' ? 'md' : 'xml'
      assert.ok(pulled.created.includes(`handbook/guide/deep/more.${suffix}`), pulled.created.join())
      assert.deepEqual(
        readFileSync(join(folder, 'handbook/guide/deep/more.files/a b(1).png')),
        Buffer.from(image),
      )
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

  it('brings every document of the corpus into Markdown and back without writing anything', async () => {
    const corpus = join(import.meta.dirname, '..', 'corpus')
    let count = 0
    for (const path of globSync('**/*.case', { cwd: corpus })) {
      const { sections } = parseCase(readFileSync(join(corpus, path), 'utf8'))
      const value = sections.find(({ format }) => format === 'storage')?.text
      if (value === undefined) continue
      const body = { storage: { value, representation: 'storage' } }
      const page = { type: 'page', title: path, space: { key: space }, body }
      // Some cases are about what the server refuses.
      const made = await client.request('POST', '/rest/api/content', { body: page }).catch(() => undefined)
      if (made !== undefined) count++
    }
    assert.ok(count > 150)
    const pulled = await pull()
    assert.ok(pulled.created.length >= count)
    const { kinds, conflicts } = await publish()
    assert.deepEqual(conflicts, [])
    assert.deepEqual(new Set(Object.values(kinds)), new Set(['unchanged']))
    assert.deepEqual(writes, [])
  })
})
