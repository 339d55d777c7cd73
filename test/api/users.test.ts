import { systemContext } from '../../src/domain/context.ts'
import { createToken } from '../../src/domain/credential/token.ts'
import { readUser } from '../../src/domain/user/user.ts'
import { anyString, including } from '../support/match.ts'
import { people } from '../support/people.ts'
import { basic } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const member = (root: string): Step[] => [
  {
    name: 'the groups of a user by name',
    as: 'reader',
    method: 'GET',
    path: `${root}/rest/api/user/memberof?username=admin`,
    status: 200,
    has: {
      results: [{ type: 'group', name: 'confluence-administrators' }, { name: 'confluence-users' }],
      limit: 200,
    },
  },
  { name: 'of nobody', method: 'GET', path: `${root}/rest/api/user/memberof?username=nobody`, status: 404 },
  { name: 'of no name', method: 'GET', path: `${root}/rest/api/user/memberof`, status: 400 },
]
for (const root of ['', '/wiki']) scenarios(`memberships at ${root || '/'}`, member(root))

const cloud = '/wiki/rest/api'
scenarios('users of the Cloud', [
  {
    name: 'one',
    as: 'editor',
    method: 'GET',
    path: `${cloud}/user/current`,
    status: 200,
    save: { a: 'accountId' },
  },
  { name: 'another', method: 'GET', path: `${cloud}/user/current`, status: 200, save: { b: 'accountId' } },
  {
    name: 'memberships by account id',
    method: 'GET',
    path: `${cloud}/user/memberof?accountId=\${a}`,
    status: 200,
    has: { results: [{ name: 'confluence-users', id: anyString }] },
  },
  {
    name: 'several at once, nobody left out aloud',
    as: 'reader',
    method: 'GET',
    path: `${cloud}/user/bulk?accountId=\${a}&accountId=\${b}&accountId=nobody`,
    status: 200,
    has: { results: including({ accountId: '${a}' }, { accountId: '${b}' }), size: 2 },
  },
  {
    name: 'more than are looked up',
    method: 'GET',
    path: `${cloud}/user/bulk?accountId=${Array.from({ length: 201 }, (_, index) => index).join(',')}`,
    status: 200,
    has: { limit: 200 },
  },
  {
    name: 'fewer than none are looked up',
    method: 'GET',
    path: '/wiki/rest/api/user/bulk?accountId=1&limit=-1',
    status: 400,
  },
  {
    name: 'account ids by name',
    method: 'GET',
    path: `${cloud}/user/bulk/migration?username=editor&username=nobody`,
    status: 200,
    has: { results: [{ username: 'editor', accountId: '${a}', key: /^[0-9a-f]{32}$/ }] },
  },
  {
    name: 'account ids by name, without a log-in',
    as: 'anonymous',
    method: 'GET',
    path: `${cloud}/user/bulk/migration?username=editor`,
    status: 401,
  },
  {
    name: 'an address',
    method: 'GET',
    path: `${cloud}/user/email?accountId=\${a}`,
    status: 200,
    has: { accountId: '${a}', email: people.editor.email },
  },
  { name: 'the address of nobody', method: 'GET', path: `${cloud}/user/email?accountId=x`, status: 404 },
  {
    name: 'addresses',
    method: 'GET',
    path: `${cloud}/user/email/bulk?accountId=\${a}&accountId=\${b}`,
    status: 200,
    has: including({ accountId: '${b}', email: people.admin.email }),
  },
  {
    name: 'addresses, without a log-in',
    as: 'anonymous',
    method: 'GET',
    path: `${cloud}/user/email/bulk?accountId=\${a}`,
    status: 401,
  },
])

const dc = '/rest/api'
const newcomer = basic('newcomer', 'a-first-password')
const changed = basic('newcomer', 'a-second-password')
const last = basic('newcomer', 'a-third-password')
const whoAmI = { as: 'anonymous', method: 'GET', path: `${dc}/user/current` } as const
scenarios('users of Data Center', [
  {
    name: 'all of them',
    as: 'reader',
    method: 'GET',
    path: `${dc}/user/list`,
    status: 200,
    has: { results: including({ username: 'admin' }, { username: 'stranger' }), limit: 100, size: 4 },
  },
  { name: 'fewer than none', method: 'GET', path: `${dc}/user/list?limit=-1`, status: 400 },
  {
    name: 'create',
    method: 'POST',
    path: `${dc}/admin/user`,
    body: {
      userName: 'newcomer',
      fullName: 'New Comer',
      email: 'newcomer@example.com',
      password: 'a-first-password',
      notifyViaEmail: false,
    },
    status: 201,
    has: { userKey: /^[0-9a-f]{32}$/ },
    save: { key: 'userKey' },
    events: ['user.created'],
  },
  { ...whoAmI, name: 'who may log in', headers: newcomer, status: 200, has: { userKey: '${key}' } },
  {
    name: 'nobody is told by e-mail without a mail server',
    method: 'POST',
    path: `${dc}/admin/user`,
    body: { userName: 'told', fullName: 'Told', email: 'told@example.com', notifyViaEmail: true },
    status: 400,
    has: { message: /INVER_SMTP_URL/ },
    events: [],
  },
  {
    name: 'create again',
    method: 'POST',
    path: `${dc}/admin/user`,
    body: { userName: 'Newcomer', fullName: 'x', email: 'x@example.com' },
    status: 409,
    events: [],
  },
  {
    name: 'create with a password that is too short',
    method: 'POST',
    path: `${dc}/admin/user`,
    body: { userName: 'x', fullName: 'x', email: 'x@example.com', password: 'x' },
    status: 400,
    events: [],
  },
  {
    name: 'create as a reader',
    as: 'reader',
    method: 'POST',
    path: `${dc}/admin/user`,
    body: { userName: 'x', fullName: 'x', email: 'x@example.com' },
    status: 403,
    events: [],
  },
  {
    name: 'is among the active',
    method: 'GET',
    path: `${dc}/admin/users/list/active`,
    status: 200,
    has: { results: including({ username: 'newcomer', displayName: 'New Comer' }), size: 5 },
  },
  {
    name: 'the active, for a reader',
    as: 'reader',
    method: 'GET',
    path: `${dc}/admin/users/list/active`,
    status: 403,
  },
  {
    name: 'another name and address',
    method: 'PUT',
    path: `${dc}/admin/user/newcomer`,
    body: { fullName: 'Nora Comer', email: 'nora@example.com' },
    status: 204,
    events: ['user.updated'],
  },
  {
    name: 'are known at once, and the status when asked for',
    method: 'GET',
    path: `${dc}/user?username=newcomer&expand=status`,
    status: 200,
    has: { displayName: 'Nora Comer', status: 'current' },
  },
  {
    name: 'the address of somebody else',
    method: 'PUT',
    path: `${dc}/admin/user/newcomer`,
    body: { email: people.editor.email },
    status: 400,
    events: [],
  },
  { name: 'nobody', method: 'PUT', path: `${dc}/admin/user/nobody`, body: { fullName: 'x' }, status: 404 },
  {
    name: 'a password, by an administrator',
    method: 'POST',
    path: `${dc}/admin/user/newcomer/password`,
    body: { password: 'a-second-password' },
    status: 204,
    events: ['user.updated'],
  },
  { ...whoAmI, name: 'ends the old one', headers: newcomer, status: 401 },
  { ...whoAmI, name: 'and works', headers: changed, status: 200 },
  {
    name: 'no password',
    method: 'POST',
    path: `${dc}/admin/user/newcomer/password`,
    body: { password: 'x' },
    status: 400,
    events: [],
  },
  {
    name: 'the password of nobody',
    method: 'POST',
    path: `${dc}/admin/user/nobody/password`,
    body: { password: 'a-second-password' },
    status: 404,
  },
  {
    name: 'her own name',
    as: 'anonymous',
    headers: changed,
    method: 'PUT',
    path: `${dc}/user/current`,
    body: { fullName: 'Nora', email: 'nora@example.com', currentPassword: 'a-second-password' },
    status: 204,
    events: ['user.updated'],
  },
  {
    name: 'her own name without her password',
    as: 'anonymous',
    headers: changed,
    method: 'PUT',
    path: `${dc}/user/current`,
    body: { fullName: 'Not Nora' },
    status: 403,
    events: [],
  },
  {
    name: 'her own password',
    as: 'anonymous',
    headers: changed,
    method: 'POST',
    path: `${dc}/user/current/password`,
    body: { oldPassword: 'a-second-password', newPassword: 'a-third-password' },
    status: 204,
    events: ['user.updated'],
  },
  {
    name: 'with a wrong one before',
    as: 'anonymous',
    headers: last,
    method: 'POST',
    path: `${dc}/user/current/password`,
    body: { oldPassword: 'a-second-password', newPassword: 'a-fourth-password' },
    status: 403,
    events: [],
  },
  {
    name: 'a token of hers',
    prepare: async (app, saved) => {
      const ctx = systemContext(app.domain)
      const user = await readUser(ctx, { username: 'newcomer' })
      const { secret } = await createToken(ctx, { userId: user?.id ?? 0, name: 'hers' })
      saved.token = secret
    },
    ...whoAmI,
    headers: { authorization: 'Bearer ${token}' },
    status: 200,
  },
  {
    name: 'shut out',
    method: 'PUT',
    path: `${dc}/admin/user/newcomer/disable`,
    status: 204,
    events: ['user.disabled'],
  },
  { ...whoAmI, name: 'the password ends', headers: last, status: 401 },
  { ...whoAmI, name: 'and the token', headers: { authorization: 'Bearer ${token}' }, status: 401 },
  {
    name: 'shows as deactivated',
    method: 'GET',
    path: `${dc}/user?username=newcomer&expand=status`,
    status: 200,
    has: { status: 'deactivated' },
  },
  { name: 'shut nobody out', method: 'PUT', path: `${dc}/admin/user/nobody/disable`, status: 404 },
  {
    name: 'shut out the last administrator',
    method: 'PUT',
    path: `${dc}/admin/user/admin/disable`,
    status: 400,
    events: [],
  },
  {
    name: 'let in again',
    method: 'PUT',
    path: `${dc}/admin/user/newcomer/enable`,
    status: 204,
    events: ['user.enabled'],
  },
  { ...whoAmI, name: 'with the password', headers: last, status: 200 },
  { ...whoAmI, name: 'but not the token', headers: { authorization: 'Bearer ${token}' }, status: 401 },
  {
    name: 'let in as a reader',
    as: 'reader',
    method: 'PUT',
    path: `${dc}/admin/user/newcomer/enable`,
    status: 403,
  },
])
