import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorizeBelongings, authorizeGlobally } from '../access/policy.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { User } from '../user/user.ts'
import { countPreferences, preferencesOf, putPreference } from './rows.ts'

/** What somebody prefers under a key; undefined when they never said. Of others only administrators may ask. */
export async function readPreference(ctx: Context, user: User, key: string): Promise<string | undefined> {
  if (actorId(ctx.actor) !== user.id) await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  return (await preferencesOf(ctx.db, [user.id], acceptKey(key))).get(user.id)
}

/** Keep what somebody prefers under a key. For others only administrators may. */
export async function setPreference(ctx: Context, user: User, key: string, value: string): Promise<void> {
  await authorizeBelongings(ctx, user.id)
  const accepted = acceptKey(key)
  if (value.length > limits.preferenceLength) {
    throw new AppError('bad-request', `A preference has at most ${limits.preferenceLength} characters.`)
  }
  await transact(ctx, async (ctx) => {
    if ((await countPreferences(ctx.db, user.id)) >= limits.preferencesPerUser) {
      throw new AppError('bad-request', `Nobody can have more than ${limits.preferencesPerUser} preferences.`)
    }
    await putPreference(ctx.db, user.id, accepted, value)
    await emit(ctx, { type: 'user.preference-set', facts: { userId: user.id, key: accepted } })
  })
}

function acceptKey(key: string): string {
  if (key !== '' && key.length <= limits.propertyKeyLength) return key
  throw new AppError(
    'bad-request',
    `The key of a preference has 1 to ${limits.propertyKeyLength} characters.`,
  )
}
