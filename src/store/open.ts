import { AppError } from '../base/errors.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite.ts'

/** Open `sqlite:<file>` or `postgres://…`. Refuses other addresses, and files it cannot open, with a sentence. */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  if (/^postgres(ql)?:\/\//.test(url)) {
    // Loaded only where it is used: the driver takes time and memory.
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(url)
  }
  throw new AppError(
    'bad-parameter',
    `The database address "${url}" is neither sqlite:<file> nor postgres://….`,
  )
}
