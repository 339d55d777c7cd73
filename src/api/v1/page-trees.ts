import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { archivePages } from '../../domain/content/archive.ts'
import { type CopyDestination, copyPage } from '../../domain/content/copy.ts'
import { copyTree } from '../../domain/content/copy-tree.ts'
import { removeTree } from '../../domain/content/remove-tree.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { acceptBodyInput, presentOne } from './content.ts'
import { parseExpand } from './expand/tree.ts'
import { presentStarted } from './long-tasks.ts'
import { expand } from './query.ts'
import { content } from './schema/content.ts'
import { startedTask } from './schema/long-task.ts'
import { archiveInput, copyOptions, pageCopyInput, treeCopyInput } from './schema/page-tree.ts'

const route = routesOf<ApiContext>()

/** Copies, archiving and removal of pages and of trees of them, as only the Cloud has them. */
export const pageTreeRoutes = [
  route({
    id: 'copyPage',
    method: 'POST',
    path: '/content/{id}/copy',
    tag: 'Content - children and descendants',
    summary: 'Copy one page.',
    access: 'site',
    query: Type.Object({ expand }),
    body: pageCopyInput,
    reply: content,
    errors: [
      'bad-body',
      'bad-markup',
      'bad-request',
      'duplicate-title',
      'forbidden',
      'not-found',
      'too-large',
    ],
    handle: async (api, { path, query, body }) => {
      const made = await copyPage(api.domain, parseContentId(path.id), acceptDestination(body.destination), {
        title: body.pageTitle ?? undefined,
        body: acceptBodyInput(body.body),
        options: acceptOptions(body),
      })
      return presentOne(api, made, parseExpand(query.expand, 'space,history,version'))
    },
  }),
  route({
    id: 'copyPageHierarchy',
    method: 'POST',
    path: '/content/{id}/pagehierarchy/copy',
    tag: 'Content - children and descendants',
    summary: 'Copy a page with all pages below it below another one, as a long task.',
    access: 'site',
    body: treeCopyInput,
    status: 202,
    reply: startedTask,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, body }) => {
      const task = await copyTree(api.domain, parseContentId(path.id), {
        destinationId: parseContentId(body.destinationPageId),
        descendants: body.copyDescendants ?? true,
        titles: body.titleOptions ?? {},
        options: acceptOptions(body),
      })
      return new Answer({ status: 202, body: presentStarted(task) })
    },
  }),
  route({
    id: 'deletePageTree',
    method: 'DELETE',
    path: '/content/{id}/pageTree',
    tag: 'Content',
    summary: 'Put a page with all pages below it into the trash, as a long task.',
    access: 'site',
    status: 202,
    reply: startedTask,
    errors: ['bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path }) =>
      new Answer({
        status: 202,
        body: presentStarted(await removeTree(api.domain, parseContentId(path.id))),
      }),
  }),
  route({
    id: 'archivePages',
    method: 'POST',
    path: '/content/archive',
    tag: 'Content',
    summary: 'Archive pages, as a long task. An update with the status current brings one back.',
    access: 'site',
    body: archiveInput,
    status: 202,
    reply: startedTask,
    errors: ['bad-body', 'bad-request', 'forbidden'],
    handle: async (api, { body }) => {
      const ids = body.pages.map(({ id }) => id)
      return new Answer({ status: 202, body: presentStarted(await archivePages(api.domain, ids)) })
    },
  }),
]

function acceptDestination({ type, value }: Static<typeof pageCopyInput>['destination']): CopyDestination {
  if (type === 'space') return { kind: 'space', key: String(value) }
  if (type === 'existing_page') return { kind: 'existing', id: parseContentId(value) }
  if (type === 'parent_page' || type === 'parent_content')
    return { kind: 'parent', id: parseContentId(value) }
  throw new AppError(
    'bad-request',
    `A page is copied to a space, existing_page, parent_page or parent_content, not to "${type.slice(0, 100)}".`,
  )
}

/** `copyCustomContents` is passed over: custom content stays with the page that it was made for. */
function acceptOptions(body: Static<typeof copyOptions>) {
  return {
    attachments: body.copyAttachments,
    permissions: body.copyPermissions,
    properties: body.copyProperties,
    labels: body.copyLabels,
  }
}
