import { acceptColour } from '../../base/colour.ts'
import { type Html, html, raw } from '../../base/html.ts'
import { actorId } from '../../domain/access/actor.ts'
import type { ContentState } from '../../domain/content-state/state.ts'
import type { Content } from '../../domain/content/content.ts'
import type { ContentAction } from '../../domain/content/operations.ts'
import { readVersion } from '../../domain/content/read.ts'
import { type Context, now } from '../../domain/context.ts'
import { tinyPath } from '../../domain/render/urls.ts'
import type { Answer, Call } from '../../http/route.ts'
import { attachmentTable } from '../components/attachment-table.ts'
import { commentThreads, type ShownComment } from '../components/comment-thread.ts'
import { icon } from '../components/icons.ts'
import { labelList } from '../components/label-list.ts'
import { attachForm, commentForm, type FormPlace, labelForm, toolForm } from '../components/page-forms.ts'
import { avatar, personLink } from '../components/person.ts'
import { exactTime, when } from '../components/time.ts'
import { crumbsTo, loadContent, type ShownContent } from '../content-page.ts'
import type { WebContext } from '../context.ts'
import { csrfField, type Frame, frameOf, present } from '../layout.ts'
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
  const tools = toolsOf(frame, page)
  return present(frame, {
    title: `${content.title} - ${page.space.name}`,
    head: pageFacts(web, page),
    sidebar: await sidebarOf(ctx, page.space, content),
    main: html`<div id="content" class="${content.kind === 'blogpost' ? 'blogpost' : 'page'} view">
      <header id="main-header" class="page-header">
        ${crumbsTo(ctx, page.space, page.ancestors)}
        <h1 id="title-heading" class="pagetitle"><span id="title-text">${content.title}</span></h1>
        ${byline(ctx, page, tools)}
      </header>
      ${content.historical ? await versionNotice(ctx, page, frame) : undefined}
      ${content.status === 'archived' ? html`<p class="notice" role="note">This page is archived: it stays readable, and out of the way.</p>` : undefined}
      <div id="main-content" class="wiki-content">${raw(page.body)}</div>
      ${page.body.trim() === '' ? html`<p class="empty">This page is empty.</p>` : undefined} ${after}
      ${labelList(frame.contextPath, page.space.key, page.labels, tools.may('update') ? labelForm(tools.place, page.labels) : undefined)}
      ${attachmentPart(ctx, page, tools)} ${commentPart(ctx, page, tools)}
    </div>`,
  })
}

/** What the reader can do here: nothing without a log-in, while nothing can be changed, or with an earlier version. */
interface Tools {
  readonly place: FormPlace
  readonly may: (action: ContentAction, contentId?: number) => boolean
}

function toolsOf({ reader, readOnly, csrf, contextPath }: Frame, { content, actions }: ShownContent): Tools {
  const isOpen = reader !== undefined && !readOnly && !content.historical
  return {
    place: { contextPath, csrf, pageId: content.id },
    may: (action, contentId = content.id) => isOpen && (actions.get(contentId) ?? []).includes(action),
  }
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

function byline(ctx: Context, page: ShownContent, tools: Tools): Html {
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
      ${writingTools(page, tools)}<a href="${contextPath}/pages/viewpreviousversions.action${id}"
        >${icon('history')}Version ${content.version}</a
      ><a href="${contextPath}/pages/viewinfo.action${id}">${icon('info')}Information</a
      ><a href="${contextPath}${tinyPath(content.id)}" title="Short link to this page">${icon('link')}Link</a
      >${tools.may('read') && page.isWatched !== undefined ? toolForm(tools.place, page.isWatched ? UNWATCH : WATCH) : undefined}
      ${tools.may('remove') ? html`<a href="${contextPath}/pages/removepage.action${id}">${icon('remove')}Delete</a>` : undefined}
    </nav>
  </div>`
}

const WATCH = { action: '/users/addpagenotification.action', text: 'Watch', drawing: 'watch' } as const
const UNWATCH = {
  action: '/users/removepagenotification.action',
  text: 'Stop watching',
  drawing: 'watch',
} as const

function writingTools({ content }: ShownContent, { may, place }: Tools): Html | undefined {
  if (!may('update')) return undefined
  return html`<a
    id="editPageLink"
    class="button"
    accesskey="e"
    href="${place.contextPath}/pages/editpage.action?pageId=${content.id}"
    >${icon('edit')}Edit</a
  >`
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

async function versionNotice(ctx: Context, page: ShownContent, frame: Frame): Promise<Html> {
  const { content, summary } = page
  const { contextPath } = ctx.place
  const { message } = await readVersion(ctx, content, content.version)
  const history = `${contextPath}/pages/viewpreviousversions.action?pageId=${content.id}`
  const current = `${contextPath}/pages/viewpage.action?pageId=${content.id}`
  const compare = `${contextPath}/pages/diffpagesbyversion.action?pageId=${content.id}&selectedPageVersions=${content.version}`
  const mayRestore =
    frame.reader && !frame.readOnly && (page.actions.get(content.id) ?? []).includes('update')
  return html`<div class="notice" id="page-history-warning" role="note">
    <p>
      <strong>You are looking at version ${content.version} of this page</strong>, saved by
      ${personLink(summary.updatedBy)} on
      ${exactTime(content.updatedAt)}${message === '' ? '.' : html`: <q>${message}</q>`}
    </p>
    <p>
      <a href="${current}">Current version</a> <a href="${history}">All versions</a>
      <a href="${compare}">What changed since</a>
    </p>
    ${
      mayRestore
        ? html`<form
            method="post"
            action="${contextPath}/pages/revertpagebacktoversion.action?pageId=${content.id}&version=${content.version}"
          >
            ${csrfField(frame.csrf)}<button type="submit" class="button small">
              Bring this version back
            </button>
          </form>`
        : undefined
    }
  </div>`
}

function attachmentPart(ctx: Context, page: ShownContent, { may, place }: Tools): Html | undefined {
  const { attachments, moreAttachments, content } = page
  if (attachments.length === 0 && !may('attach')) return undefined
  const all = `${ctx.place.contextPath}/pages/viewpageattachments.action?pageId=${content.id}`
  return html`<section class="page-part" aria-labelledby="attachments">
    <h2 id="attachments" class="part-title">${icon('attachment')}Attachments</h2>
    ${attachments.length === 0 ? undefined : attachmentTable(attachments, now(ctx))}${moreAttachments ? html`<p><a href="${all}">All attachments</a></p>` : undefined}
    ${
      may('attach')
        ? html`<details class="label-tools">
            <summary>Attach a file</summary>
            ${attachForm(place)}
          </details>`
        : undefined
    }
  </section>`
}

function commentPart(ctx: Context, page: ShownContent, tools: Tools): Html | undefined {
  const { comments, moreComments } = page
  const mayComment = tools.may('comment')
  if (comments.length === 0 && !mayComment) return undefined
  const threads = commentThreads(ctx.place.contextPath, comments, now(ctx), (comment) =>
    commentTools(tools, comment),
  )
  return html`<section id="comments-section" class="page-part" aria-labelledby="comments">
    <h2 id="comments" class="part-title">${icon('comment')}Comments</h2>
    ${threads}${moreComments ? html`<p class="facts">More comments than these are kept; programs can read them all.</p>` : undefined}
    ${mayComment ? commentForm(tools.place, { action: 'doaddcomment', label: 'Your comment', button: 'Comment' }) : undefined}
  </section>`
}

/** Answer a comment, change one's own, take it away. */
function commentTools({ may, place }: Tools, { id }: ShownComment): Html | undefined {
  const about = `pageId=${place.pageId}&commentId=${id}`
  const tools = [
    may('comment') &&
      html`<details>
        <summary>Answer</summary>
        ${commentForm(place, { action: 'doaddcomment', commentId: id, label: 'Your answer', button: 'Answer' })}
      </details>`,
    may('update', id) && html`<a href="${place.contextPath}/pages/editcomment.action?${about}">Change</a>`,
    may('remove', id) && html`<a href="${place.contextPath}/pages/removecomment.action?${about}">Delete</a>`,
  ].filter((tool) => tool !== false)
  return tools.length === 0 ? undefined : html`<div class="comment-tools">${tools}</div>`
}
