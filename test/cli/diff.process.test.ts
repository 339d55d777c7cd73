/** `inver diff` as people call it, against the real server. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { connect, updatePage } from 'inver/sdk'
import { v1 } from 'inver/sdk/v1'
import { makeSpace } from '../documents/site.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { people } from '../support/people.ts'
import { inver } from './run.ts'

let app: TestApp
let folder: string
let id: string
before(async () => {
  app = await startTestApp({ database: 'sqlite' })
  folder = mkdtempSync(join(tmpdir(), 'inver-diff-'))
  await makeSpace(app, 'DIFF', 'Differences')
  const { username, password } = people.admin
  const client = connect({ url: `${app.url}/wiki`, auth: { kind: 'basic', username, password } })
  const body = { storage: { value: '<p>One.</p><p>Two.</p>', representation: 'storage' } }
  const page = { type: 'page', title: 'Manual', space: { key: 'DIFF' }, body }
  ;({ id } = await v1(client).createContent({ body: page }))
  await updatePage(client, id, (storage) => storage.replace('Two', '<b>Three</b>'))
})
after(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const diff = (words: string, root = '/wiki') => {
  const env = {
    INVER_URL: app.url + root,
    INVER_USER: people.admin.username,
    INVER_TOKEN: people.admin.password,
  }
  return inver(['diff', 'DIFF:Manual', ...words.split(' ').filter((word) => word !== '')], {
    env,
    cwd: folder,
  })
}

describe('inver diff', () => {
  it('shows the last change, and any two versions', async () => {
    for (const root of ['', '/wiki']) {
      const { code, out } = await diff('', root)
      assert.equal(code, 0)
      assert.equal(
        out,
        `--- page ${id} (version 1)\n+++ page ${id} (version 2)\n@@ -1,3 +1,3 @@\n One.\n \n-Two.\n+**Three**.\n`,
      )
    }
    const back = await diff('--from 2 --to 1 --as storage --exit-code')
    assert.equal(back.code, 1)
    assert.match(back.out, /\n <p>One\.<\/p>\n-<p><b>Three<\/b>\.<\/p>\n\+<p>Two\.<\/p>\n$/)
    assert.deepEqual(await diff('--from 2 --to 2 --exit-code'), { code: 0, out: '', errors: '' })
    assert.match((await diff('--to 1')).out, /^--- \/dev\/null\n/)
  })

  it('compares a file, whose heading may be the title', async () => {
    writeFileSync(join(folder, 'same.md'), '---\nid: 1\n---\n# Manual\n\nOne.\n\n**Three**.\n')
    assert.equal((await diff('same.md --as text --exit-code')).out, '')
    writeFileSync(join(folder, 'other.wiki'), 'One.\n\nFour.\n')
    const { out } = await diff('other.wiki --as text --json')
    const said = JSON.parse(out) as { to: string; changed: boolean; diff: string }
    assert.deepEqual([said.to, said.changed], ['other.wiki', true])
    assert.match(said.diff, /\n-Three\.\n\+Four\.\n$/)
    assert.equal((await diff('other.wiki --porcelain')).out, `${id}\tchanged\n`)
  })

  it('writes a page that shows the change', async () => {
    assert.equal((await diff('--html change.html')).out, 'Wrote change.html.\n')
    const page = readFileSync(join(folder, 'change.html'), 'utf8')
    assert.match(
      page,
      /<del aria-label="removed"><p>Two\.<\/p><\/del><ins aria-label="added"><p><b>Three<\/b>\./,
    )
  })

  it('says what it cannot do', async () => {
    writeFileSync(join(folder, 'broken.xml'), '<p>\n<b>x</p>')
    const broken = await diff('broken.xml')
    assert.equal(broken.code, 1)
    assert.match(broken.errors, /^inver: broken\.xml:2:5: error: /)
    assert.equal((await diff('--from 9')).code, 3)
    for (const words of ['--from x', '--from 1 same.md', '--as pdf']) {
      assert.equal((await diff(words)).code, 2, words)
    }
  })
})
