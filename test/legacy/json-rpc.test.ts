import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { methods } from '../../src/api/legacy/rpc/methods.ts'
import { people } from '../support/people.ts'
import { anyNumber, anyString } from '../support/match.ts'
import { scenarios, type Step } from '../support/scenario.ts'

type Call = Partial<Pick<Step, 'as' | 'status' | 'has' | 'save' | 'events' | 'prepare' | 'name'>>

/** A method at its own address, with its arguments. */
const calls =
  (service: string) =>
  (method: string, given: unknown[], rest: Call = {}): Step => ({
    name: rest.name ?? `${method} ${rest.as ?? ''} ${rest.status ?? ''}`.trim(),
    method: 'POST',
    path: `${service}/${method}`,
    body: given,
    status: 200,
    ...rest,
  })

const v2 = '/rpc/json-rpc/confluenceservice-v2'
const call = calls(v2)
const wiki = calls('/rpc/json-rpc/confluenceservice-v1')
const refused = (exception: string) => ({ error: { message: new RegExp(`rpc\\.${exception}: `) } })
const page = (title: string, content = '<p>x</p>', more = {}) => ({ space: 'DEMO', title, content, ...more })

scenarios('JSON-RPC: pages and blog posts', [
  call('storePage', [page('Old door', '<p>one</p>')], {
    has: {
      id: anyNumber,
      space: 'DEMO',
      title: 'Old door',
      version: 1,
      content: '<p>one</p>',
      creator: 'admin',
      contentStatus: 'current',
      current: true,
      homePage: false,
      permissions: 0,
      created: anyNumber,
      url: /^http:.*\/display\/DEMO\/Old\+door$/,
    },
    save: { page: 'id' },
    events: ['page.created'],
  }),
  call('getPage', ['${page}'], { has: { title: 'Old door' } }),
  call('getPage', ['DEMO', 'Old door'], { has: { id: '${page}' } }),
  call('getPage', ['DEMO', 'No such page'], { status: 404, has: refused('RemoteException') }),
  call('getPageSummary', ['${page}'], { has: { id: '${page}', parentId: 0 } }),
  call('getPageSummary', ['DEMO', 'Old door'], { has: { id: '${page}' } }),
  call('getPage', ['${page}'], { as: 'stranger', status: 404, has: refused('RemoteException') }),
  call('storePage', [page('Old door')], { status: 400, has: refused('AlreadyExistsException'), events: [] }),
  call('storePage', [page('Broken', '<p>x</b>')], { status: 400, has: refused('RemoteException') }),
  call('storePage', [page('Foreign')], {
    as: 'reader',
    status: 403,
    has: refused('NotPermittedException'),
    prepare: (app) => app.letRead('reader', 'DEMO'),
    events: [],
  }),
  call('storePage', [page('Old door', '<p>two</p>', { id: '${page}', version: 1, parentId: 0 })], {
    has: { id: '${page}', version: 2, content: '<p>two</p>' },
    events: ['page.updated'],
  }),
  call('storePage', [page('Old door', '<p>three</p>', { id: '${page}', version: 1 })], {
    name: 'an outdated version is not written over',
    status: 409,
    has: refused('VersionMismatchException'),
    events: [],
  }),
  call('storePage', [page('Old door', '<p>x</p>', { id: '${page}' })], { status: 400 }),
  call(
    'updatePage',
    [
      page('Old door', '<p>three</p>', { id: '${page}', version: 2 }),
      { versionComment: 'third', minorEdit: true },
    ],
    { has: { version: 3 } },
  ),
  {
    name: 'comment and minor edit are kept',
    method: 'GET',
    path: '/rest/api/content/${page}?expand=version',
    status: 200,
    has: { version: { number: 3, message: 'third', minorEdit: true } },
  },
  call('getPageHistory', ['${page}'], {
    has: [
      { version: 2, modifier: 'admin' },
      { version: 1, id: anyNumber },
    ],
    save: { second: '0.id', first: '1.id' },
  }),
  call('getPage', ['${first}'], {
    name: 'an earlier version by its id',
    has: { id: '${first}', version: 1, content: '<p>one</p>', contentStatus: 'historical', current: false },
  }),
  call('removePageVersionById', ['${first}'], { events: ['version.removed'] }),
  call('removePageVersionById', ['${page}'], { status: 404 }),
  call('removePageVersionByVersion', ['${page}', 1], { events: ['version.removed'] }),
  call('removePageVersionByVersion', ['${page}', 7], { status: 404 }),
  call('storePage', [page('Below', '<p>x</p>', { parentId: '${page}' })], {
    has: { parentId: '${page}' },
    save: { child: 'id' },
  }),
  call('storePage', [page('Beside', '<p>x</p>', { parentId: '${page}' })], { save: { sister: 'id' } }),
  call('getChildren', ['${page}'], { has: [{ title: 'Below' }, { title: 'Beside' }] }),
  call('getDescendents', ['${page}'], { has: [{ id: '${child}' }, { id: '${sister}' }] }),
  call('getDescendants', ['${page}'], { has: [{ id: '${child}' }, { id: '${sister}' }] }),
  call('getAncestors', ['${child}'], { has: [{ id: '${page}' }] }),
  call('getTopLevelPages', ['DEMO'], {}),
  call('getTopLevelPages', ['NOWHERE'], { status: 404 }),
  call('getPages', ['DEMO'], {}),
  call('movePage', ['${sister}', '${child}', 'above'], { events: ['page.moved'] }),
  call('getChildren', ['${page}'], { has: [{ title: 'Beside' }, { title: 'Below' }] }),
  call('movePage', ['${sister}', '${child}', 'append'], { events: ['page.moved'] }),
  call('getAncestors', ['${sister}'], { has: [{ id: '${page}' }, { id: '${child}' }] }),
  call('movePage', ['${sister}', '${child}', 'inside'], { status: 400 }),
  call('movePageToTopLevel', ['${sister}', 'DEMO'], {}),
  call('getAncestors', ['${sister}'], { has: [] }),
  call('getPagePermissions', ['${page}'], { has: [] }),
  call(
    'setContentPermissions',
    ['${page}', 'Edit', [{ type: 'Edit', userName: 'admin' }, { groupName: 'readers' }]],
    {
      events: ['restriction.changed'],
    },
  ),
  call('getPagePermissions', ['${page}'], {
    has: [{ lockType: 'Edit', lockedBy: 'admin' }, { lockedBy: 'readers' }],
  }),
  call('getContentPermissionSets', ['${page}'], {
    has: [
      {
        type: 'Edit',
        contentPermissions: [
          { type: 'Edit', userName: 'admin', groupName: null },
          { type: 'Edit', userName: null, groupName: 'readers' },
        ],
      },
    ],
  }),
  call('getContentPermissionSet', ['${page}', 'View'], { has: { type: 'View', contentPermissions: [] } }),
  call('getContentPermissionSet', ['${page}', 'Delete'], { status: 400 }),
  call('setContentPermissions', ['${page}', 'View', [{ userName: 'nobody' }]], { status: 404, events: [] }),
  call('storePage', [page('Old door', '<p>y</p>', { id: '${page}', version: 1 })], {
    name: 'who is not listed does not edit',
    as: 'editor',
    status: 403,
  }),
  call('setContentPermissions', ['${page}', 'Edit', []], {}),
  call('getPageSummary', ['${page}'], { has: { permissions: 0 } }),
  call('removePage', ['${child}'], { as: 'reader', status: 403, events: [] }),
  call('removePage', ['${child}'], { events: ['page.trashed'] }),
  call('getPage', ['${child}'], { status: 404 }),
  call('getTrashContents', ['DEMO', 0, 10], {
    has: {
      totalAvailable: 1,
      offset: 0,
      content: [{ id: '${child}', type: 'page', status: 'deleted', title: 'Below' }],
    },
  }),
  call('getTrashContents', ['DEMO', 0, 10], { as: 'reader', status: 403 }),
  call('purgeFromTrash', ['DEMO', '${page}'], { status: 404, events: [] }),
  call('purgeFromTrash', ['DEMO', '${child}'], { events: ['page.removed'] }),
  call('removePage', ['${sister}'], {}),
  call('emptyTrash', ['DEMO'], { events: ['page.removed'] }),

  call('storeBlogEntry', [{ space: 'DEMO', title: 'News', content: '<p>new</p>' }], {
    has: {
      id: anyNumber,
      title: 'News',
      version: 1,
      author: 'admin',
      publishDate: anyNumber,
      content: '<p>new</p>',
    },
    save: { post: 'id' },
    events: ['blogpost.created'],
  }),
  call('storeBlogEntry', [{ id: '${post}', title: 'News', content: '<p>newer</p>', version: 1 }], {
    has: { version: 2, content: '<p>newer</p>' },
  }),
  call('getBlogEntries', ['DEMO'], { has: [{ id: '${post}', title: 'News', space: 'DEMO' }] }),
  call('getBlogEntry', ['${post}'], { has: { title: 'News' } }),
  call('getBlogEntry', ['${page}'], { status: 404 }),
  call('getBlogEntryByDayAndTitle', ['DEMO', new Date().getUTCDate(), 'News'], { has: { id: '${post}' } }),
  call(
    'getBlogEntryByDateAndTitle',
    ['DEMO', new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, new Date().getUTCDate(), 'News'],
    { has: { id: '${post}' } },
  ),
  call('getBlogEntryByDateAndTitle', ['DEMO', 1999, 1, 1, 'News'], { status: 404 }),
])

scenarios('JSON-RPC: comments, attachments, labels', [
  call('storePage', [page('Busy')], { save: { page: 'id' } }),
  call('addComment', [{ pageId: '${page}', content: '<p>well</p>' }], {
    has: { id: anyNumber, pageId: '${page}', parentId: 0, content: '<p>well</p>', creator: 'admin' },
    save: { comment: 'id' },
    events: ['comment.created'],
  }),
  call('addComment', [{ pageId: '${page}', parentId: '${comment}', content: '<p>indeed</p>' }], {
    has: { parentId: '${comment}' },
    save: { answer: 'id' },
  }),
  call('addComment', [{ pageId: '${page}' }], { status: 400 }),
  call('getComments', ['${page}'], { has: [{ id: '${comment}' }, { id: '${answer}' }] }),
  call('getComment', ['${comment}'], { has: { content: '<p>well</p>' } }),
  call('getComment', ['${page}'], { status: 404 }),
  call('editComment', [{ id: '${comment}', content: '<p>better</p>' }], {
    has: { content: '<p>better</p>' },
  }),
  call('editComment', [{ content: '<p>better</p>' }], { status: 400 }),
  call('removeComment', ['${answer}'], { events: ['comment.removed'] }),
  call('removeComment', ['${answer}'], { status: 404 }),

  call(
    'addAttachment',
    ['${page}', { fileName: 'a.txt', contentType: 'text/plain', comment: 'first' }, 'aGVsbG8='],
    {
      has: {
        id: anyNumber,
        fileName: 'a.txt',
        fileSize: 5,
        contentType: 'text/plain',
        comment: 'first',
        pageId: '${page}',
      },
      save: { file: 'id' },
      events: ['attachment.created'],
    },
  ),
  call('addAttachment', [{ pageId: '${page}', fileName: 'a.txt' }, [104, 105]], {
    has: { id: '${file}', fileSize: 2 },
    events: ['attachment.updated'],
  }),
  call('addAttachment', [{ fileName: 'a.txt' }, [104, 105]], { status: 400 }),
  call('addAttachment', ['${page}', { fileName: 'b.txt' }, 'aGVsbG8='], {
    as: 'reader',
    status: 403,
    prepare: (app) => app.letRead('reader', 'DEMO'),
    events: [],
  }),
  call('getAttachments', ['${page}'], { has: [{ fileName: 'a.txt' }] }),
  call('getAttachment', ['${page}', 'a.txt', '0'], {
    has: { fileSize: 2, url: /\/download\/attachments\// },
  }),
  call('getAttachment', ['${page}', 'none.txt', '0'], { status: 404 }),
  call('getAttachmentData', ['${page}', 'a.txt', '0'], { has: 'aGk=' }),
  call('getAttachmentData', ['${page}', 'a.txt', '1'], { has: 'aGVsbG8=' }),
  call('getAttachmentData', ['${page}', 'a.txt', '3'], { status: 404 }),
  call('getAttachmentData', ['${page}', 'a.txt', '0'], { as: 'stranger', status: 404 }),
  call('storePage', [page('Elsewhere')], { save: { elsewhere: 'id' } }),
  call('moveAttachment', ['${page}', 'a.txt', '${elsewhere}', 'b.txt'], {
    as: 'reader',
    status: 403,
    events: [],
  }),
  call('moveAttachment', ['${page}', 'a.txt', '${elsewhere}', 'b.txt'], { events: ['attachment.changed'] }),
  call('getAttachmentData', ['${elsewhere}', 'b.txt', '0'], { has: 'aGk=' }),
  call('moveAttachment', ['${page}', 'a.txt', '${elsewhere}', 'b.txt'], { status: 404, events: [] }),
  call('moveAttachment', ['${elsewhere}', 'b.txt', '${page}', 'a.txt'], {}),
  call('removeAttachment', ['${page}', 'a.txt'], { as: 'reader', status: 403 }),
  call('removeAttachment', ['${page}', 'a.txt'], { events: ['attachment.removed'] }),

  call('addLabelByName', ['Red, green', '${page}'], { events: ['label.added', 'label.added'] }),
  call('addLabelByName', ['a:b:c', '${page}'], { status: 400 }),
  call('addLabelByName', ['blue', '${page}'], { as: 'reader', status: 403 }),
  call('getLabelsById', ['${page}'], {
    has: [
      { name: 'green', namespace: 'global', owner: null },
      { name: 'red', id: anyNumber },
    ],
    save: { green: '0.id', red: '1.id' },
  }),
  call('addLabelByObject', [{ name: 'own', namespace: 'my' }, '${page}'], {}),
  call('getLabelsById', ['${page}'], {
    has: [{}, { name: 'own', namespace: 'my', owner: 'admin' }, {}],
    save: { own: '1.id' },
  }),
  call('addLabelById', ['${own}', '${page}'], {
    name: 'a label of somebody else',
    as: 'editor',
    status: 404,
  }),
  call('removeLabelById', ['${red}', '${page}'], { events: ['label.removed'] }),
  call('addLabelById', ['${red}', '${page}'], { events: ['label.added'] }),
  call('addLabelById', [999999, '${page}'], { status: 404 }),
  call('removeLabelByName', ['red', '${page}'], {}),
  call('removeLabelByName', ['red', '${page}'], { status: 404 }),
  call('removeLabelByObject', [{ name: 'own', namespace: 'my' }, '${page}'], {}),
  call('addLabelByName', ['red', '${page}'], {}),
  call('getMostPopularLabels', [5], { has: [{ name: 'demo' }, {}, {}, {}, {}] }),
  call('getMostPopularLabelsInSpace', ['DEMO', 1], { has: [{ name: 'demo' }] }),
  call('getMostPopularLabelsInSpace', ['NOWHERE', 1], { status: 404 }),
  call('getRecentlyUsedLabels', [1], { has: [{ name: 'red' }] }),
  call('getRecentlyUsedLabelsInSpace', ['DEMO', 1], { has: [{ name: 'red' }] }),
  call('getRelatedLabels', ['red', 5], { has: [{ name: 'green' }] }),
  call('getRelatedLabelsInSpace', ['red', 'DEMO', 5], { has: [{ name: 'green' }] }),
  call('getLabelsByDetail', ['red', 'global', 'DEMO', ''], { has: [{ id: '${red}' }] }),
  call('getLabelContentById', ['${red}'], { has: [{ id: '${page}', title: 'Busy', type: 'page' }] }),
  call('getLabelContentByName', ['red'], { has: [{ id: '${page}' }] }),
  call('getLabelContentByName', ['red'], { name: 'not told to a stranger', as: 'stranger', status: 404 }),
  call('getLabelContentByName', ['none'], { status: 404 }),
  call('getLabelContentByObject', [{ name: 'red' }], { has: [{ id: '${page}' }] }),
  call('getSpacesContainingContentWithLabel', ['red'], { has: [{ key: 'DEMO' }] }),
  call('addLabelByNameToSpace', ['team:ours', 'DEMO'], { events: ['label.added'] }),
  call('addLabelByNameToSpace', ['plain', 'DEMO'], {}),
  call('addLabelByNameToSpace', ['plain', 'DEMO'], { as: 'reader', status: 403 }),
  call('getSpacesWithLabel', ['plain'], { has: [{ key: 'DEMO' }] }),
  call('getSpacesWithLabel', ['plain'], { name: 'no space for a stranger', as: 'stranger', has: [] }),
  call('removeLabelByNameFromSpace', ['plain', 'DEMO'], { events: ['label.removed'] }),
])

scenarios('JSON-RPC: spaces, permissions, search, rendering', [
  call('getServerInfo', [], { has: { baseUrl: /^http:/, majorVersion: anyNumber } }),
  call('getClusterInformation', [], { has: { running: false } }),
  call('getClusterInformation', [], { as: 'reader', status: 403 }),
  call('flushIndexQueue', [], { has: true }),
  call('clearIndexQueue', [], { has: true }),
  call('isPluginEnabled', ['x.y'], { has: false }),
  call('isPluginInstalled', ['x.y'], { has: false }),
  call('addSpace', [{ key: 'OLD', name: 'Old space', description: 'from 2010' }], {
    has: {
      key: 'OLD',
      name: 'Old space',
      type: 'global',
      description: 'from 2010',
      homePage: anyNumber,
      url: anyString,
    },
  }),
  call('addSpace', [{ key: 'OLD', name: 'Old space' }], {
    status: 400,
    has: refused('AlreadyExistsException'),
  }),
  call('addSpace', [{ name: 'No key' }], { status: 400 }),
  call('addSpace', [{ key: 'NEW', name: 'New' }], { as: 'stranger', status: 403 }),
  call('addSpaceWithDefaultPermissions', [{ key: 'OLDER', name: 'Older space' }], {}),
  call('addPersonalSpace', [{ name: 'Admin' }, 'admin'], { has: { key: '~admin', type: 'personal' } }),
  call('addPersonalSpaceWithDefaultPermissions', [{}, 'editor'], { has: { key: '~editor' } }),
  call('addPersonalSpace', [{}, 'nobody'], { status: 404 }),
  call('addPersonalSpace', [{}, 'admin'], { status: 409 }),
  call('storeSpace', [{ key: 'OLDER', name: 'Older still', description: 'changed' }], {
    has: { key: 'OLDER', name: 'Older still', description: 'changed' },
    events: ['space.updated'],
  }),
  call('storeSpace', [{ key: 'OLDER', name: 'No' }], { as: 'editor', status: 403, events: [] }),
  call('setSpaceStatus', ['OLDER', 'ARCHIVED'], { has: true }),
  call('getSpaceStatus', ['OLDER'], { has: 'ARCHIVED' }),
  call('setSpaceStatus', ['OLDER', 'GONE'], { status: 400 }),
  call('setSpaceStatus', ['OLDER', 'CURRENT'], {}),
  call('addSpace', [{ key: 'SHORT', name: 'Short-lived' }], {}),
  call('removeSpace', ['SHORT'], { as: 'editor', status: 403 }),
  call('removeSpace', ['SHORT'], { has: true }),
  call('getSpaces', [], {}),
  call('getSpaces', [], { name: 'no space for a stranger', as: 'stranger', has: [] }),
  call('getSpace', ['OLD'], { has: { key: 'OLD', name: 'Old space' } }),
  call('getSpace', ['OLD'], { as: 'stranger', status: 404 }),
  call('getSpaceStatus', ['OLD'], { has: 'CURRENT' }),
  call('getSpaceLevelPermissions', [], {}),
  call('getPermissions', ['OLD'], { has: ['view', 'modify', 'admin'] }),
  call('getPermissionsForUser', ['OLD', 'editor'], { has: ['view', 'modify'] }),
  call('getPermissionsForUser', ['OLD', 'stranger'], { has: [] }),
  call('getPermissionsForUser', ['OLD', 'admin'], { as: 'editor', status: 403 }),
  call('addPermissionToSpace', ['VIEWSPACE', 'reader', 'OLD'], { events: ['permission.changed'] }),
  call('addPermissionToSpace', ['VIEWSPACE', 'no such name', 'OLD'], { status: 404, events: [] }),
  call('addPermissionToSpace', ['FLY', 'reader', 'OLD'], { status: 400, events: [] }),
  call('addPermissionToSpace', ['VIEWSPACE', 'reader', 'OLD'], { as: 'editor', status: 403, events: [] }),
  call('getSpace', ['OLD'], { name: 'which counts', as: 'reader' }),
  call('addPermissionsToSpace', [['COMMENT', 'EDITSPACE'], 'readers', 'OLD'], {}),
  call('getPermissions', ['OLD'], { as: 'reader', has: ['view', 'modify'] }),
  call('getSpacePermissionSet', ['OLD', 'EDITSPACE'], { has: { type: 'EDITSPACE' } }),
  call('getSpacePermissionSets', ['OLD'], {}),
  call('getSpacePermissionSets', ['OLD'], { as: 'editor', status: 403 }),
  call('removePermissionFromSpace', ['VIEWSPACE', 'reader', 'OLD'], { events: ['permission.changed'] }),
  call('getSpace', ['OLD'], { name: 'which counts, too', as: 'reader', status: 404 }),
  call('addAnonymousPermissionToSpace', ['VIEWSPACE', 'OLD'], {}),
  call('addAnonymousPermissionsToSpace', [['COMMENT'], 'OLD'], {}),
  call('getSpace', ['OLD'], { name: 'everybody sees it', as: 'stranger' }),
  call('removeAnonymousPermissionFromSpace', ['COMMENT', 'OLD'], {}),
  call('removeAnonymousPermissionFromSpace', ['VIEWSPACE', 'OLD'], {}),
  call('removeAnonymousPermissionFromSpace', ['COMMENT', 'OLD'], { as: 'editor', status: 403 }),

  call('storePage', [{ space: 'OLD', title: 'Quokka guide', content: '<p>The quokka smiles.</p>' }], {
    save: { page: 'id' },
  }),
  call('search', ['quokka', 10], {
    has: [{ id: '${page}', title: 'Quokka guide', type: 'page', url: anyString, excerpt: /quokka/ }],
  }),
  call(
    'search',
    ['quokka', { spaceKey: 'OLD', type: 'page', modified: 'LASTWEEK', contributor: 'admin' }, 10],
    {
      has: [{ id: '${page}' }],
    },
  ),
  call('search', ['quokka', { spaceKey: 'DEMO' }, 10], { has: [] }),
  call('search', ['quo"kka', 10], { has: [] }),
  call('search', ['quokka', 10], { name: 'nothing for whom it is not', as: 'stranger', has: [] }),
  call('search', ['quokka', { type: 'elephant' }, 10], { status: 400 }),
  call('search', ['quokka', { modified: 'ONCE' }, 10], { status: 400 }),
  call('search', ['Edith', { type: 'userinfo' }, 10], {
    has: [{ title: people.editor.displayName, type: 'userinfo' }],
  }),
  call('search', ['Older', { type: 'spacedescription' }, 10], {
    has: [{ title: 'Older still', type: 'spacedesc' }],
  }),
  call('renderContent', ['OLD', '${page}', ''], { has: /The quokka smiles/ }),
  call('renderContent', ['OLD', 0, '<p>new <strong>text</strong></p>', { style: 'clean' }], {
    has: '<div id="ConfluenceContent"><p>new <strong>text</strong></p></div>',
  }),
  call('renderContent', ['OLD', 0, '<p>broken'], { status: 400 }),
  call('renderContent', ['OLD', 999999, ''], { status: 404 }),
  call('convertWikiToStorageFormat', ['h1. Title'], { has: '<h1>Title</h1>' }),
  wiki('renderContent', ['OLD', 0, '*bold*', { style: 'clean' }], { has: /<strong>bold<\/strong>/ }),
  wiki('storePage', [{ space: 'OLD', title: 'Markup', content: 'h2. Two' }], {
    has: { content: /^h2\. Two\s*$/ },
    save: { old: 'id' },
  }),
  call('getPage', ['${old}'], { name: 'is storage format in version 2', has: { content: '<h2>Two</h2>' } }),
])

scenarios('JSON-RPC: users, groups, watches', [
  call(
    'addUser',
    [{ name: 'novice', fullname: 'Nora Novice', email: 'novice@example.com' }, 'four-grey-herons-landed'],
    {
      events: ['user.created'],
    },
  ),
  call('addUser', [{ name: 'second', email: 'second@example.com' }, 'eleven-wet-sandals', false], {}),
  call('addUser', [{ name: 'novice', email: 'n@example.com' }, 'four-grey-herons-landed'], {
    status: 400,
    has: refused('AlreadyExistsException'),
  }),
  call('addUser', [{ name: 'third', email: 'third@example.com' }, 'quiet-harbour-lamps'], {
    as: 'editor',
    status: 403,
  }),
  call('getUser', ['novice'], {
    has: { name: 'novice', fullname: 'Nora Novice', email: 'novice@example.com', url: anyString },
  }),
  call('getUserByName', ['novice'], { has: { name: 'novice' } }),
  call('getUser', ['nobody'], { status: 404 }),
  {
    name: 'a key',
    method: 'GET',
    path: '/rest/api/user?username=novice',
    status: 200,
    save: { key: 'userKey' },
  },
  call('getUserByKey', ['${key}'], { has: { name: 'novice' } }),
  call('hasUser', ['novice'], { has: true }),
  call('hasUser', ['nobody'], { has: false }),
  call('isActiveUser', ['novice'], { has: true }),
  call('getActiveUsers', [true], {}),
  call('getUserGroups', ['novice'], { has: ['confluence-users'] }),
  call('getGroups', [], {}),
  call('hasGroup', ['readers'], { has: true }),
  call('addGroup', ['old-hands'], { events: ['group.created'] }),
  call('addGroup', ['old-hands'], { status: 400, has: refused('AlreadyExistsException') }),
  call('addUserToGroup', ['novice', 'old-hands'], { events: ['group.member-added'] }),
  call('addUserToGroup', ['novice', 'no-group'], { status: 404 }),
  call('removeUserFromGroup', ['novice', 'old-hands'], { events: ['group.member-removed'] }),
  call('addUserToGroup', ['novice', 'old-hands'], {}),
  call('removeGroup', ['old-hands', 'readers'], {}),
  call('getUserGroups', ['novice'], { has: ['confluence-users', 'readers'] }),
  call('editUser', [{ name: 'novice', fullname: 'Nora No Longer' }], { events: ['user.updated'] }),
  call('getUser', ['novice'], { has: { fullname: 'Nora No Longer', email: 'novice@example.com' } }),
  call('deactivateUser', ['novice'], { events: ['user.disabled'] }),
  call('deactivateUser', ['novice'], { status: 400 }),
  call('isActiveUser', ['novice'], { has: false }),
  call('reactivateUser', ['novice'], { events: ['user.enabled'] }),
  call('changeUserPassword', ['novice', 'blue-kettle-mountain'], {}),
  call('changeMyPassword', ['wrong', 'tall-copper-lantern'], { as: 'reader', status: 403 }),
  call('changeMyPassword', [people.reader.password, people.reader.password], { as: 'reader' }),
  call('removeUser', ['second'], { events: ['user.disabled'] }),
  call('removeUser', ['second'], { as: 'editor', status: 403 }),

  call('storePage', [page('Watched')], { save: { page: 'id' } }),
  call('addGlobalPermission', ['CREATESPACE', 'reader'], { events: ['permission.changed'] }),
  call('addGlobalPermission', ['FLY', 'reader'], { status: 400, events: [] }),
  call('addGlobalPermission', ['CREATESPACE', 'reader'], { as: 'editor', status: 403, events: [] }),
  call('addGlobalPermissions', [['PERSONALSPACE'], 'readers'], {}),
  call('addPersonalSpace', [{}, 'reader'], { name: 'which count', as: 'reader' }),
  call('removeGlobalPermission', ['PERSONALSPACE', 'readers'], { events: ['permission.changed'] }),
  call('removeGlobalPermission', ['CREATESPACE', 'no such name'], { status: 404 }),
  call('getSpaces', [], { as: 'anonymous', status: 403 }),
  call('addAnonymousUsePermission', [], { events: ['permission.changed'] }),
  call('getSpaces', [], { as: 'anonymous', has: [] }),
  call('addAnonymousViewUserProfilePermission', [], {}),
  call('removeAnonymousViewUserProfilePermission', [], {}),
  call('removeAnonymousUsePermission', [], {}),
  call('setEnableAnonymousAccess', [true], {}),
  call('getSpaces', [], { name: 'let in again', as: 'anonymous', has: [] }),
  call('setEnableAnonymousAccess', ['false'], {}),
  call('setEnableAnonymousAccess', [true], { as: 'editor', status: 403 }),

  call('watchPage', ['${page}'], { as: 'editor', has: true, events: ['watch.added'] }),
  call('watchPage', ['${page}'], { as: 'stranger', status: 404, events: [] }),
  call('isWatchingPage', ['${page}', 'editor'], { has: true }),
  call('isWatchingPage', ['${page}', 'admin'], { as: 'editor', status: 403 }),
  call('getWatchersForPage', ['${page}'], { has: [{ name: 'admin' }, { name: 'editor' }] }),
  call('removePageWatch', ['${page}'], { as: 'editor', events: ['watch.removed'] }),
  call('watchPageForUser', ['${page}', 'editor'], { events: ['watch.added'] }),
  call('watchPageForUser', ['${page}', 'admin'], { as: 'editor', status: 403 }),
  call('removePageWatchForUser', ['${page}', 'editor'], { events: ['watch.removed'] }),
  call('watchSpace', ['DEMO'], { as: 'editor', events: ['watch.added'] }),
  call('isWatchingSpace', ['DEMO', 'editor'], { has: true }),
  call('isWatchingSpaceForType', ['DEMO', 'page', 'editor'], { has: false }),
  call('isWatchingSpaceForType', ['DEMO', 'attachment', 'editor'], { status: 400 }),
  call('getWatchersForSpace', ['DEMO'], { has: [{ name: 'editor' }] }),
  call('removeSpaceWatch', ['DEMO'], { as: 'editor', events: ['watch.removed'] }),
  call('removeSpaceWatch', ['NOWHERE'], { as: 'editor', status: 404 }),
])

const envelope = (path: string, body: unknown, rest: Call = {}): Step => ({
  name: rest.name ?? `an envelope at ${path}`,
  method: 'POST',
  path,
  body,
  status: 200,
  ...rest,
})

scenarios('JSON-RPC: envelopes and bad input', [
  ...['', '/confluence', '/wiki'].map((root) =>
    envelope(
      root + v2,
      { jsonrpc: '2.0', method: 'getSpace', params: ['DEMO'], id: 7 },
      {
        has: { jsonrpc: '2.0', id: 7, result: { key: 'DEMO', url: new RegExp(`^http://[^/]+${root}/`) } },
      },
    ),
  ),
  envelope(v2, [{ method: 'getServerInfo', id: 'a' }, { method: 'fly', id: 'b' }, 7], {
    name: 'a batch',
    has: [
      { id: 'a', result: {} },
      { id: 'b', error: { code: -32601 } },
      { id: null, error: { code: -32600 } },
    ],
  }),
  envelope(
    v2,
    { method: 'getPage', params: [1, 2, 3], id: 1 },
    {
      name: 'arguments that fit no form',
      has: {
        error: {
          code: -32602,
          message: /getPage\(long pageId\) or getPage\(String spaceKey, String pageTitle\)/,
        },
      },
    },
  ),
  envelope(
    v2,
    { method: 'getGroups', params: [], id: 1 },
    {
      name: 'as a reader',
      as: 'reader',
      has: { result: ['confluence-administrators', 'confluence-users', 'readers', 'strangers'] },
    },
  ),
  envelope(
    v2,
    { method: 'addGroup', params: ['x'], id: 1 },
    {
      name: 'administration as a reader',
      as: 'reader',
      has: { error: { code: 500, message: /NotPermittedException/ } },
      events: [],
    },
  ),
  envelope(
    v2,
    { method: 'getPage', params: { a: 1 }, id: 1 },
    { name: 'no list', has: { error: { code: -32600 } } },
  ),
  envelope(v2, [], { name: 'an empty batch', status: 400, has: { error: { code: -32600 } } }),
  envelope(v2, '{"method":', { name: 'no JSON', status: 415 }),
  envelope(
    '/rpc/json-rpc/otherservice-v9',
    { method: 'getSpaces' },
    { name: 'another service', status: 404 },
  ),
  envelope(`${v2}/getPage`, { pageId: 1 }, { name: 'a struct instead of a list', status: 400 }),
  envelope(`${v2}/flyToTheMoon`, [], {
    name: 'an unknown method',
    status: 404,
    has: { error: { code: -32601 } },
  }),
  envelope(
    v2,
    { method: 'getSpaces', params: [], id: 1 },
    { name: 'the anonymous', as: 'anonymous', status: 403 },
  ),
  call('getPage', ['no id'], { status: 400 }),
  call('getPage', ['99999999999999999999'], { status: 404 }),
  call('storePage', ['no struct'], { status: 400 }),
  {
    name: 'SOAP is sent elsewhere',
    method: 'POST',
    path: '/rpc/soap-axis/confluenceservice-v2',
    body: '<soapenv:Envelope/>',
    headers: { 'content-type': 'text/xml' },
    status: 404,
    has: /rpc\/xmlrpc/,
  },
])

const mode = (value: string): Step => ({
  name: `the site is ${value}`,
  method: 'PUT',
  path: '/rest/api/accessmode',
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
  status: 200,
})
const inXml = (method: string, params: string, has: RegExp): Step => ({
  name: `${method} in XML`,
  method: 'POST',
  path: '/rpc/xmlrpc',
  headers: { 'content-type': 'text/xml' },
  body: `<methodCall><methodName>confluence2.${method}</methodName><params>${params}</params></methodCall>`,
  status: 200,
  has,
})
const noToken = '<param><value/></param>'
scenarios('remote procedures in read-only mode', [
  call('storePage', [page('Kept')], { save: { page: 'id' } }),
  mode('READ_ONLY'),
  call('getPage', ['${page}'], {}),
  call('search', ['Kept', 5], {}),
  call('storePage', [page('Not kept')], { status: 405, has: refused('NotPermittedException'), events: [] }),
  envelope(
    v2,
    { method: 'getPage', params: ['${page}'], id: 1 },
    { name: 'read in an envelope', has: { result: {} } },
  ),
  envelope(
    v2,
    { method: 'removePage', params: ['${page}'], id: 1 },
    {
      name: 'write in an envelope',
      has: { error: { message: /read-only mode/ } },
      events: [],
    },
  ),
  inXml('getSpaces', noToken, /<array>/),
  inXml(
    'removePage',
    `${noToken}<param><value>\${page}</value></param>`,
    /NotPermittedException.*read-only mode/s,
  ),
  call('addGroup', ['still-administered'], { events: ['group.created'] }),
  mode('READ_WRITE'),
  call('removePage', ['${page}'], { events: ['page.trashed'] }),
])

describe('the table of remote procedures', () => {
  it('has for every method who may call it, what it gives and a sentence', () => {
    assert.ok(methods.length > 100)
    for (const { name, access, gives, summary } of methods) {
      assert.ok(['site', 'user', 'administrator'].includes(access), name)
      assert.equal(typeof (gives as { title?: unknown }).title, 'string', name)
      assert.match(summary, /^[A-Z].*\.$/, name)
    }
  })

  it('knows which methods change nothing', () => {
    const asking = methods.filter(({ changes }) => !changes).map(({ name }) => name)
    assert.ok(
      asking.includes('getPage') && asking.includes('isWatchingPage') && asking.includes('renderContent'),
    )
    assert.ok(
      !asking.some((name) => /^(add|store|set|remove|update|edit|move|purge|empty|change|watch)/.test(name)),
    )
  })

  it('asks the same of whoever calls any form of a method', () => {
    for (const one of methods) {
      for (const other of methods)
        if (one.name === other.name) assert.equal(one.access, other.access, one.name)
    }
  })
})
