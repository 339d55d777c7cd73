import { limits } from '../../base/limits.ts'
import { escapeText } from '../../base/xml/write.ts'
import { foldCase } from '../../base/text.ts'
import { taskIdAt } from '../../document/check-task.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import { writeText } from '../../document/formats/text/write.ts'
import type { References, TaskReference } from '../../document/references.ts'
import type { Target } from '../../document/tree.ts'
import { type Context, now } from '../context.ts'
import type { Content } from '../content/content.ts'
import { replaceTasks, tasksOf } from '../task/rows.ts'
import type { InlineTask } from '../task/task.ts'
import { findUsersByName } from '../user/rows.ts'
import { isCalled, type User } from '../user/user.ts'
import {
  keyOf,
  linksOf,
  macrosOf,
  mentionsOf,
  type NamedPage,
  replaceLinks,
  replaceMacros,
  replaceMentions,
} from './rows.ts'

type UserTarget = Extract<Target, { kind: 'user' }>

/** How many ids `recordReferences` may take: reserve them with those of the change itself. */
export function idsForReferences(references: References): number {
  return Math.min(references.tasks.length, limits.referencesPerContent)
}

/** Record what the current body of a content calls, mentions and asks people to do, inside the transaction that saves it. */
export async function recordReferences(
  ctx: Context,
  content: Content,
  references: References,
): Promise<void> {
  const { db } = ctx
  const macros = [...new Set(references.macroNames.map(foldCase))].slice(0, limits.referencesPerContent)
  await replaceMacros(db, content.id, await macrosOf(db, content.id), macros)
  const targets = [...references.mentions, ...references.tasks.flatMap((task) => task.assignee ?? [])]
  const users = targets.length === 0 ? [] : await findUsersByName(db, targets)
  const mentioned = [...new Set(references.mentions.flatMap((target) => userOf(users, target)?.id ?? []))]
  if (differ(mentioned, await mentionsOf(db, content.id))) await replaceMentions(db, content.id, mentioned)
  await replaceLinks(db, content.id, await linksOf(db, content.id), linksIn(references))
  const before = await tasksOf(db, content.id)
  if (before.length === 0 && references.tasks.length === 0) return
  await replaceTasks(db, content.id, tasksAfter(ctx, content, references.tasks, before, users))
}

function tasksAfter(
  ctx: Context,
  content: Content,
  found: readonly TaskReference[],
  before: readonly InlineTask[],
  users: readonly User[],
): InlineTask[] {
  const known = new Map(before.map((task) => [task.taskId, task]))
  const after = new Map<string, InlineTask>()
  for (const [index, { task, assignee, dueDate }] of found.slice(0, limits.referencesPerContent).entries()) {
    const taskId = taskIdAt(task, index)
    after.set(taskId, taskAfter(ctx, content, { task, assignee, dueDate }, users, taskId, known.get(taskId)))
  }
  return [...after.values()]
}

function taskAfter(
  ctx: Context,
  content: Content,
  { task, assignee, dueDate }: TaskReference,
  users: readonly User[],
  taskId: string,
  old: InlineTask | undefined,
): InlineTask {
  const text = writeText({ type: 'document', children: task.children }).slice(0, limits.taskText)
  const body = writeNodes(task.children)
  const facts = {
    contentId: content.id,
    taskId,
    done: task.done,
    text,
    body: body.length > limits.taskBody ? escapeText(text) : body,
    assigneeId: (assignee && userOf(users, assignee)?.id) ?? null,
    dueDate: dueDate !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(dueDate) ? dueDate : null,
  }
  const isUnchanged =
    old !== undefined && Object.entries(facts).every(([key, value]) => old[key as keyof InlineTask] === value)
  return {
    ...facts,
    id: old?.id ?? ctx.takeId(),
    creatorId: old ? old.creatorId : content.updatedBy,
    createdAt: old?.createdAt ?? now(ctx),
    updatedAt: isUnchanged ? old.updatedAt : now(ctx),
    completedAt: task.done ? (old?.completedAt ?? now(ctx)) : null,
    completedBy: task.done ? (old?.done ? old.completedBy : content.updatedBy) : null,
  }
}

/** The pages that links, pictures and macros name, and those that hold the files which they name. */
function linksIn(references: References): NamedPage[] {
  const pages = new Map<string, NamedPage>()
  for (const target of references.targets) {
    const page = target.kind === 'attachment' ? target.holder : target
    if (page?.kind !== 'page' && page?.kind !== 'blogPost') continue
    const named = { space: foldCase(page.space ?? ''), title: foldCase(page.title) }
    if (named.title.length <= limits.titleLength) pages.set(keyOf(named), named)
  }
  return [...pages.values()].slice(0, limits.referencesPerContent)
}

function userOf(users: readonly User[], target: UserTarget): User | undefined {
  return users.find((user) => isCalled(user, target))
}

function differ<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length !== b.length || a.some((one) => !b.includes(one))
}
