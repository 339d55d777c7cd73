import { anyId, anyString, anyTime } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'

function file(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['bytes'], { type: 'text/plain' }), 'notes.txt')
  return form
}

interface Case {
  readonly base: string
  readonly created: 200 | 201
  readonly make: Step
  /** The properties of another thing of the kind. */
  readonly other: Step
}

const content = (name: string, body: object, title = name): Step => ({
  name: `make ${name}`,
  method: 'POST',
  path: '/rest/api/content',
  body: { title, space: { key: 'DEMO' }, ...body },
  status: 200,
  save: { [name]: 'id' },
})
const space = (name: string, key: string): Step => ({
  name: `make ${key}`,
  method: 'POST',
  path: `${api}/spaces`,
  body: { key, name: key },
  status: 201,
  save: { [name]: 'id' },
})
const upload = (name: string, page: string): Step => ({
  name: `make ${name}`,
  method: 'POST',
  path: `/rest/api/content/\${${page}}/child/attachment`,
  headers: { 'X-Atlassian-Token': 'no-check' },
  body: file(),
  status: 200,
  save: { [name]: 'results.0.id' },
})
const comment = { type: 'comment', container: { id: '${page}', type: 'page' } }

const CASES: readonly Case[] = [
  {
    base: '/pages/',
    created: 200,
    make: content('one', { type: 'page' }),
    other: content('other', { type: 'page' }),
  },
  {
    base: '/blogposts/',
    created: 200,
    make: content('one', { type: 'blogpost' }),
    other: content('other', { type: 'blogpost' }),
  },
  { base: '/attachments/att', created: 200, make: upload('one', 'page'), other: upload('other', 'page2') },
  { base: '/comments/', created: 200, make: content('one', comment), other: content('other', comment) },
  { base: '/spaces/', created: 201, make: space('one', 'ONE'), other: space('other', 'OTHER') },
]

for (const { base, created, make, other } of CASES) {
  const list = `${api}${base}\${one}/properties`
  const isOfSpace = base === '/spaces/'
  const author = isOfSpace ? 'createdBy' : 'authorId'
  const letIn: Step['prepare'] = (app) => app.letRead('reader', isOfSpace ? 'ONE' : 'DEMO')
  const put = (name: string, body: object, rest: Partial<Step>): Step => ({
    name,
    method: 'PUT',
    path: `${list}/\${property}`,
    body,
    status: 200,
    ...rest,
  })
  const unchanged = { events: [] as string[] }
  scenarios(`properties below ${base} in the second API`, [
    content('page', { type: 'page' }, 'Holder'),
    content('page2', { type: 'page' }, 'Other holder'),
    make,
    other,
    {
      name: 'none',
      method: 'GET',
      path: list,
      status: 200,
      has: { results: [] },
      prepare: letIn,
    },
    {
      name: 'create',
      method: 'POST',
      path: list,
      body: { key: 'first', value: { deep: [1, null] } },
      status: created,
      has: {
        id: anyId,
        key: 'first',
        value: { deep: [1, null] },
        version: { number: 1, message: '', createdAt: anyTime, [author]: anyString },
      },
      save: { property: 'id' },
      events: ['property.created'],
    },
    {
      name: 'twice',
      method: 'POST',
      path: list,
      body: { key: 'first', value: 2 },
      status: 409,
      has: { errors: [{ code: 'CONFLICT' }] },
      ...unchanged,
    },
    { name: 'without a value', method: 'POST', path: list, body: { key: 'k' }, status: 400, ...unchanged },
    {
      name: 'too large a value',
      method: 'POST',
      path: list,
      body: { key: 'k', value: 'x'.repeat(40_000) },
      status: 413,
      ...unchanged,
    },
    {
      name: 'null is a value',
      method: 'POST',
      path: list,
      body: { key: 'another', value: null },
      status: created,
      has: { value: null },
    },
    {
      name: 'of nothing',
      method: 'POST',
      path: `${api}${base}999999999/properties`,
      body: { key: 'k', value: 1 },
      status: 404,
      ...unchanged,
    },
    {
      name: 'read',
      as: 'reader',
      method: 'GET',
      path: `${list}/\${property}`,
      status: 200,
      has: { key: 'first', value: { deep: [1, null] } },
    },
    {
      name: 'of another owner',
      method: 'GET',
      path: `${api}${base}\${other}/properties/\${property}`,
      status: 404,
    },
    { name: 'of no number', method: 'GET', path: `${list}/first`, status: 400 },
    {
      name: 'list by key',
      method: 'GET',
      path: `${list}?sort=key&limit=1`,
      status: 200,
      has: { results: [{ key: 'another' }] },
      lacks: ['results.1'],
      save: { next: '_links.next' },
    },
    {
      name: 'and on',
      method: 'GET',
      path: '${next}',
      status: 200,
      has: { results: [{ key: 'first' }] },
      lacks: ['_links.next'],
    },
    {
      name: 'list backwards',
      method: 'GET',
      path: `${list}?sort=-key`,
      status: 200,
      has: { results: [{ key: 'first' }, { key: 'another' }] },
    },
    {
      name: 'list one at a time',
      method: 'GET',
      path: `${list}?limit=1`,
      status: 200,
      has: { results: [{ key: 'first' }] },
      save: { next: '_links.next' },
    },
    {
      name: 'and on in that order',
      method: 'GET',
      path: '${next}',
      status: 200,
      has: { results: [{ key: 'another' }] },
    },
    {
      name: 'list one key',
      method: 'GET',
      path: `${list}?key=another`,
      status: 200,
      has: { results: [{ key: 'another' }] },
      lacks: ['results.1'],
    },
    { name: 'in an order that is none', method: 'GET', path: `${list}?sort=value`, status: 400 },
    put(
      'update',
      { key: 'first', value: 2, version: { number: 2, message: 'm' } },
      { has: { value: 2, version: { number: 2 } }, events: ['property.updated'] },
    ),
    put('a stale update', { value: 3, version: { number: 2 } }, { status: 409, ...unchanged }),
    put('of another key', { key: 'k', value: 3, version: { number: 3 } }, { status: 400, ...unchanged }),
    put('without a number', { key: 'first', value: 3 }, { status: 400, ...unchanged }),
    put(
      'by a reader',
      { key: 'first', value: 3, version: { number: 3 } },
      { as: 'reader', status: 404, has: { errors: [{ code: 'NOT_FOUND' }] }, ...unchanged },
    ),
    {
      name: 'created by a reader',
      as: 'reader',
      method: 'POST',
      path: list,
      body: { key: 'k', value: 1 },
      status: 404,
      ...unchanged,
    },
    {
      name: 'removed by a reader',
      as: 'reader',
      method: 'DELETE',
      path: `${list}/\${property}`,
      status: 404,
      ...unchanged,
    },
    {
      name: 'listed by a stranger (rule 30)',
      as: 'stranger',
      method: 'GET',
      path: list,
      status: 404,
    },
    {
      name: 'read by a stranger',
      as: 'stranger',
      method: 'GET',
      path: `${list}/\${property}`,
      status: 404,
    },
    {
      name: 'remove',
      method: 'DELETE',
      path: `${list}/\${property}`,
      status: 204,
      events: ['property.removed'],
    },
    { name: 'remove again', method: 'DELETE', path: `${list}/\${property}`, status: 404, ...unchanged },
  ])
}
