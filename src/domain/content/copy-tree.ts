import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { foldCase } from '../../base/text.ts'
import type { PageName } from '../../document/retarget.ts'
import { authorizeInSpace } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import {
  type LongTask,
  noteInLongTask,
  type Report,
  startLongTask,
  taskMessage,
} from '../long-task/long-task.ts'
import { webPath } from '../render/urls.ts'
import { readSpaceById } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import type { Content } from './content.ts'
import { type CopyOptions, makeCopy, readPage } from './copy.ts'
import { acceptTitle } from './create.ts'
import { listContent, readContents } from './read.ts'
import { findByTitles } from './rows.ts'

/** The kind of the long task that copies pages with those below them. */
export const TREE_COPY = 'page-tree-copy'

/** How the titles of copies are made: what is found is replaced, then the prefix is put before it. */
export interface TitleOptions {
  readonly prefix?: string | undefined
  readonly search?: string | undefined
  readonly replace?: string | undefined
}

export interface TreeCopy {
  readonly destinationId: number
  readonly descendants: boolean
  readonly titles: TitleOptions
  readonly options: CopyOptions
}

interface Payload extends TreeCopy {
  readonly sourceId: number
}

/** One page to be copied, with the title that its copy gets. */
interface Step {
  readonly id: number
  readonly title: string
}

/** What the task has noted: what is to be copied, from the top down, and the copies made so far in that order. */
interface Memory {
  readonly steps: readonly Step[]
  readonly copies: readonly number[]
}

/** Start to copy a page, and what is below it, below another page. */
export async function copyTree(ctx: Context, id: number, copy: TreeCopy): Promise<LongTask> {
  const source = await readPage(ctx, id)
  const destination = await readPage(ctx, copy.destinationId)
  await authorizeInSpace(ctx, 'create-page', await readSpaceById(ctx, destination.spaceId))
  if (source.spaceId === destination.spaceId && titleAfter(source.title, copy.titles) === source.title) {
    throw new AppError(
      'bad-request',
      'Within a space the copies need other titles: give titleOptions a prefix, or a search that finds something and a replace.',
    )
  }
  const pages = copy.descendants ? await pagesBelow(ctx, source) : [source]
  for (const page of pages) acceptTitle(titleAfter(page.title, copy.titles), 'current')
  const payload: Payload = { sourceId: id, ...copy }
  return transact(ctx, (ctx) =>
    startLongTask(ctx, {
      kind: TREE_COPY,
      name: taskMessage('copy.page.hierarchy.task.name', `Copying ${source.title} and the pages below it`),
      payload,
      details: { destinationId: null, totalPageNeedToCopy: pages.length },
    }),
  )
}

/** Copy page after page; each copy and the note of it are one transaction, so that a crash makes none twice. */
export async function runTreeCopy(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const payload = task.payload as Payload
  const destination = await readPage(ctx, payload.destinationId)
  const space = await readSpaceById(ctx, destination.spaceId)
  let memory = (task.memory as Memory | null) ?? (await planned(ctx, payload, destination, report))
  const { steps } = memory
  const sources = new Map(
    (
      await readContents(
        ctx,
        steps.map((step) => step.id),
      )
    ).map((page) => [page.id, page]),
  )
  const renamed = await renamesOf(ctx, steps, [...sources.values()], space)
  for (const [index, step] of steps.entries()) {
    if (index < memory.copies.length) continue
    const source = sources.get(step.id)
    if (source === undefined)
      throw new AppError('not-found', `The page ${step.id} was removed while it was copied.`)
    const parentId = parentOf(source, memory) ?? destination.id
    const copy = { source, title: step.title, spaceId: space.id, parentId, options: payload.options, renamed }
    let noted = memory
    const made = await makeCopy(ctx, copy, async (ctx, made) => {
      noted = { steps, copies: [...memory.copies, made.id] }
      await noteInLongTask(ctx, task, noted)
    })
    memory = noted
    const text = taskMessage('STATUS_COPYING_PAGES', `Copied ${index + 1} of ${steps.length} pages`)
    const isNews = index === 0 || (index + 1) % 10 === 0
    await report((99 * (index + 1)) / steps.length, isNews ? text : undefined, {
      totalPageNeedToCopy: steps.length,
      ...(index === 0 ? { destinationId: String(made.id), destinationUrl: urlOf(made, space) } : {}),
    })
  }
  await report(99, taskMessage('STATUS_COPIED_PAGES', `Copied ${steps.length} pages`))
}

/** What to copy, under which titles: one that is taken gets a number. Noted together with the first copy. */
async function planned(
  ctx: Context,
  payload: Payload,
  destination: Content,
  report: Report,
): Promise<Memory> {
  const source = await readPage(ctx, payload.sourceId)
  const pages = payload.descendants ? await pagesBelow(ctx, source) : [source]
  const wanted = pages.map((page) => ({ id: page.id, title: titleAfter(page.title, payload.titles) }))
  const taken = new Set<string>()
  const steps: Step[] = []
  for (const { id, title } of wanted) {
    const free = await freeTitle(ctx, destination.spaceId, title, taken)
    taken.add(foldCase(free))
    steps.push({ id, title: free })
    if (free !== title)
      await report(0, taskMessage('WARN_RENAME_PAGE', `${title} is taken: the copy is called ${free}`))
  }
  const memory: Memory = { steps, copies: [] }
  return memory
}

async function freeTitle(
  ctx: Context,
  spaceId: number,
  title: string,
  taken: ReadonlySet<string>,
): Promise<string> {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`
    const wanted = title.slice(0, limits.titleLength - ending.length) + ending
    if (taken.has(foldCase(wanted))) continue
    const same = await findByTitles(ctx.db, [{ spaceId, title: wanted }])
    if (!same.some((one) => one.kind === 'page')) return wanted
  }
}

function titleAfter(title: string, { prefix = '', search = '', replace = '' }: TitleOptions): string {
  return prefix + (search === '' ? title : title.replaceAll(search, () => replace))
}

/** The page and those below it that the actor may read and whose parents are among them, from the top down. */
async function pagesBelow(ctx: Context, top: Content): Promise<Content[]> {
  const filter = { kinds: ['page'] as const, statuses: ['current'] as const, ancestorId: top.id }
  const found = await listContent(ctx, filter, 'position', { limit: limits.copiedPages })
  if (found.more) {
    throw new AppError(
      'bad-request',
      `A copy takes at most ${limits.copiedPages} pages. Copy parts of the tree.`,
    )
  }
  const children = new Map<number, Content[]>()
  for (const page of found.items) {
    const siblings = children.get(page.parentId ?? 0)
    if (siblings) siblings.push(page)
    else children.set(page.parentId ?? 0, [page])
  }
  const pages = [top]
  for (const page of pages) pages.push(...(children.get(page.id) ?? []))
  return pages
}

function parentOf(source: Content, { steps, copies }: Memory): number | undefined {
  const index = steps.findIndex((step) => step.id === source.parentId)
  return index === -1 ? undefined : copies[index]
}

/** Links among the pages that are copied lead to the copies. */
async function renamesOf(ctx: Context, steps: readonly Step[], sources: readonly Content[], space: Space) {
  const [first] = sources
  if (first === undefined) return () => undefined
  const home = await readSpaceById(ctx, first.spaceId)
  const titles = new Map(sources.map((page) => [page.id, page.title]))
  const after = new Map(steps.map(({ id, title }) => [foldCase(titles.get(id) ?? ''), title]))
  return (name: PageName): Pick<PageName, 'title' | 'space'> | undefined => {
    const isHere = name.space === undefined || foldCase(name.space) === foldCase(home.key)
    const title = name.kind === 'page' && isHere ? after.get(foldCase(name.title)) : undefined
    if (title === undefined) return undefined
    return name.space === undefined ? { title } : { title, space: space.key }
  }
}

/** Only the Cloud has this operation, and spells addresses so. */
function urlOf(page: Content, space: Space): string {
  return webPath({ origin: '', contextPath: '', pageAddress: 'spaces' }, page, space)
}
