import { anyId, anyString, including } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const variables =
  '<at:declarations><at:string at:name="who" /></at:declarations><p>Ask <at:var at:name="who" /></p>'
const input = (more: Record<string, unknown> = {}) => ({
  name: 'Report',
  templateType: 'page',
  description: 'Weekly',
  body: storage(variables),
  labels: [{ prefix: 'global', name: 'weekly' }],
  ...more,
})

const templates = (root: string): Step[] => {
  const template = `${root}/template`
  const one = `${template}/\${template}`
  const refused = (name: string, status: number, step: Partial<Step>): Step => ({
    name,
    method: 'POST',
    path: template,
    body: input(),
    status,
    has: { message: anyString },
    events: [],
    ...step,
  })
  return [
    {
      name: 'a template of the site',
      method: 'POST',
      path: template,
      body: input(),
      status: 200,
      has: {
        templateId: anyId,
        name: 'Report',
        description: 'Weekly',
        templateType: 'page',
        labels: [{ prefix: 'global', name: 'weekly', id: anyId }],
        body: { storage: { value: variables, representation: 'storage' } },
      },
      lacks: ['space'],
      save: { template: 'templateId' },
      events: ['template.created'],
      prepare: async (app) => {
        await app.letRead('reader', 'DEMO')
      },
    },
    {
      name: 'a template of a space, in wiki markup',
      method: 'POST',
      path: template,
      body: {
        name: 'Plan',
        templateType: 'page',
        space: { key: 'DEMO' },
        body: { wiki: { value: 'h1. Plan', representation: 'wiki' } },
      },
      status: 200,
      has: {
        space: { key: 'DEMO' },
        description: '',
        labels: [],
        body: { storage: { value: /<h1>Plan<\/h1>/ } },
      },
      save: { own: 'templateId' },
    },
    refused('an editor administers no site', 403, { as: 'editor' }),
    refused('nor this space', 403, { as: 'editor', body: input({ space: { key: 'DEMO' } }) }),
    refused('a stranger sees no space', 404, { as: 'stranger', body: input({ space: { key: 'DEMO' } }) }),
    refused('nobody', 401, { as: 'anonymous' }),
    refused('no space of this key', 404, { body: input({ space: { key: 'NOPE' } }) }),
    refused('no name', 400, { body: input({ name: ' ' }) }),
    refused('the name null', 400, { body: input({ name: null }) }),
    refused('another type', 400, { body: input({ templateType: 'blogpost' }) }),
    refused('no body', 400, { body: input({ body: {} }) }),
    refused('a broken body', 400, { body: input({ body: storage('<p>') }) }),
    refused('a long description', 400, { body: input({ description: 'x'.repeat(256) }) }),
    refused('a label that is none', 400, { body: input({ labels: [{ name: 'a b' }] }) }),
    {
      name: 'templates of the site, without bodies',
      as: 'reader',
      method: 'GET',
      path: `${template}/page`,
      status: 200,
      has: {
        results: [{ templateId: '${template}', _expandable: { body: '' } }],
        start: 0,
        limit: 25,
        size: 1,
      },
      lacks: ['results.0.body'],
    },
    {
      name: 'templates of the space, with bodies',
      as: 'reader',
      method: 'GET',
      path: `${template}/page?spaceKey=DEMO&expand=body`,
      status: 200,
      has: { results: [{ templateId: '${own}', space: { key: 'DEMO' }, body: { storage: {} } }], size: 1 },
    },
    {
      name: 'not of a space that one cannot see',
      as: 'stranger',
      method: 'GET',
      path: `${template}/page?spaceKey=DEMO`,
      status: 404,
    },
    { name: 'a limit below nothing', method: 'GET', path: `${template}/page?limit=-1`, status: 400 },
    {
      name: 'read one',
      as: 'reader',
      method: 'GET',
      path: one,
      status: 200,
      has: { name: 'Report', body: { storage: { value: variables } }, _links: { self: anyString } },
    },
    { name: 'none of this id', method: 'GET', path: `${template}/999999999`, status: 403 },
    { name: 'no id', method: 'GET', path: `${template}/abc`, status: 403 },
    {
      name: 'not to be seen',
      as: 'stranger',
      method: 'GET',
      path: `${template}/\${own}`,
      status: 403,
    },
    {
      name: 'change it, and leave the rest',
      method: 'PUT',
      path: template,
      body: {
        templateId: '${template}',
        name: 'Report 2',
        templateType: 'page',
        body: storage('<p>2</p>'),
      },
      status: 200,
      has: {
        templateId: '${template}',
        name: 'Report 2',
        description: 'Weekly',
        labels: [{ name: 'weekly' }],
        body: { storage: { value: '<p>2</p>' } },
      },
      events: ['template.updated'],
    },
    {
      name: 'change its labels',
      method: 'PUT',
      path: template,
      body: { templateId: '${template}', ...input({ labels: [{ name: 'monthly' }] }) },
      status: 200,
      has: { name: 'Report', labels: [{ name: 'monthly' }] },
    },
    refused('change as an editor', 403, {
      as: 'editor',
      method: 'PUT',
      body: { templateId: '${template}', ...input() },
    }),
    refused('change what is not seen', 404, {
      as: 'stranger',
      method: 'PUT',
      body: { templateId: '${own}', ...input() },
    }),
    refused('change none', 404, { method: 'PUT', body: { templateId: '999999999', ...input() } }),
    refused('change without an id', 400, { method: 'PUT' }),
    refused('change the name to nothing', 400, {
      method: 'PUT',
      body: { templateId: '${template}', ...input({ name: '' }) },
    }),
    refused('move it to another space', 400, {
      method: 'PUT',
      body: { templateId: '${template}', ...input({ space: { key: 'DEMO' } }) },
    }),
    {
      name: 'the built-in blueprints',
      as: 'reader',
      method: 'GET',
      path: `${template}/blueprint?spaceKey=DEMO&expand=body`,
      status: 200,
      has: {
        size: 4,
        results: including({
          templateId: 'meeting-notes',
          name: 'Meeting notes',
          originalTemplate: { pluginKey: anyString, moduleKey: anyString },
          referencingBlueprint: anyString,
          body: { storage: { value: /<ac:task-list>/ } },
        }),
      },
    },
    {
      name: 'two of them, without bodies',
      method: 'GET',
      path: `${template}/blueprint?limit=2`,
      status: 200,
      has: { size: 2, _links: { next: /start=2/ } },
      lacks: ['results.0.body'],
    },
    {
      name: 'blueprints of no space',
      method: 'GET',
      path: `${template}/blueprint?spaceKey=NOPE`,
      status: 404,
    },
    {
      name: 'one blueprint, whose body is well-formed',
      method: 'GET',
      path: `${template}/how-to`,
      status: 200,
      has: { templateId: 'how-to', body: { storage: { value: anyString } } },
      save: { howTo: 'body.storage.value' },
    },
    {
      name: 'and can be stored',
      method: 'POST',
      path: template,
      body: input({ name: 'From a blueprint', body: storage('${howTo}') }),
      status: 200,
    },
    refused('a blueprint is not changed', 400, {
      method: 'PUT',
      body: { templateId: 'how-to', ...input() },
    }),
    refused('nor removed', 403, { method: 'DELETE', path: `${template}/how-to`, body: undefined }),
    refused('an editor removes none', 403, { as: 'editor', method: 'DELETE', path: one, body: undefined }),
    refused('nobody removes none', 401, {
      as: 'anonymous',
      method: 'DELETE',
      path: one,
      body: undefined,
    }),
    { name: 'remove it', method: 'DELETE', path: one, status: 204, events: ['template.removed'] },
    { name: 'it is gone', method: 'GET', path: one, status: 403 },
    refused('twice', 403, { method: 'DELETE', path: one, body: undefined }),
  ]
}
scenarios('templates of the Cloud', templates('/wiki/rest/api'))
scenarios('templates of Data Center', templates('/rest/experimental'))

for (const root of ['/wiki', '']) {
  const instance = `${root}/rest/api/content/blueprint/instance`
  const draft = (name: string, title: string): Step => ({
    name: `a draft ${name}`,
    as: 'editor',
    method: 'POST',
    path: `${root}/rest/api/content`,
    body: { type: 'page', status: 'draft', title, space: { key: 'DEMO' }, body: storage('<p>begun</p>') },
    status: 200,
    save: { [name]: 'id' },
  })
  const publication = (more: Record<string, unknown> = {}) => ({
    type: 'page',
    title: 'Published',
    version: { number: 1 },
    status: 'current',
    space: { key: 'DEMO' },
    ...more,
  })
  const refused = (name: string, status: number, step: Partial<Step>): Step => ({
    name,
    as: 'editor',
    method: 'PUT',
    path: `${instance}/\${first}`,
    body: publication(),
    status,
    events: [],
    ...step,
  })
  const both = (name: string, status: number, step: Partial<Step>): Step[] => [
    refused(name, status, step),
    refused(`${name}, legacy`, status, { ...step, method: 'POST' }),
  ]
  scenarios(`blueprint drafts at ${root || '/'}`, [
    draft('first', 'First draft'),
    draft('second', 'Second draft'),
    {
      name: 'a page to stand below',
      method: 'POST',
      path: `${root}/rest/api/content`,
      body: { type: 'page', title: 'Above', space: { key: 'DEMO' }, body: storage('<p/>') },
      status: 200,
      save: { above: 'id' },
    },
    ...both('no title', 400, { body: publication({ title: '' }) }),
    ...both('a taken title', 400, { body: publication({ title: 'Above' }) }),
    ...both('another version', 409, { body: publication({ version: { number: 2 } }) }),
    ...both('no version', 400, { body: publication({ version: undefined }) }),
    ...both('another status', 400, { body: publication({ status: 'draft' }) }),
    ...both('another type', 400, { body: publication({ type: 'blogpost' }) }),
    ...both('of what is no draft', 404, { path: `${instance}/\${above}` }),
    ...both('of none', 404, { path: `${instance}/999999999` }),
    ...both('of no id', 400, { path: `${instance}/x` }),
    ...both('with a status that drafts have not', 400, { path: `${instance}/\${first}?status=current` }),
    ...both('somebody else', 404, { as: 'stranger' }),
    {
      name: 'publish a shared draft below a page',
      as: 'editor',
      method: 'PUT',
      path: `${instance}/\${first}?status=draft`,
      body: publication({ ancestors: [{ id: '${above}' }] }),
      status: 200,
      has: {
        id: '${first}',
        status: 'current',
        title: 'Published',
        version: { number: 1 },
        space: { key: 'DEMO' },
        ancestors: [{ id: '${above}' }],
        body: { storage: { value: '<p>begun</p>' } },
        history: { latest: true },
      },
      events: ['page.created', 'page.moved'],
    },
    {
      name: 'publish a legacy draft',
      as: 'editor',
      method: 'POST',
      path: `${instance}/\${second}`,
      body: publication({ title: 'Published, too' }),
      status: 200,
      has: { id: '${second}', status: 'current' },
    },
  ])
}
