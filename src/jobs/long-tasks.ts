import { runSpaceRemoval, SPACE_REMOVAL } from '../domain/space/remove.ts'
import type { LongTaskHandler } from '../domain/long-task/long-task.ts'

/** Every kind of long task. */
export const longTasks: Readonly<Record<string, LongTaskHandler>> = {
  [SPACE_REMOVAL]: runSpaceRemoval,
}
