import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/rest/api'

const space = (key: string): Step => ({
  name: `the space ${key}`,
  method: 'POST',
  path: `${api}/space`,
  body: { key, name: key },
  status: 200,
  save: { [`home${key}`]: 'homepage.id' },
})

const page = (title: string, key: string, parent?: string): Step => ({
  name: `the page ${title} of ${key}`,
  method: 'POST',
  path: `${api}/content`,
  as: 'editor',
  body: {
    type: 'page',
    title,
    space: { key },
    ...(parent === undefined ? {} : { ancestors: [{ id: parent }] }),
    body: { storage: { value: `<p>${title}</p>`, representation: 'storage' } },
  },
  status: 200,
  save: { [`${title}${key}`]: 'id' },
})

const move = (what: string, position: string, target: string, more: Partial<Step> = {}): Step => ({
  name: `move ${what} ${position} ${target}`,
  method: 'PUT',
  path: `${api}/content/\${${what}}/move/${position}/\${${target}}`,
  as: 'editor',
  status: 200,
  ...more,
})

const childrenAre = (name: string, parent: string, ...titles: string[]): Step => ({
  name,
  method: 'GET',
  path: `${api}/content/\${${parent}}/child/page`,
  status: 200,
  has: { results: titles.map((title) => ({ title })) },
})

scenarios('moving pages', [
  space('MVA'),
  space('MVB'),
  page('Top', 'MVA'),
  ...['A', 'B', 'C', 'D'].map((title) => page(title, 'MVA', '${TopMVA}')),
  page('Deep', 'MVA', '${CMVA}'),
  page('A', 'MVB'),
  page('Host', 'MVB'),
  childrenAre('by title at first', 'TopMVA', 'A', 'B', 'C', 'D'),
  move('CMVA', 'before', 'BMVA', { has: { pageId: '${CMVA}' }, events: ['page.moved'] }),
  childrenAre('C stands before B', 'TopMVA', 'A', 'C', 'B', 'D'),
  move('AMVA', 'after', 'BMVA'),
  childrenAre('A stands after B', 'TopMVA', 'C', 'B', 'A', 'D'),
  move('DMVA', 'append', 'BMVA'),
  childrenAre('D is below B', 'BMVA', 'D'),
  {
    name: 'no version was made',
    method: 'GET',
    path: `${api}/content/\${DMVA}?expand=version,ancestors`,
    status: 200,
    has: { version: { number: 1 }, ancestors: [{ title: 'Top' }, { title: 'B' }] },
  },
  move('CMVA', 'append', 'HostMVB', { events: ['page.moved'] }),
  {
    name: 'what is below goes along',
    method: 'GET',
    path: `${api}/content/\${DeepMVA}?expand=space,ancestors`,
    status: 200,
    has: { space: { key: 'MVB' }, ancestors: [{ title: 'Host' }, { title: 'C' }] },
  },
  move('AMVA', 'after', 'HostMVB', { status: 400, events: [] }),
  move('TopMVA', 'append', 'DMVA', { status: 400, events: [] }),
  move('TopMVA', 'append', 'TopMVA', { status: 400 }),
  move('TopMVA', 'inside', 'BMVA', { status: 400 }),
  move('BMVA', 'append', 'TopMVA', { as: 'stranger', status: 404 }),
  move('BMVA', 'append', 'TopMVA', {
    as: 'reader',
    status: 403,
    prepare: (app) => app.letRead('reader', 'MVA'),
    events: [],
  }),
  {
    name: 'beside what never was',
    method: 'PUT',
    path: `${api}/content/\${BMVA}/move/after/999999`,
    status: 404,
  },
  {
    name: 'a comment',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'comment',
      container: { id: '${BMVA}', type: 'page' },
      body: { storage: { value: '<p>c</p>', representation: 'storage' } },
    },
    status: 200,
    save: { comment: 'id' },
  },
  move('comment', 'append', 'TopMVA', { as: 'admin', status: 400 }),
])

const check = (
  name: string,
  subject: object,
  operation: string,
  expected: boolean | number,
  as: Step['as'] = 'admin',
): Step => ({
  name,
  method: 'POST',
  path: `${api}/content/\${PagePCK}/permission/check`,
  as,
  body: { subject, operation },
  ...(typeof expected === 'number'
    ? { status: expected }
    : { status: 200, has: { hasPermission: expected, errors: [] } }),
})
const user = (name: string) => ({ type: 'user', identifier: `\${${name}}` })

scenarios('asking what others may do', [
  space('PCK'),
  page('Page', 'PCK'),
  ...(['admin', 'editor', 'reader', 'stranger'] as const).map((name): Step => ({
    name: `who ${name} is`,
    method: 'GET',
    path: `${api}/user/current`,
    as: name,
    status: 200,
    save: { [name]: 'accountId' },
    ...(name === 'reader' ? { prepare: (app) => app.letRead('reader', 'PCK') } : {}),
  })),
  ...['readers', 'confluence-users', 'confluence-administrators'].map((name): Step => ({
    name: `the group ${name}`,
    method: 'GET',
    path: `${api}/group/by-name?name=${name}`,
    status: 200,
    save: { [name.replace('-', '')]: 'id' },
  })),
  check('an editor updates', user('editor'), 'update', true),
  check('an editor removes', user('editor'), 'delete', true),
  check('a reader reads', user('reader'), 'read', true),
  check('a reader does not update', user('reader'), 'update', false),
  check('a stranger reads nothing', user('stranger'), 'read', false),
  check('an administrator does everything', user('admin'), 'delete', true),
  check('users of the wiki update', { type: 'group', identifier: '${confluenceusers}' }, 'update', true),
  check('the readers hold nothing as a group', { type: 'group', identifier: '${readers}' }, 'read', false),
  check(
    'administrators as a group',
    { type: 'group', identifier: '${confluenceadministrators}' },
    'delete',
    true,
  ),
  check('a reader asks about themselves', user('reader'), 'update', false, 'reader'),
  check('a reader asks about others', user('editor'), 'read', 403, 'reader'),
  check('a stranger asks', user('stranger'), 'read', 404, 'stranger'),
  check('somebody who is not there', { type: 'user', identifier: 'nobody' }, 'read', 404),
  check('a group that is not there', { type: 'group', identifier: 'none' }, 'read', 404),
  check('an operation that is none', user('reader'), 'fly', 400),
  check('a subject that is none', { type: 'role', identifier: 'x' }, 'read', 400),
])
