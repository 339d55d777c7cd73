import { type ContentAction, permitted } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { Content } from './content.ts'

export type { ContentAction }

/** Of everything that can be done with each of these contents, what the actor may do, by content id. */
export function permittedActions(
  ctx: Context,
  contents: readonly Content[],
): Promise<Map<number, ContentAction[]>> {
  return permitted(ctx, contents)
}
