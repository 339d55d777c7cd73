/** confluence.js: every function for the first API that `settings.test.ts` does not call. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createV1Client } from 'confluence.js'
import { onEachDatabase, startTestApp, type TestApp } from '../../support/app.ts'
import { credentials, people, type Person } from '../../support/people.ts'
import { ask } from '../../support/request.ts'

/** Parts of the client that are about what is set, of which `settings.test.ts` calls every function. */
const SETTINGS: ReadonlySet<string> = new Set([
  'contentStates',
  'dynamicModules',
  'settings',
  'spaceSettings',
  'template',
  'themes',
])

type V1 = ReturnType<typeof createV1Client>

/** The client, with the functions that are called noted as `part.function`. */
function noting(v1: V1, called: Set<string>): V1 {
  const part = (name: string, functions: object) =>
    new Proxy(functions, {
      get: (target, key: string) => {
        called.add(`${name}.${key}`)
        return Reflect.get(target, key) as unknown
      },
    })
  return Object.fromEntries(
    Object.entries(v1).map(([name, functions]) => [name, part(name, functions)]),
  ) as unknown as V1
}

const DEADLINE_MS = 30_000

onEachDatabase((database) => {
  describe(`confluence.js on all of the first API, ${database}`, () => {
    const called = new Set<string>()
    const key = 'WHOLE'
    let app: TestApp
    let v1: V1
    let bare: V1
    let me: string
    let other: string
    let page: string
    before(async () => {
      app = await startTestApp({ database })
      bare = clientOf(people.admin)
      v1 = noting(bare, called)
      await v1.space.createSpace({ key, name: 'Whole' })
      me = (await v1.users.getCurrentUser({ expand: ['operations', 'personalSpace'] })).accountId ?? ''
      other = (await clientOf(people.editor).users.getCurrentUser({})).accountId ?? ''
      page = await make('Page')
    })
    after(() => app.close())

    function clientOf({ email, password }: Person): V1 {
      return createV1Client({ host: app.url, auth: { type: 'basic', email, apiToken: password } })
    }

    async function make(title: string, more: object = {}): Promise<string> {
      const body = {
        storage: {
          value: `<p>${title}</p><ac:structured-macro ac:name="info" ac:macro-id="m-1"><ac:rich-text-body><p>note</p></ac:rich-text-body></ac:structured-macro>`,
          representation: 'storage',
        },
      }
      const answer = await ask({
        method: 'POST',
        url: `${app.url}/wiki/rest/api/content`,
        headers: credentials('admin'),
        body: { type: 'page', title, space: { key }, body, ...more },
      })
      assert.equal(answer.status, 200, answer.text)
      return (answer.json as { id: string }).id
    }

    /** What a function of the client answers once it has anything to say: work in the background takes a moment. */
    async function eventually<T>(look: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
      const end = Date.now() + DEADLINE_MS
      for (;;) {
        const answer = await look()
        if (isThere(answer)) return answer
        assert.ok(Date.now() < end, JSON.stringify(answer))
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }

    async function done(id: string): Promise<void> {
      const task = await eventually(
        () => v1.longRunningTask.getTask({ id }),
        (answer) => answer.percentageComplete === 100,
      )
      assert.equal(task.successful, true, JSON.stringify(task))
    }

    it('users', async () => {
      assert.equal((await v1.users.getUser({ accountId: other })).displayName, people.editor.displayName)
      assert.equal((await v1.users.getAnonymousUser({})).type, 'anonymous')
      const groups = await v1.users.getGroupMembershipsForUser({ accountId: me })
      assert.ok(groups.results.some((group) => group.name === 'confluence-administrators'))
      assert.equal((await v1.users.getBulkUserLookup({ accountId: other })).results.length, 1)
      assert.equal(
        (await v1.users.getPrivacyUnsafeUserEmail({ accountId: other })).email,
        people.editor.email,
      )
      const bulk = await v1.users.getPrivacyUnsafeUserEmailBulk({ accountId: [other] })
      assert.equal(JSON.stringify(bulk).includes(people.editor.email), true)
      const found = await v1.search.searchUser({ cql: `user.accountid = "${other}"` })
      assert.equal(found.results.length, 1)
    })

    it('properties of users', async () => {
      const { userProperties } = v1
      await userProperties.createUserProperty({ userId: me, key: 'first', value: { a: 1 } })
      await userProperties.updateUserProperty({ userId: me, key: 'first', value: { a: 2 } })
      assert.deepEqual((await userProperties.getUserProperty({ userId: me, key: 'first' })).value, { a: 2 })
      assert.equal((await userProperties.getUserProperties({ userId: me })).results.length, 1)
      await userProperties.deleteUserProperty({ userId: me, key: 'first' })
      assert.equal((await userProperties.getUserProperties({ userId: me })).results.length, 0)
    })

    it('groups', async () => {
      const { group } = v1
      const made = await group.createGroup({ name: 'whole-group' })
      const groupId = made.id ?? ''
      assert.equal((await group.getGroupByGroupId({ id: groupId })).name, 'whole-group')
      assert.ok((await group.getGroups({ limit: 100 })).results.some((one) => one.name === 'whole-group'))
      assert.equal((await group.searchGroups({ query: 'whole', shouldReturnTotalSize: true })).totalSize, 1)
      await group.addUserToGroupByGroupId({ groupId, accountId: other })
      const members = await group.getGroupMembersByGroupId({ groupId })
      assert.deepEqual(
        members.results.map((member) => member.accountId),
        [other],
      )
      await group.removeMemberFromGroupByGroupId({ groupId, accountId: other })
      await group.removeGroupById({ id: groupId })
      await assert.rejects(group.getGroupByGroupId({ id: groupId }))
    })

    it('labels, of pages and of spaces', async () => {
      const { contentLabels, experimental, labelInfo } = v1
      await contentLabels.addLabelsToContent({
        id: page,
        body: [
          { prefix: 'global', name: 'one' },
          { prefix: 'global', name: 'two' },
        ],
      })
      await contentLabels.removeLabelFromContent({ id: page, label: 'one' })
      const labelled = await labelInfo.getAllLabelContent({ name: 'two' })
      assert.deepEqual(
        labelled.associatedContents?.results.map((content) => content.title),
        ['Page'],
      )
      await contentLabels.removeLabelFromContentUsingQueryParameter({ id: page, name: 'two' })
      const label = [{ prefix: 'team', name: 'rivers' }]
      await experimental.addLabelsToSpace({ spaceKey: key, body: label as never })
      assert.equal((await experimental.getLabelsForSpace({ spaceKey: key })).results.length, 1)
      await experimental.deleteLabelFromSpace({ spaceKey: key, name: 'rivers', prefix: 'team' })
    })

    it('watches', async () => {
      const { contentWatches } = v1
      const watcher = { accountId: other }
      await contentWatches.addContentWatcher({ contentId: page, ...watcher })
      assert.equal(
        (await contentWatches.getContentWatchStatus({ contentId: page, ...watcher })).watching,
        true,
      )
      assert.equal((await contentWatches.getWatchesForPage({ id: page })).results.length, 2)
      await contentWatches.removeContentWatcher({ contentId: page, ...watcher })
      await contentWatches.addSpaceWatcher({ spaceKey: key, ...watcher })
      assert.equal((await contentWatches.isWatchingSpace({ spaceKey: key, ...watcher })).watching, true)
      assert.equal((await contentWatches.getWatchersForSpace({ spaceKey: key })).results.length, 1)
      assert.equal((await contentWatches.getWatchesForSpace({ id: page })).results.length, 1)
      await contentWatches.removeSpaceWatch({ spaceKey: key, ...watcher })
      await contentWatches.addLabelWatcher({ labelName: 'two', ...watcher })
      assert.equal((await contentWatches.isWatchingLabel({ labelName: 'two', ...watcher })).watching, true)
      await contentWatches.removeLabelWatcher({ labelName: 'two', ...watcher })
    })

    it('restrictions and permissions of a page', async () => {
      const { contentPermissions, contentRestrictions, group } = v1
      const id = await make('Restricted')
      const mine = { operation: 'update', restrictions: { user: [{ type: 'known', accountId: me }] } }
      await contentRestrictions.addRestrictions({ id, body: [mine] as never })
      await contentRestrictions.updateRestrictions({ id, body: [mine] as never })
      assert.ok(await contentRestrictions.getRestrictions({ id, expand: ['restrictions.user'] }))
      assert.ok(await contentRestrictions.getRestrictionsByOperation({ id }))
      assert.ok(await contentRestrictions.getRestrictionsForOperation({ id, operationKey: 'update' }))
      const whom = { id, operationKey: 'update', accountId: other } as const
      await contentRestrictions.addUserToContentRestriction(whom)
      await contentRestrictions.getContentRestrictionStatusForUser(whom)
      await contentRestrictions.removeUserFromContentRestriction(whom)
      const { results } = await group.getGroups({ limit: 100 })
      const groupId = results.find((one) => one.name === 'readers')?.id ?? ''
      const those = { id, operationKey: 'update', groupId } as const
      await contentRestrictions.addGroupToContentRestrictionByGroupId(those)
      await contentRestrictions.getIndividualGroupRestrictionStatusByGroupId(those)
      await contentRestrictions.removeGroupFromContentRestriction(those)
      const check = { subject: { type: 'user', identifier: other }, operation: 'update' } as const
      assert.equal((await contentPermissions.checkContentPermission({ id, ...check })).hasPermission, false)
      await contentRestrictions.deleteRestrictions({ id })
      assert.equal((await contentPermissions.checkContentPermission({ id, ...check })).hasPermission, true)
    })

    it('files', async () => {
      const { contentAttachments } = v1
      const file = { filename: 'notes.txt', content: 'one', mimeType: 'text/plain' }
      const { results } = await contentAttachments.createAttachment({ id: page, attachments: file })
      const attachmentId = results[0]?.id ?? ''
      const again = { ...file, content: 'zwei' }
      await contentAttachments.createOrUpdateAttachments({ id: page, attachments: again })
      await contentAttachments.updateAttachmentData({
        id: page,
        attachmentId,
        attachment: { ...file, content: 'drei' },
      })
      const renamed = await contentAttachments.updateAttachmentProperties({
        id: page,
        attachmentId,
        body: { id: attachmentId, type: 'attachment', title: 'remarks.txt', version: { number: 3 } } as never,
      })
      assert.equal(renamed.title, 'remarks.txt')
      const bytes = await contentAttachments.downloadAttatchment({ id: page, attachmentId })
      assert.equal(new TextDecoder().decode(bytes), 'drei')
    })

    it('versions and macros', async () => {
      const { contentMacroBody, contentVersions } = v1
      const changed = await ask({
        method: 'PUT',
        url: `${app.url}/wiki/rest/api/content/${page}`,
        headers: credentials('admin'),
        body: { type: 'page', title: 'Page', version: { number: 2 } },
      })
      assert.equal(changed.status, 200)
      const macro = { id: page, version: 1, macroId: 'm-1' }
      assert.match((await contentMacroBody.getMacroBodyByMacroId(macro)).body ?? '', /note/)
      assert.match(
        (await contentMacroBody.getAndConvertMacroBodyByMacroId({ ...macro, to: 'view' })).value ?? '',
        /note/,
      )
      const { asyncId } = await contentMacroBody.getAndAsyncConvertMacroBodyByMacroId({
        ...macro,
        to: 'view',
      })
      assert.ok(asyncId)
      const restored = await contentVersions.restoreContentVersion({
        id: page,
        operationKey: 'restore',
        params: { versionNumber: 1, message: 'again' },
      })
      assert.equal(restored.number, 3)
      await contentVersions.deleteContentVersion({ id: page, versionNumber: 1 })
    })

    it('conversions in the background', async () => {
      const { contentBody } = v1
      const given = { value: '<p>x</p>', representation: 'storage' } as const
      const { asyncId } = await contentBody.asyncConvertContentBodyRequest({ ...given, to: 'view' })
      const one = await eventually(
        () => contentBody.asyncConvertContentBodyResponse({ id: asyncId }),
        (answer) => answer.status === 'COMPLETED',
      )
      assert.equal(one.value, '<p>x</p>')
      const asked = await contentBody.bulkAsyncConvertContentBodyRequest({
        conversionInputs: [{ to: 'view', body: given }],
      })
      const ids = (Array.isArray(asked) ? asked : [asked]).flatMap((answer) => answer.asyncId ?? [])
      assert.ok(ids.length > 0)
      await contentBody.bulkAsyncConvertContentBodyResponse({ ids })
    })

    it('trees: below, moved, copied, archived, thrown away', async () => {
      const { content, contentChildrenAndDescendants: tree, experimental, longRunningTask } = v1
      const child = await make('Child', { ancestors: [{ id: page }] })
      const target = await make('Target')
      await tree.movePage({ pageId: child, position: 'append', targetId: target })
      assert.ok(await tree.getContentDescendants({ id: target, expand: ['page'] }))
      assert.equal((await tree.getDescendantsOfType({ id: target, type: 'page' })).results.length, 1)
      const copied = await tree.copyPage({
        id: child,
        copyLabels: true,
        destination: { type: 'parent_page', value: page },
        pageTitle: 'Child, copied',
      } as never)
      assert.equal(copied.title, 'Child, copied')
      const task = await tree.copyPageHierarchy({
        id: target,
        destinationPageId: page,
        titleOptions: { prefix: 'Copy of ' },
      } as never)
      await done(String(task.id))
      assert.ok((await longRunningTask.getTasks({})).results.length > 0)
      const archived = await content.archivePages({ pages: [{ id: Number(child) }] })
      await done(String(archived.id))
      const gone = await experimental.deletePageTree({ id: target })
      await done(String((gone as { id: unknown }).id))
    })

    it('search', async () => {
      const found = await v1.content.searchContentByCQL({ cql: `space = ${key} and title = "Page"` })
      assert.equal(found.results.length, 1)
      const hits = await v1.search.searchByCQL({ cql: `space = ${key} and title = "Page"`, limit: 5 })
      assert.equal(hits.totalSize, 1)
    })

    it('relations', async () => {
      const { relation } = v1
      const ends = {
        relationName: 'knows',
        sourceType: 'user',
        sourceKey: me,
        targetType: 'content',
        targetKey: page,
      } as const
      await relation.createRelationship(ends)
      assert.equal((await relation.getRelationship(ends)).name, 'knows')
      assert.equal((await relation.findTargetFromSource(ends)).results.length, 1)
      assert.equal((await relation.findSourcesForTarget(ends)).results.length, 1)
      await relation.deleteRelationship(ends)
    })

    it('spaces and their permissions', async () => {
      const { space, spacePermissions } = v1
      await space.createPrivateSpace({ key: 'WHOLEPRIV', name: 'Private' })
      const changed = await space.updateSpace({ spaceKey: 'WHOLEPRIV', name: 'Still private' })
      assert.equal(changed.name, 'Still private')
      const subject = { type: 'user', identifier: other } as const
      const given = await spacePermissions.addPermissionToSpace({
        spaceKey: 'WHOLEPRIV',
        subject,
        operation: { key: 'read', target: 'space' },
      } as never)
      await spacePermissions.addCustomContentPermissions({
        spaceKey: 'WHOLEPRIV',
        subject,
        operations: [{ key: 'read', target: 'ac:app:type', access: false }],
      } as never)
      await spacePermissions.removePermission({ spaceKey: 'WHOLEPRIV', id: Number(given.id) })
      const task = await space.deleteSpace({ spaceKey: 'WHOLEPRIV' })
      await done(String((task as { id: unknown }).id))
    })

    it('audit and analytics', async () => {
      const { analytics, audit } = v1
      assert.ok((await audit.getAuditRecords({})).results.length > 0)
      await audit.createAuditRecord({ remoteAddress: '192.0.2.1', summary: 'Written by a client' } as never)
      await audit.exportAuditRecords({ format: 'csv' })
      const { number, units } = await audit.getRetentionPeriod()
      await audit.setRetentionPeriod({ number, units })
      assert.ok((await audit.getAuditRecordsForTimePeriod({ number: 1, units: 'DAYS' })).results.length > 0)
      assert.equal((await analytics.getViews({ contentId: page })).count, 0)
      assert.equal((await analytics.getViewers({ contentId: page })).count, 0)
    })

    it('leaves out no function', () => {
      const every = Object.entries(bare)
        .filter(([part]) => !SETTINGS.has(part))
        .flatMap(([part, functions]) => Object.keys(functions).map((name) => `${part}.${name}`))
      const missing = every.filter((name) => !called.has(name) && !name.startsWith('content.publish'))
      assert.deepEqual(missing, [])
    })
  })
})
