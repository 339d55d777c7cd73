import assert from 'node:assert/strict'
import { untilOver } from '../support/long-task.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const page = (api: string, title: string, save: string, space = 'LIFE'): Step => ({
  name: `a page ${title}`,
  method: 'POST',
  path: `${api}/content`,
  body: { type: 'page', title, space: { key: space }, body: storage(`<p>zanzibar ${title}</p>`) },
  status: 200,
  save: { [save]: 'id' },
})
const newSpace = (api: string): Step => ({
  name: 'a space',
  method: 'POST',
  path: `${api}/space`,
  body: { key: 'LIFE', name: 'Life' },
  status: 200,
  save: { home: 'homepage.id' },
})

const file = () => {
  const form = new FormData()
  form.append('file', new Blob(['bytes of the space']), 'a.txt')
  return form
}

const updates = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/space/LIFE`
  const archived = root === '/wiki' ? 'archived' : 'ARCHIVED'
  return [
    newSpace(api),
    page(api, 'Another home', 'page'),
    {
      name: 'rename it, describe it, give it another home page',
      method: 'PUT',
      path: own,
      body: {
        key: 'LIFE',
        name: 'Afterlife',
        description: { plain: { value: 'About it', representation: 'plain' } },
        homepage: { id: '${page}' },
      },
      status: 200,
      has: { name: 'Afterlife', description: { plain: { value: 'About it' } }, homepage: { id: '${page}' } },
      events: ['space.updated'],
    },
    {
      name: 'it is found by its new name',
      method: 'GET',
      path: `${api}/search?cql=type=space and title ~ afterlife`.replaceAll(' ', '%20'),
      status: 200,
      has: { results: [{ space: { key: 'LIFE' } }] },
    },
    {
      name: 'what is not named stays',
      method: 'PUT',
      path: own,
      body: { homepage: null },
      status: 200,
      has: { name: 'Afterlife', homepage: null },
    },
    {
      name: 'a change of nothing records nothing',
      method: 'PUT',
      path: own,
      body: {},
      status: 200,
      events: [],
    },
    {
      name: 'archive it',
      method: 'PUT',
      path: own,
      body: { status: 'ARCHIVED' },
      status: 200,
      has: { status: archived },
      events: ['space.archived'],
    },
    { name: 'its pages are read on', method: 'GET', path: `${api}/content/\${page}`, status: 200 },
    {
      name: 'but not found',
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar`,
      status: 200,
      has: { results: [], totalSize: 0 },
    },
    {
      name: 'unless archived spaces are asked for',
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar&includeArchivedSpaces=true`,
      status: 200,
      has: { totalSize: 1 },
    },
    {
      name: 'it is no current space',
      method: 'GET',
      path: `${api}/space?spaceKey=LIFE&status=current`,
      status: 200,
      has: { results: [] },
    },
    {
      name: 'bring it back',
      method: 'PUT',
      path: own,
      body: { status: 'current' },
      status: 200,
      events: ['space.restored'],
    },
    {
      name: 'and it is found',
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar`,
      status: 200,
      has: { totalSize: 1 },
    },
    { name: 'a name of nothing', method: 'PUT', path: own, body: { name: ' ' }, status: 400 },
    { name: 'a status that is none', method: 'PUT', path: own, body: { status: 'asleep' }, status: 400 },
    {
      name: 'no personal space without a tilde',
      method: 'PUT',
      path: own,
      body: { type: 'personal' },
      status: 400,
    },
    {
      name: 'a home page elsewhere',
      prepare: async (app, saved) => {
        const row = await app.domain.database.read
          .selectFrom('space')
          .select('homepage_id')
          .where('key', '=', 'DEMO')
          .executeTakeFirstOrThrow()
        saved.elsewhere = String(row.homepage_id)
      },
      method: 'PUT',
      path: own,
      body: { homepage: { id: '${elsewhere}' } },
      status: 400,
    },
    { name: 'a body that is none', method: 'PUT', path: own, body: { name: 7 }, status: 400 },
    {
      name: 'who may not administer it',
      as: 'editor',
      method: 'PUT',
      path: own,
      body: { name: 'Mine' },
      status: 403,
      events: [],
    },
    {
      name: 'who does not see it',
      as: 'stranger',
      method: 'PUT',
      path: own,
      body: { name: 'Mine' },
      status: 404,
    },
    { name: 'no space', method: 'PUT', path: `${api}/space/NOPE`, body: { name: 'x' }, status: 404 },
  ]
}

const removal = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/space/LIFE`
  return [
    newSpace(api),
    page(api, 'Doomed', 'page'),
    {
      name: 'with a file',
      method: 'POST',
      path: `${api}/content/\${page}/child/attachment`,
      headers: { 'x-atlassian-token': 'no-check' },
      body: file(),
      status: 200,
    },
    {
      name: 'and a comment',
      method: 'POST',
      path: `${api}/content`,
      body: { type: 'comment', container: { id: '${page}', type: 'page' }, body: storage('<p>zanzibar</p>') },
      status: 200,
    },
    page(api, 'Trashed', 'trashed'),
    { name: 'one in the trash', method: 'DELETE', path: `${api}/content/\${trashed}`, status: 204 },
    {
      name: 'a watch of it',
      method: 'POST',
      path: `${api}/user/watch/space/LIFE`,
      headers: { 'x-atlassian-token': 'no-check', 'content-type': 'application/json' },
      status: root === '/wiki' ? 204 : 200,
    },
    { name: 'who may not administer it', as: 'editor', method: 'DELETE', path: own, status: 403, events: [] },
    { name: 'who does not see it', as: 'stranger', method: 'DELETE', path: own, status: 404 },
    { name: 'no space', method: 'DELETE', path: `${api}/space/NOPE`, status: 404 },
    {
      name: 'remove it',
      method: 'DELETE',
      path: own,
      status: 202,
      has: { id: /^\d+$/, links: { status: /^\/rest\/api\/longtask\/\d+$/ } },
      lacks: ['_links'],
      save: { task: 'id', status: 'links.status' },
    },
    {
      name: 'in the end the task says so, where the answer pointed',
      prepare: untilOver('task'),
      method: 'GET',
      path: `${root}\${status}`,
      status: 200,
      has: {
        name: { key: 'delete.space.task.name' },
        percentageComplete: 100,
        successful: true,
        messages: [{ translation: 'Removed 5 contents of LIFE' }],
      },
    },
    { name: 'the space is gone', method: 'GET', path: own, status: 404 },
    { name: 'its pages are', method: 'GET', path: `${api}/content/\${page}?status=any`, status: 404 },
    {
      name: 'search knows nothing of it',
      method: 'GET',
      path: `${api}/search?cql=text~zanzibar`,
      status: 200,
      has: { totalSize: 0 },
    },
    {
      name: 'nothing of it is left, and the key is free',
      prepare: async (app) => {
        const db = app.domain.database.read
        for (const table of [
          'content',
          'content_version',
          'attachment_version',
          'watch',
          'search_text',
        ] as const) {
          const rows = await db.selectFrom(table).selectAll().execute()
          const text = JSON.stringify(rows)
          assert.doesNotMatch(text, /zanzibar|Doomed|"kind":"space"/, table)
        }
        const types = await app.eventTypes()
        assert.ok(types.includes('space.removed'))
      },
      method: 'POST',
      path: `${api}/space`,
      body: { key: 'LIFE', name: 'Second life' },
      status: 200,
    },
  ]
}

const dataCenter = (root: string): Step[] => {
  const api = `${root}/rest/api`
  const own = `${api}/space/LIFE`
  return [
    newSpace(api),
    { name: 'archive', method: 'PUT', path: `${own}/archive`, status: 204, events: ['space.archived'] },
    { name: 'twice', method: 'PUT', path: `${own}/archive`, status: 204, events: [] },
    { name: 'it is', method: 'GET', path: own, status: 200, has: { status: 'ARCHIVED' } },
    { name: 'not for editors', as: 'editor', method: 'PUT', path: `${own}/archive`, status: 403 },
    { name: 'nor to restore', as: 'editor', method: 'PUT', path: `${own}/restore`, status: 403 },
    { name: 'nor for strangers', as: 'stranger', method: 'PUT', path: `${own}/restore`, status: 404 },
    { name: 'restore', method: 'PUT', path: `${own}/restore`, status: 204, events: ['space.restored'] },
    { name: 'no space to archive', method: 'PUT', path: `${api}/space/NOPE/archive`, status: 404 },
    { name: 'no space to restore', method: 'PUT', path: `${api}/space/NOPE/restore`, status: 404 },
    page(api, 'One', 'one'),
    page(api, 'Two', 'two'),
    page(api, 'Three', 'three'),
    ...['one', 'two', 'three'].map((name): Step => ({
      name: `trash ${name}`,
      method: 'DELETE',
      path: `${api}/content/\${${name}}`,
      status: 204,
    })),
    {
      name: 'the trash, first stretch',
      method: 'GET',
      path: `${own}/trash?limit=2`,
      status: 200,
      has: {
        results: [
          { id: '${one}', status: 'trashed', space: { key: 'LIFE' }, ancestors: [] },
          { id: '${two}' },
        ],
        nextCursor: 'content:false:${two}',
        limit: 2,
        size: 2,
        _links: { next: '/rest/api/space/LIFE/trash?limit=2&cursor=content%3Afalse%3A${two}' },
      },
      lacks: ['prevCursor', 'cursor'],
      save: { next: 'nextCursor' },
    },
    {
      name: 'the second',
      method: 'GET',
      path: `${own}/trash?limit=2&cursor=\${next}`,
      status: 200,
      has: { results: [{ id: '${three}' }], cursor: '${next}', prevCursor: 'content:true:${three}', size: 1 },
      lacks: ['nextCursor'],
      save: { prev: 'prevCursor' },
    },
    {
      name: 'and back',
      method: 'GET',
      path: `${own}/trash?limit=2&cursor=\${prev}`,
      status: 200,
      has: { results: [{ id: '${one}' }, { id: '${two}' }], nextCursor: 'content:false:${two}' },
      lacks: ['prevCursor'],
    },
    { name: 'a cursor that is none', method: 'GET', path: `${own}/trash?cursor=x`, status: 400 },
    { name: 'the trash is not for editors', as: 'editor', method: 'GET', path: `${own}/trash`, status: 403 },
    { name: 'the trash of no space', method: 'GET', path: `${api}/space/NOPE/trash`, status: 404 },
    { name: 'nor to be emptied by them', as: 'editor', method: 'DELETE', path: `${own}/trash`, status: 403 },
    {
      name: 'empty the trash',
      method: 'DELETE',
      path: `${own}/trash`,
      status: 204,
      events: ['page.removed', 'page.removed', 'page.removed'],
    },
    { name: 'it is empty', method: 'GET', path: `${own}/trash`, status: 200, has: { results: [] } },
    {
      name: 'and what was in it gone',
      method: 'GET',
      path: `${api}/content/\${one}?status=trashed`,
      status: 404,
    },
    { name: 'what was not in it stays', method: 'GET', path: `${api}/content/\${home}`, status: 200 },
    { name: 'no trash to empty', method: 'DELETE', path: `${api}/space/NOPE/trash`, status: 404 },
    {
      name: 'a personal space',
      as: 'editor',
      method: 'POST',
      path: `${api}/space/personal`,
      body: { description: { plain: { value: 'My own', representation: 'plain' } }, isPrivate: true },
      status: 200,
      has: {
        key: '~editor',
        name: 'Edith Editor',
        type: 'personal',
        description: { plain: { value: 'My own' } },
      },
      events: ['space.created', 'page.created'],
    },
    { name: 'which is private', as: 'reader', method: 'GET', path: `${api}/space/~editor`, status: 404 },
    { name: 'only one', as: 'editor', method: 'POST', path: `${api}/space/personal`, body: {}, status: 409 },
    {
      name: 'only who may',
      as: 'reader',
      method: 'POST',
      path: `${api}/space/personal`,
      body: {},
      status: 403,
    },
    {
      name: 'a description that is none',
      as: 'editor',
      method: 'POST',
      path: `${api}/space/personal`,
      body: { description: 7 },
      status: 400,
    },
    {
      name: 'for somebody else, by administrators',
      method: 'POST',
      path: `${api}/admin/space/personal/stranger`,
      body: { isPrivate: true },
      status: 200,
      has: { key: '~stranger', name: 'Stranger' },
    },
    {
      name: 'it is theirs',
      as: 'stranger',
      method: 'PUT',
      path: `${api}/space/~stranger`,
      body: { name: 'Mine' },
      status: 200,
      has: { name: 'Mine' },
    },
    {
      name: 'only one for them',
      method: 'POST',
      path: `${api}/admin/space/personal/stranger`,
      body: {},
      status: 409,
    },
    { name: 'for nobody', method: 'POST', path: `${api}/admin/space/personal/nobody`, body: {}, status: 404 },
    {
      name: 'administrators only',
      as: 'editor',
      method: 'POST',
      path: `${api}/admin/space/personal/reader`,
      body: {},
      status: 403,
    },
    {
      name: 'a body that is none',
      method: 'POST',
      path: `${api}/admin/space/personal/reader`,
      body: { isPrivate: 'maybe' },
      status: 400,
    },
  ]
}

for (const root of ['', '/wiki']) {
  scenarios(`changes of a space at ${root || '/'}`, updates(root))
  scenarios(`removal of a space at ${root || '/'}`, removal(root))
}
scenarios('spaces of Data Center', dataCenter(''))
