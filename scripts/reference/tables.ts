import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCatalogue } from '../../src/base/errors.ts'
import { limits } from '../../src/base/limits.ts'
import { settings } from '../../src/config.ts'
import type { Dependence } from '../../src/document/env.ts'
import { documentLimits } from '../../src/document/limits.ts'
import { macros } from '../../src/document/macros/index.ts'
import type { ParameterDefinition } from '../../src/document/macros/macro.ts'
import { code, head, table } from './markdown.ts'

/** docs/reference/configuration.md */
export function configurationPage(): string {
  const rows = settings.map(({ variable, option, default: preset, about, secret }) => [
    code(variable),
    option === undefined ? '' : code(`--${option}`),
    code(preset),
    about + (secret ? ' Never printed.' : ''),
  ])
  return (
    head('Configuration', 'src/config.ts') +
    'A setting is given as an option of `inver serve` (with `npm start`: `npm start -- --port 8091`), else as an\n' +
    'environment variable, else it has its default. `inver token` takes `--data` and `--database-url`. Settings are\n' +
    'read once, at start; a value that cannot be one ends the start with a sentence that names it.\n\n' +
    table(['Variable', 'Option', 'Default', 'Meaning'], rows)
  )
}

/** docs/reference/errors.md */
export function errorsPage(): string {
  const rows = Object.entries(errorCatalogue).map(([name, { status, summary }]) => [
    code(name),
    String(status),
    summary,
  ])
  return (
    head('Errors', 'src/base/errors.ts') +
    'Everything that can be refused has a code. The code is the name inside the program; on the wire it becomes a\n' +
    'status and a body in the manner of the API that was asked:\n\n' +
    '* API v1 and Data Center: `{ "statusCode", "data", "message", "reason" }` (`src/api/v1/present/error.ts`). The\n' +
    '  Cloud puts the name of an exception before the message. Rejected credentials are a 403 in the Cloud’s v1 and a\n' +
    '  401 with an HTML page on Data Center.\n' +
    '* API v2: `{ "errors": [{ "status", "code", "title", "detail" }] }` (`src/api/v2/present/error.ts`);\n' +
    '  `forbidden` is a 404 there.\n' +
    '* Screens: a page in words (`src/web/present-error.ts`).\n\n' +
    table(['Code', 'Status', 'Meaning'], rows)
  )
}

interface Limit {
  readonly names: string[]
  readonly reason: string
}

/** docs/reference/limits.md */
export function limitsPage(project: string): string {
  const section = (file: string, values: Readonly<Record<string, number>>) => {
    const rows = limitsIn(readFileSync(join(project, file), 'utf8')).map(({ names, reason }) => [
      names.map(code).join(', '),
      names.map((name) => amount(name, values[name] ?? 0)).join(', '),
      reason,
    ])
    return table(['Limit', 'Value', 'What it bounds, and why'], rows)
  }
  return (
    head('Limits', 'src/base/limits.ts and src/document/limits.ts') +
    'Everything has a limit. These are constants of the program; none is a setting.\n\n' +
    `## The program\n\n${section('src/base/limits.ts', limits)}\n` +
    `## The document engine\n\n${section('src/document/limits.ts', documentLimits)}`
  )
}

/** Names and comments of a file of limits. A comment holds for the lines below it up to the next one. */
export function limitsIn(source: string): Limit[] {
  const found: Limit[] = []
  for (const line of source.split('\n')) {
    const comment = /^ {2}\/\*\* (.*) \*\/$/.exec(line)?.[1]
    if (comment !== undefined) found.push({ names: [], reason: comment })
    const name = /^ {2}(\w+): /.exec(line)?.[1]
    if (name !== undefined) found.at(-1)?.names.push(name)
  }
  return found
}

function amount(name: string, value: number): string {
  if (name.endsWith('Ms')) return duration(value)
  if (name.endsWith('Bytes') && value >= 1024 && value % 1024 === 0) return bytes(value)
  return value.toLocaleString('en')
}

function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB']
  let unit = 0
  while (value >= 1024 && value % 1024 === 0 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value.toLocaleString('en')} ${units[unit]}`
}

function duration(ms: number): string {
  for (const [unit, size] of [
    ['d', 24 * 60 * 60 * 1000],
    ['h', 60 * 60 * 1000],
    ['min', 60 * 1000],
    ['s', 1000],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size} ${unit}`
  }
  return `${ms} ms`
}

/** docs/reference/macros.md */
export function macrosPage(project: string): string {
  const sections = macros
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((macro) => {
      const aliases = macro.aliases?.length ? ` Also called ${macro.aliases.map(code).join(', ')}.` : ''
      const parameters = Object.entries(macro.parameters).map(([name, definition]) => [
        name === '' ? '(unnamed)' : code(name),
        typeOf(definition),
        code(definition.default ?? ''),
      ])
      return (
        `## ${code(macro.name)}\n\n` +
        `${sentenceOf(project, macro.name)}\n\n` +
        `${macro.title}. ${BODIES[macro.body]}; stands ${PLACES[macro.output]}; depends on ${DEPENDS[macro.dependsOn]}.${aliases}\n` +
        (parameters.length > 0 ? `\n${table(['Parameter', 'Type', 'Default'], parameters)}` : '')
      )
    })
  return (
    head('Macros', 'src/document/macros') +
    `The ${macros.length} macros that are installed. A macro of any other name is kept as it came, round trips\n` +
    'unchanged, and shows as a labelled placeholder. What a macro depends on decides whether the rendered page may be\n' +
    'kept: only what depends on nothing but its own text is. The parameters are those that change what is shown; others\n' +
    'are kept, and mean nothing here.\n\n' +
    'Nothing a macro names is fetched by the server: what lies elsewhere is shown as a link, or by `iframe` and `widget`\n' +
    'in a sandboxed frame where `INVER_FRAMES` lists the site. `html` says that it is turned\n' +
    'off unless an administrator allows it, and then shows its body cleaned by the lists that hold for all stored documents:\n' +
    'no script, frame, form, event handler or style that leaves its place. `html-include` is a link always.\n\n' +
    sections.join('\n')
  )
}

/** What a macro shows, as its own file says. */
function sentenceOf(project: string, name: string): string {
  // `index` is the name of the list itself, so the macro `index` lives in another file.
  const file = join(project, 'src', 'document', 'macros', `${name === 'index' ? 'page-index' : name}.ts`)
  const [, said] =
    /\/\*\* ((?:(?!\*\/)[^])*?) ?\*\/\nexport const \w+: MacroDefinition/.exec(readFileSync(file, 'utf8')) ??
    []
  if (said === undefined) throw new Error(`${file} does not say what the macro shows`)
  return said.replace(/\s*\n \* ?/g, ' ').trim()
}

const BODIES = { none: 'No body', plain: 'Body of plain text', rich: 'Body of rich text' } as const
const PLACES = { inline: 'in a line', block: 'as a block', either: 'in a line or as a block' } as const
const DEPENDS: Record<Dependence, string> = {
  nothing: 'nothing else',
  wiki: 'the rest of the wiki',
  reader: 'who reads',
}

function typeOf({ type, values, multiple, required }: ParameterDefinition): string {
  const choice = values ? values.map(code).join(', ') : type
  return choice + (multiple ? ', several' : '') + (required ? ', required' : '')
}
