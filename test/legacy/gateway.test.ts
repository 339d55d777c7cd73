import { anyString } from '../support/match.ts'
import { people } from '../support/people.ts'
import { basic } from '../support/request.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const read = (path: string, rest: Partial<Step> = {}): Step => ({
  name: path,
  method: 'GET',
  path,
  status: 200,
  ...rest,
})
const base = { _links: { base: /^http:\/\/[^/]+\/wiki$/ } }

scenarios('the gateway', [
  read('/wiki/rest/api/settings/systemInfo', { save: { cloudId: 'cloudId' } }),
  ...['/ex/confluence/${cloudId}', '/gateway/api/ex/confluence/${cloudId}'].flatMap((prefix) => [
    read(`${prefix}/wiki/rest/api/space?limit=1`, { has: base }),
    read(`${prefix}/rest/api/space?limit=1`, { has: base }),
    read(`${prefix}/rest/api/space?limit=1`, {
      name: 'nothing without credentials',
      as: 'anonymous',
      status: 403,
    }),
    read(`${prefix}/wiki/api/v2/spaces`, { has: { results: [{ key: 'DEMO' }] } }),
    {
      name: `write through ${prefix}`,
      method: 'POST' as const,
      path: `${prefix}/wiki/rest/api/content`,
      body: { type: 'page', title: `Through ${prefix.slice(0, 4)}`, space: { key: 'DEMO' } },
      status: 200,
      events: ['page.created'],
    },
  ]),
  read('/ex/confluence/00000000-0000-4000-8000-000000000000/rest/api/space', {
    name: 'another site',
    status: 404,
  }),
  read('/ex/jira/${cloudId}/rest/api/space', { name: 'another product', status: 404 }),
  read('/ex/confluence/${cloudId}/wikirest/api/space', { name: 'no path', status: 404 }),
  read('/oauth/token/accessible-resources', {
    as: 'reader',
    has: [{ id: '${cloudId}', url: /^http:/, name: anyString, scopes: [] }],
  }),
  read('/oauth/token/accessible-resources', {
    name: 'names no site to the anonymous',
    as: 'anonymous',
    status: 401,
  }),
  read('/_edge/tenant_info', { as: 'anonymous', status: 404 }),
  read('/_edge/tenant_info', {
    name: 'and with credentials that are wrong',
    as: 'anonymous',
    headers: basic(people.admin.username, 'wrong'),
    status: 404,
  }),
  read('/status', { as: 'anonymous', has: { state: 'RUNNING' } }),
])
