import type { Html } from '../base/html.ts'
import { limits } from '../base/limits.ts'
import { actorId } from '../domain/access/actor.ts'
import { permittedInSpace } from '../domain/access/check.ts'
import { ancestorIdsOf } from '../domain/content/ancestors.ts'
import type { Content } from '../domain/content/content.ts'
import { listContent, type ListFilter } from '../domain/content/read.ts'
import type { Context } from '../domain/context.ts'
import { createPath, spacePath, webPath } from '../domain/render/urls.ts'
import type { Space } from '../domain/space/space.ts'
import { spaceSidebar } from './components/space-sidebar.ts'

/** The sidebar of a space, with the branch of the shown content open. */
export async function sidebarOf(ctx: Context, space: Space, content?: Content): Promise<Html> {
  const { contextPath } = ctx.place
  const above =
    content?.kind === 'page' ? ((await ancestorIdsOf(ctx, [content.id])).get(content.id) ?? []) : []
  const { pages, isPartial } = await treePages(ctx, space, content, above)
  const may = await writableIn(ctx, space)
  const parentId = content?.kind === 'page' ? content.id : undefined
  return spaceSidebar({
    name: space.name,
    url: contextPath + spacePath(ctx.place, space),
    blogUrl: `${contextPath}/pages/viewrecentblogposts.action?key=${encodeURIComponent(space.key)}`,
    isHome: content !== undefined && content.id === space.homepageId,
    isPartial,
    ...(may.includes('create-page') ? { newPageUrl: contextPath + createPath(space.key, { parentId }) } : {}),
    ...(may.includes('create-blogpost')
      ? { newPostUrl: `${contextPath}/pages/createblogpost.action?spaceKey=${encodeURIComponent(space.key)}` }
      : {}),
    tree: {
      pages: pages.map((page) => ({
        id: page.id,
        parentId: page.parentId,
        title: page.title,
        url: contextPath + webPath(ctx.place, page, space),
      })),
      rootId: space.homepageId,
      currentId: content?.id,
      openIds: new Set(above),
    },
  })
}

/** What the reader may write in a space, in the browser: nothing without a log-in. */
async function writableIn(ctx: Context, space: Space): Promise<readonly string[]> {
  if (actorId(ctx.actor) === null) return []
  return permittedInSpace(ctx, space, undefined, ['create-page', 'create-blogpost'])
}

/** All pages of a small space; of a large one those on the way to the shown page, with their siblings. */
async function treePages(
  ctx: Context,
  space: Space,
  content: Content | undefined,
  above: readonly number[],
): Promise<{ pages: readonly Content[]; isPartial: boolean }> {
  const list = (filter: ListFilter) =>
    listContent(
      ctx,
      { kinds: ['page'], statuses: ['current'], spaceIds: [space.id], ...filter },
      'position',
      {
        limit: limits.screenTreePages,
      },
    )
  const all = await list({})
  if (!all.more) return { pages: all.items, isPartial: false }
  const parents = new Set([space.homepageId, ...above, ...(content?.kind === 'page' ? [content.id] : [])])
  const levels = await Promise.all([...parents].map((parentId) => list({ parentId })))
  return { pages: levels.flatMap((level) => level.items), isPartial: true }
}
