import { anyString, anything } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const body = (value: string) => ({ storage: { value, representation: 'storage' } })

/** A page of four versions: the title and the body of each say its number. */
const stage = (root: string): Step[] => [
  {
    name: 'a space to work in',
    method: 'POST',
    path: `${root}/rest/api/space`,
    body: { key: 'VER', name: 'Versions' },
    status: 200,
  },
  {
    name: 'version 1',
    method: 'POST',
    path: `${root}/rest/api/content`,
    as: 'editor',
    body: { type: 'page', title: 'One', space: { key: 'VER' }, body: body('<p>1</p>') },
    status: 200,
    save: { page: 'id' },
    prepare: (app) => app.letRead('reader', 'VER'),
  },
  ...['Two', 'Three', 'Four'].map((title, i): Step => ({
    name: `version ${i + 2}`,
    method: 'PUT',
    path: `${root}/rest/api/content/\${page}`,
    as: 'editor',
    body: { type: 'page', title, version: { number: i + 2 }, body: body(`<p>${i + 2}</p>`) },
    status: 200,
  })),
]

function lifeOfVersions(root: string, removal: string): Step[] {
  const api = `${root}/rest/api/content/\${page}`
  const at = `${api}/version`
  const gone = `${root}${removal}/content/\${page}/version`
  const restore = (params: object) => ({ operationKey: 'restore', params })
  return [
    {
      name: 'an earlier version becomes the newest',
      method: 'POST',
      path: `${at}?expand=content`,
      as: 'editor',
      body: restore({ versionNumber: 2, message: 'back to two' }),
      status: 200,
      has: { number: 5, message: 'back to two', when: anyString, content: { title: 'Four' } },
      events: ['page.updated'],
    },
    {
      name: 'with its body and without its title',
      method: 'GET',
      path: `${api}?expand=body.storage,version`,
      status: 200,
      has: { title: 'Four', body: { storage: { value: '<p>2</p>' } }, version: { number: 5 } },
    },
    {
      name: 'its title comes back when it is asked for',
      method: 'POST',
      path: at,
      as: 'editor',
      body: restore({ versionNumber: 1, restoreTitle: true, message: null }),
      status: 200,
      has: { number: 6, message: '' },
    },
    {
      name: 'title and body',
      method: 'GET',
      path: `${api}?expand=body.storage`,
      status: 200,
      has: { title: 'One', body: { storage: { value: '<p>1</p>' } } },
    },
    {
      name: 'the current version is not restored',
      method: 'POST',
      path: at,
      as: 'editor',
      body: restore({ versionNumber: 6 }),
      status: 400,
      events: [],
    },
    {
      name: 'a version that never was',
      method: 'POST',
      path: at,
      as: 'editor',
      body: restore({ versionNumber: 60 }),
      status: 404,
    },
    {
      name: 'nothing but restore',
      method: 'POST',
      path: at,
      as: 'editor',
      body: { operationKey: 'forget', params: { versionNumber: 1 } },
      status: 400,
    },
    {
      name: 'restore by a reader',
      method: 'POST',
      path: at,
      as: 'reader',
      body: restore({ versionNumber: 1 }),
      status: 403,
    },
    {
      name: 'restore by a stranger',
      method: 'POST',
      path: at,
      as: 'stranger',
      body: restore({ versionNumber: 1 }),
      status: 404,
    },
    {
      name: 'removal by a reader',
      method: 'DELETE',
      path: `${gone}/2`,
      as: 'reader',
      status: 403,
      events: [],
    },
    { name: 'removal by a stranger', method: 'DELETE', path: `${gone}/2`, as: 'stranger', status: 404 },
    { name: 'the current version stays', method: 'DELETE', path: `${gone}/6`, as: 'editor', status: 400 },
    { name: 'no such version', method: 'DELETE', path: `${gone}/9`, as: 'editor', status: 404 },
    { name: 'no number', method: 'DELETE', path: `${gone}/x`, as: 'editor', status: 404 },
    {
      name: 'removal of the second version',
      method: 'DELETE',
      path: `${gone}/2`,
      as: 'editor',
      status: 204,
      events: ['version.removed'],
    },
    {
      name: 'leaves numbers without a gap',
      method: 'GET',
      path: at,
      status: 200,
      has: {
        results: [
          { number: 5 },
          { number: 4, message: 'back to two' },
          { number: 3 },
          { number: 2 },
          { number: 1 },
        ],
      },
    },
    {
      name: 'the third is the second now',
      method: 'GET',
      path: `${api}?status=historical&version=2&expand=body.storage,body.view`,
      status: 200,
      has: { title: 'Three', body: { storage: { value: '<p>3</p>' }, view: { value: /3/ } } },
    },
    {
      name: 'and the next update makes the sixth',
      method: 'PUT',
      path: api,
      as: 'editor',
      body: { type: 'page', title: 'One', version: { number: 6 }, body: body('<p>6</p>') },
      status: 200,
      has: { version: { number: 6 } },
    },
  ]
}

/** 900150983cd24fb0d6963f7d28e17f72 is the MD5 of `abc`. */
const MACROS =
  '<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="m-1"><ac:parameter ac:name="language">java</ac:parameter>' +
  '<ac:plain-text-body><![CDATA[abc]]></ac:plain-text-body></ac:structured-macro>' +
  '<ac:structured-macro ac:name="info" ac:macro-id="m-2"><ac:rich-text-body><p>Read <strong>me</strong></p></ac:rich-text-body></ac:structured-macro>'

function macrosOf(root: string): Step[] {
  const cloud = root === '/wiki'
  const at = `${root}/rest/api/content/\${macros}/history`
  const steps: Step[] = [
    {
      name: 'a page with macros',
      method: 'POST',
      path: `${root}/rest/api/content`,
      as: 'editor',
      body: { type: 'page', title: 'Macros', space: { key: 'VER' }, body: body(MACROS) },
      status: 200,
      save: { macros: 'id' },
    },
    {
      name: 'a macro by its id',
      method: 'GET',
      path: `${at}/1/macro/id/m-1`,
      as: 'reader',
      status: 200,
      has: { name: 'code', body: 'abc', parameters: { language: { value: 'java' } } },
    },
    {
      name: 'in the current version',
      method: 'GET',
      path: `${at}/0/macro/id/m-2`,
      status: 200,
      has: { name: 'info', body: '<p>Read <strong>me</strong></p>', parameters: {} },
    },
    { name: 'no such macro', method: 'GET', path: `${at}/1/macro/id/m-9`, status: 404 },
    { name: 'no such version', method: 'GET', path: `${at}/7/macro/id/m-1`, status: 404 },
    { name: 'no number', method: 'GET', path: `${at}/x/macro/id/m-1`, status: 400 },
    {
      name: 'a macro for a stranger',
      method: 'GET',
      path: `${at}/1/macro/id/m-1`,
      as: 'stranger',
      status: 404,
    },
  ]
  const converted: Step[] = [
    {
      name: 'a macro as it is shown',
      method: 'GET',
      path: `${at}/1/macro/id/m-2/convert/view`,
      status: 200,
      has: { value: /Read <strong>me<\/strong>/, representation: 'view' },
    },
    {
      name: 'in a representation that is none',
      method: 'GET',
      path: `${at}/1/macro/id/m-2/convert/nothing`,
      status: 400,
    },
    {
      name: 'later',
      method: 'GET',
      path: `${at}/1/macro/id/m-2/convert/async/view`,
      status: 200,
      save: { later: 'asyncId' },
    },
    {
      name: 'is fetched by its id',
      method: 'GET',
      path: `${root}/rest/api/contentbody/convert/async/\${later}`,
      status: 200,
      has: { renderTaskId: '${later}', status: anything },
    },
    {
      name: 'no such macro, later',
      method: 'GET',
      path: `${at}/1/macro/id/m-9/convert/async/view`,
      status: 404,
    },
  ]
  const hashed: Step[] = [
    {
      name: 'a macro by the hash of its body',
      method: 'GET',
      path: `${at}/1/macro/hash/900150983cd24fb0d6963f7d28e17f72`,
      status: 200,
      has: { name: 'code', body: 'abc' },
    },
    { name: 'no such hash', method: 'GET', path: `${at}/1/macro/hash/00`, status: 404 },
  ]
  return [...steps, ...(cloud ? converted : hashed)]
}

for (const [root, removal] of [
  ['', '/rest/experimental'],
  ['/confluence', '/rest/api'],
  ['/wiki', '/rest/api'],
] as const) {
  scenarios(`versions and macros ${root || '/'}`, [
    ...stage(root),
    ...lifeOfVersions(root, removal),
    ...macrosOf(root),
  ])
}
