import { anyId, anyNumber, anyString, anything, exactly } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

function searching(root: string): Step[] {
  const api = `${root}/rest/api`
  const find = (cql: string, more = '') => `${api}/content/search?cql=${encodeURIComponent(cql)}${more}`
  const page = (title: string, value: string, save: string): Step => ({
    name: `a page "${title}"`,
    method: 'POST',
    path: `${api}/content`,
    body: { type: 'page', title, space: { key: 'CQL' }, body: storage(value) },
    status: 200,
    save: { [save]: 'id' },
  })
  return [
    {
      name: 'a space',
      method: 'POST',
      path: `${api}/space`,
      body: { key: 'CQL', name: 'Search' },
      status: 200,
    },
    page('Release notes', '<p>The smörgåsbord of quokkas</p>', 'notes'),
    page('Minutes', '<p>Three quokkas were counted</p>', 'minutes'),
    {
      name: 'what was just written is found, whatever the accents',
      method: 'GET',
      path: find('space = CQL and text ~ "smorgasbord"'),
      status: 200,
      has: {
        results: [{ id: '${notes}', type: 'page', title: 'Release notes' }],
        start: 0,
        limit: 25,
        size: 1,
      },
    },
    {
      name: 'by title, and opened as asked',
      method: 'GET',
      path: find('type = page and title = "Minutes" and space = CQL', '&expand=body.storage,version'),
      status: 200,
      has: {
        results: [
          { id: '${minutes}', version: { number: 1 }, body: storage('<p>Three quokkas were counted</p>') },
        ],
      },
    },
    {
      name: 'a slice of what is found goes on',
      method: 'GET',
      path: find('text ~ "quokkas" and space = CQL order by created', '&limit=1'),
      status: 200,
      has: {
        results: [{ id: '${notes}' }],
        size: 1,
        limit: 1,
        _links: { next: /^\/rest\/api\/content\/search\?(?=.*cql=)/ },
      },
      save: { next: '_links.next' },
    },
    {
      name: 'and does',
      method: 'GET',
      path: `${root}\${next}`,
      status: 200,
      has: { results: [{ id: '${minutes}' }], size: 1 },
    },
    {
      name: 'everything, with the passage that shows why',
      method: 'GET',
      path: `${api}/search?cql=${encodeURIComponent('text ~ "counted" and space = CQL')}`,
      status: 200,
      has: {
        results: [
          {
            content: { id: '${minutes}', type: 'page' },
            title: anyString,
            excerpt: /counted/,
            url: anyString,
            entityType: 'content',
            iconCssClass: anyString,
            lastModified: anyString,
            breadcrumbs: anything,
          },
        ],
        totalSize: 1,
        cqlQuery: 'text ~ "counted" and space = CQL',
        searchDuration: anyNumber,
      },
    },
    {
      name: 'a changed page is found by its new words at once',
      method: 'PUT',
      path: `${api}/content/\${minutes}`,
      body: { type: 'page', title: 'Minutes', version: { number: 2 }, body: storage('<p>Only wombats</p>') },
      status: 200,
    },
    {
      name: 'by the new',
      method: 'GET',
      path: find('text ~ wombats and space = CQL'),
      status: 200,
      has: { results: [{ id: '${minutes}' }] },
    },
    {
      name: 'and not by the old',
      method: 'GET',
      path: find('text ~ counted and space = CQL'),
      status: 200,
      has: { results: exactly([]), size: 0 },
    },
    {
      name: 'a stranger finds nothing of it',
      as: 'stranger',
      method: 'GET',
      path: find('text ~ quokkas'),
      status: 200,
      has: { results: [], size: 0 },
    },
    {
      name: 'nor how much there is',
      as: 'stranger',
      method: 'GET',
      path: `${api}/search?cql=text~quokkas`,
      status: 200,
      has: { results: [], totalSize: 0 },
    },
    {
      name: 'what is in the trash is not found',
      method: 'DELETE',
      path: `${api}/content/\${notes}`,
      status: 204,
    },
    {
      name: 'indeed not',
      method: 'GET',
      path: find('text ~ quokkas and space = CQL'),
      status: 200,
      has: { results: [] },
    },
    {
      name: 'a query that cannot be read',
      method: 'GET',
      path: find('space = = CQL'),
      status: 400,
      has: { statusCode: 400, message: /CQL|parse/i },
    },
    {
      name: 'a field that is none',
      method: 'GET',
      path: `${api}/search?cql=colour%3Dred`,
      status: 400,
      has: { message: /colour/ },
    },
    { name: 'no query', method: 'GET', path: `${api}/search`, status: 400, has: { message: anyString } },
    {
      name: 'a query that quotes its way out',
      method: 'GET',
      path: find(`title = "x' or 1=1 --"`),
      status: 200,
      has: { results: [] },
    },
    {
      name: 'the sample space is found as well',
      method: 'GET',
      path: find('space = DEMO and type = page'),
      status: 200,
      has: { results: [{ id: anyId }, {}, {}] },
    },
  ]
}

for (const root of ['', '/wiki']) scenarios(`search at ${root || '/'}`, searching(root))
