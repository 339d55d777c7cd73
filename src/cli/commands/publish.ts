import { watch } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Client } from '../../sdk/index.ts'
import { asFailure, clientFor, clientOptions } from '../client.ts'
import { inColours } from '../colours.ts'
import type { Command, Options } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { outputOptions, print } from '../output.ts'
import { pageId } from '../page-name.ts'
import { type Progress, progressOf } from '../progress.ts'
import type { Outcome } from '../publish/apply.ts'
import { spellProblem } from '../publish/problem.ts'
import { publishFolder, type PublishReport } from '../publish/publish.ts'
import { type PublishTarget, targetOf } from '../publish/target.ts'

/** Changes that follow each other this closely are published together. */
const SETTLE_MS = 300

/** `inver publish` */
export const publish: Command = {
  name: 'publish',
  summary: 'Publish Markdown, wiki, HTML or storage files as a tree of pages.',
  usage: [
    'inver publish DIR --space KEY [--parent PAGE] [--prune] [--dry-run | --watch]',
    'inver publish [DIR] FILE… --space KEY [--parent PAGE] [--dry-run | --watch]',
    '',
    'With files only these are published: in their places in the folder that is named before them; without one they are',
    'pages of their own.',
    '',
    'A folder’s pages stand below the page of its index.md or README.md. Pages that have not changed are not written;',
    'pages that were edited on the server are merged. Running it again completes what was interrupted.',
    '',
    'Example: inver publish docs --space DOC --parent "DOC:Manual" --dry-run',
  ],
  options: [
    { name: 'space', value: 'KEY', about: 'The space to publish to.' },
    {
      name: 'parent',
      value: 'PAGE',
      about: 'The page to publish below: its id, its address or SPACE:Title.',
    },
    { name: 'name', value: 'NAME', about: 'What the publication is called; the folder’s name if not given.' },
    {
      name: 'prune',
      about: 'Put pages into the trash that were published from here and have no file any more.',
    },
    { name: 'dry-run', about: 'Show the differences and write nothing.' },
    { name: 'watch', about: 'Go on publishing whenever a file changes, until Ctrl-C.' },
    ...outputOptions,
    ...clientOptions,
  ],
  misuseCode: exitCodes.misuse,
  async run(words, options) {
    if (options.space === undefined) {
      throw new Failure('misuse', 'Write: inver publish DIR|FILE… --space KEY (see: inver publish --help).')
    }
    const target = targetOf(words)
    if (target.chosen !== undefined && options.prune !== undefined) {
      throw new Failure('misuse', '--prune is for whole folders: name the folder alone.')
    }
    const client = clientFor(options)
    const stopper = new AbortController()
    const progress = progressOf('pages')
    onInterrupt(() => {
      progress.around(() => process.stderr.write(STOPPING))
      stopper.abort()
    })
    try {
      const run = await preparedRun({ client, target, options, progress, signal: stopper.signal })
      return options.watch === undefined ? await run() : await watchFolder(target.root, run, stopper.signal)
    } catch (error) {
      throw asFailure(error, client.root)
    } finally {
      progress.end()
    }
  },
}

/** Whoever started this process may pass on a Ctrl-C that the terminal has sent to it, too, in its own way. */
const SAME_INTERRUPT_MS = 500

/** Does this at the first Ctrl-C, or when the process is told to end; a second one ends it. */
function onInterrupt(stop: () => void): void {
  let first: number | undefined
  const interrupt = (): void => {
    const isSecond = first !== undefined && performance.now() - first > SAME_INTERRUPT_MS
    if (isSecond) process.exit(exitCodes.interrupted)
    if (first === undefined) stop()
    first ??= performance.now()
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt)
}

const STOPPING = 'inver: stopping with the pages that are under way; Ctrl-C again ends at once.\n'

interface Task {
  readonly client: Client
  readonly target: PublishTarget
  readonly options: Options
  readonly progress: Progress
  readonly signal: AbortSignal
}

async function preparedRun({
  client,
  target,
  options,
  progress,
  signal,
}: Task): Promise<() => Promise<number>> {
  const parentId = options.parent === undefined ? '' : await pageId(client, options.parent)
  return async () => {
    const report = await publishFolder({
      client,
      ...target,
      space: options.space ?? '',
      name: options.name ?? basename(resolve(target.root)),
      parentId,
      dryRun: options['dry-run'] !== undefined,
      prune: options.prune !== undefined,
      signal,
      onPlan: (count) => progress.expect(count),
      onPage: (path, outcome) => {
        progress.step()
        const text = pageText(options, path, outcome)
        if (text !== '') progress.around(() => process.stdout.write(text))
      },
    })
    progress.end()
    return tellReport(options, report)
  }
}

function pageText(options: Options, path: string, outcome: Outcome): string {
  const { kind, id } = outcome
  if (options.json !== undefined) return ''
  if (options.porcelain !== undefined) return `${[kind, path, id].join('\t')}\n`
  if (kind === 'conflict' || kind === 'unchanged') return ''
  const line = `${kind.padEnd(8)} ${path}${id === '' ? '' : ` (page ${id})`}\n`
  return outcome.diff === undefined ? line : line + inColours(outcome.diff)
}

function tellReport(options: Options, report: PublishReport): number {
  const { outcomes, problems, conflicts, gone, stopped } = report
  for (const problem of problems) process.stderr.write(`${spellProblem(problem)}\n`)
  for (const conflict of conflicts) process.stderr.write(`${spellProblem(conflict)}\n`)
  if (options.json !== undefined) {
    const pages = [...outcomes].map(([path, outcome]) => ({ path, ...outcome }))
    print(JSON.stringify({ pages, problems, conflicts, gone, stopped }, null, 2))
  } else {
    tellGone(options, report)
    if (options.porcelain === undefined) print(summaryOf(report))
  }
  if (stopped) {
    process.stderr.write('inver: stopped; run the same command again to complete the work.\n')
    return exitCodes.interrupted
  }
  if (conflicts.length > 0) return exitCodes.conflict
  const isWhole = problems.every(({ severity }) => severity !== 'error')
  return isWhole ? exitCodes.done : exitCodes.failed
}

function tellGone(options: Options, { gone }: PublishReport): void {
  const word = options.prune === undefined ? 'gone' : 'trashed'
  for (const { id, title } of gone) {
    if (options.porcelain !== undefined) print([word, title, id].join('\t'))
    else print(`${word.padEnd(8)} ${title} (page ${id})`)
  }
}

function summaryOf({ outcomes, conflicts, problems }: PublishReport): string {
  const kinds = ['created', 'updated', 'merged', 'unchanged'] as const
  const counts = kinds.map((kind) => {
    const count = [...outcomes.values()].filter((outcome) => outcome.kind === kind).length
    return `${count} ${kind}`
  })
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return [...counts, `${conflicts.length} in conflict`, `${errors} failed`].join(', ')
}

/** One run after the other; a change during a run begins the next. */
async function watchFolder(folder: string, run: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let wake = (): void => {}
  let isChanged = true
  const watcher = watch(folder, { recursive: true, signal }, () => {
    isChanged = true
    wake()
  })
  watcher.on('error', () => wake())
  signal.addEventListener('abort', () => wake())
  let code: number = exitCodes.done
  while (!signal.aborted) {
    if (!isChanged) await new Promise<void>((done) => (wake = done))
    if (signal.aborted) break
    await new Promise((done) => setTimeout(done, SETTLE_MS))
    isChanged = false
    code = await run()
  }
  return code
}
