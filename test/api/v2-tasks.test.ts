import { anyString, anyTime } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/api/v2'
const body = (first: string) =>
  `<p>Before &eacute;</p><ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>${first}</ac:task-status>` +
  '<ac:task-body><ac:link><ri:user ri:username="editor" /></ac:link> call <em>them</em> <time datetime="2026-03-01" /></ac:task-body></ac:task>' +
  '<ac:task><ac:task-id>8</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>old</ac:task-body></ac:task>' +
  '<ac:task><ac:task-id>9</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body></ac:task-body></ac:task></ac:task-list>'

const list = (name: string, query: string, ids: string[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: `${api}/tasks?page-id=\${page}&${query}`,
  status: 200,
  has: { results: ids.map((localId) => ({ localId })) },
  lacks: [`results.${ids.length}`],
  ...rest,
})
const task = `${api}/tasks/\${task}`

scenarios('tasks in the second API', [
  {
    name: 'a page with three tasks',
    method: 'POST',
    path: '/rest/api/content',
    body: {
      type: 'page',
      title: 'With tasks',
      space: { key: 'DEMO' },
      body: { storage: { value: body('incomplete'), representation: 'storage' } },
    },
    status: 200,
    save: { page: 'id', space: 'space.id' },
    prepare: (app) => app.letRead('reader', 'DEMO'),
  },
  {
    name: 'a blog post with one',
    method: 'POST',
    path: '/rest/api/content',
    body: {
      type: 'blogpost',
      title: 'Post',
      space: { key: 'DEMO' },
      body: {
        storage: {
          value:
            '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>post</ac:task-body></ac:task></ac:task-list>',
          representation: 'storage',
        },
      },
    },
    status: 200,
    save: { post: 'id' },
  },
  ...(['editor', 'admin'] as const).map((who): Step => ({
    name: `the account id of ${who}`,
    method: 'GET',
    path: `/wiki/rest/api/user?username=${who}`,
    status: 200,
    save: { [who]: 'accountId' },
  })),
  {
    name: 'all of the page',
    method: 'GET',
    path: `${api}/tasks?page-id=\${page}&body-format=storage`,
    status: 200,
    has: {
      results: [
        {
          id: anyString,
          localId: '7',
          spaceId: /^\d+$/,
          pageId: '${page}',
          status: 'incomplete',
          body: { storage: { representation: 'storage', value: /<em>them<\/em>/ } },
          createdBy: '${admin}',
          assignedTo: '${editor}',
          completedBy: null,
          createdAt: anyTime,
          updatedAt: anyTime,
          dueAt: '2026-03-01T00:00:00.000Z',
          completedAt: null,
        },
        { localId: '8', status: 'complete', completedBy: '${admin}', completedAt: anyTime, dueAt: null },
        { localId: '9' },
      ],
      _links: { base: /\/wiki$/ },
    },
    lacks: ['results.0.blogPostId', '_links.next'],
    save: { task: 'results.0.id', other: 'results.1.id' },
  },
  list('not finished', 'status=incomplete&include-blank-tasks=false', ['7']),
  list('finished', 'status=complete', ['8']),
  list('of another status', 'status=half', [], {
    status: 400,
    has: { errors: [{ code: 'INVALID_REQUEST_PARAMETER' }] },
    lacks: ['results'],
  }),
  list('by id', 'task-id=${other}', ['8']),
  list('by an id that is none', 'task-id=x', [], { status: 400, has: {}, lacks: ['results'] }),
  list('and of the blog post', 'blogpost-id=${post}', ['7', '8', '9', '1']),
  list('of the space', 'space-id=${space}', ['7', '8', '9']),
  list('of no space', 'space-id=1', []),
  list('of the assignee', 'assigned-to=${editor}', ['7']),
  list('of nobody', 'assigned-to=nobody', []),
  list('of the creator', 'created-by=${admin}', ['7', '8', '9']),
  list('completed by', 'completed-by=${admin}', ['8']),
  list('due by then', `due-at-from=${Date.UTC(2026, 1, 1)}&due-at-to=${Date.UTC(2026, 2, 1)}`, ['7']),
  list('due later', `due-at-from=${Date.UTC(2026, 2, 2)}`, []),
  list('made long ago', 'created-at-to=1000', []),
  list('made since', 'created-at-from=1000', ['7', '8', '9']),
  list('completed since', 'completed-at-from=1000', ['8']),
  list('completed long ago', 'completed-at-to=1000', []),
  list('as a document', 'task-id=${task}&body-format=atlas_doc_format', ['7'], {
    has: { results: [{ body: { atlas_doc_format: { value: /"type":"mention"/ } } }] },
  }),
  list('the first two', 'limit=2', ['7', '8'], {
    has: {
      results: [{ localId: '7' }, { localId: '8' }],
      _links: { next: /^\/wiki\/api\/v2\/tasks\?page-id=\d+&limit=2&cursor=/ },
    },
    hasHeaders: { link: /rel="next"/ },
    save: { next: '_links.next' },
  }),
  {
    name: 'the third',
    method: 'GET',
    path: '${next}',
    status: 200,
    has: { results: [{ localId: '9' }] },
    lacks: ['results.1', '_links.next'],
  },
  list('a cursor that was not given out', 'cursor=x', [], { status: 400, has: {}, lacks: ['results'] }),
  list('a reader sees them', '', ['7', '8', '9'], { as: 'reader' }),
  list('nothing for who sees nothing (rule 10)', '', [], { as: 'stranger' }),
  {
    name: 'read one',
    as: 'reader',
    method: 'GET',
    path: `${task}?body-format=storage`,
    status: 200,
    has: { id: '${task}', localId: '7', body: { storage: { value: /call/ } } },
  },
  {
    name: 'of the blog post',
    method: 'GET',
    path: `${api}/tasks?blogpost-id=\${post}`,
    status: 200,
    has: { results: [{ blogPostId: '${post}', body: {} }] },
    lacks: ['results.0.pageId', 'results.1'],
  },
  {
    name: 'a comment on the blog post has one, too',
    method: 'POST',
    path: `${api}/footer-comments`,
    body: {
      blogPostId: '${post}',
      body: {
        representation: 'storage',
        value:
          '<ac:task-list><ac:task><ac:task-id>5</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>c</ac:task-body></ac:task></ac:task-list>',
      },
    },
    status: 201,
    save: { comment: 'id' },
  },
  {
    name: 'which is one of the blog post',
    method: 'GET',
    path: `${api}/tasks?page-id=\${comment}`,
    status: 200,
    has: { results: [{ localId: '5', blogPostId: '${post}' }] },
    lacks: ['results.0.pageId'],
  },
  { name: 'in no format', method: 'GET', path: `${task}?body-format=papyrus`, status: 400 },
  { name: 'none of this id', method: 'GET', path: `${api}/tasks/999999999`, status: 404 },
  { name: 'no id', method: 'GET', path: `${api}/tasks/x`, status: 400 },
  {
    name: 'not to be seen (rule 30)',
    as: 'stranger',
    method: 'GET',
    path: task,
    status: 404,
    has: { errors: [{ status: 404, code: 'NOT_FOUND' }] },
  },
  ...(['reader', 'stranger'] as const).map((as): Step => ({
    name: `not to be ticked by ${as} (rule 12)`,
    as,
    method: 'PUT',
    path: task,
    body: { status: 'complete' },
    status: 404,
    events: [],
  })),
  { name: 'half done', method: 'PUT', path: task, body: { status: 'half' }, status: 400, events: [] },
  {
    name: 'tick it',
    as: 'editor',
    method: 'PUT',
    path: `${task}?body-format=storage`,
    body: { id: '${task}', status: 'complete' },
    status: 200,
    has: {
      id: '${task}',
      status: 'complete',
      completedBy: '${editor}',
      body: { storage: { value: /call/ } },
    },
    events: ['page.updated'],
  },
  {
    name: 'the page has a minor version, and the box is all that changed',
    method: 'GET',
    path: `${api}/pages/\${page}?body-format=storage`,
    status: 200,
    has: { version: { number: 2, minorEdit: true }, body: { storage: { value: body('complete') } } },
  },
  {
    name: 'take the tick back',
    method: 'PUT',
    path: task,
    body: { status: 'incomplete' },
    status: 200,
    has: { status: 'incomplete', completedAt: null, completedBy: null },
    events: ['page.updated'],
  },
])
