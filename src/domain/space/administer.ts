import { authorizeInSpace, holdsGlobally } from '../access/policy.ts'
import type { Context } from '../context.ts'
import { readSpace, readSpaceById } from './read.ts'
import type { Space } from './space.ts'

/** A space that the actor may administer, as one who administers it or, seeing it, the site. */
export async function authorizedSpace(ctx: Context, key: string): Promise<Space> {
  const space = await readSpace(ctx, key)
  if (!(await holdsGlobally(ctx, 'ADMINISTRATECONFLUENCE'))) await authorizeInSpace(ctx, 'administer', space)
  return space
}

/** A space on which the actor says who may do what (rule 29). */
export async function governedSpace(ctx: Context, id: number): Promise<Space> {
  const space = await readSpaceById(ctx, id)
  await authorizeInSpace(ctx, 'administer', space)
  return space
}
