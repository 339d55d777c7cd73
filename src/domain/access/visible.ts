import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Context } from '../context.ts'
import { type Actor, actorId, covers, scopeOf, seesEverything } from './actor.ts'
import type { SpacePermission } from './permissions.ts'

/**
 * The read decision as a predicate over `content`, for lists, counts and search. Says of every row what
 * `can(ctx, 'read', …)` says of it (rules 1 to 6 of docs/reference/permissions.md, and those of token scopes). Written
 * as SQL, since it is part of nearly every query and building it from pieces took longer than running it.
 */
export function visible(ctx: Context, known: Known = {}): () => Expression<SqlBool> {
  const parts = withinScope(ctx)
  if (!seesEverything(ctx.actor)) parts.push(...permitted(ctx.actor, known))
  const predicate = parts.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(parts, sql` and `)})`
  return () => predicate
}

/** What holds of every content of a list anyway, so that it is not asked of each. */
export interface Known {
  /** The statuses that the list is of; absent: any. */
  readonly statuses?: readonly string[] | undefined
  /** It is of spaces that the actor sees. */
  readonly isInSight?: boolean
}

/**
 * The same for a list or a search that asks for contents of some statuses, or of all. What lies in the trash is in it for
 * those only who see the trash of its space (rules 8 and 29).
 */
export function visibleIn(ctx: Context, known: Known): () => Expression<SqlBool> {
  const isTrashAsked = known.statuses === undefined || known.statuses.includes('trashed')
  if (!isTrashAsked) return visible(ctx, known)
  const seen = sql<SqlBool>`(content.status != 'trashed' or ${seesTrash(ctx.actor)})`
  const predicate = sql<SqlBool>`(${visible(ctx, known)()} and ${seen})`
  return () => predicate
}

function seesTrash(actor: Actor): RawBuilder<unknown> {
  if (!covers(actor, 'admin') || scopeOf(actor)?.pageId !== undefined) return sql`1 = 0`
  if (seesEverything(actor)) return sql`1 = 1`
  return sql`content.space_id in (${spacesWith(actor, 'SETSPACEPERMISSIONS')})`
}

/** The page that a comment or attachment belongs to, and that its restrictions are set on. */
const ANCHOR = sql.raw('coalesce(content.container_id, content.id)')

/** Looked up for each row that it concerns: PostgreSQL would read the whole table first, to have it at hand for all rows. */
const ONE_BY_ONE = sql.raw('limit 1 offset 0')

function permitted(actor: Actor, { statuses, isInSight }: Known): RawBuilder<SqlBool>[] {
  const mayBeDraft = statuses === undefined || statuses.includes('draft')
  const me = actorId(actor) ?? -1
  // Restricted at all comes first: that is quick to know.
  const shutOut = (page: RawBuilder<unknown>) => sql`exists (
      select 1 from content_restriction as any_one where any_one.content_id = ${page} and any_one.operation = 'read' ${ONE_BY_ONE})
    and not exists (
      select 1 from content_restriction as listed
      where listed.content_id = ${page} and listed.operation = 'read' and ${heldBy(actor, 'listed')} ${ONE_BY_ONE})`
  return [
    ...(isInSight ? [] : [sql<SqlBool>`content.space_id in (${spacesWith(actor, 'VIEWSPACE')})`]),
    ...(mayBeDraft ? [sql<SqlBool>`(content.status != 'draft' or content.created_by = ${me})`] : []),
    sql`(content.container_id is null or not exists (
      select 1 from content as holder where holder.id = content.container_id and holder.status = 'draft'
      and (holder.created_by is null or holder.created_by != ${me}) ${ONE_BY_ONE}))`,
    sql`(content.guarded = 0 or not (${shutOut(ANCHOR)}) and not exists (
      select 1 from content_ancestor as above
      where above.content_id = ${ANCHOR} and ${shutOut(sql.raw('above.ancestor_id'))} ${ONE_BY_ONE}))`,
  ]
}

/** What a token that is bound to a space or a page tree adds. Nothing: everything is within. */
function withinScope({ actor }: Context): RawBuilder<SqlBool>[] {
  const { spaceId, pageId } = scopeOf(actor) ?? {}
  if (spaceId === undefined) return []
  const inSpace = sql<SqlBool>`content.space_id = ${spaceId}`
  if (pageId === undefined) return [inSpace]
  const inTree = sql<SqlBool>`(${ANCHOR} = ${pageId} or exists (
    select 1 from content_ancestor as tree where tree.ancestor_id = ${pageId} and tree.content_id = ${ANCHOR}))`
  return [inSpace, inTree]
}

/** The same decision over `space`. */
export function visibleSpaces({ actor }: Context): () => Expression<SqlBool> {
  const spaceId = scopeOf(actor)?.spaceId
  const within = spaceId === undefined ? sql`true` : sql`space.id = ${spaceId}`
  const held = seesEverything(actor) ? sql`true` : sql`space.id in (${spacesWith(actor, 'VIEWSPACE')})`
  const predicate = sql<SqlBool>`(${within} and ${held})`
  return () => predicate
}

function spacesWith(actor: Actor, permission: SpacePermission): RawBuilder<unknown> {
  return sql`select held.space_id from space_permission as held
    where held.permission = ${sql.lit(permission)} and ${heldBy(actor, 'held')}`
}

/** A row of a table of permissions or restrictions belongs to this actor: by name, by group, or as anybody. */
function heldBy(actor: Actor, table: 'held' | 'listed'): RawBuilder<SqlBool> {
  const row = sql.raw(table)
  if (actor.kind !== 'user') return sql`${row}.subject_kind = 'anonymous'`
  const byGroup =
    actor.groupIds.length === 0
      ? sql``
      : sql` or (${row}.subject_kind = 'group' and ${row}.subject_id in (${sql.join(actor.groupIds)}))`
  return sql`((${row}.subject_kind = 'user' and ${row}.subject_id = ${actor.userId})${byGroup}
    or ${row}.subject_kind in ('authenticated', 'anonymous'))`
}
