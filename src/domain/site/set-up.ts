import { globalPermissions } from '../access/permissions.ts'
import { insertGlobalPermission } from '../access/rows.ts'
import { as, type Context, now, transact } from '../context.ts'
import { createLink } from '../credential/one-time-link.ts'
import { createGroup } from '../group/group.ts'
import { findGroupsByName } from '../group/rows.ts'
import { createUser, type User } from '../user/user.ts'
import { findUserBy, userRow } from '../user/rows.ts'
import { readSetting, settleSetting } from './rows.ts'
import { createSampleSpace } from './sample-space.ts'

export interface Administrator {
  readonly username: string
  readonly email: string
  /** Absent: a one-time link is made with which to set one. */
  readonly password?: string
}

/** What happened at this start. */
export interface SetUp {
  readonly first: boolean
  /** The secret of the link with which the administrator sets a password; absent when there is one. */
  readonly passwordLink?: string
}

/**
 * Make the groups, the administrator and the sample space, once. That it is done is a fact in the database:
 * nothing that a request says can bring set-up back. While the administrator has no password, every start
 * makes a new link.
 */
export async function setUpSite(ctx: Context, administrator: Administrator): Promise<SetUp> {
  if ((await readSetting(ctx.db, 'set-up')) !== undefined) {
    const link = await linkForPasswordless(ctx, administrator.username)
    return { first: false, ...(link === undefined ? {} : { passwordLink: link }) }
  }
  const user = await createPeople(ctx, administrator)
  await createSampleSpace(as(ctx, actorOf(user)))
  await transact(ctx, (ctx) => settleSetting(ctx.db, 'set-up', new Date(now(ctx)).toISOString()))
  const link = administrator.password === undefined ? await createLink(ctx, user.id, 'password') : undefined
  return { first: true, ...(link === undefined ? {} : { passwordLink: link }) }
}

/** Groups of a fresh Confluence, with what each may do on the site. */
const GROUPS = {
  'confluence-administrators': globalPermissions,
  'confluence-users': ['USECONFLUENCE', 'PERSONALSPACE', 'CREATESPACE'],
} as const

async function createPeople(ctx: Context, administrator: Administrator): Promise<User> {
  // A start that was cut off in the middle of set-up leaves some of it behind; then the rest is made.
  const present = await findUserBy(ctx.db, 'username', administrator.username)
  for (const [name, permissions] of Object.entries(GROUPS)) {
    const [known] = await findGroupsByName(ctx.db, [name])
    const group = known ?? (await createGroup(ctx, name))
    await transact(ctx, async (ctx) => {
      for (const permission of permissions) {
        await insertGlobalPermission(ctx.db, permission, { kind: 'group', id: group.id })
      }
    })
  }
  if (present) return present
  return createUser(ctx, {
    username: administrator.username,
    email: administrator.email,
    displayName: administrator.username === 'admin' ? 'Administrator' : administrator.username,
    ...(administrator.password === undefined ? {} : { password: administrator.password }),
    groups: Object.keys(GROUPS),
  })
}

function actorOf(user: User) {
  return {
    kind: 'user',
    userId: user.id,
    username: user.username,
    groupIds: [],
    superuser: true,
    by: 'password',
  } as const
}

async function linkForPasswordless(ctx: Context, username: string): Promise<string | undefined> {
  const row = await userRow(ctx.db, 'username', username)
  return row?.password_hash === '' ? createLink(ctx, row.id, 'password') : undefined
}
