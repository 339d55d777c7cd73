import { type ContentAction, permitted } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { Content } from './content.ts'

export type { ContentAction }

/** What can still be done with archived content (rule 9). */
const ON_ARCHIVED: readonly ContentAction[] = ['read', 'remove']

/** Of everything that can be done with each of these contents, what the actor may do, by content id. */
export async function permittedActions(
  ctx: Context,
  contents: readonly Content[],
): Promise<Map<number, ContentAction[]>> {
  const found = await permitted(ctx, contents)
  return new Map(
    contents.map(({ id, status }) => {
      const actions = found.get(id) ?? []
      return [id, status === 'archived' ? actions.filter((action) => ON_ARCHIVED.includes(action)) : actions]
    }),
  )
}
