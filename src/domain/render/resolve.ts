import { foldCase } from '../../base/text.ts'
import type { Resolved } from '../../document/env.ts'
import type { Target } from '../../document/tree.ts'
import { actorId } from '../access/actor.ts'
import { allowed, canInSpace, seesPeople } from '../access/policy.ts'
import { visible } from '../access/visible.ts'
import { attachmentsNamed } from '../attachment/rows.ts'
import type { Context } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContents } from '../content/read.ts'
import { findByTitles } from '../content/rows.ts'
import { mentionedAmong } from '../reference/rows.ts'
import { listSpaces } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { findUsersByName } from '../user/rows.ts'
import { isCalled, type User } from '../user/user.ts'
import type { Standing } from './env.ts'
import { attachmentSummaries, contentSummaries, spaceSummary, userSummary } from './summaries.ts'
import { createPath } from './urls.ts'

const MISSING: Resolved = { kind: 'missing' }

type PageTarget = Extract<Target, { kind: 'page' | 'blogPost' }>
type FileTarget = Extract<Target, { kind: 'attachment' }>

/** Everything that a document's targets name, looked up at once: a fixed number of queries, however many links there are. */
interface Found {
  readonly spaces: ReadonlyMap<string, Space>
  readonly pages: ReadonlyMap<string, Content>
  readonly byId: ReadonlyMap<number, Content>
  readonly users: readonly User[]
}

/** What each target is, in the order of the targets; what the actor may not see is missing. */
export async function resolveTargets(
  ctx: Context,
  standing: Standing,
  targets: readonly Target[],
): Promise<Resolved[]> {
  const holders = targets.flatMap((target) => (target.kind === 'attachment' ? (target.holder ?? []) : []))
  const found = await lookUp(ctx, standing, [...targets, ...holders])
  const contents = targets.map((target) => contentOf(standing, found, target))
  const summaries = await summariesOf(ctx, contents)
  const files = await filesOf(ctx, standing, found, targets)
  const absent = targets.filter((target, i) => target.kind === 'page' && contents[i] === undefined)
  const creatable = await spacesToCreateIn(ctx, standing, found, absent.filter(isPage))
  return targets.map((target, i): Resolved => {
    switch (target.kind) {
      case 'url':
        return { kind: 'url', url: target.url }
      case 'shortcut':
        return MISSING
      case 'space': {
        const space = found.spaces.get(foldCase(target.key))
        return space ? { kind: 'space', space: spaceSummary(ctx, space) } : MISSING
      }
      case 'user': {
        const user = found.users.find((one) => isCalled(one, target))
        return user ? { kind: 'user', user: userSummary(ctx, user) } : MISSING
      }
      case 'attachment':
        return files.get(target) ?? MISSING
      default: {
        const summary = summaries.get(contents[i]?.id ?? 0)
        if (summary) return { kind: 'content', content: summary }
        const space = target.kind === 'page' ? spaceOf(standing, found, target) : undefined
        if (target.kind !== 'page' || !space || !creatable.has(space.id)) return MISSING
        const parentId = standing.content?.kind === 'page' ? standing.content.id : undefined
        const path = createPath(space.key, { title: target.title, parentId })
        return { kind: 'missing', createUrl: ctx.place.contextPath + path }
      }
    }
  })
}

async function lookUp(ctx: Context, standing: Standing, targets: readonly Target[]): Promise<Found> {
  const keys = new Set(targets.flatMap((target) => spaceKeyOf(target) ?? []))
  const spaces = new Map<string, Space>()
  if (standing.space) spaces.set(foldCase(standing.space.key), standing.space)
  if (keys.size > 0) {
    const { items } = await listSpaces(ctx, { keys: [...keys] }, 'id', { limit: keys.size })
    for (const space of items) spaces.set(foldCase(space.key), space)
  }
  const wanted = targets.filter(isPage).flatMap((target) => {
    const space = spaces.get(foldCase(target.space ?? standing.space?.key ?? ''))
    return space ? [{ spaceId: space.id, title: target.title }] : []
  })
  const titled = wanted.length === 0 ? [] : await allowed(ctx, await findByTitles(ctx.db, wanted))
  const ids = targets.flatMap((target) => (target.kind === 'content' ? Number(target.id) || [] : []))
  const named = targets.flatMap((target) => (target.kind === 'user' ? [target] : []))
  return {
    spaces,
    pages: new Map(titled.map((content) => [pageKey(content.spaceId, content.kind, content.title), content])),
    byId: new Map((await readContents(ctx, ids)).map((content) => [content.id, content])),
    users: named.length === 0 ? [] : await nameable(ctx, await findUsersByName(ctx.db, named)),
  }
}

/** Of these users those who may be named to the actor: who is mentioned in what they may read is no secret there (rule 31). */
async function nameable(ctx: Context, users: readonly User[]): Promise<readonly User[]> {
  if (users.length === 0 || (await seesPeople(ctx))) return users
  const ids = users.map(({ id }) => id)
  const mentioned = await mentionedAmong(ctx.db, ids, visible(ctx))
  return users.filter(({ id }) => id === actorId(ctx.actor) || mentioned.has(id))
}

function contentOf(standing: Standing, found: Found, target: Target): Content | undefined {
  if (target.kind === 'self') return standing.content
  if (target.kind === 'content') return found.byId.get(Number(target.id))
  if (!isPage(target)) return undefined
  const space = spaceOf(standing, found, target)
  const kind = target.kind === 'page' ? 'page' : 'blogpost'
  return space && found.pages.get(pageKey(space.id, kind, target.title))
}

/** The space that a link to a page names: its own, when it names none. */
function spaceOf(standing: Standing, found: Found, target: PageTarget): Space | undefined {
  return found.spaces.get(foldCase(target.space ?? standing.space?.key ?? ''))
}

/** Of the spaces of pages that are not there, those in which the actor may make them. */
async function spacesToCreateIn(
  ctx: Context,
  standing: Standing,
  found: Found,
  absent: readonly PageTarget[],
): Promise<ReadonlySet<number>> {
  const ids = new Set(absent.flatMap((target) => spaceOf(standing, found, target)?.id ?? []))
  const creatable = new Set<number>()
  for (const id of ids) if (await canInSpace(ctx, 'create-page', id)) creatable.add(id)
  return creatable
}

async function summariesOf(ctx: Context, contents: readonly (Content | undefined)[]) {
  const present = [...new Map(contents.flatMap((one) => (one ? [[one.id, one] as const] : []))).values()]
  return new Map((await contentSummaries(ctx, present)).map((summary) => [Number(summary.id), summary]))
}

async function filesOf(
  ctx: Context,
  standing: Standing,
  found: Found,
  targets: readonly Target[],
): Promise<Map<Target, Resolved>> {
  const wanted = targets.filter(isFile).flatMap((target) => {
    const holderId = holderIdOf(standing, found, target)
    return holderId === undefined ? [] : [{ target, holderId }]
  })
  if (wanted.length === 0) return new Map()
  const present = await attachmentsNamed(
    ctx.db,
    [...new Set(wanted.map((one) => one.holderId))],
    [...new Set(wanted.map((one) => one.target.fileName))],
  )
  const summaries = await attachmentSummaries(ctx, present)
  return new Map(
    wanted.flatMap(({ target, holderId }) => {
      const attachment = summaries.find(
        (one) => one.containerId === String(holderId) && foldCase(one.fileName) === foldCase(target.fileName),
      )
      return attachment ? [[target, { kind: 'attachment', attachment }] as const] : []
    }),
  )
}

/** The content that holds a file: the one named, else the document's own; a comment shows the files of its page. */
function holderIdOf(standing: Standing, found: Found, target: FileTarget): number | undefined {
  if (target.holder !== undefined && target.holder.kind !== 'self')
    return contentOf(standing, found, target.holder)?.id
  return standing.content?.containerId ?? standing.content?.id
}

function isPage(target: Target): target is PageTarget {
  return target.kind === 'page' || target.kind === 'blogPost'
}

function isFile(target: Target): target is FileTarget {
  return target.kind === 'attachment'
}

function spaceKeyOf(target: Target): string | undefined {
  if (target.kind === 'space') return target.key
  return isPage(target) ? target.space : undefined
}

function pageKey(spaceId: number, kind: string, title: string): string {
  return `${spaceId} ${kind} ${foldCase(title)}`
}
