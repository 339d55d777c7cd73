import { AppError } from '../../base/errors.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { type Context, remembered, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSetting, writeSetting } from './rows.ts'

export const accessModes = ['READ_WRITE', 'READ_ONLY'] as const
/** Whether people may change the wiki, or only look at it while it is maintained. */
export type AccessMode = (typeof accessModes)[number]

const SETTING = 'access-mode'

/** The mode that the site is in. */
export async function accessMode(ctx: Context): Promise<AccessMode> {
  return remembered(ctx, SETTING, async () =>
    (await readSetting(ctx.db, SETTING)) === 'READ_ONLY' ? 'READ_ONLY' : 'READ_WRITE',
  )
}

/** Let people change the wiki, or only look at it. For system administrators, who may still administer it. */
export async function setAccessMode(ctx: Context, mode: AccessMode): Promise<void> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  await transact(ctx, async (ctx) => {
    const before = await accessMode(ctx)
    await writeSetting(ctx.db, SETTING, mode)
    await emit(ctx, {
      type: 'site.access-mode-changed',
      changed: [{ name: 'Access mode', old: before, new: mode }],
    })
  })
}

/**
 * Throws `read-only` while people may only look. The gate asks for every operation that changes something; a door
 * with several operations at one address asks for each of them.
 */
export async function refuseInReadOnlyMode(ctx: Context): Promise<void> {
  if ((await accessMode(ctx)) === 'READ_WRITE') return
  throw new AppError(
    'read-only',
    'This site is in read-only mode while it is maintained: nothing can be changed now.',
  )
}
