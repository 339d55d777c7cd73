import { sha256 } from '../../base/hash.ts'
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

/** A UUID that is this site's for as long as its database lives. Says nothing of the secret that it is made from. */
export function siteId(ctx: Context): string {
  const [, a, b, c, d, e] =
    /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(sha256(`site id\n${ctx.app.secret}`)) ?? []
  return `${a}-${b}-4${c}-8${d}-${e}`
}
