import { Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { decodeTinyId } from '../../base/url.ts'
import { actorId } from '../../domain/access/actor.ts'
import { permittedInSpace } from '../../domain/access/check.ts'
import type { Content, ContentKind } from '../../domain/content/content.ts'
import { listContent, readContent } from '../../domain/content/read.ts'
import type { Context } from '../../domain/context.ts'
import { createPath, webPath } from '../../domain/render/urls.ts'
import { readSpace, readSpaceById } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import { type Answer, type Call, redirect } from '../../http/route.ts'
import type { WebContext } from '../context.ts'
import { idOf, lastSegment, numberOf, row, shown } from '../screen.ts'
import { showContent } from './page-view.ts'

const byId = Type.Object({
  pageId: Type.Optional(Type.String()),
  spaceKey: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  pageVersion: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
})

/** Every address of a page or blog post. */
export const contentRoutes = [
  row({
    ...shown,
    id: 'viewPageByTitle',
    path: '/display/{key}/{title}',
    summary: 'A page by its space and title.',
    handle: async (web, { call, path }) =>
      showContent(web, call, await pageTitled(web.domain, path.key, lastSegment(call))),
  }),
  row({
    ...shown,
    id: 'viewBlogPostByTitle',
    path: '/display/{key}/{year}/{month}/{day}/{title}',
    summary: 'A blog post by its space, day and title.',
    handle: async (web, { call, path }) => {
      const day = `${path.year}-${path.month}-${path.day}`
      return showContent(web, call, await blogPostTitled(web.domain, path.key, day, lastSegment(call)))
    },
  }),
  row({
    ...shown,
    id: 'viewPageAction',
    path: '/pages/viewpage.action',
    summary: 'A page by its id, or by its space and title; with pageVersion as it was then.',
    query: byId,
    handle: async (web, { call, query }) => {
      if (query.pageId === undefined && query.title !== undefined) {
        return showContent(web, call, await pageTitled(web.domain, query.spaceKey ?? '', query.title))
      }
      return showById(web, call, query.pageId, query.pageVersion)
    },
  }),
  row({
    ...shown,
    id: 'viewPreviousVersionAction',
    path: '/pages/viewpreviousversion.action',
    summary: 'A page as it was at an earlier version.',
    query: byId,
    handle: (web, { call, query }) => showById(web, call, query.pageId, query.pageVersion ?? query.version),
  }),
  row({
    ...shown,
    id: 'viewPageInSpace',
    path: '/spaces/{key}/pages/{id}',
    summary: 'A page by its id.',
    handle: (web, { call, path }) => showById(web, call, path.id),
  }),
  row({
    ...shown,
    id: 'viewTitledPageInSpace',
    path: '/spaces/{key}/pages/{id}/{title}',
    summary: 'A page by its id; the title is for people.',
    handle: (web, { call, path }) => showById(web, call, path.id),
  }),
  row({
    ...shown,
    id: 'viewBlogPostInSpace',
    path: '/spaces/{key}/blog/{year}/{month}/{day}/{id}/{title}',
    summary: 'A blog post by its id; day and title are for people.',
    handle: (web, { call, path }) => showById(web, call, path.id),
  }),
  row({
    ...shown,
    id: 'followTinyLink',
    path: '/x/{tiny}',
    summary: 'The short address of a content: leads to its page.',
    reply: 'redirect',
    handle: async (web, { path }) => {
      const id = decodeTinyId(path.tiny)
      if (id === undefined) throw notFound('There is no content with this short address.')
      return redirect(await addressOf(web.domain, await readContent(web.domain, id)))
    },
  }),
]

/** The page of this title, refused in the same words whether it is absent or may not be read. */
export async function pageTitled(ctx: Context, key: string, title: string): Promise<Content> {
  return titled(ctx, key, title, 'page')
}

async function blogPostTitled(ctx: Context, key: string, day: string, title: string): Promise<Content> {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(start)) throw notFound(`There is no blog post of the day "${day}".`)
  return titled(ctx, key, title, 'blogpost', [start, start + DAY_MS - 1])
}

const DAY_MS = 24 * 60 * 60 * 1000

async function titled(
  ctx: Context,
  key: string,
  title: string,
  kind: ContentKind,
  createdBetween?: readonly [number, number],
): Promise<Content> {
  const space = await readSpace(ctx, key)
  const filter = {
    kinds: [kind],
    statuses: ['current'] as const,
    spaceIds: [space.id],
    title,
    createdBetween,
  }
  const [content] = (await listContent(ctx, filter, '-id', { limit: 1 })).items
  if (content !== undefined) return content
  const words = `The space ${space.key} has no ${kind === 'page' ? 'page' : 'blog post'} "${title}".`
  throw new AppError(
    'not-found',
    words,
    kind === 'page' ? { createUrl: await createUrlOf(ctx, space, title) } : {},
  )
}

/** Where somebody who may can write the page that is not there; nothing for others. */
async function createUrlOf(ctx: Context, space: Space, title: string): Promise<string | undefined> {
  if (actorId(ctx.actor) === null) return undefined
  const may = await permittedInSpace(ctx, space, undefined, ['create-page'])
  return may.length > 0 ? ctx.place.contextPath + createPath(space.key, { title }) : undefined
}

async function showById(
  web: WebContext,
  call: Call,
  id: string | undefined,
  version?: string,
): Promise<Answer> {
  const number = numberOf(version, 0)
  const content = await readContent(web.domain, idOf(id), number > 0 ? { version: number } : {})
  const isPage = content.kind === 'page' || content.kind === 'blogpost'
  return isPage ? showContent(web, call, content) : redirect(await addressOf(web.domain, content))
}

/** Where a content of any kind is shown: comments and attachments on their page. */
async function addressOf(ctx: Context, content: Content): Promise<string> {
  const space = await readSpaceById(ctx, content.spaceId)
  const container = content.containerId === null ? undefined : await readContent(ctx, content.containerId)
  return ctx.place.contextPath + webPath(ctx.place, content, space, container)
}
