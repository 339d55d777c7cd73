import { type Static, Type } from 'typebox'
import { isoDate, isoDay } from '../../base/dates.ts'
import type { FormatName } from '../../document/format.ts'
import { readContents } from '../../domain/content/read.ts'
import { renderTasks } from '../../domain/render/task.ts'
import { completeTask } from '../../domain/task/complete.ts'
import { listTasks, readTask } from '../../domain/task/read.ts'
import type { InlineTask, TaskFilter } from '../../domain/task/task.ts'
import { readUsers, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { acceptFormat } from './body.ts'
import { holderField } from './present/holder.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { flag, slice, text, texts, whole } from './query.ts'
import { listOf } from './schema/page.ts'
import { task, taskChange, taskStatus } from './schema/task.ts'

const route = routesOf<ApiContext>()

const listQuery = Type.Object({
  'body-format': text,
  'include-blank-tasks': flag,
  status: Type.Optional(taskStatus),
  'task-id': texts,
  'space-id': texts,
  'page-id': texts,
  'blogpost-id': texts,
  'created-by': texts,
  'assigned-to': texts,
  'completed-by': texts,
  'created-at-from': whole,
  'created-at-to': whole,
  'due-at-from': whole,
  'due-at-to': whole,
  'completed-at-from': whole,
  'completed-at-to': whole,
  ...slice,
})

/** The tasks of pages and blog posts. Dates in queries are milliseconds since 1970. */
export const taskRoutes = [
  route({
    id: 'getTasks',
    method: 'GET',
    path: '/tasks',
    tag: 'Task',
    summary: 'The tasks in what the caller may read, by place, people, dates and status.',
    access: 'site',
    query: listQuery,
    reply: listOf(task),
    errors: ['bad-parameter', 'bad-request'],
    handle: async (api, { call, query }) => {
      const { limit, offset, after } = cursorStretch(api, query, 'tasks')
      const slice = { limit, offset, afterId: after?.id }
      const format = acceptFormat(query['body-format'])
      const found = await listTasks(api.domain, await filterOf(api, query), slice)
      const last = found.items.at(-1)
      const next = found.more && last ? { key: last.id, id: last.id } : undefined
      return presentV2List(api, call, await presentTasks(api, found.items, format), 'tasks', next)
    },
  }),
  route({
    id: 'getTaskById',
    method: 'GET',
    path: '/tasks/{id}',
    tag: 'Task',
    summary: 'Read one task.',
    access: 'site',
    query: Type.Object({ 'body-format': text }),
    reply: task,
    errors: ['bad-parameter', 'bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const format = acceptFormat(query['body-format'])
      return presentOne(api, await readTask(api.domain, parseId(path.id, 'task')), format)
    },
  }),
  route({
    id: 'updateTask',
    method: 'PUT',
    path: '/tasks/{id}',
    tag: 'Task',
    summary: 'Tick a task or take the tick back: a minor version of its page.',
    access: 'site',
    query: Type.Object({ 'body-format': text }),
    body: taskChange,
    reply: task,
    errors: [
      'bad-body',
      'bad-parameter',
      'bad-request',
      'conflict',
      'forbidden',
      'not-found',
      'version-conflict',
    ],
    handle: async (api, { path, query, body }) => {
      const format = acceptFormat(query['body-format'])
      const done = body.status === 'complete'
      return presentOne(api, await completeTask(api.domain, parseId(path.id, 'task'), done), format)
    },
  }),
]

async function filterOf(api: ApiContext, query: Static<typeof listQuery>): Promise<TaskFilter> {
  const day = (ms: number | undefined) => (ms === undefined ? undefined : isoDay(ms))
  const people = async (accountIds: readonly string[]) =>
    (await readUsers(api.domain, { accountIds })).map(({ id }) => id)
  // The two add up.
  const contentIds =
    query['page-id'] || query['blogpost-id']
      ? [...(query['page-id'] ?? []), ...(query['blogpost-id'] ?? [])].map(parseContentId)
      : undefined
  return {
    ids: query['task-id']?.map((id) => parseId(id, 'task')),
    contentIds,
    spaceIds: query['space-id']?.map((id) => parseId(id, 'space')),
    ...(query['created-by'] && { creatorIds: await people(query['created-by']) }),
    ...(query['assigned-to'] && { assigneeIds: await people(query['assigned-to']) }),
    ...(query['completed-by'] && { completerIds: await people(query['completed-by']) }),
    createdFrom: query['created-at-from'],
    createdTo: query['created-at-to'],
    dueFrom: day(query['due-at-from']),
    dueTo: day(query['due-at-to']),
    completedFrom: query['completed-at-from'],
    completedTo: query['completed-at-to'],
    ...(query.status && { done: query.status === 'complete' }),
    ...(query['include-blank-tasks'] === false && { withText: true }),
  }
}

async function presentOne(
  api: ApiContext,
  one: InlineTask,
  format: FormatName | undefined,
): Promise<Record<string, unknown> | undefined> {
  return (await presentTasks(api, [one], format))[0]
}

async function presentTasks(
  api: ApiContext,
  tasks: readonly InlineTask[],
  format: FormatName | undefined,
): Promise<Record<string, unknown>[]> {
  const users = await usersById(
    api.domain,
    tasks.flatMap((one) => [one.assigneeId, one.creatorId, one.completedBy]),
  )
  const accountOf = (id: number | null) => (id === null ? null : (users.get(id)?.accountId ?? null))
  const contents = await readContents(
    api.domain,
    tasks.map(({ contentId }) => contentId),
  )
  const holders = await readContents(
    api.domain,
    contents.flatMap(({ containerId }) => containerId ?? []),
  )
  const byId = new Map([...contents, ...holders].map((content) => [content.id, content]))
  const bodies = format && (await renderTasks(api.domain, tasks, format))
  return tasks.map((one) => {
    const content = byId.get(one.contentId)
    // A task of a comment is one of what holds the comment.
    const holder = byId.get(content?.containerId ?? one.contentId)
    return {
      id: String(one.id),
      localId: one.taskId,
      spaceId: String(content?.spaceId ?? ''),
      ...(holder?.kind === 'page' || holder?.kind === 'blogpost' ? holderField(api, holder) : {}),
      status: one.done ? 'complete' : 'incomplete',
      body: bodies ? { [format]: { representation: format, value: bodies.get(one.id) ?? '' } } : {},
      createdBy: accountOf(one.creatorId),
      assignedTo: accountOf(one.assigneeId),
      completedBy: accountOf(one.completedBy),
      createdAt: isoDate(one.createdAt),
      updatedAt: isoDate(one.updatedAt),
      dueAt: one.dueDate === null ? null : isoDate(Date.parse(one.dueDate)),
      completedAt: one.completedAt === null ? null : isoDate(one.completedAt),
    }
  })
}
