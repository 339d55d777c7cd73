import { Type } from 'typebox'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { ContentSummary } from '../../document/env.ts'
import { type Content, familyOf } from '../../domain/content/content.ts'
import { permittedActions } from '../../domain/content/operations.ts'
import { listContent, listVersionsOf, readContent } from '../../domain/content/read.ts'
import { type Context, now } from '../../domain/context.ts'
import { labelsOf } from '../../domain/label/attach.ts'
import { attachmentSummaries, contentSummaries, userSummary } from '../../domain/render/summaries.ts'
import { spacePath, tinyPath } from '../../domain/render/urls.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import type { Answer, Call } from '../../http/route.ts'
import { attachmentTable } from '../components/attachment-table.ts'
import { contentList } from '../components/content-list.ts'
import { KIND_NAMES } from '../components/icons.ts'
import { labelList } from '../components/label-list.ts'
import { attachForm } from '../components/page-forms.ts'
import { pager } from '../components/pager.ts'
import { personLink } from '../components/person.ts'
import { exactTime } from '../components/time.ts'
import { ancestorsOf, crumbsTo } from '../content-page.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { idOf, numberOf, row, shown } from '../screen.ts'
import { sidebarOf } from '../space-frame.ts'

const ofPage = Type.Object({ pageId: Type.Optional(Type.String()), start: Type.Optional(Type.String()) })

/** The screens about a page: its versions, its files, its facts. */
export const pageAboutRoutes = [
  row({
    ...shown,
    id: 'viewPreviousVersionsAction',
    path: '/pages/viewpreviousversions.action',
    summary: 'The versions of a page.',
    query: ofPage,
    handle: async (web, { call, query }) => {
      const about = await pageAbout(web, query.pageId)
      return answer(
        web,
        call,
        about,
        'Page history',
        await history(web.domain, about, numberOf(query.start, 0)),
      )
    },
  }),
  row({
    ...shown,
    id: 'viewPageAttachmentsAction',
    path: '/pages/viewpageattachments.action',
    summary: 'The files attached to a page.',
    query: ofPage,
    handle: async (web, { call, query }) => {
      const about = await pageAbout(web, query.pageId)
      return answer(web, call, about, 'Attachments', await files(web, call, about, numberOf(query.start, 0)))
    },
  }),
  row({
    ...shown,
    id: 'viewInfoAction',
    path: '/pages/viewinfo.action',
    summary: 'What is known about a page.',
    query: ofPage,
    handle: async (web, { call, query }) => {
      const about = await pageAbout(web, query.pageId)
      return answer(web, call, about, 'Page information', await facts(web, about))
    },
  }),
]

interface About {
  readonly content: Content
  readonly summary: ContentSummary
}

async function pageAbout(web: WebContext, pageId: string | undefined): Promise<About> {
  const content = await readContent(web.domain, idOf(pageId))
  const [summary] = await contentSummaries(web.domain, [content])
  return { content, summary: summary as ContentSummary }
}

async function answer(
  web: WebContext,
  call: Call,
  { content, summary }: About,
  title: string,
  body: Html,
): Promise<Answer> {
  const ctx = web.domain
  const space = await readSpaceById(ctx, content.spaceId)
  return present(await frameOf(web, call, space.id), {
    title: `${title} - ${content.title}`,
    head: html`<meta name="ajs-page-id" content="${content.id}" />
      <meta name="ajs-space-key" content="${space.key}" />`,
    sidebar: await sidebarOf(ctx, space, content),
    main: html`<header class="screen-header">
        ${crumbsTo(ctx, space, await ancestorsOf(ctx, content), summary)}
        <h1 id="title-text">${title}</h1>
      </header>
      ${body}`,
  })
}

async function history(ctx: Context, { content }: About, start: number): Promise<Html> {
  const limit = limits.screenListItems
  const versions = await listVersionsOf(ctx, content, { offset: start, limit })
  const people = await usersById(
    ctx,
    versions.items.map((version) => version.createdBy),
  )
  const address = (number: number) =>
    `${ctx.place.contextPath}/pages/viewpage.action?pageId=${content.id}&pageVersion=${number}`
  const rows = versions.items.map((version) => {
    const user = version.createdBy === null ? undefined : people.get(version.createdBy)
    const isCurrent = version.number === content.version
    const change = version.message || (version.number === 1 ? 'Created' : '')
    return html`<tr>
      <td class="number">
        <a
          href="${isCurrent ? `${ctx.place.contextPath}/pages/viewpage.action?pageId=${content.id}` : address(version.number)}"
          aria-label="Version ${version.number}"
          >v. ${version.number}</a
        >
      </td>
      <td>
        ${exactTime(version.createdAt)}${isCurrent ? html` <span class="tag">Current</span>` : undefined}
      </td>
      <td>${personLink(user && userSummary(ctx, user))}</td>
      <td>
        ${version.number > 1 ? html`<a class="compare" href="${ctx.place.contextPath}/pages/diffpagesbyversion.action?pageId=${content.id}&selectedPageVersions=${version.number - 1}&selectedPageVersions=${version.number}">${change || 'Changed'}</a>` : change}${version.title === content.title ? undefined : html` <span class="facts">as “${version.title}”</span>`}${version.minorEdit ? html` <span class="tag">Minor</span>` : undefined}
      </td>
    </tr>`
  })
  return html`<div class="table-wrap">
      <table id="page-history-container" class="listing">
        <thead>
          <tr>
            <th scope="col" class="number">Version</th>
            <th scope="col">Saved</th>
            <th scope="col">By</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${pager({ start, limit, more: versions.more, url: (from) => `${ctx.place.contextPath}/pages/viewpreviousversions.action?pageId=${content.id}&start=${from}` })}`
}

async function files(web: WebContext, call: Call, { content }: About, start: number): Promise<Html> {
  const ctx = web.domain
  const { contextPath } = ctx.place
  const limit = limits.screenListItems
  const filter = { kinds: ['attachment'], statuses: ['current'], containerId: content.id } as const
  const page = await listContent(ctx, filter, 'title', { offset: start, limit })
  const { reader, readOnly, csrf } = await frameOf(web, call)
  const isOpen = reader !== undefined && !readOnly
  const actions = isOpen ? await permittedActions(ctx, [content, ...page.items]) : undefined
  const summaries = await attachmentSummaries(ctx, page.items)
  const table = attachmentTable(summaries, now(ctx), ({ id, fileName }) =>
    actions?.get(Number(id))?.includes('remove')
      ? html`<a
          href="${contextPath}/pages/removeattachment.action?pageId=${content.id}&fileName=${encodeURIComponent(fileName)}"
          >Delete</a
        >`
      : undefined,
  )
  return html`${page.items.length === 0 ? html`<p class="empty">No files are attached to this page.</p>` : table}
  ${pager({ start, limit, more: page.more, url: (from) => `${contextPath}/pages/viewpageattachments.action?pageId=${content.id}&start=${from}` })}
  ${actions?.get(content.id)?.includes('attach') ? attachForm({ contextPath, csrf, pageId: content.id }) : undefined}`
}

async function facts(web: WebContext, { content, summary }: About): Promise<Html> {
  const ctx = web.domain
  const { contextPath } = ctx.place
  const space = await readSpaceById(ctx, content.spaceId)
  const people = await usersById(ctx, [content.createdBy, content.updatedBy])
  const person = (id: number | null) => {
    const user = id === null ? undefined : people.get(id)
    return personLink(user && userSummary(ctx, user))
  }
  const labels = (await labelsOf(ctx, [content.id])).get(content.id) ?? []
  const children = await listContent(
    ctx,
    { kinds: ['page'], statuses: ['current'], parentId: content.id },
    'position',
    {
      limit: limits.screenListItems,
    },
  )
  const tiny = web.base + tinyPath(content.id)
  return html`<dl class="fact-list">
      <dt>Title</dt>
      <dd><a href="${summary.url}">${content.title}</a></dd>
      <dt>Kind</dt>
      <dd>${KIND_NAMES[familyOf(content.kind)]}</dd>
      <dt>Space</dt>
      <dd><a href="${contextPath + spacePath(ctx.place, space)}">${space.name}</a> (${space.key})</dd>
      <dt>Created</dt>
      <dd>${exactTime(content.createdAt)} by ${person(content.createdBy)}</dd>
      <dt>Last changed</dt>
      <dd>${exactTime(content.updatedAt)} by ${person(content.updatedBy)}</dd>
      <dt>Version</dt>
      <dd>
        ${content.version} (<a href="${contextPath}/pages/viewpreviousversions.action?pageId=${content.id}"
          >all versions</a
        >)
      </dd>
      <dt>Id</dt>
      <dd><code>${content.id}</code></dd>
      <dt>Short link</dt>
      <dd><a href="${tiny}">${tiny}</a></dd>
      <dt>Attachments</dt>
      <dd>
        <a href="${contextPath}/pages/viewpageattachments.action?pageId=${content.id}">Files of this page</a>
      </dd>
      <dt>Labels</dt>
      <dd>${labelList(contextPath, space.key, labels) ?? 'None'}</dd>
    </dl>
    ${await childPart(ctx, children.items)}`
}

async function childPart(ctx: Context, children: readonly Content[]): Promise<Html | undefined> {
  if (children.length === 0) return undefined
  return html`<section class="page-part" aria-labelledby="child-pages">
    <h2 id="child-pages" class="part-title">Child pages</h2>
    ${contentList(await contentSummaries(ctx, children), { now: now(ctx), withSpace: false })}
  </section>`
}
