import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Tables } from '../../store/tables.ts'
import type { Context } from '../context.ts'
import { actorId, scopeOf, seesEverything } from './actor.ts'
import { heldBy } from './rows.ts'

/**
 * The read decision as a predicate over `content`, for lists, counts and search. Says of every row what
 * `can(ctx, 'read', …)` says of it (rules 1 to 6 of docs/reference/permissions.md, and those of token scopes).
 */
export function visible(ctx: Context): (e: ExpressionBuilder<Tables, 'content'>) => Expression<SqlBool> {
  return (e) => {
    const within = withinScope(ctx, e)
    if (seesEverything(ctx.actor)) return e.and(within)
    const restrictionsThatShutOut = e
      .selectFrom('content_restriction as shut')
      .select('shut.content_id')
      .where('shut.operation', '=', 'read')
      .where((w) =>
        w.not(
          w.exists(
            w
              .selectFrom('content_restriction')
              .select('content_restriction.content_id')
              .whereRef('content_restriction.content_id', '=', 'shut.content_id')
              .where('content_restriction.operation', '=', 'read')
              .where((h) =>
                heldBy(h as unknown as ExpressionBuilder<Tables, 'content_restriction'>, ctx.actor),
              ),
          ),
        ),
      )
    const anchor = e.fn.coalesce('content.container_id', 'content.id')
    return e.and([
      ...within,
      e(
        'content.space_id',
        'in',
        e
          .selectFrom('space_permission')
          .select('space_permission.space_id')
          .where('space_permission.permission', '=', 'VIEWSPACE')
          .where((h) => heldBy(h as unknown as ExpressionBuilder<Tables, 'space_permission'>, ctx.actor)),
      ),
      e.or([e('content.status', '!=', 'draft'), e('content.created_by', '=', actorId(ctx.actor) ?? -1)]),
      e.not(
        e.exists(
          e
            .selectFrom('content as holder')
            .select('holder.id')
            .whereRef('holder.id', '=', 'content.container_id')
            .where('holder.status', '=', 'draft')
            .where((h) =>
              h.or([
                h('holder.created_by', 'is', null),
                h('holder.created_by', '!=', actorId(ctx.actor) ?? -1),
              ]),
            ),
        ),
      ),
      e.not(e.exists(restrictionsThatShutOut.where('shut.content_id', '=', anchor))),
      e.not(
        e.exists(
          restrictionsThatShutOut
            .innerJoin('content_ancestor', 'content_ancestor.ancestor_id', 'shut.content_id')
            .where('content_ancestor.content_id', '=', anchor),
        ),
      ),
    ])
  }
}

/** What a token that is bound to a space or a page tree adds. Nothing: everything is within. */
function withinScope(ctx: Context, e: ExpressionBuilder<Tables, 'content'>): Expression<SqlBool>[] {
  const { spaceId, pageId } = scopeOf(ctx.actor) ?? {}
  if (spaceId === undefined) return []
  const inSpace = e('content.space_id', '=', spaceId)
  if (pageId === undefined) return [inSpace]
  const anchor = e.fn.coalesce('content.container_id', 'content.id')
  const below = e
    .selectFrom('content_ancestor as tree')
    .select('tree.content_id')
    .where('tree.ancestor_id', '=', pageId)
    .where('tree.content_id', '=', anchor)
  return [inSpace, e.or([e(anchor, '=', pageId), e.exists(below)])]
}

/** The same decision over `space`. */
export function visibleSpaces(ctx: Context): (e: ExpressionBuilder<Tables, 'space'>) => Expression<SqlBool> {
  return (e) => {
    const spaceId = scopeOf(ctx.actor)?.spaceId
    const within = spaceId === undefined ? [] : [e('space.id', '=', spaceId)]
    if (seesEverything(ctx.actor)) return e.and(within)
    const held = e
      .selectFrom('space_permission')
      .select('space_permission.space_id')
      .where('space_permission.permission', '=', 'VIEWSPACE')
      .where((h) => heldBy(h as unknown as ExpressionBuilder<Tables, 'space_permission'>, ctx.actor))
    return e.and([...within, e('space.id', 'in', held)])
  }
}
