import type { Migration } from '../migration.ts'
import { initial } from './0001-initial.ts'
import { guardsAndDigests } from './0002-guards-and-digests.ts'

/** Every migration, oldest first; the position is the version. Forward only: never change one that was released. */
export const migrations: readonly Migration[] = [initial, guardsAndDigests]
