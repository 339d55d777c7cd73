import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import {
  elapsed,
  listLongTasks,
  type LongTask,
  readLongTask,
  type TaskMessage,
} from '../../domain/long-task/long-task.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { expand, limit, start, stretch, text } from './query.ts'
import { listOf } from './schema/content.ts'
import { longTask } from './schema/long-task.ts'

const route = routesOf<ApiContext>()

/** What became of work that takes longer than a request. */
export const longTaskRoutes = [
  route({
    id: 'getTasks',
    method: 'GET',
    path: '/longtask',
    tag: 'Long-running task',
    summary: 'The long tasks that the caller started; for system administrators all, newest first.',
    access: 'site',
    query: Type.Object({ key: text, expand, start, limit }),
    reply: listOf(longTask),
    errors: ['bad-parameter'],
    handle: async (api, { call, query }) => {
      const slice = stretch(query, limits.longTaskList, limits.listMost)
      const page = await listLongTasks(api.domain, query.key, slice)
      const results = page.items.map((task) => presentTask(api, task))
      return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
    },
  }),
  route({
    id: 'getTask',
    method: 'GET',
    path: '/longtask/{id}',
    tag: 'Long-running task',
    summary: 'How far a long task is, and how it ended.',
    access: 'site',
    query: Type.Object({ expand }),
    reply: longTask,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const task = await readLongTask(api.domain, parseId(path.id, 'long task'))
      const value = presentTask(api, task)
      return { ...value, _links: { ...value._links, ...topLinks(api) } }
    },
  }),
]

/** What an operation answers that starts a long task: where its state is, below the root. */
export function presentStarted(task: LongTask): { id: string; links: { status: string } } {
  const id = String(task.id)
  return { id, links: { status: `/rest/api/longtask/${id}` } }
}

function presentTask(api: ApiContext, task: LongTask) {
  const isCloud = api.flavour.name === 'cloud'
  const present = ({ key, text }: TaskMessage) => ({
    ...(isCloud ? {} : { key }),
    translation: text,
    args: [],
  })
  const messages = isCloud ? task.messages : [...task.messages, ...task.errors]
  return {
    id: String(task.id),
    name: { key: task.name.key, args: [], ...(isCloud ? {} : { translation: task.name.text }) },
    elapsedTime: elapsed(api.domain, task),
    percentageComplete: task.percentage,
    successful: task.successful === true,
    messages: messages.map(present),
    ...(isCloud
      ? {
          finished: task.successful !== null,
          status: task.errors.at(-1)?.key ?? task.messages.at(-1)?.key ?? 'INITIALIZING_TASK',
          errors: task.errors.map(present),
          additionalDetails: task.details,
        }
      : { _expandable: {} }),
    _links: { self: `${api.base}/rest/api/longtask/${task.id}` },
  }
}
