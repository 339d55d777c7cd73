import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/rest/api'
const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const link = (title: string, space?: string) =>
  `<ac:link><ri:page${space === undefined ? '' : ` ri:space-key="${space}"`} ri:content-title="${title}" /></ac:link>`
const picture = (name: string, holder = '') =>
  holder === ''
    ? `<ac:image><ri:attachment ri:filename="${name}" /></ac:image>`
    : `<ac:image><ri:attachment ri:filename="${name}">${holder}</ri:attachment></ac:image>`
const of = (title: string, space?: string) =>
  `<ri:page${space === undefined ? '' : ` ri:space-key="${space}"`} ri:content-title="${title}" />`

/** Waits until links have followed everything that was renamed. */
const untilRelinked: NonNullable<Step['prepare']> = async (app) => {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const jobs = await app.domain.database.read
      .selectFrom('job')
      .selectAll()
      .where('kind', '=', 'relink')
      .execute()
    if (jobs.length === 0) return
    assert.equal(jobs.map((job) => job.last_error).join(''), '')
  }
  assert.fail('Links have not followed after 20 seconds.')
}

const space = (key: string): Step => ({
  name: `a space ${key}`,
  method: 'POST',
  path: `${api}/space`,
  body: { key, name: key },
  status: 200,
  save: { [key]: 'homepage.id' },
})
const page = (title: string, save: string, body: string, more: object = {}): Step => ({
  name: `a page ${title}`,
  method: 'POST',
  path: `${api}/content`,
  body: { type: 'page', title, space: { key: 'HERE' }, body: storage(body), ...more },
  status: 200,
  save: { [save]: 'id' },
})
const says = (id: string, body: string, version = 1): Step => ({
  name: `${id} says ${body.slice(0, 100)}`,
  prepare: untilRelinked,
  method: 'GET',
  path: `${api}/content/\${${id}}?expand=body.storage,version`,
  status: 200,
  has: { body: storage(body), version: { number: version } },
})
const rename = (id: string, title: string, number: number, more: object = {}): Step => ({
  name: `${id} is called ${title} now`,
  method: 'PUT',
  path: `${api}/content/\${${id}}`,
  body: { type: 'page', title, version: { number }, ...more },
  status: 200,
})

scenarios('pages that are renamed', [
  space('HERE'),
  space('THERE'),
  page('Old & worn', 'target', `<p>${link('Old &amp; worn')}</p>`),
  page(
    'Refers',
    'refers',
    `<p  class='x'>to ${link('old &amp; WORN')}, ${link('Other')}<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${link('Old &amp; worn')}]]></ac:plain-text-body></ac:structured-macro></p>`,
  ),
  page(
    'Includes',
    'includes',
    `<ac:structured-macro ac:name="include"><ac:parameter ac:name="">${link('Old &amp; worn')}</ac:parameter></ac:structured-macro>`,
  ),
  page('Private', 'private', `<p>${link('Old &amp; worn')}</p>`),
  {
    name: 'which only admin reads',
    method: 'PUT',
    path: `/rest/experimental/content/\${private}/restriction`,
    body: [{ operation: 'read', restrictions: { user: [{ type: 'known', username: 'admin' }] } }],
    status: 200,
  },
  page('Far', 'far', `<p>${link('Old &amp; worn', 'here')} ${link('Old &amp; worn')}</p>`, {
    space: { key: 'THERE' },
  }),
  {
    name: 'a comment',
    method: 'POST',
    path: `${api}/content`,
    body: {
      type: 'comment',
      container: { id: '${refers}', type: 'page' },
      body: storage(`<p>${link('Old &amp; worn')}</p>`),
    },
    status: 200,
    save: { comment: 'id' },
  },
  { ...rename('target', 'New "one"', 2), as: 'editor', events: ['page.updated'] },
  says('target', `<p>${link('New &quot;one&quot;')}</p>`, 2),
  says(
    'refers',
    `<p  class='x'>to ${link('New &quot;one&quot;')}, ${link('Other')}<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${link('Old &amp; worn')}]]></ac:plain-text-body></ac:structured-macro></p>`,
  ),
  says(
    'includes',
    `<ac:structured-macro ac:name="include"><ac:parameter ac:name="">${link('New &quot;one&quot;')}</ac:parameter></ac:structured-macro>`,
  ),
  says('private', `<p>${link('New &quot;one&quot;')}</p>`),
  says('far', `<p>${link('New &quot;one&quot;', 'here')} ${link('Old &amp; worn')}</p>`),
  says('comment', `<p>${link('New &quot;one&quot;')}</p>`),
  {
    name: 'the page is shown with its new name',
    method: 'GET',
    path: `${api}/content/\${refers}?expand=body.view`,
    status: 200,
    has: { body: { view: { value: /New &quot;one&quot;|New "one"/ } } },
  },
  {
    name: 'who edits what they have read is not told of a conflict',
    method: 'PUT',
    path: `${api}/content/\${refers}`,
    body: {
      type: 'page',
      title: 'Refers',
      version: { number: 2 },
      body: storage(`<p>${link('New &quot;one&quot;')}</p>`),
    },
    status: 200,
  },
  rename('target', 'Third', 3),
  rename('target', 'Fourth', 4),
  says('refers', `<p>${link('Fourth')}</p>`, 2),
  page('Child', 'child', `<p>${link('Fourth')} ${link('Child')} ${link('Refers')}</p>`, {
    ancestors: [{ id: '${target}' }],
  }),
  page('Knows the child', 'knows', `<p>${link('Child')}</p>`),
  rename('target', 'Fourth', 5, { space: { key: 'THERE' } }),
  says('refers', `<p>${link('Fourth', 'THERE')}</p>`, 2),
  says('knows', `<p>${link('Child', 'THERE')}</p>`),
  says('child', `<p>${link('Fourth')} ${link('Child')} ${link('Refers', 'HERE')}</p>`),
  {
    name: 'moved back by the Cloud',
    method: 'PUT',
    path: `/wiki/rest/api/content/\${target}/move/append/\${HERE}`,
    status: 200,
  },
  says('refers', `<p>${link('Fourth', 'HERE')}</p>`, 2),
  says('child', `<p>${link('Fourth')} ${link('Child')} ${link('Refers', 'HERE')}</p>`),
])

const file = (name: string) => {
  const form = new FormData()
  form.append('file', new Blob(['x']), name)
  return form
}
scenarios('attachments that are renamed', [
  space('HERE'),
  space('THERE'),
  page('Holder', 'holder', `<p>${picture('a.png')}</p>`),
  page('Another', 'another', `<p>${picture('a.png', of('Holder'))} ${picture('a.png')}</p>`),
  page('Far', 'far', `<p>${picture('a.png', of('Holder', 'HERE'))}</p>`, { space: { key: 'THERE' } }),
  {
    name: 'a file',
    method: 'POST',
    path: `${api}/content/\${holder}/child/attachment`,
    headers: { 'x-atlassian-token': 'no-check' },
    body: file('a.png'),
    status: 200,
    save: { file: 'results.0.id' },
  },
  {
    name: 'is renamed',
    method: 'POST',
    path: `${api}/content/\${holder}/child/attachment/\${file}/move?newName=b&newContentId=\${holder}`,
    status: 204,
  },
  says('holder', `<p>${picture('b')}</p>`),
  says('another', `<p>${picture('b', of('Holder'))} ${picture('a.png')}</p>`),
  says('far', `<p>${picture('b', of('Holder', 'HERE'))}</p>`),
  {
    name: 'is moved',
    method: 'POST',
    path: `${api}/content/\${holder}/child/attachment/\${file}/move?newContentId=\${another}`,
    status: 204,
  },
  says('holder', `<p>${picture('b', of('Another'))}</p>`),
  says('another', `<p>${picture('b')} ${picture('a.png')}</p>`),
  says('far', `<p>${picture('b', of('Another', 'HERE'))}</p>`),
  rename('another', 'Renamed', 2),
  says('holder', `<p>${picture('b', of('Renamed'))}</p>`),
  says('far', `<p>${picture('b', of('Renamed', 'HERE'))}</p>`),
])

scenarios('a page with a name of one letter', [
  space('HERE'),
  page('Q', 'short', '<p>q</p>'),
  page('Refers to it', 'refers', `<p>${link('Q')}</p>`),
  rename('short', 'Quiet', 2),
  says('refers', `<p>${link('Quiet')}</p>`),
])
