import { anyNumber, anyString } from '../support/match.ts'
import { people } from '../support/people.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const json = { accept: 'application/json' }
const store = (path: string, body: unknown, rest: Partial<Step> = {}): Step => ({
  name: `POST ${path}`,
  method: 'POST',
  path,
  body,
  status: 200,
  ...rest,
})

for (const root of ['', '/wiki']) {
  const door = `${root}/rest/prototype/1`
  const read = (path: string, rest: Partial<Step> = {}): Step => ({
    name: `${path} ${rest.as ?? ''}`.trim(),
    method: 'GET',
    path: door + path,
    headers: json,
    status: 200,
    ...rest,
  })
  scenarios(`the first REST interface at ${root || '/'}`, [
    store(
      `${root}/rest/api/content`,
      {
        type: 'page',
        title: 'Wombat <1>',
        space: { key: 'DEMO' },
        body: { storage: { value: '<p>A wombat &amp; more</p>', representation: 'storage' } },
      },
      { save: { page: 'id' }, prepare: (app) => app.letRead('reader', 'DEMO') },
    ),
    store(
      `${root}/rest/api/content`,
      { type: 'page', title: 'Young wombat', space: { key: 'DEMO' }, ancestors: [{ id: '${page}' }] },
      { save: { child: 'id' } },
    ),
    store(`${root}/rest/api/content`, {
      type: 'comment',
      container: { id: '${page}', type: 'page' },
      body: { storage: { value: '<p>furry</p>', representation: 'storage' } },
    }),
    read('/space', {
      has: { space: [{ key: 'DEMO', type: 'global', wikiLink: '[DEMO:]' }], size: 1, 'start-index': 0 },
    }),
    read('/space?type=personal', { has: { space: [], size: 0 } }),
    read('/space?start-index=1&max-results=500', { has: { space: [], 'start-index': 1 } }),
    read('/space', { as: 'stranger', has: { space: [] } }),
    read('/space', { as: 'anonymous', status: 403 }),
    read('/space/DEMO', {
      has: { key: 'DEMO', name: anyString, link: [{ rel: 'self' }, { rel: 'alternate' }] },
    }),
    read('/space/DEMO.json', { headers: {}, has: { key: 'DEMO' } }),
    read('/space/DEMO', {
      name: 'XML unless JSON is asked for',
      headers: { accept: '*/*' },
      has: /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?><space key="DEMO" name="[^"]+" type="global"><link href="http/,
      hasHeaders: { 'content-type': /^application\/xml/ },
    }),
    read('/space/NOWHERE', { status: 404 }),
    read('/space/DEMO', { as: 'stranger', status: 404 }),
    read('/content/${page}', {
      has: {
        id: '${page}',
        type: 'page',
        title: 'Wombat <1>',
        wikiLink: '[DEMO:Wombat <1>]',
        space: { key: 'DEMO' },
        creator: { name: 'admin', displayName: people.admin.displayName },
        createdDate: { date: anyString },
        body: { value: /A wombat &amp; more/ },
      },
    }),
    read('/content/${page}', {
      name: 'a page in XML',
      headers: {},
      has: /<title>Wombat &lt;1&gt;<\/title>.*<body><value>&lt;p&gt;A wombat &amp;amp; more/s,
    }),
    read('/content/${page}', { as: 'stranger', status: 404 }),
    read('/content/word', { status: 400 }),
    read('/content/${page}/comments', {
      has: { comment: [{ type: 'comment', link: [{}, { href: /focusedCommentId/ }] }] },
    }),
    read('/content/${page}/comments', { as: 'stranger', status: 404 }),
    read('/content/${page}/attachments', { has: { attachment: [] } }),
    read('/content/1/attachments', { status: 404 }),
    read('/content/${page}/children', { has: { content: [{ id: '${child}', parentId: '${page}' }] } }),
    read('/content/1/children', { status: 404 }),
    read('/content/${child}/breadcrumb', {
      has: { breadcrumb: [{ href: anyString }, { title: 'Wombat <1>' }, { title: 'Young wombat' }] },
    }),
    read('/content/1/breadcrumb', { status: 404 }),
    read('/search?query=wombat&type=page&spaceKey=DEMO', { has: { totalSize: 2, result: [{}, {}] } }),
    read('/search?query=wombat', { as: 'stranger', has: { totalSize: 0, result: [] } }),
    read('/search?query=wombat&type=elephant', { status: 400 }),
    read('/search/site?query=furry', { has: { result: [{ type: 'comment' }] } }),
    read('/search/site?query=x&lastModified=ONCE', { status: 400 }),
    read('/search/name?query=young', {
      has: { query: 'young', group: [{ name: 'page', result: [{ id: '${child}' }] }] },
    }),
    read('/search/name?query=', { name: 'no words', has: { group: [] } }),
    read('/user/current', { as: 'reader', has: { name: 'reader', displayName: people.reader.displayName } }),
    read('/user/current', { as: 'anonymous', status: 401 }),
    read('/user/non-system/admin', { has: { name: 'admin' } }),
    read('/user/non-system/nobody', { status: 404 }),
    read('/index/reindex', { has: { finished: true, percentageComplete: 100 } }),
    read('/index/reindex', { as: 'reader', status: 403 }),
    store(`${door}/index/reindex`, undefined, { headers: json, has: { finished: true }, events: [] }),
    store(`${door}/index/reindex`, undefined, { as: 'reader', status: 403 }),
  ])

  const report = `${root}/rest/masterdetail/1.0/detailssummary/lines`
  const details = (owner: string) =>
    `<ac:structured-macro ac:name="details"><ac:rich-text-body><table><tbody><tr><th>Owner</th><td><p>${owner}</p></td></tr>` +
    '<tr><th>Parts</th><td><table><tbody><tr><td>inner</td></tr></tbody></table></td></tr></tbody></table></ac:rich-text-body></ac:structured-macro>'
  scenarios(`the page properties report at ${root || '/'}`, [
    ...['Alpha', 'Beta', 'Gamma'].map((title) =>
      store(
        `${root}/rest/api/content`,
        {
          type: 'page',
          title,
          space: { key: 'DEMO' },
          body: { storage: { value: details(`${title} &amp; Co`), representation: 'storage' } },
          metadata: { labels: [{ prefix: 'global', name: 'project' }] },
        },
        { save: { [title]: 'id' } },
      ),
    ),
    {
      name: 'all lines',
      method: 'GET',
      path: `${report}?cql=${encodeURIComponent('label = "project"')}&spaceKey=DEMO&sortBy=Title&headings=Owner,Parts`,
      status: 200,
      has: {
        currentPage: 0,
        totalPages: 1,
        renderedHeadings: ['Owner', 'Parts'],
        detailLines: [
          {
            id: anyNumber,
            title: 'Alpha',
            relativeLink: new RegExp(`^${root}/(display|spaces)/DEMO/`),
            details: [/Alpha &amp; Co/, /<table.*inner.*<\/table>/s],
          },
          { title: 'Beta' },
          { title: 'Gamma' },
        ],
      },
    },
    {
      name: 'a page of lines',
      method: 'GET',
      path: `${report}?cql=${encodeURIComponent('label = "project"')}&sortBy=Title&reverseSort=true&pageSize=2&pageIndex=1&headings=Owner`,
      status: 200,
      has: {
        currentPage: 1,
        totalPages: 2,
        renderedHeadings: ['Owner'],
        detailLines: [{ title: 'Alpha', details: [/Alpha/] }],
      },
    },
    {
      name: 'nothing for whom it is not',
      as: 'stranger',
      method: 'GET',
      path: `${report}?cql=${encodeURIComponent('label = "project"')}`,
      status: 200,
      has: { detailLines: [] },
    },
    { name: 'no query', method: 'GET', path: `${report}?cql=`, status: 400 },
    { name: 'a query that is none', method: 'GET', path: `${report}?cql=label%20=`, status: 400 },
    { name: 'an unknown place', method: 'GET', path: `${report}?cql=label%3Dx&contentId=1`, status: 404 },
  ])
}
