import { anyString, anything } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

scenarios('three roots over one wiki', [
  {
    name: 'a page made at one root',
    method: 'POST',
    path: '/rest/api/content',
    body: { type: 'page', title: 'Shared / page', space: { key: 'DEMO' }, body: storage('<p>one</p>') },
    status: 200,
    save: { page: 'id' },
  },
  ...['', '/confluence', '/wiki'].flatMap((root): Step[] => [
    {
      name: `is there at ${root || '/'}, with that root's addresses`,
      method: 'GET',
      path: `${root}/rest/api/content/\${page}`,
      status: 200,
      has: {
        title: 'Shared / page',
        _links: {
          base: new RegExp(`^http://127\\.0\\.0\\.1:\\d+${root}$`),
          context: root,
          self: new RegExp(`^http://127\\.0\\.0\\.1:\\d+${root}/rest/api/content/\\d+$`),
          webui:
            root === '/wiki'
              ? /^\/spaces\/DEMO\/pages\/\d+\//
              : /^\/pages\/viewpage\.action\?pageId=\d+$|^\/display\//,
        },
      },
    },
    {
      name: `an unknown address at ${root || '/'} answers in JSON`,
      method: 'GET',
      path: `${root}/rest/api/nothing-here`,
      headers: { accept: 'application/json' },
      status: 404,
      has: { message: /null for uri: http:/ },
    },
    {
      name: `nobody asks about the edition at ${root || '/'}`,
      as: 'anonymous',
      method: 'GET',
      path: `${root}/_edge/tenant_info`,
      status: 404,
    },
  ]),
  {
    name: 'the second API is only below /wiki: not at the root',
    method: 'GET',
    path: '/api/v2/spaces?limit=1',
    status: 404,
  },
  { name: 'nor at /confluence', method: 'GET', path: '/confluence/api/v2/spaces?limit=1', status: 404 },
  {
    name: 'the Cloud says account ids',
    method: 'GET',
    path: '/wiki/rest/api/content/${page}?expand=version',
    status: 200,
    has: { version: { by: { accountId: anyString } } },
  },
  {
    name: 'Data Center user names',
    method: 'GET',
    path: '/rest/api/content/${page}?expand=version',
    status: 200,
    has: { version: { by: { username: 'admin', userKey: anyString } } },
  },
  {
    name: 'versions of a page on the Cloud',
    method: 'GET',
    path: '/wiki/rest/api/content/${page}/version',
    status: 200,
    has: { results: [{ number: 1 }] },
  },
  {
    name: 'one of them',
    method: 'GET',
    path: '/wiki/rest/api/content/${page}/version/1',
    status: 200,
    has: { number: 1, by: anything },
  },
  {
    name: 'one that is not there',
    method: 'GET',
    path: '/wiki/rest/api/content/${page}/version/7',
    status: 404,
  },
  {
    name: 'versions of a page on Data Center',
    method: 'GET',
    path: '/rest/experimental/content/${page}/version',
    status: 200,
    has: { results: [{ number: 1 }] },
  },
  {
    name: 'versions of no page',
    method: 'GET',
    path: '/rest/experimental/content/99999999/version',
    status: 404,
  },
  {
    name: 'a proxy’s address is not believed unasked',
    method: 'GET',
    path: '/rest/api/content/${page}',
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    status: 200,
    has: { _links: { base: /^http:\/\/127\.0\.0\.1:/ } },
  },
])

scenarios(
  'behind a proxy that is trusted',
  [
    {
      name: 'its address is everybody’s',
      method: 'GET',
      path: '/wiki/rest/api/space/DEMO',
      headers: { 'x-forwarded-host': 'wiki.example', 'x-forwarded-proto': 'https' },
      status: 200,
      has: {
        _links: { base: 'https://wiki.example/wiki', self: 'https://wiki.example/wiki/rest/api/space/DEMO' },
      },
    },
  ],
  { settings: { trustProxy: '127.0.0.1' } },
)

scenarios(
  'with a base address of its own',
  [
    {
      name: 'links begin with it',
      method: 'GET',
      path: '/rest/api/space/DEMO',
      status: 200,
      has: {
        _links: { base: 'https://wiki.example.org', self: 'https://wiki.example.org/rest/api/space/DEMO' },
      },
    },
  ],
  { settings: { baseUrl: 'https://wiki.example.org/' } },
)

scenarios('labels', [
  {
    name: 'a page',
    method: 'POST',
    path: '/rest/api/content',
    body: { type: 'page', title: 'Labelled', space: { key: 'DEMO' } },
    status: 200,
    save: { page: 'id' },
  },
  {
    name: 'are added',
    method: 'POST',
    path: '/rest/api/content/${page}/label',
    body: [{ prefix: 'global', name: 'Eins' }, { name: 'zwei' }],
    status: 200,
    has: {
      results: [{ prefix: 'global', name: 'eins', label: anyString, id: anyString }, { name: 'zwei' }],
      size: 2,
    },
  },
  {
    name: 'one as well as many',
    method: 'POST',
    path: '/rest/api/content/${page}/label',
    body: { prefix: 'global', name: 'drei' },
    status: 200,
    has: { size: 3 },
  },
  {
    name: 'are read',
    method: 'GET',
    path: '/rest/api/content/${page}/label',
    status: 200,
    has: { size: 3, limit: 200 },
  },
  {
    name: 'no more than 200 at once',
    method: 'GET',
    path: '/rest/api/content/${page}/label?limit=1000',
    status: 200,
    has: { limit: 200 },
  },
  {
    name: 'have a name',
    method: 'POST',
    path: '/rest/api/content/${page}/label',
    body: [{}],
    status: 400,
    events: [],
  },
  {
    name: 'are removed by path',
    method: 'DELETE',
    path: '/rest/api/content/${page}/label/eins',
    status: 204,
    events: ['label.removed'],
  },
  {
    name: 'and by name',
    method: 'DELETE',
    path: '/rest/api/content/${page}/label?name=zwei',
    status: 204,
    events: ['label.removed'],
  },
  { name: 'of no page cannot be read', method: 'GET', path: '/rest/api/content/99999999/label', status: 404 },
  {
    name: 'nor added',
    method: 'POST',
    path: '/rest/api/content/99999999/label',
    body: [{ name: 'x' }],
    status: 404,
    events: [],
  },
  {
    name: 'nor removed',
    method: 'DELETE',
    path: '/rest/api/content/99999999/label/x',
    status: 404,
    events: [],
  },
  {
    name: 'nor removed by name',
    method: 'DELETE',
    path: '/rest/api/content/99999999/label?name=x',
    status: 404,
    events: [],
  },
])

scenarios('conversion', [
  {
    name: 'storage to view',
    method: 'POST',
    path: '/rest/api/contentbody/convert/view',
    body: { value: '<p>a &amp; b</p>', representation: 'storage' },
    status: 200,
    has: { value: '<p>a &amp; b</p>', representation: 'view', _links: { base: anyString } },
  },
  {
    name: 'wiki to storage',
    method: 'POST',
    path: '/wiki/rest/api/contentbody/convert/storage',
    body: { value: 'h1. Title\n\n*bold* text\n\n||a||b||\n|1|2|', representation: 'wiki' },
    status: 200,
    has: {
      value: /^<h1>Title<\/h1>\s*<p><strong>bold<\/strong> text<\/p>\s*<table/,
      representation: 'storage',
    },
  },
  {
    name: 'editor to storage, leniently',
    method: 'POST',
    path: '/rest/api/contentbody/convert/storage',
    body: { value: '<p>one<br>two<p>three &nbsp; <img src="x">', representation: 'editor' },
    status: 200,
    has: { representation: 'storage', value: /<br ?\/>/ },
  },
  {
    name: 'a representation that is none',
    method: 'POST',
    path: '/rest/api/contentbody/convert/papyrus',
    body: { value: '', representation: 'storage' },
    status: 400,
    has: { message: anyString },
  },
  {
    name: 'markup that is broken',
    method: 'POST',
    path: '/rest/api/contentbody/convert/view',
    body: { value: '<p>', representation: 'storage' },
    status: 400,
    has: { message: /Error parsing xhtml/ },
  },
  {
    name: 'without a value',
    method: 'POST',
    path: '/rest/api/contentbody/convert/view',
    body: { representation: 'storage' },
    status: 400,
    has: { message: anyString },
  },
  {
    name: 'in the place of a page that one may not see',
    as: 'stranger',
    method: 'POST',
    path: '/rest/api/contentbody/convert/view',
    body: { value: '<p>x</p>', representation: 'storage', content: { id: '99999999' } },
    status: 404,
  },
])
