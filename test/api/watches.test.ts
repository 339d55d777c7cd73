import { anyNumber, anyString, including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = { storage: { value: '<p>x</p>', representation: 'storage' } }

function shared(root: string): Step[] {
  const api = `${root}/rest/api`
  const own = `${api}/user/watch`
  const cloud = root === '/wiki'
  return [
    {
      name: 'a page',
      method: 'POST',
      path: `${api}/content`,
      body: { type: 'page', title: 'Watched', space: { key: 'DEMO' }, body: storage },
      status: 200,
      save: { page: 'id' },
      events: ['page.created'],
      prepare: async (app) => {
        await app.letRead('reader', 'DEMO')
      },
    },
    {
      name: 'is watched by its author',
      method: 'GET',
      path: `${own}/content/\${page}`,
      status: 200,
      has: { watching: true },
    },
    {
      name: 'and by nobody else',
      as: 'editor',
      method: 'GET',
      path: `${own}/content/\${page}`,
      status: 200,
      has: { watching: false },
    },
    {
      name: 'watch it',
      as: 'reader',
      method: 'POST',
      path: `${own}/content/\${page}`,
      status: cloud ? 204 : 200,
      ...(cloud
        ? {}
        : { has: { watcher: { username: 'reader' }, content: { id: '${page}', title: 'Watched' } } }),
      events: ['watch.added'],
    },
    {
      name: 'watch it again',
      as: 'reader',
      method: 'POST',
      path: `${own}/content/\${page}`,
      status: cloud ? 204 : 200,
      events: [],
    },
    {
      name: 'an administrator asks for somebody',
      method: 'GET',
      path: `${own}/content/\${page}?username=reader`,
      status: 200,
      has: { watching: true },
    },
    {
      name: 'others do not',
      as: 'editor',
      method: 'GET',
      path: `${own}/content/\${page}?username=reader`,
      status: 403,
    },
    {
      name: 'nor watch for somebody',
      as: 'editor',
      method: 'POST',
      path: `${own}/content/\${page}?username=reader`,
      status: 403,
      events: [],
    },
    { name: 'nobody watches', method: 'GET', path: `${own}/content/\${page}?username=nobody`, status: 404 },
    {
      name: 'whom nobody may read',
      as: 'stranger',
      method: 'POST',
      path: `${own}/content/\${page}`,
      status: 404,
    },
    { name: 'what is no id', method: 'GET', path: `${own}/content/abc`, status: 400 },
    {
      name: 'found by search',
      as: 'reader',
      method: 'GET',
      path: `${api}/content/search?cql=watcher%3DcurrentUser()`,
      status: 200,
      has: { results: [{ id: '${page}' }] },
    },
    {
      name: 'stop watching it',
      as: 'reader',
      method: 'DELETE',
      path: `${own}/content/\${page}`,
      status: 204,
      events: ['watch.removed'],
    },
    {
      name: 'stop again',
      as: 'reader',
      method: 'DELETE',
      path: `${own}/content/\${page}`,
      status: 204,
      events: [],
    },
    { name: 'stop watching nothing', method: 'DELETE', path: `${own}/content/99999999`, status: 404 },
    {
      name: 'and no longer',
      as: 'reader',
      method: 'GET',
      path: `${api}/content/search?cql=watcher%3DcurrentUser()`,
      status: 200,
      has: { results: [] },
    },
    {
      name: 'watch a space',
      as: 'reader',
      method: 'POST',
      path: `${own}/space/DEMO`,
      status: cloud ? 204 : 200,
      ...(cloud
        ? {}
        : { has: { watcher: { username: 'reader' }, space: { key: 'DEMO' }, contentTypes: [] } }),
      events: ['watch.added'],
    },
    {
      name: 'is not to watch its blog posts only',
      as: 'reader',
      method: 'GET',
      path: `${own}/space/DEMO?contentType=blogpost`,
      status: 200,
      has: { watching: false },
    },
    {
      name: 'watch its blog posts',
      as: 'reader',
      method: 'POST',
      path: `${own}/space/DEMO?contentType=blogpost`,
      status: cloud ? 204 : 200,
      events: ['watch.added'],
    },
    { name: 'watch its somethings', method: 'POST', path: `${own}/space/DEMO?contentType=x`, status: 400 },
    {
      name: 'watches the space',
      as: 'reader',
      method: 'GET',
      path: `${own}/space/DEMO`,
      status: 200,
      has: { watching: true },
    },
    { name: 'a space not seen', as: 'stranger', method: 'POST', path: `${own}/space/DEMO`, status: 404 },
    { name: 'is asked about as well', as: 'stranger', method: 'GET', path: `${own}/space/DEMO`, status: 404 },
    ...(cloud ? cloudLists : dcLists),
    {
      name: 'stop watching the space',
      as: 'reader',
      method: 'DELETE',
      path: `${own}/space/DEMO`,
      status: 204,
      events: ['watch.removed'],
    },
    { name: 'stop watching no space', method: 'DELETE', path: `${own}/space/NOPE`, status: 404 },
  ]
}

const cloud = '/wiki/rest/api'
const label = `${cloud}/user/watch/label`
const cloudLists: Step[] = [
  {
    name: 'who watches the space',
    as: 'reader',
    method: 'GET',
    path: `${cloud}/space/DEMO/watch`,
    status: 200,
    has: {
      results: [
        {
          type: 'space',
          spaceKey: 'DEMO',
          watcher: { type: 'known', accountId: anyString, externalCollaborator: false, operations: null },
        },
      ],
      limit: 200,
    },
  },
  { name: 'who watches no space', method: 'GET', path: `${cloud}/space/NOPE/watch`, status: 404 },
  {
    name: 'who watches the space of the page',
    method: 'GET',
    path: `${cloud}/content/\${page}/notification/created`,
    status: 200,
    has: { results: [{ spaceKey: 'DEMO' }] },
  },
  { name: 'of no page', method: 'GET', path: `${cloud}/content/99999999/notification/created`, status: 404 },
  {
    name: 'who watches the page',
    method: 'GET',
    path: `${cloud}/content/\${page}/notification/child-created`,
    status: 200,
    has: { results: [{ type: 'content', contentId: anyNumber, watcher: { displayName: 'Administrator' } }] },
    lacks: ['results[0].watcher._links'],
  },
  {
    name: 'who watches a page not read',
    as: 'stranger',
    method: 'GET',
    path: `${cloud}/content/\${page}/notification/child-created`,
    status: 404,
  },
  {
    name: 'a label',
    method: 'POST',
    path: `${cloud}/content/\${page}/label`,
    body: [{ name: 'news' }],
    status: 200,
  },
  { name: 'is watched', method: 'POST', path: `${label}/News`, status: 204, events: ['watch.added'] },
  { name: 'as it says', method: 'GET', path: `${label}/global:news`, status: 200, has: { watching: true } },
  { name: 'no more', method: 'DELETE', path: `${label}/news`, status: 204, events: ['watch.removed'] },
  { name: 'as it says then', method: 'GET', path: `${label}/news`, status: 200, has: { watching: false } },
  {
    name: 'a label on nothing',
    method: 'POST',
    path: `${label}/olds`,
    status: 403,
    has: { message: /Requested label doesn't exist/ },
  },
  { name: 'is not asked about', method: 'GET', path: `${label}/olds`, status: 403 },
  { name: 'nor stopped', method: 'DELETE', path: `${label}/olds`, status: 403 },
]

const dcLists: Step[] = [
  {
    name: 'who watches the page',
    method: 'GET',
    path: '/rest/api/content/${page}/watchers',
    status: 200,
    has: { results: [{ type: 'known', username: 'admin' }], limit: 25 },
  },
  {
    name: 'is nothing for readers',
    as: 'reader',
    method: 'GET',
    path: '/rest/api/content/${page}/watchers',
    status: 403,
  },
  {
    name: 'who watches the space',
    method: 'GET',
    path: '/rest/api/space/DEMO/watchers',
    status: 200,
    has: { results: including({ username: 'reader' }) },
  },
  {
    name: 'is nothing for readers either',
    as: 'reader',
    method: 'GET',
    path: '/rest/api/space/DEMO/watchers',
    status: 403,
  },
  { name: 'who watches no space', method: 'GET', path: '/rest/api/space/NOPE/watchers', status: 404 },
]
for (const root of ['', '/wiki']) scenarios(`watches at ${root || '/'}`, shared(root))
