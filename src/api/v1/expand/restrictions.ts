import { limits } from '../../../base/limits.ts'
import { restrictionsOn } from '../../../domain/access/restrictions.ts'
import type { Content } from '../../../domain/content/content.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { presentGroup } from '../present/group.ts'
import { presentInnerList } from '../present/list.ts'
import { presentUser } from '../present/user.ts'
import type { ShowContents } from './space.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>
/** Which stretch of the users, and of the groups, is shown. */
type Slice = { readonly offset: number; readonly limit: number }

/** `restrictions` of contents: `read` and `update`, each with its users and groups as far as they are asked for. */
export async function expandRestrictions(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
  showContents: ShowContents,
  slice: Slice = { offset: 0, limit: limits.restrictionList },
): Promise<Value[]> {
  const found = await restrictionsOn(api.domain, contents)
  const inner: Partial<Record<'read' | 'update', Value[]>> = {}
  for (const operation of ['read', 'update'] as const) {
    const within = tree[operation]?.content
    if (within) inner[operation] = await showContents(api, contents, within)
  }
  return contents.map((content, row) => {
    const path = `/rest/api/content/${contentId(api, content)}/restriction/byOperation`
    const value: Value = {}
    const rest: Value = {}
    for (const operation of ['read', 'update'] as const) {
      if (!(operation in tree)) {
        rest[operation] = `${path}/${operation}`
        continue
      }
      const subjects = tree[operation]?.restrictions
      const shown = inner[operation]
      const { users, groups } = found.get(content.id)?.[operation] ?? { users: [], groups: [] }
      value[operation] = {
        operation,
        ...(subjects
          ? {
              restrictions: presentSubjects(
                `${api.base}${path}/${operation}`,
                subjects,
                slice,
                users.map((user) => presentUser(api, user)),
                groups.map((group) => presentGroup(api, group)),
              ),
            }
          : {}),
        ...(shown ? { content: shown[row] } : {}),
        _expandable: {
          ...(subjects ? {} : { restrictions: '' }),
          ...(shown ? {} : { content: `/rest/api/content/${contentId(api, content)}` }),
        },
        _links: { self: `${api.base}${path}/${operation}` },
      }
    }
    return { ...value, _expandable: rest, _links: { self: `${api.base}${path}` } }
  })
}

function presentSubjects(
  self: string,
  tree: ExpandTree,
  { offset, limit }: Slice,
  users: readonly unknown[],
  groups: readonly unknown[],
): Value {
  const list = (results: readonly unknown[], name: string) =>
    presentInnerList(
      results.slice(offset, offset + limit),
      { start: offset, limit, more: offset + limit < results.length },
      `${self}/${name}`,
      `${self}?limit=${limit}&start=${offset + limit}`,
    )
  const rest: Value = {}
  const value: Value = {}
  for (const [name, results] of [
    ['user', users],
    ['group', groups],
  ] as const) {
    if (name in (tree ?? nothing)) value[name] = list(results, name)
    else rest[name] = ''
  }
  return { ...value, _expandable: rest }
}
