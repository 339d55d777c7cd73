import { anyId, anyString, anyTime } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const storage = (value: string) => ({ representation: 'storage', value })
const notFound = { has: { errors: [{ status: 404, code: 'NOT_FOUND' }] }, status: 404 }

const comment = (name: string, about: object, text: string, rest: Partial<Step> = {}): Step => ({
  name,
  method: 'POST',
  path: `${api}/footer-comments`,
  body: { ...about, body: storage(`<p>${text}</p>`) },
  status: 201,
  events: rest.status === undefined ? ['comment.created'] : [],
  ...rest,
})
const list = (name: string, path: string, texts: string[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: `${api}${path}${path.includes('?') ? '&' : '?'}body-format=storage`,
  status: 200,
  has: { results: texts.map((text) => ({ body: { storage: storage(`<p>${text}</p>`) } })) },
  lacks: [`results.${texts.length}`],
  ...rest,
})
const upload = new FormData()
upload.append('file', new Blob(['bytes'], { type: 'text/plain' }), 'a.txt')
const one = `${api}/footer-comments/\${comment}`

scenarios('footer comments in the second API', [
  ...(['page', 'blogpost'] as const).map((type): Step => ({
    name: `a ${type}`,
    method: 'POST',
    path: '/rest/api/content',
    body: { type, title: `Talked of, ${type}`, space: { key: 'DEMO' } },
    status: 200,
    save: { [type]: 'id' },
    prepare: (app) => app.letRead('reader', 'DEMO'),
  })),
  {
    name: 'a file',
    method: 'POST',
    path: '/rest/api/content/${page}/child/attachment',
    headers: { 'X-Atlassian-Token': 'no-check' },
    body: upload,
    status: 200,
    save: { file: 'results.0.id' },
  },
  comment('on the page', { pageId: '${page}' }, 'one', {
    as: 'editor',
    has: {
      id: anyId,
      status: 'current',
      title: 'Re: Talked of, page',
      pageId: '${page}',
      version: { number: 1, message: '', minorEdit: false, authorId: anyString, createdAt: anyTime },
      body: { storage: storage('<p>one</p>') },
      _links: { webui: /focusedCommentId=\d+#comment-\d+$/, base: /\/wiki$/ },
    },
    lacks: ['parentCommentId', 'resolutionStatus', 'blogPostId'],
    save: { comment: 'id' },
  }),
  comment('an answer', { parentCommentId: '${comment}' }, 'answer', {
    has: { parentCommentId: '${comment}', pageId: '${page}' },
    save: { answer: 'id' },
  }),
  comment(
    'an answer that names the page, too',
    { parentCommentId: '${comment}', pageId: '${page}' },
    'again',
    {
      save: { again: 'id' },
    },
  ),
  comment('an answer that names another', { parentCommentId: '${comment}', blogPostId: '${blogpost}' }, 'x', {
    status: 400,
  }),
  comment('on the blog post', { blogPostId: '${blogpost}' }, 'post', {
    has: { blogPostId: '${blogpost}' },
    lacks: ['pageId'],
  }),
  comment('on the file', { attachmentId: 'att${file}' }, 'file', {
    has: { attachmentId: 'att${file}' },
    lacks: ['pageId', 'parentCommentId'],
    save: { ofFile: 'id' },
  }),
  comment('an answer to that', { parentCommentId: '${ofFile}' }, 'to file', {
    has: { parentCommentId: '${ofFile}' },
  }),
  {
    name: 'in wiki markup, named by its representation',
    method: 'POST',
    path: `${api}/footer-comments`,
    body: { pageId: '${page}', body: { wiki: { representation: 'wiki', value: '*two*' } } },
    status: 201,
    has: { body: { wiki: { value: '*two*' } } },
    save: { two: 'id' },
  },
  comment('on two at once', { pageId: '${page}', blogPostId: '${blogpost}' }, 'x', { status: 400 }),
  comment('on nothing', {}, 'x', { status: 400 }),
  comment('on a page that is a blog post', { pageId: '${blogpost}' }, 'x', notFound),
  comment('on what is not there', { pageId: '999999999' }, 'x', notFound),
  comment('an answer to what is none', { parentCommentId: '${page}' }, 'x', notFound),
  comment('broken markup', { pageId: '${page}' }, '</p>', {
    status: 400,
    has: { errors: [{ title: /xhtml/ }] },
  }),
  comment('by one who only reads (rule 14)', { pageId: '${page}' }, 'x', { ...notFound, as: 'reader' }),
  comment('by one who sees nothing (rule 30)', { pageId: '${page}' }, 'x', { ...notFound, as: 'stranger' }),

  list('of the page', '/pages/${page}/footer-comments?sort=created-date', ['one', '<strong>two</strong>'], {
    as: 'reader',
    has: {
      results: [{ id: '${comment}', pageId: '${page}' }, { id: '${two}' }],
      _links: { base: /\/wiki$/ },
    },
  }),
  list(
    'the newest first',
    '/pages/${page}/footer-comments?sort=-created-date&limit=1',
    ['<strong>two</strong>'],
    {
      has: { _links: { next: /^\/wiki\/api\/v2\/pages\/\d+\/footer-comments\?/ } },
      hasHeaders: { link: /rel="next"/ },
      save: { next: '_links.next' },
    },
  ),
  {
    name: 'and the one before',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ id: '${comment}' }] },
    lacks: ['results.1', '_links.next'],
  },
  list('in an order that is none', '/pages/${page}/footer-comments?sort=title', [], {
    status: 400,
    has: {},
    lacks: [],
  }),
  list('of a status that is none', '/pages/${page}/footer-comments?status=lost', [], {
    status: 400,
    has: {},
    lacks: [],
  }),
  list('in a format that is none', '/footer-comments?x=', [], {
    path: `${api}/footer-comments?body-format=papyrus`,
    status: 400,
    has: {},
    lacks: [],
  }),
  list('of the past', '/pages/${page}/footer-comments?status=historical', []),
  list('of the trash', '/pages/${page}/footer-comments?status=deleted,trashed,archived,draft', []),
  list('of the blog post', '/blogposts/${blogpost}/footer-comments', ['post']),
  list('of the file', '/attachments/att${file}/footer-comments', ['file']),
  list('the answers', '/footer-comments/${comment}/children', ['answer', 'again']),
  list('no answers to what is no comment', '/footer-comments/${page}/children', [], {
    ...notFound,
    lacks: [],
  }),
  list('nor to what is not seen', '/footer-comments/${comment}/children', [], {
    ...notFound,
    as: 'stranger',
    lacks: [],
  }),
  ...['pages/${page}', 'blogposts/${blogpost}', 'attachments/${file}'].map((path) =>
    list(`not of ${path} for who sees nothing (rule 30)`, `/${path}/footer-comments`, [], {
      ...notFound,
      as: 'stranger',
      lacks: [],
    }),
  ),
  list('all of them', '/footer-comments', [
    'one',
    'answer',
    'again',
    'post',
    'file',
    'to file',
    '<strong>two</strong>',
  ]),
  list('all that a stranger sees (rule 10)', '/footer-comments', [], { as: 'stranger' }),
  {
    name: 'v1 lists what is said of the file at the file',
    method: 'GET',
    path: '/rest/api/content/${file}/child/comment',
    status: 200,
    has: { size: 1, results: [{ id: '${ofFile}' }] },
  },

  {
    name: 'read',
    as: 'reader',
    method: 'GET',
    path: `${one}?body-format=view`,
    status: 200,
    has: { id: '${comment}', body: { view: { value: '<p>one</p>' } }, version: { number: 1 } },
  },
  {
    name: 'without its version',
    method: 'GET',
    path: `${one}?include-version=false`,
    status: 200,
    has: { id: '${comment}', body: {} },
    lacks: ['version'],
  },
  {
    name: 'with all that it includes',
    as: 'reader',
    method: 'GET',
    path: `${one}?include-properties=true&include-operations=true&include-likes=true&include-versions=true`,
    status: 200,
    has: {
      properties: { results: [], _links: { self: /\/api\/v2\/comments\/\d+\/properties$/ } },
      operations: { results: [{ operation: 'read', targetType: 'comment' }] },
      likes: { results: [] },
      versions: { results: [{ number: 1 }] },
    },
  },
  {
    name: 'not as a comment on a passage',
    method: 'GET',
    path: `${api}/inline-comments/\${comment}`,
    ...notFound,
  },
  { name: 'none of this id', method: 'GET', path: `${api}/footer-comments/999999999`, ...notFound },
  { name: 'no id', method: 'GET', path: `${api}/footer-comments/x`, status: 400 },
  { name: 'not seen (rule 30)', as: 'stranger', method: 'GET', path: one, ...notFound },

  {
    name: 'the next version',
    as: 'editor',
    method: 'PUT',
    path: one,
    body: { version: { number: 2, message: 'why' }, body: { storage: storage('<p>changed</p>') } },
    status: 200,
    has: { version: { number: 2, message: 'why' }, body: { storage: { value: '<p>changed</p>' } } },
    events: ['comment.updated'],
  },
  {
    name: 'the first is still there',
    method: 'GET',
    path: `${one}?version=1&body-format=storage`,
    status: 200,
    has: { status: 'historical', version: { number: 1 }, body: { storage: { value: '<p>one</p>' } } },
  },
  {
    name: 'a stale version',
    as: 'editor',
    method: 'PUT',
    path: one,
    body: { version: { number: 2 }, body: storage('<p>x</p>') },
    status: 409,
    has: {
      errors: [
        {
          status: 409,
          code: 'CONFLICT',
          title: /Current Version: \[2\]\. Provided version: \[2\]/,
          detail: null,
        },
      ],
    },
    events: [],
  },
  {
    name: 'without a version',
    as: 'editor',
    method: 'PUT',
    path: one,
    body: { body: storage('<p>x</p>') },
    status: 400,
    events: [],
  },
  ...(['admin', 'reader', 'stranger'] as const).map((as): Step => ({
    name: as === 'admin' ? 'a system administrator may (rule 2)' : `${as} edits nothing (rule 14)`,
    as,
    method: 'PUT',
    path: one,
    body: { version: { number: 3 } },
    ...(as === 'admin' ? { status: 200, has: { version: { number: 3 } } } : { ...notFound, events: [] }),
  })),
  {
    name: 'nor is the comment of another edited (rule 14)',
    as: 'editor',
    method: 'PUT',
    path: `${api}/footer-comments/\${two}`,
    body: { version: { number: 2 }, body: storage('<p>x</p>') },
    ...notFound,
    events: [],
  },

  ...(['reader', 'stranger'] as const).map((as): Step => ({
    name: `${as} removes nothing (rule 17)`,
    as,
    method: 'DELETE',
    path: one,
    ...notFound,
    events: [],
  })),
  { name: 'remove', as: 'editor', method: 'DELETE', path: one, status: 204, events: ['comment.removed'] },
  { name: 'it is gone', method: 'DELETE', path: one, ...notFound },
  list('its answers moved up', '/pages/${page}/footer-comments', ['answer', 'again', '<strong>two</strong>']),

  {
    name: 'the file moves',
    method: 'PUT',
    path: '/rest/api/content/${page}/child/attachment/${file}',
    body: {
      id: '${file}',
      type: 'attachment',
      version: { number: 1 },
      container: { id: '${blogpost}', type: 'blogpost' },
    },
    status: 200,
  },
  list('what is said of it stays with it', '/attachments/${file}/footer-comments', ['file']),
  {
    name: 'and is held by its new container',
    method: 'GET',
    path: '/rest/api/content/${ofFile}?expand=container',
    status: 200,
    has: { container: { id: '${blogpost}' } },
  },
  { name: 'the file goes', method: 'DELETE', path: `${api}/attachments/\${file}`, status: 204 },
  {
    name: 'and what is said of it is not found (rule 7)',
    method: 'GET',
    path: `${api}/footer-comments/\${ofFile}`,
    ...notFound,
  },
  list('nor listed, with the answers to it', '/footer-comments?sort=created-date', [
    'answer',
    'again',
    'post',
    '<strong>two</strong>',
  ]),
  {
    name: 'the file is purged',
    method: 'DELETE',
    path: `${api}/attachments/\${file}?purge=true`,
    status: 204,
  },
  list('with all that was said of it', '/footer-comments', [
    'answer',
    'again',
    'post',
    '<strong>two</strong>',
  ]),
])
