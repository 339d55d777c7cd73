import { isoDate } from '../../base/dates.ts'
import { limits } from '../../base/limits.ts'
import type {
  ContributorSummary,
  Environment,
  ReactionSummary,
  TaskSummary,
  UserSummary,
  VersionSummary,
} from '../../document/env.ts'
import { documentLimits } from '../../document/limits.ts'
import type { Target } from '../../document/tree.ts'
import { seesPeople } from '../access/policy.ts'
import { visible } from '../access/visible.ts'
import type { Context } from '../context.ts'
import { listVersionsOf, readContents } from '../content/read.ts'
import { commentCounts, contributionRows } from '../content/rows.ts'
import { likeRows } from '../favourite/rows.ts'
import { findGroupsByName } from '../group/rows.ts'
import { findLabel } from '../label/rows.ts'
import { listSpaces } from '../space/read.ts'
import { listTaskRows } from '../task/rows.ts'
import { findUsersByName, memberRows } from '../user/rows.ts'
import { usersById } from '../user/user.ts'
import { contentSummaries, userOrNobody, userSummary } from './summaries.ts'

/** Answers to questions for versions, contributors, tasks and users. */

export async function answerVersions(
  ctx: Context,
  id: string,
  limit: number,
): Promise<readonly VersionSummary[]> {
  const [content] = await readContents(ctx, [Number(id) || 0])
  if (content === undefined) return []
  const { items } = await listVersionsOf(ctx, content, {
    limit: Math.min(limit, documentLimits.macroListItems),
  })
  const users = await usersById(
    ctx,
    items.map((version) => version.createdBy),
  )
  const address = `${ctx.place.contextPath}/pages/viewpage.action?pageId=${content.id}`
  return items.map((version) => ({
    number: version.number,
    when: isoDate(version.createdAt),
    by: userOrNobody(ctx, users, version.createdBy),
    message: version.message,
    url: version.number === content.version ? address : `${address}&pageVersion=${version.number}`,
  }))
}

export async function answerContributors(
  ctx: Context,
  ids: readonly string[],
): Promise<readonly ContributorSummary[]> {
  const readable = await readContents(ctx, ids.slice(0, documentLimits.macroListItems).map(Number))
  const rows = await contributionRows(
    ctx.db,
    readable.map((content) => content.id),
  )
  const users = await usersById(
    ctx,
    rows.map((row) => row.userId),
  )
  return rows.map((row) => ({
    user: userOrNobody(ctx, users, row.userId),
    contentId: String(row.contentId),
    edits: row.edits,
    comments: row.comments,
    lastAt: isoDate(row.lastAt),
  }))
}

export async function answerReactions(
  ctx: Context,
  ids: readonly string[],
): Promise<readonly ReactionSummary[]> {
  const readable = await readContents(ctx, ids.slice(0, documentLimits.macroListItems).map(Number))
  const readableIds = readable.map((content) => content.id)
  const comments = await commentCounts(ctx.db, readableIds)
  const likes = Map.groupBy(await likeRows(ctx.db, readableIds), (like) => like.target_id)
  return readableIds.map((id) => ({
    contentId: String(id),
    comments: comments.get(id) ?? 0,
    likes: likes.get(id)?.length ?? 0,
  }))
}

type TaskQuery = Parameters<NonNullable<Environment['listTasks']>>[0]

export async function answerTasks(ctx: Context, query: TaskQuery): Promise<readonly TaskSummary[]> {
  const limit = Math.min(query.limit, documentLimits.macroListItems)
  const tasks = await listTaskRows(ctx.db, await taskFilter(ctx, query), visible(ctx), {
    limit,
    order: 'due',
  })
  const contents = await readContents(ctx, [...new Set(tasks.map((task) => task.contentId))])
  const summaries = new Map(
    (await contentSummaries(ctx, contents)).map((summary) => [Number(summary.id), summary]),
  )
  const users = await usersById(
    ctx,
    tasks.flatMap((task) => [task.assigneeId, task.creatorId]),
  )
  const found = tasks.flatMap((task): TaskSummary[] => {
    const content = summaries.get(task.contentId)
    if (content === undefined) return []
    return [
      {
        id: task.taskId,
        content,
        done: task.done,
        text: task.text,
        ...(task.assigneeId === null ? {} : { assignee: userOrNobody(ctx, users, task.assigneeId) }),
        ...(task.creatorId === null ? {} : { creator: userOrNobody(ctx, users, task.creatorId) }),
        ...(task.dueDate === null ? {} : { dueDate: task.dueDate }),
        createdAt: isoDate(task.createdAt),
        ...(task.completedAt === null ? {} : { completedAt: isoDate(task.completedAt) }),
      },
    ]
  })
  const sorted = found.toSorted((a, b) => compare(sortKey(query.sort, a), sortKey(query.sort, b)))
  return query.reverse ? sorted.toReversed() : sorted
}

async function taskFilter(ctx: Context, query: TaskQuery) {
  const spaces =
    query.spaceKeys && (await listSpaces(ctx, { keys: query.spaceKeys }, 'id', { limit: limits.listMost }))
  const labels =
    query.labels &&
    (await Promise.all(query.labels.map((name) => findLabel(ctx.db, 'global', name.toLowerCase(), 0))))
  return {
    ...(query.contentIds ? { contentIds: query.contentIds.map(Number) } : {}),
    ...(spaces ? { spaceIds: spaces.items.map((space) => space.id) } : {}),
    ...(labels ? { labelIds: labels.flatMap((label) => label?.id ?? []) } : {}),
    ...(query.assignees?.length ? { assigneeIds: await userIds(ctx, query.assignees) } : {}),
    ...(query.creators?.length ? { creatorIds: await userIds(ctx, query.creators) } : {}),
    ...(query.done === undefined ? {} : { done: query.done }),
    ...(query.createdFrom === undefined ? {} : { createdFrom: Date.parse(query.createdFrom) || 0 }),
    ...(query.createdTo === undefined ? {} : { createdTo: Date.parse(query.createdTo) || 0 }),
    ...(query.dueFrom === undefined ? {} : { dueFrom: query.dueFrom }),
    ...(query.dueTo === undefined ? {} : { dueTo: query.dueTo }),
  }
}

async function userIds(ctx: Context, targets: readonly Target[]): Promise<number[]> {
  const named = targets.flatMap((target) => (target.kind === 'user' ? [target] : []))
  return (await findUsersByName(ctx.db, named)).map((user) => user.id)
}

function sortKey(sort: TaskQuery['sort'], task: TaskSummary): string {
  if (sort === 'title') return task.content.title
  // Those without a date, or without anybody, come last.
  return (sort === 'due' ? task.dueDate : task.assignee?.displayName) ?? '\uffff'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export async function answerUsers(
  ctx: Context,
  query: { readonly groups: readonly string[]; readonly limit: number },
): Promise<readonly UserSummary[]> {
  if (!(await seesPeople(ctx))) return []
  const groups =
    query.groups.length === 0
      ? undefined
      : (await findGroupsByName(ctx.db, query.groups)).map((group) => group.id)
  const users = await memberRows(ctx.db, groups, Math.min(query.limit, documentLimits.macroListItems))
  return users.map((user) => userSummary(ctx, user))
}
