import type { Client } from '../../sdk/index.ts'
import { type Action, type Call, commandOf } from '../actions.ts'
import { asFailure, clientFor, type Tuning } from '../client.ts'
import type { CommandOption, Options } from '../command.ts'
import { currentUser } from '../current-user.ts'
import { exitCodes, Failure } from '../failure.ts'
import { actions, activitySource } from '../harvest/activity.ts'
import { paced, rateOf } from '../harvest/pace.ts'
import { pagesSource } from '../harvest/pages.ts'
import { type Kind, timeOf } from '../harvest/record.ts'
import { type Harvested, harvest as harvestInto } from '../harvest/run.ts'
import type { Source } from '../harvest/source.ts'
import { openTarget, type Wanted } from '../harvest/target.ts'
import { usersSource } from '../harvest/users.ts'
import { tell } from '../output.ts'

const shared: readonly CommandOption[] = [
  { name: 'out', value: 'FILE', about: 'Append to this file; FILE.state beside it remembers how far.' },
  { name: 'csv', about: 'Write CSV; without it, JSON Lines.' },
  { name: 'sqlite', value: 'FILE', about: 'Keep a table of this name in a SQLite database, up to date.' },
  { name: 'full', about: 'Read everything again, and note what is gone.' },
  {
    name: 'rate',
    value: 'NUMBER',
    about: 'At most so many requests a second (default: as the server allows).',
  },
]
const spaces: CommandOption = {
  name: 'space',
  value: 'KEY',
  multiple: true,
  about: 'Only of this space; may be repeated.',
}
const dates: readonly CommandOption[] = [
  { name: 'from', value: 'DATE', about: 'Only since this day or time: 2026-01-31, or with T08:00Z.' },
  { name: 'to', value: 'DATE', about: 'Only until this day (its end) or time.' },
]
const FILTERS = '[--out FILE [--csv] | --sqlite FILE] [--full] [--rate NUMBER]'

/** `inver harvest` */
export const harvest = commandOf('harvest', 'Fetch users, pages or activity, and later only what is new.', {
  users: {
    summary:
      'Fetch who has an account. Each run reads the whole list and writes who is new, changed or gone.',
    more: [
      'Inver and Data Center list everybody; the vendor’s Cloud is searched for all users (it has no list, and tells',
      'neither who is deactivated nor most e-mail addresses); older servers are asked for the members of all groups.',
    ],
    takes: `[--group NAME]… ${FILTERS}`,
    example: 'harvest users --sqlite wiki.db',
    options: [
      { name: 'group', value: 'NAME', multiple: true, about: 'Only members of this group; may be repeated.' },
      ...shared,
    ],
    words: [0, 0],
    run: (call) =>
      run('users', call, [call.lists['group']], (client) => usersSource(client, call.lists['group'] ?? [])),
  },
  pages: {
    summary:
      'Fetch the pages that you may see. The first run reads all of them, later ones what has a new version.',
    more: ['What was only moved, archived or deleted has none: --full notices that, on every server.'],
    takes: `[--space KEY]… [--from DATE] [--to DATE] [--body] ${FILTERS}`,
    example: 'harvest pages --space DOC --out pages.jsonl',
    options: [spaces, ...dates, { name: 'body', about: 'With their text, in storage format.' }, ...shared],
    words: [0, 0],
    run(call) {
      const { space = [] } = call.lists
      const period = periodOf(call.options)
      const withBody = call.options['body'] !== undefined
      const asked = { spaces: space, ...period, withBody }
      return run('pages', call, [space, period, withBody], (client) => pagesSource(client, asked))
    },
  },
  activity: {
    summary: 'Fetch who did what, and when, the latest first.',
    more: [
      'Inver keeps it, for administrators, or of a space for those who administer it:',
      `${actions.join(', ')}.`,
      'Confluence does not. There it is worked out from versions, comments and files, of what you may see and is not',
      'deleted: created, updated, commented, attached. With --audit the audit log is read, too.',
    ],
    takes: `[--space KEY]… [--user NAME]… [--action ACTION]… [--from DATE] [--to DATE] [--audit] ${FILTERS}`,
    example: 'harvest activity --space DOC --action updated --from 2026-01-01 --csv --out activity.csv',
    options: [
      spaces,
      {
        name: 'user',
        value: 'NAME',
        multiple: true,
        about: 'Only by this user: name or account id; may be repeated.',
      },
      { name: 'action', value: 'ACTION', multiple: true, about: 'Only such acts; may be repeated.' },
      ...dates,
      { name: 'audit', about: 'Also the audit log, as acts called audited; for administrators of the site.' },
      { name: 'derived', about: 'Work it out from versions, comments and files on Inver, too.' },
      ...shared,
    ],
    words: [0, 0],
    run(call) {
      const { space = [], user = [], action = [] } = call.lists
      const unknown = action.find((one) => !(actions as readonly string[]).includes(one))
      if (unknown !== undefined) {
        throw new Failure('misuse', `"${unknown}" is no action. Use ${actions.join(', ')}.`)
      }
      const period = periodOf(call.options)
      const [withAudit, isDerived] = [
        call.options['audit'] !== undefined,
        call.options['derived'] !== undefined,
      ]
      const asked = { spaces: space, users: user, actions: action, ...period, withAudit, isDerived }
      const filters = [space, user, action, period, withAudit, isDerived]
      return run('activity', call, filters, (client) => activitySource(client, asked))
    },
  },
} satisfies Record<Kind, Action>)

/** Once a server has answered, it has the patience that the server asks for, up to a quarter of an hour. */
function tune({ rate }: Options): Tuning {
  return {
    retries: { retries: 8, firstWaitMs: 500, longestRetryAfterSeconds: 900 },
    ...(rate !== undefined && { fetch: paced(rateOf(rate)) }),
  }
}

function periodOf({ from, to }: Options): { readonly from?: string; readonly to?: string } {
  const begin = from === undefined ? undefined : timeIn('--from', from)
  const end =
    to === undefined ? undefined : timeIn('--to', /^\d{4}-\d\d-\d\d$/.test(to) ? `${to}T23:59:59.999Z` : to)
  return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { to: end }) }
}

function timeIn(option: string, given: string): string {
  const time = /^\d{4}-\d\d-\d\d/.test(given) ? timeOf(given) : null
  if (time !== null) return time
  throw new Failure(
    'misuse',
    `${option} is a day or a time, 2026-01-31 or 2026-01-31T08:00Z, not "${given}".`,
  )
}

async function run(
  kind: Kind,
  { options, client }: Call,
  filters: readonly unknown[],
  sourceOf: (client: Client) => Promise<Source>,
): Promise<void> {
  if (options['out'] !== undefined && options['sqlite'] !== undefined) {
    throw new Failure('misuse', 'Choose one of --out and --sqlite.')
  }
  if (options['csv'] !== undefined && options['sqlite'] !== undefined) {
    throw new Failure('misuse', '--csv is for files and standard output; --sqlite writes a database.')
  }
  const patient = clientFor(options, tune(options))
  const { root } = await client.detect()
  const check = async (): Promise<void> => void (await currentUser(client))
  await check()
  const source = await sourceOf(patient)
  const wanted: Wanted = {
    kind,
    scope: scopeOf(root, options, filters),
    withBody: options['body'] !== undefined,
    format: options['csv'] === undefined ? 'jsonl' : 'csv',
    out: options['out'],
    sqlite: options['sqlite'],
  }
  const target = openTarget(wanted)
  const { onProgress, end } = progress(kind)
  const stop = (): never => {
    end()
    process.stderr.write(`inver: stopped.${hopeFor(wanted)}\n`)
    process.exit(exitCodes.failed)
  }
  process.once('SIGINT', stop)
  try {
    const done = await harvestInto(source, target, {
      isFull: options['full'] !== undefined,
      onProgress,
      check,
    })
    end()
    report(kind, wanted, options, done)
  } catch (error) {
    throw withHope(asFailure(error, root), wanted)
  } finally {
    process.off('SIGINT', stop)
    end()
    target.close()
  }
}

/** What was read before it ended is not lost. */
function hopeFor({ out, sqlite }: Wanted): string {
  return (out ?? sqlite) === undefined
    ? ''
    : ' What was read is kept: the same command again goes on from there.'
}

function withHope(error: unknown, wanted: Wanted): unknown {
  if (error instanceof Failure) error.message += hopeFor(wanted)
  return error
}

function scopeOf(root: string, options: Options, filters: readonly unknown[]): string {
  const format = options['csv'] === undefined ? [] : ['csv']
  return [root, ...format, ...filters.filter(isSaid).map((filter) => JSON.stringify(filter))].join(' ')
}

function isSaid(filter: unknown): boolean {
  return typeof filter === 'object' && filter !== null ? Object.keys(filter).length > 0 : filter === true
}

function report(kind: Kind, { out, sqlite }: Wanted, options: Options, done: Harvested): void {
  const where = sqlite ?? out
  if (where === undefined) return
  const gone = done.gone > 0 ? `, ${done.gone} of them gone` : ''
  const how = done.isResumed
    ? 'went on with an unfinished run'
    : done.isFull
      ? 'read everything'
      : 'read what is new'
  tell(options, {
    sentence: `${where}: ${done.written} new or changed (${kind})${gone}; ${how}.`,
    fields: [kind, done.written, done.gone],
    data: { kind, ...done },
  })
}

/** How far it is, on a terminal. */
function progress(kind: Kind): { onProgress: (read: number) => void; end: () => void } {
  let isShown = false
  return {
    onProgress(read) {
      if (!process.stderr.isTTY) return
      isShown = true
      process.stderr.write(`\r${kind}: ${read} read`)
    },
    end() {
      if (isShown) process.stderr.write('\r\x1b[K')
      isShown = false
    },
  }
}
