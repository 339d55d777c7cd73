import { scenarios, type Step } from '../support/scenario.ts'

const described = (name: string, has: Record<string, unknown>): Step => ({
  name: `${name} describes itself to anybody`,
  as: 'anonymous',
  method: 'GET',
  path: `/openapi/${name}.json`,
  status: 200,
  has: { openapi: '3.1.0', ...has },
  events: [],
})

scenarios('OpenAPI', [
  described('v1', {
    servers: [{ url: '/wiki/rest/api' }],
    paths: { '/content/{id}': { get: { operationId: 'getContentById' } } },
  }),
  described('v2', {
    servers: [{ url: '/wiki/api/v2' }],
    paths: { '/pages/{id}': { put: { operationId: 'updatePage' } } },
  }),
  described('dc', {
    servers: [{ url: '/rest/api' }],
    paths: { '/content/{id}': { delete: { operationId: 'deleteContent' } } },
  }),
  {
    name: 'nothing else is described',
    method: 'GET',
    path: '/openapi/v3.json',
    status: 404,
  },
])
