/** `expand`: every key that answers offer is honoured, and none costs a statement for each result. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { onEachDatabase, startTestApp, type TestApp } from '../support/app.ts'
import { countStatements } from '../support/count-statements.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'

type Json = Record<string, unknown>

/** Everything that can be said of a content, and of what hangs on it. */
const EVERYTHING = [
  'space.description.plain',
  'space.homepage',
  'space.icon',
  'space.metadata.labels',
  'space.history',
  'space.permissions',
  'space.operations',
  'space.identifiers',
  'history.lastUpdated',
  'history.previousVersion',
  'history.nextVersion',
  'history.contributors.publishers',
  'version.content',
  'version.collaborators',
  'ancestors.version',
  'container.version',
  'body.storage',
  'body.view',
  'body.export_view',
  'metadata.labels',
  'metadata.properties.kept',
  'metadata.likes',
  'metadata.currentuser.favourited',
  'metadata.currentuser.lastmodified',
  'metadata.currentuser.lastcontributed',
  'metadata.currentuser.viewed',
  'metadata.frontend',
  'children.page.version',
  'children.comment.body.view',
  'children.attachment.version',
  'descendants.page',
  'descendants.comment',
  'descendants.attachment',
  'restrictions.read.restrictions.user',
  'restrictions.update.restrictions.group',
  'operations',
  'childTypes.all',
].join(',')

/** Lists of contents and of spaces; `limit` is added. */
const LISTS = [
  { name: 'a list', path: '/rest/api/content?spaceKey=MANY', expand: EVERYTHING },
  { name: 'children', path: '/rest/api/content/${top}/child/page?', expand: EVERYTHING },
  { name: 'descendants', path: '/rest/api/content/${top}/descendant/page?', expand: EVERYTHING },
  { name: 'a space', path: '/rest/api/space/MANY/content/page?', expand: EVERYTHING },
  {
    name: 'a search',
    path: '/rest/api/content/search?cql=space%3DMANY%20and%20type%3Dpage',
    expand: EVERYTHING,
  },
  {
    name: 'a search for anything',
    path: '/rest/api/search?cql=space%3DMANY%20and%20type%3Dpage',
    expand: EVERYTHING.split(',')
      .map((key) => `content.${key}`)
      .join(','),
  },
  {
    name: 'spaces',
    path: '/rest/api/space?type=global',
    expand:
      'description.plain,description.view,homepage.version,icon,metadata.labels,history,permissions,operations,identifiers',
  },
  {
    name: 'members',
    path: '/rest/api/group/confluence-users/member?',
    expand: 'status,personalSpace,operations',
  },
] as const

/** What of a space is read at an address of its own, which is offered in its place. */
const ELSEWHERE = ['settings', 'theme', 'lookAndFeel']
/** `all` asks for the kinds by one word; the latest version is followed by none, and it is offered all the same. */
const OFFERED_ONLY = ['childTypes.all', 'history.nextVersion', 'nextVersion']

const MANY = 30

onEachDatabase((database) => {
  describe(`expand, ${database}`, () => {
    let app: TestApp
    let top = ''
    let each: Awaited<ReturnType<typeof oneOfEach>>
    before(async () => {
      app = await startTestApp({ database })
      top = await fill(app)
      each = await oneOfEach(app)
    })
    after(() => app.close())

    for (const root of ['', '/wiki']) {
      for (const { name, path, expand } of LISTS) {
        if (root === '/wiki' && name === 'members') continue
        it(`${name} at ${root || '/'} costs no statement for each result`, async () => {
          let asked = 0
          const address = (limit: number) =>
            `${app.url}${root}${path.replace('${top}', top)}&limit=${limit}&expand=${expand}&anew=${asked++}`
          const costOnce = async (limit: number) => {
            let size = 0
            const count = await countStatements(app.domain.database.read, async () => {
              const answer = await ask({ method: 'GET', url: address(limit), headers: credentials('editor') })
              assert.equal(answer.status, 200, answer.text)
              size = (answer.json as { results: unknown[] }).results.length
            })
            return { count, size }
          }
          // What the server does besides is counted as well: of three times the least is the request alone.
          const cost = async (limit: number) => {
            const tries = [await costOnce(limit), await costOnce(limit), await costOnce(limit)]
            return tries.reduce((least, one) => (one.count < least.count ? one : least))
          }
          await cost(2)
          // A few results have of everything what a single one may lack, so that nothing is left out.
          const [one, few, many] = [await cost(1), await cost(8), await cost(25)]
          assert.equal(one.size, 1)
          assert.ok(many.size > 1, `${many.size} results`)
          if (name !== 'members' && name !== 'spaces') assert.equal(many.size, 25)
          const said = `${one.count}, ${few.count} and ${many.count} statements for 1, 8 and ${many.size} results`
          assert.ok(many.count <= few.count + 3, said)
          assert.ok(many.count <= one.count + 20, said)
        })
      }

      it(`what is offered at ${root || '/'} can be had`, async () => {
        const read = async (path: string, expand: string): Promise<Json> => {
          const url = `${app.url}${root}/rest/api${path}${path.includes('?') ? '&' : '?'}expand=${expand}`
          const answer = await ask({ method: 'GET', url, headers: credentials('editor') })
          assert.equal(answer.status, 200, answer.text)
          return answer.json as Json
        }
        const places = [
          `/content/${top}`,
          `/content/${each.page}?status=historical&version=1`,
          `/content/${each.comment}`,
          `/content/${each.attachment}`,
          `/content/${each.blogpost}`,
          `/content/${each.page}/history`,
          '/space/MANY',
          '/space/~editor',
          '/user/current',
          `/content/${top}/property/kept`,
        ]
        const missing: string[] = []
        for (const place of places) await follow(place, await read(place, 'none'), [], read, missing)
        assert.deepEqual(missing, [])
      })
    }
  })
})

/** Ask for every key that an object offers, and look whether it is there then; so on below it. */
async function follow(
  place: string,
  object: Json,
  above: readonly string[],
  read: (path: string, expand: string) => Promise<Json>,
  missing: string[],
): Promise<void> {
  if (above.length >= 3) return
  for (const key of Object.keys((object._expandable ?? {}) as Json)) {
    if (ELSEWHERE.includes(key) || OFFERED_ONLY.includes([...above, key].slice(-2).join('.'))) continue
    const path = [...above, key]
    const whole = await read(place, path.join('.'))
    const holder = above.reduce<Json>((at, name) => (at[name] ?? {}) as Json, whole)
    const offered = (holder._expandable ?? {}) as Json
    if (!(key in holder)) missing.push(`${place}: ${path.join('.')} is offered and not given`)
    if (key in offered) missing.push(`${place}: ${path.join('.')} is given and still offered`)
    const value = holder[key]
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      await follow(place, value as Json, path, read, missing)
    }
  }
}

/** A space with many pages, each with everything that a page can have. */
async function fill(app: TestApp): Promise<string> {
  const send = async (method: string, path: string, body: unknown, as: 'admin' | 'editor' = 'editor') => {
    const answer = await ask({ method, url: `${app.url}${path}`, headers: credentials(as), body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer.json as Json
  }
  const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
  for (const key of ['MANY', 'MORE', 'MOST'])
    await send('POST', '/rest/api/space', { key, name: key }, 'admin')
  await send('POST', '/rest/api/admin/space/personal/editor', {}, 'admin')
  const make = async (title: string, parent: string | undefined) => {
    const page = await send('POST', '/rest/api/content', {
      type: 'page',
      title,
      space: { key: 'MANY' },
      body: storage(`<p>${title}</p>`),
      metadata: { labels: [{ prefix: 'global', name: 'label' }] },
      ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
    })
    return page.id as string
  }
  const top = await make('Top', undefined)
  await send('POST', `/rest/api/content/${top}/property`, { key: 'kept', value: 1 })
  for (let number = 1; number <= MANY; number++) {
    const id = await make(`Page ${number}`, top)
    await send('PUT', `/rest/api/content/${id}`, {
      type: 'page',
      title: `Page ${number}, again`,
      version: { number: 2 },
      body: storage('<p>again</p>'),
    })
    await send('POST', `/rest/api/content/${id}/property`, { key: 'kept', value: number })
    await send('POST', '/rest/api/content', {
      type: 'comment',
      container: { id, type: 'page' },
      body: storage('<p>yes</p>'),
    })
    if (number % 5 === 0) await make(`Below ${number}`, id)
    if (number % 7 === 0) {
      const user = { type: 'known', username: 'editor' }
      await send(
        'PUT',
        `/rest/experimental/content/${id}/restriction`,
        [{ operation: 'update', restrictions: { user: [user], group: [] } }],
        'admin',
      )
    }
  }
  return top
}

/** Contents of every kind, in a space of their own: a page with an earlier version, and what hangs on it. */
async function oneOfEach(
  app: TestApp,
): Promise<Record<'page' | 'blogpost' | 'comment' | 'attachment', string>> {
  const send = async (method: string, path: string, body: unknown) => {
    const headers = { ...credentials('editor'), 'x-atlassian-token': 'no-check' }
    const answer = await ask({ method, url: `${app.url}/rest/api/content${path}`, headers, body })
    assert.equal(answer.status, 200, answer.text)
    return answer.json as { id: string; results?: { id: string }[] }
  }
  const body = { storage: { value: '<p>text</p>', representation: 'storage' } }
  const space = { key: 'MORE' }
  const page = (await send('POST', '', { type: 'page', title: 'One', space, body })).id
  await send('PUT', `/${page}`, { type: 'page', title: 'Two', version: { number: 2 } })
  const blogpost = (await send('POST', '', { type: 'blogpost', title: 'Post', space, body })).id
  const comment = (await send('POST', '', { type: 'comment', container: { id: page, type: 'page' }, body }))
    .id
  const form = new FormData()
  form.append('file', new Blob(['x']), 'x.txt')
  const [file] = (await send('POST', `/${page}/child/attachment`, form)).results ?? []
  return { page, blogpost, comment, attachment: file?.id ?? '' }
}
