import type { Context } from '../context.ts'
import { transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { emit } from '../event/event.ts'
import type { Group } from '../group/group.ts'
import { findGroups } from '../group/rows.ts'
import { type User, usersById } from '../user/user.ts'
import type { Subject } from './permissions.ts'
import { authorize } from './policy.ts'
import { replaceRestrictions, restrictionsOf } from './rows.ts'

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
  const users = await usersById(ctx, ids('user'))
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

/** Set who may read or update a content. An empty list lifts the restriction. Nobody may lock themselves out. */
export async function restrict(
  ctx: Context,
  content: Content,
  operation: 'read' | 'update',
  subjects: readonly Extract<Subject, { kind: 'user' | 'group' }>[],
): Promise<void> {
  await authorize(ctx, 'restrict', content)
  await transact(ctx, async (ctx) => {
    await replaceRestrictions(ctx.db, content.id, operation, subjects)
    // Asked inside the transaction, where the new rows count: a refusal undoes them.
    await authorize(ctx, operation, content)
    await emit(ctx, {
      type: 'restriction.changed',
      contentId: content.id,
      spaceId: content.spaceId,
      facts: { operation },
    })
  })
}
