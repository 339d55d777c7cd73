import { anyNumber, anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const cloud = '/wiki/rest/api'
const body = (first: string) =>
  `<p>Before &eacute;</p><ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>${first}</ac:task-status>` +
  '<ac:task-body><ac:link><ri:user ri:username="editor" /></ac:link> call <em>them</em> <time datetime="2026-03-01" /></ac:task-body></ac:task>' +
  '<ac:task><ac:task-id>8</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>old</ac:task-body></ac:task></ac:task-list>'

const create: Step = {
  name: 'a page with two tasks',
  method: 'POST',
  path: '/rest/api/content',
  body: {
    type: 'page',
    title: 'With tasks',
    space: { key: 'DEMO' },
    body: { storage: { value: body('incomplete'), representation: 'storage' } },
  },
  status: 200,
  save: { page: 'id' },
  prepare: async (app) => {
    await app.letRead('reader', 'DEMO')
  },
}
const search = (name: string, query: string, ids: number[], rest: Partial<Step> = {}): Step => ({
  name,
  method: 'GET',
  path: `${cloud}/inlinetasks/search?pageId=\${page}&${query}`,
  status: 200,
  has: { size: ids.length, results: ids.map((id) => ({ id })) },
  ...rest,
})
const task = `${cloud}/inlinetasks/\${task}`

scenarios('inline tasks', [
  create,
  {
    name: 'the account ids',
    method: 'GET',
    path: `${cloud}/user?username=editor`,
    status: 200,
    save: { editor: 'accountId' },
  },
  {
    name: 'and of the maker',
    method: 'GET',
    path: `${cloud}/user?username=admin`,
    status: 200,
    save: { admin: 'accountId' },
  },
  {
    name: 'all of the page',
    method: 'GET',
    path: `${cloud}/inlinetasks/search?pageId=\${page}`,
    status: 200,
    has: {
      start: 0,
      limit: 20,
      size: 2,
      results: [
        {
          globalId: anyNumber,
          id: 7,
          status: 'incomplete',
          creator: '${admin}',
          assignee: '${editor}',
          body: /<em>them<\/em>/,
          createDate: anyNumber,
          updateDate: anyNumber,
          dueDate: Date.UTC(2026, 2, 1),
        },
        { id: 8, status: 'complete', completeUser: '${admin}', completeDate: anyNumber, body: 'old' },
      ],
    },
    lacks: ['results.0.completeDate', 'results.0.completeUser', 'results.1.dueDate', 'results.1.assignee'],
    save: { task: 'results.0.globalId', other: 'results.1.globalId', made: 'results.0.createDate' },
  },
  search('not finished', 'status=incomplete', [7]),
  search('finished', 'status=complete', [8]),
  search('of another status', 'status=half', [], { status: 400, has: { message: /status/ } }),
  search('of the assignee', 'assignee=${editor}', [7]),
  search('of two assignees', 'assignee=${editor},${admin}', [7]),
  search('of nobody', 'assignee=nobody', []),
  search('of the creator', 'creator=${admin}', [7, 8]),
  search('of another creator', 'creator=${editor}', []),
  search('completed by', 'completedUser=${admin}', [8]),
  search('not completed by', 'completedUser=${editor}', []),
  search('in the space', 'spaceKey=DEMO', [7, 8]),
  search('in no space', 'spaceKey=NONE', []),
  search('due by then', `duedateFrom=${Date.UTC(2026, 1, 1)}&duedateTo=${Date.UTC(2026, 2, 1)}`, [7]),
  search('due later', `duedateFrom=${Date.UTC(2026, 2, 2)}`, []),
  search('made by then', 'createdateFrom=${made}', [7, 8]),
  search('made long ago', 'createdateTo=1000', []),
  search('completed since', 'completedateFrom=${made}', [8]),
  search('completed long ago', 'completedateTo=1000', []),
  search('the first', 'limit=1', [7], { has: { size: 1, _links: { next: /start=1/ } } }),
  search('the second', 'limit=1&start=1', [8]),
  search('of another page', 'spaceKey=DEMO', [7, 8], { as: 'reader' }),
  search('nothing for who sees nothing', '', [], { as: 'stranger' }),
  {
    name: 'a page id that is none',
    method: 'GET',
    path: `${cloud}/inlinetasks/search?pageId=x`,
    status: 400,
  },
  {
    name: 'read one',
    as: 'reader',
    method: 'GET',
    path: task,
    status: 200,
    has: { globalId: '${task}', id: 7, _links: { self: anyString } },
  },
  { name: 'none of this id', method: 'GET', path: `${cloud}/inlinetasks/999999999`, status: 404 },
  { name: 'no id', method: 'GET', path: `${cloud}/inlinetasks/x`, status: 400 },
  { name: 'not to be seen', as: 'stranger', method: 'GET', path: task, status: 404 },
  {
    name: 'a reader ticks nothing',
    as: 'reader',
    method: 'PUT',
    path: task,
    body: { status: 'complete' },
    status: 403,
    events: [],
  },
  {
    name: 'nor a stranger',
    as: 'stranger',
    method: 'PUT',
    path: task,
    body: { status: 'complete' },
    status: 404,
    events: [],
  },
  { name: 'half done', method: 'PUT', path: task, body: { status: 'half' }, status: 400, events: [] },
  {
    name: 'an unknown one',
    method: 'PUT',
    path: `${cloud}/inlinetasks/999999999`,
    body: { status: 'complete' },
    status: 404,
  },
  {
    name: 'tick it',
    as: 'editor',
    method: 'PUT',
    path: task,
    body: { status: 'complete' },
    status: 200,
    has: { globalId: '${task}', status: 'complete', completeUser: '${editor}', createDate: '${made}' },
    events: ['page.updated'],
  },
  {
    name: 'ticked it stays',
    method: 'PUT',
    path: task,
    body: { status: 'complete' },
    status: 200,
    has: { status: 'complete', completeUser: '${editor}' },
    events: [],
  },
  {
    name: 'the page has a minor version, and the box is all that changed',
    method: 'GET',
    path: '/rest/api/content/${page}?expand=body.storage,version',
    status: 200,
    has: {
      version: { number: 2, minorEdit: true, by: { username: 'editor' } },
      body: { storage: { value: body('complete') } },
    },
  },
  {
    name: 'take the tick back',
    method: 'PUT',
    path: task,
    body: { status: 'incomplete' },
    status: 200,
    has: { status: 'incomplete' },
    lacks: ['completeDate', 'completeUser'],
    events: ['page.updated'],
  },
  {
    name: 'the page is as it was',
    method: 'GET',
    path: '/rest/api/content/${page}?expand=body.storage',
    status: 200,
    has: { body: { storage: { value: body('incomplete') } } },
  },
  {
    name: 'a save keeps the ids of its tasks and makes new ones',
    method: 'PUT',
    path: '/rest/api/content/${page}',
    body: {
      type: 'page',
      title: 'With tasks',
      version: { number: 4 },
      body: {
        storage: {
          value: body('incomplete').replace(
            '<ac:task-list>',
            '<ac:task-list>' +
              Array.from(
                { length: 9 },
                (_, n) =>
                  `<ac:task><ac:task-id>${n + 20}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>n</ac:task-body></ac:task>`,
              ).join(''),
          ),
          representation: 'storage',
        },
      },
    },
    status: 200,
  },
  {
    name: 'the first is still the same',
    method: 'GET',
    path: task,
    status: 200,
    has: { id: 7, createDate: '${made}' },
  },
  search('all eleven', 'limit=50', [7, 8, 20, 21, 22, 23, 24, 25, 26, 27, 28]),
  { name: 'into the trash', method: 'DELETE', path: '/rest/api/content/${page}', status: 204 },
  search('tasks of the trash are in no list', '', []),
  { name: 'and not found', method: 'GET', path: task, status: 404 },
])
