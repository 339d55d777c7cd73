import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import type { Page } from '../../base/page.ts'
import type { ContentSummary } from '../../document/env.ts'
import { listContent } from '../../domain/content/read.ts'
import { now } from '../../domain/context.ts'
import { contentSummaries } from '../../domain/render/summaries.ts'
import { listSpaces } from '../../domain/space/read.ts'
import type { Space } from '../../domain/space/space.ts'
import type { Answer, Call } from '../../http/route.ts'
import { contentList } from '../components/content-list.ts'
import { spaceCards } from '../components/space-cards.ts'
import type { WebContext } from '../context.ts'
import { type Frame, frameOf, present } from '../layout.ts'
import { row, shown } from '../screen.ts'

/** The first screen: the spaces, and what changed in them. */
export const dashboardRoutes = [
  row({
    ...shown,
    id: 'viewDashboard',
    errors: [],
    path: '/',
    summary: 'The dashboard.',
    handle: (web, { call }) => dashboard(web, call),
  }),
  row({
    ...shown,
    id: 'viewDashboardAction',
    errors: [],
    path: '/dashboard.action',
    summary: 'The dashboard.',
    handle: (web, { call }) => dashboard(web, call),
  }),
  row({
    ...shown,
    id: 'viewIndexAction',
    errors: [],
    path: '/index.action',
    summary: 'The dashboard.',
    handle: (web, { call }) => dashboard(web, call),
  }),
]

async function dashboard(web: WebContext, call: Call): Promise<Answer> {
  const ctx = web.domain
  const frame = await frameOf(web, call)
  const [spaces, changed] = await Promise.all([
    listSpaces(ctx, { status: 'current' }, 'name', { limit: limits.screenListItems }),
    listContent(ctx, { kinds: ['page', 'blogpost'], statuses: ['current'] }, '-modified', {
      limit: limits.screenChanges,
    }),
  ])
  const changes = await contentSummaries(ctx, changed.items)
  return present(frame, {
    title: web.siteTitle,
    main: html`<div class="dashboard">
      <header class="screen-header">
        <h1>${greeting(frame, web.siteTitle)}</h1>
        <p class="lead">${welcome(frame, spaces)}</p>
      </header>
      <section class="dashboard-changes" aria-labelledby="dashboard-changes">
        <h2 id="dashboard-changes">Recently changed</h2>
        ${recentChanges(changes, now(ctx))}
      </section>
      <section class="dashboard-spaces" aria-labelledby="dashboard-spaces">
        <h2 id="dashboard-spaces">Spaces</h2>
        ${spaceCards(ctx.place, spaces.items)}
        ${spaces.more ? html`<p><a href="${frame.contextPath}/spacedirectory/view.action">All spaces</a></p>` : undefined}
      </section>
    </div>`,
  })
}

function greeting(frame: Frame, siteTitle: string): string {
  return frame.reader ? `Welcome, ${frame.reader.displayName}` : siteTitle
}

function welcome(frame: Frame, { items, more }: Page<Space>): Html {
  if (items.length > 0) {
    const many = `There are ${more ? 'more than ' : ''}${items.length} spaces`
    const count = items.length === 1 ? 'There is one space' : many
    return html`${count} for you to
    read${frame.reader ? '.' : html`. <a href="${frame.loginUrl}">Log in</a> to see more.`}`
  }
  return frame.reader
    ? html`No space is open to you yet. An administrator can create one or let you in.`
    : html`<a href="${frame.loginUrl}">Log in</a> to see the spaces of this wiki.`
}

function recentChanges(changes: readonly ContentSummary[], at: number): Html {
  if (changes.length === 0) return html`<p class="empty">Nothing has been written yet.</p>`
  return contentList(changes, { now: at, withSpace: true })
}
