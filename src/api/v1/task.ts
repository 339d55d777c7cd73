import { type Static, Type } from 'typebox'
import { isoDay } from '../../base/dates.ts'
import { limits } from '../../base/limits.ts'
import { listSpaces } from '../../domain/space/read.ts'
import { completeTask } from '../../domain/task/complete.ts'
import { listTasks, readTask } from '../../domain/task/read.ts'
import type { InlineTask, TaskFilter } from '../../domain/task/task.ts'
import { readUsers, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { presentList } from './present/list.ts'
import { limit, start, statusList, stretch, whole } from './query.ts'
import { inlineTask, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()
const status = Type.Union([Type.Literal('complete'), Type.Literal('incomplete')])

const searchQuery = Type.Object({
  start,
  limit,
  spaceKey: statusList,
  pageId: statusList,
  assignee: statusList,
  creator: statusList,
  completedUser: statusList,
  duedateFrom: whole,
  duedateTo: whole,
  createdateFrom: whole,
  createdateTo: whole,
  completedateFrom: whole,
  completedateTo: whole,
  status: Type.Optional(status),
})

/** Inline tasks, as the Cloud's v1 has them. Dates are milliseconds since 1970. */
export const taskRoutes = [
  route({
    id: 'searchTasks',
    method: 'GET',
    path: '/inlinetasks/search',
    tag: 'Inline tasks',
    summary: 'The tasks in what the caller may read, by place, people, dates and status.',
    access: 'site',
    pure: true,
    query: searchQuery,
    reply: listOf(inlineTask),
    errors: ['bad-request'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.taskListDefault, limits.listMostExpanded)
      const page = await listTasks(api.domain, await filterOf(api, query), slice)
      const results = await presentTasks(api, page.items)
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'getTaskById',
    method: 'GET',
    path: '/inlinetasks/{inlineTaskId}',
    tag: 'Inline tasks',
    summary: 'Read one task by its id on the site.',
    access: 'site',
    pure: true,
    reply: inlineTask,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => presentOne(api, await readTask(api.domain, taskId(path.inlineTaskId))),
  }),
  route({
    id: 'updateTaskById',
    method: 'PUT',
    path: '/inlinetasks/{inlineTaskId}',
    tag: 'Inline tasks',
    summary: 'Tick a task or take the tick back: a minor version of the page.',
    access: 'site',
    body: Type.Object({ status }),
    reply: inlineTask,
    errors: ['bad-body', 'bad-request', 'conflict', 'forbidden', 'not-found', 'version-conflict'],
    handle: async (api, { path, body }) => {
      const task = await completeTask(api.domain, taskId(path.inlineTaskId), body.status === 'complete')
      return presentOne(api, task)
    },
  }),
]

function taskId(text: string): number {
  return parseId(text, 'task')
}

async function filterOf(api: ApiContext, query: Static<typeof searchQuery>): Promise<TaskFilter> {
  const day = (ms: number | undefined) => (ms === undefined ? undefined : isoDay(ms))
  return {
    ...(query.spaceKey && {
      spaceIds: await spaceIds(api, query.spaceKey),
    }),
    ...(query.pageId && { contentIds: query.pageId.map(parseContentId) }),
    ...(query.assignee && { assigneeIds: await userIds(api, query.assignee) }),
    ...(query.creator && { creatorIds: await userIds(api, query.creator) }),
    ...(query.completedUser && { completerIds: await userIds(api, query.completedUser) }),
    dueFrom: day(query.duedateFrom),
    dueTo: day(query.duedateTo),
    createdFrom: query.createdateFrom,
    createdTo: query.createdateTo,
    completedFrom: query.completedateFrom,
    completedTo: query.completedateTo,
    ...(query.status && { done: query.status === 'complete' }),
  }
}

async function spaceIds(api: ApiContext, keys: readonly string[]): Promise<number[]> {
  const page = await listSpaces(api.domain, { keys }, 'id', { limit: limits.listMost })
  return page.items.map((space) => space.id)
}

async function userIds(api: ApiContext, accountIds: readonly string[]): Promise<number[]> {
  return (await readUsers(api.domain, { accountIds })).map((user) => user.id)
}

async function presentOne(api: ApiContext, task: InlineTask): Promise<unknown> {
  return (await presentTasks(api, [task]))[0]
}

async function presentTasks(api: ApiContext, tasks: readonly InlineTask[]): Promise<unknown[]> {
  const users = await usersById(
    api.domain,
    tasks.flatMap((task) => [task.assigneeId, task.creatorId, task.completedBy]),
  )
  const name = (id: number | null) => (id === null ? undefined : users.get(id)?.accountId)
  return tasks.map((task) => ({
    globalId: task.id,
    id: numberIn(task),
    contentId: task.contentId,
    status: task.done ? 'complete' : 'incomplete',
    title: task.text,
    description: '',
    body: task.body,
    creator: name(task.creatorId) ?? '',
    assignee: name(task.assigneeId),
    completeUser: name(task.completedBy),
    createDate: task.createdAt,
    dueDate: task.dueDate === null ? undefined : Date.parse(task.dueDate),
    updateDate: task.updatedAt,
    completeDate: task.completedAt ?? undefined,
    _links: { self: `${api.base}/rest/api/inlinetasks/${task.id}` },
  }))
}

/** The number that the body gives the task; where it gives a word, there is none but the task's own. */
function numberIn(task: InlineTask): number {
  const digits = /^#?(\d{1,15})$/.exec(task.taskId)?.[1]
  return digits === undefined ? task.id : Number(digits)
}
