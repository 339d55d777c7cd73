import { isoDate } from '../../../base/dates.ts'
import { limits } from '../../../base/limits.ts'
import { ancestorIdsOf } from '../../../domain/content/ancestors.ts'
import type { Content } from '../../../domain/content/content.ts'
import { permittedActions } from '../../../domain/content/operations.ts'
import { listContent, listVersionsOf, readContents, versionsOf } from '../../../domain/content/read.ts'
import { likersOf } from '../../../domain/favourite/like.ts'
import { labelsOf } from '../../../domain/label/attach.ts'
import { propertiesOf } from '../../../domain/property/property.ts'
import { readableRepresentations, renderBodies } from '../../../domain/render/body.ts'
import { spacesById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { usersById } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { contentLinks } from '../present/links.ts'
import { presentInnerList } from '../present/list.ts'
import { presentLabel, presentVersion } from '../present/parts.ts'
import { presentUser } from '../present/user.ts'
import { expandRestrictions } from './restrictions.ts'
import { expandSpaces } from './space.ts'
import { expandProperties } from './property.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>

/** Contents on their way to JSON, with what every one of them needs. */
interface Batch {
  readonly api: ApiContext
  readonly contents: readonly Content[]
  readonly spaces: ReadonlyMap<number, Space>
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
  const batch: Batch = { api, contents, spaces }
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
  value.extensions = extensionsOf(content)
  if (content.kind === 'attachment' && value.metadata === undefined) {
    value.metadata = fileMetadata(content)
    delete expandable.metadata
  }
  value._expandable = expandable
  value._links = contentLinks(api, content, batch.spaces.get(content.spaceId))
  return value
}

/** Present whether asked for or not: clients take `extensions` out of ancestors without looking. */
function extensionsOf(content: Content): Value {
  const { extra } = content
  if (content.kind === 'attachment') {
    return { mediaType: extra.mediaType, fileSize: extra.fileSize, comment: extra.comment ?? '' }
  }
  if (content.kind === 'comment') {
    return { location: extra.location ?? 'footer', _expandable: { inlineProperties: '', resolution: '' } }
  }
  return { position: content.position ?? 'none' }
}

function fileMetadata(content: Content): Value {
  return {
    comment: content.extra.comment ?? '',
    mediaType: content.extra.mediaType,
    _expandable: { currentuser: '', properties: '', frontend: '', editorHtml: '', labels: '' },
  }
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
      if (!('content' in tree)) return values
      const inner = await expandContents(api, contents, tree.content ?? nothing)
      return values.map((value, i) => value && { ...value, content: inner[i] })
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
      const ancestors = await readContents(api.domain, ids)
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
      const holders = await readContents(
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
    expand: ({ api, contents }, tree) => expandRelatives(api, contents, tree, 'child'),
  },
  descendants: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/descendant`,
    expand: ({ api, contents }, tree) => expandRelatives(api, contents, tree, 'descendant'),
  },
  restrictions: {
    path: ({ api }, content) => `/rest/api/content/${contentId(api, content)}/restriction/byOperation`,
    expand: ({ api, contents }, tree) => expandRestrictions(api, contents, tree),
  },
  operations: {
    path: () => '',
    expand: async ({ api, contents }) => {
      const all: unknown[] = []
      for (const content of contents) all.push(await operationsOn(api, content))
      return all
    },
  },
  childTypes: {
    cloudOnly: true,
    path: () => '',
    expand: async ({ api, contents }, tree) => {
      const values: unknown[] = []
      for (const content of contents) values.push(await childTypesOf(api, content, tree))
      return values
    },
  },
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
    contents.forEach((content, i) => {
      const version = found.get(content.id)
      if (version === undefined) return
      const author = version.createdBy === null ? undefined : authors.get(version.createdBy)
      ;(values[i] as Value)[key] = presentVersion(api, content, version, author)
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
  for (const [i, content] of contents.entries()) {
    const { items } = await listVersionsOf(api.domain, content, { limit: limits.memberList })
    const users = await usersById(
      api.domain,
      items.map((version) => version.createdBy),
    )
    const people = [...users.values()]
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
    const texts = await renderBodies(api.domain, contents, representation)
    contents.forEach((content, i) => {
      ;(values[i] as Value)[representation] = {
        value: texts.get(content.id) ?? '',
        representation,
        embeddedContent: [],
        _expandable: { content: `/rest/api/content/${contentId(api, content)}` },
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

async function expandMetadata(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const labels =
    'labels' in tree
      ? await labelsOf(
          api.domain,
          contents.map((content) => content.id),
        )
      : undefined
  const properties = 'properties' in tree ? await expandKept(api, contents, tree.properties) : undefined
  const likers =
    'likes' in tree
      ? await likersOf(
          api.domain,
          contents.map((content) => content.id),
        )
      : undefined
  return contents.map((content, row) => {
    const value: Value = content.kind === 'attachment' ? fileMetadata(content) : {}
    const self = `${api.base}/rest/api/content/${contentId(api, content)}`
    const rest = new Set(['currentuser', 'properties', 'frontend', 'editorHtml', 'labels'])
    if (labels) {
      const results = (labels.get(content.id) ?? []).map(presentLabel)
      value.labels = presentInnerList(
        results,
        { start: 0, limit: limits.labelList, more: false },
        `${self}/label`,
      )
      rest.delete('labels')
    }
    if (likers) value.likes = { count: likers.get(content.id)?.length ?? 0 }
    if ('currentuser' in tree) {
      value.currentuser = {
        _expandable: { favourited: '', lastmodified: '', lastcontributed: '', viewed: '', scheduled: '' },
      }
      rest.delete('currentuser')
    }
    if (properties) {
      value.properties = properties[row]
      rest.delete('properties')
    }
    value._expandable = Object.fromEntries([...rest].map((key) => [key, '']))
    return value
  })
}

/** `metadata.properties`: the properties that are asked for by key, and where the others are. */
async function expandKept(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree = nothing,
): Promise<Value[]> {
  const kept = await propertiesOf(
    api.domain,
    contents.map((content) => content.id),
  )
  const paths = new Map(
    contents.map((content) => [content.id, `/rest/api/content/${contentId(api, content)}`]),
  )
  const asked = [...kept.values()].flat().filter((property) => property.key in tree)
  const shown = await expandProperties(api, asked, (one) => ({
    path: paths.get(one.ownerId) ?? '',
    tree: { version: nothing, ...tree[one.key] },
  }))
  const byId = new Map(asked.map((property, i) => [property.id, shown[i]]))
  return contents.map((content) => {
    const path = `${paths.get(content.id)}/property`
    const own = kept.get(content.id) ?? []
    return {
      ...Object.fromEntries(own.filter((one) => one.key in tree).map((one) => [one.key, byId.get(one.id)])),
      _expandable: Object.fromEntries(
        own
          .filter((one) => !(one.key in tree))
          .map((one) => [one.key, `${path}/${encodeURIComponent(one.key)}`]),
      ),
      _links: { self: api.base + path },
    }
  })
}

/** The kinds of relatives, with how each is found. */
const RELATIVES = ['page', 'comment', 'attachment'] as const

/** Relatives of contents by kind, those that are asked for in a stretch. */
export async function expandRelatives(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
  relation: 'child' | 'descendant',
  slice = { offset: 0, limit: limits.listDefault as number },
): Promise<Value[]> {
  const values: Value[] = []
  for (const content of contents) {
    const self = `${api.base}/rest/api/content/${contentId(api, content)}/${relation}`
    const value: Value = {}
    for (const kind of RELATIVES.filter((name) => name in tree)) {
      value[kind] = await relatives(api, content, kind, tree[kind] ?? nothing, relation, self, slice)
    }
    const rest = RELATIVES.filter((name) => !(name in tree))
    const path = self.slice(api.base.length)
    value._expandable = Object.fromEntries(rest.map((kind) => [kind, `${path}/${kind}`]))
    value._links = { self }
    values.push(value)
  }
  return values
}

async function relatives(
  api: ApiContext,
  content: Content,
  kind: (typeof RELATIVES)[number],
  tree: ExpandTree,
  relation: 'child' | 'descendant',
  self: string,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Value> {
  const page = await listContent(
    api.domain,
    relativesFilter(content, kind, relation),
    kind === 'page' ? 'position' : 'id',
    slice,
  )
  const results = await expandContents(api, page.items, tree)
  const next = `/rest/api/content/${content.id}/${relation}/${kind}?next=true&limit=${slice.limit}&start=${slice.offset + slice.limit}`
  const facts = { start: slice.offset, limit: slice.limit, more: page.more }
  return presentInnerList(results, facts, `${self}/${kind}`, next)
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
  if (kind === 'comment' && content.kind === 'comment') {
    return { kinds: ['comment'] as const, statuses, parentId: content.id }
  }
  return { kinds: [kind] as const, statuses, containerId: content.id }
}

/** The domain's actions in the words of the wire. */
const OPERATIONS = {
  read: 'read',
  update: 'update',
  remove: 'delete',
  restrict: 'restrict_content',
  comment: 'create',
  attach: 'create',
} as const

async function operationsOn(api: ApiContext, content: Content): Promise<Value[]> {
  return (await permittedActions(api.domain, content)).map((action) => ({
    operation: OPERATIONS[action],
    targetType: action === 'comment' ? 'comment' : action === 'attach' ? 'attachment' : content.kind,
  }))
}

async function childTypesOf(api: ApiContext, content: Content, tree: ExpandTree): Promise<Value> {
  const value: Value = {}
  for (const kind of ['attachment', 'comment', 'page'] as const) {
    if (!('all' in tree) && !(kind in tree)) continue
    const page = await listContent(api.domain, relativesFilter(content, kind, 'child'), 'id', { limit: 1 })
    const self = `${api.base}/rest/api/content/${contentId(api, content)}/child/${kind}`
    value[kind] = { value: page.items.length > 0, _links: { self } }
  }
  value._expandable = 'all' in tree ? {} : { all: '' }
  return value
}
