import { exactly } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'

const page = (name: string, parent?: string): Step => ({
  name: `make ${name}`,
  method: 'POST',
  path: `${api}/pages${parent === undefined ? '?root-level=true' : ''}`,
  body: { spaceId: '${space}', title: name, parentId: parent === undefined ? undefined : `\${${parent}}` },
  status: 200,
  save: { [name]: 'id' },
})
const list = (name: string, path: string, ids: string[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: api + path,
  status: 200,
  has: { results: ids.map((id) => ({ id: `\${${id}}` })) },
  lacks: [`results.${ids.length}`],
  ...rest,
})
const refused = { status: 400, has: { errors: [{ code: 'INVALID_REQUEST_PARAMETER' }] }, lacks: ['results'] }

scenarios('the tree of pages in the second API', [
  {
    name: 'make a space',
    method: 'POST',
    path: `${api}/spaces`,
    body: { key: 'TREE', name: 'Tree' },
    status: 201,
    save: { space: 'id' },
  },
  page('top'),
  page('second', 'top'),
  page('first', 'top'),
  page('below', 'first'),
  page('deep', 'below'),
  page('deeper', 'deep'),
  {
    prepare: (app) => app.letRead('reader', 'TREE'),
    ...list('ancestors', '/pages/${deep}/ancestors', ['top', 'first', 'below']),
    as: 'reader',
    has: {
      results: exactly([
        { id: '${top}', type: 'page' },
        { id: '${first}', type: 'page' },
        { id: '${below}', type: 'page' },
      ]),
    },
  },
  list('the nearest ancestors', '/pages/${deep}/ancestors?limit=2', ['first', 'below']),
  list('ancestors of the top', '/pages/${top}/ancestors', []),
  list('too many ancestors', '/pages/${deep}/ancestors?limit=251', [], refused),
  list('descendants, two levels', '/pages/${top}/descendants', ['second', 'first', 'below'], {
    has: {
      results: [
        { id: '${second}', parentId: '${top}', depth: 1, type: 'page', status: 'current', title: 'second' },
        { id: '${first}', depth: 1 },
        exactly({
          id: '${below}',
          parentId: '${first}',
          depth: 2,
          type: 'page',
          status: 'current',
          title: 'below',
          childPosition: null,
        }),
      ],
    },
  }),
  list('descendants, all', '/pages/${top}/descendants?depth=10&limit=3', ['second', 'first', 'below'], {
    save: { next: '_links.next' },
  }),
  list('and the rest', '', ['deep', 'deeper'], { path: '${next}', lacks: ['_links.next', 'results.2'] }),
  list('descendants of no depth', '/pages/${top}/descendants?depth=0', [], refused),
  list('descendants too deep', '/pages/${top}/descendants?depth=11', [], refused),
  ...['direct-children', 'children'].flatMap((path) => [
    list(`${path} by place`, `/pages/\${top}/${path}?limit=1`, ['first'], { save: { next: '_links.next' } }),
    list('and on', '', ['second'], { path: '${next}', lacks: ['_links.next', 'results.1'] }),
    list(`${path} backwards`, `/pages/\${top}/${path}?sort=-child-position`, ['second', 'first']),
    list(`${path} by age`, `/pages/\${top}/${path}?sort=created-date&limit=1`, ['second'], {
      save: { next: '_links.next' },
    }),
    list('and on by age', '', ['first'], { path: '${next}', lacks: ['_links.next', 'results.1'] }),
    list(`${path} in an order that is none`, `/pages/\${top}/${path}?sort=size`, [], refused),
    list(`${path} of no page`, `/pages/999999999/${path}`, [], { status: 404, has: {} }),
  ]),
  {
    name: 'a place among siblings',
    method: 'PUT',
    path: '/wiki/rest/api/content/${second}/move/before/${first}',
    status: 200,
  },
  list('is kept by their order', '/pages/${top}/direct-children', ['second', 'first'], {
    has: {
      results: [
        exactly({
          id: '${second}',
          status: 'current',
          title: 'second',
          type: 'page',
          spaceId: '${space}',
          childPosition: 0,
        }),
        { id: '${first}' },
      ],
    },
  }),
  {
    name: 'hide a branch',
    method: 'PUT',
    path: '/rest/experimental/content/${first}/restriction',
    body: [{ operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }], group: [] } }],
    status: 200,
  },
  list('rule 6: children', '/pages/${top}/direct-children', ['second'], { as: 'reader' }),
  list('rule 6: descendants', '/pages/${top}/descendants?depth=10', ['second'], { as: 'reader' }),
  ...['ancestors', 'descendants', 'direct-children', 'children'].flatMap((path) => [
    list(`rule 30: ${path} of what is hidden`, `/pages/\${below}/${path}`, [], {
      as: 'reader',
      status: 404,
      has: { errors: [{ code: 'NOT_FOUND' }] },
    }),
    list(`${path} of no id`, `/pages/abc/${path}`, [], { status: 400, has: {} }),
  ]),
])
