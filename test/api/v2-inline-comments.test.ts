import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { onEachDatabase, startTestApp } from '../support/app.ts'
import { anyId, anyString, anyTime } from '../support/match.ts'
import { credentials } from '../support/people.ts'
import { ask } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const storage = (value: string) => ({ representation: 'storage', value })
const BODY = '<p>One &amp; two, <strong>three</strong> four.</p><p>Two again, and <em>two</em>.</p>'
const notFound = { has: { errors: [{ status: 404, code: 'NOT_FOUND' }] }, status: 404 }

const passage = (text: string, index?: number, count?: number) => ({
  inlineCommentProperties: {
    textSelection: text,
    ...(index === undefined ? {} : { textSelectionMatchIndex: index }),
    ...(count === undefined ? {} : { textSelectionMatchCount: count }),
  },
})
const comment = (name: string, about: object, rest: Partial<Step> = {}): Step => ({
  name,
  method: 'POST',
  path: `${api}/inline-comments`,
  body: { pageId: '${page}', body: storage('<p>hm</p>'), ...about },
  status: 201,
  events: rest.status === undefined ? ['comment.created'] : [],
  ...rest,
})
const list = (name: string, path: string, ids: string[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: `${api}${path}`,
  status: 200,
  has: { results: ids.map((id) => ({ id: `\${${id}}` })) },
  lacks: [`results.${ids.length}`],
  ...rest,
})
const change = (name: string, id: string, body: object, rest: Partial<Step> = {}): Step => ({
  name,
  method: 'PUT',
  path: `${api}/inline-comments/\${${id}}`,
  body,
  status: 200,
  ...rest,
})
const bodyOfPage = (name: string, value: string, version = 1): Step => ({
  name,
  method: 'GET',
  path: `${api}/pages/\${page}?body-format=storage`,
  status: 200,
  has: { version: { number: version }, body: { storage: { value } } },
})
const bodyInV1 = (name: string, value: string | RegExp): Step => ({
  name,
  method: 'GET',
  path: '/rest/api/content/${page}?expand=body.storage',
  status: 200,
  has: { body: { storage: { value } } },
})
const mark = (ref: string, text: string) =>
  `<ac:inline-comment-marker ac:ref="\${${ref}}">${text}</ac:inline-comment-marker>`

scenarios('comments on passages in the second API', [
  ...(['page', 'blogpost'] as const).map((type): Step => ({
    name: `a ${type}`,
    method: 'POST',
    path: '/rest/api/content',
    body: { type, title: `Marked, ${type}`, space: { key: 'DEMO' }, body: { storage: storage(BODY) } },
    status: 200,
    save: { [type]: 'id' },
    prepare: (app) => app.letRead('reader', 'DEMO'),
  })),
  {
    name: 'the account id of the editor',
    method: 'GET',
    path: '/wiki/rest/api/user?username=editor',
    status: 200,
    save: { editor: 'accountId' },
  },
  bodyInV1('the body, which may be kept as an answer', BODY),
  comment('across markup', passage('& two, three four', 0, 1), {
    as: 'editor',
    has: {
      id: anyId,
      status: 'current',
      title: 'Re: Marked, page',
      pageId: '${page}',
      version: { number: 1, createdAt: anyTime, authorId: '${editor}' },
      body: { storage: storage('<p>hm</p>') },
      resolutionStatus: 'open',
      properties: { inlineMarkerRef: /^[0-9a-f-]{36}$/, inlineOriginalSelection: '& two, three four' },
      _links: { webui: /focusedCommentId=/, base: anyString },
    },
    lacks: ['parentCommentId', 'resolutionLastModifierId'],
    save: { first: 'id', ref: 'properties.inlineMarkerRef' },
  }),
  comment('the last of two', passage('two', 1, 2), {
    has: { properties: { inlineOriginalSelection: 'two' } },
    save: { second: 'id', ref2: 'properties.inlineMarkerRef' },
  }),
  bodyOfPage(
    'the passages are marked, in the same version and with every other byte as it was',
    `<p>One ${mark('ref', '&amp; two, ')}<strong>${mark('ref', 'three')}</strong>${mark('ref', ' four')}.</p>` +
      `<p>Two again, and <em>${mark('ref2', 'two')}</em>.</p>`,
  ),
  bodyInV1('and no answer is kept for longer', /<strong><ac:inline-comment-marker/),
  {
    name: 'the page is seen with them',
    method: 'GET',
    path: `${api}/pages/\${page}?body-format=view`,
    status: 200,
    has: { body: { view: { value: /class="inline-comment-marker" data-ref="[0-9a-f-]{36}">&amp; two, </ } } },
  },
  comment(
    'on a blog post, of which no count is given',
    { pageId: null, blogPostId: '${blogpost}', ...passage('One') },
    {
      has: { blogPostId: '${blogpost}' },
      lacks: ['pageId'],
      save: { third: 'id' },
    },
  ),
  comment(
    'an answer',
    { pageId: undefined, parentCommentId: '${first}' },
    {
      has: {
        parentCommentId: '${first}',
        pageId: '${page}',
        resolutionStatus: 'open',
        properties: { inlineMarkerRef: '${ref}' },
      },
      save: { answer: 'id' },
    },
  ),
  comment('what is not there', passage('five'), {
    status: 400,
    has: { errors: [{ title: /"five" is not found/ }] },
  }),
  comment('what is there another number of times', passage('two', 0, 3), {
    status: 400,
    has: { errors: [{ title: /"two" is found 2 times/ }] },
  }),
  comment('beyond the last', passage('two', 2), { status: 400, has: { errors: [{ title: /2 times/ }] } }),
  comment('before the first', passage('two', -1), { status: 400 }),
  comment('more than a passage', passage('x'.repeat(10_001)), { status: 400 }),
  comment('without a passage', {}, { status: 400, has: { errors: [{ title: /inlineCommentProperties/ }] } }),
  comment('on nothing', { pageId: null, ...passage('One') }, { status: 400 }),
  comment('on what is no blog post', { pageId: null, blogPostId: '${page}', ...passage('One') }, notFound),
  comment('broken markup', { body: storage('</p>'), ...passage('One') }, { status: 400 }),
  comment('by one who only reads (rule 14)', passage('One'), { ...notFound, as: 'reader' }),
  comment('by one who sees nothing (rule 30)', passage('One'), { ...notFound, as: 'stranger' }),
  comment('an answer to what is no comment', { parentCommentId: '${page}' }, notFound),

  list('of the page', '/pages/${page}/inline-comments', ['first', 'second'], { as: 'reader' }),
  list('the newest first', '/pages/${page}/inline-comments?sort=-created-date', ['second', 'first']),
  list('of the blog post', '/blogposts/${blogpost}/inline-comments', ['third']),
  list('the answers', '/inline-comments/${first}/children', ['answer']),
  list('all', '/inline-comments', ['first', 'second', 'third', 'answer']),
  list('the first', '/inline-comments?limit=1', ['first'], {
    hasHeaders: { link: /rel="next"/ },
    save: { next: '_links.next' },
  }),
  {
    name: 'the others',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ id: '${second}' }] },
  },
  list('all that a stranger sees (rule 10)', '/inline-comments', [], { as: 'stranger' }),
  ...[
    'pages/${page}/inline-comments',
    'blogposts/${blogpost}/inline-comments',
    'inline-comments/${first}/children',
  ].map((path) =>
    list(`not ${path} for who sees nothing (rule 30)`, `/${path}`, [], {
      ...notFound,
      as: 'stranger',
      lacks: [],
    }),
  ),
  list('of a resolution that is none', '/pages/${page}/inline-comments?resolution-status=lost', [], {
    status: 400,
    has: {},
    lacks: [],
  }),
  list('in a format that is none', '/inline-comments?body-format=papyrus', [], {
    status: 400,
    has: {},
    lacks: [],
  }),
  list('and of footers there are none', '/pages/${page}/footer-comments', []),

  {
    name: 'read',
    as: 'reader',
    method: 'GET',
    path: `${api}/inline-comments/\${first}?body-format=storage`,
    status: 200,
    has: { id: '${first}', body: { storage: { value: '<p>hm</p>' } }, resolutionStatus: 'open' },
  },
  {
    name: 'with what programs keep beside it, and its passage',
    method: 'GET',
    path: `${api}/inline-comments/\${first}?include-properties=true&include-version=false`,
    status: 200,
    has: { properties: { results: [], meta: { hasMore: false }, inlineMarkerRef: '${ref}' } },
    lacks: ['version'],
  },
  { name: 'not as a footer', method: 'GET', path: `${api}/footer-comments/\${first}`, ...notFound },
  { name: 'none of this id', method: 'GET', path: `${api}/inline-comments/999999999`, ...notFound },
  { name: 'no id', method: 'GET', path: `${api}/inline-comments/x`, status: 400 },
  {
    name: 'not seen (rule 30)',
    as: 'stranger',
    method: 'GET',
    path: `${api}/inline-comments/\${first}`,
    ...notFound,
  },

  change(
    'the next version',
    'first',
    { version: { number: 2, message: 'm' }, body: storage('<p>so</p>') },
    {
      as: 'editor',
      has: { version: { number: 2, message: 'm' }, body: { storage: { value: '<p>so</p>' } } },
      events: ['comment.updated'],
    },
  ),
  change(
    'a stale version',
    'first',
    { version: { number: 2 }, body: storage('<p>x</p>') },
    {
      as: 'editor',
      status: 409,
      has: { errors: [{ code: 'CONFLICT' }] },
      events: [],
    },
  ),
  change('nothing', 'first', {}, { as: 'editor', status: 400, events: [] }),
  change(
    'of another (rule 14)',
    'second',
    { version: { number: 2 }, body: storage('<p>x</p>') },
    {
      ...notFound,
      as: 'editor',
      events: [],
    },
  ),
  ...(['reader', 'stranger'] as const).map((as) =>
    change(`settled by ${as} (rule 14)`, 'first', { resolved: true }, { ...notFound, as, events: [] }),
  ),
  change(
    'settle that of another',
    'second',
    { version: { number: 2 }, resolved: true },
    {
      as: 'editor',
      has: {
        resolutionStatus: 'resolved',
        resolutionLastModifierId: '${editor}',
        resolutionLastModifiedAt: anyTime,
        version: { number: 1 },
      },
      events: ['comment.resolved'],
    },
  ),
  change(
    'settled it stays',
    'second',
    { resolved: true },
    {
      has: { resolutionLastModifierId: '${editor}' },
      events: [],
    },
  ),
  list('what is settled', '/pages/${page}/inline-comments?resolution-status=resolved', ['second']),
  list('what is open', '/pages/${page}/inline-comments?resolution-status=open,reopened', ['first']),
  {
    name: 'v1 says so, too',
    method: 'GET',
    path: '/rest/api/content/${page}/child/comment?location=resolved&expand=extensions.resolution,extensions.inlineProperties',
    status: 200,
    has: {
      size: 1,
      results: [
        {
          id: '${second}',
          extensions: {
            location: 'inline',
            resolution: { status: 'resolved' },
            inlineProperties: { markerRef: '${ref2}', originalSelection: 'two' },
          },
        },
      ],
    },
  },
  change(
    'open it again',
    'second',
    { resolved: false },
    {
      has: { resolutionStatus: 'reopened' },
      events: ['comment.reopened'],
    },
  ),
  change(
    'change and settle at once',
    'first',
    { version: { number: 3 }, body: storage('<p>3</p>'), resolved: true },
    {
      as: 'editor',
      has: { version: { number: 3 }, resolutionStatus: 'resolved', body: { storage: { value: '<p>3</p>' } } },
      events: ['comment.updated', 'comment.resolved'],
    },
  ),
  change(
    'an answer is settled with what it answers',
    'answer',
    { resolved: true },
    { status: 400, events: [] },
  ),
  list('the answers stand as what they answer', '/inline-comments/${first}/children', ['answer'], {
    has: { results: [{ resolutionStatus: 'resolved' }] },
  }),
  change(
    'neither half is done when one is refused',
    'first',
    { version: { number: 9 }, body: storage('<p>9</p>'), resolved: false },
    {
      as: 'editor',
      status: 409,
      events: [],
    },
  ),

  {
    name: 'the passage is written anew',
    method: 'PUT',
    path: `${api}/pages/\${page}`,
    body: {
      id: '${page}',
      status: 'current',
      title: 'Marked, page',
      body: storage(`<p>One &amp; ${mark('ref', 'two')}</p>`),
      version: { number: 2 },
    },
    status: 200,
  },
  list('its comment dangles', '/pages/${page}/inline-comments?resolution-status=dangling', ['second'], {
    has: { results: [{ resolutionStatus: 'dangling' }] },
  }),
  change(
    'and is not settled',
    'second',
    { resolved: true },
    {
      status: 400,
      has: { errors: [{ title: /dangling/ }] },
      events: [],
    },
  ),
  ...(['reader', 'stranger'] as const).map((as): Step => ({
    name: `${as} removes nothing (rule 17)`,
    as,
    method: 'DELETE',
    path: `${api}/inline-comments/\${first}`,
    ...notFound,
    events: [],
  })),
  {
    name: 'remove',
    method: 'DELETE',
    path: `${api}/inline-comments/\${first}`,
    status: 204,
    events: ['comment.removed'],
  },
  list('its answer stands in its place', '/pages/${page}/inline-comments', ['second', 'answer'], {
    has: { results: [{}, { resolutionStatus: 'open' }] },
  }),
  bodyOfPage('and needs the mark', `<p>One &amp; ${mark('ref', 'two')}</p>`, 2),
  {
    name: 'remove the answer',
    method: 'DELETE',
    path: `${api}/inline-comments/\${answer}`,
    status: 204,
    events: ['comment.removed'],
  },
  bodyOfPage('the mark is gone', '<p>One &amp; two</p>', 2),
])

onEachDatabase((database) => {
  describe(`comments on passages at the same moment, ${database}`, () => {
    it('are all marked', async () => {
      const app = await startTestApp({ database })
      try {
        const send = (method: 'GET' | 'POST', path: string, body?: unknown) =>
          ask({ method, url: app.url + path, headers: credentials('admin'), body })
        const words = Array.from({ length: 10 }, (_, i) => `w${i}x`)
        const page = await send('POST', '/rest/api/content', {
          type: 'page',
          title: 'Crowded',
          space: { key: 'DEMO' },
          body: { storage: storage(`<p>${words.join(' ')}</p>`) },
        })
        const pageId = (page.json as { id: string }).id
        const answers = await Promise.all(
          words.map((word) =>
            send('POST', `${api}/inline-comments`, { pageId, body: storage('<p>c</p>'), ...passage(word) }),
          ),
        )
        assert.deepEqual(
          answers.map(({ status }) => status),
          words.map(() => 201),
        )
        const { json } = await send('GET', `${api}/pages/${pageId}?body-format=storage`)
        const { value } = (json as { body: { storage: { value: string } } }).body.storage
        for (const [i, { json }] of answers.entries()) {
          const { inlineMarkerRef: ref } = (json as { properties: { inlineMarkerRef: string } }).properties
          assert.ok(
            value.includes(`<ac:inline-comment-marker ac:ref="${ref}">${words[i]}</`),
            String(words[i]),
          )
        }
      } finally {
        await app.close()
      }
    })
  })
})
