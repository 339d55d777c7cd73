import { asFailure, clientFor, clientOptions } from '../client.ts'
import type { Command, Options } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { outputOptions, print } from '../output.ts'
import { pageId, parsePageName } from '../page-name.ts'
import { progressOf } from '../progress.ts'
import { spellProblem } from '../publish/problem.ts'
import { pullPages, type PullReport } from '../publish/pull.ts'
import { spaceOf } from '../publish/server.ts'

/** `inver pull` */
export const pull: Command = {
  name: 'pull',
  summary: 'Bring a space, or a page and all below it, into a folder as files.',
  usage: [
    'inver pull SPACE|PAGE DIR [--format markdown|storage]',
    '',
    'PAGE is an id, an address or SPACE:Title. Files that were edited are merged with the server, not overwritten;',
    'what is pulled and published again writes nothing.',
    '',
    'Example: inver pull "DOC:Manual" docs',
  ],
  options: [
    { name: 'format', value: 'FORMAT', about: 'markdown, or storage for bodies exactly as they are kept.' },
    ...outputOptions,
    ...clientOptions,
  ],
  misuseCode: exitCodes.misuse,
  async run(words, options) {
    const [from, root] = words
    const { format = 'markdown' } = options
    if (from === undefined || root === undefined || words.length > 2) {
      throw new Failure('misuse', 'Write: inver pull SPACE|PAGE DIR (see: inver pull --help).')
    }
    if (format !== 'markdown' && format !== 'storage') {
      throw new Failure('misuse', `"${format}" is not a format of pull: write markdown or storage.`)
    }
    const client = clientFor(options)
    const progress = progressOf('pages')
    try {
      const page = parsePageName(from) === undefined ? undefined : await pageId(client, from)
      const space = page === undefined ? from : await spaceOf(client, page)
      const pageOption = page === undefined ? {} : { pageId: page }
      const report = await pullPages({
        client,
        root,
        space,
        format,
        ...pageOption,
        onPlan: (count) => progress.expect(count),
        onPage: () => progress.step(),
      })
      progress.end()
      return tell(options, report)
    } catch (error) {
      throw asFailure(error, client.root)
    } finally {
      progress.end()
    }
  },
}

function tell(options: Options, report: PullReport): number {
  const { conflicts, problems } = report
  for (const problem of [...problems, ...conflicts]) process.stderr.write(`${spellProblem(problem)}\n`)
  if (options.json !== undefined) print(JSON.stringify(report, null, 2))
  else {
    const isPorcelain = options.porcelain !== undefined
    for (const kind of ['created', 'updated', 'files'] as const) {
      const word = kind === 'files' ? 'fetched' : kind
      for (const path of report[kind]) print(isPorcelain ? `${word}\t${path}` : `${word.padEnd(8)} ${path}`)
    }
    if (!isPorcelain) print(summaryOf(report))
  }
  return conflicts.length > 0 ? exitCodes.conflict : exitCodes.done
}

function summaryOf({ created, updated, unchanged, files, conflicts }: PullReport): string {
  const counts = { created, updated, unchanged, 'files fetched': files, 'in conflict': conflicts }
  return Object.entries(counts)
    .map(([word, list]) => `${list.length} ${word}`)
    .join(', ')
}
