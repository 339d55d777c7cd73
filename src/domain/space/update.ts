import { AppError } from '../../base/errors.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { limits } from '../../base/limits.ts'
import { putSearchText } from '../../search/index.ts'
import { type Context, transact } from '../context.ts'
import { readContent } from '../content/read.ts'
import { emit } from '../event/event.ts'
import { authorizedSpace } from './administer.ts'
import { findSpaces, updateSpaceRow } from './rows.ts'
import type { Space } from './space.ts'
import { spaceNotFound } from '../access/refusals.ts'

/** What of a space can be changed; what is absent stays. */
export interface SpaceChange {
  readonly name?: string | undefined
  /** Plain text. */
  readonly description?: string | undefined
  /** A page of the space; null: it has none from now on. */
  readonly homepageId?: number | null | undefined
  readonly status?: Space['status'] | undefined
  readonly kind?: Space['kind'] | undefined
}

/** Change what a space says of itself. Needs the right to administer it. */
export async function updateSpace(ctx: Context, key: string, change: SpaceChange): Promise<Space> {
  const space = await authorizedSpace(ctx, key)
  if (change.name !== undefined) acceptSpaceName(change.name)
  if (change.kind !== undefined && change.kind !== space.kind) {
    throw new AppError(
      'bad-request',
      `The space ${space.key} is ${space.kind}: personal spaces, and only they, have a key that begins with a tilde.`,
    )
  }
  if (change.homepageId != null) await refuseBadHomepage(ctx, space, change.homepageId)
  return transact(ctx, async (ctx) => {
    const [before] = await findSpaces(ctx.db, [space.id])
    if (before === undefined) throw spaceNotFound(key)
    const after: Space = {
      ...before,
      name: change.name ?? before.name,
      description: change.description ?? before.description,
      homepageId: change.homepageId === undefined ? before.homepageId : change.homepageId,
      status: change.status ?? before.status,
    }
    await updateSpaceRow(ctx.db, after)
    if (after.name !== before.name || after.description !== before.description) {
      const text = { id: after.id, title: after.name, body: after.description }
      await putSearchText(ctx.db, ctx.app.database.engine, text)
    }
    await emitChanges(ctx, before, after)
    return after
  })
}

/** A name that a space may have. */
export function acceptSpaceName(name: string): void {
  const isGood =
    name.trim() !== '' && name.length <= limits.nameLength - ' Home'.length && !hasControlCharacters(name)
  if (isGood) return
  throw new AppError('bad-request', 'A space needs a name of 1 to 250 printable characters.')
}

async function emitChanges(ctx: Context, before: Space, after: Space): Promise<void> {
  if (after.status !== before.status) {
    const type = after.status === 'archived' ? 'space.archived' : 'space.restored'
    await emit(ctx, { type, spaceId: after.id })
  }
  const saysAnother =
    after.name !== before.name ||
    after.description !== before.description ||
    after.homepageId !== before.homepageId
  if (!saysAnother) return
  await emit(ctx, {
    type: 'space.updated',
    spaceId: after.id,
    changed: [
      { name: 'Name', old: before.name, new: after.name },
      { name: 'Description', old: before.description, new: after.description },
      { name: 'Home page', old: String(before.homepageId ?? ''), new: String(after.homepageId ?? '') },
    ],
  })
}

async function refuseBadHomepage(ctx: Context, space: Space, id: number): Promise<void> {
  const page = await readContent(ctx, id, { statuses: ['current'] })
  if (page.kind === 'page' && page.spaceId === space.id) return
  throw new AppError('bad-request', `The home page of ${space.key} must be a page of that space.`)
}
