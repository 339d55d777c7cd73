import { AppError, notFound } from '../../base/errors.ts'
import { randomAccountId, randomUserKey } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { hashPassword } from '../../base/password.ts'
import type { Page } from '../../base/page.ts'
import { toPage } from '../../base/page.ts'
import { foldCase, hasControlCharacters } from '../../base/text.ts'
import { putSearchText } from '../../search/index.ts'
import { actorId } from '../access/actor.ts'
import { authorizeGlobally, authorizeOver, authorizeProfiles, seesPeople } from '../access/policy.ts'
import { type Context, now, remembered, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { queueInvitation } from '../notify/invitation-job.ts'
import { addMember, findGroupsByName } from '../group/rows.ts'
import { deleteOneTimeLinks, deleteSessionsOf } from '../credential/rows.ts'
import { isEasilyGuessed } from '../credential/weak-password.ts'
import { findUserBy, findUsers, findUsersByName, insertUser, listUserRows, updateUser } from './rows.ts'

/** One person, with the three names that the flavours know them by. */
export interface User {
  readonly id: number
  readonly username: string
  /** 32 hexadecimal digits: Data Center's lasting name. */
  readonly userKey: string
  /** The Cloud's lasting name. */
  readonly accountId: string
  readonly email: string
  readonly displayName: string
  readonly active: boolean
}

/** The group that users join who are made without more words, if there is one of this name. */
export const defaultGroup = 'confluence-users'

export interface NewUser {
  readonly username: string
  readonly email: string
  readonly displayName: string
  /** Absent: no password can match until one is set. */
  readonly password?: string
  /** Names of groups to join; they must exist. */
  readonly groups?: readonly string[]
  /** Instead of a password: a letter with a link to set one. */
  readonly invite?: boolean
}

/** Create a user. Needs the global permission to administer; refuses names and addresses that are taken. */
export async function createUser(ctx: Context, input: NewUser): Promise<User> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  refuseBadName(input)
  if (input.invite) refuseInvitation(ctx, input)
  const { password } = input
  const passwordHash =
    password === undefined ? '' : await hashPassword(await acceptPassword(ctx, password, input))
  return transact(ctx, async (ctx) => {
    await refuseTaken(ctx, 'username', input.username)
    await refuseTaken(ctx, 'email', input.email)
    const user: User = {
      id: ctx.takeId(),
      username: input.username,
      userKey: randomUserKey(),
      accountId: randomAccountId(),
      email: input.email,
      displayName: input.displayName,
      active: true,
    }
    await insertUser(ctx.db, user, passwordHash, now(ctx))
    const names = input.groups ?? []
    const groups = await findGroupsByName(ctx.db, names)
    const missing = names.find((name) => !groups.some((group) => group.name === name))
    if (missing !== undefined) throw notFound(`No group with name : ${missing}`)
    for (const group of groups) {
      await authorizeOver(ctx, { kind: 'group', id: group.id })
      await addMember(ctx.db, group.id, user.id)
    }
    await putSearchText(ctx.db, ctx.app.database.engine, {
      id: user.id,
      title: user.displayName,
      body: user.username,
    })
    await emit(ctx, { type: 'user.created', facts: { userId: user.id } })
    if (input.invite) await queueInvitation(ctx, user.id)
    return user
  })
}

function refuseInvitation(ctx: Context, { password }: NewUser): void {
  if (password !== undefined) {
    throw new AppError('bad-request', 'Whoever is told by e-mail sets a password of their own: give none.')
  }
  if (ctx.app.mail) return
  throw new AppError(
    'bad-request',
    'No mail server is set (INVER_SMTP_URL), so nobody can be told by e-mail.',
  )
}

/** Set a user's password. Ends every session of theirs. Nobody is asked: callers have checked who may. */
export async function setPassword(ctx: Context, userId: number, password: string): Promise<void> {
  const [user] = await findUsers(ctx.db, [userId])
  const passwordHash = await hashPassword(await acceptPassword(ctx, password, user))
  await transact(ctx, (ctx) => writePassword(ctx, userId, passwordHash))
}

/** Write a password that is hashed already; inside the transaction that decided on it. Links to set one are over, too. */
export async function writePassword(ctx: Context, userId: number, passwordHash: string): Promise<void> {
  await updateUser(ctx.db, userId, { password_hash: passwordHash })
  await deleteSessionsOf(ctx.db, userId)
  await deleteOneTimeLinks(ctx.db, userId, ['password', 'reset', 'invitation', 'second-step'])
  await emit(ctx, { type: 'user.updated', facts: { userId, what: 'password' } })
}

/** A user by any of the names that clients use. */
export async function readUser(
  ctx: Context,
  by: {
    readonly username?: string
    readonly userKey?: string
    readonly accountId?: string
    readonly email?: string
  },
): Promise<User | undefined> {
  if (by.accountId !== undefined) return findUserBy(ctx.db, 'account_id', by.accountId)
  if (by.userKey !== undefined) return findUserBy(ctx.db, 'user_key', by.userKey)
  if (by.email !== undefined) return findUserBy(ctx.db, 'email', by.email)
  return by.username === undefined ? undefined : findUserBy(ctx.db, 'username', by.username)
}

/** A user as whoever asks may see them (rule 31). */
export async function readProfile(
  ctx: Context,
  by: Parameters<typeof readUser>[1],
): Promise<User | undefined> {
  const user = await readUser(ctx, by)
  if (user === undefined || user.id !== actorId(ctx.actor)) await authorizeProfiles(ctx)
  return user
}

/** A user by id as whoever asks may see them; `hidden`, whether there is one or not, where they may not. */
export async function readPictured(ctx: Context, id: number): Promise<User | 'hidden' | undefined> {
  if (id !== actorId(ctx.actor) && !(await seesPeople(ctx))) return 'hidden'
  return (await usersById(ctx, [id])).get(id)
}

/** Several users by their names of one kind or another, in no order; names of nobody are left out. */
export async function readUsers(
  ctx: Context,
  by: {
    readonly accountIds?: readonly string[]
    readonly userKeys?: readonly string[]
    readonly usernames?: readonly string[]
  },
): Promise<User[]> {
  await authorizeProfiles(ctx)
  const names = [
    ...(by.accountIds ?? []).map((accountId) => ({ accountId })),
    ...(by.userKeys ?? []).map((userKey) => ({ userKey })),
    ...(by.usernames ?? []).map((username) => ({ username })),
  ]
  if (names.length <= limits.userList) return findUsersByName(ctx.db, names)
  throw new AppError('bad-parameter', `At most ${limits.userList} users are looked up at once.`)
}

/**
 * Users by id, as a map; ids of nobody are absent. Their names stand under what they did, for whoever may read that; who
 * may not see who people are is told no addresses (rule 31).
 */
export async function usersById(ctx: Context, ids: Iterable<number | null>): Promise<Map<number, User>> {
  const found = await wholeUsersById(ctx, [...new Set([...ids].filter((id) => id !== null))])
  const own = actorId(ctx.actor)
  const others = [...found.values()].filter((user) => user.id !== own)
  if (others.length === 0 || (await seesPeople(ctx))) return found
  for (const user of others) found.set(user.id, { ...user, email: '' })
  return found
}

async function wholeUsersById(ctx: Context, wanted: readonly number[]): Promise<Map<number, User>> {
  const found = new Map<number, User>()
  if (ctx.inTransaction) {
    for (const user of await findUsers(ctx.db, wanted)) found.set(user.id, user)
    return found
  }
  const unknown = wanted.filter((id) => {
    const user = ctx.app.memo.peek<User>(`user ${id}`)
    if (user !== undefined) found.set(id, user)
    return user === undefined
  })
  if (unknown.length === 0) return found
  for (const user of await findUsers(ctx.db, unknown)) {
    found.set(user.id, await remembered(ctx, `user ${user.id}`, async () => user))
  }
  return found
}

/** Active users in the order of their ids. */
export async function listUsers(
  ctx: Context,
  filter: { readonly accountIds?: readonly string[] },
  slice: { readonly offset?: number; readonly afterId?: number; readonly limit: number },
): Promise<Page<User>> {
  await authorizeProfiles(ctx)
  return toPage(await listUserRows(ctx.db, filter, slice), slice.limit)
}

/**
 * The password, if this user may have it. Its length counts, that it is none of the first that would be tried, and none
 * that has leaked.
 */
export async function acceptPassword(
  ctx: Context,
  password: string,
  user: Pick<User, 'username' | 'email' | 'displayName'> | undefined,
): Promise<string> {
  if (password.length < limits.passwordLeast || password.length > limits.passwordMost) {
    throw new AppError(
      'bad-request',
      `A password has between ${limits.passwordLeast} and ${limits.passwordMost} characters.`,
    )
  }
  const names = user === undefined ? [] : [user.username, user.email, user.displayName]
  if (isEasilyGuessed(password, [...names, ctx.app.home.replace(/^https?:/, '')])) {
    throw new AppError(
      'bad-request',
      'This password is one of the first that somebody would try: a common word, a name of yours or of this site, or keys beside each other. Take a longer one, such as four words that have nothing to do with each other.',
    )
  }
  if (await ctx.app.leakedPasswords?.has(password)) {
    throw new AppError(
      'bad-request',
      'This password has leaked somewhere, so it is among those that are tried. Take another one, here and wherever else you use it.',
    )
  }
  return password
}

/** Basic credentials end the name at the first colon; `<`, `>`, `,` and blanks break the clients' own lists. */
const UNFIT = /[\s:<>,|+&/%?#[\]]/

/** Refuses names and addresses that no user may have. */
export function refuseBadName(input: NewUser): void {
  for (const [what, value] of [
    ['user name', input.username],
    ['e-mail address', input.email],
    ['display name', input.displayName],
  ] as const) {
    if (value.trim() === '' || value.length > limits.nameLength || hasControlCharacters(value)) {
      throw new AppError(
        'bad-request',
        `The ${what} must have between 1 and ${limits.nameLength} printable characters.`,
      )
    }
  }
  if (UNFIT.test(input.username)) {
    throw new AppError(
      'bad-request',
      `The user name "${input.username}" has a character that user names cannot have.`,
    )
  }
  if (!isAddress(input.email)) {
    throw new AppError('bad-request', `"${input.email}" is not an e-mail address.`)
  }
}

/** A user name for somebody of whom only the address is known: the address, as far as a user name can be one. */
export function usernameFor(email: string): string {
  return [...email].map((one) => (UNFIT.test(one) ? '-' : one)).join('')
}

/** Whether this may be an e-mail address. */
export function isAddress(email: string): boolean {
  return email.length <= limits.nameLength && /^[^\s@:]+@[^\s@:]+$/.test(email)
}

/**
 * Refuses a name or an address that another user has, be it as the other: people log in with either, and whoever was called
 * by the address of another would be taken for them.
 */
export async function refuseTaken(
  ctx: Context,
  column: 'username' | 'email',
  value: string,
  except?: number,
): Promise<void> {
  const named = await findUserBy(ctx.db, 'username', value)
  const reached = await findUserBy(ctx.db, 'email', value)
  if ([named, reached].every((other) => other === undefined || other.id === except)) return
  throw new AppError(
    'duplicate-key',
    `A user with this ${column === 'email' ? 'e-mail address' : 'name'} exists already: ${value}`,
  )
}

/** Whether one of these names is the user's: a link or a mention gives any of the three. */
export function isCalled(
  user: User,
  names: { readonly username?: string; readonly userKey?: string; readonly accountId?: string },
): boolean {
  return (
    user.userKey === names.userKey ||
    user.accountId === names.accountId ||
    (names.username !== undefined && foldCase(user.username) === foldCase(names.username))
  )
}
