import { AppError } from '../../base/errors.ts'
import { isDeeperThan } from '../../base/json/depth.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { actorId } from '../access/actor.ts'
import { authorize, authorizeInSpace } from '../access/policy.ts'
import type { Content } from '../content/content.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { EventType } from '../event/event-type.ts'
import type { Space } from '../space/space.ts'
import {
  countProperties,
  deleteProperty,
  findProperties,
  findPropertyById,
  insertProperty,
  listPropertyRows,
  overwriteProperty,
  type PropertyOrder,
  type PropertyOwner,
  type PropertySlice,
} from './rows.ts'

export type { PropertyOrder }

/** A value that a program keeps beside a content or a space, under a key. */
export interface Property {
  readonly id: number
  readonly ownerId: number
  readonly key: string
  /** Any JSON. */
  readonly value: unknown
  readonly version: number
  /** Milliseconds since 1970. */
  readonly updatedAt: number
  readonly updatedBy: number | null
}

/** What has properties, as the asker has read it. */
export type Owner = { readonly content: Content } | { readonly space: Space }

/** A property as a client hands it over. */
export interface PropertyInput {
  readonly key: string
  readonly value: unknown
}

/** A stretch of the properties of something that the actor may read; `keys`: only those. */
export async function listProperties(
  ctx: Context,
  owner: Owner,
  keys: readonly string[] | undefined,
  slice: PropertySlice,
  order: PropertyOrder = 'id',
): Promise<Page<Property>> {
  return toPage(await listPropertyRows(ctx.db, rowOf(owner), keys, slice, order), slice.limit)
}

/** All properties of several contents that the actor may read, by content id. */
export async function propertiesOf(
  ctx: Context,
  contentIds: readonly number[],
): Promise<Map<number, Property[]>> {
  const found = new Map<number, Property[]>(contentIds.map((id) => [id, []]))
  for (const property of await findProperties(ctx.db, 'content', contentIds))
    found.get(property.ownerId)?.push(property)
  return found
}

/** One property of something that the actor may read. */
export async function readProperty(ctx: Context, owner: Owner, key: string): Promise<Property> {
  const { kind, id } = rowOf(owner)
  const [property] = await findProperties(ctx.db, kind, [id], key)
  if (property === undefined) throw propertyNotFound(owner, key)
  return property
}

/** The same by its id, which does not say whose it is: `not-found` for one of another owner. */
export async function readPropertyById(ctx: Context, owner: Owner, id: number): Promise<Property> {
  const found = await findPropertyById(ctx.db, rowOf(owner), id)
  if (found) return found
  throw new AppError('not-found', `The ${nameOf(owner)} has no property with the id ${id}.`)
}

/** Make a property. Refuses a key that is there already (`conflict`). */
export async function createProperty(ctx: Context, owner: Owner, input: PropertyInput): Promise<Property> {
  await authorizeChange(ctx, owner)
  const value = acceptProperty(input)
  return transact(ctx, (ctx) => insert(ctx, owner, input.key, value))
}

/**
 * Make the next version of a property. Refuses (`version-conflict`) any number but the current one plus one; number
 * 1 makes a property that is not there yet.
 */
export async function updateProperty(
  ctx: Context,
  owner: Owner,
  input: PropertyInput,
  number: number,
): Promise<Property> {
  await authorizeChange(ctx, owner)
  const value = acceptProperty(input)
  return transact(ctx, async (ctx) => {
    const { kind, id } = rowOf(owner)
    const [before] = await findProperties(ctx.db, kind, [id], input.key)
    if (before === undefined) {
      if (number === 1) return insert(ctx, owner, input.key, value)
      throw propertyNotFound(owner, input.key)
    }
    if (number !== before.version + 1) throw staleProperty(before, number)
    return overwrite(ctx, owner, before, value)
  })
}

/** Remove a property. */
export async function removeProperty(ctx: Context, owner: Owner, key: string): Promise<void> {
  await authorizeChange(ctx, owner)
  await transact(ctx, async (ctx) => {
    if (!(await deleteProperty(ctx.db, rowOf(owner), key))) throw propertyNotFound(owner, key)
    await emitChange(ctx, 'property.removed', owner, key)
  })
}

/** Refuses properties that cannot ride along on a write; before the transaction that `putProperties` is part of. */
export function acceptProperties(inputs: readonly PropertyInput[]): void {
  if (inputs.length > limits.propertiesPerRequest) {
    throw new AppError('bad-request', `At most ${limits.propertiesPerRequest} properties can be set at once.`)
  }
  for (const input of inputs) acceptProperty(input)
}

/** Give a content these properties, whatever it had under their keys. In the transaction of the change they belong to; two ids each. */
export async function putProperties(
  ctx: Context,
  content: Content,
  inputs: readonly PropertyInput[],
): Promise<void> {
  const owner = { content }
  for (const input of inputs) {
    const value = acceptProperty(input)
    const [before] = await findProperties(ctx.db, 'content', [content.id], input.key)
    if (before === undefined) await insert(ctx, owner, input.key, value)
    else if (JSON.stringify(before.value) !== value) await overwrite(ctx, owner, before, value)
  }
}

async function insert(ctx: Context, owner: Owner, key: string, value: string): Promise<Property> {
  if ((await countProperties(ctx.db, rowOf(owner))) >= limits.propertiesPerOwner) {
    throw new AppError('bad-request', `Nothing can have more than ${limits.propertiesPerOwner} properties.`)
  }
  const row = {
    id: ctx.takeId(),
    key,
    value,
    version: 1,
    updated_at: now(ctx),
    updated_by: actorId(ctx.actor),
  }
  const made = await insertProperty(ctx.db, rowOf(owner), row)
  if (made === undefined) {
    throw new AppError('conflict', `There is a property with the key ${key} already. Update it instead.`)
  }
  await emitChange(ctx, 'property.created', owner, key)
  return made
}

async function overwrite(ctx: Context, owner: Owner, before: Property, value: string): Promise<Property> {
  const after = await overwriteProperty(ctx.db, rowOf(owner), before, {
    value,
    version: before.version + 1,
    updated_at: now(ctx),
    updated_by: actorId(ctx.actor),
  })
  if (after === undefined) throw staleProperty(before, before.version + 1)
  await emitChange(ctx, 'property.updated', owner, before.key)
  return after
}

/** Refuses a value that is nested deeper than whoever shows it can go. */
export function refuseTooDeep(value: unknown): void {
  if (!isDeeperThan(value, limits.propertyDepth)) return
  throw new AppError(
    'bad-request',
    `A value has at most ${limits.propertyDepth} levels of lists and objects.`,
  )
}

/** The value as it is kept. */
function acceptProperty({ key, value }: PropertyInput): string {
  if (key.trim() === '' || key.length > limits.propertyKeyLength) {
    throw new AppError(
      'bad-request',
      `The key of a property has between 1 and ${limits.propertyKeyLength} characters.`,
    )
  }
  if (value === undefined) throw new AppError('bad-body', 'A property needs a value.')
  refuseTooDeep(value)
  const text = JSON.stringify(value)
  if (Buffer.byteLength(text) <= limits.propertyBytes) return text
  throw new AppError('too-large', `The value is larger than the limit of ${limits.propertyBytes} bytes.`)
}

async function authorizeChange(ctx: Context, owner: Owner): Promise<void> {
  if ('content' in owner) await authorize(ctx, 'update', owner.content)
  else await authorizeInSpace(ctx, 'administer', owner.space)
}

async function emitChange(ctx: Context, type: EventType, owner: Owner, key: string): Promise<void> {
  const about =
    'content' in owner
      ? { contentId: owner.content.id, spaceId: owner.content.spaceId }
      : { spaceId: owner.space.id }
  await emit(ctx, { type, ...about, facts: { key } })
}

function rowOf(owner: Owner): PropertyOwner {
  return 'content' in owner
    ? { kind: 'content', id: owner.content.id }
    : { kind: 'space', id: owner.space.id }
}

function propertyNotFound(owner: Owner, key: string): AppError {
  return new AppError('not-found', `The ${nameOf(owner)} has no property with the key ${key}.`)
}

function nameOf(owner: Owner): string {
  return 'content' in owner ? `content with id ${owner.content.id}` : `space ${owner.space.key}`
}

function staleProperty(before: Property, provided: number): AppError {
  return new AppError(
    'version-conflict',
    `Version must be incremented on update. Current version is: ${before.version}`,
    { current: before.version, provided },
  )
}
