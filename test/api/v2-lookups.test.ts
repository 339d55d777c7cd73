import { anyString, exactly, including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const storage = { storage: { value: '<p>x</p>', representation: 'storage' } }

function file(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['bytes'], { type: 'text/plain' }), 'notes.txt')
  return form
}

const create = (name: string, body: object): Step => ({
  name: `make ${name}`,
  method: 'POST',
  path: '/rest/api/content',
  body: { title: name, space: { key: 'DEMO' }, body: storage, ...body },
  status: 200,
  save: { [name]: 'id' },
})
const comment = (location: string) => ({
  type: 'comment',
  container: { id: '${page}', type: 'page' },
  extensions: { location },
})
const convert = (name: string, contentIds: unknown, rest: Partial<Step>): Step => ({
  name,
  method: 'POST',
  path: `${api}/content/convert-ids-to-types`,
  body: { contentIds },
  status: 200,
  events: [],
  ...rest,
})

scenarios('types of contents by id', [
  { ...create('page', { type: 'page' }), prepare: (app) => app.letRead('reader', 'DEMO') },
  create('post', { type: 'blogpost' }),
  create('footer', comment('footer')),
  create('inline', comment('inline')),
  create('draft', { type: 'page', status: 'draft' }),
  create('gone', { type: 'page' }),
  { name: 'into the trash', method: 'DELETE', path: '/rest/api/content/${gone}', status: 204 },
  {
    name: 'make a file',
    method: 'POST',
    path: '/rest/api/content/${page}/child/attachment',
    headers: { 'X-Atlassian-Token': 'no-check' },
    body: file(),
    status: 200,
    save: { file: 'results.0.id' },
  },
  convert(
    'of every kind, twice one, and none',
    ['${page}', '${page}', '${post}', 'att${file}', '${footer}', '${inline}', '${draft}', '999999999'],
    {
      prepare: async (_app, saved) => {
        saved.results = exactly({
          [String(saved.page)]: 'page',
          [String(saved.post)]: 'blogpost',
          [`att${String(saved.file)}`]: 'attachment',
          [String(saved.footer)]: 'footer-comment',
          [String(saved.inline)]: 'inline-comment',
          [String(saved.draft)]: 'page',
          '999999999': null,
        })
      },
      has: { results: '${results}' },
    },
  ),
  convert('rules 5 and 8: a draft of somebody else, and the trash', ['${draft}', '${gone}'], {
    as: 'reader',
    prepare: async (_app, saved) => {
      saved.results = exactly({ [String(saved.draft)]: null, [String(saved.gone)]: null })
    },
    has: { results: '${results}' },
  }),
  convert('rule 10: what a stranger may not read', ['${page}', '${footer}', 'att${file}'], {
    as: 'stranger',
    prepare: async (_app, saved) => {
      saved.results = exactly({
        [String(saved.page)]: null,
        [String(saved.footer)]: null,
        [`att${String(saved.file)}`]: null,
      })
    },
    has: { results: '${results}' },
  }),
  convert('a number that no id can be', ['99999999999999999999'], {
    has: { results: exactly({ '99999999999999999999': null }) },
  }),
  convert('none at all', [], { has: { results: exactly({}) } }),
  convert('no id', ['abc'], { status: 400 }),
  convert('no list', '${page}', { status: 400 }),
  convert(
    'too many',
    [...Array(251).keys()].map((i) => i + 1),
    { status: 400, has: { errors: [{ title: /250/ }] } },
  ),
])

const lookUp = (name: string, accountIds: unknown, rest: Partial<Step>): Step => ({
  name,
  method: 'POST',
  path: `${api}/users-bulk`,
  body: { accountIds },
  status: 200,
  events: [],
  ...rest,
})
const check = (name: string, emails: unknown, rest: Partial<Step>): Step => ({
  name,
  method: 'POST',
  path: `${api}/user/access/check-access-by-email`,
  body: { emails },
  status: 200,
  events: [],
  ...rest,
})

scenarios('people in the second API', [
  {
    name: 'know two accounts',
    method: 'GET',
    path: `${api}/users?limit=2`,
    status: 200,
    save: { one: 'results.0.accountId', two: 'results.1.accountId' },
  },
  lookUp('two users, one of them twice, and nobody', ['${one}', '${two}', '${one}', 'nobody'], {
    has: {
      results: including(
        { accountId: '${one}', displayName: anyString, accountStatus: 'active' },
        { accountId: '${two}' },
      ),
    },
    lacks: ['results.2'],
  }),
  lookUp('more than are looked up in one go', [...Array(249).keys()].map(String).concat('${two}'), {
    has: { results: [{ accountId: '${two}' }] },
  }),
  lookUp('nobody', [], { status: 400 }),
  lookUp('too many', [...Array(251).keys()].map(String), { status: 400 }),
  lookUp('without a log-in', ['${one}'], { as: 'anonymous', status: 403 }),
  check('whom addresses let in', ['ADMIN@example.com', 'new@example.org', 'no address', 'new@example.org'], {
    has: exactly({ emailsWithoutAccess: ['new@example.org'], invalidEmails: ['no address'] }),
  }),
  {
    name: 'shut somebody out',
    method: 'PUT',
    path: '/rest/api/admin/user/stranger/disable',
    status: 204,
  },
  check('who is shut out', ['stranger@example.com'], {
    as: 'reader',
    has: exactly({ emailsWithoutAccess: ['stranger@example.com'], invalidEmails: [] }),
  }),
  check(
    'too many',
    [...Array(201).keys()].map((i) => `${i}@example.com`),
    { status: 400 },
  ),
  check('no list', 'a@example.com', { status: 400 }),
  {
    name: 'rule 24: who administers nothing invites nobody',
    as: 'editor',
    method: 'POST',
    path: `${api}/user/access/invite-by-email`,
    body: { emails: ['new@example.org'] },
    status: 404,
    events: [],
  },
  {
    name: 'nor does anybody without a mail server',
    method: 'POST',
    path: `${api}/user/access/invite-by-email`,
    body: { emails: ['new@example.org'] },
    status: 400,
    has: { errors: [{ title: /INVER_SMTP_URL/ }] },
    events: [],
  },
])
