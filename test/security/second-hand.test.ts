/**
 * What somebody is told who was not shown it: by the number of what there is, by names that lists and refusals repeat, by
 * what the program writes into texts of others. Each case is an attack that once told something that the rules of
 * docs/reference/permissions.md refuse; the numbers are those of the rules.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { limits } from '../../src/base/limits.ts'
import { systemContext } from '../../src/domain/context.ts'
import { createUser } from '../../src/domain/user/user.ts'
import { onEachDatabase } from '../support/app.ts'
import { taskIsOver } from '../support/long-task.ts'
import { type Answer, ask, basic } from '../support/request.ts'
import { openSecretWiki, type Role, type SecretWiki } from '../support/secret-wiki.ts'

const GUEST = {
  username: 'guest',
  email: 'guest@example.com',
  displayName: 'Guest',
  password: 'a password for tests',
}

onEachDatabase((database) => {
  describe(`told at second hand, ${database}`, () => {
    let wiki: SecretWiki
    /** Somebody with an account who is let in as everybody is, and by no group. */
    let guest: Record<string, string>
    before(async () => {
      wiki = await openSecretWiki(database)
      await createUser(systemContext(wiki.app.domain), GUEST)
      guest = basic(GUEST.username, GUEST.password)
      await wiki.send('admin', 'PUT', '/rest/api/space/OPEN/permissions/anonymous/grant', [
        { targetType: 'space', operationKey: 'read' },
      ])
    })
    after(() => wiki.app.close())

    const as = (who: Role | 'guest', method: string, path: string, body?: unknown): Promise<Answer> => {
      const headers = { 'x-atlassian-token': 'no-check', ...(who === 'guest' ? guest : wiki.headersOf(who)) }
      return ask({ method, url: wiki.app.url + path, headers, body })
    }
    const get = (who: Role | 'guest', path: string) => as(who, 'GET', path)
    const rpc = (who: Role | 'guest', method: string, ...args: unknown[]) =>
      as(who, 'POST', `/rpc/json-rpc/confluenceservice-v2/${method}`, args)
    const make = async (who: Role, title: string, body: string, more: object = {}): Promise<string> => {
      const page = {
        type: 'page',
        title,
        space: { key: 'OPEN' },
        body: { storage: { value: body, representation: 'storage' } },
        ...more,
      }
      return ((await wiki.send(who, 'POST', '/rest/api/content', page)).json as { id: string }).id
    }
    const label = async (id: string, prefix: string, name: string, who: Role = 'admin') => {
      const { json } = await wiki.send(who, 'POST', `/rest/api/content/${id}/label`, [{ prefix, name }])
      return (
        (json as { results: { id: string; name: string }[] }).results.find((one) => one.name === name)?.id ??
        ''
      )
    }
    const restrict = async (id: string, username = 'admin') => {
      const user = [{ type: 'known', username }]
      await wiki.send('admin', 'PUT', `/rest/experimental/content/${id}/restriction`, [
        { operation: 'read', restrictions: { user, group: [] } },
      ])
    }

    it('what lies in the trash is listed and found by those only who see the trash (8, 29)', async () => {
      const { title } = wiki.targets.trashed.secrets
      const context = encodeURIComponent(JSON.stringify({ contentStatuses: ['current', 'trashed'] }))
      const paths = [
        `/rest/api/content?spaceKey=OPEN&status=trashed&limit=100`,
        `/rest/api/content?spaceKey=OPEN&status=any&limit=100`,
        `/wiki/rest/api/content?spaceKey=OPEN&status=any&limit=100`,
        `/rest/api/content/scan?spaceKey=OPEN&status=trashed&limit=100`,
        `/wiki/api/v2/pages?status=trashed&limit=100`,
        `/rest/api/content/search?cql=${encodeURIComponent('type = page')}&cqlcontext=${context}&limit=100`,
        `/rest/api/search?cql=${encodeURIComponent('type = page')}&cqlcontext=${context}&limit=100`,
      ]
      for (const path of paths) {
        const seen = await get('keeper', path)
        assert.ok(seen.text.includes(title), `keeper ${path}: ${seen.status}`)
        for (const who of ['reader', 'anonymous', 'guest'] as const) {
          const { status, text } = await get(who, path)
          assert.equal(status, 200, `${who} ${path}`)
          assert.ok(!text.includes(title), `${who} ${path}`)
        }
      }
    })

    it('what hangs on a page in the trash is in no list (7, 8)', async () => {
      const { comment, attachment, secrets } = wiki.targets.trashed
      const tasked = await make('admin', 'Tasked', '<p>x</p>')
      const { json } = await wiki.send('admin', 'POST', '/rest/api/content', {
        type: 'comment',
        container: { id: tasked, type: 'page' },
        body: {
          storage: {
            value:
              '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>zqtaskofcomment</ac:task-body></ac:task></ac:task-list>',
            representation: 'storage',
          },
        },
      })
      await label((json as { id: string }).id, 'global', 'zqlabelofcomment')
      await wiki.send('admin', 'DELETE', `/rest/api/content/${tasked}`)
      const open = await make('admin', 'With a file', '<p>x</p>')
      const file = new FormData()
      file.set('file', new Blob(['x']), 'spoken-of.txt')
      const attached = await wiki.send('admin', 'POST', `/rest/api/content/${open}/child/attachment`, file)
      const [{ id: fileId } = { id: '' }] = (attached.json as { results: { id: string }[] }).results
      const said = await wiki.send('admin', 'POST', '/rest/api/content', {
        type: 'comment',
        container: { id: fileId, type: 'attachment' },
        body: { storage: { value: '<p>zqsaidofthefile</p>', representation: 'storage' } },
      })
      const { id: saidId } = said.json as { id: string }
      const answered = await wiki.send('admin', 'POST', '/rest/api/content', {
        type: 'comment',
        container: { id: open, type: 'page' },
        ancestors: [{ id: saidId }],
        body: { storage: { value: '<p>zqsaidofthefile zqanswered</p>', representation: 'storage' } },
      })
      const { id: answerId } = answered.json as { id: string }
      const searched = `/rest/api/search?cql=${encodeURIComponent('text ~ "zqsaidofthefile"')}`
      assert.match((await get('reader', searched)).text, /zqsaidofthefile.*"totalSize":2/s)
      await wiki.send('admin', 'DELETE', `/rest/api/content/${fileId}`)
      assert.match((await get('reader', searched)).text, /"totalSize":0/)
      assert.equal((await get('reader', `/rest/api/content/${answerId}`)).status, 404)
      assert.ok(
        !(await get('reader', `/rest/api/content?ids=${answerId}`)).text.includes(`"id":"${answerId}"`),
      )
      const convert = async (value: string) =>
        as('reader', 'POST', '/rest/api/contentbody/convert/view', { value, representation: 'storage' })
      const answers = [
        await get('reader', `/rest/api/content?ids=${comment}&ids=${attachment}`),
        await get('reader', '/wiki/rest/api/inlinetasks/search?limit=200'),
        await get('reader', '/rest/api/label/labels?limit=200'),
        await rpc('reader', 'getLabelContentByName', secrets.label),
        await convert(`<p><ac:link><ri:content-entity ri:content-id="${comment}" /></ac:link></p>`),
        await convert(`<p><ac:link><ri:content-entity ri:content-id="${saidId}" /></ac:link></p>`),
      ]
      assert.deepEqual(
        answers.map(({ status }) => status),
        // The label stands nowhere else, so there is no such label.
        [200, 200, 200, 404, 200, 200],
      )
      for (const { text } of answers) {
        for (const word of [
          ...Object.values(secrets),
          'zqtaskofcomment',
          'zqlabelofcomment',
          'With a file',
        ].filter((one) => one !== secrets.label))
          assert.ok(!text.includes(word), `${word}: ${text.slice(0, 300)}`)
        assert.ok(!text.includes(`"${comment}"`), text.slice(0, 300))
      }
    })

    it('what stands below custom content in the trash is reached no more, however far down (7)', async () => {
      const note = async (title: string, held: object) => {
        const body = { representation: 'storage', value: `<p>${title}</p>` }
        const made = await wiki.send('admin', 'POST', '/wiki/api/v2/custom-content', {
          type: 'ac:app:note',
          title,
          body,
          ...held,
        })
        assert.equal(made.status, 201, made.text)
        return (made.json as { id: string }).id
      }
      const top = await note('zqtop', { pageId: await make('admin', 'With notes', '<p>x</p>') })
      const middle = await note('zqmiddle', { customContentId: top })
      const low = await note('zqlow', { customContentId: middle })
      const { id: said } = (
        await wiki.send('admin', 'POST', '/wiki/api/v2/footer-comments', {
          customContentId: low,
          body: { representation: 'storage', value: '<p>zqsaid</p>' },
        })
      ).json as { id: string }
      const list = '/wiki/api/v2/custom-content?type=ac:app:note'
      const paths = [`/wiki/api/v2/footer-comments/${said}`, `/rest/api/content/${said}`]
      for (const path of paths) assert.equal((await get('reader', path)).status, 200, path)
      assert.match((await get('reader', list)).text, /zqlow/)
      const gone = await wiki.send('admin', 'DELETE', `/wiki/api/v2/custom-content/${top}`)
      assert.equal(gone.status, 204, gone.text)
      for (const path of paths) assert.equal((await get('reader', path)).status, 404, path)
      assert.doesNotMatch((await get('reader', list)).text, /zqlow|zqmiddle|zqtop/)
      const searched = await get(
        'reader',
        `/rest/api/content/search?cql=${encodeURIComponent('text ~ "zqsaid"')}`,
      )
      assert.doesNotMatch(searched.text, /"type":"comment"/)
    })

    it('answers go only so far down, as whoever lists them looks at all above each', async () => {
      const id = await make('admin', 'Long talk', '<p>x</p>')
      let above: string | undefined
      const answer = async () => {
        const said = await wiki.send('admin', 'POST', '/rest/api/content', {
          type: 'comment',
          container: { id, type: 'page' },
          ...(above === undefined ? {} : { ancestors: [{ id: above }] }),
          body: { storage: { value: '<p>x</p>', representation: 'storage' } },
        })
        above = (said.json as { id: string }).id
      }
      for (let depth = 0; depth <= limits.answerDepth; depth++) await answer()
      await assert.rejects(answer(), /nothing more goes below it/)
    })

    it('a label that stands on hidden content only looks like one that was never given (10, 30)', async () => {
      const page = await make('editor', 'Labelled', '<p>x</p>')
      const hidden = wiki.targets.restricted
      const { json } = await wiki.send('admin', 'GET', `/rest/api/content/${hidden.page}/label`)
      const { id, name } =
        (json as { results: { id: string; name: string }[] }).results[0] ?? assert.fail('no label')
      const absentId = '999999998'
      const absentName = 'zqnevergiven'
      const pairs = [
        [(it: string) => get('editor', `/wiki/rest/api/label?name=${it}`), name, absentName],
        [(it: string) => get('editor', `/wiki/rest/api/user/watch/label/${it}`), name, absentName],
        [(it: string) => as('editor', 'POST', `/wiki/rest/api/user/watch/label/${it}`), name, absentName],
        [(it: string) => as('editor', 'DELETE', `/rest/ui/1.0/content/${page}/labels/${it}`), id, absentId],
        [(it: string) => rpc('editor', 'getLabelContentById', it), id, absentId],
        [(it: string) => rpc('editor', 'getLabelContentByName', it), name, absentName],
        [(it: string) => rpc('editor', 'addLabelById', it, page), id, absentId],
        [(it: string) => rpc('editor', 'removeLabelById', it, page), id, absentId],
      ] as const
      for (const [attempt, there, absent] of pairs) {
        const [one, other] = [await attempt(there), await attempt(absent)]
        assert.equal(one.status, other.status, `${attempt.toString()}: ${one.text}`)
        assert.equal(one.text.replaceAll(there, ''), other.text.replaceAll(absent, ''), attempt.toString())
      }
      const labels = await get('editor', `/rest/api/content/${page}/label`)
      assert.ok(!labels.text.includes(name))
    })

    it('labels beside a private label of somebody else are not told', async () => {
      const page = await make('admin', 'Beside', '<p>x</p>')
      await label(page, 'global', 'zqpublic')
      await label(page, 'my', 'zqprivate')
      for (const path of [
        '/rest/api/label/zqprivate/related',
        '/rest/api/space/OPEN/labels/zqprivate/related',
      ]) {
        const { status, text } = await get('editor', path)
        assert.equal(status, 200)
        assert.ok(!text.includes('zqpublic'), text)
      }
    })

    it('a task in hidden content looks like one that was never there (30)', async () => {
      const { task } = wiki.targets.restricted
      for (const method of ['GET', 'PUT']) {
        const body = method === 'PUT' ? { status: 'complete' } : undefined
        const hidden = await as('editor', method, `/wiki/rest/api/inlinetasks/${task}`, body)
        const absent = await as('editor', method, '/wiki/rest/api/inlinetasks/999999998', body)
        assert.equal(hidden.status, absent.status)
        assert.equal(hidden.text.replaceAll(task, ''), absent.text.replaceAll('999999998', ''))
      }
    })

    it('who may not see who people are is told no addresses (31)', async () => {
      const { page } = wiki.targets.current
      const paths = [
        `/wiki/rest/api/content/${page}?expand=history.contributors.publishers,version,history.lastUpdated`,
        `/wiki/rest/api/space/OPEN?expand=history`,
        `/wiki/api/v2/pages?expand=history`,
        `/wiki/rest/api/content/${page}/version`,
      ]
      for (const path of paths) {
        assert.ok((await get('reader', path)).text.includes('admin@example.com'), path)
        for (const who of ['anonymous', 'guest'] as const) {
          const { status, text } = await get(who, path)
          assert.equal(status, 200, path)
          assert.ok(!text.includes('@example.com'), `${who} ${path}: ${text.slice(0, 200)}`)
        }
      }
      const own = await get('guest', '/wiki/rest/api/user/current')
      assert.ok(own.text.includes(GUEST.email))
    })

    it('who may not see who people are finds nobody by name or by group (31)', async () => {
      const convert = (who: Role | 'guest', value: string) =>
        as(who, 'POST', '/rest/api/contentbody/convert/view', { value, representation: 'storage' })
      const lister =
        '<ac:structured-macro ac:name="userlister"><ac:parameter ac:name="groups">*</ac:parameter></ac:structured-macro>'
      const link = (name: string) => `<p><ac:link><ri:user ri:username="${name}" /></ac:link></p>`
      assert.match((await convert('reader', lister)).text, /Edith Editor/)
      assert.match((await convert('reader', link('editor'))).text, /Edith Editor/)
      for (const who of ['anonymous', 'guest'] as const) {
        for (const value of [lister, link('editor'), link('zqnobody')]) {
          const { text } = await convert(who, value)
          assert.doesNotMatch(text, /Edith|@editor|\/avatar\/\d/, `${who} ${value}`)
        }
      }
      // Who is mentioned in what they may read is named there.
      const shown = await get('anonymous', `/rest/api/content/${wiki.targets.current.page}?expand=body.view`)
      assert.match(shown.text, />Stranger</)
      const { profilePicture } = (await get('reader', '/rest/api/user?username=editor')).json as {
        profilePicture: { path: string }
      }
      const [drawn, absent] = [
        await get('guest', profilePicture.path),
        await get('guest', '/avatar/999999998.svg'),
      ]
      assert.deepEqual([drawn.status, drawn.text], [absent.status, absent.text])
      assert.notEqual((await get('reader', profilePicture.path)).text, drawn.text)
      const locked = await make('admin', 'Locked', '<p>x</p>')
      await wiki.send('admin', 'PUT', `/rest/experimental/content/${locked}/restriction`, [
        { operation: 'update', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } },
      ])
      const listed = `/rest/api/content/${locked}/restriction/byOperation/update`
      assert.match((await get('reader', listed)).text, /"username":"admin"/)
      assert.doesNotMatch((await get('guest', listed)).text, /admin/)
      for (const path of [
        '/rest/api/group/confluence-users/member',
        '/wiki/rest/api/group/member?name=confluence-users',
        `/wiki/rest/api/content/${wiki.targets.current.page}/notification/child-created`,
        '/wiki/rest/api/space/OPEN/watch',
      ]) {
        assert.equal((await get('reader', path)).status, 200, path)
        const { status, text } = await get('guest', path)
        assert.equal(status, 403, `${path} ${text.slice(0, 200)}`)
      }
      assert.doesNotMatch((await rpc('guest', 'getActiveUsers', false)).text, /editor/)
      const attempts: ((name: string) => Promise<Answer>)[] = [
        (name) => get('guest', `/rest/api/activity?username=${name}`),
        (name) => get('guest', `/users/sessions.action?username=${name}`),
        (name) => rpc('guest', 'addPermissionToSpace', 'VIEWSPACE', name, 'OPEN'),
        (name) =>
          as('guest', 'POST', `/wiki/rest/api/content/${wiki.targets.current.page}/permission/check`, {
            subject: { type: 'user', identifier: name },
            operation: 'read',
          }),
        (name) =>
          as('guest', 'PUT', `/rest/api/space/OPEN/permissions/user/${name}/grant`, [
            { targetType: 'space', operationKey: 'read' },
          ]),
      ]
      for (const attempt of attempts) {
        const [one, other] = [await attempt('editor'), await attempt('zqnobody')]
        assert.equal(one.status, other.status, attempt.toString() + one.text)
        const bare = (text: string, name: string) => text.replaceAll(name, '').replace(/nonce="[^"]*"/g, '')
        assert.equal(bare(one.text, 'editor'), bare(other.text, 'zqnobody'))
      }
    })

    it('long tasks tell who administers the site nothing of pages (2), and a token nothing of elsewhere (44)', async () => {
      const { page, secrets } = wiki.targets.restricted
      const titles = { prefix: 'Copy of ' }
      const { json } = await wiki.send('admin', 'POST', `/wiki/rest/api/content/${page}/pagehierarchy/copy`, {
        destinationPageId: page,
        copyDescendants: false,
        titleOptions: titles,
      })
      const { id } = json as { id: string }
      await taskIsOver(wiki.app, Number(id))
      for (const who of ['manager', 'apartScoped'] as const) {
        for (const path of [`/rest/api/longtask`, `/rest/api/longtask/${id}`, `/wiki/rest/api/longtask`]) {
          const { text } = await get(who, path)
          assert.ok(!text.includes(secrets.title), `${who} ${path}`)
        }
      }
    })

    it('links follow a page that is renamed, and its new name is not written where others read it (6, 30)', async () => {
      const secret = await make('admin', 'Known name', '<p>x</p>')
      const link = '<p><ac:link><ri:page ri:content-title="Known name" /></ac:link></p>'
      const spy = await make('editor', 'Spy', link)
      await restrict(secret)
      const friend = await make('admin', 'Friend', link, { ancestors: [{ id: secret }] })
      await wiki.send('admin', 'PUT', `/rest/api/content/${secret}`, {
        type: 'page',
        title: 'Zqunknown name',
        version: { number: 2 },
      })
      const bodyOf = async (id: string, who: Role) =>
        (await get(who, `/rest/api/content/${id}?expand=body.storage`)).text
      await eventually(async () => assert.match(await bodyOf(friend, 'admin'), /Zqunknown name/))
      assert.doesNotMatch(await bodyOf(spy, 'editor'), /Zqunknown/)
      const file = new FormData()
      file.set('file', new Blob(['x']), 'moved.txt')
      await wiki.send('admin', 'POST', `/rest/api/content/${spy}/child/attachment`, file)
      await wiki.send('admin', 'PUT', `/rest/api/content/${spy}`, {
        type: 'page',
        title: 'Spy',
        version: { number: 2 },
        body: {
          storage: {
            value: '<p><ac:image><ri:attachment ri:filename="moved.txt" /></ac:image></p>',
            representation: 'storage',
          },
        },
      })
      const moved = await rpc('admin', 'moveAttachment', spy, 'moved.txt', secret, 'moved.txt')
      assert.equal(moved.status, 200, moved.text)
      const jobs = () =>
        wiki.app.domain.database.read.selectFrom('job').select('id').where('kind', '=', 'relink').execute()
      await eventually(async () => assert.deepEqual(await jobs(), []))
      assert.doesNotMatch(await bodyOf(spy, 'editor'), /Zqunknown/)
    })

    it('the order of hits says nothing of words in hidden content (10)', async () => {
      const order = async (words: readonly string[]) => {
        const cql = encodeURIComponent(words.map((word) => `text ~ "${word}"`).join(' or '))
        const { json } = await get('editor', `/rest/api/content/search?cql=${cql}`)
        return (json as { results: { id: string }[] }).results.map(({ id }) => id)
      }
      const pages: string[] = []
      for (const word of ['zqguessed', 'zqmadeup', 'zqguessed'])
        pages.push(await make('editor', `Bait ${pages.length}`, `<p>${word}</p>`))
      const before = await order(['zqguessed', 'zqmadeup'])
      const hidden = await make('admin', 'Full of it', '<p>x</p>')
      await restrict(hidden)
      for (let i = 0; i < 5; i++)
        await make('admin', `Full of it ${i}`, '<p>zqguessed</p>', { ancestors: [{ id: hidden }] })
      assert.deepEqual(await order(['zqguessed', 'zqmadeup']), before)
    })

    it('a tree is removed without a word of pages that its remover may not read (10)', async () => {
      const top = await make('keeper', 'Top of a tree', '<p>x</p>')
      const below = await make('admin', 'Zqbelow', '<p>x</p>', { ancestors: [{ id: top }] })
      await restrict(below)
      const { json } = await wiki.send('keeper', 'DELETE', `/wiki/rest/api/content/${top}/pageTree`)
      const { id } = json as { id: string }
      await taskIsOver(wiki.app, Number(id))
      const { text } = await get('keeper', `/rest/api/longtask/${id}`)
      assert.doesNotMatch(text, /may not|left/, text)
      assert.equal((await get('admin', `/rest/api/content/${below}`)).status, 200)
    })

    it('a token for a page tree is not told what stands above the tree (45)', async () => {
      const { page: above } = wiki.targets.restricted
      const { page } = wiki.targets.below
      const made = await wiki.send('admin', 'POST', '/rest/pat/latest/tokens', {
        name: 'below',
        expirationDuration: 1,
        scope: { pageId: Number(page) },
      })
      const headers = { authorization: `Bearer ${(made.json as { rawToken: string }).rawToken}` }
      for (const path of [
        `/wiki/api/v2/pages/${page}`,
        `/wiki/api/v2/pages`,
        `/rest/prototype/1/content/${page}.json`,
        `/rest/api/content/${page}?expand=ancestors,container,history`,
        `/pages/viewpage.action?pageId=${page}`,
      ]) {
        const { status, text } = await ask({ method: 'GET', url: wiki.app.url + path, headers })
        assert.equal(status, 200, path)
        assert.ok(!new RegExp(`\\b${above}\\b`).test(text), `${path}: ${text.slice(0, 300)}`)
      }
      const url = `${wiki.app.url}/rpc/json-rpc/confluenceservice-v2/getPage`
      const { text } = await ask({ method: 'POST', url, headers, body: [page] })
      assert.match(text, /"parentId":"?0/)
    })

    it('what others watch is found by administrators only (28)', async () => {
      const page = await make('admin', 'Watched by somebody', '<p>x</p>')
      const cql = encodeURIComponent(`watcher = "admin" and id = ${page}`)
      const found = async (who: Role) =>
        ((await get(who, `/rest/api/content/search?cql=${cql}`)).json as { size: number }).size
      assert.deepEqual([await found('admin'), await found('editor')], [1, 0])
    })

    it('the id of a home page that may not be read is not told (30)', async () => {
      const { json } = await wiki.send('admin', 'GET', '/rest/api/space/OPEN?expand=homepage')
      const { id } = (json as { homepage: { id: string } }).homepage
      await restrict(id)
      const { id: spaceId } = (await get('editor', '/rest/api/space/OPEN')).json as { id: number }
      for (const path of [
        '/rest/api/space/OPEN',
        '/rest/api/space',
        '/wiki/api/v2/spaces',
        `/wiki/api/v2/spaces/${spaceId}`,
      ]) {
        assert.ok((await get('admin', path)).text.includes(id), path)
        const { text } = await get('editor', path)
        assert.ok(!text.includes(id), `${path}: ${text.slice(0, 600)}`)
      }
      assert.ok(!(await rpc('editor', 'getSpace', 'OPEN')).text.includes(id))
      const made = await as('editor', 'POST', '/wiki/api/v2/pages', {
        spaceId: String(spaceId),
        title: 'Without a home',
      })
      assert.equal(made.status, 200, made.text)
    })
  })
})

/** Jobs are done beside the requests: look again until it is so. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await check()
    } catch (error) {
      if (attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
