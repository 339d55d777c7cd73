import type { BackupStatistics } from './backup-job.ts'

/** How the work at hand goes on, and whether it may. */
export interface Progress {
  /** Add to the numbers. Throws when the job was cancelled, or the server is about to stop. */
  count(more: Partial<BackupStatistics>): Promise<void>
  /** The numbers so far. */
  readonly statistics: BackupStatistics
  /** From here on nothing can be cancelled; throws if it was. */
  complete(): Promise<void>
}
