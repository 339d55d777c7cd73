import { scenarios, type Step } from '../support/scenario.ts'

const path = '/wiki/rest/atlassian-connect/1/app/module/dynamic'
const refused = (name: string, step: Partial<Step>): Step => ({
  name,
  method: 'POST',
  path,
  status: 400,
  has: { message: /./ },
  events: [],
  ...step,
})

scenarios('dynamic modules of Connect apps', [
  { name: 'there are none', as: 'reader', method: 'GET', path, status: 200, has: { modules: [] } },
  refused('not for the anonymous', { as: 'anonymous', method: 'GET', status: 401 }),
  { name: 'none may be registered', method: 'POST', path, body: { modules: [] }, status: 200, events: [] },
  refused('but not one', { body: { modules: [{ generalPages: [{ key: 'a' }] }] } }),
  refused('nor something else', { body: { pages: [] } }),
  refused('nor by the anonymous', { as: 'anonymous', body: { modules: [] }, status: 401 }),
  { name: 'unknown keys are passed over', method: 'DELETE', path: `${path}?moduleKey=a`, status: 204 },
  refused('not for the anonymous either', { as: 'anonymous', method: 'DELETE', status: 401 }),
])
