/** Ticks one task of a stored document, and leaves every other byte as it is. */
import { readStorage } from './formats.ts'
import type { Task } from './tree.ts'
import { findAll } from './visit.ts'

/** What names a task in its document: the id that it carries, or, when it has none, its place among all. */
export function taskIdAt(task: Task, index: number): string {
  return task.id ?? `#${index + 1}`
}

/** The text with the box of this task ticked, or not; undefined when it has no such task. */
export function checkTask(storage: string, taskId: string, done: boolean): string | undefined {
  const task = lastTask(storage, taskId)
  if (task?.source === undefined) return undefined
  if (task.done === done) return storage
  const { start, end, open = end, close = end } = task.source
  const head = withStatus(storage.slice(start, open), done)
  const tail = head === undefined ? withStatus(storage.slice(close, end), done) : undefined
  const changed =
    head !== undefined
      ? storage.slice(0, start) + head + storage.slice(open)
      : tail !== undefined
        ? storage.slice(0, close) + tail + storage.slice(end)
        : withNewStatus(storage, start, done)
  return lastTask(changed, taskId)?.done === done ? changed : undefined
}

/** Of tasks with the same id the last one is recorded. */
function lastTask(storage: string, taskId: string): Task | undefined {
  const tasks = findAll(readStorage(storage).tree.children, 'task')
  return tasks.findLast((task, index) => taskIdAt(task, index) === taskId)
}

function withStatus(part: string, done: boolean): string | undefined {
  const pattern = /<ac:task-status\b[^>]*?(?:\/>|>[^<]*<\/ac:task-status\s*>)/
  return pattern.test(part) ? part.replace(pattern, statusElement(done)) : undefined
}

function withNewStatus(storage: string, start: number, done: boolean): string {
  const after = storage.indexOf('>', start) + 1
  return storage.slice(0, after) + statusElement(done) + storage.slice(after)
}

function statusElement(done: boolean): string {
  return `<ac:task-status>${done ? 'complete' : 'incomplete'}</ac:task-status>`
}
