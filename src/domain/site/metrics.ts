import { authorizeGlobally } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { countThings } from './rows.ts'

/** How many current pages, spaces and active users there are; for administrators. */
export async function instanceMetrics(
  ctx: Context,
): Promise<{ readonly pages: number; readonly spaces: number; readonly users: number }> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  return countThings(ctx.db)
}
