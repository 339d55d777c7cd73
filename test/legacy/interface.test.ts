import { anyNumber, anyString, exactly } from '../support/match.ts'
import { people } from '../support/people.ts'
import { scenarios, type Step } from '../support/scenario.ts'

for (const root of ['', '/wiki']) {
  const step = (method: Step['method'], path: string, rest: Partial<Step> = {}): Step => ({
    name: `${method} ${path} ${rest.as ?? ''}`.trim(),
    method,
    path: `${root}/rest${path}`,
    status: 200,
    ...rest,
  })
  const read = (path: string, rest: Partial<Step> = {}) => step('GET', path, rest)
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
  const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'x-atlassian-token': 'no-check' }

  scenarios(`what the vendor's own pages ask for, at ${root || '/'}`, [
    step('POST', '/api/content', {
      body: {
        type: 'page',
        title: 'Edited',
        space: { key: 'DEMO' },
        body: { storage: { value: '<p>text</p>', representation: 'storage' } },
      },
      save: { page: 'id' },
      prepare: (app) => app.letRead('reader', 'DEMO'),
    }),
    read('/tinymce/1/content/${page}.json', {
      has: {
        id: '${page}',
        type: 'page',
        title: 'Edited',
        spaceKey: 'DEMO',
        pageVersion: 1,
        editorContent: /text/,
      },
    }),
    read('/tinymce/1/content/${page}', { as: 'stranger', status: 404 }),
    step('POST', '/tinymce/1/macro/preview', {
      body: {
        contentId: '${page}',
        macro: { name: 'status', params: { title: '<b>Done', colour: 'Green' }, body: '' },
      },
      has: /<div class="wiki-content">\n.*&lt;b&gt;Done/,
      hasHeaders: { 'content-type': /^text\/html/, 'content-security-policy': /sandbox/ },
    }),
    step('POST', '/tinymce/1/macro/preview', {
      name: 'a macro with a rich body, in no content yet',
      body: {
        contentId: 0,
        macro: { name: 'info', params: { title: 'Note' }, body: '<p>Boxed <b>text</b></p>' },
      },
      has: /confluence-information-macro.*Note.*Boxed <(b|strong)>text/,
    }),
    step('POST', '/tinymce/1/macro/placeholder', {
      body: {
        contentId: '${page}',
        macro: { name: 'code', params: { language: 'js' }, body: 'a ]]> b', defaultParameterValue: '' },
      },
      has: /data-macro-name="code"[^]*a \]\]&gt; b/,
    }),
    ...(['preview', 'placeholder'] as const).map((what) =>
      step('POST', `/tinymce/1/macro/${what}`, {
        as: 'stranger',
        body: { contentId: '${page}', macro: { name: 'toc', params: {} } },
        status: 404,
      }),
    ),
    step('POST', '/tinymce/1/macro/preview', { body: { macro: {} }, name: 'no macro', status: 400 }),
    step('POST', '/tinymce/1/wikixhtmlconverter', {
      body: { wiki: 'h1. Title', entityId: '${page}', spaceKey: 'DEMO' },
      has: /^<h1>Title<\/h1>/,
    }),
    step('POST', '/tinymce/1/wikixhtmlconverter', {
      name: 'a line without the paragraph around it',
      body: { wiki: '*bold*', entityId: 0, spaceKey: 'DEMO', suppressFirstParagraph: true },
      has: /^<strong>bold<\/strong>$/,
    }),
    step('POST', '/tinymce/1/wikixhtmlconverter', {
      as: 'stranger',
      body: { wiki: 'x', entityId: '${page}' },
      status: 404,
    }),
    step('POST', '/tinymce/1/content/${page}/comment?actions=true', {
      body: form({ html: '<p>good <b>page</b></p>', watch: 'false', uuid: '1' }),
      headers: formHeaders,
      has: { id: anyNumber, parentId: 0, html: /<b>page<\/b>/, author: { userName: 'admin' } },
      save: { comment: 'id' },
      events: ['comment.created'],
    }),
    step('POST', '/tinymce/1/content/${page}/comment', {
      name: 'an answer',
      body: form({ html: '<p>indeed</p>', parentCommentId: '1' }),
      headers: formHeaders,
      status: 404,
    }),
    step('POST', '/tinymce/1/content/${page}/comment', {
      name: 'a form without the token',
      body: form({ html: '<p>forged</p>' }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: 403,
      events: [],
    }),
    step('POST', '/tinymce/1/content/${page}/comment', {
      name: 'a comment without the permission',
      as: 'reader',
      body: form({ html: '<p>no</p>' }),
      headers: formHeaders,
      status: 403,
      events: [],
    }),
    step('POST', '/tinymce/1/drafts', {
      body: {
        draftId: '0',
        pageId: '0',
        type: 'page',
        title: 'Not yet',
        spaceKey: 'DEMO',
        content: '<p>one</p>',
      },
      has: { draftId: anyNumber, pageId: 0, time: anyString },
      save: { draft: 'draftId' },
    }),
    step('POST', '/tinymce/1/drafts', {
      name: 'the next state of a draft',
      body: { draftId: '${draft}', title: 'Soon', content: '<p>two</p>' },
      has: { draftId: '${draft}' },
    }),
    read('/api/content/${draft}?status=draft&expand=body.storage', {
      has: { title: 'Soon', body: { storage: { value: '<p>two</p>' } } },
    }),
    step('POST', '/tinymce/1/drafts', {
      body: { draftId: '${draft}', title: 'x' },
      as: 'editor',
      status: 404,
      events: [],
    }),
    step('POST', '/tinymce/1/drafts', {
      name: 'of what is published',
      body: { pageId: '${page}' },
      status: 400,
    }),
    step('POST', '/api/content', {
      name: 'an inline comment',
      body: {
        type: 'comment',
        container: { id: '${page}', type: 'page' },
        extensions: { location: 'inline' },
        body: { storage: { value: '<p>here</p>', representation: 'storage' } },
      },
      save: { inline: 'id' },
    }),
    read('/inlinecomments/1.0/comments?containerId=${page}', {
      has: [{ body: /here/, author: { displayName: people.admin.displayName }, parentCommentId: 0 }],
    }),
    read('/inlinecomments/1.0/comments?containerId=${page}', { as: 'stranger', status: 404 }),
    read('/watch-button/1.0/watchState/${page}', {
      as: 'reader',
      has: { watchingPage: false, watchingSpace: false, watchingBlogs: false, isBlogPost: false },
    }),
    step('PUT', '/watch-button/1.0/watchState/${page}', {
      as: 'reader',
      body: { watchingPage: true, watchingBlogs: true },
      has: { watchingPage: true, watchingSpace: false, watchingBlogs: true },
      events: ['watch.added', 'watch.added'],
    }),
    step('PUT', '/watch-button/1.0/watchState/${page}', {
      name: 'watch no more',
      as: 'reader',
      body: { watchingPage: false },
      has: { watchingPage: false, watchingBlogs: true },
      events: ['watch.removed'],
    }),
    step('PUT', '/watch-button/1.0/watchState/${page}', {
      as: 'stranger',
      body: { watchingPage: true },
      status: 404,
    }),
    read('/watch-button/1.0/watchState/${page}', { as: 'stranger', status: 404 }),
    step('POST', '/ui/1.0/content/${page}/labels', {
      body: [{ name: 'shown' }, { name: 'own', prefix: 'my' }],
      has: { success: true, labels: [{ label: 'my:own' }, { name: 'shown', prefix: 'global' }] },
      save: { label: 'labels.1.id' },
      events: ['label.added', 'label.added'],
    }),
    step('POST', '/ui/1.0/content/${page}/labels', {
      as: 'reader',
      body: [{ name: 'x' }],
      status: 403,
      events: [],
    }),
    read('/ui/1.0/content/${page}/labels', { as: 'reader', has: { labels: [{ label: 'shown' }] } }),
    read('/ui/1.0/content/${page}/labels', { as: 'stranger', status: 404 }),
    step('DELETE', '/ui/1.0/content/${page}/labels/${label}', { as: 'reader', status: 403, events: [] }),
    step('DELETE', '/ui/1.0/content/${page}/labels/${label}', { status: 204, events: ['label.removed'] }),
    step('DELETE', '/ui/1.0/content/${page}/labels/999999', { status: 404 }),
    {
      name: 'a reader looks at a page',
      as: 'reader' as const,
      method: 'GET' as const,
      path: `${root}/pages/viewpage.action?pageId=\${page}`,
      status: 200,
    },
    read('/recentlyviewed/1.0/recent?limit=5', {
      as: 'reader',
      has: [{ id: anyNumber, title: 'Edited', type: 'page', spaceKey: 'DEMO', lastSeen: anyNumber }],
    }),
    read('/recentlyviewed/1.0/recent', { as: 'stranger', has: exactly([]) }),
    read('/recentlyviewed/1.0/recent', { as: 'anonymous', status: 401 }),
    read('/quickreload/latest/${page}?since=0', {
      has: { time: anyNumber, page: [{ version: 1 }], comments: [{}, { author: { userName: 'admin' } }] },
      save: { time: 'time' },
    }),
    read('/quickreload/latest/${page}?since=${time}', { has: { page: [], comments: [] } }),
    read('/quickreload/latest/${page}', { as: 'stranger', status: 404 }),
    read('/dashboardmacros/1.0/updates?maxResults=1&tab=all', {
      has: {
        changeSets: [
          { modifier: { userName: 'admin' }, recentUpdates: [{ title: 'Edited', urlPath: anyString }] },
        ],
      },
    }),
    read('/dashboardmacros/1.0/updates', { as: 'stranger', has: { changeSets: [] } }),
    read('/mywork/latest/status/notification/count', { as: 'reader', has: { count: 0 } }),
    read('/mywork/latest/status/notification/count', { as: 'anonymous', status: 401 }),
    read('/nothing/1.0/here', { status: 404 }),
  ])
}

const experimental = '/rest/experimental'
scenarios('the experimental addresses of a server', [
  {
    name: 'search',
    method: 'GET',
    path: `${experimental}/search?cql=type%3Dpage&limit=1`,
    status: 200,
    has: { results: [{ content: { type: 'page' } }], totalSize: anyNumber },
  },
  { name: 'no query', method: 'GET', path: `${experimental}/search`, status: 400 },
  {
    name: 'a permission on a space',
    method: 'POST',
    path: `${experimental}/space/DEMO/permission`,
    body: { subject: { type: 'group', identifier: 'readers' }, operation: { key: 'read', target: 'space' } },
    status: 200,
    save: { permission: 'id' },
    events: ['permission.changed'],
  },
  {
    name: 'is taken away',
    method: 'DELETE',
    path: `${experimental}/space/DEMO/permission/\${permission}`,
    status: 204,
    events: ['permission.changed'],
  },
  {
    name: 'not by others',
    as: 'editor',
    method: 'POST',
    path: `${experimental}/space/DEMO/permission`,
    body: { subject: { type: 'group', identifier: 'readers' }, operation: { key: 'read', target: 'space' } },
    status: 403,
    events: [],
  },
])
