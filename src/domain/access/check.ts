import { AppError, notFound } from '../../base/errors.ts'
import type { Content } from '../content/content.ts'
import { as, type Context } from '../context.ts'
import { readGroup } from '../group/read.ts'
import { groupIdsOf } from '../group/rows.ts'
import type { Space } from '../space/space.ts'
import { readProfile, type User } from '../user/user.ts'
import { actorId, scopeOf, type UserActor } from './actor.ts'
import { can, canInSpace, type ContentAction, holdsGlobally, mayUseSite } from './policy.ts'
import type { SpaceAction } from './scope.ts'
import { globalPermissionsOf } from './rows.ts'

/** About whom is asked: a user by account id, or whoever is in a group and in no other. */
export interface CheckedSubject {
  readonly kind: 'user' | 'group'
  readonly identifier: string
}

/**
 * Whether somebody may do this with a content. About oneself anybody may ask; about others those who administer
 * the site or the space of the content.
 */
export async function checkPermission(
  ctx: Context,
  content: Content,
  subject: CheckedSubject,
  action: ContentAction,
): Promise<boolean> {
  const actor = subject.kind === 'user' ? await userOf(ctx, subject) : await memberOf(ctx, subject)
  const isSelf = actor !== undefined && actor.userId === actorId(ctx.actor)
  if (!isSelf && !(await mayAskAboutOthers(ctx, content))) {
    throw new AppError('forbidden', 'You are not permitted to ask what others may do with this content.')
  }
  if (actor === undefined) return false
  const held = await globalPermissionsOf(ctx.db, actor)
  const asked = as(ctx, {
    ...actor,
    superuser: held.includes('SYSTEMADMINISTRATOR'),
    ...(isSelf ? { scope: scopeOf(ctx.actor) } : {}),
  })
  return (await mayUseSite(asked)) && can(asked, action, content)
}

/**
 * Of these things, what somebody may do in a space that the actor sees. About oneself anybody may ask; about others
 * those who administer the site or the space.
 */
export async function permittedInSpace(
  ctx: Context,
  space: Space,
  user: User | undefined,
  actions: readonly SpaceAction[],
): Promise<SpaceAction[]> {
  const isSelf = user === undefined || user.id === actorId(ctx.actor)
  if (!isSelf && !(await mayAskAboutOthers(ctx, { spaceId: space.id }))) {
    throw new AppError('forbidden', 'You are not permitted to ask what others may do in this space.')
  }
  if (user?.active === false) return []
  const asked = isSelf ? ctx : await inTheirPlace(ctx, user)
  if (!(await mayUseSite(asked))) return []
  const permitted: SpaceAction[] = []
  for (const action of actions) if (await canInSpace(asked, action, space.id)) permitted.push(action)
  return permitted
}

/** Whether somebody can log in and use the site. */
export async function hasAccess(ctx: Context, user: User): Promise<boolean> {
  return user.active && mayUseSite(await inTheirPlace(ctx, user))
}

async function inTheirPlace(ctx: Context, user: User): Promise<Context> {
  const actor = stand(user.id, user.username, await groupIdsOf(ctx.db, user.id))
  const held = await globalPermissionsOf(ctx.db, actor)
  return as(ctx, { ...actor, superuser: held.includes('SYSTEMADMINISTRATOR') })
}

async function mayAskAboutOthers(ctx: Context, content: Pick<Content, 'spaceId'>): Promise<boolean> {
  return (
    (await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE')) || canInSpace(ctx, 'administer', content.spaceId)
  )
}

/** Undefined for somebody who may do nothing, since the account is closed. */
async function userOf(ctx: Context, { identifier }: CheckedSubject): Promise<UserActor | undefined> {
  const user = await readProfile(ctx, { accountId: identifier })
  if (user === undefined) throw notFound(`No user found with accountId : ${identifier}`)
  if (!user.active) return undefined
  return stand(user.id, user.username, await groupIdsOf(ctx.db, user.id))
}

async function memberOf(ctx: Context, { identifier }: CheckedSubject): Promise<UserActor> {
  const group = await readGroup(ctx, { uuid: identifier })
  // Negative, so that what is remembered of users by their ids is not mixed up with what groups may do.
  return stand(-group.id, '', [group.id])
}

function stand(userId: number, username: string, groupIds: readonly number[]): UserActor {
  return { kind: 'user', userId, username, groupIds, superuser: false, by: 'password' }
}
