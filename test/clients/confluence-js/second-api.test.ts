/** confluence.js: every function for the second API whose operation is served. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createV2Client, isApiError } from 'confluence.js'
import { v2Routes } from '../../../src/api/v2/routes.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { credentials, people } from '../../support/people.ts'
import { ask } from '../../support/request.ts'

const auth = { type: 'basic', email: people.admin.email, apiToken: people.admin.password } as const
const storage = (value: string) => ({ representation: 'storage', value })

type V2 = ReturnType<typeof createV2Client>

/** The client, with the names of the functions that are called noted. */
function noting(v2: V2, called: Set<string>): V2 {
  const part = (functions: object) =>
    new Proxy(functions, {
      get: (target, key: string) => {
        called.add(key)
        return Reflect.get(target, key) as unknown
      },
    })
  return Object.fromEntries(
    Object.entries(v2).map(([name, functions]) => [name, part(functions)]),
  ) as unknown as V2
}

describe('confluence.js on all that is served of the second API', () => {
  const called = new Set<string>()
  let app: TestApp
  let v2: V2
  let spaceId: number
  let page: number
  let post: number
  let footer: number
  let inline: number
  let file: string
  let thing: number
  before(async () => {
    app = await startTestApp({ database: 'sqlite' })
    v2 = noting(createV2Client({ host: app.url, auth }), called)
    const space = await v2.space.createSpace({ body: { key: 'CJS', name: 'Second', description: null } })
    spaceId = Number(space.id)
    const content = (title: string) => ({
      spaceId: String(spaceId),
      status: 'current',
      title,
      body: storage(
        '<p>some words</p><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>do</ac:task-body></ac:task></ac:task-list>',
      ),
    })
    page = Number((await v2.page.createPage({ body: content('Page') })).id)
    post = Number((await v2.blogPost.createBlogPost({ body: content('Post') })).id)
    const said = { pageId: String(page), body: storage('<p>said</p>') }
    footer = Number((await v2.comment.createFooterComment(said)).id)
    const inlineCommentProperties = {
      textSelection: 'some words',
      textSelectionMatchCount: 1,
      textSelectionMatchIndex: 0,
    }
    inline = Number((await v2.comment.createInlineComment({ ...said, inlineCommentProperties })).id)
    file = await attach()
    await write('POST', `/wiki/rest/api/content/${page}/label`, [{ name: 'word' }])
    for (const id of [page, footer]) await write('POST', `/rest/likes/1.0/content/${id}/likes`)
  })
  after(() => app.close())

  async function write(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { ...credentials('admin'), 'X-Atlassian-Token': 'no-check' }
    const answer = await ask({ method, url: app.url + path, headers, body })
    assert.ok(answer.status < 300, answer.text)
    return answer.json
  }

  async function attach(): Promise<string> {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array([1])], { type: 'image/png' }), 'dot.png')
    const made = await write('POST', `/wiki/rest/api/content/${page}/child/attachment`, form)
    return (made as { results: { id: string }[] }).results[0]?.id ?? ''
  }

  const isRefused = (status: number) => (error: unknown) => isApiError(error) && error.status === status

  it('pages', async () => {
    const found = await v2.page.getPageById({
      id: page,
      includeLabels: true,
      includeProperties: true,
      includeOperations: true,
      includeLikes: true,
      includeVersions: true,
      includeFavoritedByCurrentUserStatus: true,
      includeCollaborators: true,
      includeDirectChildren: true,
    })
    assert.equal(found.labels?.results?.[0]?.name, 'word')
    assert.equal(found.likes?.results?.length, 1)
    assert.equal(found.versions?.meta?.hasMore, false)
    const { version, ...change } = { ...found, version: { number: 99 } }
    await assert.rejects(
      v2.page.updatePage({ id: page, body: { ...change, body: storage('<p>2</p>'), version } }),
      isRefused(409),
    )
    const title = await v2.page.updatePageTitle({ id: page, body: { status: 'current', title: 'Titled' } })
    assert.equal(title.title, 'Titled')
    assert.equal((await v2.page.getPages({ spaceId: [spaceId], title: 'Titled' })).results?.length, 1)
    const inSpace = await v2.page.getPagesInSpace({ id: spaceId, depth: 'root' })
    assert.equal(inSpace.results?.length, 1)
  })

  it('the tree of pages', async () => {
    const above = await v2.ancestors.getPageAncestors({ id: page })
    const [home] = above.results ?? []
    assert.equal(home?.type, 'page')
    const id = Number(home?.id)
    assert.equal((await v2.descendants.getPageDescendants({ id })).results?.[0]?.depth, 1)
    assert.equal((await v2.children.getChildPages({ id })).results?.[0]?.id, String(page))
    assert.equal((await v2.children.getPageDirectChildren({ id })).results?.[0]?.type, 'page')
  })

  it('blog posts', async () => {
    const change = {
      id: String(post),
      status: 'current',
      title: 'Post',
      body: storage('<p>2</p>'),
      version: { number: 2 },
    }
    assert.equal((await v2.blogPost.updateBlogPost({ id: post, body: change })).version?.number, 2)
    const found = await v2.blogPost.getBlogPostById({ id: post, bodyFormat: 'view', includeVersions: true })
    assert.equal(found.versions?.results?.length, 2)
    assert.equal((await v2.blogPost.getBlogPosts({ id: [post] })).results?.length, 1)
    assert.equal((await v2.blogPost.getBlogPostsInSpace({ id: spaceId })).results?.length, 1)
  })

  it('labels', async () => {
    const [word] = (await v2.label.getPageLabels({ id: page })).results ?? []
    const id = Number(word?.id)
    assert.equal(word?.prefix, 'global')
    assert.deepEqual((await v2.label.getBlogPostLabels({ id: post })).results, [])
    assert.deepEqual((await v2.label.getAttachmentLabels({ id: file as never })).results, [])
    assert.equal((await v2.label.getLabels({ labelId: [id] })).results?.[0]?.name, 'word')
    assert.deepEqual((await v2.label.getSpaceLabels({ id: spaceId })).results, [])
    const within = await v2.label.getSpaceContentLabels({ id: spaceId })
    assert.equal(within.results?.[0]?.name, 'word')
    assert.equal((await v2.page.getLabelPages({ id })).results?.[0]?.id, String(page))
    assert.deepEqual((await v2.blogPost.getLabelBlogPosts({ id })).results, [])
    assert.deepEqual((await v2.attachment.getLabelAttachments({ id })).results, [])
  })

  it('likes', async () => {
    const { like } = v2
    assert.equal((await like.getPageLikeCount({ id: page })).count, 1)
    assert.equal((await like.getBlogPostLikeCount({ id: post })).count, 0)
    assert.equal((await like.getFooterLikeCount({ id: footer })).count, 1)
    assert.equal((await like.getInlineLikeCount({ id: inline })).count, 0)
    const [liker] = (await like.getPageLikeUsers({ id: page })).results ?? []
    assert.equal((await like.getFooterLikeUsers({ id: footer })).results?.[0]?.accountId, liker?.accountId)
    assert.deepEqual((await like.getBlogPostLikeUsers({ id: post })).results, [])
    assert.deepEqual((await like.getInlineLikeUsers({ id: inline })).results, [])
  })

  it('operations', async () => {
    const { operation } = v2
    const answers = [
      await operation.getPageOperations({ id: page }),
      await operation.getBlogPostOperations({ id: post }),
      await operation.getAttachmentOperations({ id: file }),
      await operation.getFooterCommentOperations({ id: footer }),
      await operation.getInlineCommentOperations({ id: inline }),
      await operation.getSpaceOperations({ id: spaceId }),
    ]
    for (const { operations } of answers) assert.equal(operations?.[0]?.operation, 'read')
  })

  it('versions', async () => {
    const { version } = v2
    const answers = [
      await version.getPageVersions({ id: page, bodyFormat: 'storage' }),
      await version.getBlogPostVersions({ id: post }),
      await version.getAttachmentVersions({ id: file }),
      await version.getFooterCommentVersions({ id: footer }),
      await version.getInlineCommentVersions({ id: inline }),
    ]
    for (const { results } of answers) assert.ok((results ?? []).some(({ number }) => number === 1))
    const first = { versionNumber: 1 }
    const details = [
      await version.getPageVersionDetails({ pageId: page, ...first }),
      await version.getBlogPostVersionDetails({ blogpostId: post, ...first }),
      await version.getAttachmentVersionDetails({ attachmentId: file, ...first }),
      await version.getFooterCommentVersionDetails({ id: footer, ...first }),
      await version.getInlineCommentVersionDetails({ id: inline, ...first }),
    ]
    for (const { number } of details) assert.equal(number, 1)
  })

  it('custom content', async () => {
    const { customContent, label, operation, version, comment, attachment, children } = v2
    const type = 'ac:my-app:thing'
    const body = { type, status: 'current', title: 'Thing', body: { representation: 'raw', value: '1' } }
    const made = await customContent.createCustomContent({ body: { ...body, pageId: String(page) } })
    const id = Number(made.id)
    const found = await customContent.getCustomContentById({ id, bodyFormat: 'raw', includeVersions: true })
    assert.equal(found.body?.raw?.value, '1')
    const change = { ...body, id: String(id), version: { number: 2 } }
    assert.equal((await customContent.updateCustomContent({ id, body: change })).version?.number, 2)
    assert.equal((await customContent.getCustomContentByType({ type })).results?.length, 1)
    assert.equal((await customContent.getCustomContentByTypeInPage({ id: page, type })).results?.length, 1)
    assert.equal(
      (await customContent.getCustomContentByTypeInSpace({ id: spaceId, type })).results?.length,
      1,
    )
    assert.deepEqual((await customContent.getCustomContentByTypeInBlogPost({ id: post, type })).results, [])
    assert.equal((await operation.getCustomContentOperations({ id })).operations?.[0]?.operation, 'read')
    const customContentId = id
    assert.equal((await version.getCustomContentVersions({ customContentId })).results?.length, 2)
    const first = await version.getCustomContentVersionDetails({ customContentId, versionNumber: 1 })
    assert.equal(first.nextVersion, 2)
    const lists = [
      await label.getCustomContentLabels({ id }),
      await comment.getCustomContentComments({ id }),
      await attachment.getCustomContentAttachments({ id }),
      await children.getChildCustomContent({ id }),
    ]
    for (const { results } of lists) assert.deepEqual(results, [])
    thing = id
  })

  it('properties', async () => {
    const { contentProperties: content, spaceProperties: space } = v2
    const key = 'k'
    const next = { key, value: 2, version: { number: 2 } }
    const families = [
      {
        owner: { pageId: page },
        create: content.createPageProperty,
        list: content.getPageContentProperties,
        read: content.getPageContentPropertiesById,
        update: content.updatePagePropertyById,
        remove: content.deletePagePropertyById,
      },
      {
        owner: { blogpostId: post },
        create: content.createBlogpostProperty,
        list: content.getBlogpostContentProperties,
        read: content.getBlogpostContentPropertiesById,
        update: content.updateBlogpostPropertyById,
        remove: content.deleteBlogpostPropertyById,
      },
      {
        owner: { attachmentId: file },
        create: content.createAttachmentProperty,
        list: content.getAttachmentContentProperties,
        read: content.getAttachmentContentPropertiesById,
        update: content.updateAttachmentPropertyById,
        remove: content.deleteAttachmentPropertyById,
      },
      {
        owner: { commentId: footer },
        create: content.createCommentProperty,
        list: content.getCommentContentProperties,
        read: content.getCommentContentPropertiesById,
        update: content.updateCommentPropertyById,
        remove: content.deleteCommentPropertyById,
      },
      {
        owner: { customContentId: thing },
        create: content.createCustomContentProperty,
        list: content.getCustomContentContentProperties,
        read: content.getCustomContentContentPropertiesById,
        update: content.updateCustomContentPropertyById,
        remove: content.deleteCustomContentPropertyById,
      },
      {
        owner: { spaceId },
        create: space.createSpaceProperty,
        list: space.getSpaceProperties,
        read: space.getSpacePropertyById,
        update: space.updateSpacePropertyById,
        remove: space.deleteSpacePropertyById,
      },
    ]
    for (const { owner, create, list, read, update, remove } of families) {
      const whose = owner as never as Record<string, never>
      const made = await create({ ...whose, key, value: { a: 1 } } as never)
      const one = { ...whose, propertyId: Number(made.id) } as never as Record<string, never>
      assert.equal((await list({ ...whose, key } as never)).results?.length, 1)
      assert.deepEqual((await read(one as never)).value, { a: 1 })
      assert.equal((await update({ ...one, ...next } as never)).version?.number, 2)
      await remove(one as never)
      assert.deepEqual((await list(whose as never)).results, [])
    }
  })

  it('comments', async () => {
    const { comment } = v2
    const answer = { parentCommentId: String(footer), body: storage('<p>so it is</p>') }
    const reply = await comment.createFooterComment(answer)
    await comment.createInlineComment({ ...answer, parentCommentId: String(inline) })
    const lists = [
      await comment.getFooterComments(),
      await comment.getInlineComments(),
      await comment.getPageFooterComments({ id: page }),
      await comment.getPageInlineComments({ id: page }),
      await comment.getFooterCommentChildren({ id: footer }),
      await comment.getInlineCommentChildren({ id: inline }),
    ]
    for (const { results } of lists) assert.ok((results?.length ?? 0) > 0)
    assert.deepEqual((await comment.getBlogPostFooterComments({ id: post })).results, [])
    assert.deepEqual((await comment.getBlogPostInlineComments({ id: post })).results, [])
    assert.deepEqual((await comment.getAttachmentComments({ id: file })).results, [])
    const change = { version: { number: 2 }, body: storage('<p>changed</p>') }
    const changed = await comment.updateFooterComment({ commentId: footer, body: change })
    assert.equal(changed.version?.number, 2)
    const settled = await comment.updateInlineComment({ commentId: inline, ...change, resolved: true })
    assert.equal(settled.resolutionStatus, 'resolved')
    assert.equal((await comment.getFooterCommentById({ commentId: footer })).id, String(footer))
    assert.equal((await comment.getInlineCommentById({ commentId: inline })).id, String(inline))
    await comment.deleteFooterComment({ commentId: Number(reply.id) })
  })

  it('attachments', async () => {
    const { attachment } = v2
    assert.equal((await attachment.getAttachments({ filename: 'dot.png' })).results?.length, 1)
    assert.equal((await attachment.getPageAttachments({ id: page })).results?.length, 1)
    assert.deepEqual((await attachment.getBlogpostAttachments({ id: post })).results, [])
    const found = await attachment.getAttachmentById({ id: file, includeLabels: true, includeVersions: true })
    assert.equal(found.title, 'dot.png')
    assert.ok(await attachment.getAttachmentThumbnailById({ id: file }))
  })

  it('tasks', async () => {
    const [task] = (await v2.task.getTasks({ pageId: [page] })).results ?? []
    const id = Number(task?.id)
    assert.equal((await v2.task.getTaskById({ id })).status, 'incomplete')
    const ticked = await v2.task.updateTask({ id, body: { status: 'complete' } })
    assert.equal(ticked.status, 'complete')
  })

  it('spaces, and who may do what in them', async () => {
    const { space, spacePermissions, spaceRoles } = v2
    const found = await space.getSpaceById({
      id: spaceId,
      includeIcon: true,
      includeLabels: true,
      includeOperations: true,
      includePermissions: true,
      includeProperties: true,
      includeRoleAssignments: true,
    })
    assert.ok((found.permissions?.results?.length ?? 0) > 0)
    assert.equal((await space.getSpaces({ keys: ['CJS'] })).results?.length, 1)
    assert.ok((await spacePermissions.getAvailableSpacePermissions()).results?.length)
    assert.ok((await spacePermissions.getSpacePermissionsAssignments({ id: spaceId })).results?.length)
    const [role] = (await spaceRoles.getAvailableSpaceRoles()).results ?? []
    assert.equal((await spaceRoles.getSpaceRolesById({ id: role?.id ?? '' })).name, role?.name)
    assert.equal((await spaceRoles.getSpaceRoleMode()).mode, 'ROLES_TRANSITION')
    const [held] = (await spaceRoles.getSpaceRoleAssignments({ id: spaceId })).results ?? []
    const assigned = await spaceRoles.setSpaceRoleAssignments({ id: spaceId, body: [held] as never })
    assert.equal(assigned.results?.[0]?.roleId, held?.roleId)
  })

  it('people and ids', async () => {
    const { user } = v2
    const types = await v2.content.convertContentIdsToContentTypes({ body: { contentIds: [page, file] } })
    assert.deepEqual(types.results, { [String(page)]: 'page', [file]: 'attachment' })
    const { authorId } = await v2.page.getPageById({ id: page })
    const looked = await user.createBulkUserLookup({ body: { accountIds: [authorId] } })
    assert.equal(looked.results?.[0]?.email, people.admin.email)
    const emails = ['new@example.org', people.reader.email]
    const checked = await user.checkAccessByEmail({ body: { emails } })
    assert.deepEqual(checked.emailsWithoutAccess, ['new@example.org'])
    await assert.rejects(user.inviteByEmail({ body: { emails } }), isRefused(400))
  })

  it('the admin key', async () => {
    const { adminKey } = v2
    assert.ok((await adminKey.enableAdminKey({ body: { durationInMinutes: 1 } })).expirationTime)
    assert.ok((await adminKey.getAdminKey()).accountId)
    await adminKey.disableAdminKey()
  })

  it('and removes what it made', async () => {
    await v2.customContent.deleteCustomContent({ id: thing })
    await v2.comment.deleteInlineComment({ commentId: inline })
    await v2.attachment.deleteAttachment({ id: file as never })
    await v2.blogPost.deleteBlogPost({ id: post })
    await v2.page.deletePage({ id: page })
    assert.equal((await v2.page.getPageById({ id: page })).status, 'trashed')
  })

  it('calls every function whose operation is served', () => {
    const served = new Set(v2Routes.map(({ id }) => id))
    const functions = Object.values(v2).flatMap((part) => Object.keys(part as object))
    assert.deepEqual(
      functions.filter((name) => served.has(name) && !called.has(name)),
      [],
    )
    assert.ok(called.size > 110, String(called.size))
  })
})
