import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { authorize, can } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, transact } from '../context.ts'
import { type LongTask, type Report, startLongTask, taskMessage } from '../long-task/long-task.ts'
import type { Content } from './content.ts'
import { readContent } from './read.ts'
import { ancestorRows, findContents } from './rows.ts'
import { putAside } from './trash.ts'

/** The kind of the long task that archives pages. */
export const ARCHIVING = 'page-archiving'

interface Payload {
  readonly pageIds: readonly number[]
}

/** Start to archive pages, of any spaces. Pages below them that are not named move up to what stays. */
export async function archivePages(ctx: Context, ids: readonly number[]): Promise<LongTask> {
  const pageIds = [...new Set(ids)]
  if (pageIds.length === 0) throw new AppError('bad-request', 'No pages were given to archive.')
  if (pageIds.length > limits.archivedPages) {
    throw new AppError('bad-request', `At most ${limits.archivedPages} pages are archived at once.`)
  }
  for (const id of pageIds) await refuseUnarchivable(ctx, id)
  const payload: Payload = { pageIds }
  return transact(ctx, (ctx) =>
    startLongTask(ctx, {
      kind: ARCHIVING,
      name: taskMessage('archive.pages.task.name', `Archiving ${pageIds.length} pages`),
      payload,
    }),
  )
}

/** The deepest first, so that pages that are archived together stay together. */
export async function runArchiving(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const { pageIds } = task.payload as Payload
  const depth = new Map([...(await ancestorRows(ctx.db, pageIds))].map(([id, above]) => [id, above.length]))
  const pages = (await findContents(ctx.db, pageIds))
    .filter((page) => page.status === 'current')
    .toSorted((a, b) => (depth.get(b.id) ?? 0) - (depth.get(a.id) ?? 0))
  for (const [index, page] of pages.entries()) {
    const isAllowed = await can(ctx, 'remove', page)
    if (isAllowed) await putAside(ctx, page.id, 'archived')
    await report(
      (99 * (index + 1)) / pages.length,
      isAllowed
        ? undefined
        : taskMessage('ERROR_UNKNOWN', `You may not archive the page ${page.id} any more.`),
    )
  }
}

async function refuseUnarchivable(ctx: Context, id: number): Promise<void> {
  const page = await readPage(ctx, id)
  if (page.kind !== 'page') throw new AppError('bad-request', `Content ${id} is a ${page.kind}, not a page.`)
  if (page.status === 'archived') throw new AppError('bad-request', `Page ${id} is archived already.`)
  await authorize(ctx, 'remove', page)
}

/** The vendor calls an id that no page has a bad request here, not a missing thing. */
async function readPage(ctx: Context, id: number): Promise<Content> {
  try {
    return await readContent(ctx, id)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') {
      throw new AppError('bad-request', contentNotFound(id).message)
    }
    throw error
  }
}
