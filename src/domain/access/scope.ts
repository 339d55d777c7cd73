import { AppError } from '../../base/errors.ts'
import { type Actor, covers, reachesSite, scopeOf, type ScopeLevel } from './actor.ts'
import type { GlobalPermission, SpacePermission } from './permissions.ts'

/**
 * What the scope of a token takes away from what its user may do: «token scopes» in docs/reference/permissions.md.
 * The policy asks here before it looks at any permission.
 */

/** What one may want to do in or with a space. */
export type SpaceAction = 'view' | 'create-page' | 'create-blogpost' | 'administer' | 'export'

/** Refuses an operation that the scope of the actor's token does not go as far as. */
export function authorizeLevel(actor: Actor, level: ScopeLevel): void {
  if (!covers(actor, level)) throw beyondScope()
}

/**
 * Refuses, from inside the transaction, to put a page where a token for a page tree does not reach it.
 * `above`: the pages that it hangs below.
 */
export function refuseEscape(actor: Actor, above: readonly number[]): void {
  const pageId = scopeOf(actor)?.pageId
  if (pageId !== undefined && !above.includes(pageId)) throw beyondScope()
}

/** Refuses what belongs to no space to a token that is for one only. */
export function refuseBound(actor: Actor): void {
  if (!reachesSite(actor)) throw beyondScope()
}

/** Whether the actor's token goes as far as this global permission. */
export function scopeAllowsGlobally(actor: Actor, permission: GlobalPermission): boolean {
  if (permission === 'USECONFLUENCE' || permission === 'VIEWUSERPROFILES') return true
  const isAdministration = permission === 'ADMINISTRATECONFLUENCE' || permission === 'SYSTEMADMINISTRATOR'
  return reachesSite(actor) && covers(actor, isAdministration ? 'admin' : 'write')
}

/**
 * Whether the actor's token goes as far as this in the space. One for a page tree sees the space of its tree, and makes
 * pages in it: below its page, see `refuseEscape`.
 */
export function scopeAllowsInSpace(actor: Actor, action: SpaceAction, spaceId: number): boolean {
  const scope = scopeOf(actor)
  if (scope === undefined) return true
  if (scope.spaceId !== undefined && scope.spaceId !== spaceId) return false
  if (!covers(actor, SPACE_LEVELS[action])) return false
  return scope.pageId === undefined || action === 'view' || action === 'create-page'
}

/** Whether the actor's token leaves a permission on a space in force. */
export function scopeKeepsInSpace(actor: Actor, permission: SpacePermission, spaceId: number): boolean {
  return scopeAllowsInSpace(actor, ACTIONS[permission] ?? 'create-page', spaceId)
}

/** What a permission is for; those that are not here change pages or what belongs to them. */
const ACTIONS: Partial<Record<SpacePermission, SpaceAction>> = {
  VIEWSPACE: 'view',
  EDITBLOG: 'create-blogpost',
  SETSPACEPERMISSIONS: 'administer',
  EXPORTSPACE: 'export',
}

/** The refusal of what a user may do, but not with this token. */
export function beyondScope(): AppError {
  return new AppError('forbidden', 'The scope of this token does not go as far as this.')
}

const SPACE_LEVELS: Record<SpaceAction, ScopeLevel> = {
  view: 'read',
  'create-page': 'write',
  'create-blogpost': 'write',
  administer: 'admin',
  export: 'admin',
}
