import { limits } from '../../../base/limits.ts'
import type { Content } from '../../../domain/content/content.ts'
import { publishersOf } from '../../../domain/content/read.ts'
import { readerFacts } from '../../../domain/reader/reader.ts'
import type { Space } from '../../../domain/space/space.ts'
import { usersById } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { type AddressedKind, kinds } from '../kinds.ts'
import { listChildrenOf } from '../page-tree.ts'
import { cursorAfter, type Listed } from '../present/list.ts'
import { flag } from '../query.ts'
import { listLabelsOf, listLabelsOfSpace } from './labels.ts'
import { listLikesOf } from './likes.ts'
import { operationsInSpace, operationsOn } from './operations.ts'
import { listPropertiesOf } from './properties.ts'
import { administersSpace, listPermissionsOn, listRolesOn } from './space-grants.ts'
import { listVersions } from './versions.ts'

/** What a single read can include: as much as the list has that its own address goes on with. */
interface Inclusion<T> {
  /** The field of the answer. */
  readonly field: string
  /** The address below that of what is read. */
  readonly path: string
  list(api: ApiContext, of: T, asked: { readonly limit: number }): Promise<Listed>
}

const OF_CONTENT = {
  labels: { field: 'labels', path: 'labels', list: listLabelsOf },
  properties: {
    field: 'properties',
    path: 'properties',
    list: (api, content, asked) => listPropertiesOf(api, { content }, asked),
  },
  operations: {
    field: 'operations',
    path: 'operations',
    list: async (api, content) => whole(await operationsOn(api, content)),
  },
  likes: { field: 'likes', path: 'likes/users', list: listLikesOf },
  versions: { field: 'versions', path: 'versions', list: listVersions },
  collaborators: { field: 'collaborators', path: 'versions', list: listCollaborators },
  'direct-children': { field: 'directChildren', path: 'direct-children', list: listChildrenOf },
} as const satisfies Record<string, Inclusion<Content>>

const OF_SPACES = {
  labels: { field: 'labels', path: 'labels', list: listLabelsOfSpace },
  properties: {
    field: 'properties',
    path: 'properties',
    list: (api, space, asked) => listPropertiesOf(api, { space }, asked),
  },
  operations: {
    field: 'operations',
    path: 'operations',
    list: async (api, space) => whole(await operationsInSpace(api, space)),
  },
  permissions: {
    field: 'permissions',
    path: 'permissions',
    list: async (api, space, asked) =>
      (await administersSpace(api, space)) ? listPermissionsOn(api, space, asked) : whole([]),
  },
  'role-assignments': {
    field: 'roleAssignments',
    path: 'role-assignments',
    list: async (api, space, asked) =>
      (await administersSpace(api, space)) ? listRolesOn(api, space, asked) : whole([]),
  },
} as const satisfies Record<string, Inclusion<Space>>

type Flags<N extends string> = Record<`include-${N}`, typeof flag>

/** The parameters of a single read of content that ask for these to be included, and for its version to be left out. */
export function includeQuery<N extends keyof typeof OF_CONTENT>(
  ...names: readonly N[]
): Flags<N | 'version'> {
  return flagsOf<N | 'version'>([...names, 'version'])
}

/** The parameters of a single read of a space. */
export const includeInSpaceQuery = flagsOf(Object.keys(OF_SPACES) as (keyof typeof OF_SPACES)[])

function flagsOf<N extends string>(names: readonly N[]): Flags<N> {
  return Object.fromEntries(names.map((name) => [`include-${name}`, flag])) as Flags<N>
}

/** A content as an answer of its own, with what the request asks to include, and without its version if it says so. */
export async function withIncluded(
  api: ApiContext,
  { base, kind }: AddressedKind,
  content: Content,
  value: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { version: _version, ...rest } = value
  // Properties of comments have an address that does not tell where the comments stand.
  const addressOf = (path: string) =>
    `${kind === 'comment' && path === 'properties' ? kinds.comment.base : base}/${contentId(api, content)}/${path}`
  const shown: Record<string, unknown> = {
    ...(query['include-version'] === false ? rest : value),
    ...(await included(api, OF_CONTENT, content, addressOf, query)),
  }
  if (query['include-favorited-by-current-user-status'] === true) {
    const facts = (await readerFacts(api.domain, [content.id])).get(content.id)
    shown.isFavoritedByCurrentUser = facts?.favouritedAt !== undefined
  }
  return shown
}

/** What the request for one space asks to include. */
export function includedInSpace(
  api: ApiContext,
  space: Space,
  query: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  return included(api, OF_SPACES, space, (path) => `/spaces/${space.id}/${path}`, query)
}

async function included<T>(
  api: ApiContext,
  inclusions: Readonly<Record<string, Inclusion<T>>>,
  of: T,
  addressOf: (path: string) => string,
  query: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {}
  for (const [name, { field, path, list }] of Object.entries(inclusions)) {
    if (query[`include-${name}`] !== true) continue
    const { purpose, results, last } = await list(api, of, { limit: limits.included })
    shown[field] = {
      results,
      meta: last ? { hasMore: true, cursor: cursorAfter(api, purpose, last) } : { hasMore: false },
      _links: { self: `${api.flavour.contextPath}/api/v2${addressOf(path)}` },
    }
  }
  return shown
}

/** Who made versions of a content, whoever did last first. */
async function listCollaborators(
  api: ApiContext,
  { id }: Content,
  { limit }: { readonly limit: number },
): Promise<Listed> {
  const ids = (await publishersOf(api.domain, [id])).get(id) ?? []
  const users = await usersById(api.domain, ids)
  const accounts = ids.flatMap((one) => users.get(one)?.accountId ?? [])
  return whole(accounts.slice(0, limit).map((accountId) => ({ accountId })))
}

function whole(results: readonly unknown[]): Listed {
  return { purpose: '', results, last: undefined }
}
