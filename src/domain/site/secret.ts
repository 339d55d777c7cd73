import { randomToken } from '../../base/ids.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { writeSetting } from './rows.ts'

/**
 * Replace the secret that signs cursors, links to stop e-mail and sign-ins elsewhere, and that the id of the site is made
 * from. A server that runs goes on with the old one until it is started again.
 */
export async function renewSecret(ctx: Context): Promise<void> {
  await transact(ctx, async (ctx) => {
    await writeSetting(ctx.db, 'secret', randomToken())
    await emit(ctx, { type: 'site.secret-renewed' })
  })
}
