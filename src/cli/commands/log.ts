import { escapeText } from '../../base/xml/write.ts'
import { addRows, tableSource, type TableChoice } from '../../document/add-row.ts'
import { updatePage } from '../../sdk/index.ts'
import { type Call, commandFor } from '../actions.ts'
import type { Options } from '../command.ts'
import { commitsIn } from '../commits.ts'
import { currentUser } from '../current-user.ts'
import { Failure } from '../failure.ts'
import { tell } from '../output.ts'
import { pageId } from '../page-name.ts'
import { cellsOf, dayOf, fillCells, type Filling } from '../row-template.ts'

const COMMIT_ROW = '{date} | {author} | {hash} | {subject}'

/** `inver log` */
export const log = commandFor('log', {
  summary: 'Add rows to a table on a page and touch nothing else there.',
  takes: 'PAGE --row "CELL | CELL | …"… [--table N] [--under HEADING] [--macro NAME] [--top]',
  example: 'log DOC:Changes --row "{date} | {user} | 7.2 | New search" --under "Change log" --top',
  words: [1, 1],
  options: [
    {
      name: 'row',
      value: 'CELLS',
      multiple: true,
      about:
        'A row, its cells parted by | (in a cell: \\|); {date} and {user} are filled in. May be repeated.',
    },
    { name: 'table', value: 'N', about: 'The how-maniest table, from 1, of those that the next two leave.' },
    { name: 'under', value: 'HEADING', about: 'The heading that the table stands under.' },
    { name: 'macro', value: 'NAME', about: 'The macro around the table, such as expand.' },
    { name: 'top', about: 'Put it right below the head of the table.' },
    { name: 'bottom', about: 'Put it at the end (this is so without it).' },
    { name: 'storage', about: 'Cells are storage format and not text.' },
    {
      name: 'from-git',
      value: 'RANGE',
      about: `A row for each commit of the range, by default "${COMMIT_ROW}"; those whose {hash} the table has are left out.`,
    },
    { name: 'message', value: 'TEXT', about: 'The comment of the new version.' },
    { name: 'minor', about: 'Spare the watchers a letter (Data Center and Inver).' },
  ],
  run: logRows,
})

async function logRows(call: Call): Promise<void> {
  const { words, options, client } = call
  const table = chosenTable(options)
  const rows = await rowsOf(call)
  const id = await pageId(client, words[0] ?? '')
  let count = 0
  const edit = (storage: string): string => {
    // Asked anew after every conflict: another process may have logged the same commits meanwhile.
    const present = options['from-git'] === undefined ? '' : (tableSource(storage, table) ?? '')
    const missing = rows
      .filter(({ hash }) => hash === undefined || !hasWord(present, hash))
      .map(({ cells }) => cells)
    count = missing.length
    if (count === 0) return storage
    const at = options.top === undefined ? 'bottom' : 'top'
    const made = addRows(storage, {
      table,
      at,
      rows: missing,
      cells: options.storage === undefined ? 'text' : 'storage',
    })
    if ('storage' in made) return made.storage
    throw new Failure('failed', `Nothing was written: ${made.problem}`)
  }
  const minor = options.minor === undefined ? undefined : true
  const { page, changed } = await updatePage(client, id, edit, { message: options.message, minor })
  tell(options, {
    sentence: changed
      ? `Added ${count} ${count === 1 ? 'row' : 'rows'} to "${page.title}", version ${page.version}.`
      : `Nothing to add to "${page.title}".`,
    fields: [page.id, page.version, count],
    data: { id: page.id, title: page.title, version: page.version, rows: count },
  })
}

function hasWord(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text)
}

function chosenTable({ table, under, macro, top, bottom }: Options): TableChoice {
  if (top !== undefined && bottom !== undefined) throw new Failure('misuse', 'Choose --top or --bottom.')
  if (table !== undefined && !/^[1-9]\d{0,4}$/.test(table)) {
    throw new Failure('misuse', `--table is "${table}", but it must be a number from 1.`)
  }
  return { number: table === undefined ? undefined : Number(table), under, macro }
}

interface FilledRow {
  readonly cells: readonly string[]
  /** Of a row that names its commit. */
  readonly hash?: string
}

/** The rows in the order in which they stand in the table: of commits the latest is nearest to its end of it. */
async function rowsOf({ options, lists, client }: Call): Promise<FilledRow[]> {
  const written = lists.row ?? []
  const range = options['from-git']
  const filled = (template: string, filling: Filling): FilledRow => {
    const safe =
      options.storage === undefined
        ? filling
        : Object.fromEntries(Object.entries(filling).map(([name, value]) => [name, escapeText(value)]))
    const hash = template.includes('{hash}') ? filling.hash : undefined
    return { cells: fillCells(cellsOf(template), safe), ...(hash !== undefined && { hash }) }
  }
  if (range !== undefined) {
    if (written.length > 1)
      throw new Failure('misuse', 'With --from-git, one --row says how each commit looks.')
    const rows = (await commitsIn(range)).map((commit) => filled(written[0] ?? COMMIT_ROW, commit))
    return options.top === undefined ? rows : rows.reverse()
  }
  if (written.length === 0) throw new Failure('misuse', 'Say what to add with --row or --from-git.')
  const asksForUser = written.some((row) => row.includes('{user}'))
  const user = asksForUser ? (await currentUser(client)).displayName : ''
  return written.map((row) => filled(row, { date: dayOf(new Date()), user }))
}
