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
import { formatOf, oneLineEnd, readFolder, type SourceFile } from '../publish/folder.ts'
import { resolveLinks, type Surroundings } from '../publish/links.ts'
import { indexFiles, planFolder } from '../publish/plan.ts'
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
    const format = formatNamed(options.from)
    const problems: Problem[] = []
    for (const word of words) {
      const isFolder = word !== '-' && statSync(word, { throwIfNoEntry: false })?.isDirectory()
      problems.push(...(isFolder ? await problemsInFolder(word, format) : await problemsInFile(word, format)))
    }
    if (options.json !== undefined) print(JSON.stringify(problems, null, 2))
    else problems.forEach((problem) => print(lineOf(problem, options.porcelain !== undefined)))
    const isBad = ({ severity }: Problem): boolean => severity === 'error' || options.strict !== undefined
    return problems.some(isBad) ? exitCodes.failed : exitCodes.done
  },
}

function formatNamed(from: string | undefined): FormatName | undefined {
  if (from === undefined) return undefined
  const format = writtenIn.find((name) => name === from)
  if (format === undefined) throw new Failure('misuse', `--from is one of ${writtenIn.join(', ')}.`)
  return format === 'html' ? 'view' : format
}

async function problemsInFile(path: string, format: FormatName | undefined): Promise<readonly Problem[]> {
  const known = format ?? formatOf(path)
  if (known === undefined) {
    throw new Failure('misuse', `${path}: say with --from what it is written in: ${writtenIn.join(', ')}.`)
  }
  return problemsIn({ path, format: known, text: oneLineEnd(await textOf(path)) })
}

/** Also what would be said if the folder were published: of links that lead nowhere, and of titles. */
async function problemsInFolder(root: string, format: FormatName | undefined): Promise<readonly Problem[]> {
  const folder = readFolder(root)
  const plan = await planFolder(folder)
  const around: Surroundings = {
    pages: new Map(plan.pages.map((page) => [page.path, page])),
    indexes: indexFiles(plan.pages.map(({ path }) => path)),
    titleOf: ({ title }) => title,
    files: folder.files,
  }
  const found: Problem[] = []
  for (const source of folder.sources) {
    found.push(...(await problemsIn({ ...source, format: format ?? source.format })))
  }
  found.push(...plan.problems, ...plan.pages.flatMap((page) => resolveLinks(page, around).problems))
  const distinct = new Map(found.map((problem) => [spellProblem(problem), problem]))
  return [...distinct.values()]
    .toSorted((a, b) => (a.path === b.path ? a.row - b.row : a.path < b.path ? -1 : 1))
    .map((problem) => ({ ...problem, path: join(root, problem.path) }))
}

async function problemsIn({ path, format, text }: SourceFile): Promise<readonly Problem[]> {
  const { body, lines } = readFrontMatter(text)
  return problemsOf(path, await findingsIn(body, format, nowhere()), lines)
}

function lineOf(problem: Problem, isPorcelain: boolean): string {
  if (!isPorcelain) return spellProblem(problem)
  const { path, row, column, severity, text } = problem
  return [path, row, column, severity, text].join('\t')
}
