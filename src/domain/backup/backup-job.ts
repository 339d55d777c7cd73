import type { ArchiveShelf } from '../../store/archives.ts'
import type { Scope } from '../access/actor.ts'

export const backupStates = [
  'queued',
  'processing',
  'completing',
  'finished',
  'cancelling',
  'cancelled',
  'failed',
] as const
export type BackupState = (typeof backupStates)[number]
export type BackupOperation = 'backup' | 'restore'
/** What is backed up or restored; archives of each lie apart. */
export type BackupScope = ArchiveShelf

/** What whoever asks for a backup or a restore may say. */
export interface BackupSettings {
  readonly skipAttachments?: boolean
  readonly keepPermanently?: boolean
  readonly fileNamePrefix?: string
  readonly spaceKeys?: readonly string[]
  readonly fileName?: string
  readonly skipReindex?: boolean
}

/** How many rows and files there are, were read, were written, had to be left out, and were there already. */
export interface BackupStatistics {
  readonly total: number
  readonly processed: number
  readonly persisted: number
  readonly skipped: number
  readonly reused: number
}

/** A backup or a restore: asked for, under way, or over. */
export interface BackupJob {
  readonly id: number
  readonly operation: BackupOperation
  readonly scope: BackupScope
  readonly state: BackupState
  readonly ownerId: number | null
  readonly ownerName: string
  /** The scope of the token that it was asked for with: the work goes no further. */
  readonly tokenScope: Scope | undefined
  readonly cancelledBy: string | null
  readonly settings: BackupSettings
  readonly statistics: BackupStatistics
  readonly spaceKeys: readonly string[]
  readonly fileName: string
  /** Why it failed; empty otherwise. */
  readonly error: string
  /** Milliseconds since 1970, as the following. */
  readonly createdAt: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  readonly cancelledAt: number | null
  readonly fileRemovedAt: number | null
}

/** Nothing read and nothing written yet. */
export const noStatistics: BackupStatistics = { total: 0, processed: 0, persisted: 0, skipped: 0, reused: 0 }

/** The kind of the jobs that backups and restores are done by. */
export const BACKUP_JOB = 'backup'
