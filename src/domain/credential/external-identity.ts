import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { systemActor } from '../access/actor.ts'
import { as, type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { joinGroup, leaveGroup } from '../group/members.ts'
import { findGroupsByName, groupIdsOf } from '../group/rows.ts'
import { createUser, defaultGroup, readUser, type User, usersById } from '../user/user.ts'
import { findExternalIdentity, insertExternalIdentity } from './rows.ts'

/** A person as an issuer of identities vouches for them. */
export interface ExternalIdentity {
  readonly issuer: string
  readonly subject: string
  readonly email?: string
  /** Whether the issuer has checked that the address is theirs. */
  readonly isEmailVerified: boolean
  readonly username?: string
  readonly displayName?: string
  /** Their groups there; undefined where it does not say. */
  readonly groups?: readonly string[]
}

/** What administrators allow on the word of the issuer. */
export interface IdentityRules {
  /** Somebody who is not known yet gets the account with their verified address. */
  readonly matchesEmail: boolean
  /** Somebody who has none gets a new account. */
  readonly createsUsers: boolean
  /** Groups there, with the group here that membership follows. */
  readonly groups: ReadonlyMap<string, string>
}

/**
 * The account of a person who signed in elsewhere: found by issuer and subject, which never change, and only the first
 * time, where that is allowed, by address. Refuses whoever has none.
 */
export async function userOfIdentity(
  caller: Context,
  identity: ExternalIdentity,
  rules: IdentityRules,
): Promise<User> {
  const ctx = as(caller, systemActor)
  const userId = await findExternalIdentity(ctx.db, identity.issuer, identity.subject)
  const known = userId === undefined ? undefined : (await usersById(ctx, [userId])).get(userId)
  const user = known ?? (await firstTime(ctx, identity, rules))
  if (!user.active) throw noAccount()
  await followGroups(ctx, user, identity, rules)
  return user
}

async function firstTime(ctx: Context, identity: ExternalIdentity, rules: IdentityRules): Promise<User> {
  const email = identity.isEmailVerified ? identity.email : undefined
  const owner = email === undefined ? undefined : await readUser(ctx, { email })
  if (owner !== undefined) {
    if (!rules.matchesEmail || !owner.active) throw noAccount()
    await link(ctx, identity, owner)
    return owner
  }
  if (!rules.createsUsers || email === undefined) throw noAccount()
  const groups = await findGroupsByName(ctx.db, [defaultGroup])
  return transact(
    ctx,
    async (ctx) => {
      const user = await createUser(ctx, {
        username: await freeName(ctx, identity.username ?? email),
        email,
        displayName: (identity.displayName ?? identity.username ?? email).slice(0, limits.nameLength),
        groups: groups.map(({ name }) => name),
      })
      await link(ctx, identity, user)
      return user
    },
    8,
  )
}

async function link(ctx: Context, identity: ExternalIdentity, user: User): Promise<void> {
  await transact(ctx, async (ctx) => {
    await insertExternalIdentity(ctx.db, {
      issuer: identity.issuer,
      subject: identity.subject,
      user_id: user.id,
      created_at: now(ctx),
    })
    await emit(ctx, { type: 'identity.linked', facts: { userId: user.id, issuer: identity.issuer } })
  })
}

/** A user name that nobody has: as the issuer says it, without what names cannot have, and numbered if it is taken. */
async function freeName(ctx: Context, wanted: string): Promise<string> {
  const name = wanted
    .replace(/[\s:<>,|+&/%?#[\]]/g, '-')
    .replace(/\p{Cc}/gu, '')
    .slice(0, limits.nameLength - 4)
  for (let number = 1; number < 1000; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`
    const others = [await readUser(ctx, { username: candidate }), await readUser(ctx, { email: candidate })]
    // Older programs give permissions by a name that may be a user's or a group's.
    const groups = await findGroupsByName(ctx.db, [candidate])
    if (groups.length === 0 && others.every((other) => other === undefined)) return candidate
  }
  throw noAccount()
}

/** Membership of the groups that are mapped is what the issuer says; that of all others is ours. */
async function followGroups(
  ctx: Context,
  user: User,
  identity: ExternalIdentity,
  rules: IdentityRules,
): Promise<void> {
  if (identity.groups === undefined || rules.groups.size === 0) return
  const wanted = new Set(identity.groups.flatMap((name) => rules.groups.get(name) ?? []))
  const memberOf = new Set(await groupIdsOf(ctx.db, user.id))
  for (const group of await findGroupsByName(ctx.db, [...new Set(rules.groups.values())])) {
    if (wanted.has(group.name) && !memberOf.has(group.id)) await joinGroup(ctx, group, user)
    else if (!wanted.has(group.name) && memberOf.has(group.id)) await leaveGroup(ctx, group, user)
  }
}

/** The same words whatever is missing: who is asked to let somebody in finds it out from the settings. */
function noAccount(): AppError {
  return new AppError(
    'forbidden',
    'You are signed in there, but have no account in this wiki. Ask an administrator to let you in.',
  )
}
