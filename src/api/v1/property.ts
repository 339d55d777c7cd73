import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { ContentStatus } from '../../domain/content/content.ts'
import { readContent } from '../../domain/content/read.ts'
import {
  createProperty,
  listProperties,
  type Owner,
  type Property,
  readProperty,
  removeProperty,
  updateProperty,
} from '../../domain/property/property.ts'
import { readSpace } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import { type ApiContext, contentId } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { expandProperties } from './expand/property.ts'
import { expandSpaces } from './expand/space.ts'
import { type ExpandTree, parseExpand } from './expand/tree.ts'
import { topLinks } from './present/links.ts'
import { presentList } from './present/list.ts'
import { acceptStatuses, expand, limit, start, statusList, stretch } from './query.ts'
import { listOf, property, propertyInput } from './schema/content.ts'

const route = routesOf<ApiContext>()

/** Whose properties a family of operations is about, and how it is found. */
interface Family {
  readonly base: '/content/{id}' | '/space/{spaceKey}'
  /** In the names of the operations and in the sentences about them. */
  readonly Noun: 'Content' | 'Space'
  readonly noun: string
  of(
    api: ApiContext,
    path: { readonly id: string; readonly spaceKey: string },
    statuses?: readonly ContentStatus[],
  ): Promise<Owner>
}

const families: readonly Family[] = [
  {
    base: '/content/{id}',
    Noun: 'Content',
    noun: 'a content',
    of: async (api, path, statuses = ['current', 'archived', 'draft']) => ({
      content: await readContent(api.domain, parseContentId(path.id), { statuses }),
    }),
  },
  {
    base: '/space/{spaceKey}',
    Noun: 'Space',
    noun: 'a space',
    of: async (api, path) => ({ space: await readSpace(api.domain, path.spaceKey) }),
  },
]

/** The properties of content and of spaces: the same six operations twice. */
export const propertyRoutes = families.flatMap(routesOfFamily)

function routesOfFamily({ base, Noun, noun, of }: Family) {
  const tag = `${Noun} properties`
  const refusals = ['bad-body', 'bad-request', 'conflict', 'forbidden', 'not-found', 'too-large'] as const
  return [
    route({
      id: `get${Noun}Properties`,
      method: 'GET',
      path: `${base}/property` as const,
      tag,
      summary: `The properties of ${noun}.`,
      access: 'site',
      pure: true,
      query: Type.Object({ key: statusList, expand, start, limit }),
      reply: listOf(property),
      errors: ['bad-request', 'not-found'],
      handle: async (api, { call, path, query }) => {
        const owner = await of(api, path)
        const slice = stretch(query, limits.propertyListDefault, limits.listMostExpanded)
        const page = await listProperties(api.domain, owner, query.key, slice)
        const results = await presentProperties(
          api,
          owner,
          page.items,
          parseExpand(query.expand, PROPERTY_PRESET),
        )
        return presentList(api, call, results, { start: slice.offset, limit: slice.limit, more: page.more })
      },
    }),
    route({
      id: `create${Noun}Property`,
      method: 'POST',
      path: `${base}/property` as const,
      tag,
      summary: `Give ${noun} a property.`,
      access: 'site',
      body: propertyInput,
      reply: property,
      errors: refusals,
      handle: async (api, { path, body }) => {
        if (body.key === undefined) throw new AppError('bad-body', 'A property needs a key.')
        const owner = await of(api, path)
        const made = await createProperty(api.domain, owner, acceptInput(owner, body, body.key))
        return presentProperty(api, owner, made)
      },
    }),
    route({
      id: `get${Noun}Property`,
      method: 'GET',
      path: `${base}/property/{key}` as const,
      tag,
      summary: `One property of ${noun}.`,
      access: 'site',
      pure: true,
      query: Type.Object({ expand, status: statusList }),
      reply: property,
      errors: ['bad-request', 'not-found'],
      handle: async (api, { path, query }) => {
        const owner = await of(api, path, acceptStatuses(query.status))
        const found = await readProperty(api.domain, owner, path.key)
        return presentProperty(api, owner, found, parseExpand(query.expand, PROPERTY_PRESET))
      },
    }),
    route({
      id: `update${Noun}Property`,
      method: 'PUT',
      path: `${base}/property/{key}` as const,
      tag,
      summary: `Make the next version of a property of ${noun}, or its first.`,
      access: 'site',
      query: Type.Object({ expand }),
      body: propertyInput,
      reply: property,
      errors: [...refusals, 'version-conflict'],
      handle: async (api, { path, query, body }) => {
        const number = Number(body.version?.number)
        if (!Number.isSafeInteger(number))
          throw new AppError('bad-body', 'The number of the version to be made is needed: version.number.')
        const owner = await of(api, path)
        const input = acceptInput(owner, body, path.key)
        const made = await updateProperty(api.domain, owner, input, number)
        return presentProperty(api, owner, made, parseExpand(query.expand, PROPERTY_PRESET))
      },
    }),
    route({
      id: `create${Noun}PropertyForKey`,
      method: 'POST',
      path: `${base}/property/{key}` as const,
      tag,
      summary: `Give ${noun} a property of this key.`,
      access: 'site',
      body: propertyInput,
      reply: property,
      errors: refusals,
      handle: async (api, { path, body }) => {
        const owner = await of(api, path)
        const made = await createProperty(api.domain, owner, acceptInput(owner, body, path.key))
        return presentProperty(api, owner, made)
      },
    }),
    route({
      id: `delete${Noun}Property`,
      method: 'DELETE',
      path: `${base}/property/{key}` as const,
      tag,
      summary: `Remove a property of ${noun}.`,
      access: 'site',
      status: 204,
      reply: 'nothing',
      errors: ['bad-request', 'forbidden', 'not-found'],
      handle: async (api, { path }) => removeProperty(api.domain, await of(api, path), path.key),
    }),
  ]
}

/** What a property shows when nothing is asked for. */
const PROPERTY_PRESET = 'version'

/** The property that a body describes; refuses one that is about another key or another owner than the address. */
function acceptInput(owner: Owner, body: Static<typeof propertyInput>, key: string) {
  if (body.key !== undefined && body.key !== key) {
    throw new AppError(
      'bad-request',
      `The body is about the property ${body.key.slice(0, 100)}, the address about ${key}.`,
    )
  }
  const other = 'content' in owner ? body.content?.id : undefined
  if (other !== undefined && 'content' in owner && parseContentId(other) !== owner.content.id) {
    throw new AppError(
      'bad-request',
      `The body is about content ${other}, the address about content ${owner.content.id}.`,
    )
  }
  return { key, value: body.value }
}

async function presentProperty(
  api: ApiContext,
  owner: Owner,
  one: Property,
  tree = parseExpand(undefined, PROPERTY_PRESET),
): Promise<unknown> {
  const [value] = await presentProperties(api, owner, [one], tree)
  return { ...value, _links: { ...(value?._links as object), ...topLinks(api) } }
}

async function presentProperties(
  api: ApiContext,
  owner: Owner,
  properties: readonly Property[],
  tree: ExpandTree,
): Promise<Record<string, unknown>[]> {
  const path =
    'content' in owner
      ? `/rest/api/content/${contentId(api, owner.content)}`
      : `/rest/api/space/${encodeURIComponent(owner.space.key).replaceAll('%7E', '~')}`
  const values = await expandProperties(api, properties, () => ({ path, tree }))
  const noun = 'content' in owner ? 'content' : 'space'
  const inner = tree[noun]
  if (inner === undefined) return values
  const [shown] =
    'content' in owner
      ? await expandContents(api, [owner.content], inner)
      : await expandSpaces(api, [owner.space], inner, expandContents)
  return values.map((value) => {
    const { [noun]: _shown, ...rest } = value._expandable as Record<string, unknown>
    return { ...value, [noun]: shown, _expandable: rest }
  })
}
