import { Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import {
  authorizeArchiveUpload,
  cancelBackup,
  clearBackupQueue,
  findBackup,
  hasFile,
  listArchives,
  listBackups,
  readBackupFile,
  restoreUpload,
  startRestore,
  startSiteBackup,
  startSpaceBackup,
} from '../../domain/backup/administer.ts'
import {
  type BackupJob,
  type BackupScope,
  type BackupSettings,
  backupStates,
} from '../../domain/backup/backup-job.ts'
import { sendFile } from '../../http/file.ts'
import { type Part, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { acceptTime } from '../time.ts'
import { flag, limit, text } from '../v1/query.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }

const scopes = ['SPACE', 'SITE'] as const
const operations = ['BACKUP', 'RESTORE'] as const
const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)))
const statistics = Type.Object(
  {
    totalObjectsCount: Type.Integer(),
    processedObjectsCount: Type.Integer(),
    persistedObjectsCount: Type.Integer(),
    skippedObjectsCount: Type.Integer(),
    reusedObjectsCount: Type.Integer(),
  },
  closed,
)
const jobSettings = Type.Object(
  {
    skipAttachments: flag,
    keepPermanently: flag,
    fileNamePrefix: text,
    spaceKeys: Type.Optional(Type.Array(Type.String())),
    fileName: text,
    skipReindex: flag,
  },
  closed,
)
const job = Type.Object(
  {
    id: Type.Integer(),
    jobOperation: oneOf(operations),
    jobScope: oneOf(scopes),
    jobState: oneOf(backupStates.map((state) => state.toUpperCase())),
    createTime: Type.String(),
    startProcessingTime: text,
    finishProcessingTime: text,
    cancelTime: text,
    errorMessage: text,
    owner: Type.String(),
    cancelledBy: text,
    fileName: Type.String(),
    spaceKeys: text,
    fileDeleteTime: text,
    fileExists: Type.Boolean(),
    jobSettings,
    statistics,
    jobStatistics: statistics,
  },
  closed,
)
const fileInfo = Type.Object(
  { name: Type.String(), creationTime: Type.String(), size: Type.Integer(), jobScope: oneOf(scopes) },
  closed,
)

/** What of a body may be left out, or be null. */
const open = <T extends Parameters<typeof Type.Array>[0]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]))
const siteBackup = Type.Object({
  skipAttachments: open(Type.Boolean()),
  keepPermanently: open(Type.Boolean()),
  fileNamePrefix: open(Type.String()),
})
const spaceBackup = Type.Object({
  spaceKeys: Type.Array(Type.String()),
  keepPermanently: open(Type.Boolean()),
  fileNamePrefix: open(Type.String()),
})
const restore = Type.Object({
  fileName: open(Type.String()),
  filename: open(Type.String()),
  skipReindex: open(Type.Boolean()),
})

const tag = 'Backup and Restore'
const ofAdministrators = { tag, access: 'administrator' } as const
const ofUsers = { tag, access: 'user' } as const
const restoreRefusals = ['bad-body', 'bad-request', 'duplicate-key', 'forbidden', 'unauthenticated'] as const
const uploadRefusals = [
  'bad-request',
  'duplicate-key',
  'forbidden',
  'too-large',
  'unauthenticated',
  'wrong-media-type',
  'xsrf',
] as const

/** Backups of the site and of spaces, and how they come back: Data Center's own. */
export const backupRoutes = [
  route({
    ...ofAdministrators,
    id: 'createSiteBackupJob',
    method: 'POST',
    path: '/backup-restore/backup/site',
    summary: 'Have the whole site backed up. For system administrators.',
    body: siteBackup,
    reply: job,
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => presentJob(api, await startSiteBackup(api.domain, settingsOf(body))),
  }),
  route({
    ...ofUsers,
    id: 'createSpaceBackupJob',
    method: 'POST',
    path: '/backup-restore/backup/space',
    summary: 'Have some spaces backed up. For system administrators, and whoever may export all of them.',
    changes: false,
    body: spaceBackup,
    reply: job,
    errors: ['bad-body', 'bad-request', 'conflict', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { body }) => presentJob(api, await startSpaceBackup(api.domain, settingsOf(body))),
  }),
  route({
    ...ofUsers,
    id: 'findJobs',
    method: 'GET',
    path: '/backup-restore/jobs',
    summary: 'Backups and restores, newest first: for system administrators all, for others their own.',
    query: Type.Object({
      limit,
      fromDate: text,
      toDate: text,
      jobScope: text,
      jobOperation: text,
      jobStates: Type.Array(Type.String(), { default: [] }),
      spaceKey: text,
      owner: text,
    }),
    reply: Type.Array(job),
    errors: ['bad-parameter', 'unauthenticated'],
    handle: async (api, { query }) => {
      const { limit: wanted = limits.backupJobList } = query
      if (wanted < 0) throw new AppError('bad-parameter', 'The parameter limit cannot be less than zero.')
      const operation = acceptOne('jobOperation', operations, query.jobOperation)
      const found = await listBackups(
        api.domain,
        {
          from: acceptTime('fromDate', query.fromDate),
          to: acceptTime('toDate', query.toDate),
          scope: acceptScope(query.jobScope),
          operation: operation && (operation === 'BACKUP' ? 'backup' : 'restore'),
          states: query.jobStates.flatMap((name) => acceptOne('jobStates', backupStates, name) ?? []),
          spaceKey: query.spaceKey,
          ownerName: query.owner,
        },
        Math.min(wanted, limits.listMost),
      )
      return Promise.all(found.map((one) => presentJob(api, one)))
    },
  }),
  route({
    ...ofAdministrators,
    id: 'cancelAllQueuedJobs',
    method: 'PUT',
    path: '/backup-restore/jobs/clear-queue',
    summary: 'Cancel all backups and restores that wait; answers how many that were.',
    reply: Type.Integer(),
    errors: ['forbidden', 'unauthenticated'],
    handle: (api) => clearBackupQueue(api.domain),
  }),
  route({
    ...ofUsers,
    id: 'getJob',
    method: 'GET',
    path: '/backup-restore/jobs/{jobId}',
    summary: 'How far a backup or restore is, and how it ended.',
    reply: job,
    errors: ['bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { path }) => {
      const found = await findBackup(api.domain, parseId(path.jobId, 'job'))
      if (found) return presentJob(api, found)
      throw new AppError('forbidden', `There is no job ${path.jobId}, or you may not see it.`)
    },
  }),
  route({
    ...ofUsers,
    id: 'cancelJob',
    method: 'PUT',
    path: '/backup-restore/jobs/{jobId}/cancel',
    summary: 'Cancel a backup or restore that waits or is under way; of one that is over nothing changes.',
    changes: false,
    reply: job,
    errors: ['bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) =>
      presentJob(api, await cancelBackup(api.domain, parseId(path.jobId, 'job'))),
  }),
  route({
    ...ofUsers,
    id: 'downloadBackupFile',
    method: 'GET',
    path: '/backup-restore/jobs/{jobId}/download',
    summary: 'The archive of a backup that is done.',
    reply: 'bytes',
    errors: ['bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { call, path }) => {
      const id = parseId(path.jobId, 'job')
      const file = await readBackupFile(api.domain, id)
      return sendFile(call, {
        fileName: file.name,
        mediaType: 'application/zip',
        size: file.size,
        modifiedAt: file.writtenAt,
        tag: `backup-${id}-${file.writtenAt}`,
        read: (range) => api.domain.app.archives.read(file.scope, file.name, range),
      })
    },
  }),
  route({
    ...ofAdministrators,
    id: 'getFiles',
    method: 'GET',
    path: '/backup-restore/restore/files',
    summary: 'The archives in the folder `restore` of the data folder. For system administrators.',
    query: Type.Object({ jobScope: text }),
    reply: Type.Array(fileInfo),
    errors: ['bad-parameter', 'forbidden', 'unauthenticated'],
    handle: async (api, { query }) =>
      (await listArchives(api.domain, acceptScope(query.jobScope))).map((file) => ({
        name: file.name,
        creationTime: isoDate(file.writtenAt),
        size: file.size,
        jobScope: file.scope.toUpperCase(),
      })),
  }),
  ...(['site', 'space'] as const).flatMap((scope) => [
    route({
      ...ofAdministrators,
      id: scope === 'site' ? 'createSiteRestoreJob' : 'createSpaceRestoreJob',
      method: 'POST',
      path: `/backup-restore/restore/${scope}`,
      summary:
        scope === 'site'
          ? 'Have the whole site replaced by what an archive in the folder has. For system administrators.'
          : 'Have the spaces of an archive in the folder brought back; their keys must be free. For system administrators.',
      body: restore,
      reply: job,
      errors: restoreRefusals,
      handle: async (api, { body }) =>
        presentJob(api, await startRestore(api.domain, scope, settingsOf(body))),
    }),
    route({
      ...ofAdministrators,
      id:
        scope === 'site'
          ? 'createSiteRestoreJobForUploadedBackupFile'
          : 'createSpaceRestoreJobForUploadedBackupFile',
      method: 'POST',
      path: `/backup-restore/restore/${scope}/upload`,
      summary: `Upload an archive as the part \`file\`, and restore ${scope === 'site' ? 'the site' : 'spaces'} from it. For system administrators.`,
      body: 'multipart',
      reply: job,
      errors: uploadRefusals,
      handle: (api, { parts }) => upload(api, scope, parts),
    }),
  ]),
]

async function upload(api: ApiContext, scope: BackupScope, parts: AsyncIterable<Part>): Promise<unknown> {
  await authorizeArchiveUpload(api.domain)
  for await (const part of parts) {
    if (part.kind === 'file') return presentJob(api, await restoreUpload(api.domain, scope, part))
  }
  throw new AppError('bad-request', 'The upload has no part named "file".')
}

function settingsOf(
  body: {
    readonly [name in keyof BackupSettings]?: BackupSettings[name] | null
  } & { readonly filename?: string | null },
): BackupSettings {
  const { filename, ...rest } = body
  const given = { ...rest, fileName: rest.fileName ?? filename }
  const known = Object.keys(jobSettings.properties)
  const kept = Object.entries(given).filter(
    ([name, value]) => known.includes(name) && value !== null && value !== undefined,
  )
  return Object.fromEntries(kept)
}

function acceptScope(given: string | undefined): BackupScope | undefined {
  const scope = acceptOne('jobScope', scopes, given)
  return scope && (scope === 'SITE' ? 'site' : 'space')
}

function acceptOne<T extends string>(
  name: string,
  known: readonly T[],
  given: string | undefined,
): T | undefined {
  if (given === undefined || given === '') return undefined
  const found = known.find((one) => one.toUpperCase() === given.toUpperCase())
  if (found) return found
  const names = known.map((one) => one.toUpperCase()).join(', ')
  throw new AppError(
    'bad-parameter',
    `The parameter ${name} is one of ${names}, not "${given.slice(0, 100)}".`,
  )
}

async function presentJob(api: ApiContext, one: BackupJob): Promise<unknown> {
  const time = (name: string, at: number | null) => (at === null ? {} : { [name]: isoDate(at) })
  const numbers = {
    totalObjectsCount: one.statistics.total,
    processedObjectsCount: one.statistics.processed,
    persistedObjectsCount: one.statistics.persisted,
    skippedObjectsCount: one.statistics.skipped,
    reusedObjectsCount: one.statistics.reused,
  }
  return {
    id: one.id,
    jobOperation: one.operation.toUpperCase(),
    jobScope: one.scope.toUpperCase(),
    jobState: one.state.toUpperCase(),
    createTime: isoDate(one.createdAt),
    ...time('startProcessingTime', one.startedAt),
    ...time('finishProcessingTime', one.finishedAt),
    ...time('cancelTime', one.cancelledAt),
    ...(one.error === '' ? {} : { errorMessage: one.error }),
    owner: one.ownerName,
    ...(one.cancelledBy === null ? {} : { cancelledBy: one.cancelledBy }),
    fileName: one.fileName,
    ...(one.spaceKeys.length === 0 ? {} : { spaceKeys: one.spaceKeys.join(',') }),
    ...time('fileDeleteTime', one.fileRemovedAt),
    fileExists: await hasFile(api.domain, one),
    jobSettings: one.settings,
    statistics: numbers,
    jobStatistics: numbers,
  }
}
