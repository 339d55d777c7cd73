import { ownGrants } from '../access/grants.ts'
import { authorizeGlobally, holdsGlobally } from '../access/policy.ts'
import { type Context, now } from '../context.ts'
import { limits } from '../../base/limits.ts'
import type { Db } from '../../store/database.ts'
import { authorizedSpaces } from './administer.ts'
import { type ArchiveWriter, type Descriptor, writeArchive } from './archive.ts'
import type { BackupJob } from './backup-job.ts'
import type { Progress } from './progress.ts'
import {
  blobFilterOf,
  blobsOf,
  countRows,
  type Filter,
  filterOf,
  nextId,
  PERSON_COLUMNS,
  type Row,
  rowsOf,
  settingsOfSite,
  type SpaceChoice,
} from './tables/rows.ts'
import { type ArchivedTable, siteTables, spaceTables } from './tables/tables.ts'

/** One table with those of its rows and columns that go into an archive. */
interface Chosen {
  readonly table: ArchivedTable
  readonly filter?: Filter
  readonly columns?: readonly string[]
}

/** Write everything that the site is into an archive, as it is at one moment. */
export async function backUpSite(ctx: Context, job: BackupJob, progress: Progress): Promise<void> {
  await authorizeGlobally(ctx, 'SYSTEMADMINISTRATOR')
  const chosen = siteTables.map((table) =>
    table.table === 'setting' ? { table, filter: settingsOfSite } : { table },
  )
  await write(ctx, job, progress, { chosen, spaces: [] })
}

/** Write some spaces into an archive, as they are at one moment, with as much of people as they need. */
export async function backUpSpaces(ctx: Context, job: BackupJob, progress: Progress): Promise<void> {
  const spaces = await authorizedSpaces(ctx, job.spaceKeys)
  const spaceIds = spaces.map(({ id }) => id)
  const held = await ownGrants(ctx, spaceIds)
  const choice: SpaceChoice = {
    spaceIds,
    isWhole: await holdsGlobally(ctx, 'SYSTEMADMINISTRATOR'),
    hasPermissions: spaceIds.every((id) => held.get(id)?.includes('SETSPACEPERMISSIONS')),
  }
  const chosen = spaceTables.map((table) => ({
    table,
    filter: filterOf(table.table, choice),
    ...(table.table === 'user_account' ? { columns: PERSON_COLUMNS } : {}),
  }))
  await write(ctx, job, progress, {
    chosen,
    spaces: spaces.map(({ key, name }) => ({ key, name })),
    blobs: blobFilterOf(choice),
    // Somebody may have restricted a page since.
    check: async (db) => void (await authorizedSpaces({ ...ctx, db }, job.spaceKeys)),
  })
}

async function write(
  ctx: Context,
  job: BackupJob,
  progress: Progress,
  {
    chosen,
    spaces,
    blobs,
    check,
  }: {
    readonly chosen: readonly Chosen[]
    readonly spaces: Descriptor['spaces']
    readonly blobs?: Filter
    /** Whether all that may be taken, at the moment of which the archive is. */
    readonly check?: (db: Db) => Promise<void>
  },
): Promise<void> {
  const { app } = ctx
  const createdAt = new Date(now(ctx)).toISOString()
  const hasAttachments = job.settings.skipAttachments !== true
  // A run that died after its last byte has left the whole file.
  await app.archives.remove(job.scope, job.fileName)
  await app.database.snapshot((db) =>
    writeArchive(
      (bytes) =>
        app.archives.put(
          { shelf: job.scope, name: job.fileName, draft: `${job.id}.zip` },
          bytes,
          limits.archiveBytes,
        ),
      async (archive) => {
        await check?.(db)
        for (const { table, filter } of chosen) {
          await progress.count({ total: await countRows(db, table.table, filter) })
        }
        for (const { table, filter, columns } of chosen) {
          await archive.addTable(table.table, counted(rowsOf(db, table, filter, columns), progress))
        }
        if (hasAttachments) await addFiles(ctx, db, archive, progress, blobs)
        await progress.complete()
        return { scope: job.scope, createdAt, nextId: await nextId(db), spaces, hasAttachments }
      },
    ),
  )
}

async function* counted(batches: AsyncIterable<Row[]>, progress: Progress): AsyncGenerator<Row[]> {
  for await (const rows of batches) {
    await progress.count({ processed: rows.length, persisted: rows.length })
    yield rows
  }
}

/** The bytes of attachments. One that is gone is left out and counted: the rest is worth keeping. */
async function addFiles(
  ctx: Context,
  db: Db,
  archive: ArchiveWriter,
  progress: Progress,
  filter: Filter | undefined,
): Promise<void> {
  for await (const addresses of blobsOf(db, filter)) {
    for (const address of addresses) {
      const isThere = await ctx.app.blobs.has(address)
      if (isThere) await archive.addFile(address, ctx.app.blobs.read(address))
      await progress.count({
        total: 1,
        processed: 1,
        ...(isThere ? { persisted: 1 } : { skipped: 1 }),
      })
    }
  }
}
