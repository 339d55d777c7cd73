import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { textPdf } from '../../base/pdf.ts'
import { queryString } from '../../base/url.ts'
import { actorId } from '../../domain/access/actor.ts'
import { openFile } from '../../domain/attachment/read.ts'
import { attachFiles, authorizeUpload, storeFile, type StoredFile } from '../../domain/attachment/upload.ts'
import { movePage } from '../../domain/content/move.ts'
import { listContent, readContent } from '../../domain/content/read.ts'
import { renderBodies } from '../../domain/render/body.ts'
import { webPath } from '../../domain/render/urls.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import { type Part, redirect } from '../../http/route.ts'
import { sendArchive } from '../../http/zip.ts'
import type { WebContext } from '../context.ts'
import { asDownload } from '../download.ts'
import { frameOf, present } from '../layout.ts'
import { fieldOf, idOf, row, shown } from '../screen.ts'
import { pageTitled } from './content.ts'

const text = Type.Optional(Type.String())
const ofPage = Type.Object({ pageId: text })

/** Where the vendor's addresses of things that are no screen here lead. */
const elsewhere = { ...shown, reply: 'redirect' } as const

/** Addresses that programs know by heart: exports, and forms that they fill in themselves. */
export const actionRoutes = [
  row({
    ...elsewhere,
    id: 'searchSiteOldAction',
    path: '/searchsite.action',
    summary: 'Leads to the search.',
    query: Type.Object({ queryString: text }),
    errors: [],
    handle: async (web, { query }) =>
      redirect(
        `${web.domain.place.contextPath}/dosearchsite.action${queryString([['queryString', query.queryString]])}`,
      ),
  }),
  row({
    ...elsewhere,
    id: 'viewMyProfileAction',
    path: '/users/viewmyprofile.action',
    summary: 'Leads to one’s own profile.',
    access: 'user',
    errors: ['unauthenticated'],
    handle: async (web) => {
      const id = actorId(web.domain.actor)
      const user = id === null ? undefined : (await usersById(web.domain, [id])).get(id)
      if (user === undefined) throw new AppError('unauthenticated')
      const query = queryString([['username', user.username]])
      return redirect(`${web.domain.place.contextPath}/users/viewuserprofile.action${query}`)
    },
  }),
  ...(['/pages/viewpagesrc.action', '/plugins/viewstorage/viewpagestorage.action'] as const).map((path) =>
    row({
      ...shown,
      id: path === '/pages/viewpagesrc.action' ? 'viewPageSourceAction' : 'viewPageStorageAction',
      path,
      summary: 'The storage format of a page as text.',
      query: ofPage,
      handle: async (web, { call, query }) => {
        const { pageId } = query as { readonly pageId?: string }
        const content = await readContent(web.domain, idOf(pageId))
        const storage = (await renderBodies(web.domain, [content], 'storage')).get(content.id) ?? ''
        return present(await frameOf(web, call), {
          title: `Source - ${content.title}`,
          head: html`<meta name="ajs-page-id" content="${content.id}" />`,
          main: html`<h1 id="title-text">${content.title}</h1>
            <pre class="source"><code>${storage}</code></pre>`,
        })
      },
    }),
  ),
  ...(['pdfpageexport', 'doflyingpdf'] as const).map((action) =>
    row({
      ...shown,
      id: action === 'pdfpageexport' ? 'exportPdfAction' : 'doExportPdfAction',
      path: `/spaces/flyingpdf/${action}.action`,
      summary: 'The text of a page as a PDF, without its looks.',
      reply: 'bytes',
      query: ofPage,
      handle: async (web, { query }) => {
        const { pageId } = query as { readonly pageId?: string }
        const content = await readContent(web.domain, idOf(pageId))
        const plain = (await renderBodies(web.domain, [content], 'plain')).get(content.id) ?? ''
        return asDownload(`${content.title}.pdf`, 'application/pdf', textPdf(content.title, plain))
      },
    }),
  ),
  row({
    ...shown,
    id: 'downloadAllAttachmentsAction',
    path: '/pages/downloadallattachments.action',
    summary: 'All attachments of a page in one archive.',
    reply: 'bytes',
    query: ofPage,
    handle: async (web, { query }) => {
      const content = await readContent(web.domain, idOf(query.pageId))
      const filter = { kinds: ['attachment'], statuses: ['current'], containerId: content.id } as const
      const { items } = await listContent(web.domain, filter, 'title', { limit: limits.rpcList })
      const files = []
      for (const attachment of items) files.push(await openFile(web.domain, attachment))
      return sendArchive(`${content.title}.zip`, files)
    },
  }),
  row({
    id: 'movePageAction',
    method: 'POST',
    path: '/pages/movepage.action',
    tag: 'Web',
    summary: 'Move a page below, above or under another one, which is named by id or by space and title.',
    access: 'site',
    body: 'form',
    reply: Type.Object(
      { page: Type.Object({ id: Type.Integer(), title: Type.String(), url: Type.String() }) },
      { additionalProperties: false },
    ),
    errors: ['bad-request', 'duplicate-title', 'forbidden', 'not-found', 'xsrf'],
    handle: async (web, { body }) => {
      const ctx = web.domain
      const page = await readContent(ctx, idOf(fieldOf(body, 'pageId')))
      const position = POSITIONS[fieldOf(body, 'position') || 'append']
      if (position === undefined) throw new AppError('bad-request', 'The position is append, above or below.')
      const targetId = fieldOf(body, 'targetId')
      const target =
        targetId === ''
          ? await pageTitled(ctx, fieldOf(body, 'spaceKey'), fieldOf(body, 'targetTitle'))
          : await readContent(ctx, idOf(targetId))
      await movePage(ctx, page.id, position, target.id)
      const moved = await readContent(ctx, page.id)
      const url = ctx.place.contextPath + webPath(ctx.place, moved, await readSpaceById(ctx, moved.spaceId))
      return { page: { id: moved.id, title: moved.title, url } }
    },
  }),
  row({
    id: 'doAttachFileAction',
    method: 'POST',
    path: '/pages/doattachfile.action',
    tag: 'Web',
    summary: 'Attach files (`file_0`, `comment_0` and so on) to a page; then leads to its attachments.',
    access: 'site',
    query: ofPage,
    body: 'multipart',
    status: 302,
    reply: 'redirect',
    errors: ['bad-request', 'forbidden', 'not-found', 'too-large', 'wrong-media-type', 'xsrf'],
    handle: async (web, { query, parts }) => {
      const container = await authorizeUpload(web.domain, idOf(query.pageId))
      await attachFiles(web.domain, container, await readFiles(web, parts), 'new-version')
      return redirect(
        `${web.domain.place.contextPath}/pages/viewpageattachments.action?pageId=${container.id}`,
      )
    },
  }),
]

const POSITIONS: Readonly<Record<string, 'before' | 'after' | 'append'>> = {
  above: 'before',
  below: 'after',
  append: 'append',
}

async function readFiles(web: WebContext, parts: AsyncIterable<Part>) {
  const files = new Map<string, StoredFile>()
  const comments = new Map<string, string>()
  for await (const part of parts) {
    const number = /_(\d+)$/.exec(part.name)?.[1] ?? ''
    if (part.kind === 'file') files.set(number, await storeFile(web.domain, part))
    else if (part.name.startsWith('comment')) comments.set(number, part.value)
  }
  if (files.size === 0) throw new AppError('bad-request', 'The upload has no part named "file_0".')
  return [...files].map(([number, file]) => ({ file, notes: { comment: comments.get(number) } }))
}
