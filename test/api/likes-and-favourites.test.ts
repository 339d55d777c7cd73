import { anyString } from '../support/match.ts'
import { people } from '../support/people.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = { storage: { value: '<p>x</p>', representation: 'storage' } }
const page = (root: string): Step => ({
  name: 'a page',
  method: 'POST',
  path: `${root}/rest/api/content`,
  body: { type: 'page', title: 'Liked', space: { key: 'DEMO' }, body: storage },
  status: 200,
  save: { page: 'id' },
  prepare: async (app) => {
    await app.letRead('reader', 'DEMO')
  },
})

const likes = (root: string): Step[] => {
  const own = `${root}/rest/likes/1.0/content/\${page}/likes`
  const counted = `${root}/rest/api/content/\${page}?expand=metadata.likes`
  return [
    page(root),
    {
      name: 'nobody likes it yet',
      as: 'reader',
      method: 'GET',
      path: own,
      status: 200,
      has: { content_id: '${page}', content_type: 'page', likes: [] },
    },
    {
      name: 'like it',
      as: 'reader',
      method: 'POST',
      path: own,
      status: 200,
      has: { likes: [{ user: { name: 'reader', fullName: people.reader.displayName } }] },
      events: ['like.added'],
    },
    { name: 'like it again', as: 'reader', method: 'POST', path: own, status: 200, events: [] },
    {
      name: 'is counted',
      method: 'GET',
      path: counted,
      status: 200,
      has: { metadata: { likes: { count: 1 } } },
    },
    { name: 'like what is not read', as: 'stranger', method: 'POST', path: own, status: 404, events: [] },
    { name: 'nor known', as: 'stranger', method: 'GET', path: own, status: 404 },
    { name: 'nor taken back', as: 'stranger', method: 'DELETE', path: own, status: 404 },
    {
      name: 'take it back',
      as: 'reader',
      method: 'DELETE',
      path: own,
      status: 204,
      events: ['like.removed'],
    },
    {
      name: 'is counted no more',
      method: 'GET',
      path: counted,
      status: 200,
      has: { metadata: { likes: { count: 0 } } },
    },
  ]
}
for (const root of ['', '/wiki']) scenarios(`likes at ${root || '/'}`, likes(root))

const cloud = '/wiki/rest/api'
const own = `${cloud}/relation/favourite/from/user/current/to`
const of = `${cloud}/relation/favourite/to`
scenarios('favourites', [
  page('/wiki'),
  {
    name: 'a space',
    as: 'reader',
    method: 'PUT',
    path: `${own}/space/DEMO`,
    status: 200,
    has: { name: 'favourite', _expandable: { source: '', target: '', relationData: '' } },
    events: ['favourite.added'],
  },
  { name: 'again', as: 'reader', method: 'PUT', path: `${own}/space/DEMO`, status: 200, events: [] },
  {
    name: 'a page',
    as: 'reader',
    method: 'PUT',
    path: `${own}/content/\${page}?expand=target,source,relationData`,
    status: 200,
    has: {
      target: { id: '${page}' },
      source: { username: 'reader' },
      relationData: { createdDate: anyString },
    },
    events: ['favourite.added'],
  },
  {
    name: 'is found by search',
    as: 'reader',
    method: 'GET',
    path: `${cloud}/content/search?cql=favourite%3DcurrentUser()`,
    status: 200,
    has: { results: [{ id: '${page}' }] },
  },
  { name: 'the space is one', as: 'reader', method: 'GET', path: `${own}/space/DEMO`, status: 200 },
  { name: "but not somebody else's", as: 'editor', method: 'GET', path: `${own}/space/DEMO`, status: 404 },
  {
    name: 'a space not seen',
    as: 'stranger',
    method: 'PUT',
    path: `${own}/space/DEMO`,
    status: 404,
    events: [],
  },
  {
    name: 'all pages',
    as: 'reader',
    method: 'GET',
    path: `${own}/content?expand=target`,
    status: 200,
    has: { results: [{ target: { id: '${page}' } }], size: 1, limit: 25 },
  },
  {
    name: 'all spaces',
    as: 'reader',
    method: 'GET',
    path: `${own}/space?expand=target`,
    status: 200,
    has: { results: [{ target: { key: 'DEMO' } }] },
  },
  { name: 'all somethings', as: 'reader', method: 'GET', path: `${own}/users`, status: 400 },
  {
    name: 'whose it is',
    as: 'reader',
    method: 'GET',
    path: `${of}/space/DEMO/from/user?expand=source`,
    status: 200,
    has: { results: [{ source: { username: 'reader' } }] },
  },
  { name: 'whose no space is', method: 'GET', path: `${of}/space/NOPE/from/user`, status: 404 },
  {
    name: "a reader's account",
    as: 'reader',
    method: 'GET',
    path: `${cloud}/user/current`,
    status: 200,
    save: { reader: 'accountId' },
  },
  {
    name: 'of others nobody asks',
    as: 'editor',
    method: 'GET',
    path: `${cloud}/relation/favourite/from/user/\${reader}/to/space`,
    status: 403,
  },
  {
    name: 'but administrators',
    method: 'GET',
    path: `${cloud}/relation/favourite/from/user/\${reader}/to/space`,
    status: 200,
    has: { size: 1 },
  },
  {
    name: 'no more',
    as: 'reader',
    method: 'DELETE',
    path: `${own}/space/DEMO`,
    status: 204,
    events: ['favourite.removed'],
  },
  {
    name: 'no more again',
    as: 'reader',
    method: 'DELETE',
    path: `${own}/space/DEMO`,
    status: 204,
    events: [],
  },
  { name: 'is none then', as: 'reader', method: 'GET', path: `${own}/space/DEMO`, status: 404 },
  { name: 'no more of no space', as: 'reader', method: 'DELETE', path: `${own}/space/NOPE`, status: 404 },
])
