import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDate } from '../../base/dates.ts'
import { spacePath } from '../../domain/render/urls.ts'
import { createSpace } from '../../domain/space/create.ts'
import {
  homepagesOf,
  listSpaces,
  readSpaceById,
  spaceOrderKey,
  type SpaceOrder,
} from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { cursorStretch, presentV2List } from './present/list.ts'
import { listOf, newSpace, space } from './schema/page.ts'

const route = routesOf<ApiContext>()
const text = Type.Optional(Type.String())
const texts = Type.Optional(Type.Array(Type.String()))
const flag = Type.Optional(Type.Boolean())

export const spaceRoutes = [
  route({
    id: 'getSpaces',
    method: 'GET',
    path: '/spaces',
    tag: 'Space',
    summary: 'List the spaces that the caller may see.',
    access: 'site',
    query: Type.Object({
      ids: texts,
      keys: texts,
      type: text,
      status: text,
      sort: text,
      'description-format': text,
      'include-icon': flag,
      cursor: text,
      limit: Type.Optional(Type.Integer()),
    }),
    reply: listOf(space),
    errors: ['bad-parameter', 'bad-request'],
    handle: async (api, { call, query }) => {
      const order = ORDERS[query.sort ?? 'id']
      if (order === undefined)
        throw new AppError('bad-parameter', `The parameter sort is one of ${Object.keys(ORDERS).join(', ')}.`)
      const purpose = `spaces ${order}`
      const filter = {
        keys: query.keys,
        ids: query.ids?.map((id) => parseId(id, 'space')),
        kind: query.type === 'global' || query.type === 'personal' ? query.type : undefined,
        status: query.status === 'archived' || query.status === 'current' ? query.status : undefined,
      } as const
      const found = await listSpaces(api.domain, filter, order, cursorStretch(api, query, purpose))
      const results = await presentSpaces(api, found.items, query['description-format'])
      const last = found.items.at(-1)
      return presentV2List(
        api,
        call,
        results,
        purpose,
        found.more && last ? { key: spaceOrderKey(order, last), id: last.id } : undefined,
      )
    },
  }),
  route({
    id: 'createSpace',
    method: 'POST',
    path: '/spaces',
    tag: 'Space',
    summary: 'Create a space with its home page.',
    access: 'user',
    body: newSpace,
    status: 201,
    reply: space,
    errors: ['bad-body', 'bad-request', 'duplicate-key', 'forbidden', 'not-found'],
    handle: async (api, { body }) => {
      const made = await createSpace(api.domain, {
        key: body.key ?? body.alias ?? keyFrom(body.name),
        name: body.name,
        kind: 'global',
        description: body.description?.value,
        isPrivate: body.createPrivateSpace,
      })
      return presentOne(api, made, 'plain')
    },
  }),
  route({
    id: 'getSpaceById',
    method: 'GET',
    path: '/spaces/{id}',
    tag: 'Space',
    summary: 'Read one space.',
    access: 'site',
    query: Type.Object({ 'description-format': text, 'include-icon': flag }),
    reply: space,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      return presentOne(
        api,
        await readSpaceById(api.domain, parseId(path.id, 'space')),
        query['description-format'],
      )
    },
  }),
]

const ORDERS: Readonly<Record<string, SpaceOrder>> = {
  id: 'id',
  '-id': '-id',
  key: 'key',
  '-key': '-key',
  name: 'name',
  '-name': '-name',
}

async function presentSpaces(
  api: ApiContext,
  spaces: readonly Space[],
  descriptionFormat: string | undefined,
): Promise<Record<string, unknown>[]> {
  const users = await usersById(
    api.domain,
    spaces.map((one) => one.createdBy),
  )
  const homes = await homepagesOf(api.domain, spaces)
  return spaces.map((one) => {
    const author = one.createdBy === null ? null : (users.get(one.createdBy)?.accountId ?? null)
    return {
      id: String(one.id),
      key: one.key,
      name: one.name,
      type: one.kind,
      status: one.status,
      authorId: author,
      spaceOwnerId: author,
      currentActiveAlias: one.key,
      createdAt: isoDate(one.createdAt),
      homepageId: homes.get(one.id)?.toString() ?? null,
      description:
        descriptionFormat === 'plain' || descriptionFormat === 'view'
          ? { [descriptionFormat]: { representation: descriptionFormat, value: one.description } }
          : null,
      icon: null,
      _links: { webui: spacePath(api.domain.place, one) },
    }
  })
}

async function presentOne(
  api: ApiContext,
  one: Space,
  descriptionFormat: string | undefined,
): Promise<unknown> {
  const [value] = await presentSpaces(api, [one], descriptionFormat)
  if (value === undefined) throw new AppError('internal')
  return { ...value, _links: { ...(value._links as object), base: api.base } }
}

/** A key for a space that was named but not keyed: the initials of its words, or the beginning of its one word. */
function keyFrom(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(/ +/)
    .filter(Boolean)
  const key = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '').slice(0, 10)
  if (key === '') throw new AppError('bad-body', 'The space has no key, and none can be made of its name.')
  return key.toUpperCase()
}
