import type { Context } from '../context.ts'
import { readContent } from '../content/read.ts'
import { countViews } from './rows.ts'

/** How often a content was looked at on its screen, and by how many, for those who may read it. */
export async function viewsOf(
  ctx: Context,
  contentId: number,
  since = 0,
): Promise<{ readonly views: number; readonly viewers: number }> {
  await readContent(ctx, contentId)
  await ctx.app.views.write()
  return countViews(ctx.db, contentId, since)
}
