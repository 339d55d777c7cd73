import { type Static, Type } from 'typebox'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'
import { queryString } from '../../base/url.ts'
import type { ContentSummary } from '../../document/env.ts'
import { now } from '../../domain/context.ts'
import { contentSummaries } from '../../domain/render/summaries.ts'
import { type Found, search } from '../../domain/search.ts'
import type { Answer, Call } from '../../http/route.ts'
import { KIND_NAMES, kindIcon } from '../components/icons.ts'
import { pager } from '../components/pager.ts'
import { personLink } from '../components/person.ts'
import { when } from '../components/time.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { numberOf, row, shown } from '../screen.ts'

const text = Type.Optional(Type.String())

/** The words, by the name of either flavour, and the conditions that the search macros put beside them. */
const asked = Type.Object({
  queryString: text,
  text,
  where: text,
  type: text,
  labels: text,
  ancestorIds: text,
  start: text,
})
type Asked = Static<typeof asked>

/** Searching by words, at the addresses of both flavours. */
export const searchRoutes = [
  row({
    ...shown,
    id: 'searchSiteAction',
    errors: [],
    path: '/dosearchsite.action',
    summary: 'What a search for words finds.',
    query: asked,
    handle: (web, { call, query }) => showSearch(web, call, query),
  }),
  row({
    ...shown,
    id: 'searchSite',
    errors: [],
    path: '/search',
    summary: 'What a search for words finds.',
    query: asked,
    handle: (web, { call, query }) => showSearch(web, call, query),
  }),
]

async function showSearch(web: WebContext, call: Call, input: Asked): Promise<Answer> {
  const query = (input.queryString ?? input.text ?? '').trim().slice(0, limits.screenSearchLength)
  const start = numberOf(input.start, 0)
  const frame = await frameOf(web, call)
  const results = query === '' ? undefined : await resultsOf(web, query, input, start)
  return present(frame, {
    title: query === '' ? 'Search' : `Search: ${query}`,
    query,
    main: html`<header class="screen-header">
        <h1>Search</h1>
        ${query === '' ? html`<p class="lead">Type words into the field above.</p>` : undefined}
      </header>
      ${results}`,
  })
}

async function resultsOf(web: WebContext, query: string, input: Asked, start: number): Promise<Html> {
  const ctx = web.domain
  const found = await search(ctx, {
    cql: cqlFor(query, input),
    limit: limits.screenChanges,
    from: { offset: start },
    answers: 'content',
  })
  if (found.hits.length === 0) {
    return html`<p class="empty">Nothing that you may read has these words: <q>${query}</q>.</p>`
  }
  const address = (from: number) =>
    `${ctx.place.contextPath}/dosearchsite.action${queryString(Object.entries({ ...input, queryString: query, start: from }))}`
  return html`<p class="facts" role="status">
      ${found.total === 1 ? 'One hit' : `${found.total} hits`} for <q>${query}</q>
    </p>
    ${await hitList(web, found)}
    ${pager({ start, limit: limits.screenChanges, more: found.next !== undefined, names: ['Previous', 'Next'], url: address })}`
}

/** The words and the conditions as a query. Whatever they are, they stay inside its quotes. */
function cqlFor(query: string, { where, type, labels, ancestorIds }: Asked): string {
  const conditions = [`siteSearch ~ ${quoted(query)}`]
  if (where && where !== 'conf_all') conditions.push(`space = ${quoted(where)}`)
  for (const [field, values] of [
    ['type', type],
    ['label', labels],
    ['ancestor', ancestorIds],
  ] as const) {
    const list = (values ?? '')
      .split(',')
      .flatMap((value) => (value.trim() === '' ? [] : [quoted(value.trim())]))
    if (list.length > 0) conditions.push(`${field} in (${list.join(', ')})`)
  }
  return conditions.join(' and ')
}

function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`
}

async function hitList(web: WebContext, found: Found): Promise<Html> {
  const hits = found.hits.flatMap((hit) => (hit.kind === 'content' ? [hit] : []))
  const summaries = await contentSummaries(
    web.domain,
    hits.map(({ content }) => content),
  )
  const excerpts = new Map(hits.map(({ content, excerpt }) => [String(content.id), excerpt]))
  return html`<ol class="content-list search-results">
    ${summaries.map((content) => oneHit(content, excerpts.get(content.id) ?? '', now(web.domain)))}
  </ol>`
}

function oneHit(content: ContentSummary, excerpt: string, at: number): Html {
  return html`<li>
    ${kindIcon(content.kind)}
    <div>
      <a class="content-title" href="${content.url}">${content.title || KIND_NAMES[content.kind]}</a>
      ${excerpt === '' ? undefined : html`<p class="excerpt">${marked(excerpt)}</p>`}
      <p class="facts">
        <span>${content.spaceName}</span>
        <span>${personLink(content.updatedBy)} ${when(Date.parse(content.updatedAt), at)}</span>
      </p>
    </div>
  </li>`
}

/** An excerpt with its hits marked; between the vendor's marks every other part is one. */
function marked(excerpt: string): Html[] {
  return excerpt
    .split(/@@@(?:end)?hl@@@/)
    .map((part, index) => (index % 2 === 1 ? html`<mark>${part}</mark>` : html`${part}`))
}
