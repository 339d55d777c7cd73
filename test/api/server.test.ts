import { anyNumber, exactly } from '../support/match.ts'
import { scenarios } from '../support/scenario.ts'

scenarios('what the server says of itself', [
  ...['', '/confluence', '/wiki'].map((root) => ({
    name: `it runs, at ${root || '/'}, for anyone`,
    as: 'anonymous' as const,
    method: 'GET' as const,
    path: `${root}/status`,
    status: 200,
    has: exactly({ state: 'RUNNING' }),
  })),
  ...['', '/wiki'].map((root) => ({
    name: `it is no site of the vendor's, at ${root || '/'}, and asks for no credentials`,
    as: 'anonymous' as const,
    method: 'GET' as const,
    path: `${root}/_edge/tenant_info`,
    status: 404,
  })),
  ...(
    [
      ['GET', 'reindex'],
      ['POST', 'reindex'],
      ['POST', 'resetjob'],
      ['POST', 'unindex'],
    ] as const
  ).flatMap(([method, what]) => [
    {
      name: `the index is complete: ${method} ${what}`,
      method,
      path: `/rest/api/index/${what}?spaceKey=DEMO`,
      status: 200,
      has: { finished: true, percentageComplete: 100 },
    },
    {
      name: `no reader asks: ${method} ${what}`,
      as: 'reader' as const,
      method,
      path: `/rest/api/index/${what}`,
      status: 403,
    },
  ]),
  {
    name: 'the release whose API it speaks',
    as: 'reader',
    method: 'GET',
    path: '/rest/api/server-information',
    status: 200,
    has: { version: /^10\./, buildNumber: anyNumber, baseUrl: /^http:\/\/127\.0\.0\.1:\d+$/ },
  },
  {
    name: 'not for strangers',
    as: 'anonymous',
    method: 'GET',
    path: '/rest/api/server-information',
    status: 401,
  },
  {
    name: 'takes writes',
    as: 'reader',
    method: 'GET',
    path: '/rest/api/accessmode',
    status: 200,
    has: 'READ_WRITE',
    hasHeaders: { 'content-type': /json/ },
  },
  {
    name: 'has so many things',
    method: 'GET',
    path: '/rest/api/instance-metrics',
    status: 200,
    has: exactly({ pages: 3, spaces: 1, users: 4 }),
  },
  { name: 'not for readers', as: 'reader', method: 'GET', path: '/rest/api/instance-metrics', status: 403 },
  {
    name: 'is a cluster of one',
    method: 'GET',
    path: '/rest/api/cluster/nodes?start=0&limit=10',
    status: 200,
    has: { results: [{ nodeId: 1 }], totalCount: 1, start: 0, limit: 10, size: 1 },
  },
  {
    name: 'of which readers hear nothing',
    as: 'reader',
    method: 'GET',
    path: '/rest/api/cluster/nodes',
    status: 403,
  },
  {
    name: 'and nobody less than nothing',
    method: 'GET',
    path: '/rest/api/cluster/nodes?limit=-1',
    status: 400,
  },
  {
    name: 'the id of the site',
    as: 'reader',
    method: 'GET',
    path: '/wiki/rest/api/settings/systemInfo',
    status: 200,
    has: { cloudId: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/, baseUrl: /\/wiki$/ },
    save: { id: 'cloudId' },
  },
  {
    name: 'stays the same',
    method: 'GET',
    path: '/wiki/rest/api/settings/systemInfo',
    status: 200,
    has: { cloudId: '${id}' },
  },
  {
    name: 'not for strangers either',
    as: 'anonymous',
    method: 'GET',
    path: '/wiki/rest/api/settings/systemInfo',
    status: 401,
  },
])
