import { limits } from '../../base/limits.ts'
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { type Archive, asDamage, damaged } from './archive.ts'
import type { BackupScope } from './backup-job.ts'
import type { Progress } from './progress.ts'
import { columnsOf, type Row } from './tables/rows.ts'
import { columnsAfter, type TableName, tablesIn } from './tables/tables.ts'

/**
 * Hold a whole archive against its sums, and store the files of attachments that are not here yet. Nothing names
 * those before the restore is done; if it is not, they are collected like those of an upload that failed.
 */
export async function checkArchive(
  ctx: Context,
  archive: Archive,
  scope: BackupScope,
  tables: readonly TableName[],
  progress: Progress,
): Promise<void> {
  const { descriptor } = archive
  if (descriptor.scope !== scope)
    throw damaged(`it is one of ${descriptor.scope === 'site' ? 'a site' : 'spaces'}`)
  const wanted = tablesIn(descriptor.schema, tables)
  const isWhole =
    descriptor.parts.length === wanted.length &&
    wanted.every((name, i) => descriptor.parts[i]?.table === name)
  if (!isWhole) throw damaged('its tables are not those of this version')
  const rows = descriptor.parts.reduce((sum, part) => sum + part.rows, 0)
  await progress.count({ total: rows + descriptor.files })
  try {
    for (const part of descriptor.parts) {
      await archive.checkTable(part)
      await progress.count({})
    }
    for (const address of archive.files) {
      const isHere = await ctx.app.blobs.has(address)
      const found = isHere ? await sumOf(archive, address) : await storeFile(ctx, archive, address)
      if (found !== address) throw damaged('a file in it is not what its sum says')
      await progress.count({ processed: 1, ...(isHere ? { reused: 1 } : { persisted: 1 }) })
    }
  } catch (error) {
    throw asDamage(error)
  }
}

async function sumOf(archive: Archive, address: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of await archive.file(address)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function storeFile(ctx: Context, archive: Archive, address: string): Promise<string> {
  const stored = await ctx.app.blobs.put(await archive.file(address), limits.attachmentBytes)
  return stored.address
}

/** Throws unless every row has exactly the columns of the archive's schema, since names of columns become SQL. */
export async function rowCheck(
  ctx: Context,
  { descriptor }: Archive,
  table: TableName,
  only?: readonly string[],
): Promise<(rows: readonly Row[]) => void> {
  const columns = new Set(only ?? (await columnsOf(ctx.db, ctx.app.database.engine, table)))
  for (const column of columnsAfter(descriptor.schema, table)) columns.delete(column)
  return (rows) => {
    for (const row of rows) {
      const names = Object.keys(row)
      if (names.length === columns.size && names.every((name) => columns.has(name))) continue
      throw damaged(`a row of ${table} has not the columns of this version`)
    }
  }
}

/** What the database says of rows that break its rules, as a refusal of the archive; repeating would not help. */
export async function asFitting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, errcode } = error as { code?: unknown; errcode?: number }
    const isRule =
      (typeof code === 'string' && /^2[23]...$/.test(code)) ||
      (errcode !== undefined && [CONSTRAINT, MISMATCH].includes(errcode & 0xff))
    throw isRule ? damaged('its rows contradict each other') : error
  }
}

/** SQLite's numbers for a broken constraint, and for a value of the wrong type. */
const CONSTRAINT = 19
const MISMATCH = 20
