import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { FormatName } from '../../document/format.ts'
import { readFrontMatter } from '../../document/formats/markdown/frontmatter.ts'
import { nowhere } from '../../document/nowhere.ts'
import type { Command } from '../command.ts'
import { writtenIn } from '../documents.ts'
import { exitCodes, Failure } from '../failure.ts'
import { findingsIn } from '../findings.ts'
import { textOf } from '../input.ts'
import { outputOptions, print } from '../output.ts'
import { formatOf, oneLineEnd, readFolder } from '../publish/folder.ts'
import { type Problem, problemsOf, spellProblem } from '../publish/problem.ts'

/** `inver lint` */
export const lint: Command = {
  name: 'lint',
  summary: 'Say what is wrong or doubtful with documents, without a server.',
  usage: [
    'inver lint FILE|DIR… [--from FORMAT] [--strict]',
    '',
    'Markdown, wiki markup, HTML and storage format are told apart by the suffix: .md, .wiki, .html, .xml.',
    'A line for each finding: file:row:column: severity: sentence.',
    'Exit codes: 0 no errors, 1 errors, or with --strict warnings, too.',
    '',
    'Example: inver lint docs --strict',
  ],
  options: [
    { name: 'from', value: 'FORMAT', about: `What all of them are written in: ${writtenIn.join(', ')}.` },
    { name: 'strict', about: 'Fail on warnings, too.' },
    ...outputOptions,
  ],
  misuseCode: exitCodes.misuse,
  async run(words, options) {
    if (words.length === 0) {
      throw new Failure('misuse', 'Write: inver lint FILE… (see: inver lint --help).')
    }
    const problems: Problem[] = []
    for (const word of words) {
      for (const source of await sourcesIn(word, formatNamed(options.from))) {
        problems.push(...(await problemsIn(source)))
      }
    }
    if (options.json !== undefined) print(JSON.stringify(problems, null, 2))
    else problems.forEach((problem) => print(lineOf(problem, options.porcelain !== undefined)))
    const isBad = ({ severity }: Problem): boolean => severity === 'error' || options.strict !== undefined
    return problems.some(isBad) ? exitCodes.failed : exitCodes.done
  },
}

interface Source {
  readonly path: string
  readonly format: FormatName
  readonly text: string
}

function formatNamed(from: string | undefined): FormatName | undefined {
  if (from === undefined) return undefined
  const format = writtenIn.find((name) => name === from)
  if (format === undefined) throw new Failure('misuse', `--from is one of ${writtenIn.join(', ')}.`)
  return format === 'html' ? 'view' : format
}

async function sourcesIn(path: string, format: FormatName | undefined): Promise<readonly Source[]> {
  if (path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const found = readFolder(path).sources
    return found.map((one) => ({ ...one, path: join(path, one.path), format: format ?? one.format }))
  }
  const known = format ?? formatOf(path)
  if (known === undefined) {
    throw new Failure('misuse', `${path}: say with --from what it is written in: ${writtenIn.join(', ')}.`)
  }
  return [{ path, format: known, text: oneLineEnd(await textOf(path)) }]
}

async function problemsIn({ path, format, text }: Source): Promise<readonly Problem[]> {
  const { body, lines } = readFrontMatter(text)
  return problemsOf(path, await findingsIn(body, format, nowhere()), lines)
}

function lineOf(problem: Problem, isPorcelain: boolean): string {
  if (!isPorcelain) return spellProblem(problem)
  const { path, row, column, severity, text } = problem
  return [path, row, column, severity, text].join('\t')
}
