import { limits } from '../../../base/limits.ts'
import type { Content } from '../../../domain/content/content.ts'
import { publishersOf } from '../../../domain/content/read.ts'
import { readerFacts } from '../../../domain/reader/reader.ts'
import { usersById } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { type AddressedKind, kinds } from '../kinds.ts'
import { listChildrenOf } from '../page-tree.ts'
import { cursorAfter, type Listed } from '../present/list.ts'
import { flag } from '../query.ts'
import { listLabelsOf } from './labels.ts'
import { listLikesOf } from './likes.ts'
import { operationsOn } from './operations.ts'
import { listPropertiesOf } from './properties.ts'
import { listVersions } from './versions.ts'

/** What a single read can include: as much as the list has that its own address goes on with. */
interface Inclusion {
  /** The field of the answer. */
  readonly field: string
  /** The address below that of the content. */
  readonly path: string
  list(api: ApiContext, content: Content, asked: { readonly limit: number }): Promise<Listed>
}

const INCLUSIONS = {
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
} as const satisfies Record<string, Inclusion>

type Name = keyof typeof INCLUSIONS

/** The parameters that ask for these to be included. */
export function includeQuery<N extends Name>(
  ...names: readonly N[]
): Record<`include-${N}` | 'include-version', typeof flag> {
  return Object.fromEntries([...names, 'version'].map((name) => [`include-${name}`, flag])) as Record<
    `include-${N}` | 'include-version',
    typeof flag
  >
}

/** A content as an answer of its own, with what the request asks to include, and without its version if it says so. */
export async function withIncluded(
  api: ApiContext,
  { base, kind }: AddressedKind,
  content: Content,
  value: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { version, ...rest } = value
  const shown: Record<string, unknown> = query['include-version'] === false ? rest : { ...rest, version }
  const selfBelow = (path: string) => {
    // Properties of comments have an address that does not tell where the comments stand.
    const root = kind === 'comment' && path === 'properties' ? kinds.comment.base : base
    return `${api.flavour.contextPath}/api/v2${root}/${contentId(api, content)}/${path}`
  }
  for (const [name, inclusion] of Object.entries<Inclusion>(INCLUSIONS)) {
    if (query[`include-${name}`] !== true) continue
    const { purpose, results, last } = await inclusion.list(api, content, { limit: limits.included })
    shown[inclusion.field] = {
      results,
      meta: last ? { hasMore: true, cursor: cursorAfter(api, purpose, last) } : { hasMore: false },
      _links: { self: selfBelow(inclusion.path) },
    }
  }
  if (query['include-favorited-by-current-user-status'] === true) {
    const facts = (await readerFacts(api.domain, [content.id])).get(content.id)
    shown.isFavoritedByCurrentUser = facts?.favouritedAt !== undefined
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
