import { limits } from '../../../base/limits.ts'
import type { Content } from '../../../domain/content/content.ts'
import { type RelativeKind, type Relatives, relativesOf } from '../../../domain/relatives/relatives.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { presentInnerList } from '../present/list.ts'
import type { ShowContents } from './space.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>

/** The kinds of relatives in the order in which answers carry them. */
const RELATIVES = ['page', 'comment', 'attachment'] as const

/** Relatives of contents by kind, those that are asked for in a stretch; each kind in a fixed number of queries. */
export async function expandRelatives(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
  relation: 'child' | 'descendant',
  showContents: ShowContents,
  slice = { offset: 0, limit: limits.listDefault as number },
): Promise<Value[]> {
  const asked = RELATIVES.filter((kind) => kind in tree)
  const columns = new Map<RelativeKind, Value[]>()
  for (const kind of asked) {
    const found = await relativesOf(api.domain, contents, kind, relation, slice)
    const all = [...found.values()].flatMap(({ items }) => items)
    const shown = await showContents(api, all, tree[kind] ?? nothing)
    const byContent = new Map(all.map((one, i) => [one, shown[i]]))
    columns.set(
      kind,
      contents.map((content) => {
        const { items, more } = found.get(content.id) ?? { items: [], more: false }
        const path = `/rest/api/content/${contentId(api, content)}/${relation}/${kind}`
        const next = `${path}?next=true&limit=${slice.limit}&start=${slice.offset + slice.limit}`
        const results = items.map((one) => byContent.get(one))
        const facts = { start: slice.offset, limit: slice.limit, more }
        return presentInnerList(results, facts, api.base + path, next)
      }),
    )
  }
  const rest = RELATIVES.filter((kind) => !(kind in tree))
  return contents.map((content, row) => {
    const path = `/rest/api/content/${contentId(api, content)}/${relation}`
    return {
      ...Object.fromEntries(asked.map((kind) => [kind, columns.get(kind)?.[row]])),
      _expandable: Object.fromEntries(rest.map((kind) => [kind, `${path}/${kind}`])),
      _links: { self: api.base + path },
    }
  })
}

/** `childTypes`: of which kinds contents have children at all. */
export async function expandChildTypes(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const kinds = ['attachment', 'comment', 'page'] as const
  const asked = kinds.filter((kind) => 'all' in tree || kind in tree)
  const columns = new Map<RelativeKind, Map<number, Relatives>>()
  for (const kind of asked) {
    columns.set(kind, await relativesOf(api.domain, contents, kind, 'child', { offset: 0, limit: 1 }))
  }
  const rest = 'all' in tree ? [] : ['all', ...kinds.filter((kind) => !asked.includes(kind))]
  return contents.map((content) => ({
    ...Object.fromEntries(
      asked.map((kind) => {
        const value = (columns.get(kind)?.get(content.id)?.items.length ?? 0) > 0
        const self = `${api.base}/rest/api/content/${contentId(api, content)}/child/${kind}`
        return [kind, { value, _links: { self } }]
      }),
    ),
    _expandable: Object.fromEntries(rest.map((key) => [key, ''])),
  }))
}
