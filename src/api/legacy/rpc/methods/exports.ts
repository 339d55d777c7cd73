import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../../../base/errors.ts'
import { limits } from '../../../../base/limits.ts'
import {
  authorizeArchiveUpload,
  findBackup,
  restoreUpload,
  startSiteBackup,
  startSpaceBackup,
} from '../../../../domain/backup/administer.ts'
import type { BackupJob } from '../../../../domain/backup/backup-job.ts'
import { now } from '../../../../domain/context.ts'
import type { ApiContext } from '../../../flavour.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { bytes, flag, text } from '../value.ts'

const method = methodsOf('Backups')
const refusals = [
  'bad-parameter',
  'bad-request',
  'conflict',
  'forbidden',
  'not-found',
  'unauthenticated',
] as const
const administered = { access: 'administrator', errors: [...refusals, 'unavailable'] } as const
const exporting = { access: 'user', errors: [...refusals, 'unavailable'] } as const

/** Backups of the site and of spaces, which these procedures wait for. */
export const exportMethods = [
  ...['exportSite', 'performBackup'].map((name) =>
    method({
      ...administered,
      name,
      summary: 'Back the site up, with or without attachments; gives the address of the archive.',
      takes: { exportAttachments: flag },
      gives: schema.given.text,
      handle: async ({ api }, { exportAttachments }) =>
        archiveOf(api, await startSiteBackup(api.domain, { skipAttachments: !exportAttachments })),
    }),
  ),
  method({
    ...exporting,
    name: 'exportSpace',
    summary: 'Back a space up (TYPE_XML); gives the address of the archive.',
    takes: { spaceKey: text, exportType: text },
    gives: schema.given.text,
    handle: ({ api }, { spaceKey, exportType }) => exportSpace(api, spaceKey, exportType),
  }),
  method({
    ...exporting,
    name: 'exportSpace',
    summary: 'The same; a backup always has everything.',
    takes: { spaceKey: text, exportType: text, exportAll: flag },
    gives: schema.given.text,
    handle: ({ api }, { spaceKey, exportType }) => exportSpace(api, spaceKey, exportType),
  }),
  method({
    ...administered,
    errors: [...administered.errors, 'duplicate-key', 'too-large'],
    name: 'importSpace',
    summary: 'Restore a space from an archive of one.',
    takes: { importFile: bytes },
    gives: schema.given.flag,
    handle: async ({ api }, { importFile }) => {
      await authorizeArchiveUpload(api.domain)
      if (importFile.length > limits.rpcFileBytes) throw new AppError('too-large')
      const upload = { fileName: 'import.zip', bytes: Readable.from([importFile]) }
      await finished(api, await restoreUpload(api.domain, 'space', upload))
      return true
    },
  }),
]

async function exportSpace(api: ApiContext, spaceKey: string, exportType: string): Promise<string> {
  if (!/^(TYPE_)?(XML|ALL)$/i.test(exportType)) {
    throw new AppError('bad-parameter', `Spaces are exported as TYPE_XML, not as "${exportType}".`)
  }
  return archiveOf(api, await startSpaceBackup(api.domain, { spaceKeys: [spaceKey] }))
}

/** Where the archive of a backup is fetched, once it is there. */
async function archiveOf(api: ApiContext, job: BackupJob): Promise<string> {
  const { id } = await finished(api, job)
  return `${api.domain.place.origin}/rest/api/backup-restore/jobs/${id}/download`
}

/** Wait for the end of a job. One that takes longer than an answer may goes on by itself. */
async function finished(api: ApiContext, { id }: BackupJob): Promise<BackupJob> {
  const end = now(api.domain) + limits.answerMs / 2
  for (;;) {
    const job = await findBackup(api.domain, id)
    if (job?.state === 'finished') return job
    if (job === undefined || job.state === 'failed' || job.state === 'cancelled') {
      throw new AppError('bad-request', job?.error || 'The job was ended before it was done.')
    }
    if (now(api.domain) > end) {
      const path = `/rest/api/backup-restore/jobs/${id}`
      throw new AppError(
        'unavailable',
        `This takes longer than a call may. It goes on; ${path} says how far it is.`,
      )
    }
    await pause(POLL_MS)
  }
}

/** Milliseconds between two looks at a job. */
const POLL_MS = 100
