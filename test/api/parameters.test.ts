/** Query parameters that few clients send and the vendor's documents name. */
import { scenarios, type Step } from '../support/scenario.ts'

const page = (title: string, save: string, more: object = {}): Step => ({
  name: `a page, ${title}`,
  method: 'POST',
  path: '/rest/api/content',
  body: { type: 'page', title, space: { key: 'DEMO' }, ...more },
  status: 200,
  save: { [save]: 'id' },
})

scenarios('parameters that few send', [
  page('Parent', 'parent'),
  page('One', 'one', { ancestors: [{ id: '${parent}' }] }),
  page('Two', 'two', { ancestors: [{ id: '${parent}' }] }),
  {
    name: 'contents by id, of any kind',
    method: 'GET',
    path: '/rest/api/content?ids=${one},${two},999999',
    status: 200,
    has: { results: [{ id: '${one}' }, { id: '${two}' }], size: 2 },
  },
  { name: 'contents by what is no id', method: 'GET', path: '/rest/api/content?ids=abc', status: 400 },
  ...['', '/wiki'].flatMap((root): Step[] => [
    {
      name: `a stretch of the children, ${root || '/'}`,
      method: 'GET',
      path: `${root}/rest/api/content/\${parent}/child?expand=page&start=1&limit=1`,
      status: 200,
      has: { page: { results: [{ id: '${two}' }], start: 1, limit: 1, size: 1 } },
    },
    {
      name: `a stretch that is none, ${root || '/'}`,
      method: 'GET',
      path: `${root}/rest/api/content/\${parent}/child?expand=page&start=-1`,
      status: 400,
    },
  ]),
  {
    name: 'a property',
    method: 'POST',
    path: '/rest/api/content/${one}/property',
    body: { key: 'k', value: 1 },
    status: 200,
  },
  {
    name: 'its next version, with its content',
    method: 'PUT',
    path: '/rest/api/content/${one}/property/k?expand=content,version',
    body: { key: 'k', value: 2, version: { number: 2 } },
    status: 200,
    has: { content: { id: '${one}' }, version: { number: 2 } },
  },
  {
    name: 'the reader',
    as: 'reader',
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    status: 200,
    save: { reader: 'accountId' },
  },
  {
    name: 'the editor',
    as: 'editor',
    method: 'GET',
    path: '/wiki/rest/api/user/current',
    status: 200,
    save: { editor: 'accountId' },
  },
  {
    name: 'several users, only the first',
    method: 'GET',
    path: '/wiki/rest/api/user/bulk?accountId=${reader}&accountId=${editor}&limit=1',
    status: 200,
    has: { results: [{ accountId: '${reader}' }], limit: 1, size: 1 },
  },
  {
    name: 'account ids of several, a page of one',
    method: 'GET',
    path: '/wiki/rest/api/user/bulk/migration?username=reader&username=editor&limit=1&start=1',
    status: 200,
    has: { size: 1, start: 1, limit: 1 },
  },
  {
    name: 'a space is put away',
    method: 'GET',
    path: '/rest/api/space/DEMO',
    status: 200,
    prepare: async (app) => {
      await app.domain.database.transact((db) =>
        db.updateTable('space').set({ status: 'archived' }).where('key', '=', 'DEMO').execute(),
      )
      app.domain.changes.committed({ facts: true, contents: new Set() })
    },
  },
  ...(
    [
      ['', 0],
      ['&includeArchivedSpaces=true', 1],
      ['&excludeCurrentSpaces=true', 1],
    ] as const
  ).map(([more, size]): Step => ({
    name: `a search then${more}`,
    method: 'GET',
    path: `/wiki/rest/api/search?cql=${encodeURIComponent('title = "One"')}${more}`,
    status: 200,
    has: { size, totalSize: size },
  })),
  {
    name: 'a search for guests',
    method: 'GET',
    path: '/wiki/rest/api/search?cql=type%3Duser&sitePermissionTypeFilter=externalCollaborator',
    status: 200,
    has: { size: 0 },
  },
])
