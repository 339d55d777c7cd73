import { html } from '../build.ts'
import type { TaskSummary } from '../env.ts'
import type { Element, Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { ask } from './shared/ask.ts'
import { dayText } from './shared/attachments.ts'
import { contentLink, listOf, spaceKeysOf } from './shared/list.ts'
import { userLink } from './shared/people.ts'

const COLUMNS: Readonly<
  Record<string, { readonly title: string; cell(task: TaskSummary, locale: string): Node | string }>
> = {
  description: { title: 'Description', cell: ({ text }) => text },
  duedate: {
    title: 'Due date',
    cell: ({ dueDate }, locale) => (dueDate === undefined ? '' : dayText(dueDate, locale)),
  },
  assignee: { title: 'Assignee', cell: ({ assignee }) => (assignee === undefined ? '' : userLink(assignee)) },
  creator: { title: 'Creator', cell: ({ creator }) => (creator === undefined ? '' : userLink(creator)) },
  location: { title: 'Task appears on', cell: ({ content }) => contentLink(content) },
  completedate: {
    title: 'Completed',
    cell: ({ completedAt }, locale) => (completedAt === undefined ? '' : dayText(completedAt, locale)),
  },
  labels: { title: 'Labels', cell: ({ content }) => (content.labels ?? []).join(', ') },
}
const DEFAULT_COLUMNS = 'description,duedate,assignee,location'

/** Tasks of many pages as a table. */
export const tasksReportMacro: MacroDefinition = {
  name: 'tasks-report-macro',
  title: 'Task Report',
  body: 'none',
  output: 'block',
  parameters: {
    spaces: { type: 'space', multiple: true },
    pages: { type: 'page', multiple: true },
    spaceAndPage: { type: 'string', multiple: true },
    labels: { type: 'string', multiple: true },
    assignees: { type: 'user', multiple: true },
    creators: { type: 'user', multiple: true },
    status: { type: 'enum', values: ['incomplete', 'complete'], default: 'incomplete' },
    createddateFrom: { type: 'date' },
    createddateTo: { type: 'date' },
    duedateFrom: { type: 'date' },
    duedateTo: { type: 'date' },
    pageSize: { type: 'int', default: '20' },
    sortBy: { type: 'enum', values: ['due date', 'assignee', 'page title'], default: 'due date' },
    reverseSort: { type: 'boolean', default: 'false' },
    columns: { type: 'enum', values: Object.keys(COLUMNS), multiple: true, default: DEFAULT_COLUMNS },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const tasks = await ask(call.env.listTasks?.(await queryOf(call)))
    const columns = listOf(call.text('columns') || DEFAULT_COLUMNS).flatMap((name) => COLUMNS[name] ?? [])
    const head = html('tr', {}, ...columns.map(({ title }) => html('th', {}, title)))
    const rows = tasks.map((task) =>
      row(
        task,
        columns.map(({ cell }) => cell(task, call.env.locale)),
      ),
    )
    const table = html(
      'table',
      { class: 'aui tasks-report' },
      html('thead', {}, head),
      html('tbody', {}, ...rows),
    )
    return [html('div', { class: 'task-report' }, table)]
  },
}

function row(task: TaskSummary, cells: readonly (Node | string)[]): Element {
  const attributes = {
    'data-task-id': task.id,
    'data-content-id': task.content.id,
    class: task.done ? 'checked' : '',
  }
  return html('tr', attributes, ...cells.map((cell) => html('td', {}, cell)))
}

type TaskQuery = Parameters<NonNullable<MacroCall['env']['listTasks']>>[0]

async function queryOf(call: MacroCall): Promise<TaskQuery> {
  const pages = call.targets('pages', 'spaceAndPage').filter(({ kind }) => kind !== 'space')
  const resolved = pages.length === 0 ? [] : await call.env.resolve(pages)
  const contentIds = resolved.flatMap((one) => (one.kind === 'content' ? [one.content.id] : []))
  const labels = listOf(call.text('labels'))
  const assignees = call.targets('assignees')
  const creators = call.targets('creators')
  const sortBy = call.text('sortBy')
  return {
    contentIds: pages.length === 0 ? undefined : contentIds,
    spaceKeys: spaceKeysOf(call, 'spaces'),
    labels: labels.length === 0 ? undefined : labels,
    assignees: assignees.length === 0 ? undefined : assignees,
    creators: creators.length === 0 ? undefined : creators,
    done: call.text('status') === 'complete',
    createdFrom: call.text('createddateFrom'),
    createdTo: call.text('createddateTo'),
    dueFrom: call.text('duedateFrom'),
    dueTo: call.text('duedateTo'),
    sort: sortBy === 'assignee' ? 'assignee' : sortBy === 'page title' ? 'title' : 'due',
    reverse: call.flag('reverseSort'),
    limit: call.number('pageSize', { min: 1, max: 500 }) ?? 20,
  }
}
