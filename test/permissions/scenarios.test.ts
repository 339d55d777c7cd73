/** The rules of docs/reference/permissions.md, each tried under its number. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  globalGrants,
  grantGlobally,
  revokeGlobally,
  setGlobalPermissions,
} from '../../src/domain/access/global-grants.ts'
import {
  addSpaceGrant,
  grantInSpace,
  removeSpaceGrant,
  revokeInSpace,
  spaceGrants,
} from '../../src/domain/access/grants.ts'
import { assignRoles, roleAssignments, spaceRoles } from '../../src/domain/access/roles.ts'
import { can, canInSpace } from '../../src/domain/access/policy.ts'
import { isSameSubject, type SpacePermission, spacePermissions } from '../../src/domain/access/permissions.ts'
import { insertGlobalPermission, replaceRestrictions } from '../../src/domain/access/rows.ts'
import { restrict } from '../../src/domain/access/restrictions.ts'
import { listActivity } from '../../src/domain/activity/list.ts'
import { viewsOf } from '../../src/domain/analytics/count.ts'
import {
  auditRetention,
  changeAuditRetention,
  exportAuditRecords,
  listAuditRecords,
} from '../../src/domain/audit/log.ts'
import { changeAttachment } from '../../src/domain/attachment/change.ts'
import { findAttachment } from '../../src/domain/attachment/read.ts'
import { authorizeReplacement, authorizeUpload } from '../../src/domain/attachment/upload.ts'
import type { Content } from '../../src/domain/content/content.ts'
import { createContent } from '../../src/domain/content/create.ts'
import { createInlineComment, resolveComment } from '../../src/domain/content/inline-comment.ts'
import { listContent, readContent } from '../../src/domain/content/read.ts'
import { findContents, updateContent } from '../../src/domain/content/rows.ts'
import { purgeContent, removeAtOnce, trashContent } from '../../src/domain/content/trash.ts'
import { updateContentTo } from '../../src/domain/content/update.ts'
import { type Context, transact } from '../../src/domain/context.ts'
import { removeState, setState } from '../../src/domain/content-state/state.ts'
import { createGroup, removeGroup } from '../../src/domain/group/group.ts'
import { joinGroup, leaveGroup } from '../../src/domain/group/members.ts'
import { listMembers, readGroup } from '../../src/domain/group/read.ts'
import { addLabels, removeLabel } from '../../src/domain/label/attach.ts'
import { changeLook } from '../../src/domain/look/look.ts'
import { updateSpaceSettings } from '../../src/domain/space/settings.ts'
import { completeTask } from '../../src/domain/task/complete.ts'
import { listTasks } from '../../src/domain/task/read.ts'
import { createTemplate, listTemplates, removeTemplate } from '../../src/domain/template/template.ts'
import { listRelations, relate } from '../../src/domain/relation/relation.ts'
import { letterFor } from '../../src/domain/notify/letter.ts'
import { search } from '../../src/domain/search.ts'
import { renderBodies } from '../../src/domain/render/body.ts'
import type { Actor } from '../../src/domain/access/actor.ts'
import { setAccessMode } from '../../src/domain/site/access-mode.ts'
import { endAdminKey, issueAdminKey, readAdminKey } from '../../src/domain/site/admin-key.ts'
import { createSpace } from '../../src/domain/space/create.ts'
import { authorizedSpace } from '../../src/domain/space/administer.ts'
import { listSpaces, readSpace } from '../../src/domain/space/read.ts'
import type { Space } from '../../src/domain/space/space.ts'
import { createUserProperty, readUserProperty } from '../../src/domain/user-property/user-property.ts'
import { removeUser, runUserRemoval } from '../../src/domain/user/remove.ts'
import {
  cancelBackup,
  clearBackupQueue,
  findBackup,
  listArchives,
  readBackupFile,
  startRestore,
  startSiteBackup,
  startSpaceBackup,
} from '../../src/domain/backup/administer.ts'
import { openArchive } from '../../src/domain/backup/archive.ts'
import { createUser, listUsers, readProfile, readUser } from '../../src/domain/user/user.ts'
import { isWatching, unwatch, watch } from '../../src/domain/watch/watch.ts'
import {
  changeWebhook,
  createWebhook,
  listWebhooks,
  readWebhook,
  removeWebhook,
} from '../../src/domain/webhook/administer.ts'
import { onEachDatabase } from '../support/app.ts'
import { backupOver } from '../support/backup.ts'
import { credentials } from '../support/people.ts'
import { ask, basic } from '../support/request.ts'
import { scopeScenarios } from './scope-scenarios.ts'
import { type ActorName, openStage, outcome, type Stage } from './stage.ts'
import { treeScenarios } from './tree-scenarios.ts'

interface Scenario {
  readonly rule: number
  readonly name: string
  run(stage: Stage): Promise<void>
}

const FILE = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'permissions.md')
const ANY = { statuses: ['current', 'draft', 'trashed', 'archived'] } as const

const scenarios: Scenario[] = [
  {
    rule: 1,
    name: 'whoever may not use the site is refused before anything else',
    async run({ app, system, subject }) {
      const login = await ask({ method: 'GET', url: `${app.url}/login.action` })
      assert.equal(login.status, 200)
      const anonymous = await ask({ method: 'GET', url: `${app.url}/rest/api/space` })
      assert.equal(anonymous.status, 403)
      assert.match(anonymous.text, /not permitted to use Confluence/)
      const password = 'in-no-group-at-all'
      await createUser(system, {
        username: 'barred',
        email: 'barred@example.com',
        displayName: 'In no group',
        password,
      })
      const barred = { method: 'GET', headers: basic('barred', password) }
      assert.equal((await ask({ ...barred, url: `${app.url}/rest/api/space` })).status, 403)
      assert.equal((await ask({ method: 'GET', url: `${app.url}/wiki/api/v2/users` })).status, 401)
      const strange = { method: 'GET', headers: credentials('stranger') }
      assert.equal((await ask({ ...strange, url: `${app.url}/rest/api/space` })).status, 200)
      await transact(system, ({ db }) => insertGlobalPermission(db, 'USECONFLUENCE', subject('anonymous')))
      assert.equal((await ask({ method: 'GET', url: `${app.url}/rest/api/space` })).status, 200)
      assert.equal((await ask({ method: 'GET', url: `${app.url}/wiki/api/v2/users` })).status, 401)
    },
  },
  {
    rule: 2,
    name: 'system administrators and the program do everything, mere administrators do not',
    async run(stage) {
      const space = await stage.space({})
      const page = await stage.make('ann', { kind: 'page', title: 'Hers', spaceId: space.id })
      const draft = await stage.make('ann', {
        kind: 'page',
        title: 'Draft',
        spaceId: space.id,
        status: 'draft',
      })
      await limit(stage, page, 'read', 'ann')
      await limit(stage, page, 'update', 'ann')
      for (const name of ['root', 'system'] as const) {
        const ctx = stage.as(name)
        assert.equal(await can(ctx, 'read', draft), true)
        for (const action of ['read', 'update', 'remove', 'restrict', 'comment', 'attach'] as const) {
          assert.equal(await can(ctx, action, page), true, `${name} ${action}`)
        }
        assert.equal(await canInSpace(ctx, 'administer', space.id), true)
      }
      await transact(stage.system, ({ db }) =>
        insertGlobalPermission(db, 'ADMINISTRATECONFLUENCE', stage.subject('cleo')),
      )
      assert.equal(await can(stage.as('cleo'), 'read', page), false)
    },
  },
  {
    rule: 3,
    name: 'a permission is held by name, by group, with any log-in, or by everybody',
    async run(stage) {
      const readers = async (to: 'ann' | 'staff' | 'authenticated' | 'anonymous') => {
        const space = await stage.space({ [to]: ['VIEWSPACE'] })
        const names: ActorName[] = []
        for (const name of ['ann', 'ben', 'cleo', 'anonymous'] as const) {
          if (await canInSpace(stage.as(name), 'view', space.id)) names.push(name)
        }
        return names
      }
      assert.deepEqual(await readers('ann'), ['ann'])
      assert.deepEqual(await readers('staff'), ['ann', 'ben'])
      assert.deepEqual(await readers('authenticated'), ['ann', 'ben', 'cleo'])
      assert.deepEqual(await readers('anonymous'), ['ann', 'ben', 'cleo', 'anonymous'])
    },
  },
  {
    rule: 4,
    name: 'without VIEWSPACE no other permission on the space counts',
    async run(stage) {
      const space = await stage.space({ ann: spacePermissions.filter((name) => name !== 'VIEWSPACE') })
      const page = await stage.make('ann', { kind: 'page', title: 'Page', spaceId: space.id })
      const ctx = stage.as('ann')
      assert.equal(await outcome(readContent(ctx, page.id)), 'not-found')
      assert.equal(await outcome(readSpace(ctx, space.key)), 'not-found')
      assert.equal(await outcome(make(stage, 'ann', 'page', space.id)), 'not-found')
      for (const action of ['update', 'remove', 'restrict', 'comment', 'attach'] as const) {
        assert.equal(await can(ctx, action, page), false, action)
      }
      const seen = await listSpaces(ctx, {}, 'key', { limit: 1000 })
      assert.ok(!seen.items.some(({ id }) => id === space.id))
    },
  },
  {
    rule: 5,
    name: 'a draft is its author’s alone, and one of nobody’s is nobody’s',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'EDITSPACE'], anonymous: ['VIEWSPACE'] })
      const draft = { kind: 'page', title: 'Draft', spaceId: space.id, status: 'draft' } as const
      const hers = await stage.make('ann', draft)
      assert.equal(await outcome(readContent(stage.as('ann'), hers.id, ANY)), 'allowed')
      assert.equal(await outcome(readContent(stage.as('ben'), hers.id, ANY)), 'not-found')
      assert.equal(await can(stage.as('ben'), 'update', hers), false)
      const nobodys = await stage.make('system', draft)
      for (const name of ['ann', 'ben', 'cleo', 'anonymous'] as const) {
        assert.equal(await can(stage.as(name), 'read', nobodys), false, name)
      }
    },
  },
  {
    rule: 6,
    name: 'a view restriction shuts out from the page and from all below it',
    async run(stage) {
      const space = await stage.space({ authenticated: ['VIEWSPACE'] })
      const [top, middle, leaf] = await chain(stage, space.id, 3)
      await limit(stage, top, 'read', 'staff')
      const comment = await stage.make('ann', { kind: 'comment', title: '', containerId: leaf.id })
      const file = await stage.attachment('ann', leaf)
      for (const content of [top, middle, leaf, comment, file]) {
        assert.equal(await can(stage.as('ann'), 'read', content), true, content.title)
        assert.equal(await can(stage.as('cleo'), 'read', content), false, content.title)
      }
      // A list further down narrows the circle and does not widen it.
      await limit(stage, leaf, 'read', 'ben', 'cleo')
      assert.equal(await can(stage.as('ann'), 'read', leaf), false)
      assert.equal(await can(stage.as('ben'), 'read', leaf), true)
      assert.equal(await can(stage.as('cleo'), 'read', leaf), false)
      // An update restriction is none of reading.
      await limit(stage, middle, 'update', 'ben')
      assert.equal(await can(stage.as('ann'), 'read', middle), true)
    },
  },
  {
    rule: 7,
    name: 'comments and attachments go where their holder goes',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Holder', spaceId: space.id })
      const comment = await stage.make('ann', { kind: 'comment', title: '', containerId: page.id })
      const file = await stage.attachment('ann', page)
      const ctx = stage.as('ben')
      assert.equal(await outcome(readContent(ctx, comment.id)), 'allowed')
      assert.equal(await outcome(findAttachment(ctx, page.id, file.title)), 'allowed')
      await trashContent(stage.system, page.id)
      assert.equal(await outcome(readContent(ctx, comment.id)), 'not-found')
      assert.equal(await outcome(readContent(ctx, file.id)), 'not-found')
      assert.equal(await outcome(findAttachment(ctx, page.id, file.title)), 'not-found')
    },
  },
  {
    rule: 7,
    name: 'a draft’s attachment is as foreign as the draft',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const draft = await stage.make('ann', {
        kind: 'page',
        title: 'D',
        spaceId: space.id,
        status: 'draft',
      })
      const file = await stage.attachment('ann', draft)
      assert.equal(await outcome(readContent(stage.as('ann'), file.id)), 'allowed')
      assert.equal(await outcome(readContent(stage.as('ben'), file.id)), 'not-found')
      assert.equal(await outcome(findAttachment(stage.as('ben'), draft.id, file.title)), 'not-found')
    },
  },
  {
    rule: 8,
    name: 'the trash is read by id and status only',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Old', spaceId: space.id })
      await trashContent(stage.system, page.id)
      assert.equal(await outcome(readContent(stage.as('ben'), page.id)), 'not-found')
      assert.equal(await outcome(readContent(stage.as('ben'), page.id, ANY)), 'allowed')
      assert.equal(await outcome(readContent(stage.as('cleo'), page.id, ANY)), 'not-found')
      assert.deepEqual(await found(stage, 'ben', `space = ${space.key} and title = Old`), [])
    },
  },
  {
    rule: 9,
    name: 'archived content is read and not changed, nor is what hangs on it',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'EDITSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Settled', spaceId: space.id })
      const file = await stage.attachment('ann', page)
      const comment = await stage.make('ann', { kind: 'comment', title: '', containerId: page.id })
      await transact(stage.system, ({ db }) => updateContent(db, { ...page, status: 'archived' }))
      assert.equal(await outcome(readContent(stage.as('ann'), page.id)), 'allowed')
      assert.equal(await outcome(readContent(stage.as('cleo'), page.id)), 'not-found')
      assert.equal(await outcome(retitle(stage, 'ann', page)), 'bad-request')
      for (const held of [file, comment]) {
        for (const action of ['update', 'remove', 'attach', 'comment', 'restrict'] as const) {
          assert.equal(await can(stage.as('root'), action, held), false, `${action} ${held.kind}`)
        }
        assert.equal(await outcome(trashContent(stage.as('root'), held.id)), 'bad-request')
        assert.equal(await can(stage.as('ann'), 'read', held), true)
      }
      assert.equal(await can(stage.as('root'), 'remove', page), true)
    },
  },
  {
    rule: 10,
    name: 'lists and search hold what may be read, and count nothing else',
    async run(stage) {
      const space = await stage.space({ authenticated: ['VIEWSPACE'] })
      const [top, leaf] = await chain(stage, space.id, 2)
      await limit(stage, top, 'read', 'ann')
      const file = await stage.attachment('ann', leaf)
      const open = space.homepageId as number
      const list = async (name: ActorName) => {
        const page = await listContent(stage.as(name), { spaceIds: [space.id] }, 'id', { limit: 100 })
        return page.items.map(({ id }) => id)
      }
      const cql = `space = ${space.key}`
      assert.deepEqual(await list('ann'), [open, top.id, leaf.id, file.id])
      assert.deepEqual((await found(stage, 'ann', cql)).sort(), [open, top.id, leaf.id, file.id])
      assert.deepEqual(await list('ben'), [open])
      assert.deepEqual(await found(stage, 'ben', cql), [open])
      assert.equal((await search(stage.as('ben'), { cql, limit: 1 })).total, 1)
      assert.deepEqual(await list('anonymous'), [])
    },
  },
  {
    rule: 11,
    name: 'pages and blog posts are created with their permissions, below what can be read',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'EDITSPACE'],
        ben: ['VIEWSPACE', 'EDITBLOG'],
        cleo: ['VIEWSPACE'],
      })
      assert.equal(await outcome(make(stage, 'ann', 'page', space.id)), 'allowed')
      assert.equal(await outcome(make(stage, 'ann', 'blogpost', space.id)), 'forbidden')
      assert.equal(await outcome(make(stage, 'ben', 'blogpost', space.id)), 'allowed')
      assert.equal(await outcome(make(stage, 'ben', 'page', space.id)), 'forbidden')
      assert.equal(await outcome(make(stage, 'cleo', 'page', space.id)), 'forbidden')
      const parent = await stage.make('ben', { kind: 'page', title: 'Hidden', spaceId: space.id })
      await limit(stage, parent, 'read', 'ben')
      assert.equal(await outcome(make(stage, 'ann', 'page', space.id, parent.id)), 'not-found')
    },
  },
  {
    rule: 12,
    name: 'updating and restoring need the permission to create',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'EDITSPACE'],
        ben: ['VIEWSPACE', 'EDITBLOG', 'CREATEATTACHMENT'],
        cleo: ['VIEWSPACE'],
      })
      const page = await stage.make('cleo', { kind: 'page', title: 'Cleo’s page', spaceId: space.id })
      const post = await stage.make('cleo', { kind: 'blogpost', title: 'Post', spaceId: space.id })
      const file = await stage.attachment('cleo', page)
      assert.equal(await outcome(retitle(stage, 'ann', page)), 'allowed')
      assert.equal(await outcome(retitle(stage, 'cleo', page)), 'forbidden')
      assert.equal(await outcome(retitle(stage, 'ann', post)), 'forbidden')
      assert.equal(await outcome(retitle(stage, 'ben', post)), 'allowed')
      assert.equal(await outcome(authorizeReplacement(stage.as('ben'), file)), 'allowed')
      assert.equal(await outcome(authorizeReplacement(stage.as('ann'), file)), 'forbidden')
      await trashContent(stage.system, page.id)
      const restore = (name: ActorName) =>
        updateContentTo(stage.as(name), { id: page.id, version: 3, status: 'current' })
      assert.equal(await outcome(restore('cleo')), 'forbidden')
      assert.equal(await outcome(restore('ann')), 'allowed')
    },
  },
  {
    rule: 13,
    name: 'an update restriction binds the page and its attachments, not pages below nor comments',
    async run(stage) {
      const space = await stage.space({ staff: spacePermissions })
      const [top, leaf] = await chain(stage, space.id, 2)
      const file = await stage.attachment('ben', top)
      const comment = await stage.make('ben', { kind: 'comment', title: '', containerId: top.id })
      await limit(stage, top, 'update', 'ann')
      for (const action of ['update', 'remove', 'restrict', 'attach'] as const) {
        assert.equal(await can(stage.as('ann'), action, top), true, action)
        assert.equal(await can(stage.as('ben'), action, top), false, action)
      }
      for (const action of ['update', 'remove'] as const) {
        assert.equal(await can(stage.as('ben'), action, file), false, `attachment: ${action}`)
        assert.equal(await can(stage.as('ben'), action, leaf), true, `page below: ${action}`)
        assert.equal(await can(stage.as('ben'), action, comment), true, `comment: ${action}`)
      }
      assert.equal(await can(stage.as('ben'), 'comment', top), true)
    },
  },
  {
    rule: 14,
    name: 'who may comment does, and edits nobody else’s comment',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'COMMENT'], cleo: ['VIEWSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Page', spaceId: space.id })
      const say = (name: ActorName) =>
        createContent(stage.as(name), { kind: 'comment', title: '', containerId: page.id })
      assert.equal(await outcome(say('cleo')), 'forbidden')
      assert.equal(await outcome(say('anonymous')), 'not-found')
      const hers = await say('ann')
      const edit = (name: ActorName) => updateContentTo(stage.as(name), { id: hers.id, version: 2 })
      assert.equal(await outcome(edit('ben')), 'forbidden')
      assert.equal(await outcome(edit('ann')), 'allowed')
      const former = await stage.make('cleo', { kind: 'comment', title: '', containerId: page.id })
      assert.equal(await can(stage.as('cleo'), 'update', former), false)
    },
  },
  {
    rule: 14,
    name: 'who may comment marks a passage without being able to update the page, and settles what others said of one',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'COMMENT'], cleo: ['VIEWSPACE'] })
      const body = { representation: 'storage', value: '<p>One two</p>' }
      const page = await stage.make('system', { kind: 'page', title: 'Page', spaceId: space.id, body })
      const say = (name: ActorName) =>
        createInlineComment(stage.as(name), { containerId: page.id, text: 'two', index: 0 })
      assert.equal(await can(stage.as('ann'), 'update', page), false)
      assert.equal(await outcome(say('cleo')), 'forbidden')
      assert.equal(await outcome(say('anonymous')), 'not-found')
      const hers = await say('ann')
      const settle = (name: ActorName) => resolveComment(stage.as(name), hers, true)
      assert.equal(await outcome(settle('cleo')), 'forbidden')
      assert.equal(await outcome(settle('anonymous')), 'not-found')
      assert.equal(await outcome(settle('ben')), 'allowed')
    },
  },
  {
    rule: 15,
    name: 'files are attached with CREATEATTACHMENT, refused before a byte is read',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'CREATEATTACHMENT'],
        ben: ['VIEWSPACE', 'EDITSPACE'],
      })
      const page = await stage.make('ben', { kind: 'page', title: 'Page', spaceId: space.id })
      assert.equal(await outcome(authorizeUpload(stage.as('ann'), page.id)), 'allowed')
      assert.equal(await outcome(authorizeUpload(stage.as('ben'), page.id)), 'forbidden')
      assert.equal(await outcome(authorizeUpload(stage.as('cleo'), page.id)), 'not-found')
    },
  },
  {
    rule: 16,
    name: 'labels are an update of what they are on',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'EDITSPACE'], ben: ['VIEWSPACE'] })
      const page = await stage.make('ben', { kind: 'page', title: 'Page', spaceId: space.id })
      assert.equal(await outcome(addLabels(stage.as('ben'), page.id, [{ name: 'red' }])), 'forbidden')
      assert.equal(await outcome(addLabels(stage.as('ann'), page.id, [{ name: 'red' }])), 'allowed')
      assert.equal(await outcome(removeLabel(stage.as('ben'), page.id, { name: 'red' })), 'forbidden')
      assert.equal(await outcome(removeLabel(stage.as('ann'), page.id, { name: 'red' })), 'allowed')
    },
  },
  {
    rule: 17,
    name: 'each kind is removed with its own permission, one’s own with another',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'REMOVEPAGE', 'REMOVEATTACHMENT'],
        ben: ['VIEWSPACE', 'REMOVEBLOG', 'REMOVECOMMENT'],
        cleo: ['VIEWSPACE', 'REMOVEOWNCONTENT'],
      })
      const page = await stage.make('system', { kind: 'page', title: 'P', spaceId: space.id })
      const own = await stage.make('cleo', { kind: 'page', title: 'C', spaceId: space.id })
      const post = await stage.make('system', { kind: 'blogpost', title: 'B', spaceId: space.id })
      const comment = await stage.make('system', { kind: 'comment', title: '', containerId: page.id })
      const file = await stage.attachment('system', page)
      const allowedTo = async (name: ActorName) => {
        const some: string[] = []
        for (const [what, content] of Object.entries({ page, own, post, comment, file })) {
          if (await can(stage.as(name), 'remove', content)) some.push(what)
        }
        return some
      }
      assert.deepEqual(await allowedTo('ann'), ['page', 'own', 'file'])
      assert.deepEqual(await allowedTo('ben'), ['post', 'comment'])
      assert.deepEqual(await allowedTo('cleo'), ['own'])
      assert.equal(await outcome(trashContent(stage.as('ben'), page.id)), 'forbidden')
      assert.equal(await outcome(removeAtOnce(stage.as('cleo'), file.id)), 'forbidden')
      const below = await stage.make('system', { kind: 'page', title: 'Below', parentId: own.id })
      assert.equal(await outcome(trashContent(stage.as('cleo'), own.id)), 'allowed')
      assert.equal((await readContent(stage.system, below.id)).parentId, null)
    },
  },
  {
    rule: 18,
    name: 'the trash is emptied by administrators of the space',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'REMOVEPAGE', 'SETSPACEPERMISSIONS'],
        ben: ['VIEWSPACE', 'REMOVEPAGE'],
        cleo: ['VIEWSPACE', 'SETSPACEPERMISSIONS'],
      })
      const page = await stage.make('ben', { kind: 'page', title: 'Old', spaceId: space.id })
      await trashContent(stage.system, page.id)
      assert.equal(await outcome(purgeContent(stage.as('ben'), page.id)), 'forbidden')
      assert.equal(await outcome(purgeContent(stage.as('cleo'), page.id)), 'forbidden')
      assert.equal(await outcome(purgeContent(stage.as('ann'), page.id)), 'allowed')
      const draft = { kind: 'page', title: 'D', spaceId: space.id, status: 'draft' } as const
      const his = await stage.make('ben', draft)
      assert.equal(await outcome(purgeContent(stage.as('ann'), his.id)), 'not-found')
      assert.equal(await outcome(purgeContent(stage.as('ben'), his.id)), 'allowed')
    },
  },
  {
    rule: 19,
    name: 'moving to another space is removing here and creating there',
    async run(stage) {
      const here = await stage.space({
        ann: ['VIEWSPACE', 'EDITSPACE', 'REMOVEPAGE'],
        ben: ['VIEWSPACE', 'EDITSPACE'],
        cleo: ['VIEWSPACE', 'EDITSPACE', 'REMOVEPAGE'],
      })
      const there = await stage.space({
        staff: ['VIEWSPACE', 'EDITSPACE'],
        cleo: ['VIEWSPACE'],
        crew: ['VIEWSPACE'],
      })
      const page = await stage.make('system', { kind: 'page', title: 'Traveller', spaceId: here.id })
      const comment = await stage.make('system', { kind: 'comment', title: '', containerId: page.id })
      const move = (name: ActorName) =>
        updateContentTo(stage.as(name), { id: page.id, version: 2, spaceKey: there.key })
      assert.equal(await outcome(move('ben')), 'forbidden')
      assert.equal(await outcome(move('cleo')), 'forbidden')
      assert.equal(await outcome(move('ann')), 'allowed')
      assert.equal((await readContent(stage.system, comment.id)).spaceId, there.id)
    },
  },
  {
    rule: 20,
    name: 'restricting needs its permission and the right to update',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'EDITSPACE', 'SETPAGEPERMISSIONS'],
        ben: ['VIEWSPACE', 'SETPAGEPERMISSIONS'],
        cleo: ['VIEWSPACE', 'EDITSPACE'],
      })
      const page = await stage.make('system', { kind: 'page', title: 'Page', spaceId: space.id })
      const all = (['ann', 'ben', 'cleo'] as const).map(stage.userOrGroup)
      assert.equal(await outcome(restrict(stage.as('ben'), page, 'read', all)), 'forbidden')
      assert.equal(await outcome(restrict(stage.as('cleo'), page, 'read', all)), 'forbidden')
      assert.equal(await outcome(restrict(stage.as('ann'), page, 'read', all)), 'allowed')
      assert.equal(await outcome(restrict(stage.as('ann'), page, 'read', [])), 'allowed')
    },
  },
  {
    rule: 21,
    name: 'a restriction that shuts out its maker is refused and changes nothing',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'EDITSPACE', 'SETPAGEPERMISSIONS'] })
      const page = await stage.make('system', { kind: 'page', title: 'Page', spaceId: space.id })
      const ben = [stage.userOrGroup('ben')]
      const crew = [stage.userOrGroup('crew')]
      assert.equal(await outcome(restrict(stage.as('ann'), page, 'read', ben)), 'not-found')
      assert.equal(await outcome(restrict(stage.as('ann'), page, 'update', crew)), 'forbidden')
      assert.equal(await can(stage.as('ann'), 'update', page), true)
      assert.equal(await outcome(restrict(stage.as('ben'), page, 'read', crew)), 'allowed')
      assert.equal(await can(stage.as('ann'), 'read', page), false)
    },
  },
  {
    rule: 22,
    name: 'spaces are created by those who may',
    async run(stage) {
      const attempt = (name: ActorName, key: string) =>
        outcome(createSpace(stage.as(name), { key, name: key }))
      assert.equal(await attempt('ben', 'BENS'), 'allowed')
      assert.equal(await attempt('ann', 'ANNS'), 'forbidden')
      assert.equal(await attempt('anonymous', 'NOBODYS'), 'unauthenticated')
      assert.equal(await attempt('ben', '~ben'), 'forbidden')
      await transact(stage.system, ({ db }) =>
        insertGlobalPermission(db, 'PERSONALSPACE', stage.subject('staff')),
      )
      assert.equal(await attempt('ben', '~ann'), 'forbidden')
      assert.equal(await attempt('ben', '~ben'), 'allowed')
    },
  },
  {
    rule: 23,
    name: 'a new space is its creator’s, and open to the users unless private',
    async run(stage) {
      const users = (name: string) =>
        createUser(stage.system, {
          username: name,
          email: `${name}@example.com`,
          displayName: name,
          groups: ['confluence-users'],
        })
      const user = await users('member')
      const [group] = await stage.app.domain.database.read
        .selectFrom('group_member')
        .select('group_id')
        .where('user_id', '=', user.id)
        .execute()
      const member = {
        ...stage.as('ann'),
        actor: {
          kind: 'user',
          userId: user.id,
          username: 'member',
          groupIds: [group?.group_id ?? 0],
          superuser: false,
          by: 'password',
        } as const,
      }
      const open = await createSpace(stage.as('ben'), { key: 'OPENED', name: 'Opened' })
      const shut = await createSpace(stage.as('ben'), { key: 'SHUT', name: 'Shut', isPrivate: true })
      assert.equal(await canInSpace(stage.as('ben'), 'administer', shut.id), true)
      assert.equal(await canInSpace(member, 'create-page', open.id), true)
      assert.equal(await canInSpace(member, 'administer', open.id), false)
      assert.equal(await canInSpace(member, 'view', shut.id), false)
      assert.equal(await canInSpace(stage.as('ann'), 'view', open.id), false)
      const held = await stage.app.domain.database.read
        .selectFrom('space_permission')
        .select('permission')
        .where('space_id', '=', open.id)
        .where('subject_kind', '=', 'group')
        .execute()
      const lacking = spacePermissions.filter((name) => !held.some(({ permission }) => permission === name))
      assert.deepEqual(lacking, ['REMOVEMAIL', 'SETSPACEPERMISSIONS'])
    },
  },
  {
    rule: 24,
    name: 'users and groups are made by administrators',
    async run(stage) {
      const someone = { username: 'someone', email: 'someone@example.com', displayName: 'Someone' }
      assert.equal(await outcome(createUser(stage.as('ben'), someone)), 'forbidden')
      assert.equal(await outcome(createGroup(stage.as('anonymous'), 'club')), 'unauthenticated')
      assert.equal(await outcome(createUser(stage.as('root'), someone)), 'allowed')
      const grants = await stage.app.domain.database.read
        .selectFrom('global_permission')
        .innerJoin('user_group', 'user_group.id', 'global_permission.subject_id')
        .select('global_permission.permission')
        .where('user_group.name', '=', 'confluence-users')
        .orderBy('global_permission.permission')
        .execute()
      assert.deepEqual(
        grants.map(({ permission }) => permission),
        ['CREATESPACE', 'PERSONALSPACE', 'USECONFLUENCE'],
      )
    },
  },
  {
    rule: 25,
    name: 'a mere administrator makes no system administrator and changes none',
    async run(stage) {
      const { system } = stage
      await transact(system, ({ db }) =>
        insertGlobalPermission(db, 'ADMINISTRATECONFLUENCE', stage.subject('cleo')),
      )
      const cleo = stage.as('cleo')
      const [admins, staff] = await Promise.all(
        ['admins', 'staff'].map((name) => readGroup(system, { name })),
      )
      const [ann, root] = await Promise.all(['ann', 'root'].map((username) => readUser(system, { username })))
      assert.ok(admins && staff && ann && root)
      assert.equal(await outcome(joinGroup(cleo, admins, ann)), 'forbidden')
      assert.equal(await outcome(leaveGroup(cleo, admins, root)), 'forbidden')
      assert.equal(await outcome(removeGroup(cleo, admins)), 'forbidden')
      const puppet = { username: 'puppet', email: 'puppet@example.com', displayName: 'Puppet' }
      assert.equal(await outcome(createUser(cleo, { ...puppet, groups: ['admins'] })), 'forbidden')
      assert.equal(await outcome(leaveGroup(cleo, staff, ann)), 'allowed')
      assert.equal(await outcome(joinGroup(cleo, staff, ann)), 'allowed')
      assert.equal(await outcome(joinGroup(stage.as('ben'), staff, ann)), 'forbidden')
    },
  },
  {
    rule: 26,
    name: 'the last system administrator stays, whoever asks',
    async run({ system }) {
      const groups = ['admins', 'confluence-administrators']
      const [admins, first] = await Promise.all(groups.map((name) => readGroup(system, { name })))
      const root = await readUser(system, { username: 'root' })
      assert.ok(admins && first && root)
      assert.equal(await outcome(removeGroup(system, first)), 'allowed')
      assert.equal(await outcome(leaveGroup(system, admins, root)), 'bad-request')
      assert.equal(await outcome(removeGroup(system, admins)), 'bad-request')
      assert.equal((await listMembers(system, admins, { offset: 0, limit: 10 })).items.length, 1)
    },
  },
  {
    rule: 27,
    name: 'what is restricted to a removed group stays shut',
    async run(stage) {
      const club = await createGroup(stage.system, 'club')
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const page = await stage.make('ben', { kind: 'page', title: 'Of the club', spaceId: space.id })
      await restrict(stage.almighty('ben'), page, 'read', [{ kind: 'group', id: club.id }])
      assert.equal(await can(stage.as('ann'), 'read', page), false)
      await removeGroup(stage.system, club)
      assert.equal(await can(stage.as('ann'), 'read', page), false)
    },
  },
  {
    rule: 28,
    name: 'watches are one’s own',
    async run(stage) {
      const [ann, ben] = await Promise.all(
        ['ann', 'ben'].map((username) => readUser(stage.system, { username })),
      )
      assert.ok(ann && ben)
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      assert.equal(await outcome(watch(stage.as('ann'), ann, { space })), 'allowed')
      assert.equal(await outcome(watch(stage.as('ann'), ben, { space })), 'forbidden')
      assert.equal(await outcome(unwatch(stage.as('ben'), ann, { space })), 'forbidden')
      assert.equal(await outcome(isWatching(stage.as('ben'), ann, { space })), 'forbidden')
      assert.equal(await isWatching(stage.as('root'), ann, { space }), true)
      assert.equal(await outcome(authorizedSpace(stage.as('ann'), space.key)), 'forbidden')
    },
  },
  {
    rule: 29,
    name: 'who administers a space gives and takes its permissions, and one such stays',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'], ben: ['VIEWSPACE'] })
      const [ann, ben, cleo] = [stage.as('ann'), stage.as('ben'), stage.subject('cleo')]
      assert.equal(await outcome(grantInSpace(ben, space, cleo, ['VIEWSPACE'])), 'forbidden')
      assert.equal(await outcome(spaceGrants(ben, space)), 'forbidden')
      assert.equal(await outcome(spaceGrants(stage.as('cleo'), space)), 'not-found')
      assert.equal(await outcome(grantInSpace(ann, space, cleo, ['VIEWSPACE'])), 'allowed')
      assert.equal(await canInSpace(stage.as('cleo'), 'view', space.id), true)
      assert.equal(await outcome(revokeInSpace(ann, space, cleo, ['VIEWSPACE'])), 'allowed')
      assert.equal(await canInSpace(stage.as('cleo'), 'view', space.id), false)
      const last = revokeInSpace(ann, space, stage.subject('ann'), ['SETSPACEPERMISSIONS'])
      assert.equal(await outcome(last), 'bad-request')
      assert.equal(await canInSpace(ann, 'administer', space.id), true)
    },
  },
  {
    rule: 53,
    name: 'custom content is made by who may update what holds it, and seen and bound as that is',
    async run(stage) {
      const grants: SpacePermission[] = ['VIEWSPACE', 'EDITSPACE']
      const space = await stage.space({ ann: grants, ben: grants, cleo: ['VIEWSPACE', 'COMMENT'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Page', spaceId: space.id })
      const make = (name: ActorName, where: { readonly containerId?: number; readonly spaceId?: number }) =>
        createContent(stage.as(name), { kind: 'ac:app:note', title: 'Note', ...where })
      assert.equal(await outcome(make('cleo', { containerId: page.id })), 'forbidden')
      assert.equal(await outcome(make('cleo', { spaceId: space.id })), 'forbidden')
      assert.equal(await outcome(make('anonymous', { spaceId: space.id })), 'not-found')
      const apart = await make('ben', { spaceId: space.id })
      const note = await make('ben', { containerId: page.id })
      const below = await make('ben', { containerId: note.id })
      const comment = await stage.make('cleo', { kind: 'comment', title: '', containerId: note.id })
      assert.equal(await can(stage.as('cleo'), 'update', note), false)
      assert.equal(await can(stage.as('ann'), 'update', note), true)
      assert.equal(await can(stage.as('ann'), 'remove', note), false)
      await limit(stage, page, 'update', 'ann')
      assert.equal(await can(stage.as('ben'), 'update', note), false)
      assert.equal(await can(stage.as('ben'), 'update', below), false)
      assert.equal(await outcome(make('ben', { containerId: note.id })), 'forbidden')
      await limit(stage, page, 'read', 'ann')
      for (const held of [note, below, comment]) {
        assert.equal(await can(stage.as('ann'), 'read', held), true, held.kind)
        assert.equal(await can(stage.as('ben'), 'read', held), false, held.kind)
        assert.equal(await outcome(readContent(stage.as('ben'), held.id)), 'not-found', held.kind)
      }
      assert.equal(await can(stage.as('cleo'), 'read', apart), true)
    },
  },
  {
    rule: 30,
    name: 'what may not be read looks absent, on every root',
    async run(stage) {
      const space = await stage.space({})
      await stage.app.letRead('reader', space.key)
      const page = await stage.make('ann', { kind: 'page', title: 'Page', spaceId: space.id })
      const { url } = stage.app
      const body = { id: page.id, type: 'page', title: 'New', version: { number: 2 } }
      for (const root of ['', '/confluence', '/wiki']) {
        const of = (name: 'reader' | 'stranger', method: string) =>
          ask({
            method,
            url: `${url}${root}/rest/api/content/${page.id}`,
            headers: credentials(name),
            ...(method === 'PUT' && { body }),
          })
        const absent = await ask({
          method: 'GET',
          url: `${url}${root}/rest/api/content/1`,
          headers: credentials('stranger'),
        })
        const hidden = await of('stranger', 'GET')
        assert.equal(hidden.status, 404)
        assert.equal(
          hidden.text.replaceAll(String(page.id), '1'),
          absent.text,
          'the words say nothing about whether it exists',
        )
        assert.equal((await of('stranger', 'PUT')).status, 404)
        assert.equal((await of('reader', 'GET')).status, 200)
        assert.equal((await of('reader', 'PUT')).status, 403)
      }
      const v2 = await ask({
        method: 'PUT',
        url: `${url}/wiki/api/v2/pages/${page.id}`,
        headers: credentials('reader'),
        body: {
          id: String(page.id),
          status: 'current',
          title: 'New',
          body: { representation: 'storage', value: '' },
          version: { number: 2 },
        },
      })
      assert.equal(v2.status, 404)
    },
  },
  {
    rule: 6,
    name: 'a comment on an attachment is under the restrictions of the page',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Secret', spaceId: space.id })
      const file = await stage.attachment('ann', page)
      const comment = await stage.make('ann', { kind: 'comment', title: '', containerId: file.id })
      await limit(stage, page, 'read', 'ann')
      assert.equal(await can(stage.as('ben'), 'read', comment), false)
      assert.deepEqual(await found(stage, 'ben', `space = ${space.key} and type = comment`), [])
    },
  },
  {
    rule: 6,
    name: 'lists and search forget what is hung below a restriction, and know what is hung elsewhere again',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const [top, open] = await chain(stage, space.id, 2)
      const other = await stage.make('ann', { kind: 'page', title: 'Other', spaceId: space.id })
      const file = await stage.attachment('ann', other)
      await limit(stage, top, 'read', 'ann')
      const list = async () => {
        const page = await listContent(stage.as('ben'), { spaceIds: [space.id] }, 'id', { limit: 100 })
        return page.items.map(({ id }) => id).filter((id) => id !== space.homepageId)
      }
      const under = (parentId: number, content: Content) =>
        updateContentTo(stage.system, { id: content.id, version: content.version + 1, parentId })
      assert.deepEqual(await list(), [other.id, file.id])
      const made = await stage.make('ann', { kind: 'page', title: 'New', parentId: open.id })
      const hidden = await stage.attachment('ann', made, 'hidden.txt')
      assert.deepEqual(await list(), [other.id, file.id])
      const moved = await changeAttachment(stage.system, file, { containerId: made.id })
      assert.deepEqual(await list(), [other.id])
      await changeAttachment(stage.system, moved, { containerId: other.id })
      await changeAttachment(stage.system, hidden, { containerId: other.id })
      assert.deepEqual(await list(), [other.id, file.id, hidden.id])
      await under(open.id, other)
      assert.deepEqual(await list(), [])
      await limit(stage, top, 'read')
      assert.deepEqual(await list(), [top.id, open.id, other.id, file.id, made.id, hidden.id])
    },
  },
  {
    rule: 7,
    name: 'search finds nothing of what hangs on another’s draft',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const draft = await stage.make('ann', {
        kind: 'page',
        title: 'Plan',
        spaceId: space.id,
        status: 'draft',
      })
      await stage.attachment('ann', draft, 'severance.txt')
      assert.deepEqual(await found(stage, 'ben', `space = ${space.key} and type = attachment`), [])
    },
  },
  {
    rule: 7,
    name: 'what hangs on another’s draft is not found by its status either',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const draft = await stage.make('ann', {
        kind: 'page',
        title: 'D',
        spaceId: space.id,
        status: 'draft',
      })
      const file = await stage.attachment('ann', draft)
      assert.equal(await outcome(readContent(stage.as('ben'), file.id, ANY)), 'not-found')
    },
  },
  {
    rule: 8,
    name: 'search finds nothing of what hangs on a page in the trash',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Old', spaceId: space.id })
      await stage.make('ann', { kind: 'comment', title: '', containerId: page.id })
      await stage.attachment('ann', page)
      await trashContent(stage.system, page.id)
      assert.deepEqual(
        await found(stage, 'ben', `space = ${space.key} and type in (comment, attachment)`),
        [],
      )
    },
  },
  {
    rule: 8,
    name: 'macros show nothing of the trash',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const body = (value: string) => ({ representation: 'storage', value })
      const old = await stage.make('ann', {
        kind: 'page',
        title: 'Old',
        spaceId: space.id,
        body: body('<p>thrown away</p>'),
      })
      const page = await stage.make('ann', {
        kind: 'page',
        title: 'New',
        spaceId: space.id,
        body: body(
          '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ac:link>' +
            `<ri:content-entity ri:content-id="${old.id}" /></ac:link></ac:parameter></ac:structured-macro>`,
        ),
      })
      await trashContent(stage.system, old.id)
      const shown = (await renderBodies(stage.as('ben'), [page], 'view')).get(page.id) ?? ''
      assert.doesNotMatch(shown, /thrown away/)
    },
  },
  {
    rule: 31,
    name: 'who is let in as everybody sees who people are only with the permission for it',
    async run(stage) {
      const { system } = stage
      const ann = { username: 'ann' }
      const list = (name: ActorName) => outcome(listUsers(stage.as(name), {}, { limit: 5 }))
      assert.equal(await outcome(readProfile(stage.as('ben'), ann)), 'allowed')
      assert.equal(await outcome(readProfile(stage.as('cleo'), ann)), 'forbidden')
      assert.equal(await outcome(readProfile(stage.as('cleo'), { username: 'cleo' })), 'allowed')
      assert.equal(await outcome(readProfile(stage.as('anonymous'), ann)), 'unauthenticated')
      assert.deepEqual([await list('ben'), await list('cleo')], ['allowed', 'forbidden'])
      assert.equal(
        await outcome(search(stage.as('cleo'), { cql: 'type = user', limit: 5, answers: 'anything' })),
        'forbidden',
      )
      await grantGlobally(system, { subject: { kind: 'anonymous' }, permissions: ['VIEWUSERPROFILES'] })
      assert.equal(await outcome(readProfile(stage.as('anonymous'), ann)), 'allowed')
      assert.deepEqual([await list('anonymous'), await list('cleo')], ['allowed', 'allowed'])
      await revokeGlobally(system, { subject: { kind: 'anonymous' }, permissions: ['VIEWUSERPROFILES'] })
      await grantGlobally(system, { subject: { kind: 'authenticated' }, permissions: ['VIEWUSERPROFILES'] })
      assert.deepEqual([await list('anonymous'), await list('cleo')], ['unauthenticated', 'allowed'])
      await revokeGlobally(system, { subject: { kind: 'authenticated' }, permissions: ['VIEWUSERPROFILES'] })
    },
  },
  {
    rule: 32,
    name: 'who administers the site gives and takes its permissions, but not the highest',
    async run(stage) {
      const [ben, root, system] = [stage.as('ben'), stage.as('root'), stage.system]
      const [crew, benSubject] = [stage.subject('crew'), stage.subject('ben')]
      assert.equal(await outcome(globalGrants(ben)), 'forbidden')
      assert.equal(
        await outcome(grantGlobally(ben, { subject: crew, permissions: ['PERSONALSPACE'] })),
        'forbidden',
      )
      await grantGlobally(system, { subject: benSubject, permissions: ['ADMINISTRATECONFLUENCE'] })
      assert.equal(
        await outcome(grantGlobally(ben, { subject: crew, permissions: ['USECONFLUENCE', 'PERSONALSPACE'] })),
        'allowed',
      )
      const highest = { subject: crew, permissions: ['SYSTEMADMINISTRATOR'] } as const
      assert.equal(await outcome(grantGlobally(ben, highest)), 'forbidden')
      assert.equal(await outcome(setGlobalPermissions(ben, [highest])), 'forbidden')
      const admins = await readGroup(system, { name: 'admins' })
      const ofAdmins = { kind: 'group', id: admins.id } as const
      assert.equal(
        await outcome(revokeGlobally(ben, { subject: ofAdmins, permissions: ['CREATESPACE'] })),
        'forbidden',
      )
      assert.equal(
        await outcome(
          grantGlobally(root, { subject: { kind: 'anonymous' }, permissions: ['ADMINISTRATECONFLUENCE'] }),
        ),
        'bad-request',
      )
      await revokeGlobally(ben, { subject: crew, permissions: ['USECONFLUENCE'] })
      assert.deepEqual(await globalGrants(ben, crew), [])
      await setGlobalPermissions(root, [{ subject: benSubject, permissions: [] }])
      assert.equal(await outcome(globalGrants(ben)), 'forbidden')
      await setGlobalPermissions(root, [{ subject: crew, permissions: ['CREATESPACE'] }])
      assert.equal(
        await outcome(revokeGlobally(system, { subject: ofAdmins, permissions: ['SYSTEMADMINISTRATOR'] })),
        'bad-request',
      )
    },
  },
  {
    rule: 33,
    name: 'to see a space comes before anything else on it, and goes last',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'] })
      const [ann, subject] = [stage.as('ann'), stage.subject('cleo')]
      const give = (permission: SpacePermission) => addSpaceGrant(ann, space, { permission, subject })
      assert.equal(await outcome(give('EDITSPACE')), 'bad-request')
      const sight = await give('VIEWSPACE')
      assert.equal(await outcome(give('VIEWSPACE')), 'bad-request')
      await give('EDITSPACE')
      assert.equal(await canInSpace(stage.as('cleo'), 'create-page', space.id), true)
      assert.equal(await outcome(removeSpaceGrant(stage.as('cleo'), space, sight)), 'forbidden')
      await removeSpaceGrant(ann, space, sight)
      assert.deepEqual(await spaceGrants(ann, space, subject), [])
      assert.equal(await outcome(removeSpaceGrant(ann, space, sight)), 'not-found')
    },
  },
  {
    rule: 34,
    name: 'properties are one’s own to change',
    async run(stage) {
      const ann = await readUser(stage.system, { username: 'ann' })
      assert.ok(ann)
      assert.equal(await outcome(createUserProperty(stage.as('ann'), ann, 'own', 1)), 'allowed')
      assert.equal(await outcome(createUserProperty(stage.as('ben'), ann, 'other', 1)), 'forbidden')
      assert.equal(await outcome(createUserProperty(stage.as('root'), ann, 'ruled', 1)), 'allowed')
      assert.equal((await readUserProperty(stage.as('ben'), ann, 'own')).value, 1)
      assert.equal(await outcome(readUserProperty(stage.as('cleo'), ann, 'own')), 'forbidden')
    },
  },
  {
    rule: 35,
    name: 'what is related to something is listed as far as it may be seen',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE'] })
      const make = (title: string) => stage.make('ann', { kind: 'page', title, spaceId: space.id })
      const [source, open, secret] = [await make('Source'), await make('Open'), await make('Secret')]
      for (const target of [open, secret]) {
        await relate(stage.as('ben'), 'leads', { content: source }, { content: target })
      }
      await limit(stage, secret, 'read', 'ann')
      const outlook = { side: 'source', end: { content: source }, farKind: 'content' } as const
      const seen = async (name: ActorName) =>
        (await listRelations(stage.as(name), 'leads', outlook, { offset: 0, limit: 10 })).items.length
      assert.deepEqual([await seen('ann'), await seen('ben'), await seen('cleo')], [2, 1, 0])
    },
  },
  {
    rule: 36,
    name: 'who administers a space changes its templates, colours and settings, and nobody else’s',
    async run(stage) {
      const { key } = await stage.space({ ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'], ben: ['VIEWSPACE'] })
      const body = { representation: 'storage', value: '<p>x</p>' }
      const changes = (ctx: Context, spaceKey?: string) => [
        createTemplate(ctx, { name: 'T', body, spaceKey }),
        changeLook(ctx, spaceKey, { light: { linkColor: '#ffffff' } }, false),
        ...(spaceKey === undefined
          ? []
          : [updateSpaceSettings(ctx, spaceKey, { routeOverrideEnabled: true })]),
      ]
      const outcomes = (name: ActorName, spaceKey?: string) =>
        Promise.all(changes(stage.as(name), spaceKey).map((change) => outcome(change)))
      assert.deepEqual(await outcomes('ann', key), ['allowed', 'allowed', 'allowed'])
      assert.deepEqual(await outcomes('ben', key), ['forbidden', 'forbidden', 'forbidden'])
      assert.deepEqual(await outcomes('cleo', key), ['not-found', 'not-found', 'not-found'])
      assert.deepEqual(await outcomes('ann'), ['forbidden', 'forbidden'])
      assert.deepEqual(await outcomes('root'), ['allowed', 'allowed'])
      const { items } = await listTemplates(stage.as('ben'), key, { offset: 0, limit: 10 })
      const id = items[0]?.id as number
      assert.equal(await outcome(removeTemplate(stage.as('ben'), id)), 'forbidden')
      assert.equal(await outcome(removeTemplate(stage.as('cleo'), id)), 'not-found')
      assert.equal(await outcome(removeTemplate(stage.as('ann'), id)), 'allowed')
    },
  },
  {
    rule: 36,
    name: 'a state that somebody made is set by them alone',
    async run(stage) {
      const space = await stage.space({ staff: ['VIEWSPACE', 'EDITSPACE'] })
      const page = await stage.make('ann', { kind: 'page', title: 'Stated', spaceId: space.id })
      const mine = await setState(stage.as('ann'), page.id, 'current', { name: 'Mine', color: '#000000' })
      const again = (name: ActorName) =>
        outcome(setState(stage.as(name), page.id, 'current', { id: mine?.state.id }))
      assert.deepEqual([await again('ann'), await again('ben')], ['allowed', 'bad-request'])
    },
  },
  {
    rule: 12,
    name: 'ticking a task and setting a state are updates',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'EDITSPACE'], ben: ['VIEWSPACE'] })
      const value =
        '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-body>x</ac:task-body></ac:task></ac:task-list>'
      const page = await stage.make('ann', {
        kind: 'page',
        title: 'With a task',
        spaceId: space.id,
        body: { representation: 'storage', value },
      })
      const { items } = await listTasks(stage.system, { contentIds: [page.id] }, { offset: 0, limit: 1 })
      const task = items[0]?.id as number
      const tried = async (name: ActorName) => [
        await outcome(completeTask(stage.as(name), task, true)),
        await outcome(setState(stage.as(name), page.id, 'current', { id: 1 })),
        await outcome(removeState(stage.as(name), page.id, 'current')),
      ]
      assert.deepEqual(await tried('ben'), ['forbidden', 'forbidden', 'forbidden'])
      assert.deepEqual(await tried('cleo'), ['not-found', 'not-found', 'not-found'])
      assert.deepEqual(await tried('ann'), ['allowed', 'allowed', 'allowed'])
    },
  },
  {
    rule: 37,
    name: 'a removed user holds nothing, and what was restricted to them stays shut',
    async run(stage) {
      const { system } = stage
      const leaver = await createUser(system, {
        username: 'leaver',
        email: 'leaver@example.com',
        displayName: 'Leaver',
        groups: ['staff'],
      })
      const subject = { kind: 'user', id: leaver.id } as const
      const space = await stage.space({ staff: ['VIEWSPACE'], ann: ['SETSPACEPERMISSIONS'] })
      await grantInSpace(system, space, subject, ['EDITSPACE'])
      const page = await stage.make('ann', { kind: 'page', title: 'Theirs', spaceId: space.id })
      await transact(system, ({ db }) => replaceRestrictions(db, page.id, 'read', [subject]))
      assert.equal(await outcome(removeUser(stage.as('ann'), leaver)), 'forbidden')
      const root = await readUser(system, { username: 'root' })
      assert.ok(root)
      assert.equal(await outcome(removeUser(stage.as('root'), root)), 'bad-request')
      const task = await removeUser(stage.as('root'), leaver)
      await runUserRemoval(system, task, async () => {})
      assert.equal(await readUser(system, { username: 'leaver' }), undefined)
      assert.deepEqual(await spaceGrants(system, space, subject), [])
      assert.equal(await can(stage.as('ann'), 'read', page), false)
    },
  },
  {
    rule: 38,
    name: 'the audit log and the access mode are for system administrators',
    async run(stage) {
      const everything = { offset: 0, limit: 10 }
      for (const [name, expected] of [
        ['ann', 'forbidden'],
        ['cleo', 'forbidden'],
        ['root', 'allowed'],
      ] as const) {
        const ctx = stage.as(name)
        assert.equal(await outcome(listAuditRecords(ctx, {}, everything)), expected, name)
        assert.equal(await outcome(exportAuditRecords(ctx, {})), expected, name)
        assert.equal(await outcome(auditRetention(ctx)), expected, name)
        assert.equal(await outcome(changeAuditRetention(ctx, { number: 6, units: 'MONTHS' })), expected)
        assert.equal(await outcome(setAccessMode(ctx, 'READ_WRITE')), expected, name)
      }
    },
  },
  {
    rule: 39,
    name: 'webhooks are for administrators',
    async run(stage) {
      const details = { name: 'Hook', url: 'https://hook.example', events: ['page_created'], active: false }
      assert.equal(await outcome(createWebhook(stage.as('ann'), details)), 'forbidden')
      assert.equal(await outcome(listWebhooks(stage.as('ann'), [])), 'forbidden')
      const { id } = await createWebhook(stage.as('cleo'), details)
      assert.equal(await outcome(readWebhook(stage.as('ann'), id)), 'forbidden')
      assert.equal(await outcome(changeWebhook(stage.as('ann'), id, { name: 'Mine' })), 'forbidden')
      assert.equal(await outcome(removeWebhook(stage.as('ann'), id)), 'forbidden')
      assert.equal(await outcome(removeWebhook(stage.as('cleo'), id)), 'allowed')
    },
  },
  {
    rule: 40,
    name: 'activity is for administrators of the site or the space, views are for readers',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'], ben: ['VIEWSPACE'] })
      const page = await stage.make('root', { kind: 'page', title: 'Seen', spaceId: space.id })
      const inSpace = { spaces: [space] }
      const most = { offset: 0, limit: 10 }
      assert.equal(await outcome(listActivity(stage.as('ben'), inSpace, most)), 'forbidden')
      assert.equal(await outcome(listActivity(stage.as('ann'), {}, most)), 'forbidden')
      const found = await listActivity(stage.as('ann'), inSpace, most)
      assert.ok(found.items.some(({ content }) => content.id === page.id))
      await restrict(stage.as('root'), page, 'read', [stage.userOrGroup('cleo')])
      assert.deepEqual(
        (await listActivity(stage.as('ann'), inSpace, most)).items.filter(
          ({ content }) => content.id === page.id,
        ),
        [],
      )
      assert.equal(await outcome(viewsOf(stage.as('ann'), page.id)), 'not-found')
      assert.equal(await outcome(viewsOf(stage.as('root'), page.id)), 'allowed')
    },
  },
  {
    rule: 41,
    name: 'a letter is made for its reader only, as far as they may read',
    async run(stage) {
      const space = await stage.space({ ben: ['VIEWSPACE'] })
      const page = await stage.make('root', { kind: 'page', title: 'Told', spaceId: space.id })
      const event = await stage.system.db
        .selectFrom('event')
        .select('id')
        .where('content_id', '=', page.id)
        .executeTakeFirstOrThrow()
      const letterTo = (name: 'ann' | 'ben') => {
        const subject = stage.subject(name)
        assert.ok(subject.kind === 'user')
        const ctx = { ...stage.system, app: { ...stage.system.app, home: 'https://wiki.example.com' } }
        return letterFor(ctx, { eventId: event.id, userId: subject.id, reason: { kind: 'mention' } })
      }
      assert.match((await letterTo('ben'))?.text ?? '', /Told/)
      assert.equal(await letterTo('ann'), undefined)
    },
  },
  ...scopeScenarios,
  ...treeScenarios,
  {
    rule: 49,
    name: 'an admin key is for system administrators, themselves, and gives nothing',
    async run(stage) {
      for (const name of ['ann', 'anonymous'] as const) {
        const refusal = name === 'ann' ? 'not-found' : 'unauthenticated'
        assert.equal(await outcome(issueAdminKey(stage.as(name), 10)), refusal)
        assert.equal(await outcome(readAdminKey(stage.as(name))), refusal)
        assert.equal(await outcome(endAdminKey(stage.as(name))), refusal)
      }
      const { userId } = await issueAdminKey(stage.as('root'), 10)
      assert.equal((await readAdminKey(stage.as('root'))).userId, userId)
      const narrow = { ...stage.as('root').actor, scope: { level: 'write' } } as Actor
      assert.equal(await outcome(readAdminKey({ ...stage.system, actor: narrow })), 'not-found')
      await endAdminKey(stage.as('root'))
      assert.equal(await outcome(readAdminKey(stage.as('root'))), 'not-found')
    },
  },
  {
    rule: 48,
    name: 'backups are for system administrators; spaces that hide nothing also for who may export them',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'EXPORTSPACE'], ben: ['VIEWSPACE'] })
      const { key } = space
      const page = await stage.make('ben', { kind: 'page', title: 'Open', spaceId: space.id })
      await stage.make('ben', { kind: 'page', title: 'Of Ben', spaceId: space.id, status: 'draft' })
      for (const name of ['ann', 'cleo'] as const) {
        assert.equal(await outcome(startSiteBackup(stage.as(name), {})), 'forbidden')
        assert.equal(await outcome(startRestore(stage.as(name), 'site', { fileName: 'a' })), 'forbidden')
        assert.equal(await outcome(listArchives(stage.as(name), undefined)), 'forbidden')
        assert.equal(await outcome(clearBackupQueue(stage.as(name))), 'forbidden')
      }
      const spaceKeys = [key]
      assert.equal(await outcome(startSpaceBackup(stage.as('ben'), { spaceKeys })), 'forbidden')
      assert.equal(await outcome(startSpaceBackup(stage.as('cleo'), { spaceKeys })), 'not-found')
      const job = await startSpaceBackup(stage.as('ann'), { spaceKeys })
      assert.equal(await findBackup(stage.as('ben'), job.id), undefined)
      assert.equal(await outcome(cancelBackup(stage.as('ben'), job.id)), 'not-found')
      assert.equal((await backupOver(stage.app, job.id)).state, 'finished')
      const path = stage.app.domain.archives.pathOf('space', job.fileName)
      assert.deepEqual(await titlesIn(path), ['Open', `${key} Home`])
      assert.equal(await rowsIn(path, 'space_permission'), 0)
      assert.equal(await outcome(readBackupFile(stage.as('ann'), job.id)), 'allowed')
      assert.equal(await outcome(readBackupFile(stage.as('ben'), job.id)), 'not-found')
      await limit(stage, page, 'read', 'ben')
      assert.equal(await outcome(startSpaceBackup(stage.as('ann'), { spaceKeys })), 'forbidden')
      assert.equal(await outcome(readBackupFile(stage.as('ann'), job.id)), 'not-found')
      const whole = await startSpaceBackup(stage.as('root'), { spaceKeys })
      assert.equal((await backupOver(stage.app, whole.id)).state, 'finished')
      const file = await readBackupFile(stage.as('root'), whole.id)
      const wholePath = stage.app.domain.archives.pathOf('space', file.name)
      assert.deepEqual(await titlesIn(wholePath), ['Of Ben', 'Open', `${key} Home`])
      assert.ok((await rowsIn(wholePath, 'space_permission')) > 0)
    },
  },
  {
    rule: 50,
    name: 'whoever holds exactly the permissions of a role has it, however they came by them',
    async run(stage) {
      const space = await stage.space({
        ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'],
        ben: ['COMMENT', 'VIEWSPACE', 'REMOVEMAIL'],
        cleo: ['VIEWSPACE', 'COMMENT', 'EDITSPACE'],
        staff: spacePermissions.filter((one) => one !== 'REMOVEMAIL'),
        anonymous: ['VIEWSPACE'],
      })
      assert.deepEqual(await rolesOn(stage, space), { ben: 'Viewer', staff: 'Admin' })
      const more = ['EDITBLOG', 'CREATEATTACHMENT', 'REMOVEOWNCONTENT'] as const
      await grantInSpace(stage.as('ann'), space, stage.subject('cleo'), more)
      assert.deepEqual(await rolesOn(stage, space), { ben: 'Viewer', cleo: 'Collaborator', staff: 'Admin' })
      await revokeInSpace(stage.as('ann'), space, stage.subject('ben'), ['COMMENT'])
      assert.deepEqual(await rolesOn(stage, space), { cleo: 'Collaborator', staff: 'Admin' })
      const open = await createSpace(stage.system, { key: 'ROLESOPEN', name: 'Open' })
      const users = await readGroup(stage.system, { name: 'confluence-users' })
      const [usual, ...others] = await roleAssignments(stage.system, open)
      assert.deepEqual(usual?.subject, { kind: 'group', id: users.id })
      assert.equal(usual?.role.name, 'Manager')
      assert.deepEqual(others, [])
    },
  },
  {
    rule: 51,
    name: 'a role is assigned by who administers the space, gives exactly its permissions, and none takes them all',
    async run(stage) {
      const space = await stage.space({ ann: ['VIEWSPACE', 'SETSPACEPERMISSIONS'], ben: ['VIEWSPACE'] })
      const ann = stage.as('ann')
      const cleo = stage.subject('cleo')
      const page = await stage.make('ann', { kind: 'page', title: 'Page', spaceId: space.id })
      for (const role of spaceRoles) {
        const wanted = [{ subject: cleo, role }]
        assert.equal(await outcome(assignRoles(stage.as('ben'), space, wanted)), 'forbidden')
        assert.equal(await outcome(assignRoles(ann, space, wanted)), 'allowed')
        const held = (await spaceGrants(ann, space, cleo)).map(({ permission }) => permission)
        assert.deepEqual(held.sort(), [...role.permissions].sort())
        assert.deepEqual(await rolesOn(stage, space), { cleo: role.name })
        const may = (permission: SpacePermission) => role.permissions.includes(permission)
        assert.equal(await can(stage.as('cleo'), 'read', page), true)
        assert.equal(await can(stage.as('cleo'), 'update', page), may('EDITSPACE'))
        assert.equal(await can(stage.as('cleo'), 'remove', page), may('REMOVEPAGE'))
        assert.equal(await canInSpace(stage.as('cleo'), 'administer', space.id), may('SETSPACEPERMISSIONS'))
        assert.deepEqual(await found(stage, 'cleo', `space = ${space.key} and title = Page`), [page.id])
      }
      assert.equal(await outcome(roleAssignments(stage.as('ben'), space)), 'forbidden')
      assert.equal(await outcome(assignRoles(ann, space, [{ subject: cleo, role: undefined }])), 'allowed')
      assert.deepEqual(await spaceGrants(ann, space, cleo), [])
      assert.equal(await outcome(roleAssignments(stage.as('cleo'), space)), 'not-found')
      const [viewer] = spaceRoles
      const last = assignRoles(ann, space, [{ subject: stage.subject('ann'), role: viewer }])
      assert.equal(await outcome(last), 'bad-request', 'the last who administers stays')
      assert.equal(await canInSpace(ann, 'administer', space.id), true)
    },
  },
]

/** Who of the cast has which role on a space. */
async function rolesOn(stage: Stage, space: Space): Promise<Record<string, string>> {
  const names = ['ann', 'ben', 'cleo', 'staff', 'crew', 'anonymous', 'authenticated'] as const
  const assigned = await roleAssignments(stage.system, space)
  return Object.fromEntries(
    names.flatMap((name) => {
      const one = assigned.find(({ subject }) => isSameSubject(subject, stage.subject(name)))
      return one ? [[name, one.role.name]] : []
    }),
  )
}

/** Titles of the contents of an archive. */
async function titlesIn(path: string): Promise<string[]> {
  const archive = await openArchive(path)
  const titles: string[] = []
  for await (const rows of archive.rows('content')) titles.push(...rows.map(({ title }) => String(title)))
  archive.close()
  return titles.sort()
}

async function rowsIn(path: string, table: string): Promise<number> {
  const archive = await openArchive(path)
  let count = 0
  for await (const rows of archive.rows(table)) count += rows.length
  archive.close()
  return count
}

/** Make a restriction without asking anybody. */
async function limit(
  stage: Stage,
  content: Content,
  operation: 'read' | 'update',
  ...to: ('ann' | 'ben' | 'cleo' | 'staff' | 'crew')[]
): Promise<void> {
  await transact(stage.system, ({ db }) =>
    replaceRestrictions(db, content.id, operation, to.map(stage.userOrGroup)),
  )
}

/** Pages one below the other, by ann. */
async function chain(
  stage: Stage,
  spaceId: number,
  length: number,
): Promise<Content[] & [Content, Content, Content]> {
  const pages: Content[] = []
  for (let level = 1; level <= length; level++) {
    const parentId = pages.at(-1)?.id
    pages.push(await stage.make('ann', { kind: 'page', title: `Level ${level}`, spaceId, parentId }))
  }
  return pages as Content[] & [Content, Content, Content]
}

let titles = 0
function make(stage: Stage, by: ActorName, kind: 'page' | 'blogpost', spaceId: number, parentId?: number) {
  return createContent(stage.as(by), { kind, title: `Made ${++titles}`, spaceId, parentId })
}

async function retitle(stage: Stage, by: ActorName, content: Content): Promise<Content> {
  const [now] = await findContents(stage.system.db, [content.id])
  const version = (now?.version ?? 0) + 1
  return updateContentTo(stage.as(by), { id: content.id, version, title: `Made ${++titles}` })
}

async function found(stage: Stage, by: ActorName, cql: string): Promise<number[]> {
  const { hits } = await search(stage.as(by), { cql, limit: 100 })
  return hits.flatMap((hit) => (hit.kind === 'content' ? hit.content.id : []))
}

onEachDatabase((database) => {
  describe(`permissions, ${database}`, () => {
    let stage: Stage
    before(async () => {
      stage = await openStage(database)
    })
    after(() => stage.close())
    for (const { rule, name, run } of scenarios) it(`${rule}: ${name}`, () => run(stage))
  })
})

describe('permissions', () => {
  it('are tried under every number of the rules', () => {
    const numbers = [...readFileSync(FILE, 'utf8').matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) =>
      Number(number),
    )
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    )
    assert.deepEqual(
      [...new Set(scenarios.map(({ rule }) => rule))].sort((a, b) => a - b),
      numbers,
    )
  })

  it('on a space are all explained', () => {
    const text = readFileSync(FILE, 'utf8')
    assert.deepEqual(
      spacePermissions.filter((name) => !text.includes(`| \`${name}\` |`)),
      [],
    )
  })
})
