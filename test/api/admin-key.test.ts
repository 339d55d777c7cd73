import { anyString, anyTime } from '../support/match.ts'
import { scenarios } from '../support/scenario.ts'

const path = '/wiki/api/v2/admin-key'
const absent = { status: 404, has: { errors: [{ status: 404, code: 'NOT_FOUND' }] }, events: [] }

scenarios('the admin key', [
  { name: 'there is none at first', method: 'GET', path, ...absent },
  { name: 'none to give up', method: 'DELETE', path, status: 204, events: [] },
  {
    name: 'is taken without a body',
    method: 'POST',
    path,
    status: 200,
    has: { accountId: anyString, expirationTime: anyTime },
    events: ['admin-key.issued'],
  },
  { name: 'is there', method: 'GET', path, status: 200, has: { accountId: anyString } },
  {
    name: 'is taken again, for longer',
    method: 'POST',
    path,
    body: { durationInMinutes: 60 },
    status: 200,
    events: ['admin-key.issued'],
  },
  { name: 'of nought minutes lasts ten', method: 'POST', path, body: { durationInMinutes: 0 }, status: 200 },
  {
    name: 'for too long',
    method: 'POST',
    path,
    body: { durationInMinutes: 61 },
    status: 400,
    events: [],
  },
  { name: 'for a word', method: 'POST', path, body: { durationInMinutes: 'long' }, status: 400, events: [] },
  { name: 'for nobody else', as: 'editor', method: 'POST', path, body: {}, ...absent },
  { name: 'seen by nobody else', as: 'editor', method: 'GET', path, ...absent },
  { name: 'ended by nobody else', as: 'editor', method: 'DELETE', path, ...absent },
  { name: 'without a log-in', as: 'anonymous', method: 'POST', path, status: 401, events: [] },
  {
    name: 'a space of the administrator alone',
    method: 'POST',
    path: '/rest/api/space/_private',
    body: { key: 'KEYED', name: 'Keyed' },
    status: 200,
  },
  {
    name: 'is opened to nobody by the header',
    as: 'editor',
    method: 'GET',
    path: '/rest/api/space/KEYED',
    headers: { 'Atl-Confluence-With-Admin-Key': 'true' },
    status: 404,
  },
  { name: 'is given up', method: 'DELETE', path, status: 204, events: ['admin-key.ended'] },
  { name: 'is over then', method: 'GET', path, ...absent },
])
