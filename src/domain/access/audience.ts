import type { Content } from '../content/content.ts'
import { ancestorRows } from '../content/rows.ts'
import type { Context } from '../context.ts'
import { isSameSubject, type Subject } from './permissions.ts'
import { permissionRowsOfSpaces, restrictionsOf } from './rows.ts'
import { actorOf } from './standing.ts'

/** Lists of subjects, in each of which somebody has to be who reads a content (rules 4 to 6). */
type Circle = readonly (readonly Subject[])[]

/**
 * Tells of other contents whether all who may read them may read this one too, so that its name can be written there.
 * Where that takes more than looking at lists the answer is no.
 */
export async function audienceOf(
  ctx: Context,
  target: Content,
): Promise<(other: Content) => Promise<boolean>> {
  const wanted = await circleOf(ctx, target)
  const standings = new Map<number, ReturnType<typeof actorOf>>()
  const standingOf = (userId: number) => {
    const known = standings.get(userId) ?? actorOf(ctx.db, userId, { by: 'session' })
    standings.set(userId, known)
    return known
  }
  const isAmong = async (one: Subject, list: readonly Subject[]): Promise<boolean> => {
    if (list.some((other) => isSameSubject(one, other) || includes(other, one))) return true
    if (one.kind !== 'user') return false
    const user = await standingOf(one.id)
    // Whose account is closed reads nothing.
    if (user === undefined || user.superuser) return true
    return list.some((other) => other.kind === 'group' && user.groupIds.includes(other.id))
  }
  const isWithin = async (some: readonly Subject[], list: readonly Subject[]): Promise<boolean> => {
    for (const one of some) if (!(await isAmong(one, list))) return false
    return true
  }
  return async (other) => {
    const given = await circleOf(ctx, other)
    for (const list of wanted) {
      let isHeld = false
      for (const some of given) isHeld ||= await isWithin(some, list)
      if (!isHeld) return false
    }
    return true
  }
}

/** Everybody holds what the anonymous hold, and whoever is logged in what is for all of those. */
function includes(list: Subject, one: Subject): boolean {
  return list.kind === 'anonymous' || (list.kind === 'authenticated' && one.kind !== 'anonymous')
}

async function circleOf(ctx: Context, content: Content): Promise<Circle> {
  const seeing = (await permissionRowsOfSpaces(ctx.db, [content.spaceId]))
    .filter(({ permission }) => permission === 'VIEWSPACE')
    .map(({ subject }) => subject)
  const anchor = content.containerId ?? content.id
  const chain = [anchor, ...((await ancestorRows(ctx.db, [anchor])).get(anchor) ?? [])]
  const restricted = (await restrictionsOf(ctx.db, chain)).filter(({ operation }) => operation === 'read')
  const lists = Map.groupBy(restricted, ({ contentId }) => contentId).values()
  const author: Subject[] = content.createdBy === null ? [] : [{ kind: 'user', id: content.createdBy }]
  return [
    seeing,
    ...[...lists].map((rows) => rows.map(({ subject }) => subject)),
    ...(content.status === 'draft' ? [author] : []),
  ]
}
