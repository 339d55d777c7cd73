import { can, type ContentAction } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { Content } from './content.ts'

/** Of everything that can be done with a content, what the actor may do. */
export async function permittedActions(ctx: Context, content: Content): Promise<ContentAction[]> {
  const actions: readonly ContentAction[] = ['read', 'update', 'remove', 'restrict', 'comment', 'attach']
  const permitted: ContentAction[] = []
  for (const action of actions) if (await can(ctx, action, content)) permitted.push(action)
  return permitted
}
