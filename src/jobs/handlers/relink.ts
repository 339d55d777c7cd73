import { relink, type Relinking } from '../../domain/content/relink.ts'
import type { Context } from '../../domain/context.ts'

/** Let links follow what was renamed or moved. */
export async function relinkAll(ctx: Context, payload: unknown): Promise<void> {
  await relink(ctx, payload as Relinking)
}
