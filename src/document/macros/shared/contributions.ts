/** Who has done how much on a set of pages. */
import type { ContentSummary, ContributorSummary, UserSummary } from '../../env.ts'
import type { MacroCall, ParameterDefinition } from '../macro.ts'
import { documentLimits } from '../../limits.ts'
import { ask } from './ask.ts'
import { listOf, spaceKeysOf } from './list.ts'
import { rootOf } from './roots.ts'

export const contributionParameters: Readonly<Record<string, ParameterDefinition>> = {
  limit: { type: 'int' },
  spaces: { type: 'space', multiple: true },
  page: { type: 'page' },
  labels: { type: 'string', multiple: true },
  scope: { type: 'enum', values: ['children', 'descendants'] },
  include: {
    type: 'enum',
    values: ['authors', 'comments', 'labels', 'watches'],
    multiple: true,
    default: 'authors',
  },
  order: { type: 'string' },
  reverse: { type: 'boolean', default: 'false' },
  contentType: { type: 'enum', values: ['pages', 'blogposts'] },
}

/** One person's work on all the pages of a call. */
export interface Contribution {
  readonly user: UserSummary
  readonly edits: number
  readonly comments: number
  readonly lastAt: string
  readonly pages: readonly ContentSummary[]
}

/** The contributions to the pages that a call names, in the order it asks for. */
export async function contributionsOf(call: MacroCall): Promise<readonly Contribution[]> {
  const pages = await pagesOf(call)
  const parts = await ask(call.env.listContributors?.(pages.map(({ id }) => id)))
  const byUser = Map.groupBy(parts, ({ user }) => user.userKey)
  const all = [...byUser.values()].flatMap((list) => contribution(list, pages) ?? [])
  const wanted = listOf(call.text('include'))
  const shown = all.filter(
    ({ edits, comments }) => edits > 0 || (comments > 0 && wanted.includes('comments')),
  )
  const order = call.text('order') ?? 'count'
  const sorted = shown.toSorted((a, b) => {
    if (order === 'name') return a.user.displayName.localeCompare(b.user.displayName)
    if (order === 'update' || order === 'editTime') return Date.parse(b.lastAt) - Date.parse(a.lastAt)
    return b.edits + b.comments - (a.edits + a.comments)
  })
  const limit = call.number('limit', { min: 1, max: documentLimits.macroListItems }) ?? sorted.length
  return (call.flag('reverse') ? sorted.toReversed() : sorted).slice(0, limit)
}

function contribution(
  parts: readonly ContributorSummary[],
  pages: readonly ContentSummary[],
): Contribution | undefined {
  const [first] = parts
  if (first === undefined) return undefined
  const ids = new Set(parts.map(({ contentId }) => contentId))
  return {
    user: first.user,
    edits: parts.reduce((sum, { edits }) => sum + edits, 0),
    comments: parts.reduce((sum, { comments }) => sum + comments, 0),
    lastAt: parts.reduce((last, { lastAt }) => (lastAt > last ? lastAt : last), ''),
    pages: pages.filter(({ id }) => ids.has(id)),
  }
}

async function pagesOf(call: MacroCall): Promise<readonly ContentSummary[]> {
  const labels = listOf(call.text('labels'))
  const spaceKeys = call.macro.parameters.some(({ name }) => name === 'spaces')
    ? spaceKeysOf(call, 'spaces')
    : undefined
  const kinds = call.text('contentType') === 'blogposts' ? (['blogpost'] as const) : (['page'] as const)
  const limit = documentLimits.macroListItems
  if (labels.length > 0 || spaceKeys !== undefined)
    return call.env.listContent({ labels, spaceKeys, kinds, limit })
  const root = await rootOf(call, 'page')
  const scope = call.text('scope')
  if (scope === 'children') return [root, ...(await call.env.listContent({ parentId: root.id, limit }))]
  return scope === 'descendants'
    ? [root, ...(await call.env.listContent({ ancestorId: root.id, limit }))]
    : [root]
}
