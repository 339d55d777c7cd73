import { Type } from 'typebox'
import { notFound } from '../../base/errors.ts'
import { html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { now } from '../../domain/context.ts'
import { environmentFor } from '../../domain/render/env.ts'
import { spacePath } from '../../domain/render/urls.ts'
import { readSpace } from '../../domain/space/read.ts'
import type { Answer, Call } from '../../http/route.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import { contentList } from '../components/content-list.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { lastSegment, row, shown } from '../screen.ts'
import { sidebarOf } from '../space-frame.ts'

const byName = Type.Object({ name: Type.Optional(Type.String()), key: Type.Optional(Type.String()) })

/** What carries a label, in one space or in all. */
export const labelRoutes = [
  row({
    ...shown,
    id: 'viewLabel',
    errors: [],
    path: '/label/{name}',
    summary: 'The contents that carry a label.',
    handle: (web, { call }) => showLabel(web, call, lastSegment(call)),
  }),
  row({
    ...shown,
    id: 'viewLabelInSpace',
    path: '/label/{key}/{name}',
    summary: 'The contents of a space that carry a label.',
    handle: (web, { call, path }) => showLabel(web, call, lastSegment(call), path.key),
  }),
  row({
    ...shown,
    id: 'viewLabelAction',
    path: '/labels/viewlabel.action',
    summary: 'The contents that carry a label.',
    query: byName,
    handle: (web, { call, query }) => showLabel(web, call, query.name ?? '', query.key),
  }),
]

async function showLabel(web: WebContext, call: Call, name: string, key?: string): Promise<Answer> {
  const ctx = web.domain
  if (name === '') throw notFound('The address names no label.')
  const space = key === undefined ? undefined : await readSpace(ctx, key)
  const found = await environmentFor(ctx, {}).listContent({
    labels: [name],
    kinds: ['page', 'blogpost'],
    sort: 'modified',
    reverse: true,
    limit: limits.screenListItems,
    ...(space ? { spaceKeys: [space.key] } : {}),
  })
  const frame = await frameOf(web, call)
  const crumbs = space ? [{ url: frame.contextPath + spacePath(ctx.place, space), text: space.name }] : []
  return present(frame, {
    title: `Label ${name}`,
    ...(space ? { sidebar: await sidebarOf(ctx, space) } : {}),
    main: html`<header class="screen-header">
        ${breadcrumbs(frame.contextPath, crumbs)}
        <h1>Label <span class="label-name">${name}</span></h1>
      </header>
      ${found.length === 0 ? html`<p class="empty">Nothing that you may read carries this label.</p>` : contentList(found, { now: now(ctx), withSpace: space === undefined })}
      ${found.length === limits.screenListItems ? html`<p class="facts">These are the newest; a search finds all.</p>` : undefined}`,
  })
}
