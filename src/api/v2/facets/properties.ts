import { type Static, Type } from 'typebox'
import { AppError } from '../../../base/errors.ts'
import { isoDate } from '../../../base/dates.ts'
import {
  createProperty,
  listProperties,
  type Owner,
  type Property,
  type PropertyOrder,
  readPropertyById,
  removeProperty,
  updateProperty,
} from '../../../domain/property/property.ts'
import { readSpaceById } from '../../../domain/space/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseId } from '../../ids.ts'
import { type AddressedKind, kinds, readAddressed } from '../kinds.ts'
import { acceptOrder, cursorStretch, type Listed, presentListed } from '../present/list.ts'
import { slice, text } from '../query.ts'
import { contentProperty, newProperty, propertyChange, spaceProperty } from '../schema/facet.ts'
import { listOf } from '../schema/page.ts'

const route = routesOf<ApiContext>()

/** Whose properties a family of operations is about, and how the operations are named. */
interface Family {
  readonly base: AddressedKind['base'] | '/spaces'
  readonly tag: string
  readonly noun: string
  readonly ids: Readonly<Record<'list' | 'create' | 'read' | 'update' | 'remove', string>>
  readonly schema: typeof contentProperty | typeof spaceProperty
  /** Of a creation. */
  readonly status: 200 | 201
  of(api: ApiContext, id: string, purpose: 'look' | 'change'): Promise<Owner>
}

const ofContent = (kind: AddressedKind, Noun = kind.Noun): Family => ({
  base: kind.base,
  tag: 'Content Properties',
  noun: kind.noun,
  ids: {
    list: `get${Noun}ContentProperties`,
    create: `create${Noun}Property`,
    read: `get${Noun}ContentPropertiesById`,
    update: `update${Noun}PropertyById`,
    remove: `delete${Noun}PropertyById`,
  },
  schema: contentProperty,
  status: 200,
  of: async (api, id, purpose) => ({ content: await readAddressed(api, kind, id, purpose) }),
})

const ofSpaces: Family = {
  base: '/spaces',
  tag: 'Space Properties',
  noun: 'a space',
  ids: {
    list: 'getSpaceProperties',
    create: 'createSpaceProperty',
    read: 'getSpacePropertyById',
    update: 'updateSpacePropertyById',
    remove: 'deleteSpacePropertyById',
  },
  schema: spaceProperty,
  status: 201,
  of: async (api, id) => ({ space: await readSpaceById(api.domain, parseId(id, 'space')) }),
}

/** Properties of content and of spaces, by id: the same five operations for each kind. */
export const propertyRoutes = [
  ofContent(kinds.page),
  ofContent(kinds.blogPost, 'Blogpost'),
  ofContent(kinds.attachment),
  ofContent(kinds.comment),
  ofContent(kinds.customContent),
  ofSpaces,
].flatMap(routesOfFamily)

function routesOfFamily({ base, tag, noun, ids, schema, status, of }: Family) {
  const list = `${base}/{id}/properties` as const
  const one = `${base}/{id}/properties/{propertyId}` as const
  const about = { tag, access: 'site' } as const
  const refusals = ['bad-body', 'bad-request', 'forbidden', 'not-found', 'too-large'] as const
  return [
    route({
      ...about,
      id: ids.list,
      pure: true,
      method: 'GET',
      path: list,
      summary: `The properties of ${noun}.`,
      query: Type.Object({ key: text, sort: text, ...slice }),
      reply: listOf(schema),
      errors: ['bad-parameter', 'bad-request', 'not-found'],
      handle: async (api, { call, path, query }) =>
        presentListed(api, call, await listPropertiesOf(api, await of(api, path.id, 'look'), query)),
    }),
    route({
      ...about,
      id: ids.create,
      method: 'POST',
      path: list,
      summary: `Give ${noun} a property.`,
      body: newProperty,
      status,
      reply: schema,
      errors: [...refusals, 'conflict'],
      handle: async (api, { path, body }) => {
        const owner = await of(api, path.id, 'change')
        return presentProperty(api, owner, await createProperty(api.domain, owner, body))
      },
    }),
    route({
      ...about,
      id: ids.read,
      method: 'GET',
      path: one,
      summary: `One property of ${noun}.`,
      pure: true,
      reply: schema,
      errors: ['bad-request', 'not-found'],
      handle: async (api, { path }) => {
        const owner = await of(api, path.id, 'look')
        return presentProperty(api, owner, await propertyAt(api, owner, path.propertyId))
      },
    }),
    route({
      ...about,
      id: ids.update,
      method: 'PUT',
      path: one,
      summary: `Make the next version of a property of ${noun}.`,
      body: propertyChange,
      reply: schema,
      errors: [...refusals, 'version-conflict'],
      handle: async (api, { path, body }) => {
        const owner = await of(api, path.id, 'change')
        const { key } = await propertyAt(api, owner, path.propertyId)
        return presentProperty(api, owner, await change(api, owner, key, body))
      },
    }),
    route({
      ...about,
      id: ids.remove,
      method: 'DELETE',
      path: one,
      summary: `Remove a property of ${noun}.`,
      status: 204,
      reply: 'nothing',
      errors: ['bad-request', 'forbidden', 'not-found'],
      handle: async (api, { path }) => {
        const owner = await of(api, path.id, 'change')
        const { key } = await propertyAt(api, owner, path.propertyId)
        await removeProperty(api.domain, owner, key)
      },
    }),
  ]
}

function propertyAt(api: ApiContext, owner: Owner, id: string): Promise<Property> {
  return readPropertyById(api.domain, owner, parseId(id, 'property'))
}

async function change(
  api: ApiContext,
  owner: Owner,
  key: string,
  body: Static<typeof propertyChange>,
): Promise<Property> {
  if (body.key !== undefined && body.key !== key) {
    throw new AppError(
      'bad-body',
      `The body is about the property ${body.key.slice(0, 100)}, the address about ${key}.`,
    )
  }
  return updateProperty(api.domain, owner, { key, value: body.value }, body.version.number)
}

const ORDERS: Readonly<Record<string, PropertyOrder>> = { key: 'key', '-key': '-key', id: 'id' }

/** A stretch of the properties of a content or of a space. */
export async function listPropertiesOf(
  api: ApiContext,
  owner: Owner,
  asked: {
    readonly key?: string
    readonly sort?: string
    readonly cursor?: string
    readonly limit?: number
  },
): Promise<Listed> {
  const order = acceptOrder(ORDERS, asked.sort, 'id')
  const purpose = `properties of ${'content' in owner ? owner.content.id : `space ${owner.space.id}`} ${order}`
  const keys = asked.key === undefined ? undefined : [asked.key]
  const stretch = cursorStretch(api, asked, purpose)
  const { items, more } = await listProperties(api.domain, owner, keys, stretch, order)
  const end = items.at(-1)
  const last = more && end ? { key: end.key, id: end.id } : undefined
  return { purpose, results: await presentProperties(api, owner, items), last }
}

async function presentProperty(api: ApiContext, owner: Owner, one: Property): Promise<unknown> {
  return (await presentProperties(api, owner, [one]))[0]
}

async function presentProperties(
  api: ApiContext,
  owner: Owner,
  properties: readonly Property[],
): Promise<unknown[]> {
  const users = await usersById(
    api.domain,
    properties.map(({ updatedBy }) => updatedBy),
  )
  return properties.map(({ id, key, value, version: number, updatedAt, updatedBy }) => {
    const by = updatedBy === null ? null : (users.get(updatedBy)?.accountId ?? null)
    const common = { id: String(id), key, value }
    const version = { createdAt: isoDate(updatedAt), message: '', number }
    if ('content' in owner) return { ...common, version: { ...version, minorEdit: false, authorId: by } }
    return {
      ...common,
      // Of a property that was changed, only the last change is kept.
      ...(number === 1 ? { createdAt: version.createdAt, createdBy: by } : {}),
      version: { ...version, createdBy: by },
    }
  })
}
