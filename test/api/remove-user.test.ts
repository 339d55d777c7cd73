import assert from 'node:assert/strict'
import { untilOver } from '../support/long-task.ts'
import { scenarios } from '../support/scenario.ts'

scenarios('a user who is removed', [
  {
    name: 'writes a page',
    as: 'editor',
    method: 'POST',
    path: '/rest/api/content',
    body: { type: 'page', title: 'By an editor', space: { key: 'DEMO' } },
    status: 200,
    save: { page: 'id' },
  },
  {
    name: 'keeps a property',
    as: 'editor',
    method: 'POST',
    path: '/wiki/rest/api/user/current/property/k',
    body: { value: 1 },
    status: 201,
  },
  {
    name: 'says something of themselves',
    as: 'editor',
    method: 'POST',
    path: '/rpc/json-rpc/confluenceservice-v2/setUserInformation',
    body: [{ username: 'editor', content: 'I edit.' }],
    status: 200,
  },
  {
    name: 'has a token',
    as: 'editor',
    method: 'POST',
    path: '/rest/pat/latest/tokens',
    body: { name: 'mine', expirationDuration: 10 },
    status: 201,
    save: { token: 'rawToken' },
  },
  {
    name: 'who is it',
    as: 'editor',
    method: 'GET',
    path: '/rest/api/user/current',
    status: 200,
    save: { key: 'userKey' },
  },
  {
    name: 'by a reader not',
    as: 'reader',
    method: 'DELETE',
    path: '/rest/api/admin/user/editor',
    status: 403,
    events: [],
  },
  { name: 'oneself not', method: 'DELETE', path: '/rest/api/admin/user/admin', status: 400, events: [] },
  { name: 'nobody not', method: 'DELETE', path: '/rest/api/admin/user/nobody', status: 404, events: [] },
  {
    name: 'is removed',
    method: 'DELETE',
    path: '/rest/api/admin/user/editor',
    status: 202,
    has: { links: { status: /longtask\/\d+$/ }, statusPath: /^\/rest\/api\/longtask\/\d+$/ },
    save: { task: 'id' },
  },
  { name: 'is out at once', as: 'editor', method: 'GET', path: '/rest/api/space', status: 401 },
  {
    name: 'the token is dead',
    as: 'anonymous',
    method: 'GET',
    path: '/rest/api/space',
    headers: { authorization: 'Bearer ${token}' },
    status: 401,
  },
  {
    name: 'the task ends well',
    method: 'GET',
    path: '/rest/api/longtask/${task}',
    status: 200,
    has: { successful: true, percentageComplete: 100 },
    prepare: untilOver('task'),
  },
  {
    name: 'the page stays, under a name that says nothing',
    method: 'GET',
    path: '/rest/api/content/${page}?expand=history',
    status: 200,
    has: {
      title: 'By an editor',
      history: { createdBy: { userKey: '${key}', displayName: /^user-[0-9a-f]+$/ } },
    },
  },
  { name: 'nobody is called so', method: 'GET', path: '/rest/api/user?username=editor', status: 404 },
  {
    name: 'nobody is found so',
    method: 'GET',
    path: '/wiki/rest/api/search/user?cql=user.fullname~Edith',
    status: 200,
    has: { size: 0 },
  },
  {
    name: 'is in no group, and nothing is kept about them',
    method: 'GET',
    path: '/rest/api/user/memberof?key=${key}',
    status: 200,
    has: { size: 0 },
    prepare: async (app) => {
      const { read } = app.domain.database
      assert.deepEqual(await read.selectFrom('user_property').selectAll().execute(), [])
      assert.deepEqual(await read.selectFrom('user_preference').selectAll().execute(), [])
    },
  },
])
