import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestApp } from './app.ts'
import { credentials, type PersonName } from './people.ts'
import { type Answer, ask } from './request.ts'
import type { Step } from './scenario.ts'

const base = '/rest/api/backup-restore'

/** Waits until the backup or restore whose id was saved under this name is over, however it ended. */
export function untilBackupOver(name: string): NonNullable<Step['prepare']> {
  return async (app, saved) => {
    await backupOver(app, Number(saved[name]))
  }
}

/** How a backup or restore ended, and why. */
export async function backupOver(app: TestApp, id: number): Promise<{ state: string; error: string }> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(20)) {
    const job = await app.domain.database.read
      .selectFrom('backup_job')
      .select(['state', 'error'])
      .where('id', '=', id)
      .executeTakeFirst()
    assert.ok(job, `there is a backup job ${id}`)
    if (['finished', 'cancelled', 'failed'].includes(job.state)) return { ...job }
  }
  return assert.fail(`The backup job ${id} is not over after 30 seconds.`)
}

/** Asks one question of a site. */
export function askOf(
  app: TestApp,
  method: string,
  path: string,
  body?: unknown,
  as: PersonName = 'admin',
): Promise<Answer> {
  const headers = { ...credentials(as), 'X-Atlassian-Token': 'no-check' }
  return ask({ method, url: app.url + path, headers, body })
}

/** Has a site, or spaces of it, backed up, and returns the bytes of the archive. */
export async function archiveOf(app: TestApp, spaceKeys?: string[]): Promise<Buffer> {
  const path = spaceKeys ? '/backup/space' : '/backup/site'
  const started = await askOf(app, 'POST', base + path, spaceKeys ? { spaceKeys } : {})
  assert.equal(started.status, 200, started.text)
  const { id } = started.json as { id: number }
  assert.deepEqual(await backupOver(app, id), { state: 'finished', error: '' })
  const file = await askOf(app, 'GET', `${base}/jobs/${id}/download`)
  assert.equal(file.status, 200, file.text)
  return file.bytes
}

/** Uploads an archive to be restored. */
export function uploadArchive(
  app: TestApp,
  scope: 'site' | 'space',
  bytes: Uint8Array,
  name = 'moved.zip',
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'application/zip' }), name)
  return askOf(app, 'POST', `${base}/restore/${scope}/upload`, form)
}

/** The same, until it is over. */
export async function restored(
  app: TestApp,
  scope: 'site' | 'space',
  bytes: Uint8Array,
): Promise<{ state: string; error: string }> {
  const answer = await uploadArchive(app, scope, bytes)
  assert.equal(answer.status, 200, answer.text)
  return backupOver(app, (answer.json as { id: number }).id)
}
