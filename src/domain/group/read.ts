import { notFound } from '../../base/errors.ts'
import { type Page, toPage } from '../../base/page.ts'
import { authorizeProfiles } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { User } from '../user/user.ts'
import type { Group } from './group.ts'
import {
  countGroups,
  countMembers,
  findGroupByUuid,
  findGroups,
  findGroupsByName,
  type GroupFilter,
  listGroupRows,
  listMemberRows,
} from './rows.ts'

export type { GroupFilter }

type Stretch = { readonly offset: number; readonly limit: number }

/** A group by its name, whatever the case, or by the Cloud's id. */
export async function readGroup(
  ctx: Context,
  by: { readonly name: string } | { readonly uuid: string },
): Promise<Group> {
  const group = 'name' in by ? await findGroup(ctx, by.name) : await findGroupByUuid(ctx.db, by.uuid)
  if (group) return group
  throw notFound('name' in by ? `No group with name : ${by.name}` : `No group with id : ${by.uuid}`)
}

/** A group by its name; undefined when there is none. */
export async function findGroup(ctx: Context, name: string): Promise<Group | undefined> {
  return (await findGroupsByName(ctx.db, [name]))[0]
}

/** A group by the Cloud's id or by its name; undefined when there is none. */
export async function groupCalled(ctx: Context, idOrName: string): Promise<Group | undefined> {
  return (await findGroupByUuid(ctx.db, idOrName)) ?? findGroup(ctx, idOrName)
}

/** Groups by id, as a map; ids of none are absent. */
export async function groupsById(ctx: Context, ids: readonly number[]): Promise<Map<number, Group>> {
  return new Map((await findGroups(ctx.db, [...new Set(ids)])).map((group) => [group.id, group]))
}

/** A stretch of the groups that match, by name. */
export async function listGroups(ctx: Context, filter: GroupFilter, stretch: Stretch): Promise<Page<Group>> {
  return toPage(await listGroupRows(ctx.db, filter, stretch), stretch.limit)
}

/** How many groups match. */
export async function groupCount(ctx: Context, filter: GroupFilter): Promise<number> {
  return countGroups(ctx.db, filter)
}

/** A stretch of the active members of a group, by name, for those who may see who people are. */
export async function listMembers(ctx: Context, group: Group, stretch: Stretch): Promise<Page<User>> {
  await authorizeProfiles(ctx)
  return toPage(await listMemberRows(ctx.db, group.id, stretch), stretch.limit)
}

/** How many active members a group has. */
export async function memberCount(ctx: Context, group: Group): Promise<number> {
  await authorizeProfiles(ctx)
  return countMembers(ctx.db, group.id)
}
