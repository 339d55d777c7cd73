import { sha256 } from '../../base/hash.ts'
import { randomToken } from '../../base/ids.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { Db } from '../../store/database.ts'
import { settleSetting, writeSetting } from './rows.ts'

/** What a site signs with, and what it is called among others: a UUID that stays when the secret is another one. */
export interface SiteMarks {
  readonly secret: string
  readonly siteId: string
}

/** Those of this site, made at its first start. */
export async function settleMarks(db: Db): Promise<SiteMarks> {
  const secret = await settleSetting(db, 'secret', randomToken())
  return { secret, siteId: await settleSetting(db, 'site-id', firstId(secret)) }
}

/** Says nothing of the secret that it is made from. */
function firstId(secret: string): string {
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(sha256(`site id\n${secret}`)) ?? []
  return `${a}-${b}-4${c}-8${d}-${e}`
}

/**
 * Replace the secret that signs cursors, links to stop e-mail and sign-ins elsewhere. A server that runs goes on with the
 * old one until it is started again.
 */
export async function renewSecret(ctx: Context): Promise<void> {
  await transact(ctx, async (ctx) => {
    await writeSetting(ctx.db, 'secret', randomToken())
    await emit(ctx, { type: 'site.secret-renewed' })
  })
}
