import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { authorizedSpace } from './administer.ts'
import { readSpace } from './read.ts'
import { readSpaceSetting, writeSpaceSetting } from './rows.ts'

/** What can be set for a space. */
export interface SpaceSettings {
  /** Whether an app's theme may show another page than the home page. Kept for programs that read it. */
  readonly routeOverrideEnabled: boolean
}

/** The settings of a space that the actor may see. */
export async function readSpaceSettings(ctx: Context, key: string): Promise<SpaceSettings> {
  return settingsOf(ctx, (await readSpace(ctx, key)).id)
}

/** Change settings of a space; those that are absent stay. */
export async function updateSpaceSettings(
  ctx: Context,
  key: string,
  change: Partial<SpaceSettings>,
): Promise<SpaceSettings> {
  const { id } = await authorizedSpace(ctx, key)
  const { routeOverrideEnabled } = change
  if (routeOverrideEnabled !== undefined) {
    await transact(ctx, async (ctx) => {
      await writeSpaceSetting(ctx.db, id, ROUTE_OVERRIDE, String(routeOverrideEnabled))
      await emit(ctx, { type: 'space.updated', spaceId: id, facts: { routeOverrideEnabled } })
    })
  }
  return settingsOf(ctx, id)
}

async function settingsOf(ctx: Context, spaceId: number): Promise<SpaceSettings> {
  return { routeOverrideEnabled: (await readSpaceSetting(ctx.db, spaceId, ROUTE_OVERRIDE)) === 'true' }
}

const ROUTE_OVERRIDE = 'route-override'
