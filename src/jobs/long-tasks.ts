import type { LongTaskHandler } from '../domain/long-task/long-task.ts'

/** Every kind of long task. */
export const longTasks: Readonly<Record<string, LongTaskHandler>> = {}
