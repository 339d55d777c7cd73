import { anything, anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const json = { 'content-type': 'application/json' }

/** What no client should send: each gets the flavour's own refusal with a sentence, and changes nothing. */
function nonsense(root: string): Step[] {
  const content = `${root}/rest/api/content`
  const refused = (name: string, status: number, step: Partial<Step>): Step => ({
    name,
    method: 'POST',
    path: content,
    status,
    has: { statusCode: status, message: /\S{3,}/ },
    events: [],
    ...step,
  })
  const page = (more: Record<string, unknown>) => ({
    type: 'page',
    title: 'Nonsense',
    space: { key: 'DEMO' },
    body: storage('<p>x</p>'),
    ...more,
  })
  return [
    refused('JSON that is cut off', 400, { headers: json, body: '{"type":"page"' }),
    refused('JSON that is no object', 400, { headers: json, body: '[1,2]' }),
    refused('nothing at all', 400, { headers: json, body: '' }),
    refused('a form where JSON is due', 415, { headers: { 'content-type': 'text/csv' }, body: 'a,b' }),
    refused('a type that is a number', 400, { body: page({ type: 5 }) }),
    refused('no type', 400, { body: page({ type: undefined }) }),
    refused('no title', 400, { body: page({ title: undefined }) }),
    refused('an empty title', 400, { body: page({ title: '   ' }) }),
    refused('a title of 256 characters', 400, { body: page({ title: 'x'.repeat(256) }) }),
    refused('a title with control characters', 400, { body: page({ title: 'a\u0000b\u0007' }) }),
    refused('no space', 400, { body: page({ space: undefined }) }),
    refused('a space that is not there', 404, { body: page({ space: { key: 'NOPE' } }) }),
    refused('a body that is text', 400, { body: page({ body: 'text' }) }),
    refused('a body without representation', 400, {
      body: page({ body: { storage: { value: '<p>x</p>', representation: 'papyrus' } } }),
    }),
    refused('control characters in the body', 400, { body: page({ body: storage('<p>\u0001</p>') }) }),
    refused('an entity bomb', 400, {
      body: page({ body: storage('<!DOCTYPE x [<!ENTITY a "aaaa">]><p>&a;</p>') }),
    }),
    refused('a body nested too deep', 400, {
      body: page({ body: storage('<div>'.repeat(20_000) + '</div>'.repeat(20_000)) }),
    }),
    refused('a body of more than five megabytes', 413, {
      body: page({ body: storage(`<p>${'x'.repeat(5 * 1024 * 1024)}</p>`) }),
    }),
    refused('a parent that is not there', 404, { body: page({ ancestors: [{ id: 99999999 }] }) }),
    refused('a parent that is no id', 400, { body: page({ ancestors: [{ id: 'abc' }] }) }),
    refused('a type nobody knows', 501, { body: page({ type: 'bogus' }) }),
    refused('a comment on nothing', 400, { body: { type: 'comment', body: storage('<p>x</p>') } }),
    refused('a comment on what is not there', 404, {
      body: { type: 'comment', container: { id: '99999999', type: 'page' }, body: storage('<p>x</p>') },
    }),
    refused('an id that is no number', 400, { method: 'GET', path: `${content}/abc`, body: undefined }),
    refused('an id that is too long', 404, {
      method: 'GET',
      path: `${content}/99999999999`,
      body: undefined,
    }),
    refused('an id that nobody has', 404, { method: 'GET', path: `${content}/99999999`, body: undefined }),
    refused('its history', 404, { method: 'GET', path: `${content}/99999999/history`, body: undefined }),
    refused('its children', 404, { method: 'GET', path: `${content}/99999999/child`, body: undefined }),
    refused('its child pages', 404, {
      method: 'GET',
      path: `${content}/99999999/child/page`,
      body: undefined,
    }),
    refused('its descendants', 404, {
      method: 'GET',
      path: `${content}/99999999/descendant`,
      body: undefined,
    }),
    refused('its descendant pages', 404, {
      method: 'GET',
      path: `${content}/99999999/descendant/page`,
      body: undefined,
    }),
    refused('its attachments', 404, {
      method: 'GET',
      path: `${content}/99999999/child/attachment`,
      body: undefined,
    }),
    refused('children of a kind nobody knows', 501, {
      method: 'GET',
      path: `${content}/\${home}/child/bogus`,
      body: undefined,
    }),
    refused('an update of it', 404, {
      method: 'PUT',
      path: `${content}/99999999`,
      body: page({ version: { number: 2 } }),
    }),
    refused('a version that is text', 400, {
      method: 'PUT',
      path: `${content}/\${home}`,
      body: page({ version: { number: 'two' } }),
    }),
    refused('a version that is a fraction', 400, {
      method: 'PUT',
      path: `${content}/\${home}`,
      body: page({ version: { number: 1.5 } }),
    }),
    refused('a version from the future', 409, {
      method: 'PUT',
      path: `${content}/\${home}`,
      body: page({ version: { number: 99 } }),
    }),
    refused('a status nobody knows', 400, {
      method: 'GET',
      path: `${content}/\${home}?status=bogus`,
      body: undefined,
    }),
    refused('an old version that is not there', 404, {
      method: 'GET',
      path: `${content}/\${home}?status=historical&version=99`,
      body: undefined,
    }),
    refused('an attachment’s data that is not there', 404, {
      path: `${content}/\${home}/child/attachment/99999999/data`,
      headers: { 'X-Atlassian-Token': 'no-check', 'content-type': 'multipart/form-data; boundary=e' },
      body: '--e--\r\n',
    }),
    refused('a comment of a megabyte that comes as a file, which would be held in memory', 413, {
      path: `${content}/\${home}/child/attachment`,
      headers: { 'X-Atlassian-Token': 'no-check', 'content-type': 'multipart/form-data; boundary=e' },
      body: `--e\r\nContent-Disposition: form-data; name="comment"; filename="c.txt"\r\n\r\n${'x'.repeat(1024 * 1024)}\r\n--e--\r\n`,
    }),
    refused('an attachment’s download that is not there', 404, {
      method: 'GET',
      path: `${content}/\${home}/child/attachment/99999999/download`,
      body: undefined,
    }),
  ]
}

for (const root of ['', '/wiki']) {
  scenarios(`bad input at ${root || '/'}`, [
    {
      name: 'a key to expand that every object has',
      method: 'GET',
      path: `${root}/rest/api/space/DEMO?expand=__proto__,constructor,description`,
      status: 200,
      has: { key: 'DEMO', description: anything },
    },
    {
      name: 'the home page of the sample space',
      method: 'GET',
      path: `${root}/rest/api/space/DEMO?expand=homepage`,
      status: 200,
      save: { home: 'homepage.id' },
    },
    ...nonsense(root),
    {
      name: 'a path that climbs',
      method: 'GET',
      path: `${root}/download/attachments/\${home}/..%2F..%2F..%2Finver.db`,
      status: 404,
    },
    {
      name: 'and one that climbs plainly',
      method: 'GET',
      path: `${root}/download/attachments/../../inver.db`,
      status: 404,
    },
    { name: 'a broken percent sign', method: 'GET', path: `${root}/rest/api/content/%E0%A4%A`, status: 400 },
    {
      name: 'a very long address',
      method: 'GET',
      path: `${root}/rest/api/content?title=${'x'.repeat(6_000)}`,
      status: 200,
      has: { size: 0 },
    },
    {
      name: 'a prototype in the body is only a key',
      method: 'POST',
      path: `${root}/rest/api/content`,
      headers: json,
      body: '{"__proto__":{"admin":true},"type":"page","title":"Proto","space":{"key":"DEMO"}}',
      status: 200,
      has: { title: 'Proto' },
    },
    {
      name: 'a method nobody serves',
      method: 'PATCH',
      path: `${root}/rest/api/content`,
      status: 405,
    },
    {
      name: 'and the page is as it was',
      method: 'GET',
      path: `${root}/rest/api/content/\${home}?expand=version`,
      status: 200,
      has: { version: { number: 1 }, title: anyString },
    },
  ])
}

scenarios('bad input to the second API', [
  ...['{"title"', '[]', '"text"'].map((body): Step => ({
    name: `a body of ${body}`,
    method: 'POST',
    path: '/wiki/api/v2/pages',
    headers: json,
    body,
    status: 400,
    has: { errors: [{ status: 400, title: anyString }] },
    events: [],
  })),
  {
    name: 'a body that is no JSON',
    method: 'POST',
    path: '/wiki/api/v2/pages',
    headers: { 'content-type': 'text/csv' },
    body: 'a,b',
    status: 415,
    has: { errors: [{ status: 415 }] },
    events: [],
  },
  {
    name: 'an id that is no number',
    method: 'GET',
    path: '/wiki/api/v2/pages/abc',
    status: 400,
    has: { errors: [{ status: 400 }] },
  },
  {
    name: 'a delete of nothing',
    method: 'DELETE',
    path: '/wiki/api/v2/pages/99999999',
    status: 404,
    has: { errors: [{ status: 404 }] },
    events: [],
  },
  {
    name: 'a title of nothing',
    method: 'PUT',
    path: '/wiki/api/v2/pages/99999999/title',
    body: { status: 'current', title: 'x' },
    status: 404,
    events: [],
  },
  {
    name: 'an update of nothing',
    method: 'PUT',
    path: '/wiki/api/v2/pages/99999999',
    body: {
      id: '99999999',
      status: 'current',
      title: 'x',
      body: { representation: 'storage', value: '' },
      version: { number: 2 },
    },
    status: 404,
    events: [],
  },
  {
    name: 'a negative limit',
    method: 'GET',
    path: '/wiki/api/v2/pages?limit=-1',
    status: 400,
    has: { errors: [{ code: 'INVALID_REQUEST_PARAMETER' }] },
  },
  {
    name: 'a sort order that is none',
    method: 'GET',
    path: '/wiki/api/v2/pages?sort=colour',
    status: 400,
    has: { errors: [{ code: 'INVALID_REQUEST_PARAMETER' }] },
  },
  {
    name: 'spaces with a limit that is none',
    method: 'GET',
    path: '/wiki/api/v2/spaces?limit=x',
    status: 400,
    has: { errors: [{ status: 400 }] },
  },
  {
    name: 'a method nobody serves',
    method: 'PATCH',
    path: '/wiki/api/v2/pages',
    status: 405,
    has: { errors: [{ status: 405, code: 'METHOD_NOT_ALLOWED' }] },
  },
])
