import { AppError } from '../../base/errors.ts'
import { foldCase } from '../../base/text.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { systemActor } from '../access/actor.ts'
import { setGuards } from '../access/rows.ts'
import { as, type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { findSpaceByKey } from '../space/rows.ts'
import { refuseTakenKeys } from './administer.ts'
import { type Archive, damaged, openArchive } from './archive.ts'
import type { BackupJob } from './backup-job.ts'
import { asFitting, checkArchive, rowCheck } from './check.ts'
import { makeAllFindable } from './restore-site.ts'
import { moveBackupJob } from './rows.ts'
import type { Progress } from './progress.ts'
import {
  groupId,
  insertRows,
  labelId,
  lockTables,
  personId,
  PERSON_COLUMNS,
  type Row,
  takenIds,
} from './tables/rows.ts'
import { SPACE_IDS, spaceTables, type SpaceTableName } from './tables/tables.ts'

/** What stands here for ids of the archive that cannot be kept. All others stay. */
type NewIds = Map<number, number>

/**
 * Put the spaces of an archive into this site, in one transaction. Keys must be free. Ids that something here has
 * are given anew, and what refers to them follows. People are those with the same lasting key, else the same name;
 * who is missing gets an account that nobody can log in to, so that what only they may read stays theirs alone.
 * Groups that are missing are made, without members.
 */
export async function restoreSpaces(ctx: Context, job: BackupJob, progress: Progress): Promise<void> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const archive = await openArchive(ctx.app.archives.pathOf('space', job.fileName))
  try {
    await refuseTakenKeys(ctx, archive.descriptor)
    const tables = spaceTables.map(({ table }) => table)
    await checkArchive(ctx, archive, 'space', tables, progress)
    const checks = new Map<SpaceTableName, (rows: readonly Row[]) => void>()
    for (const table of tables)
      checks.set(
        table,
        await rowCheck(ctx, archive, table, table === 'user_account' ? PERSON_COLUMNS : undefined),
      )
    await ctx.app.ids.continueAbove(archive.descriptor.nextId)
    const { fresh, missing } = await settleIds(ctx, archive, checks)
    await progress.complete()
    await transact(
      as(ctx, systemActor),
      (ctx) => asFitting(() => putAll(ctx, job, archive, fresh, missing)),
      4 * Math.max(1, archive.descriptor.spaces.length),
    )
    ctx.app.renderings.clear()
  } finally {
    archive.close()
  }
}

/** Tables whose rows may be here already, under other ids. */
const MATCHED = ['user_account', 'user_group', 'label'] as const

/** Decide which id everything gets: before the transaction, since ids are reserved before it. */
async function settleIds(
  ctx: Context,
  archive: Archive,
  checks: ReadonlyMap<SpaceTableName, (rows: readonly Row[]) => void>,
): Promise<{ readonly fresh: NewIds; readonly missing: ReadonlySet<number> }> {
  const fresh: NewIds = new Map()
  const missing = new Set<number>()
  const seen = new Set<number>()
  for (const { table } of spaceTables) {
    const columns: readonly string[] = SPACE_IDS[table]
    for await (const rows of archive.rows(table)) {
      checks.get(table)?.(rows)
      if (!columns.includes('id') || table === 'search_text') continue
      const own: number[] = []
      for (const row of rows) {
        const id = idOf(row, archive)
        if (seen.has(id)) throw damaged('two things in it have one id')
        seen.add(id)
        const here = isMatched(table) ? await matchOf(ctx, table, row) : undefined
        if (here !== undefined) fresh.set(id, here)
        else {
          own.push(id)
          if (isMatched(table)) missing.add(id)
        }
      }
      const taken = own.length > 0 ? await takenIds(ctx.db, own) : []
      const first = taken.length > 0 ? await ctx.app.ids.reserve(taken.length) : 0
      for (const [i, id] of taken.entries()) fresh.set(id, first + i)
    }
  }
  return { fresh, missing }
}

function isMatched(table: SpaceTableName): table is (typeof MATCHED)[number] {
  return (MATCHED as readonly string[]).includes(table)
}

function matchOf(ctx: Context, table: (typeof MATCHED)[number], row: Row): Promise<number | undefined> {
  if (table === 'user_account') return personId(ctx.db, String(row.user_key), foldCase(String(row.username)))
  if (table === 'user_group') return groupId(ctx.db, String(row.lower_name))
  return labelId(ctx.db, String(row.prefix), String(row.name))
}

function idOf(row: Row, { descriptor }: Archive): number {
  const { id } = row
  if (typeof id !== 'number' || id <= 0 || id >= descriptor.nextId) throw damaged('an id in it is none')
  return id
}

async function putAll(
  ctx: Context,
  job: BackupJob,
  archive: Archive,
  fresh: NewIds,
  missing: ReadonlySet<number>,
): Promise<void> {
  const { db } = ctx
  await lockTables(db, ctx.app.database.engine, ['space', 'label', 'user_account', 'user_group'])
  await refuseTakenKeys(ctx, archive.descriptor)
  for (const { table } of spaceTables) {
    for await (const rows of archive.rows(table)) {
      const wanted = isMatched(table) ? rows.filter(({ id }) => missing.has(Number(id))) : rows
      const mapped = wanted.map((row) => mapRow(table, row, fresh))
      if (table === 'search_text') await makeAllFindable(ctx, mapped)
      else if (table === 'user_account')
        await insertRows(
          db,
          table,
          mapped.map((row) => placeholder(ctx, row)),
        )
      else await insertRows(db, table, mapped, MERGED.has(table) ? 'keep' : 'fail')
    }
  }
  await setGuards(db)
  for (const { key } of archive.descriptor.spaces) {
    const space = await findSpaceByKey(db, key)
    if (space === undefined) throw damaged(`the space ${key} is not in it`)
    await emit(ctx, {
      type: 'space.imported',
      spaceId: space.id,
      facts: { key: space.key, name: space.name, by: job.ownerName },
    })
  }
  if (!(await moveBackupJob(db, job.id, ['completing'], 'finished', { finished_at: now(ctx) })))
    throw new AppError('conflict', 'The job is over already.')
}

/** Where two people or labels of the archive may be one here, or the same bytes have a text already. */
const MERGED: ReadonlySet<SpaceTableName> = new Set([
  'blob_text',
  'content_label',
  'content_mention',
  'content_restriction',
  'favourite',
  'space_label',
  'space_permission',
  'template_label',
])

function mapRow(table: SpaceTableName, row: Row, fresh: NewIds): Row {
  if (fresh.size === 0) return row
  const mapped = { ...row }
  for (const column of SPACE_IDS[table]) {
    const id = row[column]
    if (typeof id === 'number') mapped[column] = fresh.get(id) ?? id
  }
  const { body } = row
  if (typeof body === 'string' && (table === 'content_version' || table === 'template')) {
    mapped.body = body.replace(CONTENT_ID, (all: string, before: string, id: string) => {
      const other = fresh.get(Number(id))
      return other === undefined ? all : `${before}${other}"`
    })
  }
  return mapped
}

/** Links name pages by title, which holds; only this element of storage format names a content by its id. */
const CONTENT_ID = /(<ri:content-entity\s[^>]*?ri:content-id=")(\d{1,16})"/g

/** The account of somebody who is not here: it keeps the name, and nobody can log in to it. */
function placeholder(ctx: Context, row: Row): Row {
  const address = `${String(row.user_key)}@missing.invalid`
  return {
    ...row,
    lower_username: foldCase(String(row.username)),
    email: address,
    lower_email: foldCase(address),
    password_hash: '',
    active: 0,
    created_at: now(ctx),
  }
}
