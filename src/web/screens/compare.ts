import { Type } from 'typebox'
import { diffLines } from '../../base/diff.ts'
import { type Html, html } from '../../base/html.ts'
import { type Content } from '../../domain/content/content.ts'
import { readContent } from '../../domain/content/read.ts'
import type { Context } from '../../domain/context.ts'
import { renderBodies } from '../../domain/render/body.ts'
import { contentSummaries, userSummary } from '../../domain/render/summaries.ts'
import { readSpaceById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import type { Answer, Call } from '../../http/route.ts'
import { diffTable } from '../components/diff-table.ts'
import { personLink } from '../components/person.ts'
import { exactTime } from '../components/time.ts'
import { ancestorsOf, crumbsTo } from '../content-page.ts'
import type { WebContext } from '../context.ts'
import { frameOf, present } from '../layout.ts'
import { idOf, numberOf, row, shown } from '../screen.ts'
import { sidebarOf } from '../space-frame.ts'

const text = Type.Optional(Type.String())
const ofVersions = Type.Object({
  pageId: text,
  selectedPageVersions: Type.Optional(Type.Array(Type.String())),
  originalVersion: text,
  revisedVersion: text,
  as: text,
})

/** Two versions of a page beside each other, at the addresses that its history and the vendor's mails name. */
export const compareRoutes = (['diffpagesbyversion', 'diffpages'] as const).map((action) =>
  row({
    ...shown,
    id: action === 'diffpages' ? 'diffPagesAction' : 'diffPagesByVersionAction',
    path: `/pages/${action}.action`,
    summary: 'What changed between two versions of a page: the last two, unless they are named.',
    query: ofVersions,
    handle: async (web, { call, query }) => {
      const { pageId, as, ...named } = query as ComparedVersions
      const content = await readContent(web.domain, idOf(pageId))
      return compare(web, call, content, versionsOf(content, named), as === 'storage' ? 'storage' : 'plain')
    },
  }),
)

interface ComparedVersions {
  readonly pageId?: string
  readonly selectedPageVersions?: readonly string[]
  readonly originalVersion?: string
  readonly revisedVersion?: string
  readonly as?: string
}

/** The older and the newer version: of one that is named alone the other is the current one. */
function versionsOf(content: Content, named: ComparedVersions): readonly [number, number] {
  const chosen = [named.selectedPageVersions ?? [], named.originalVersion ?? [], named.revisedVersion ?? []]
    .flat()
    .map((number) => numberOf(number, 0))
    .filter((number) => number > 0)
  const [one = content.version - 1, other = content.version] = chosen
  return [Math.max(1, Math.min(one, other)), Math.max(1, one, other)]
}

async function compare(
  web: WebContext,
  call: Call,
  content: Content,
  [older, newer]: readonly [number, number],
  as: 'plain' | 'storage',
): Promise<Answer> {
  const ctx = web.domain
  const [before, after] = [
    await readContent(ctx, content.id, { version: older }),
    await readContent(ctx, content.id, { version: newer }),
  ]
  const space = await readSpaceById(ctx, content.spaceId)
  const [summary] = await contentSummaries(ctx, [content])
  const lines = async (version: Content) =>
    ((await renderBodies(ctx, [version], as)).get(content.id) ?? '').split('\n')
  const changes = diffLines(await lines(before), await lines(after))
  return present(await frameOf(web, call, space.id), {
    title: `Changes of ${content.title}`,
    head: html`<meta name="ajs-page-id" content="${content.id}" />`,
    sidebar: await sidebarOf(ctx, space, content),
    main: html`<header class="screen-header">
        ${crumbsTo(ctx, space, await ancestorsOf(ctx, content), summary)}
        <h1 id="title-text">What changed</h1>
        ${await sides(ctx, before, after)} ${choices(ctx, content, [older, newer], as)}
      </header>
      ${before.title === after.title ? undefined : html`<p class="notice">The title “${before.title}” became “${after.title}”.</p>`}
      ${diffTable(changes)}`,
  })
}

async function sides(ctx: Context, before: Content, after: Content): Promise<Html> {
  const people = await usersById(ctx, [before.updatedBy, after.updatedBy])
  const side = ({ version, updatedAt, updatedBy, id }: Content) => {
    const user = updatedBy === null ? undefined : people.get(updatedBy)
    const address = `${ctx.place.contextPath}/pages/viewpage.action?pageId=${id}&pageVersion=${version}`
    return html`<a href="${address}">version ${version}</a> by ${personLink(user && userSummary(ctx, user))},
      ${exactTime(updatedAt)}`
  }
  return html`<p class="lead">From ${side(before)}, to ${side(after)}</p>`
}

function choices(
  { place: { contextPath } }: Context,
  { id, version }: Content,
  [older, newer]: readonly [number, number],
  as: 'plain' | 'storage',
): Html {
  const address = (from: number, to: number, form: string) =>
    `${contextPath}/pages/diffpagesbyversion.action?pageId=${id}&selectedPageVersions=${from}&selectedPageVersions=${to}&as=${form}`
  const other = as === 'plain' ? 'storage' : 'plain'
  return html`<nav class="page-tools" aria-label="Other comparisons">
    ${older > 1 && newer - older === 1 ? html`<a href="${address(older - 1, newer - 1, as)}">The change before</a>` : undefined}
    ${newer < version && newer - older === 1 ? html`<a href="${address(older + 1, newer + 1, as)}">The change after</a>` : undefined}
    <a href="${address(older, newer, other)}">${as === 'plain' ? 'Storage format' : 'Words only'}</a>
    <a href="${contextPath}/pages/viewpreviousversions.action?pageId=${id}">All versions</a>
  </nav>`
}
