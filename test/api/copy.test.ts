import { anyId } from '../support/match.ts'
import { untilOver } from '../support/long-task.ts'
import { scenarios, type Step } from '../support/scenario.ts'

const api = '/wiki/rest/api'
const storage = (value: string) => ({ storage: { value, representation: 'storage' } })
const link = (title: string, space?: string) =>
  `<ac:link><ri:page${space === undefined ? '' : ` ri:space-key="${space}"`} ri:content-title="${title}" /></ac:link>`

const page = (title: string, save: string, body: string, parent?: string, space = 'FROM'): Step => ({
  name: `a page ${title}`,
  method: 'POST',
  path: `${api}/content`,
  body: {
    type: 'page',
    title,
    space: { key: space },
    ...(parent === undefined ? {} : { ancestors: [{ id: `\${${parent}}` }] }),
    body: storage(body),
    metadata: { labels: [{ name: 'red' }], properties: { colour: { value: 'blue' } } },
  },
  status: 200,
  save: { [save]: 'id' },
})
const file = () => {
  const form = new FormData()
  form.append('file', new Blob(['the bytes']), 'a.txt')
  return form
}
const setUp: Step[] = [
  {
    name: 'a space',
    method: 'POST',
    path: `${api}/space`,
    body: { key: 'FROM', name: 'From' },
    status: 200,
    save: { home: 'homepage.id' },
  },
  {
    name: 'another',
    method: 'POST',
    path: `${api}/space`,
    body: { key: 'DEST', name: 'Dest' },
    status: 200,
    save: { dest: 'homepage.id' },
  },
  page('Top', 'top', `<p>to ${link('Low')} and ${link('Else')}, ${link('Low', 'FROM')}</p>`),
  page('Low', 'low', `<p>to ${link('Top')}</p>`, 'top'),
  page('Lowest', 'lowest', '<p>bottom</p>', 'low'),
  {
    name: 'a file',
    method: 'POST',
    path: `${api}/content/\${top}/child/attachment`,
    headers: { 'x-atlassian-token': 'no-check' },
    body: file(),
    status: 200,
    save: { file: 'results.0.id' },
  },
  {
    name: 'a restriction',
    method: 'PUT',
    path: `${api}/content/\${top}/restriction`,
    body: [{ operation: 'update', restrictions: { user: [{ type: 'known', username: 'admin' }] } }],
    status: 200,
    prepare: async (app) => {
      await app.letRead('reader', 'FROM')
    },
  },
]
const copy = `${api}/content/\${top}/copy`
const everything = {
  copyAttachments: true,
  copyPermissions: true,
  copyProperties: true,
  copyLabels: true,
  copyCustomContents: true,
}
const shown =
  'expand=body.storage,space,ancestors,metadata.labels,metadata.properties.colour,children.attachment,restrictions.update.restrictions.user'

scenarios('copies of a page', [
  ...setUp,
  {
    name: 'to a space, with nothing but the body: links say which space they mean',
    method: 'POST',
    path: `${copy}?${shown}`,
    body: { destination: { type: 'space', value: 'DEST' } },
    status: 200,
    has: {
      title: 'Top',
      space: { key: 'DEST' },
      ancestors: [],
      body: storage(`<p>to ${link('Low', 'FROM')} and ${link('Else', 'FROM')}, ${link('Low', 'FROM')}</p>`),
      metadata: { labels: { results: [] } },
      children: { attachment: { results: [] } },
      restrictions: { update: { restrictions: { user: { results: [] } } } },
    },
    lacks: ['metadata.properties.colour'],
    events: ['page.created'],
    save: { copy: 'id' },
  },
  {
    name: 'twice the title is taken',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'space', value: 'DEST' } },
    status: 400,
    has: { message: /already exists with the title Top/ },
  },
  {
    name: 'below a page, with everything, another title and body',
    method: 'POST',
    path: `${copy}?${shown}`,
    body: {
      ...everything,
      destination: { type: 'parent_page', value: '${low}' },
      pageTitle: 'Again',
      body: storage('<p>new</p>'),
    },
    status: 200,
    has: {
      title: 'Again',
      space: { key: 'FROM' },
      ancestors: [{ id: '${top}' }, { id: '${low}' }],
      body: storage('<p>new</p>'),
      metadata: { labels: { results: [{ name: 'red' }] }, properties: { colour: { value: 'blue' } } },
      children: { attachment: { results: [{ title: 'a.txt', id: anyId }] } },
      restrictions: { update: { restrictions: { user: { results: [{ username: 'admin' }] } } } },
    },
    events: ['label.added', 'property.created', 'page.created', 'attachment.created', 'restriction.changed'],
    save: { again: 'id', copied: 'children.attachment.results.0.id' },
  },
  {
    name: 'the copied file is whole',
    method: 'GET',
    path: '/wiki/download/attachments/${again}/a.txt',
    status: 200,
    has: /^the bytes$/,
  },
  {
    name: 'a copy below the page itself',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'parent_content', value: '${top}' }, pageTitle: 'Inside' },
    status: 200,
  },
  {
    name: 'in the place of a page, which keeps its title',
    method: 'POST',
    path: `${copy}?${shown},version`,
    body: {
      ...everything,
      destination: { type: 'existing_page', value: '${copy}' },
      body: storage('<p>over</p>'),
    },
    status: 200,
    has: {
      id: '${copy}',
      title: 'Top',
      version: { number: 2 },
      body: storage('<p>over</p>'),
      metadata: { labels: { results: [{ name: 'red' }] } },
      children: { attachment: { results: [{ title: 'a.txt' }] } },
    },
  },
  {
    name: 'no page',
    method: 'POST',
    path: `${api}/content/7/copy`,
    body: { destination: { type: 'space', value: 'DEST' } },
    status: 404,
  },
  {
    name: 'no id',
    method: 'POST',
    path: `${api}/content/x/copy`,
    body: { destination: { type: 'space', value: 'DEST' } },
    status: 400,
  },
  { name: 'no destination', method: 'POST', path: copy, body: {}, status: 400 },
  {
    name: 'an unknown kind of one',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'moon', value: '1' } },
    status: 400,
    has: { message: /not to "moon"/ },
  },
  {
    name: 'to no space',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'space', value: 'NOPE' } },
    status: 404,
  },
  {
    name: 'below no page',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'parent_page', value: '7' } },
    status: 404,
  },
  {
    name: 'below an attachment',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'parent_page', value: '${file}' } },
    status: 400,
  },
  {
    name: 'with a body that is none',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'space', value: 'DEST' }, pageTitle: 'Broken', body: storage('<p>') },
    status: 400,
    has: { message: /xhtml/ },
  },
  {
    name: 'a reader may not create',
    as: 'reader',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'parent_page', value: '${home}' }, pageTitle: 'Mine' },
    status: 403,
    events: [],
  },
  {
    name: 'who does not see it',
    as: 'stranger',
    method: 'POST',
    path: copy,
    body: { destination: { type: 'space', value: 'DEST' } },
    status: 404,
  },
  {
    name: 'an editor gets no restriction that shuts them out',
    as: 'editor',
    method: 'POST',
    path: `${copy}?${shown}`,
    body: { ...everything, destination: { type: 'space', value: 'DEST' }, pageTitle: 'Of the editor' },
    status: 200,
    has: { restrictions: { update: { restrictions: { user: { results: [] } } } } },
  },
])

const tree = `${api}/content/\${top}/pagehierarchy/copy`
scenarios('copies of a page tree', [
  ...setUp,
  page('COPY OF LOW', 'taken', '', 'dest', 'DEST'),
  {
    name: 'with other titles into another space',
    method: 'POST',
    path: tree,
    body: { ...everything, destinationPageId: '${dest}', titleOptions: { prefix: 'Copy of ' } },
    status: 202,
    has: { id: /^\d+$/, links: { status: /^\/rest\/api\/longtask\/\d+$/ } },
    save: { task: 'id' },
  },
  {
    name: 'is done in the end, and says where',
    prepare: untilOver('task'),
    method: 'GET',
    path: `${api}/longtask/\${task}`,
    status: 200,
    has: {
      name: { key: 'copy.page.hierarchy.task.name' },
      finished: true,
      successful: true,
      percentageComplete: 100,
      status: 'STATUS_COPIED_PAGES',
      errors: [],
      additionalDetails: {
        destinationId: anyId,
        destinationUrl: /^\/spaces\/DEST\/pages\/\d+/,
        totalPageNeedToCopy: 3,
      },
    },
    save: { copy: 'additionalDetails.destinationId' },
  },
  {
    name: 'links among the copies lead to copies, others to where they did',
    method: 'GET',
    path: `${api}/content/\${copy}?${shown},children.page`,
    status: 200,
    has: {
      title: 'Copy of Top',
      ancestors: [{ id: '${dest}' }],
      body: storage(
        `<p>to ${link('Copy of Low (2)')} and ${link('Else', 'FROM')}, ${link('Copy of Low (2)', 'DEST')}</p>`,
      ),
      metadata: { labels: { results: [{ name: 'red' }] }, properties: { colour: { value: 'blue' } } },
      children: {
        attachment: { results: [{ title: 'a.txt' }] },
        page: { results: [{ title: 'Copy of Low (2)' }] },
      },
    },
    save: { low2: 'children.page.results.0.id' },
  },
  {
    name: 'the whole tree is there',
    method: 'GET',
    path: `${api}/content/\${low2}?expand=body.storage,children.page`,
    status: 200,
    has: {
      body: storage(`<p>to ${link('Copy of Top')}</p>`),
      children: { page: { results: [{ title: 'Copy of Lowest' }] } },
    },
  },
  {
    name: 'within the space below itself, without what is below',
    method: 'POST',
    path: tree,
    body: {
      destinationPageId: '${low}',
      copyDescendants: false,
      titleOptions: { search: 'Top', replace: 'Bottom' },
    },
    status: 202,
    save: { task: 'id' },
  },
  {
    name: 'that is one page',
    prepare: untilOver('task'),
    method: 'GET',
    path: `${api}/longtask/\${task}`,
    status: 200,
    has: { successful: true, additionalDetails: { totalPageNeedToCopy: 1 } },
  },
  {
    name: 'with the title replaced',
    method: 'GET',
    path: `${api}/content?spaceKey=FROM&title=Bottom&expand=ancestors,children.page`,
    status: 200,
    has: {
      results: [{ ancestors: [{ id: '${top}' }, { id: '${low}' }], children: { page: { results: [] } } }],
    },
  },
  {
    name: 'within the space the titles must differ',
    method: 'POST',
    path: tree,
    body: { destinationPageId: '${home}' },
    status: 400,
    has: { message: /titleOptions/ },
  },
  {
    name: 'and be no longer than titles are',
    method: 'POST',
    path: tree,
    body: { destinationPageId: '${home}', titleOptions: { prefix: 'x'.repeat(255) } },
    status: 400,
  },
  { name: 'a body without destination', method: 'POST', path: tree, body: {}, status: 400 },
  { name: 'no destination page', method: 'POST', path: tree, body: { destinationPageId: 7 }, status: 404 },
  {
    name: 'no page',
    method: 'POST',
    path: `${api}/content/7/pagehierarchy/copy`,
    body: { destinationPageId: '${dest}' },
    status: 404,
  },
  {
    name: 'a reader may not create',
    as: 'reader',
    method: 'POST',
    path: tree,
    body: { destinationPageId: '${home}', titleOptions: { prefix: 'x' } },
    status: 403,
  },
  {
    name: 'who does not see it',
    as: 'stranger',
    method: 'POST',
    path: tree,
    body: { destinationPageId: '${dest}' },
    status: 404,
  },
])

const removal = `${api}/content/\${top}/pageTree`
scenarios('removal of a page tree', [
  ...setUp,
  { name: 'a reader may not remove it', as: 'reader', method: 'DELETE', path: removal, status: 403 },
  { name: 'who does not see it', as: 'stranger', method: 'DELETE', path: removal, status: 404 },
  { name: 'no page', method: 'DELETE', path: `${api}/content/7/pageTree`, status: 404 },
  { name: 'an attachment', method: 'DELETE', path: `${api}/content/\${file}/pageTree`, status: 400 },
  { name: 'remove it', method: 'DELETE', path: removal, status: 202, save: { task: 'id' } },
  {
    name: 'it is done in the end',
    prepare: untilOver('task'),
    method: 'GET',
    path: `${api}/longtask/\${task}`,
    status: 200,
    has: {
      successful: true,
      status: 'STATUS_DELETED_PAGES',
      messages: [{ translation: 'Put 3 pages into the trash' }],
    },
  },
  {
    name: 'all is in the trash',
    method: 'GET',
    path: `${api}/content?spaceKey=FROM&status=trashed`,
    status: 200,
    has: { results: [{ id: '${top}' }, { id: '${low}' }, { id: '${lowest}' }] },
  },
  {
    name: 'the first comes back',
    method: 'PUT',
    path: `${api}/content/\${top}`,
    body: { type: 'page', title: 'Top', status: 'current', version: { number: 2 } },
    status: 200,
  },
  {
    name: 'and the second below it',
    method: 'PUT',
    path: `${api}/content/\${low}?expand=ancestors`,
    body: { type: 'page', title: 'Low', status: 'current', version: { number: 2 } },
    status: 200,
    has: { ancestors: [{ id: '${top}' }] },
  },
  {
    name: 'an editor may not remove what is locked',
    as: 'editor',
    method: 'DELETE',
    path: removal,
    status: 403,
  },
])
