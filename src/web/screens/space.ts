import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { listContent, readContents } from '../../domain/content/read.ts'
import { type Context, now } from '../../domain/context.ts'
import { contentSummaries } from '../../domain/render/summaries.ts'
import { spacePath } from '../../domain/render/urls.ts'
import { readSpace } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import type { Answer, Call } from '../../http/route.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import { contentList } from '../components/content-list.ts'
import { pager } from '../components/pager.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { numberOf, row, shown } from '../screen.ts'
import { sidebarOf } from '../space-frame.ts'
import { showContent } from './page-view.ts'
import { showProfile } from './profile.ts'

const byKey = Type.Object({ key: Type.Optional(Type.String()), start: Type.Optional(Type.String()) })

/** Every address of a space. */
export const spaceRoutes = [
  row({
    ...shown,
    id: 'viewSpaceByKey',
    path: '/display/{key}',
    summary: 'The home page of a space; with a tilde before a user name, that person.',
    handle: async (web, { call, path }) => {
      if (!path.key.startsWith('~')) return showSpace(web, call, path.key)
      const space = await personalSpace(web.domain, path.key)
      return space ? showSpaceHome(web, call, space) : showProfile(web, call, { username: path.key.slice(1) })
    },
  }),
  row({
    ...shown,
    id: 'viewSpaceOfCloud',
    path: '/spaces/{key}',
    summary: 'The home page of a space.',
    handle: (web, { call, path }) => showSpace(web, call, path.key),
  }),
  row({
    ...shown,
    id: 'viewSpaceOverview',
    path: '/spaces/{key}/overview',
    summary: 'The home page of a space.',
    handle: (web, { call, path }) => showSpace(web, call, path.key),
  }),
  row({
    ...shown,
    id: 'viewSpaceAction',
    path: '/spaces/viewspace.action',
    summary: 'The home page of a space.',
    query: byKey,
    handle: (web, { call, query }) => showSpace(web, call, query.key ?? ''),
  }),
  row({
    ...shown,
    id: 'viewRecentBlogPostsAction',
    path: '/pages/viewrecentblogposts.action',
    summary: 'The blog posts of a space, newest first.',
    query: byKey,
    handle: async (web, { call, query }) =>
      showBlog(web, call, await readSpace(web.domain, query.key ?? ''), numberOf(query.start, 0)),
  }),
]

/** The space of this key if there is one for this reader; nothing when there is not. */
async function personalSpace(ctx: Context, key: string): Promise<Space | undefined> {
  try {
    return await readSpace(ctx, key)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  }
}

async function showSpace(web: WebContext, call: Call, key: string): Promise<Answer> {
  return showSpaceHome(web, call, await readSpace(web.domain, key))
}

async function showSpaceHome(web: WebContext, call: Call, space: Space): Promise<Answer> {
  const ctx = web.domain
  const homepage = space.homepageId === null ? undefined : (await readContents(ctx, [space.homepageId]))[0]
  const changes = await recentChanges(ctx, space)
  if (homepage?.status === 'current') return showContent(web, call, homepage, changes)
  return present(await frameOf(web, call, space.id), {
    title: space.name,
    sidebar: await sidebarOf(ctx, space),
    main: html`<header class="screen-header">
        ${breadcrumbs(ctx.place.contextPath, [])}
        <h1>${space.name}</h1>
        <p class="lead">${space.description}</p>
      </header>
      ${changes ?? html`<p class="empty">Nothing has been written in this space yet.</p>`}`,
  })
}

async function recentChanges(ctx: Context, space: Space): Promise<Html | undefined> {
  const filter = { kinds: ['page', 'blogpost'], statuses: ['current'], spaceIds: [space.id] } as const
  const { items } = await listContent(ctx, filter, '-modified', { limit: limits.screenChangesOfSpace })
  if (items.length === 0) return undefined
  const list = contentList(await contentSummaries(ctx, items), { now: now(ctx), withSpace: false })
  return html`<section class="page-part" aria-labelledby="space-changes">
    <h2 id="space-changes" class="part-title">Recently changed in this space</h2>
    ${list}
  </section>`
}

async function showBlog(web: WebContext, call: Call, space: Space, start: number): Promise<Answer> {
  const ctx = web.domain
  const { contextPath } = ctx.place
  const limit = limits.screenListItems
  const filter = { kinds: ['blogpost'], statuses: ['current'], spaceIds: [space.id] } as const
  const posts = await listContent(ctx, filter, '-created', { offset: start, limit })
  const address = `${contextPath}/pages/viewrecentblogposts.action?key=${encodeURIComponent(space.key)}`
  const list = contentList(await contentSummaries(ctx, posts.items), { now: now(ctx), withSpace: false })
  return present(await frameOf(web, call, space.id), {
    title: `Blog - ${space.name}`,
    sidebar: await sidebarOf(ctx, space),
    main: html`<header class="screen-header">
        ${breadcrumbs(contextPath, [{ url: contextPath + spacePath(ctx.place, space), text: space.name }])}
        <h1>Blog</h1>
      </header>
      ${posts.items.length === 0 ? html`<p class="empty">This space has no blog posts.</p>` : list}
      ${pager({ start, limit, more: posts.more, url: (from) => `${address}&start=${from}` })}`,
  })
}
