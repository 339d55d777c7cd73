import { anyId, including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

/** Two pages: `often` on both, `once` on the first. */
const stage = (root: string): Step[] => [
  {
    name: 'a space to work in',
    method: 'POST',
    path: `${root}/rest/api/space`,
    body: { key: 'LBL', name: 'Labels' },
    status: 200,
  },
  ...[['often', 'once'], ['often']].map((names, i): Step => ({
    name: `page ${i}`,
    method: 'POST',
    path: `${root}/rest/api/content`,
    body: {
      type: 'page',
      title: `Page ${i}`,
      space: { key: 'LBL' },
      body: { storage: { value: '<p>l</p>', representation: 'storage' } },
      metadata: { labels: names.map((name) => ({ prefix: 'global', name })) },
    },
    status: 200,
    save: { [`page${i}`]: 'id' },
    prepare: (app) => app.letRead('reader', 'LBL'),
  })),
]

const names = (...wanted: string[]) => ({ results: wanted.map((name) => ({ prefix: 'global', name })) })

const api = '/rest/api'
const listed = (path: string, has: unknown, more: Partial<Step> = {}): Step => ({
  name: `GET ${path} as ${more.as ?? 'reader'}`,
  method: 'GET',
  path: api + path,
  as: 'reader',
  status: 200,
  has,
  ...more,
})
const category = `${api}/space/LBL/category/Tools`

scenarios('labels in use, Data Center', [
  ...stage(''),
  listed('/label/labels', names('often', 'once')),
  listed('/label/labels?labelName=ONCE&spaceKey=LBL', names('once')),
  listed('/label/labels?spaceKey=NONE', {}, { status: 404 }),
  listed('/label/popular', names('often', 'once')),
  listed('/label/popular?limit=1&start=1', { ...names('once'), start: 1, limit: 1, size: 1 }),
  listed('/label/popular', { results: [] }, { as: 'stranger' }),
  listed('/label/recent', { size: 2 }),
  listed('/label/once/related', names('often')),
  listed('/label/popular?limit=-1', {}, { status: 400 }),
  listed('/space/LBL/labels', names('often', 'once')),
  listed('/space/LBL/labels/popular', names('often', 'once')),
  listed('/space/LBL/labels/recent', { size: 2 }),
  listed('/space/LBL/labels/often/related', names('once')),
  ...['', '/popular', '/recent', '/often/related'].map((rest) =>
    listed(`/space/LBL/labels${rest}`, {}, { as: 'stranger', status: 404 }),
  ),
  {
    name: 'a label that is given last',
    method: 'POST',
    path: `${api}/content/\${page0}/label`,
    body: [{ name: 'latest' }],
    status: 200,
  },
  listed('/label/recent', names('latest', 'often', 'once')),
  listed('/label/recent?limit=1', { ...names('latest'), size: 1, _links: { next: /start=1/ } }),
  listed('/label/popular', names('often', 'latest', 'once')),
  listed('/label/often/related', names('latest', 'once')),
  listed('/label/once/related', names('latest', 'often')),
  listed('/label/never-given/related', { results: [] }),
  listed('/space/LBL/labels/recent', names('latest', 'often', 'once')),
  {
    name: 'the page with all of them goes to the trash',
    method: 'DELETE',
    path: `${api}/content/\${page0}`,
    status: 204,
  },
  listed('/label/popular', { ...names('often'), size: 1 }),
  listed('/label/often/related', { results: [] }),
  listed('/label/recent', { ...names('often'), size: 1 }),
  { name: 'a category by a reader', method: 'POST', path: category, as: 'reader', status: 403, events: [] },
  { name: 'a category by a stranger', method: 'POST', path: category, as: 'stranger', status: 404 },
  { name: 'a category', method: 'POST', path: category, status: 204, events: ['label.added'] },
  { name: 'the same again', method: 'POST', path: category, status: 204, events: [] },
  listed('/space/LBL?expand=metadata.labels', {
    metadata: { labels: { results: [{ prefix: 'team', name: 'tools' }] } },
  }),
  { name: 'none by this name', method: 'POST', path: `${api}/space/LBL/category/a%20b`, status: 400 },
  { name: 'off by a reader', method: 'DELETE', path: category, as: 'reader', status: 403 },
  { name: 'off', method: 'DELETE', path: category, status: 204, events: ['label.removed'] },
  { name: 'off again', method: 'DELETE', path: category, status: 404, events: [] },
])

const info = '/wiki/rest/api/label'
const at = '/wiki/rest/api/space/LBL/label'

scenarios('labels of spaces, Cloud', [
  ...stage('/wiki'),
  {
    name: 'what carries a label',
    method: 'GET',
    path: `${info}?name=Often&type=page`,
    as: 'reader',
    status: 200,
    has: {
      label: { prefix: 'global', name: 'often', id: anyId },
      associatedContents: {
        results: [{ contentType: 'page', title: 'Page 0' }, { contentType: 'page' }],
        size: 2,
      },
    },
  },
  {
    name: 'a stranger is not told that there is the label',
    method: 'GET',
    path: `${info}?name=often`,
    as: 'stranger',
    status: 404,
  },
  {
    name: 'no template does',
    method: 'GET',
    path: `${info}?name=often&type=page_template`,
    status: 200,
    has: { associatedContents: { size: 0 } },
  },
  { name: 'no such label', method: 'GET', path: `${info}?name=never`, status: 404 },
  { name: 'no name', method: 'GET', path: info, status: 400 },
  { name: 'no such type', method: 'GET', path: `${info}?name=often&type=user`, status: 400 },
  {
    name: 'label a space',
    method: 'POST',
    path: at,
    body: [
      { prefix: 'global', name: 'Docs' },
      { prefix: 'team', name: 'tools' },
    ],
    status: 200,
    has: {
      results: [
        { prefix: 'global', name: 'docs' },
        { prefix: 'team', name: 'tools' },
      ],
      size: 2,
    },
    events: ['label.added', 'label.added'],
  },
  {
    name: 'read by prefix',
    method: 'GET',
    path: `${at}?prefix=team`,
    as: 'reader',
    status: 200,
    has: { results: [{ prefix: 'team', name: 'tools' }], limit: 200 },
  },
  {
    name: 'shown with the space',
    method: 'GET',
    path: '/wiki/rest/api/space?expand=metadata.labels&spaceKey=LBL',
    status: 200,
    has: { results: including({ key: 'LBL', metadata: { labels: { size: 2 } } }) },
  },
  { name: 'a bad label', method: 'POST', path: at, body: [{ name: 'a b' }], status: 400, events: [] },
  { name: 'by a reader', method: 'POST', path: at, as: 'reader', body: [{ name: 'x' }], status: 403 },
  { name: 'by a stranger', method: 'POST', path: at, as: 'stranger', body: [{ name: 'x' }], status: 404 },
  { name: 'read by a stranger', method: 'GET', path: at, as: 'stranger', status: 404 },
  { name: 'off, nameless', method: 'DELETE', path: at, status: 400 },
  { name: 'off by a reader', method: 'DELETE', path: `${at}?name=docs`, as: 'reader', status: 403 },
  { name: 'off', method: 'DELETE', path: `${at}?name=docs`, status: 204, events: ['label.removed'] },
  { name: 'off with a prefix', method: 'DELETE', path: `${at}?name=tools&prefix=team`, status: 204 },
  { name: 'off again', method: 'DELETE', path: `${at}?name=docs`, status: 404 },
])
