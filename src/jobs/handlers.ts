import { TEXT_JOB } from '../domain/attachment/upload.ts'
import { BACKUP_JOB } from '../domain/backup/backup-job.ts'
import { purgeBackups } from '../domain/backup/purge.ts'
import { RELINK_JOB } from '../domain/content/relink.ts'
import { ACCESS_LETTER } from '../domain/notify/invitation-job.ts'
import { DIGEST_JOB } from '../domain/notify/rhythm.ts'
import { LONG_TASK_JOB } from '../domain/long-task/long-task.ts'
import { callWebhook } from './handlers/call-webhook.ts'
import { extractText } from './handlers/extract-text.ts'
import { purgeLongTasks, runLongTask } from './handlers/long-task.ts'
import { purgeAudit } from './handlers/purge-audit.ts'
import { purgeBlobs } from './handlers/purge-blobs.ts'
import { purgeCalls } from './handlers/purge-calls.ts'
import { purgeCredentials } from './handlers/purge-credentials.ts'
import { purgeEvents } from './handlers/purge-events.ts'
import { relinkAll } from './handlers/relink.ts'
import { runBackupJob } from './handlers/run-backup.ts'
import { sendAccessLetter } from './handlers/send-access-letter.ts'
import { sendDigest } from './handlers/send-digest.ts'
import { sendLetter } from './handlers/send-letter.ts'
import { tellEvent } from './handlers/tell-event.ts'
import type { JobHandler } from './job-handler.ts'

/** Every kind of job. */
export const handlers: Readonly<Record<string, JobHandler>> = {
  [BACKUP_JOB]: runBackupJob,
  [LONG_TASK_JOB]: runLongTask,
  [RELINK_JOB]: relinkAll,
  [TEXT_JOB]: extractText,
  'call-webhook': callWebhook,
  'purge-audit': purgeAudit,
  'purge-backups': purgeBackups,
  'purge-blobs': purgeBlobs,
  'purge-calls': purgeCalls,
  'purge-credentials': purgeCredentials,
  'purge-events': purgeEvents,
  'purge-long-tasks': purgeLongTasks,
  [ACCESS_LETTER]: sendAccessLetter,
  [DIGEST_JOB]: sendDigest,
  'send-letter': sendLetter,
  'tell-event': tellEvent,
}

/** Kinds that may take long: each is done one after the other beside all others, so that it holds up nothing but itself. */
export const slowKinds: readonly string[] = [BACKUP_JOB, LONG_TASK_JOB, RELINK_JOB, TEXT_JOB]

/** Kinds that wait for other programs, and what queues them: several at once, beside all others, which run one after the other. */
export const outgoingKinds: readonly string[] = [
  'call-webhook',
  ACCESS_LETTER,
  DIGEST_JOB,
  'send-letter',
  'tell-event',
]

/** Jobs that come back by themselves, with the time between two runs in milliseconds. */
export const schedule: Readonly<Record<string, number>> = {
  'purge-audit': 6 * 60 * 60 * 1000,
  'purge-backups': 60 * 60 * 1000,
  'purge-blobs': 6 * 60 * 60 * 1000,
  'purge-calls': 6 * 60 * 60 * 1000,
  'purge-credentials': 60 * 60 * 1000,
  'purge-events': 24 * 60 * 60 * 1000,
  'purge-long-tasks': 60 * 60 * 1000,
}
