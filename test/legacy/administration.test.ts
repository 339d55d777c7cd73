/** Remote procedures for backups, preferences and names of users. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { credentials, people, type PersonName } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'

onEachDatabase((database) => {
  describe(`remote procedures that administer, ${database}`, () => {
    let app: TestApp
    before(async () => {
      app = await startTestApp({ database })
      await call('admin', 'addSpace', [{ key: 'RPC', name: 'Procedures' }])
    })
    after(() => app.close())

    async function answer(who: PersonName, method: string, args: readonly unknown[]) {
      const url = `${app.url}/rpc/json-rpc/confluenceservice-v2/${method}`
      return ask({ method: 'POST', url, headers: credentials(who), body: args })
    }
    async function call(who: PersonName, method: string, args: readonly unknown[]): Promise<unknown> {
      const { status, json, text } = await answer(who, method, args)
      assert.equal(status, 200, `${method}: ${text}`)
      return json
    }
    async function refused(who: PersonName, method: string, args: readonly unknown[], status: number) {
      assert.equal((await answer(who, method, args)).status, status, method)
    }
    const archive = async (url: unknown, who: PersonName = 'admin') =>
      ask({ method: 'GET', url: String(url), headers: credentials(who) })

    it('back the site up, and a space, and say where the archive is', async () => {
      for (const method of ['exportSite', 'performBackup']) {
        const file = await archive(await call('admin', method, [true]))
        assert.equal(file.status, 200)
        assert.match(file.text, /^PK/)
        await refused('editor', method, [true], 403)
      }
      for (const args of [
        ['RPC', 'TYPE_XML'],
        ['RPC', 'XML', true],
      ]) {
        assert.match((await archive(await call('admin', 'exportSpace', args))).text, /^PK/)
      }
      await refused('admin', 'exportSpace', ['RPC', 'TYPE_HTML'], 400)
      await refused('admin', 'exportSpace', ['NONE', 'TYPE_XML'], 404)
      await refused('stranger', 'exportSpace', ['RPC', 'TYPE_XML'], 404)
    })

    it('restore a space from its archive', async () => {
      const url = String(await call('admin', 'exportSpace', ['RPC', 'TYPE_XML']))
      const bytes = await (await fetch(url, { headers: credentials('admin') })).arrayBuffer()
      const file = Buffer.from(bytes).toString('base64')
      await refused('admin', 'importSpace', [file], 400)
      await call('admin', 'removeSpace', ['RPC'])
      // The removal goes on after its answer; until its end the key is taken.
      let imported = await answer('admin', 'importSpace', [file])
      for (let i = 0; i < 100 && /AlreadyExists/.test(imported.text); i++) {
        await pause(50)
        imported = await answer('admin', 'importSpace', [file])
      }
      assert.equal(imported.json, true, imported.text)
      assert.equal(((await call('admin', 'getSpace', ['RPC'])) as { name: string }).name, 'Procedures')
      await refused('admin', 'importSpace', [Buffer.from('no archive').toString('base64')], 400)
      await refused('editor', 'importSpace', [file], 403)
    })

    it('keep preferences, one’s own and for administrators those of others', async () => {
      const { username } = people.editor
      assert.equal(await call('editor', 'getUserPreferenceBoolean', [username, 'a.flag']), false)
      assert.equal(await call('editor', 'getUserPreferenceLong', [username, 'a.number']), 0)
      assert.equal(await call('editor', 'getUserPreferenceString', [username, 'a.text']), '')
      assert.equal(await call('editor', 'setUserPreferenceBoolean', [username, 'a.flag', true]), true)
      assert.equal(await call('admin', 'setUserPreferenceLong', [username, 'a.number', 42]), true)
      assert.equal(await call('editor', 'setUserPreferenceString', [username, 'a.text', 'words']), true)
      assert.equal(await call('admin', 'getUserPreferenceBoolean', [username, 'a.flag']), true)
      assert.equal(await call('editor', 'getUserPreferenceLong', [username, 'a.number']), 42)
      assert.equal(await call('editor', 'getUserPreferenceString', [username, 'a.text']), 'words')
      for (const kind of ['Boolean', 'Long', 'String']) {
        await refused('reader', `getUserPreference${kind}`, [username, 'a.flag'], 403)
        await refused(
          'reader',
          `setUserPreference${kind}`,
          [username, 'a.flag', kind === 'Boolean' ? true : 1],
          403,
        )
      }
      await refused('editor', 'setUserPreferenceString', [username, '', 'x'], 400)
      await refused('anonymous', 'getUserPreferenceString', [username, 'a'], 401)
    })

    it('keep what people say of themselves', async () => {
      const { username } = people.editor
      assert.equal(await call('editor', 'setUserInformation', [{ username, content: 'I edit.' }]), true)
      const said = (await call('admin', 'getUserInformation', [username])) as { content: string }
      assert.equal(said.content, 'I edit.')
      await refused('reader', 'getUserInformation', [username], 403)
      await refused('reader', 'setUserInformation', [{ username, content: 'x' }], 403)
    })

    it('give users other names, under which they log in and are found', async () => {
      const { username, password, email } = people.reader
      const taken = await answer('admin', 'renameUser', [username, people.editor.username])
      assert.equal(taken.status, 400, taken.text)
      await refused('editor', 'renameUser', [username, 'other'], 403)
      await refused('admin', 'renameUser', ['nobody-here', 'other'], 404)
      assert.equal(await call('admin', 'renameUser', [username, 'Readerina']), true)
      const whoIs = async (name: string) =>
        ask({ method: 'GET', url: `${app.url}/rest/api/user/current`, headers: basic(name, password) })
      assert.equal((await whoIs('Readerina')).status, 200)
      assert.equal((await whoIs(username)).status, 401)
      assert.equal(((await call('admin', 'getUser', ['readerina'])) as { email: string }).email, email)
      assert.equal(await call('admin', 'renameUsers', [{ Readerina: username }]), true)
      assert.equal((await whoIs(username)).status, 200)
      await refused('editor', 'renameUsers', [{ [username]: 'x' }], 403)
    })

    it('take every permission from a group', async () => {
      await call('admin', 'addGroup', ['helpers'])
      await call('admin', 'addGlobalPermissions', [['USECONFLUENCE', 'CREATESPACE'], 'helpers'])
      await call('admin', 'addPermissionsToSpace', [['VIEWSPACE', 'EDITSPACE'], 'helpers', 'RPC'])
      await refused('editor', 'removeAllPermissionsForGroup', ['helpers'], 403)
      assert.equal(await call('admin', 'removeAllPermissionsForGroup', ['helpers']), true)
      const sets = JSON.stringify(await call('admin', 'getSpacePermissionSets', ['RPC']))
      assert.doesNotMatch(sets, /helpers/)
      const held = await ask({
        method: 'GET',
        url: `${app.url}/rest/api/permissions/group/helpers`,
        headers: credentials('admin'),
      })
      assert.doesNotMatch(held.text, /createspace|use_confluence/i)
    })

    it('list who alone may see and edit a page, and answer for what there is not', async () => {
      const page = (await call('admin', 'storePage', [
        { space: 'RPC', title: 'Locked', content: '<p>x</p>' },
      ])) as {
        id: number
      }
      await call('admin', 'setContentPermissions', [page.id, 'Edit', [{ type: 'Edit', userName: 'admin' }]])
      assert.deepEqual(await call('admin', 'getContentPermissions', [page.id]), [
        { type: 'Edit', userName: 'admin', groupName: null },
      ])
      await refused('stranger', 'getContentPermissions', [page.id], 404)
      assert.deepEqual(await call('admin', 'getClusterNodeStatuses', []), [])
      assert.equal(await call('admin', 'installPlugin', ['a.jar', 'AAAA']), false)
      await refused('editor', 'installPlugin', ['a.jar', 'AAAA'], 403)
    })
  })
})
