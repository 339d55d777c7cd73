import { limits } from '../../base/limits.ts'
import type {
  AttachmentSummary,
  ContentQuery,
  ContentSummary,
  Environment,
  LabelSummary,
  SpaceSummary,
} from '../../document/env.ts'
import { documentLimits } from '../../document/limits.ts'
import { visible } from '../access/visible.ts'
import type { Context } from '../context.ts'
import { type ListFilter, listContent, readContents } from '../content/read.ts'
import { countLabels } from '../label/rows.ts'
import { search } from '../search.ts'
import { listSpaces } from '../space/read.ts'
import { findUsersByName } from '../user/rows.ts'
import type { Standing } from './env.ts'
import { attachmentSummaries, listedSummaries, spaceSummary } from './summaries.ts'

/** Answers to questions for lists of content, files, labels and spaces. */

export async function answerContent(
  ctx: Context,
  standing: Standing,
  query: ContentQuery,
): Promise<readonly ContentSummary[]> {
  const limit = Math.min(query.limit ?? documentLimits.macroListItems, documentLimits.macroListItems)
  const cql = query.cql ?? cqlOf(query)
  if (cql !== undefined) return answerCql(ctx, standing, cql, limit)
  const filter = await filterOf(ctx, query)
  if (filter === undefined) return []
  const sort = query.sort ?? 'title'
  const order = query.reverse && sort !== 'position' ? (`-${sort}` as const) : sort
  const { items } = await listContent(ctx, filter, order, { limit })
  return listedSummaries(ctx, sort === 'position' && query.reverse ? items.toReversed() : items)
}

/** The filter of a query; undefined when it can match nothing. */
async function filterOf(ctx: Context, query: ContentQuery): Promise<ListFilter | undefined> {
  const spaceIds = query.spaceKeys && (await spaceIdsOf(ctx, query.spaceKeys))
  const contributors = query.contributors?.flatMap((target) => (target.kind === 'user' ? [target] : []))
  const contributorIds = contributors && (await findUsersByName(ctx.db, contributors)).map((user) => user.id)
  const parentId = await parentOf(ctx, query)
  if (spaceIds?.length === 0 || contributorIds?.length === 0 || parentId === 'none') return undefined
  return {
    kinds: query.kinds ?? ['page'],
    statuses: ['current'],
    ...(spaceIds ? { spaceIds } : {}),
    ...(parentId === undefined ? {} : { parentId }),
    ...(query.ancestorId === undefined ? {} : { ancestorId: Number(query.ancestorId) }),
    ...(query.labels?.length
      ? {
          labelNames: query.labels.map((label) => label.toLowerCase()),
          labelMatch: query.labelMatch ?? 'any',
        }
      : {}),
    ...(contributorIds ? { contributorIds } : {}),
    ...(query.modifiedSince === undefined ? {} : { modifiedSince: Date.parse(query.modifiedSince) || 0 }),
  }
}

async function parentOf(ctx: Context, query: ContentQuery): Promise<number | null | undefined | 'none'> {
  if (query.top) return null
  if (query.parentId !== undefined) return Number(query.parentId)
  if (query.siblingsOf === undefined) return undefined
  const [page] = await readContents(ctx, [Number(query.siblingsOf)])
  return page === undefined ? 'none' : page.parentId
}

async function spaceIdsOf(ctx: Context, keys: readonly string[]): Promise<number[]> {
  const { items } = await listSpaces(ctx, { keys }, 'id', { limit: limits.listMost })
  return items.map((space) => space.id)
}

/** A question for words as the query that search understands; undefined when it asks for none. */
function cqlOf(query: ContentQuery): string | undefined {
  if (query.text === undefined) return undefined
  const quoted = (text: string) => `"${text.replace(/["\\\\]/g, '\\$&')}"`
  const list = (texts: readonly string[]) => `(${texts.map(quoted).join(', ')})`
  const clauses = [`siteSearch ~ ${quoted(query.text)}`, `type in ${list(query.kinds ?? ['page'])}`]
  if (query.spaceKeys?.length) clauses.push(`space in ${list(query.spaceKeys)}`)
  if (query.labels?.length) clauses.push(`label in ${list(query.labels)}`)
  return clauses.join(' and ')
}

async function answerCql(
  ctx: Context,
  standing: Standing,
  cql: string,
  limit: number,
): Promise<readonly ContentSummary[]> {
  const found = await search(ctx, {
    cql,
    limit,
    answers: 'content',
    excerpt: 'none',
    spaceKey: standing.space?.key,
    contentId: standing.content?.id,
  })
  const contents = found.hits.flatMap((hit) => (hit.kind === 'content' ? [hit.content] : []))
  return listedSummaries(ctx, contents)
}

export async function answerAttachments(
  ctx: Context,
  holder: { readonly contentId?: string; readonly spaceKey?: string; readonly labels?: readonly string[] },
): Promise<readonly AttachmentSummary[]> {
  const slice = { limit: documentLimits.macroListItems }
  const labelNames = holder.labels?.map((label) => label.toLowerCase())
  const files = {
    kinds: ['attachment'],
    statuses: ['current'],
    ...(labelNames?.length ? { labelNames, labelMatch: 'all' as const } : {}),
  } as const
  if (holder.contentId !== undefined) {
    const filter = { ...files, containerId: Number(holder.contentId) || 0 }
    return attachmentSummaries(ctx, (await listContent(ctx, filter, 'title', slice)).items)
  }
  if (holder.spaceKey === undefined) return []
  const filter = { ...files, spaceIds: await spaceIdsOf(ctx, [holder.spaceKey]) }
  return attachmentSummaries(ctx, (await listContent(ctx, filter, '-modified', slice)).items)
}

type LabelQuery = Parameters<NonNullable<Environment['listLabels']>>[0]

export async function answerLabels(ctx: Context, query: LabelQuery): Promise<readonly LabelSummary[]> {
  const rows = await countLabels(
    ctx.db,
    {
      ...(query.spaceKey === undefined ? {} : { spaceIds: await spaceIdsOf(ctx, [query.spaceKey]) }),
      ...(query.contentIds ? { contentIds: query.contentIds.map(Number) } : {}),
      ...(query.related?.length ? { beside: query.related.map((label) => label.toLowerCase()) } : {}),
    },
    visible(ctx),
    query.sort,
    Math.min(query.limit, documentLimits.macroListItems),
  )
  const { contextPath } = ctx.place
  return rows.map(({ name, count }) => ({
    name,
    count,
    url: `${contextPath}/label/${encodeURIComponent(name)}`,
  }))
}

export async function answerSpaces(
  ctx: Context,
  query: { readonly kind?: 'global' | 'personal'; readonly limit: number },
): Promise<readonly SpaceSummary[]> {
  const filter = { status: 'current', ...(query.kind ? { kind: query.kind } : {}) } as const
  const { items } = await listSpaces(ctx, filter, 'name', {
    limit: Math.min(query.limit, documentLimits.macroListItems),
  })
  return items.map((space) => spaceSummary(ctx, space))
}
