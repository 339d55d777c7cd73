import { runSpaceRemoval, SPACE_REMOVAL } from '../domain/space/remove.ts'
import { runStates, STATES } from '../domain/content-state/bulk.ts'
import { ARCHIVING, runArchiving } from '../domain/content/archive.ts'
import { runTreeCopy, TREE_COPY } from '../domain/content/copy-tree.ts'
import { runTreeRemoval, TREE_REMOVAL } from '../domain/content/remove-tree.ts'
import { runUserRemoval, USER_REMOVAL } from '../domain/user/remove.ts'
import type { LongTaskHandler } from '../domain/long-task/long-task.ts'

/** Every kind of long task. */
export const longTasks: Readonly<Record<string, LongTaskHandler>> = {
  [ARCHIVING]: runArchiving,
  [TREE_COPY]: runTreeCopy,
  [TREE_REMOVAL]: runTreeRemoval,
  [STATES]: runStates,
  [SPACE_REMOVAL]: runSpaceRemoval,
  [USER_REMOVAL]: runUserRemoval,
}
