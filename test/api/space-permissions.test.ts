import { including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const base = '/rest/api/space/DEMO/permissions'
const read = [{ targetType: 'space', operationKey: 'read' }]
const administer = [{ targetType: 'space', operationKey: 'administer' }]
const stranger = (name: string, status: number): Step => ({
  name,
  as: 'stranger',
  method: 'GET',
  path: '/rest/api/space/DEMO',
  status,
})

const around = (tail: string): Step[] => [
  { name: `nothing for ${tail} yet`, method: 'GET', path: `${base}${tail}`, status: 200, has: [] },
  stranger('not seen', 404),
  {
    name: `give ${tail}`,
    method: 'PUT',
    path: `${base}${tail}/grant`,
    body: read,
    status: 204,
    events: ['permission.changed'],
  },
  stranger('seen', 200),
  {
    name: `holds it, ${tail}`,
    method: 'GET',
    path: `${base}${tail}`,
    status: 200,
    has: [{ operation: read[0], spaceKey: 'DEMO' }],
  },
  {
    name: `take from ${tail}`,
    method: 'PUT',
    path: `${base}${tail}/revoke`,
    body: read,
    status: 204,
    events: ['permission.changed'],
  },
  stranger('seen no more', 404),
  {
    name: `no such permission, ${tail}`,
    method: 'PUT',
    path: `${base}${tail}/grant`,
    body: [{ targetType: 'space', operationKey: 'paint' }],
    status: 400,
    events: [],
  },
  {
    name: `none to take, ${tail}`,
    method: 'PUT',
    path: `${base}${tail}/revoke`,
    body: [{ targetType: 'application', operationKey: 'use' }],
    status: 400,
    events: [],
  },
  {
    name: `give ${tail} as an editor`,
    as: 'editor',
    method: 'PUT',
    path: `${base}${tail}/grant`,
    body: administer,
    status: 403,
    events: [],
  },
  { name: `look at ${tail} as an editor`, as: 'editor', method: 'GET', path: `${base}${tail}`, status: 403 },
]

scenarios('permissions on a space', [
  {
    name: 'all',
    method: 'GET',
    path: base,
    status: 200,
    has: including(
      {
        operation: { targetType: 'page', operationKey: 'create' },
        subject: { type: 'group', name: 'confluence-users' },
      },
      { operation: administer[0], subject: { type: 'known', username: 'admin' } },
    ),
  },
  { name: 'all, as an editor', as: 'editor', method: 'GET', path: base, status: 403 },
  { name: 'of no space', method: 'GET', path: '/rest/api/space/NOPE/permissions', status: 404 },
  ...around('/anonymous'),
  ...around('/group/strangers'),
  ...around('/user/stranger'),
  { name: 'of no group', method: 'GET', path: `${base}/group/nobodies`, status: 404 },
  { name: 'of nobody', method: 'PUT', path: `${base}/user/nobody/grant`, body: read, status: 404 },
  {
    name: 'the last administrator stays',
    method: 'PUT',
    path: `${base}/user/admin/revoke`,
    body: administer,
    status: 400,
    events: [],
  },
])
