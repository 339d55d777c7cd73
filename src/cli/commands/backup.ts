import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openDomain } from '../../app.ts'
import { AppError } from '../../base/errors.ts'
import { readConfig } from '../../config.ts'
import { backUpAtOnce, restoreAtOnce } from '../../domain/backup/at-once.ts'
import { type Context, systemContext } from '../../domain/context.ts'
import type { Command } from '../command.ts'

const options = [
  { name: 'data', value: 'FOLDER', about: 'The data folder of the server. (INVER_DATA)' },
  { name: 'database-url', value: 'URL', about: 'The database of the server. (INVER_DATABASE_URL)' },
]

/** `inver backup`: also beside a running server. */
export const backup: Command = {
  name: 'backup',
  summary: 'Write everything that the site is into one file.',
  usage: ['inver backup FILE'],
  options,
  run: ([file, ...rest], given) =>
    onSite(file, rest, given, async (ctx, path) => {
      if (existsSync(path)) throw new AppError('conflict', `${path} is there already.`)
      const counted = await backUpAtOnce(ctx, async (bytes) => {
        try {
          await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
        } catch (error) {
          await rm(path, { force: true })
          throw new AppError('unavailable', `${path} cannot be written: ${(error as Error).message}.`)
        }
      })
      const left = counted.skipped > 0 ? ` ${counted.skipped} files of attachments were missing.` : ''
      console.log(`${path} has the site: ${counted.persisted} rows and files.${left}`)
    }),
}

/** `inver restore`: while no server runs on the data. */
export const restore: Command = {
  name: 'restore',
  summary: 'Replace everything that the site is by a backup. Stop the server before.',
  usage: ['inver restore FILE'],
  options,
  run: ([file, ...rest], given) =>
    onSite(file, rest, given, async (ctx, path) => {
      if (!existsSync(path)) throw new AppError('not-found', `There is no file ${path}.`)
      await restoreAtOnce(ctx, createReadStream(path))
      console.log(`The site is what ${path} has. Everybody logs in anew.`)
    }),
}

async function onSite(
  file: string | undefined,
  rest: readonly string[],
  given: Readonly<Record<string, string | undefined>>,
  work: (ctx: Context, path: string) => Promise<void>,
): Promise<number> {
  if (file === undefined || rest.length > 0) throw new AppError('bad-parameter', 'Name one file.')
  const domain = await openDomain(readConfig({ dataFolder: given.data, databaseUrl: given['database-url'] }))
  try {
    await work(systemContext(domain), file)
    return 0
  } finally {
    await domain.close()
  }
}
