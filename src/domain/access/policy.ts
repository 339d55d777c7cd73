import { AppError } from '../../base/errors.ts'
import { type Content, familyOf } from '../content/content.ts'
import { type Context, remembered } from '../context.ts'
import type { Space } from '../space/space.ts'
import { type Actor, actorId, covers, reachesSite, scopeOf, seesEverything } from './actor.ts'
import {
  contentPermissions,
  type GlobalPermission,
  type SpacePermission,
  spacePermissions,
  type Subject,
} from './permissions.ts'
import { contentNotFound, spaceNotFound } from './refusals.ts'
import {
  anyActiveHolder,
  anyRestriction,
  asideAmong,
  confers,
  foreignDrafts,
  globalPermissionsOf,
  holdsInOwnName,
  lockHolders,
  shutOut,
  spacesWithPermission,
} from './rows.ts'
import {
  beyondScope,
  refuseBound,
  scopeAllowsGlobally,
  scopeAllowsInSpace,
  scopeKeepsInSpace,
} from './scope.ts'
import type { SpaceAction } from './scope.ts'
import { ancestorIdsOf } from '../content/ancestors.ts'

/**
 * The only place that decides. The rules are numbered prose in docs/reference/permissions.md.
 * `can` says yes or no; `authorize` throws; `allowed` keeps those of a list that may be read; `visible`
 * (visible.ts) is the read decision as a predicate.
 */

/** What one may want to do with a content that exists. */
export type ContentAction = 'read' | 'update' | 'remove' | 'restrict' | 'comment' | 'attach'

/** Whether the actor may use the site at all (rule 1). */
export async function mayUseSite(ctx: Context): Promise<boolean> {
  return holdsGlobally(ctx, 'USECONFLUENCE')
}

/** Whether the actor holds a global permission (rule 2: system administrators hold all). */
export async function holdsGlobally(ctx: Context, permission: GlobalPermission): Promise<boolean> {
  if (!scopeAllowsGlobally(ctx.actor, permission)) return false
  if (seesEverything(ctx.actor)) return true
  const held = await remembered(ctx, `global ${actorKey(ctx.actor)}`, () =>
    globalPermissionsOf(ctx.db, ctx.actor),
  )
  return held.includes(permission)
}

/** Throws `forbidden` unless the actor holds the global permission. */
export async function authorizeGlobally(ctx: Context, permission: GlobalPermission): Promise<void> {
  if (await holdsGlobally(ctx, permission)) return
  if (!scopeAllowsGlobally(ctx.actor, permission)) throw beyondScope()
  throw new AppError(
    ctx.actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden',
    GLOBAL_REFUSALS[permission],
  )
}

/**
 * Whether the actor may see who people are (rule 31): whoever uses the site in their own name or as a member of a group
 * may; those who are let in as everybody need the permission for it.
 */
export async function seesPeople(ctx: Context): Promise<boolean> {
  if (seesEverything(ctx.actor)) return true
  return remembered(
    ctx,
    `profiles ${actorKey(ctx.actor)}`,
    async () =>
      (await holdsInOwnName(ctx.db, ctx.actor, 'USECONFLUENCE')) ||
      (await holdsGlobally(ctx, 'VIEWUSERPROFILES')),
  )
}

/** Throws unless the actor may see who people are. */
export async function authorizeProfiles(ctx: Context): Promise<void> {
  if (!(await seesPeople(ctx))) await authorizeGlobally(ctx, 'VIEWUSERPROFILES')
}

/**
 * Throws `forbidden` unless the actor may change this user or group (rule 25): who administers the site without
 * being a system administrator changes nobody who is one, and no group that makes one.
 */
export async function authorizeOver(
  ctx: Context,
  subject: Extract<Subject, { kind: 'user' | 'group' }>,
): Promise<void> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  if (seesEverything(ctx.actor) || !(await confers(ctx.db, 'SYSTEMADMINISTRATOR', subject))) return
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
}

/**
 * Throws unless the actor may look at or change the credentials and the log-in of this user: their own with credentials
 * that are no narrower token, others' as `authorizeOver` says.
 */
export async function authorizeAccount(ctx: Context, userId: number): Promise<void> {
  if (ctx.actor.kind === 'anonymous') throw new AppError('unauthenticated')
  if (!covers(ctx.actor, 'admin') || !reachesSite(ctx.actor)) throw beyondScope()
  if (actorId(ctx.actor) !== userId) await authorizeOver(ctx, { kind: 'user', id: userId })
}

/**
 * Throws unless the actor may change what belongs to this user and to no space: their own with a token for the whole site,
 * others' as administrators (rules 28, 34 and 46).
 */
export async function authorizeBelongings(ctx: Context, userId: number): Promise<void> {
  if (actorId(ctx.actor) !== userId) return authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  refuseBound(ctx.actor)
}

/** Refuses, from inside a transaction, a change after which nobody could administer the system (rule 26). */
export async function refuseWithoutAdministrator(ctx: Context): Promise<void> {
  await lockHolders(ctx.db, ctx.app.database.engine)
  if (await anyActiveHolder(ctx.db, 'SYSTEMADMINISTRATOR')) return
  throw new AppError('bad-request', 'Then no active user would be a system administrator any more.')
}

/** Whether the actor may do this with this content. */
export async function can(ctx: Context, action: ContentAction, content: Content): Promise<boolean> {
  if (action !== 'read' && !covers(ctx.actor, 'write')) return false
  if ((await withinScope(ctx, [content])).length === 0) return false
  if (await isFrozen(ctx, action, content)) return false
  if (seesEverything(ctx.actor)) return true
  if (!(await mayRead(ctx, content))) return false
  if (action === 'read') return true
  if (action === 'comment') return holdsInSpace(ctx, content.spaceId, 'COMMENT')
  if (action === 'attach') {
    return (
      (await holdsInSpace(ctx, content.spaceId, 'CREATEATTACHMENT')) && !(await lockedForUpdate(ctx, content))
    )
  }
  if (action === 'restrict') {
    return (await holdsInSpace(ctx, content.spaceId, 'SETPAGEPERMISSIONS')) && mayUpdate(ctx, content)
  }
  return action === 'update' ? mayUpdate(ctx, content) : mayRemove(ctx, content)
}

/** Throws `not-found` when the content may not even be read, `forbidden` when it may be, but not this. */
export async function authorize(ctx: Context, action: ContentAction, content: Content): Promise<void> {
  if (await can(ctx, action, content)) return
  if (action === 'read' || !(await mayRead(ctx, content))) throw contentNotFound(content.id)
  if (await isFrozen(ctx, action, content)) {
    throw new AppError('bad-request', 'Archived content cannot be changed.')
  }
  if (!covers(ctx.actor, 'write')) throw beyondScope()
  throw new AppError('forbidden', CONTENT_REFUSALS[action])
}

/** Everything that can be done with a content, in the order in which answers list it. */
export const contentActions: readonly ContentAction[] = [
  'read',
  'update',
  'remove',
  'restrict',
  'comment',
  'attach',
]

/** What the actor may do with each of these contents: for all at once what `can` says of one; a fixed number of queries. */
export async function permitted(
  ctx: Context,
  contents: readonly Content[],
): Promise<Map<number, ContentAction[]>> {
  const readable = new Set((await allowed(ctx, contents)).map(({ id }) => id))
  const archived = await archivedHolders(ctx, contents)
  const isPossible = (action: ContentAction, content: Content) =>
    readable.has(content.id) &&
    !isAside(action, content, archived) &&
    (action === 'read' || covers(ctx.actor, 'write'))
  if (seesEverything(ctx.actor)) {
    return new Map(
      contents.map((content) => [content.id, contentActions.filter((action) => isPossible(action, content))]),
    )
  }
  const lockable = contents.filter(({ id, kind }) => readable.has(id) && kind !== 'comment')
  const locked =
    lockable.length > 0 && (await isAnythingRestricted(ctx, 'update'))
      ? await shutOut(ctx.db, ctx.actor, 'update', [...new Set(lockable.map(anchorId))])
      : new Set<number>()
  const held = new Map<SpacePermission, Set<number>>()
  for (const permission of spacePermissions) held.set(permission, await spaceIdsWith(ctx, permission))
  return new Map(
    contents.map((content) => {
      if (!readable.has(content.id)) return [content.id, []]
      const holds = (permission: SpacePermission) => held.get(permission)?.has(content.spaceId) ?? false
      const isOwn = content.createdBy !== null && content.createdBy === actorId(ctx.actor)
      const isLocked = content.kind !== 'comment' && locked.has(anchorId(content))
      const { create, remove } = contentPermissions[familyOf(content.kind)]
      const mayChange = content.kind === 'comment' ? isOwn && holds('COMMENT') : holds(create) && !isLocked
      const may: Record<ContentAction, boolean> = {
        read: true,
        update: mayChange,
        remove: !isLocked && (holds(remove) || (isOwn && holds('REMOVEOWNCONTENT'))),
        restrict: holds('SETPAGEPERMISSIONS') && mayChange,
        comment: holds('COMMENT'),
        attach: holds('CREATEATTACHMENT') && !isLocked,
      }
      return [content.id, contentActions.filter((action) => may[action] && isPossible(action, content))]
    }),
  )
}

/** Of these contents, those that the actor may read, in the same order; a fixed number of queries. */
export async function allowed(ctx: Context, contents: readonly Content[]): Promise<Content[]> {
  const within = await withinScope(ctx, contents)
  if (seesEverything(ctx.actor)) return within
  const spaces = await spaceIdsWith(ctx, 'VIEWSPACE')
  const inSight = within.filter((content) => spaces.has(content.spaceId) && !isForeignDraft(ctx, content))
  const seen = await withoutForeignDrafts(ctx, inSight)
  if (seen.length === 0 || !(await isAnythingRestricted(ctx, 'read'))) return seen
  const chains = await ancestorIdsOf(ctx, [...new Set(seen.map(anchorId))])
  const all = [...new Set([...chains.keys(), ...[...chains.values()].flat()])]
  const shut = await shutOut(ctx.db, ctx.actor, 'read', all)
  const isOpen = (id: number) =>
    !shut.has(id) && !(chains.get(id) ?? []).some((ancestor) => shut.has(ancestor))
  return seen.filter((content) => isOpen(anchorId(content)))
}

/** Of these contents, those that the actor's token reaches. */
async function withinScope(ctx: Context, contents: readonly Content[]): Promise<Content[]> {
  const { spaceId, pageId } = scopeOf(ctx.actor) ?? {}
  if (spaceId === undefined) return [...contents]
  const inSpace = contents.filter((content) => content.spaceId === spaceId)
  if (pageId === undefined || inSpace.length === 0) return inSpace
  const chains = await ancestorIdsOf(ctx, [...new Set(inSpace.map(anchorId))])
  return inSpace.filter((content) => {
    const id = anchorId(content)
    return id === pageId || (chains.get(id) ?? []).includes(pageId)
  })
}

/** Whether the actor may do this in the space. */
export async function canInSpace(ctx: Context, action: SpaceAction, spaceId: number): Promise<boolean> {
  if (!scopeAllowsInSpace(ctx.actor, action, spaceId)) return false
  if (seesEverything(ctx.actor)) return true
  if (!(await holdsInSpace(ctx, spaceId, 'VIEWSPACE'))) return false
  const permission = SPACE_ACTIONS[action]
  return permission === 'VIEWSPACE' || holdsInSpace(ctx, spaceId, permission)
}

/** Throws `not-found` when the space may not be seen, `forbidden` when it may be, but not this. */
export async function authorizeInSpace(ctx: Context, action: SpaceAction, space: Space): Promise<void> {
  if (await canInSpace(ctx, action, space.id)) return
  if (action === 'view' || !(await canInSpace(ctx, 'view', space.id))) throw spaceNotFound(space.key)
  if (!scopeAllowsInSpace(ctx.actor, action, space.id)) throw beyondScope()
  throw new AppError(
    'forbidden',
    `You are not permitted to ${SPACE_REFUSALS[action]} in the space ${space.key}.`,
  )
}

/** What is archived is read, removed or brought back, what hangs on it is read; nothing else, by nobody (rule 9). */
async function isFrozen(ctx: Context, action: ContentAction, content: Content): Promise<boolean> {
  return action !== 'read' && isAside(action, content, await archivedHolders(ctx, [content]))
}

function isAside(action: ContentAction, { status, containerId }: Content, archived: ReadonlySet<number>) {
  if (action === 'read') return false
  return (status === 'archived' && action !== 'remove') || (containerId !== null && archived.has(containerId))
}

async function archivedHolders(ctx: Context, contents: readonly Content[]): Promise<Set<number>> {
  const ids = [...new Set(contents.flatMap(({ containerId }) => containerId ?? []))]
  return asideAmong(ctx.db, ids, 'archived')
}

/** What the actor holds on each of these spaces, nothing of those that they may not see; a fixed number of queries. */
export async function heldInSpaces(
  ctx: Context,
  spaceIds: readonly number[],
): Promise<Map<number, SpacePermission[]>> {
  const within = (id: number) =>
    spacePermissions.filter((permission) => scopeKeepsInSpace(ctx.actor, permission, id))
  if (seesEverything(ctx.actor)) return new Map(spaceIds.map((id) => [id, within(id)]))
  const held = new Map<SpacePermission, Set<number>>()
  for (const permission of spacePermissions) held.set(permission, await spaceIdsWith(ctx, permission))
  return new Map(
    spaceIds.map((id) => [
      id,
      held.get('VIEWSPACE')?.has(id) ? within(id).filter((permission) => held.get(permission)?.has(id)) : [],
    ]),
  )
}

async function mayRead(ctx: Context, content: Content): Promise<boolean> {
  return (await allowed(ctx, [content])).length === 1
}

async function mayUpdate(ctx: Context, content: Content): Promise<boolean> {
  if (content.kind === 'comment') {
    const own = content.createdBy !== null && content.createdBy === actorId(ctx.actor)
    return own && holdsInSpace(ctx, content.spaceId, 'COMMENT')
  }
  const permission = contentPermissions[familyOf(content.kind)].create
  return (await holdsInSpace(ctx, content.spaceId, permission)) && !(await lockedForUpdate(ctx, content))
}

async function mayRemove(ctx: Context, content: Content): Promise<boolean> {
  if (await lockedForUpdate(ctx, content)) return false
  if (await holdsInSpace(ctx, content.spaceId, contentPermissions[familyOf(content.kind)].remove)) return true
  const own = content.createdBy !== null && content.createdBy === actorId(ctx.actor)
  return own && holdsInSpace(ctx, content.spaceId, 'REMOVEOWNCONTENT')
}

/** Update restrictions bind the content that carries them and what is attached to it; pages below do not inherit them. */
async function lockedForUpdate(ctx: Context, content: Content): Promise<boolean> {
  if (content.kind === 'comment' || !(await isAnythingRestricted(ctx, 'update'))) return false
  return (await shutOut(ctx.db, ctx.actor, 'update', [anchorId(content)])).size > 0
}

/** What hangs on somebody else's draft is as hidden as the draft. */
async function withoutForeignDrafts(ctx: Context, contents: readonly Content[]): Promise<Content[]> {
  const holderIds = [...new Set(contents.flatMap((content) => content.containerId ?? []))]
  if (holderIds.length === 0) return [...contents]
  const hidden = await foreignDrafts(ctx.db, actorId(ctx.actor), holderIds)
  return contents.filter((content) => content.containerId === null || !hidden.has(content.containerId))
}

/** Whoever has no log-in is nobody in particular, so a draft of nobody's is everybody's foreign one. */
function isForeignDraft(ctx: Context, content: Content): boolean {
  if (content.status !== 'draft') return false
  return content.createdBy === null || content.createdBy !== actorId(ctx.actor)
}

/** The page that a comment or attachment belongs to: restrictions are set on pages and blog posts. */
function anchorId(content: Content): number {
  return content.containerId ?? content.id
}

function isAnythingRestricted(ctx: Context, operation: 'read' | 'update'): Promise<boolean> {
  return remembered(ctx, `restricted ${operation}`, () => anyRestriction(ctx.db, operation))
}

async function holdsInSpace(ctx: Context, spaceId: number, permission: SpacePermission): Promise<boolean> {
  return seesEverything(ctx.actor) || (await spaceIdsWith(ctx, permission)).has(spaceId)
}

async function spaceIdsWith(ctx: Context, permission: SpacePermission): Promise<Set<number>> {
  return remembered(
    ctx,
    `spaces ${permission} ${actorKey(ctx.actor)}`,
    async () => new Set(await spacesWithPermission(ctx.db, ctx.actor, permission)),
  )
}

function actorKey(actor: Actor): string {
  return actor.kind === 'user' ? String(actor.userId) : actor.kind
}

const SPACE_ACTIONS: Record<SpaceAction, SpacePermission> = {
  view: 'VIEWSPACE',
  'create-page': 'EDITSPACE',
  'create-blogpost': 'EDITBLOG',
  administer: 'SETSPACEPERMISSIONS',
  export: 'EXPORTSPACE',
}

const SPACE_REFUSALS: Record<SpaceAction, string> = {
  view: 'look',
  'create-page': 'create pages',
  'create-blogpost': 'create blog posts',
  administer: 'administer',
  export: 'export',
}

const CONTENT_REFUSALS: Record<Exclude<ContentAction, 'read'>, string> = {
  update: 'You are not permitted to edit this content.',
  remove: 'You are not permitted to delete this content.',
  restrict: 'You are not permitted to set restrictions on this content.',
  comment: 'You are not permitted to comment on this content.',
  attach: 'You are not permitted to attach files to this content.',
}

const GLOBAL_REFUSALS: Record<GlobalPermission, string> = {
  USECONFLUENCE: 'You are not permitted to use this site.',
  VIEWUSERPROFILES: 'You are not permitted to see who the users of this site are.',
  PERSONALSPACE: 'You are not permitted to create a personal space.',
  CREATESPACE: 'You are not permitted to create spaces.',
  ADMINISTRATECONFLUENCE: 'Only administrators may do this.',
  SYSTEMADMINISTRATOR: 'Only system administrators may do this.',
}
