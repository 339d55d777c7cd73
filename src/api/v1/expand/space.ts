import { limits } from '../../../base/limits.ts'
import { isoDate } from '../../../base/dates.ts'
import { grantsOfSpaces, ownGrants } from '../../../domain/access/grants.ts'
import type { Content } from '../../../domain/content/content.ts'
import { readContents } from '../../../domain/content/read.ts'
import { homepagesOf } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { labelsOfSpaces } from '../../../domain/label/space.ts'
import { groupsById } from '../../../domain/group/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'
import { spaceOperations } from '../../operations.ts'
import { spaceLinks } from '../present/links.ts'
import { presentInnerList } from '../present/list.ts'
import { presentLabel } from '../present/parts.ts'
import { presentSpaceGrant } from '../present/space-permission.ts'
import { presentUser } from '../present/user.ts'
import type { ExpandTree } from './tree.ts'

type Value = Record<string, unknown>
/** How contents are shown: given by the caller, since contents show their space and spaces their home page. */
export type ShowContents = (
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
) => Promise<Value[]>
type Expander = (
  api: ApiContext,
  spaces: readonly Space[],
  tree: ExpandTree,
  showContents: ShowContents,
) => Promise<unknown[]>

/** Spaces as v1 shows them, with what the tree asks for and the rest in `_expandable`; a fixed number of queries. */
export async function expandSpaces(
  api: ApiContext,
  spaces: readonly Space[],
  tree: ExpandTree,
  showContents: ShowContents,
): Promise<Value[]> {
  const asked = Object.keys(tree).filter((key) => Object.hasOwn(expanders, key))
  const columns: unknown[][] = []
  for (const key of asked)
    columns.push(await (expanders[key] as Expander)(api, spaces, tree[key] ?? {}, showContents))
  const homes = asked.includes('homepage') ? undefined : await homepagesOf(api.domain, spaces)
  return spaces.map((space, row) => {
    const value: Value = presentBareSpace(api, space)
    asked.forEach((key, column) => {
      value[key] = columns[column]?.[row]
    })
    value._expandable = expandable(space, homes?.get(space.id), asked)
    value._links = spaceLinks(api, space)
    return value
  })
}

function presentBareSpace(api: ApiContext, space: Space): Value {
  const { id, key, name, kind, status } = space
  return api.flavour.name === 'cloud'
    ? { id, key, alias: key, name, type: kind, status }
    : { id, key, name, type: kind, status: status.toUpperCase() }
}

const expanders: Record<string, Expander> = {
  description: async (_api, spaces, tree) =>
    spaces.map((space) => {
      const value: Value = {}
      const plain = { value: space.description, representation: 'plain', embeddedContent: [] }
      if ('plain' in tree) value.plain = plain
      if ('view' in tree) value.view = { ...plain, representation: 'view' }
      value._expandable = {
        ...('plain' in tree ? {} : { plain: '' }),
        ...('view' in tree ? {} : { view: '' }),
      }
      return value
    }),
  homepage: async (api, spaces, tree, showContents) => {
    const ids = spaces.flatMap((space) => space.homepageId ?? [])
    const pages = await readContents(api.domain, ids)
    const shown = await showContents(api, pages, tree)
    const byId = new Map(pages.map((page, i) => [page.id, shown[i]]))
    return spaces.map((space) => byId.get(space.homepageId ?? 0) ?? null)
  },
  icon: async (api, spaces) =>
    spaces.map(() => ({
      path: `${api.flavour.contextPath}/static/space.svg`,
      width: 48,
      height: 48,
      isDefault: true,
    })),
  metadata: async (api, spaces, tree) => {
    if (!('labels' in tree)) return spaces.map(() => ({ _expandable: { labels: '' } }))
    const labels = await labelsOfSpaces(
      api.domain,
      spaces.map((space) => space.id),
    )
    return spaces.map((space) => ({
      labels: presentInnerList(
        (labels.get(space.id) ?? []).map(presentLabel),
        { start: 0, limit: limits.labelList, more: false },
        `${api.base}/rest/api/space/${space.key}/label`,
      ),
      _expandable: {},
    }))
  },
  operations: async (api, spaces) => {
    const held = await ownGrants(
      api.domain,
      spaces.map((space) => space.id),
    )
    return spaces.map((space) => spaceOperations(held.get(space.id) ?? []))
  },
  permissions: (api, spaces) => expandPermissions(api, spaces),
  history: async (api, spaces) => {
    const users = await usersById(
      api.domain,
      spaces.map((space) => space.createdBy),
    )
    return spaces.map((space) => ({
      createdDate: isoDate(space.createdAt),
      createdBy: presentUser(api, space.createdBy === null ? null : users.get(space.createdBy)),
    }))
  },
}

/** Who holds what, for those who administer the space; others are shown nothing of it. */
async function expandPermissions(api: ApiContext, spaces: readonly Space[]): Promise<unknown[]> {
  const grants = await grantsOfSpaces(
    api.domain,
    spaces.map((space) => space.id),
  )
  const ids = (kind: 'user' | 'group') =>
    [...grants.values()].flat().flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []))
  const users = await usersById(api.domain, ids('user'))
  const groups = await groupsById(api.domain, ids('group'))
  return spaces.map((space) =>
    (grants.get(space.id) ?? []).flatMap((grant) => presentSpaceGrant(api, grant, users, groups)),
  )
}

function expandable(space: Space, home: number | undefined, asked: readonly string[]): Value {
  const paths: Value = {
    settings: `/rest/api/space/${space.key}/settings`,
    metadata: '',
    operations: '',
    lookAndFeel: `/rest/api/settings/lookandfeel?spaceKey=${space.key}`,
    permissions: '',
    icon: '',
    description: '',
    theme: `/rest/api/space/${space.key}/theme`,
    history: '',
    homepage: home === undefined ? '' : `/rest/api/content/${home}`,
  }
  for (const key of asked) delete paths[key]
  return paths
}
