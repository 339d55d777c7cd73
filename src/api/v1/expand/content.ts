import { isoDate } from '../../../base/dates.ts'
import { ancestorIdsOf } from '../../../domain/content/ancestors.ts'
import type { Content } from '../../../domain/content/content.ts'
import { type ResolutionState, resolutionsOf } from '../../../domain/content/inline-comment.ts'
import { permittedActions } from '../../../domain/content/operations.ts'
import { publishersOf, readAll, versionsOf } from '../../../domain/content/read.ts'
import { readableRepresentations } from '../../../domain/render/body.ts'
import { spacesById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { usersById } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { contentOperations } from '../../operations.ts'
import { contentLinks } from '../present/links.ts'
import { presentVersion } from '../present/parts.ts'
import { presentUser } from '../present/user.ts'
import { bodiesWithin } from './bodies.ts'
import { expandRestrictions } from './restrictions.ts'
import { expandSpaces } from './space.ts'
import { expandMetadata, fileMetadata } from './metadata.ts'
import { expandChildTypes, expandRelatives } from './relatives.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>

/** Contents on their way to JSON, with what every one of them needs. */
interface Batch {
  readonly api: ApiContext
  readonly contents: readonly Content[]
  readonly spaces: ReadonlyMap<number, Space>
  /** What is asked for. */
  readonly tree: ExpandTree
  /** How comments on passages stand, where that is asked for. */
  readonly resolutions: ReadonlyMap<number, ResolutionState>
}

/** One key of `expand`: its value for each content of the batch, and where the value could be had otherwise. */
interface Expander {
  expand(batch: Batch, tree: ExpandTree): Promise<unknown[]>
  /** What stands in `_expandable` when it is not asked for. */
  path(batch: Batch, content: Content): string
  /** Kinds that have it; default: all. */
  readonly kinds?: readonly Content['kind'][]
  readonly cloudOnly?: true
}

/** Contents as v1 shows them, with what the tree asks for and the rest in `_expandable`. */
export async function expandContents(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  if (contents.length === 0) return []
  const spaces = await spacesById(
    api.domain,
    contents.map((content) => content.spaceId),
  )
  const isResolutionAsked = 'resolution' in (tree.extensions ?? nothing)
  const resolutions = isResolutionAsked ? await resolutionsOf(api.domain, contents) : new Map()
  const batch: Batch = { api, contents, spaces, tree, resolutions }
  const asked = KEYS.filter((key) => key in tree)
  const columns = new Map<string, unknown[]>()
  for (const key of asked)
    columns.set(key, await (expanders[key] as Expander).expand(batch, tree[key] ?? nothing))
  return contents.map((content, row) => assemble(batch, content, row, columns))
}

function assemble(
  batch: Batch,
  content: Content,
  row: number,
  columns: ReadonlyMap<string, unknown[]>,
): Value {
  const { api } = batch
  const value: Value = {
    id: contentId(api, content),
    type: content.kind,
    status: content.historical ? 'historical' : content.status,
    title: content.title,
  }
  const expandable: Value = {}
  for (const key of KEYS) {
    const expander = expanders[key] as Expander
    if (expander.kinds && !expander.kinds.includes(content.kind)) continue
    if (expander.cloudOnly && api.flavour.name !== 'cloud') continue
    const column = columns.get(key)
    if (column) value[key] = column[row]
    else expandable[key] = expander.path(batch, content)
  }
  if (api.flavour.name === 'cloud') value.macroRenderedOutput = {}
  value.extensions = extensionsOf(batch, content)
  if (content.kind === 'attachment' && value.metadata === undefined) {
    value.metadata = fileMetadata(content)
    delete expandable.metadata
  }
  value._expandable = expandable
  value._links = contentLinks(api, content, batch.spaces.get(content.spaceId))
  return value
}

/** Present whether asked for or not: clients take `extensions` out of ancestors without looking. */
function extensionsOf(batch: Batch, content: Content): Value {
  const tree = batch.tree.extensions ?? nothing
  const { extra } = content
  if (content.kind === 'attachment') {
    return { mediaType: extra.mediaType, fileSize: extra.fileSize, comment: extra.comment ?? '' }
  }
  if (content.kind === 'comment') {
    const { passage } = extra
    const status = batch.resolutions.get(content.id)?.status
    return {
      location: extra.location ?? 'footer',
      ...('inlineProperties' in tree
        ? { inlineProperties: passage ? { markerRef: passage.ref, originalSelection: passage.text } : {} }
        : {}),
      ...('resolution' in tree ? { resolution: status === undefined ? {} : { status } } : {}),
      _expandable: {
        ...('inlineProperties' in tree ? {} : { inlineProperties: '' }),
        ...('resolution' in tree ? {} : { resolution: '' }),
      },
    }
  }
  return { position: content.position ?? 'none' }
}

const expanders: Record<string, Expander> = {
  space: {
    path: ({ spaces }, content) => `/rest/api/space/${spaces.get(content.spaceId)?.key ?? ''}`,
    expand: async ({ api, contents, spaces }, tree) => {
      const all = [...spaces.values()]
      const shown = await expandSpaces(api, all, tree, expandContents)
      const byId = new Map(all.map((space, i) => [space.id, shown[i]]))
      return contents.map((content) => byId.get(content.spaceId) ?? null)
    },
  },
  history: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/history`,
    expand: ({ api, contents }, tree) => expandHistories(api, contents, tree),
  },
  version: {
    path: () => '',
    expand: async ({ api, contents }, tree) => {
      const found = await versionsOf(
        api.domain,
        contents.map(({ id, version }) => ({ id, number: version })),
      )
      const users = await usersById(
        api.domain,
        [...found.values()].map((version) => version.createdBy),
      )
      const values = contents.map((content) => {
        const version = found.get(content.id)
        if (version === undefined) return null
        const author = version.createdBy === null ? undefined : users.get(version.createdBy)
        return presentVersion(api, content, version, author)
      })
      return unfoldVersions(api, contents, values, tree)
    },
  },
  ancestors: {
    path: () => '',
    expand: async ({ api, contents }, tree) => {
      const pages = contents.filter((content) => content.kind === 'page')
      const chains = await ancestorIdsOf(
        api.domain,
        pages.map((page) => page.id),
      )
      const ids = [...new Set([...chains.values()].flat())]
      const ancestors = await readAll(api.domain, ids)
      const shown = await expandContents(api, ancestors, tree)
      const byId = new Map(ancestors.map((ancestor, i) => [ancestor.id, shown[i]]))
      // The topmost first: clients take the last one for the parent.
      return contents.map((content) =>
        (chains.get(content.id) ?? []).toReversed().flatMap((id) => byId.get(id) ?? []),
      )
    },
  },
  container: {
    path: ({ spaces }, content) =>
      content.containerId === null
        ? `/rest/api/space/${spaces.get(content.spaceId)?.key ?? ''}`
        : `/rest/api/content/${content.containerId}`,
    expand: async ({ api, contents, spaces }, tree) => {
      const holders = await readAll(
        api.domain,
        contents.flatMap((content) => content.containerId ?? []),
      )
      const shown = await expandContents(api, holders, tree)
      const byId = new Map(holders.map((holder, i) => [holder.id, shown[i]]))
      const all = [...spaces.values()]
      const shownSpaces = await expandSpaces(api, all, tree, expandContents)
      const bySpace = new Map(all.map((space, i) => [space.id, shownSpaces[i]]))
      return contents.map((content) =>
        content.containerId === null
          ? (bySpace.get(content.spaceId) ?? null)
          : (byId.get(content.containerId) ?? null),
      )
    },
  },
  body: {
    path: () => '',
    expand: ({ api, contents }, tree) => expandBodies(api, contents, tree),
  },
  metadata: {
    path: () => '',
    expand: ({ api, contents }, tree) => expandMetadata(api, contents, tree),
  },
  children: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/child`,
    expand: ({ api, contents }, tree) => expandRelatives(api, contents, tree, 'child', expandContents),
  },
  descendants: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/descendant`,
    expand: ({ api, contents }, tree) => expandRelatives(api, contents, tree, 'descendant', expandContents),
  },
  restrictions: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/restriction/byOperation`,
    expand: ({ api, contents }, tree) => expandRestrictions(api, contents, tree, expandContents),
  },
  operations: {
    path: () => '',
    expand: async ({ api, contents }) => {
      const actions = await permittedActions(api.domain, contents)
      return contents.map((content) => contentOperations(content, actions.get(content.id) ?? []))
    },
  },
  childTypes: {
    cloudOnly: true,
    path: () => '',
    expand: ({ api, contents }, tree) => expandChildTypes(api, contents, tree),
  },
}

/** `content` and, on the Cloud, `collaborators` of versions: whoever made one made it alone. */
async function unfoldVersions(
  api: ApiContext,
  contents: readonly Content[],
  versions: readonly (Value | null)[],
  tree: ExpandTree,
): Promise<(Value | null)[]> {
  const inner = tree.content && (await expandContents(api, contents, tree.content))
  const isShared = 'collaborators' in tree && api.flavour.name === 'cloud'
  return versions.map((version, i) => {
    if (version === null) return null
    const { content, collaborators, ...rest } = version._expandable as Value
    const by = version.by as Value
    return {
      ...version,
      ...(inner ? { content: inner[i] } : {}),
      ...(isShared
        ? { collaborators: { users: [by], userKeys: [by.userKey], userAccountIds: [by.accountId] } }
        : {}),
      _expandable: {
        ...rest,
        ...(isShared || collaborators === undefined ? {} : { collaborators }),
        ...(inner ? {} : { content }),
      },
    }
  })
}

/** The keys in the order in which answers carry them. */
const KEYS = Object.keys(expanders)

/** `history` of contents: the object of `GET /content/{id}/history` too. */
export async function expandHistories(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const users = await usersById(
    api.domain,
    contents.map((content) => content.createdBy),
  )
  const values = contents.map((content) => {
    const creator = presentUser(api, content.createdBy === null ? null : users.get(content.createdBy))
    const value: Value = { latest: content.historical === undefined, createdBy: creator }
    if (api.flavour.name === 'cloud') Object.assign(value, { ownedBy: creator, lastOwnedBy: creator })
    value.createdDate = isoDate(content.createdAt)
    return value
  })
  const numbers: Record<string, (content: Content) => number> = {
    lastUpdated: (content) => content.version,
    previousVersion: (content) => content.version - 1,
    nextVersion: (content) => content.version + 1,
  }
  for (const [key, numberOf] of Object.entries(numbers)) {
    if (!(key in tree)) continue
    const found = await versionsOf(
      api.domain,
      contents.map((content) => ({ id: content.id, number: numberOf(content) })),
    )
    const authors = await usersById(
      api.domain,
      [...found.values()].map((version) => version.createdBy),
    )
    const shown = contents.map((content) => {
      const version = found.get(content.id)
      const author = version?.createdBy == null ? undefined : authors.get(version.createdBy)
      return version ? presentVersion(api, content, version, author) : null
    })
    const unfolded = await unfoldVersions(api, contents, shown, tree[key] ?? nothing)
    unfolded.forEach((version, i) => {
      if (version) (values[i] as Value)[key] = version
    })
  }
  if ('contributors' in tree) await addContributors(api, contents, values)
  return contents.map((content, i) => ({
    ...values[i],
    _expandable: historyExpandable(content, tree),
    _links: { self: `${api.base}/rest/api/content/${contentId(api, content)}/history` },
  }))
}

function historyExpandable(content: Content, tree: ExpandTree): Value {
  const keys = [
    'lastUpdated',
    ...(content.version > 1 ? ['previousVersion'] : []),
    'contributors',
    'nextVersion',
  ]
  return Object.fromEntries(keys.filter((key) => !(key in tree)).map((key) => [key, '']))
}

async function addContributors(
  api: ApiContext,
  contents: readonly Content[],
  values: Value[],
): Promise<void> {
  const publishers = await publishersOf(
    api.domain,
    contents.map(({ id }) => id),
  )
  const users = await usersById(api.domain, [...publishers.values()].flat())
  for (const [i, content] of contents.entries()) {
    const people = (publishers.get(content.id) ?? []).flatMap((id) => users.get(id) ?? [])
    ;(values[i] as Value).contributors = {
      publishers: {
        users: people.map((user) => presentUser(api, user)),
        userKeys: people.map((user) => user.userKey),
        ...(api.flavour.name === 'cloud' ? { userAccountIds: people.map((user) => user.accountId) } : {}),
        _links: {},
        _expandable: {},
      },
      _expandable: {},
    }
  }
}

async function expandBodies(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const values: Value[] = contents.map(() => ({}))
  const asked = readableRepresentations.filter((name) => name in tree)
  for (const representation of asked) {
    const texts = await bodiesWithin(api, contents, representation)
    const within = tree[representation]?.content
    const inner = within && (await expandContents(api, contents, within))
    contents.forEach((content, i) => {
      ;(values[i] as Value)[representation] = {
        value: texts.get(content.id) ?? '',
        representation,
        embeddedContent: [],
        ...(inner ? { content: inner[i] } : {}),
        _expandable: inner ? {} : { content: `/rest/api/content/${contentId(api, content)}` },
      }
    })
  }
  const rest = Object.fromEntries(
    offered(api)
      .filter((name) => !(name in tree))
      .map((name) => [name, '']),
  )
  for (const value of values) value._expandable = rest
  return values
}

function offered(api: ApiContext): string[] {
  const common = ['editor', 'view', 'export_view', 'styled_view', 'storage', 'anonymous_export_view']
  return api.flavour.name === 'cloud' ? [...common, 'atlas_doc_format'] : common
}

/** Which contents are children or descendants of one kind. */
export function relativesFilter(
  content: Content,
  kind: 'page' | 'comment' | 'attachment',
  relation: 'child' | 'descendant',
) {
  const statuses = ['current'] as const
  if (kind === 'page') {
    return relation === 'child'
      ? { kinds: ['page'] as const, statuses, parentId: content.id }
      : { kinds: ['page'] as const, statuses, ancestorId: content.id }
  }
  if (kind === 'comment' && (content.kind === 'comment' || content.kind === 'attachment')) {
    return { kinds: ['comment'] as const, statuses, parentId: content.id }
  }
  return { kinds: [kind] as const, statuses, containerId: content.id }
}
