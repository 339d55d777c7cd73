import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestApp } from './app.ts'
import type { Step } from './scenario.ts'

/** Waits until the long task whose id was saved under this name is over, however it ended. */
export function untilOver(name: string): NonNullable<Step['prepare']> {
  return (app, saved) => taskIsOver(app, Number(saved[name]))
}

/** Waits until this long task is over, however it ended. */
export async function taskIsOver(app: TestApp, id: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(20)) {
    const task = await app.domain.database.read
      .selectFrom('long_task')
      .select('finished_at')
      .where('id', '=', id)
      .executeTakeFirst()
    assert.ok(task, `there is a long task ${id}`)
    if (task.finished_at !== null) return
  }
  const jobs = await app.domain.database.read
    .selectFrom('job')
    .selectAll()
    .where('kind', '=', 'long-task')
    .execute()
  assert.fail(`The long task ${id} is not over after 20 seconds: ${JSON.stringify(jobs)}`)
}
