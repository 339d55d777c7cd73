import { acceptColour } from '../../base/colour.ts'
import { type Html, html, raw } from '../../base/html.ts'
import { actorId } from '../../domain/access/actor.ts'
import type { ContentState } from '../../domain/content-state/state.ts'
import type { Content } from '../../domain/content/content.ts'
import { readVersion } from '../../domain/content/read.ts'
import { type Context, now } from '../../domain/context.ts'
import { tinyPath } from '../../domain/render/urls.ts'
import type { Answer, Call } from '../../http/route.ts'
import { attachmentTable } from '../components/attachment-table.ts'
import { commentThreads } from '../components/comment-thread.ts'
import { icon } from '../components/icons.ts'
import { labelList } from '../components/label-list.ts'
import { avatar, personLink } from '../components/person.ts'
import { exactTime, when } from '../components/time.ts'
import { crumbsTo, loadContent, type ShownContent } from '../content-page.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { sidebarOf } from '../space-frame.ts'

/** The screen of a page or blog post. `after`: what follows the body, on a space's home page. */
export async function showContent(
  web: WebContext,
  call: Call,
  content: Content,
  after?: Html,
): Promise<Answer> {
  const ctx = web.domain
  if (!content.historical) ctx.app.views.add(content.id, actorId(ctx.actor), now(ctx))
  const [frame, page] = await Promise.all([frameOf(web, call, content.spaceId), loadContent(ctx, content)])
  return present(frame, {
    title: `${content.title} - ${page.space.name}`,
    head: pageFacts(web, page),
    sidebar: await sidebarOf(ctx, page.space, content),
    main: html`<div id="content" class="${content.kind === 'blogpost' ? 'blogpost' : 'page'} view">
      <header id="main-header" class="page-header">
        ${crumbsTo(ctx, page.space, page.ancestors)}
        <h1 id="title-heading" class="pagetitle"><span id="title-text">${content.title}</span></h1>
        ${byline(ctx, page)}
      </header>
      ${content.historical ? await versionNotice(ctx, page) : undefined}
      ${content.status === 'archived' ? html`<p class="notice" role="note">This page is archived: it stays readable, and out of the way.</p>` : undefined}
      <div id="main-content" class="wiki-content">${raw(page.body)}</div>
      ${page.body.trim() === '' ? html`<p class="empty">This page is empty.</p>` : undefined} ${after}
      ${labelList(frame.contextPath, page.space.key, page.labels)} ${attachmentPart(ctx, page)}
      ${commentPart(ctx, page)}
    </div>`,
  })
}

/** What scripts and browser extensions read off a page of Confluence. */
function pageFacts(web: WebContext, page: ShownContent): Html {
  const { content, space, summary } = page
  const { contextPath, origin } = web.domain.place
  const facts = {
    'ajs-page-id': content.id,
    'ajs-latest-page-id': content.id,
    'ajs-content-type': content.kind,
    'ajs-page-title': content.title,
    'ajs-page-version': content.version,
    'ajs-version-number': content.version,
    'ajs-parent-page-id': page.ancestors.at(-1)?.id ?? '',
    'ajs-parent-page-title': page.ancestors.at(-1)?.title ?? '',
    'ajs-space-key': space.key,
    'ajs-space-name': space.name,
    'ajs-base-url': web.base,
  }
  return html`${Object.entries(facts).map(
      ([name, value]) => html`<meta name="${name}" content="${value}" /> `,
    )}<link rel="canonical" href="${origin}${summary.url}" />
    <link rel="shortlink" href="${origin}${contextPath}${tinyPath(content.id)}" />`
}

function byline(ctx: Context, page: ShownContent): Html {
  const { content, author, editor } = page
  const { contextPath } = ctx.place
  const id = `?pageId=${content.id}`
  const changed =
    content.version > 1
      ? html`, last changed by <span class="editor">${personLink(editor)}</span>
          <a class="last-modified" href="${contextPath}/pages/viewpreviousversions.action${id}"
            >${when(content.updatedAt, now(ctx))}</a
          >`
      : undefined
  return html`<div class="page-metadata">
    ${avatar(contextPath, editor)}
    <ul>
      <li class="page-metadata-modification-info">
        Created by
        <span class="author">${personLink(author)}</span
        >${content.version > 1 ? undefined : html` ${when(content.createdAt, now(ctx))}`}${changed}
      </li>
      ${page.state && html`<li>${stateMark(page.state)}</li>`}
    </ul>
    <nav class="page-tools" aria-label="About this page">
      <a href="${contextPath}/pages/viewpreviousversions.action${id}"
        >${icon('history')}Version ${content.version}</a
      ><a href="${contextPath}/pages/viewinfo.action${id}">${icon('info')}Information</a
      ><a href="${contextPath}${tinyPath(content.id)}" title="Short link to this page">${icon('link')}Link</a>
    </nav>
  </div>`
}

/** The colour is a dot beside the word, which stays readable whatever it is. */
function stateMark({ name, color }: ContentState): Html {
  const dot = acceptColour(color)
  return html`<span class="tag content-state"
    >${dot && html`<span class="content-state-dot" style="background:${dot}"></span>`}<span
      class="visually-hidden"
      >State: </span
    >${name}</span
  >`
}

async function versionNotice(ctx: Context, page: ShownContent): Promise<Html> {
  const { content, summary } = page
  const { contextPath } = ctx.place
  const { message } = await readVersion(ctx, content, content.version)
  const history = `${contextPath}/pages/viewpreviousversions.action?pageId=${content.id}`
  const current = `${contextPath}/pages/viewpage.action?pageId=${content.id}`
  return html`<div class="notice" id="page-history-warning" role="note">
    <p>
      <strong>You are looking at version ${content.version} of this page</strong>, saved by
      ${personLink(summary.updatedBy)} on
      ${exactTime(content.updatedAt)}${message === '' ? '.' : html`: <q>${message}</q>`}
    </p>
    <p><a href="${current}">Current version</a> <a href="${history}">All versions</a></p>
  </div>`
}

function attachmentPart(ctx: Context, page: ShownContent): Html | undefined {
  const { attachments, moreAttachments, content } = page
  if (attachments.length === 0) return undefined
  const all = `${ctx.place.contextPath}/pages/viewpageattachments.action?pageId=${content.id}`
  return html`<section class="page-part" aria-labelledby="attachments">
    <h2 id="attachments" class="part-title">${icon('attachment')}Attachments</h2>
    ${attachmentTable(attachments, now(ctx))}${moreAttachments ? html`<p><a href="${all}">All attachments</a></p>` : undefined}
  </section>`
}

function commentPart(ctx: Context, page: ShownContent): Html | undefined {
  const { comments, moreComments } = page
  if (comments.length === 0) return undefined
  return html`<section id="comments-section" class="page-part" aria-labelledby="comments">
    <h2 id="comments" class="part-title">${icon('comment')}Comments</h2>
    ${commentThreads(ctx.place.contextPath, comments, now(ctx))}${moreComments ? html`<p class="facts">More comments than these are kept; programs can read them all.</p>` : undefined}
  </section>`
}
