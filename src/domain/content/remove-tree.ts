import { AppError } from '../../base/errors.ts'
import { allowed, authorize, can } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { type LongTask, type Report, startLongTask, taskMessage } from '../long-task/long-task.ts'
import { contentNotFound } from '../access/refusals.ts'
import type { Content } from './content.ts'
import { readContent } from './read.ts'
import { descendantRows, findContents } from './rows.ts'
import { putAside } from './trash.ts'

/** The kind of the long task that puts a page with all below it into the trash. */
export const TREE_REMOVAL = 'page-tree-removal'

interface Payload {
  readonly pageId: number
}

/** Start to put a page, with all pages below it, into the trash. */
export async function removeTree(ctx: Context, id: number): Promise<LongTask> {
  const page = await readContent(ctx, id)
  if (page.kind !== 'page') throw new AppError('bad-request', `Content ${id} is a ${page.kind}, not a page.`)
  await authorize(ctx, 'remove', page)
  const payload: Payload = { pageId: id }
  return transact(ctx, (ctx) =>
    startLongTask(ctx, {
      kind: TREE_REMOVAL,
      name: taskMessage(
        'delete.page.tree.task.name',
        `Putting ${page.title} and the pages below it into the trash`,
      ),
      payload,
    }),
  )
}

/** From the bottom up, so that what its starter may not remove moves up to what stays. */
export async function runTreeRemoval(ctx: Context, task: LongTask, report: Report): Promise<void> {
  const { pageId } = task.payload as Payload
  const pages = await pagesOf(ctx, pageId)
  let removed = 0
  for (const [index, page] of pages.entries()) {
    if (await can(ctx, 'remove', page)) {
      await putAside(ctx, page.id, 'trashed')
      removed++
      await report((99 * (index + 1)) / pages.length)
    } else {
      await report(
        (99 * (index + 1)) / pages.length,
        taskMessage('WARN_IGNORE_DELETE_PAGE', `A page below was left, since you may not delete it.`),
      )
    }
  }
  await report(99, taskMessage('STATUS_DELETED_PAGES', `Put ${removed} pages into the trash`))
}

/** The pages that are not in the trash yet and may be read, the deepest first, the top one last. The others move up unsaid. */
async function pagesOf(ctx: Context, topId: number): Promise<Content[]> {
  const below = (await descendantRows(ctx.db, topId)).toSorted((a, b) => b.depth - a.depth)
  const pages: Content[] = []
  for (let i = 0; i < below.length; i += 500) {
    pages.push(
      ...(await findContents(
        ctx.db,
        below.slice(i, i + 500).map((row) => row.id),
      )),
    )
  }
  const [top] = await findContents(ctx.db, [topId])
  if (top === undefined) throw contentNotFound(topId)
  const present = [...pages, top].filter(({ status }) => status === 'current' || status === 'archived')
  return allowed(ctx, present)
}
