import { AppError } from '../../base/errors.ts'
import { actorId } from '../access/actor.ts'
import type { Context } from '../context.ts'
import { bytesKeptBy } from './rows.ts'

/** Bytes of files that the actor may still add to the site, below 0 where it is too much; Infinity without a bound. */
export async function storageLeft(ctx: Context): Promise<number> {
  const { userStorage } = ctx.app
  if (userStorage === 0 || ctx.actor.kind === 'system') return Infinity
  return userStorage - (await bytesKeptBy(ctx.db, actorId(ctx.actor)))
}

/** Refuses, from inside the transaction that names new files, what is more than the actor may keep. */
export async function refuseOverStorage(ctx: Context): Promise<void> {
  if ((await storageLeft(ctx)) < 0) throw overStorage(ctx.app.userStorage)
}

/** The refusal, for whoever has to know what to do. */
export function overStorage(userStorage: number): AppError {
  return new AppError(
    'too-large',
    `You may keep ${userStorage / MEGABYTE} MB of files on this site, earlier versions and the trash included, and this is more. Remove some for good, or ask an administrator.`,
  )
}

const MEGABYTE = 1024 * 1024
