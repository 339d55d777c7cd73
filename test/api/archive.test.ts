import { untilOver } from '../support/long-task.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/rest/api'
const page = (title: string, save: string, parent?: string): Step => ({
  name: `a page ${title}`,
  method: 'POST',
  path: `${api}/content`,
  body: {
    type: 'page',
    title,
    space: { key: 'DEMO' },
    ...(parent === undefined ? {} : { ancestors: [{ id: `\${${parent}}` }] }),
    body: { storage: { value: '<p>quagmire</p>', representation: 'storage' } },
    metadata: { labels: [{ name: 'red' }] },
  },
  status: 200,
  save: { [save]: 'id' },
})
/** Ids as numbers, which is how this operation wants them. */
const archive = (
  names: string[],
  as: Step['as'] = 'admin',
): Pick<Step, 'as' | 'method' | 'path' | 'prepare' | 'body'> => ({
  as,
  method: 'POST',
  path: `${api}/content/archive`,
  prepare: async (_app, saved) => {
    names.forEach((name, i) => {
      saved[`number${i}`] = Number(saved[name])
    })
  },
  body: { pages: names.map((_, i) => ({ id: `\${number${i}}` })) },
})
const file = () => {
  const form = new FormData()
  form.append('file', new Blob(['x']), 'a.txt')
  return form
}
const noCheck = { 'x-atlassian-token': 'no-check' }

scenarios('archived pages', [
  {
    ...page('Top', 'top'),
    prepare: async (app) => {
      await app.letRead('reader', 'DEMO')
    },
  },
  page('Middle', 'middle', 'top'),
  page('Low', 'low', 'middle'),
  page('Bottom', 'bottom', 'low'),
  { name: 'no pages', method: 'POST', path: `${api}/content/archive`, body: { pages: [] }, status: 400 },
  {
    name: 'quoted ids',
    method: 'POST',
    path: `${api}/content/archive`,
    body: { pages: [{ id: '${top}' }] },
    prepare: async (_app, saved) => {
      saved.top = String(saved.top)
    },
    status: 400,
  },
  {
    name: 'an id of nothing',
    method: 'POST',
    path: `${api}/content/archive`,
    body: { pages: [{ id: 7 }] },
    status: 400,
    events: [],
  },
  {
    name: 'more than 300',
    method: 'POST',
    path: `${api}/content/archive`,
    body: { pages: Array.from({ length: 301 }, (_, i) => ({ id: i + 1 })) },
    status: 400,
  },
  { name: 'a reader may not', ...archive(['low'], 'reader'), status: 403 },
  { name: 'nor who does not see it', ...archive(['low'], 'stranger'), status: 400 },
  {
    name: 'archive two of them',
    ...archive(['middle', 'low']),
    status: 202,
    has: { links: { status: /^\/rest\/api\/longtask/ } },
    save: { task: 'id' },
  },
  {
    name: 'it is done in the end',
    prepare: untilOver('task'),
    method: 'GET',
    path: `${api}/longtask/\${task}`,
    status: 200,
    has: { name: { key: 'archive.pages.task.name' }, successful: true },
  },
  {
    name: 'the page is read as before',
    as: 'reader',
    method: 'GET',
    path: `${api}/content/\${low}?expand=ancestors,body.storage`,
    status: 200,
    has: { status: 'archived', ancestors: [{ id: '${top}' }, { id: '${middle}' }] },
  },
  {
    name: 'it is in no list',
    method: 'GET',
    path: `${api}/content?spaceKey=DEMO&title=Low`,
    status: 200,
    has: { results: [] },
  },
  {
    name: 'unless asked for',
    method: 'GET',
    path: `${api}/content?spaceKey=DEMO&status=archived`,
    status: 200,
    has: { results: [{ id: '${middle}' }, { id: '${low}' }] },
  },
  {
    name: 'not found',
    method: 'GET',
    path: `${api}/search?cql=text~quagmire`,
    status: 200,
    has: { totalSize: 2 },
  },
  {
    name: 'no child; what was below it has moved up',
    method: 'GET',
    path: `${api}/content/\${top}/child/page`,
    status: 200,
    has: { results: [{ id: '${bottom}' }] },
  },
  {
    name: 'cannot be edited',
    method: 'PUT',
    path: `${api}/content/\${low}`,
    body: { type: 'page', title: 'Else', version: { number: 2 } },
    status: 400,
    has: { message: /Archived content cannot be changed/ },
  },
  {
    name: 'nor labelled',
    method: 'POST',
    path: `${api}/content/\${low}/label`,
    body: [{ name: 'blue' }],
    status: 400,
  },
  { name: 'nor lose a label', method: 'DELETE', path: `${api}/content/\${low}/label/red`, status: 400 },
  {
    name: 'nor be attached to',
    method: 'POST',
    path: `${api}/content/\${low}/child/attachment`,
    headers: noCheck,
    body: file(),
    status: 404,
  },
  {
    name: 'nor commented',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'comment',
      container: { id: '${low}', type: 'page' },
      body: { storage: { value: 'x', representation: 'storage' } },
    },
    status: 400,
  },
  { name: 'nor moved', method: 'PUT', path: `${api}/content/\${low}/move/append/\${top}`, status: 404 },
  { name: 'nor archived again', ...archive(['low']), status: 400, has: { message: /archived already/ } },
  {
    name: 'nobody may do more than read and delete it',
    method: 'GET',
    path: `${api}/content/\${low}?expand=operations`,
    status: 200,
    has: { operations: [{ operation: 'read' }, { operation: 'delete' }] },
  },
  page('Low', 'another'),
  {
    name: 'while its title is taken it does not come back',
    method: 'PUT',
    path: `${api}/content/\${low}`,
    body: { type: 'page', title: 'Low', status: 'current', version: { number: 2 } },
    status: 400,
    has: { message: /already exists with the title Low/ },
  },
  {
    name: 'a reader does not bring it back',
    as: 'reader',
    method: 'PUT',
    path: `${api}/content/\${middle}`,
    body: { type: 'page', title: 'Middle', status: 'current', version: { number: 2 } },
    status: 403,
  },
  {
    name: 'a stale version does not',
    method: 'PUT',
    path: `${api}/content/\${middle}`,
    body: { type: 'page', title: 'Middle', status: 'current', version: { number: 9 } },
    status: 409,
  },
  {
    name: 'the other comes back',
    method: 'PUT',
    path: `${api}/content/\${middle}?expand=ancestors`,
    body: { type: 'page', title: 'Middle', status: 'current', version: { number: 2 } },
    status: 200,
    has: { status: 'current', ancestors: [{ id: '${top}' }] },
    events: ['page.restored'],
  },
  {
    name: 'the other title is free again',
    method: 'DELETE',
    path: `${api}/content/\${another}`,
    status: 204,
  },
  {
    name: 'and it comes back to its place',
    method: 'PUT',
    path: `${api}/content/\${low}?expand=ancestors`,
    body: { type: 'page', title: 'Low', status: 'current', version: { number: 2 } },
    status: 200,
    has: { ancestors: [{ id: '${top}' }, { id: '${middle}' }] },
  },
  {
    name: 'and is found',
    method: 'GET',
    path: `${api}/search?cql=text~quagmire`,
    status: 200,
    has: { totalSize: 4 },
  },
  { name: 'archived once more', ...archive(['low']), status: 202, save: { task: 'id' } },
  {
    name: 'it can go into the trash',
    method: 'DELETE',
    path: `${api}/content/\${low}?status=archived`,
    prepare: untilOver('task'),
    status: 204,
  },
  {
    name: 'where it is',
    method: 'GET',
    path: `${api}/content/\${low}?status=trashed`,
    status: 200,
    has: { status: 'trashed' },
  },
])
