import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { type Page, toPage } from '../../base/page.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { readSetting, writeSetting } from '../site/rows.ts'
import type { AuditRecord } from './audit-record.ts'
import { type Period, periodUnits, timeBefore } from './period.ts'
import { writeRecord } from './record.ts'
import { type AuditFilter, deleteRecordsBefore, findRecords } from './rows.ts'

/** A stretch of the audit log, the newest record first. For system administrators, like all of it. */
export async function listAuditRecords(
  ctx: Context,
  filter: AuditFilter,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<Page<AuditRecord>> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  return toPage(await findRecords(ctx.db, filter, { ...stretch, limit: stretch.limit + 1 }), stretch.limit)
}

/** The newest records that match, as many as one file holds. */
export async function exportAuditRecords(ctx: Context, filter: AuditFilter): Promise<AuditRecord[]> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  return findRecords(ctx.db, filter, { offset: 0, limit: limits.auditExport })
}

/** The filter for what happened within a period up to now. */
export function withinPeriod(ctx: Context, period: Period): AuditFilter {
  return { from: timeBefore(now(ctx), period) }
}

/** What a program may put into a record of its own; the time is now unless it says another. */
export type GivenRecord = Omit<AuditRecord, 'id' | 'requestId' | 'at'> & { readonly at?: number }

/** Add a record that somebody else's program writes. */
export async function addAuditRecord(ctx: Context, given: GivenRecord): Promise<AuditRecord> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  refuseLong(given)
  return transact(ctx, async (ctx) => {
    const record = { ...given, id: ctx.takeId(), at: given.at ?? now(ctx), requestId: ctx.requestId }
    await writeRecord(ctx, record)
    await emit(ctx, { type: 'audit.recorded', facts: { recordId: record.id } })
    return record
  })
}

function refuseLong({ changed, associated, affected, ...texts }: GivenRecord): void {
  const parts = [affected, ...changed, ...associated]
  const all = [texts, ...parts].flatMap((part) => Object.values(part))
  if (all.some((text) => typeof text === 'string' && text.length > limits.auditText)) {
    throw new AppError('bad-request', `A text of an audit record has at most ${limits.auditText} characters.`)
  }
  if (parts.length > limits.auditParts) {
    throw new AppError(
      'bad-request',
      `An audit record names at most ${limits.auditParts} values and objects.`,
    )
  }
}

const RETENTION = 'audit-retention'
const LONGEST: Period = { number: 1, units: 'YEARS' }

/** For how long audit records are kept: a year unless somebody said otherwise. */
export async function auditRetention(ctx: Context): Promise<Period> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  return storedRetention(ctx)
}

/** Keep audit records for another time from now on; a year at most, as the vendor's. */
export async function changeAuditRetention(
  ctx: Context,
  wanted: { readonly number: number; readonly units: string },
): Promise<Period> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const units = periodUnits.find((unit) => unit === wanted.units)
  const period = units && { number: wanted.number, units }
  // The clock is read once: a year is not longer than a year because a millisecond has passed.
  const time = now(ctx)
  if (period === undefined || period.number < 1 || timeBefore(time, period) > time - SHORTEST_MS) {
    throw new AppError('bad-request', 'Audit records are kept for a day at least.')
  }
  if (timeBefore(time, period) < timeBefore(time, LONGEST)) {
    throw new AppError('bad-request', 'Audit records are kept for a year at most.')
  }
  await transact(ctx, async (ctx) => {
    const before = await storedRetention(ctx)
    await writeSetting(ctx.db, RETENTION, JSON.stringify(period))
    await emit(ctx, {
      type: 'audit.retention-changed',
      changed: [{ name: 'Retention period', old: inWords(before), new: inWords(period) }],
    })
  })
  return period
}

const SHORTEST_MS = 24 * 60 * 60 * 1000

/** Remove the records that are older than the site wants them kept. */
export async function purgeAuditRecords(ctx: Context): Promise<void> {
  const before = timeBefore(now(ctx), await storedRetention(ctx))
  await ctx.app.database.transact((db) => deleteRecordsBefore(db, before))
}

async function storedRetention(ctx: Context): Promise<Period> {
  const stored = await readSetting(ctx.db, RETENTION)
  return stored === undefined ? LONGEST : (JSON.parse(stored) as Period)
}

function inWords({ number, units }: Period): string {
  return `${number} ${units}`
}
