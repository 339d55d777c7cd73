import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { actorId } from '../access/actor.ts'
import { authorizeBelongings, authorizeProfiles } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { refuseTooDeep } from '../property/property.ts'
import type { User } from '../user/user.ts'
import {
  countUserProperties,
  deleteUserProperty,
  findUserProperty,
  insertUserProperty,
  overwriteUserProperty,
  userPropertyKeys,
} from './rows.ts'

/** A value that a program keeps about a user, under a key. */
export interface UserProperty {
  readonly id: number
  readonly key: string
  /** Any JSON. */
  readonly value: unknown
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A stretch of the keys of a user's properties, oldest first. */
export async function listUserPropertyKeys(
  ctx: Context,
  user: User,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<string>> {
  await authorizeLook(ctx, user)
  return toPage(await userPropertyKeys(ctx.db, user.id, slice), slice.limit)
}

/** One property of a user. */
export async function readUserProperty(ctx: Context, user: User, key: string): Promise<UserProperty> {
  await authorizeLook(ctx, user)
  const found = await findUserProperty(ctx.db, user.id, acceptKey(key))
  if (found) return found
  throw propertyNotFound(user, key)
}

/** Make a property of a user. Refuses a key that is there already (`conflict`). */
export async function createUserProperty(
  ctx: Context,
  user: User,
  key: string,
  value: unknown,
): Promise<void> {
  await authorizeBelongings(ctx, user.id)
  const row = { key: acceptKey(key), value: acceptValue(value), user_id: user.id }
  await transact(ctx, async (ctx) => {
    if ((await countUserProperties(ctx.db, user.id)) >= limits.propertiesPerOwner) {
      throw new AppError('bad-request', `Nobody can have more than ${limits.propertiesPerOwner} properties.`)
    }
    const at = now(ctx)
    const made = { ...row, id: ctx.takeId(), created_at: at, updated_at: at }
    if (!(await insertUserProperty(ctx.db, made))) {
      throw new AppError('conflict', `The user has a property with the key ${key} already.`)
    }
    await emit(ctx, { type: 'user.property-set', facts: { userId: user.id, key } })
  })
}

/** Give a property of a user another value. */
export async function updateUserProperty(
  ctx: Context,
  user: User,
  key: string,
  value: unknown,
): Promise<void> {
  await authorizeBelongings(ctx, user.id)
  const accepted = acceptValue(value)
  await transact(ctx, async (ctx) => {
    const change = { value: accepted, updated_at: now(ctx) }
    if (!(await overwriteUserProperty(ctx.db, user.id, acceptKey(key), change)))
      throw propertyNotFound(user, key)
    await emit(ctx, { type: 'user.property-set', facts: { userId: user.id, key } })
  })
}

/** Remove a property of a user. */
export async function removeUserProperty(ctx: Context, user: User, key: string): Promise<void> {
  await authorizeBelongings(ctx, user.id)
  await transact(ctx, async (ctx) => {
    if (!(await deleteUserProperty(ctx.db, user.id, acceptKey(key)))) throw propertyNotFound(user, key)
    await emit(ctx, { type: 'user.property-removed', facts: { userId: user.id, key } })
  })
}

/** Rule 34: whoever sees who people are sees their properties. */
async function authorizeLook(ctx: Context, user: User): Promise<void> {
  if (actorId(ctx.actor) !== user.id) await authorizeProfiles(ctx)
}

function acceptKey(key: string): string {
  if (key.trim() !== '' && key.length <= limits.propertyKeyLength) return key
  throw new AppError(
    'bad-request',
    `The key of a property has between 1 and ${limits.propertyKeyLength} characters.`,
  )
}

/** The value as it is kept; an empty one is none. */
function acceptValue(value: unknown): string {
  refuseTooDeep(value)
  const text = value === undefined || value === null ? '' : JSON.stringify(value)
  if (text === '' || text === '{}' || text === '""') {
    throw new AppError('bad-request', 'A property of a user needs a value.')
  }
  if (Buffer.byteLength(text) <= limits.propertyBytes) return text
  throw new AppError('bad-request', `The value is larger than the limit of ${limits.propertyBytes} bytes.`)
}

function propertyNotFound(user: User, key: string): AppError {
  return notFound(`The user ${user.accountId} has no property with the key ${key}.`)
}
