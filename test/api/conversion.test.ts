import { anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/rest/api'
const async = `${api}/contentbody/convert/async`
const cheese = { value: '<ac:structured-macro ac:name="cheese" />', representation: 'storage' }
const storage = (value: string) => ({ storage: { value, representation: 'storage' } })

/** Fetched until it is done: the work goes on between the answers. */
function fetched(name: string, path: string, has: Step['has']): Step[] {
  return [
    { name: `${name} is worked on or done`, method: 'GET', path, status: 200 },
    { name, method: 'GET', path, status: 200, has },
  ]
}

scenarios('conversion in the background', [
  {
    name: 'a conversion is begun',
    method: 'POST',
    path: `${async}/view`,
    body: cheese,
    status: 200,
    has: { asyncId: anyString },
    save: { one: 'asyncId' },
  },
  ...fetched('its result', `${async}/\${one}`, {
    status: 'COMPLETED',
    value: 'I like cheese!',
    representation: 'view',
  }),
  {
    name: 'somebody else does not see it',
    as: 'reader',
    method: 'GET',
    path: `${async}/\${one}`,
    status: 404,
  },
  {
    name: 'what is malformed fails',
    method: 'POST',
    path: `${async}/view`,
    body: { value: '<p>', representation: 'storage' },
    status: 200,
    save: { bad: 'asyncId' },
  },
  ...fetched('its failure says why', `${async}/\${bad}`, {
    status: 'FAILED',
    error: /^Error parsing xhtml: .*\n at \[row,col \{unknown-source\}\]: \[1,\d+\]$/,
  }),
  {
    name: 'a representation that does not exist is refused at once',
    method: 'POST',
    path: `${async}/papyrus`,
    body: cheese,
    status: 400,
  },
  {
    name: 'several at once',
    method: 'POST',
    path: `${async}/bulk/tasks`,
    body: {
      conversionInputs: [
        { to: 'view', body: cheese },
        { to: 'storage', body: { value: '{cheese}', representation: 'wiki' } },
      ],
    },
    status: 200,
    save: { first: '0.asyncId', second: '1.asyncId' },
  },
  ...fetched('their results', `${async}/bulk/tasks?ids=\${first},\${second}`, [
    { status: 'COMPLETED', value: 'I like cheese!' },
    { status: 'COMPLETED', value: '<ac:structured-macro ac:name="cheese" />' },
  ]),
  {
    name: 'not more than ten',
    method: 'POST',
    path: `${async}/bulk/tasks`,
    body: { conversionInputs: Array.from({ length: 11 }, () => ({ to: 'view', body: cheese })) },
    status: 400,
  },
  { name: 'of none', method: 'GET', path: `${async}/bulk/tasks`, status: 400 },
])

scenarios('macros that ask the wiki', [
  {
    name: 'a space',
    method: 'POST',
    path: `${api}/space`,
    body: { key: 'ASK', name: 'Asking' },
    status: 200,
  },
  {
    name: 'a page with a task',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'page',
      title: 'Tasks',
      space: { key: 'ASK' },
      body: storage(
        '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>' +
          '<ac:task-body>Count the quokkas</ac:task-body></ac:task></ac:task-list>',
      ),
      metadata: { labels: [{ name: 'wildlife' }] },
    },
    status: 200,
    save: { page: 'id' },
  },
  {
    name: 'a page with properties',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'page',
      title: 'Properties',
      space: { key: 'ASK' },
      body: storage(
        '<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tbody><tr><th>Owner</th><td>Ada</td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>' +
          '<ac:structured-macro ac:name="excerpt"><ac:rich-text-body><p>What it is <em>about</em></p></ac:rich-text-body></ac:structured-macro>',
      ),
      metadata: { labels: [{ name: 'wildlife' }] },
    },
    status: 200,
    save: { properties: 'id' },
  },
  {
    name: 'a comment on it',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'comment',
      container: { id: '${properties}', type: 'page' },
      body: storage('<p>Good.</p>'),
    },
    status: 200,
  },
  { name: 'a like of it', method: 'POST', path: `/rest/likes/1.0/content/\${properties}/likes`, status: 200 },
  ...(
    [
      [
        'the tasks report lists the task',
        '<ac:parameter ac:name="spaces"><ri:space ri:space-key="ASK" /></ac:parameter>',
        'tasks-report-macro',
        /Count the quokkas/,
      ],
      [
        'content by label finds the page',
        '<ac:parameter ac:name="label">wildlife</ac:parameter>',
        'contentbylabel',
        />Tasks</,
      ],
      [
        'the report on page properties counts comments and likes',
        '<ac:parameter ac:name="label">wildlife</ac:parameter><ac:parameter ac:name="showCommentsCount">true</ac:parameter><ac:parameter ac:name="showLikesCount">true</ac:parameter>',
        'detailssummary',
        /<td class="comments-count">1<\/td><td class="likes-count">1<\/td>/,
      ],
      [
        'lists show the excerpt that an author marked',
        '<ac:parameter ac:name="label">wildlife</ac:parameter><ac:parameter ac:name="excerptType">simple</ac:parameter>',
        'contentbylabel',
        />Properties<[^]*?>\s*What it is about</,
      ],
      ['the change history names its author', '', 'change-history', /Administrator/],
      ['the contributors are named', '', 'contributors', /Administrator/],
      ['the labels in use are listed', '', 'popular-labels', /wildlife/],
      [
        'search results stand on the page',
        '<ac:parameter ac:name="query">quokkas</ac:parameter>',
        'search',
        />Tasks</,
      ],
      ['the spaces are listed', '', 'spaces', /Asking/],
      ['the page tree is that of the space', '', 'pagetree', />Tasks</],
    ] as const
  ).map(([name, parameters, macro, value]): Step => ({
    name,
    method: 'POST',
    path: `${api}/contentbody/convert/view`,
    body: {
      value: `<ac:structured-macro ac:name="${macro}">${parameters}</ac:structured-macro>`,
      representation: 'storage',
      content: { id: '${page}' },
    },
    status: 200,
    has: { value },
  })),
])

const brokenAdf = '{"type":"doc","version":1,"content":[\n  {"type":"heading"},\n  {"type":"text"}]}'
const broken = '<p>Tom & Jerry<br></p>'

scenarios('bodies with mistakes', [
  {
    name: 'a space',
    method: 'POST',
    path: `${api}/space`,
    body: { key: 'MIST', name: 'Mistakes' },
    status: 200,
  },
  {
    name: 'all findings at once',
    method: 'POST',
    path: `${api}/contentbody/validate`,
    body: { value: broken, representation: 'storage' },
    status: 200,
    has: {
      valid: false,
      findings: [
        { severity: 'fatal', row: 1, column: 9, message: anyString, hint: anyString },
        { severity: 'fatal', row: 1, column: 15, message: anyString, hint: anyString },
      ],
    },
  },
  {
    name: 'none in what is well-formed',
    method: 'POST',
    path: `${api}/contentbody/validate`,
    body: { value: '<p>fine</p>', representation: 'storage' },
    status: 200,
    has: { valid: true, findings: [] },
  },
  {
    name: 'all that is wrong with an ADF document',
    method: 'POST',
    path: `${api}/contentbody/validate`,
    body: { value: brokenAdf, representation: 'atlas_doc_format' },
    status: 200,
    has: {
      valid: false,
      findings: [
        { severity: 'fatal', row: 2, column: 3, message: /"level" from 1 to 6/, hint: anyString },
        { severity: 'fatal', row: 3, column: 3, message: /must have a "text"/, hint: anyString },
      ],
    },
  },
  {
    name: 'an ADF document that is none is refused where it is wrong',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'page',
      title: 'Wrong',
      space: { key: 'MIST' },
      body: { atlas_doc_format: { value: brokenAdf, representation: 'atlas_doc_format' } },
    },
    status: 400,
    has: {
      message: /Error converting ADF to storage format: A heading must have .*\n at \[row,col .*\]: \[2,3\]$/,
      data: { errors: [{ message: { args: [2, 3], translation: /Near: +\{"type":"heading"\},$/ } }] },
    },
  },
  {
    name: 'a macro that nobody knows, in wiki markup',
    method: 'POST',
    path: `${api}/contentbody/validate`,
    body: { value: 'one\n\ntwo {nonesuch:a=b}', representation: 'wiki' },
    status: 200,
    has: {
      valid: true,
      findings: [{ severity: 'warning', row: 3, column: 6, message: /no macro "nonesuch"/, hint: anyString }],
    },
  },
  {
    name: 'of a representation that cannot be written',
    method: 'POST',
    path: `${api}/contentbody/validate`,
    body: { value: 'x', representation: 'papyrus' },
    status: 400,
  },
  {
    name: 'a strict write is refused',
    method: 'POST',
    path: `${api}/content`,
    body: { type: 'page', title: 'Mended', space: { key: 'MIST' }, body: storage(broken) },
    status: 400,
  },
  {
    name: 'a lenient one is repaired, and says so',
    method: 'POST',
    path: `${api}/content?validate=lenient`,
    body: { type: 'page', title: 'Mended', space: { key: 'MIST' }, body: storage(broken) },
    status: 200,
    has: {
      body: storage('<p>Tom &amp; Jerry<br /></p>'),
      extensions: {
        repairs: [
          { row: 1, column: 9, message: anyString },
          { row: 1, column: 15 },
        ],
      },
    },
    save: { mended: 'id' },
  },
  {
    name: 'what needs no repair is kept to the byte',
    method: 'PUT',
    path: `${api}/content/\${mended}?validate=lenient`,
    body: {
      type: 'page',
      title: 'Mended',
      version: { number: 2 },
      body: storage('<p  class="x">&quot;a&quot;<br/></p>'),
    },
    status: 200,
    has: { body: storage('<p  class="x">&quot;a&quot;<br/></p>'), extensions: { position: 'none' } },
    lacks: ['extensions.repairs'],
  },
  {
    name: 'there is no third way',
    method: 'PUT',
    path: `${api}/content/\${mended}?validate=perhaps`,
    body: { type: 'page', title: 'Mended', version: { number: 3 }, body: storage('<p>x</p>') },
    status: 400,
  },
])
