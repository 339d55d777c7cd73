import type { Context } from '../domain/context.ts'
import { purgeAudit } from './handlers/purge-audit.ts'
import { purgeBlobs } from './handlers/purge-blobs.ts'
import { purgeCredentials } from './handlers/purge-credentials.ts'

/** Does one kind of job. It reads the current state rather than trusting its payload, so repeating it does no harm. */
export type JobHandler = (ctx: Context, payload: unknown) => Promise<void>

/** Every kind of job. */
export const handlers: Readonly<Record<string, JobHandler>> = {
  'purge-audit': purgeAudit,
  'purge-blobs': purgeBlobs,
  'purge-credentials': purgeCredentials,
}

/** Jobs that come back by themselves, with the time between two runs in milliseconds. */
export const schedule: Readonly<Record<string, number>> = {
  'purge-audit': 6 * 60 * 60 * 1000,
  'purge-blobs': 6 * 60 * 60 * 1000,
  'purge-credentials': 60 * 60 * 1000,
}
