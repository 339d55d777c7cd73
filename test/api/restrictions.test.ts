import { anyString, anything, exactly } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const page = (title: string, ancestors: object[] = []) => ({
  type: 'page',
  title,
  space: { key: 'RES' },
  ancestors,
  body: { storage: { value: '<p>r</p>', representation: 'storage' } },
})

const stage = (root: string): Step[] => [
  {
    name: 'a space to work in',
    method: 'POST',
    path: `${root}/rest/api/space`,
    body: { key: 'RES', name: 'Restrictions' },
    status: 200,
  },
  {
    name: 'a page in it',
    method: 'POST',
    path: `${root}/rest/api/content`,
    as: 'editor',
    body: page('Above'),
    status: 200,
    save: { page: 'id' },
    prepare: (app) => app.letRead('reader', 'RES'),
  },
  {
    name: 'a page below',
    method: 'POST',
    path: `${root}/rest/api/content`,
    as: 'editor',
    body: page('Below', [{ id: '${page}' }]),
    status: 200,
    save: { below: 'id' },
  },
  ...(['editor', 'reader'] as const).map((name): Step => ({
    name: `who ${name} is`,
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    as: name,
    status: 200,
    save: { [`${name}Id`]: 'accountId', [`${name}Key`]: 'userKey' },
  })),
  {
    name: 'the group of the readers',
    method: 'GET',
    path: '/wiki/rest/api/group/by-name?name=readers',
    status: 200,
    save: { groupId: 'id' },
  },
]

/** `named`: how this flavour names a person. */
function lifeOfRestrictions(
  api: string,
  named: (name: 'editor' | 'reader') => object,
  cloud: boolean,
): Step[] {
  const at = `${api}/content/\${page}/restriction`
  const update = (subjects: object) => [{ operation: 'update', restrictions: subjects }]
  return [
    {
      name: 'nothing is restricted at first',
      method: 'GET',
      path: at,
      as: 'reader',
      status: 200,
      has: {
        results: ['read', 'update'].map((operation) => ({
          operation,
          restrictions: { user: { results: [], size: 0 }, group: { results: [], size: 0 } },
          _expandable: { content: anyString },
        })),
        size: 2,
        ...(cloud ? { restrictionsHash: anyString } : {}),
      },
    },
    {
      name: 'set one operation',
      method: 'PUT',
      path: at,
      as: 'editor',
      body: update({ user: [named('editor'), named('editor')], group: [{ type: 'group', name: 'readers' }] }),
      status: 200,
      has: {
        results: [
          { operation: 'read', restrictions: { user: { size: 0 }, group: { size: 0 } } },
          {
            operation: 'update',
            restrictions: {
              user: { results: [{ type: 'known', displayName: 'Edith Editor' }] },
              group: { results: [{ type: 'group', name: 'readers' }] },
            },
          },
        ],
      },
      events: ['restriction.changed'],
    },
    {
      name: 'what is not named stays; the answer of a read is taken as it came',
      method: 'PUT',
      path: `${at}?expand=restrictions.user`,
      as: 'editor',
      body: {
        results: [
          {
            operation: 'read',
            restrictions: { user: { results: [named('editor')] }, group: { results: [] } },
          },
        ],
      },
      status: 200,
      has: {
        results: [
          { restrictions: { user: { size: 1 }, _expandable: { group: '' } } },
          { restrictions: { user: { size: 1 } } },
        ],
      },
      events: ['restriction.changed'],
    },
    { name: 'the reader is shut out', method: 'GET', path: at, as: 'reader', status: 404 },
    {
      name: 'by operation',
      method: 'GET',
      path: `${at}/byOperation`,
      as: 'editor',
      status: 200,
      has: {
        read: { operation: 'read', restrictions: { user: { size: 1 } } },
        update: { operation: 'update', restrictions: { group: { size: 1 } } },
      },
    },
    {
      name: 'one operation, one stretch of it',
      method: 'GET',
      path: `${at}/byOperation/read?start=1&limit=1&expand=restrictions.user,restrictions.group`,
      as: 'editor',
      status: 200,
      has: { operation: 'read', restrictions: { user: { results: [], start: 1, limit: 1, size: 0 } } },
    },
    {
      name: 'no such operation',
      method: 'GET',
      path: `${at}/byOperation/delete`,
      as: 'editor',
      status: 404,
    },
    {
      name: 'the person is listed',
      method: 'GET',
      path: `${at}/byOperation/read/user?username=editor`,
      as: 'editor',
      status: 200,
    },
    {
      name: 'another person is not',
      method: 'GET',
      path: `${at}/byOperation/read/user?accountId=\${readerId}`,
      as: 'editor',
      status: 404,
    },
    {
      name: 'nobody is meant',
      method: 'GET',
      path: `${at}/byOperation/read/user`,
      as: 'editor',
      status: 400,
    },
    {
      name: 'add a person',
      method: 'PUT',
      path: `${at}/byOperation/read/user?key=\${readerKey}`,
      as: 'editor',
      status: 200,
      events: ['restriction.changed'],
    },
    { name: 'who may read again', method: 'GET', path: at, as: 'reader', status: 200 },
    {
      name: 'but not change who may',
      method: 'PUT',
      path: `${at}/byOperation/read/user?userName=stranger`,
      as: 'reader',
      status: 403,
      events: [],
    },
    {
      name: 'take the person off',
      method: 'DELETE',
      path: `${at}/byOperation/read/user?userName=reader`,
      as: 'editor',
      status: 200,
      events: ['restriction.changed'],
    },
    {
      name: 'who is off already',
      method: 'DELETE',
      path: `${at}/byOperation/read/user?userName=reader`,
      as: 'editor',
      status: 404,
      events: [],
    },
    ...lifeOfGroups(at),
    {
      name: 'add to what there is',
      method: 'POST',
      path: at,
      as: 'editor',
      body: [{ operation: 'read', restrictions: { user: [named('reader')], group: [{ id: '${groupId}' }] } }],
      status: 200,
      has: {
        results: [{ restrictions: { user: { size: 2 }, group: { size: 1 } } }, { operation: 'update' }],
      },
      events: ['restriction.changed'],
    },
    {
      name: 'nobody locks themselves out of reading',
      method: 'PUT',
      path: at,
      as: 'editor',
      body: [{ operation: 'read', restrictions: { user: [named('reader')] } }],
      status: 404,
      events: [],
    },
    {
      name: 'nor of updating',
      method: 'PUT',
      path: at,
      as: 'editor',
      body: update({ user: [named('reader')] }),
      status: 403,
      events: [],
    },
    {
      name: 'a person who is not there',
      method: 'PUT',
      path: at,
      as: 'editor',
      body: update({ user: [{ type: 'known', username: 'nobody' }] }),
      status: 404,
    },
    {
      name: 'an operation that is not there',
      method: 'POST',
      path: at,
      as: 'editor',
      body: [{ operation: 'fly', restrictions: {} }],
      status: 400,
    },
    { name: 'no list', method: 'PUT', path: at, as: 'editor', body: {}, status: 400 },
    ...refusals(at),
    {
      name: 'an empty list lifts one restriction',
      method: 'PUT',
      path: at,
      as: 'editor',
      body: update({ user: [], group: [] }),
      status: 200,
      has: { results: [{ restrictions: { user: { size: 2 } } }, { restrictions: { user: { size: 0 } } }] },
      events: ['restriction.changed'],
    },
    {
      name: 'all are lifted at once',
      method: 'DELETE',
      path: at,
      as: 'editor',
      status: 200,
      has: { results: [{ restrictions: { user: { size: 0 } } }, { restrictions: { user: { size: 0 } } }] },
      events: ['restriction.changed', 'restriction.changed'],
    },
  ]
}

function lifeOfGroups(at: string): Step[] {
  return ['group/readers', 'byGroupId/${groupId}'].flatMap((address): Step[] => {
    const path = `${at}/byOperation/read/${address}`
    return [
      { name: `${address} is not listed`, method: 'GET', path, as: 'editor', status: 404 },
      {
        name: `${address} is added`,
        method: 'PUT',
        path,
        as: 'editor',
        status: 200,
        events: ['restriction.changed'],
      },
      { name: `${address} is listed`, method: 'GET', path, as: 'reader', status: 200 },
      { name: `${address} by a reader`, method: 'PUT', path, as: 'reader', status: 403 },
      { name: `${address} off by a reader`, method: 'DELETE', path, as: 'reader', status: 403 },
      {
        name: `${address} is taken off`,
        method: 'DELETE',
        path,
        as: 'editor',
        status: 200,
        events: ['restriction.changed'],
      },
      { name: `${address} off again`, method: 'DELETE', path, as: 'editor', status: 404 },
      {
        name: `no such group as ${address}`,
        method: 'PUT',
        path: `${path}x`,
        as: 'editor',
        status: 404,
      },
    ]
  })
}

function refusals(at: string): Step[] {
  const list = [{ operation: 'read', restrictions: { user: [] } }]
  const asked: Pick<Step, 'method' | 'path' | 'body'>[] = [
    { method: 'GET', path: at },
    { method: 'PUT', path: at, body: list },
    { method: 'POST', path: at, body: list },
    { method: 'DELETE', path: at },
    { method: 'GET', path: `${at}/byOperation` },
    { method: 'GET', path: `${at}/byOperation/read` },
    { method: 'PUT', path: `${at}/byOperation/read/group/readers` },
  ]
  return [
    ...asked.map((question): Step => ({
      name: `${question.method} ${question.path} by a stranger`,
      ...question,
      as: 'stranger',
      status: 404,
    })),
    ...asked
      .filter(({ method, body }) => method === 'DELETE' || body !== undefined)
      .map((question): Step => ({
        name: `${question.method} ${question.path} by a reader`,
        ...question,
        as: 'reader',
        status: 403,
        events: [],
      })),
  ]
}

/** What only Data Center has. */
const relevant: Step[] = [
  {
    name: 'restrict the page above',
    method: 'PUT',
    path: '/rest/experimental/content/${page}/restriction',
    as: 'editor',
    body: [{ operation: 'read', restrictions: { user: [{ username: 'editor' }] } }],
    status: 200,
  },
  {
    name: 'what decides over the page below',
    method: 'GET',
    path: '/rest/api/content/${below}/restriction/relevantViewRestrictions',
    as: 'editor',
    status: 200,
    has: {
      results: [
        exactly({
          operation: 'read',
          restrictions: anything,
          content: anything,
          _links: anything,
          _expandable: anything,
        }),
      ],
      size: 1,
    },
  },
  {
    name: 'of a page that may not be read',
    method: 'GET',
    path: '/rest/api/content/${below}/restriction/relevantViewRestrictions',
    as: 'reader',
    status: 404,
  },
]

for (const root of ['', '/wiki']) {
  const cloud = root === '/wiki'
  const named = (name: 'editor' | 'reader') =>
    cloud ? { type: 'known', accountId: `\${${name}Id}` } : { type: 'known', username: name }
  scenarios(`restrictions ${root || '/'}`, [
    ...stage(root),
    ...lifeOfRestrictions(`${root}/rest/api`, named, cloud),
    ...(cloud ? [] : relevant),
  ])
}
