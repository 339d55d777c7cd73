import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { isoDate } from '../../base/dates.ts'
import { favouritesOwner } from '../../domain/favourite/favourite.ts'
import { spacePath } from '../../domain/render/urls.ts'
import { createSpace } from '../../domain/space/create.ts'
import {
  homepagesOf,
  listSpaces,
  readSpaceById,
  type SpaceFilter,
  spaceOrderKey,
  type SpaceOrder,
} from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { readProfile, usersById } from '../../domain/user/user.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { includedInSpace, includeInSpaceQuery } from './facets/include.ts'
import { acceptOrder, cursorStretch, presentV2List } from './present/list.ts'
import { flag, slice, text, texts } from './query.ts'
import { singleSpace } from './schema/facet.ts'
import { listOf, newSpace, space } from './schema/page.ts'

const route = routesOf<ApiContext>()
const shown = { 'description-format': text, 'include-icon': flag }

export const spaceRoutes = [
  route({
    id: 'getSpaces',
    pure: true,
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
      labels: texts,
      'favorited-by': text,
      'not-favorited-by': text,
      sort: text,
      ...shown,
      ...slice,
    }),
    reply: listOf(space),
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { call, query }) => {
      const order = acceptOrder(ORDERS, query.sort, 'id')
      const purpose = `spaces ${order}`
      const filter = {
        keys: query.keys,
        ids: query.ids?.map((id) => parseId(id, 'space')),
        ...ofType(query.type),
        status: query.status === 'archived' || query.status === 'current' ? query.status : undefined,
        labels: query.labels,
        favourite: await favouriteIn(api, query),
      } as const
      const found = await listSpaces(api.domain, filter, order, cursorStretch(api, query, purpose))
      const results = await presentSpaces(api, found.items, query)
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
      return presentOne(api, made, { 'description-format': 'plain' })
    },
  }),
  route({
    id: 'getSpaceById',
    method: 'GET',
    path: '/spaces/{id}',
    tag: 'Space',
    summary: 'Read one space.',
    pure: true,
    access: 'site',
    query: Type.Object({ ...shown, ...includeInSpaceQuery }),
    reply: singleSpace,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path, query }) => {
      const found = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return { ...(await presentOne(api, found, query)), ...(await includedInSpace(api, found, query)) }
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

/** The vendor's other types of spaces do not exist here. */
function ofType(type: string | undefined): Pick<SpaceFilter, 'kind' | 'ids'> {
  if (type === undefined) return {}
  return type === 'global' || type === 'personal' ? { kind: type } : { ids: [] }
}

/** What of a space is shown only if it is asked for. */
interface Asked {
  readonly 'description-format'?: string
  readonly 'include-icon'?: boolean
}

/** Of whose favourites the spaces are to be, or not to be; those of others are for administrators (rule 28). */
async function favouriteIn(
  api: ApiContext,
  query: { readonly 'favorited-by'?: string; readonly 'not-favorited-by'?: string },
): Promise<SpaceFilter['favourite']> {
  const { 'favorited-by': by, 'not-favorited-by': notBy } = query
  const accountId = by ?? notBy
  if (accountId === undefined) return undefined
  const user = await readProfile(api.domain, { accountId })
  if (user === undefined) throw new AppError('bad-parameter', `There is no user ${accountId.slice(0, 100)}.`)
  return { of: await favouritesOwner(api.domain, user), is: by !== undefined }
}

async function presentSpaces(
  api: ApiContext,
  spaces: readonly Space[],
  asked: Asked,
): Promise<Record<string, unknown>[]> {
  const users = await usersById(
    api.domain,
    spaces.map((one) => one.createdBy),
  )
  const homes = await homepagesOf(api.domain, spaces)
  const descriptionFormat = asked['description-format']
  const icon = `${api.flavour.contextPath}/static/space.svg`
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
      icon: asked['include-icon'] ? { path: icon, apiDownloadLink: icon } : null,
      _links: { webui: spacePath(api.domain.place, one) },
    }
  })
}

async function presentOne(api: ApiContext, one: Space, asked: Asked): Promise<Record<string, unknown>> {
  const [value] = await presentSpaces(api, [one], asked)
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
