import { sql, type SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { AuditRecord } from './audit-record.ts'

/** Which records: of a stretch of time, both ends included, and with a text in them. */
export interface AuditFilter {
  readonly from?: number
  readonly to?: number
  readonly text?: string
}

export async function insertRecord(db: Db, record: AuditRecord, words: string): Promise<void> {
  await db
    .insertInto('audit_record')
    .values({
      id: record.id,
      at: record.at,
      author_id: record.authorId,
      author_name: record.authorName,
      sys_admin: record.sysAdmin ? 1 : 0,
      remote_address: record.remoteAddress,
      request_id: record.requestId,
      category: record.category,
      summary: record.summary,
      description: record.description,
      affected: JSON.stringify(record.affected),
      changed: JSON.stringify(record.changed),
      associated: JSON.stringify(record.associated),
      words,
    })
    .execute()
}

/** Records that match, the newest first. */
export async function findRecords(
  db: Db,
  filter: AuditFilter,
  stretch: { readonly offset: number; readonly limit: number },
): Promise<AuditRecord[]> {
  let query = db.selectFrom('audit_record').selectAll()
  const { from, to, text } = filter
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<=', to)
  if (text !== undefined) {
    const pattern = `%${foldCase(text).replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<SqlBool>`words like ${pattern} escape '\\'`)
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(stretch.limit)
    .offset(stretch.offset)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    authorId: row.author_id,
    authorName: row.author_name,
    sysAdmin: row.sys_admin === 1,
    remoteAddress: row.remote_address,
    requestId: row.request_id,
    category: row.category,
    summary: row.summary,
    description: row.description,
    affected: JSON.parse(row.affected) as AuditRecord['affected'],
    changed: JSON.parse(row.changed) as AuditRecord['changed'],
    associated: JSON.parse(row.associated) as AuditRecord['associated'],
  }))
}

/** Remove the records that are older than a time. */
export async function deleteRecordsBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('audit_record').where('at', '<', at).execute()
}

/** What a thing is called now; undefined when it is gone. */
export async function nameOf(
  db: Db,
  kind: 'content' | 'space' | 'user' | 'group',
  id: number,
): Promise<string | undefined> {
  if (kind === 'content') {
    return (await db.selectFrom('content').select('title').where('id', '=', id).executeTakeFirst())?.title
  }
  if (kind === 'space') {
    return (await db.selectFrom('space').select('name').where('id', '=', id).executeTakeFirst())?.name
  }
  if (kind === 'user') {
    const row = await db.selectFrom('user_account').select('username').where('id', '=', id).executeTakeFirst()
    return row?.username
  }
  return (await db.selectFrom('user_group').select('name').where('id', '=', id).executeTakeFirst())?.name
}
