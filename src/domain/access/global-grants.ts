import { AppError } from '../../base/errors.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import {
  type GlobalPermission,
  globalPermissions,
  isSameSubject,
  openPermissions,
  type Subject,
} from './permissions.ts'
import { authorizeGlobally, authorizeOver, refuseWithoutAdministrator } from './policy.ts'
import { deleteGlobalPermission, globalPermissionRows, insertGlobalPermission } from './rows.ts'

/** One permission on the site, with who holds it. */
export interface GlobalGrant {
  readonly permission: GlobalPermission
  readonly subject: Subject
}

/** What somebody is to hold. */
export interface GlobalHoldings {
  readonly subject: Subject
  readonly permissions: readonly GlobalPermission[]
}

/** Who holds what on the site; of one subject only where it is given. For those who administer the site. */
export async function globalGrants(ctx: Context, subject?: Subject): Promise<GlobalGrant[]> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  return held(ctx, subject)
}

/** Give permissions on the site; those held already stay. */
export async function grantGlobally(ctx: Context, { subject, permissions }: GlobalHoldings): Promise<void> {
  await authorizeChange(ctx, subject, permissions)
  await transact(ctx, (ctx) => grant(ctx, subject, permissions))
}

/** Take permissions on the site away; those not held are passed over. Without `USECONFLUENCE` nothing else is left. */
export async function revokeGlobally(ctx: Context, { subject, permissions }: GlobalHoldings): Promise<void> {
  await authorizeChange(ctx, subject, permissions)
  await transact(ctx, async (ctx) => {
    const everything = permissions.includes('USECONFLUENCE')
    const taken = everything ? (await held(ctx, subject)).map(({ permission }) => permission) : permissions
    await revoke(ctx, subject, taken)
    await refuseWithoutAdministrator(ctx)
  })
}

/** Give each of these subjects exactly what is said of it; who is not named keeps what they hold. */
export async function setGlobalPermissions(ctx: Context, wanted: readonly GlobalHoldings[]): Promise<void> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  for (const { subject, permissions } of wanted) await authorizeChange(ctx, subject, permissions)
  await transact(
    ctx,
    async (ctx) => {
      for (const { subject, permissions } of wanted) {
        const before = (await held(ctx, subject)).map(({ permission }) => permission)
        const given = permissions.filter((permission) => !before.includes(permission))
        const taken = before.filter((permission) => !permissions.includes(permission))
        if (given.length > 0) await grant(ctx, subject, given)
        if (taken.length > 0) await revoke(ctx, subject, taken)
      }
      await refuseWithoutAdministrator(ctx)
    },
    Math.max(1, 2 * wanted.length),
  )
}

async function held(ctx: Context, subject?: Subject): Promise<GlobalGrant[]> {
  const all = await globalPermissionRows(ctx.db)
  return subject === undefined ? all : all.filter((one) => isSameSubject(one.subject, subject))
}

async function grant(
  ctx: Context,
  subject: Subject,
  permissions: readonly GlobalPermission[],
): Promise<void> {
  for (const permission of permissions) await insertGlobalPermission(ctx.db, permission, subject)
  await emit(ctx, { type: 'permission.changed', facts: { subject, granted: permissions } })
}

async function revoke(
  ctx: Context,
  subject: Subject,
  permissions: readonly GlobalPermission[],
): Promise<void> {
  for (const permission of permissions) await deleteGlobalPermission(ctx.db, permission, subject)
  await emit(ctx, { type: 'permission.changed', facts: { subject, revoked: permissions } })
}

/** Rules 24 and 25, and that everybody as such is only ever let in and shown who people are. */
async function authorizeChange(
  ctx: Context,
  subject: Subject,
  permissions: readonly GlobalPermission[],
): Promise<void> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const isSomebody = subject.kind === 'user' || subject.kind === 'group'
  const choices: readonly GlobalPermission[] = isSomebody ? globalPermissions : openPermissions
  const unfit = permissions.find((permission) => !choices.includes(permission))
  if (unfit !== undefined) {
    throw new AppError('bad-request', `The permission ${unfit} cannot be given to this kind of subject.`)
  }
  if (isSomebody) await authorizeOver(ctx, subject)
  if (permissions.includes('SYSTEMADMINISTRATOR')) await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
}
