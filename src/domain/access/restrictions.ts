import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { Context } from '../context.ts'
import { transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { lockTree } from '../content/rows.ts'
import { emit } from '../event/event.ts'
import type { Group } from '../group/group.ts'
import { findGroups } from '../group/rows.ts'
import { type User, usersById } from '../user/user.ts'
import type { Subject } from './permissions.ts'
import { actorId } from './actor.ts'
import { authorize, seesPeople } from './policy.ts'
import { replaceRestrictions, type RestrictionRow, restrictionsOf } from './rows.ts'

/** Who may still read or update a restricted content. Empty lists: it is not restricted. */
export interface Restriction {
  readonly users: readonly User[]
  readonly groups: readonly Group[]
}

export type Restrictions = Readonly<Record<'read' | 'update', Restriction>>

/** The restrictions that the contents themselves carry, by content id; inherited ones are not among them. */
export async function restrictionsOn(
  ctx: Context,
  contents: readonly Content[],
): Promise<Map<number, Restrictions>> {
  const rows = await restrictionsOf(
    ctx.db,
    contents.map((content) => content.id),
  )
  const ids = (kind: Subject['kind']) =>
    rows.flatMap(({ subject }) => (subject.kind === kind && 'id' in subject ? subject.id : []))
  const users = await usersById(ctx, await namedAmong(ctx, ids('user')))
  const groups = new Map(
    (await findGroups(ctx.db, [...new Set(ids('group'))])).map((group) => [group.id, group]),
  )
  const of = (content: Content, operation: 'read' | 'update'): Restriction => {
    const own = rows.filter((row) => row.contentId === content.id && row.operation === operation)
    return {
      users: own.flatMap(({ subject }) => (subject.kind === 'user' ? (users.get(subject.id) ?? []) : [])),
      groups: own.flatMap(({ subject }) => (subject.kind === 'group' ? (groups.get(subject.id) ?? []) : [])),
    }
  }
  return new Map(
    contents.map((content) => [content.id, { read: of(content, 'read'), update: of(content, 'update') }]),
  )
}

/** Rule 31: who may not see who people are is told of themselves alone. */
async function namedAmong(ctx: Context, userIds: readonly number[]): Promise<readonly number[]> {
  if (userIds.length === 0 || (await seesPeople(ctx))) return userIds
  return userIds.filter((id) => id === actorId(ctx.actor))
}

/** Whom a restriction can list. */
export type Listed = Extract<Subject, { kind: 'user' | 'group' }>

/** Who may read, or update, from now on. */
export interface RestrictionChange {
  readonly operation: 'read' | 'update'
  readonly subjects: readonly Listed[]
}

/** Set who may read or update a content. An empty list lifts the restriction. Nobody may lock themselves out. */
export async function restrict(
  ctx: Context,
  content: Content,
  operation: 'read' | 'update',
  subjects: readonly Listed[],
): Promise<void> {
  await restrictAll(ctx, content, [{ operation, subjects }])
}

/** The same for several operations at once; those that are not named stay as they are. */
export async function restrictAll(
  ctx: Context,
  content: Content,
  changes: readonly RestrictionChange[],
): Promise<void> {
  await changeRestrictions(ctx, content, async () => changes)
}

/** Add to the lists of a content: what was open to all is open only to these from now on. */
export async function addToRestrictions(
  ctx: Context,
  content: Content,
  changes: readonly RestrictionChange[],
): Promise<void> {
  await changeRestrictions(ctx, content, async (ctx) => {
    const rows = await restrictionsOf(ctx.db, [content.id])
    return changes.map(({ operation, subjects }) => ({
      operation,
      subjects: [...listedFor(rows, operation), ...subjects],
    }))
  })
}

/** Take somebody off a list. `not-found` when they are not on it. */
export async function takeOffRestriction(
  ctx: Context,
  content: Content,
  operation: 'read' | 'update',
  subject: Listed,
): Promise<void> {
  await changeRestrictions(ctx, content, async (ctx) => {
    const before = listedFor(await restrictionsOf(ctx.db, [content.id]), operation)
    const subjects = before.filter((one) => !isSame(one, subject))
    if (subjects.length === before.length) {
      throw notFound(`Content ${content.id} has no ${operation} restriction of this ${subject.kind}.`)
    }
    return [{ operation, subjects }]
  })
}

async function changeRestrictions(
  ctx: Context,
  content: Content,
  plan: (ctx: Context) => Promise<readonly RestrictionChange[]>,
): Promise<void> {
  await authorize(ctx, 'restrict', content)
  if (content.kind !== 'page' && content.kind !== 'blogpost') {
    throw new AppError(
      'bad-request',
      `Only pages and blog posts have restrictions; content ${content.id} is a ${content.kind}.`,
    )
  }
  await transact(ctx, async (ctx) => {
    await lockTree(ctx.db, ctx.app.database.engine, 'changing')
    for (const { operation, subjects } of await plan(ctx)) {
      const before = listedFor(await restrictionsOf(ctx.db, [content.id]), operation)
      const after = acceptSubjects(subjects)
      await replaceRestrictions(ctx.db, content.id, operation, after)
      await emit(ctx, {
        type: 'restriction.changed',
        contentId: content.id,
        spaceId: content.spaceId,
        facts: { operation, before, after },
      })
    }
    // Asked inside the transaction, where the new rows count: a refusal undoes them.
    await authorize(ctx, 'read', content)
    await authorize(ctx, 'update', content)
  })
}

function acceptSubjects(subjects: readonly Listed[]): Listed[] {
  const different = subjects.filter((one, i) => subjects.findIndex((other) => isSame(one, other)) === i)
  if (different.length <= limits.restrictionSubjects) return different
  throw new AppError(
    'bad-request',
    `A restriction lists at most ${limits.restrictionSubjects} users and groups. Use a group.`,
  )
}

function isSame(one: Listed, other: Listed): boolean {
  return one.kind === other.kind && one.id === other.id
}

function listedFor(rows: readonly RestrictionRow[], operation: 'read' | 'update'): Listed[] {
  return rows.flatMap((row) => {
    const { subject } = row
    return row.operation === operation && (subject.kind === 'user' || subject.kind === 'group') ? subject : []
  })
}
