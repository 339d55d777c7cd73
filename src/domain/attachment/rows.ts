import { foldCase } from '../../base/text.ts'
import type { Db } from '../../store/database.ts'
import type { Content } from '../content/content.ts'
import { toContent } from '../content/rows.ts'

/** The bytes of one version of an attachment. */
export interface AttachmentVersion {
  readonly contentId: number
  readonly version: number
  readonly mediaType: string
  /** Bytes. */
  readonly fileSize: number
  readonly blob: string
}

export async function insertAttachmentVersion(db: Db, row: AttachmentVersion): Promise<void> {
  await db
    .insertInto('attachment_version')
    .values({
      content_id: row.contentId,
      version: row.version,
      media_type: row.mediaType,
      file_size: row.fileSize,
      blob: row.blob,
    })
    .execute()
}

/** Bytes of the files in the versions that somebody made, or the anonymous; the same bytes count once. */
export async function bytesKeptBy(db: Db, userId: number | null): Promise<number> {
  const row = await db
    .selectFrom((e) =>
      e
        .selectFrom('content_version')
        .innerJoin('attachment_version', (on) =>
          on
            .onRef('attachment_version.content_id', '=', 'content_version.content_id')
            .onRef('attachment_version.version', '=', 'content_version.version'),
        )
        .select(['attachment_version.blob', 'attachment_version.file_size'])
        .where('content_version.created_by', userId === null ? 'is' : '=', userId)
        .distinct()
        .as('kept'),
    )
    .select((e) => e.fn.sum<number | string | null>('kept.file_size').as('bytes'))
    .executeTakeFirst()
  return Number(row?.bytes ?? 0)
}

export async function findAttachmentVersion(
  db: Db,
  contentId: number,
  version: number,
): Promise<AttachmentVersion | undefined> {
  const row = await db
    .selectFrom('attachment_version')
    .selectAll()
    .where('content_id', '=', contentId)
    .where('version', '=', version)
    .executeTakeFirst()
  return (
    row && {
      contentId: row.content_id,
      version: row.version,
      mediaType: row.media_type,
      fileSize: row.file_size,
      blob: row.blob,
    }
  )
}

/** Attachments of the containers with these file names, current ones; `fileNames` absent: all of them. */
export async function attachmentsNamed(
  db: Db,
  containerIds: readonly number[],
  fileNames?: readonly string[],
): Promise<Content[]> {
  if (containerIds.length === 0 || fileNames?.length === 0) return []
  let query = db
    .selectFrom('content')
    .selectAll()
    .where('kind', '=', 'attachment')
    .where('status', '=', 'current')
    .where('container_id', 'in', [...containerIds])
  if (fileNames) query = query.where('lower_title', 'in', fileNames.map(foldCase))
  return (await query.orderBy('lower_title').orderBy('id').execute()).map(toContent)
}

/** What is in a file, once it was read: `''` for one without text; undefined: not read yet. */
export async function findTextOfBlob(db: Db, blob: string): Promise<string | undefined> {
  const row = await db.selectFrom('blob_text').select('text').where('blob', '=', blob).executeTakeFirst()
  return row?.text
}

export async function insertTextOfBlob(db: Db, blob: string, text: string): Promise<void> {
  await db
    .insertInto('blob_text')
    .values({ blob, text })
    .onConflict((c) => c.column('blob').doNothing())
    .execute()
}

export async function deleteTextOfBlob(db: Db, blob: string): Promise<void> {
  await db.deleteFrom('blob_text').where('blob', '=', blob).execute()
}

export async function setMediaType(
  db: Db,
  contentId: number,
  version: number,
  mediaType: string,
): Promise<void> {
  await db
    .updateTable('attachment_version')
    .set({ media_type: mediaType })
    .where('content_id', '=', contentId)
    .where('version', '=', version)
    .execute()
}

/** Whether any version of any attachment still has these bytes. */
export async function isBlobUsed(db: Db, blob: string): Promise<boolean> {
  const row = await db
    .selectFrom('attachment_version')
    .select('content_id')
    .where('blob', '=', blob)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
