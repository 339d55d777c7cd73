import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import type { Environment } from '../../document/env.ts'
import type { FormatName } from '../../document/format.ts'
import { canConvert, convert, formatNames } from '../../document/formats.ts'
import type { Message } from '../../document/message.ts'
import { nowhere } from '../../document/nowhere.ts'
import { repairStorage } from '../../document/repair.ts'
import type { Command } from '../command.ts'
import { findingsIn } from '../findings.ts'

const FINE = 0
const NOT_READABLE = 1
const USAGE = 2

/** `inver convert`: any format into any other, without a server. */
export const convertCommand: Command = {
  name: 'convert',
  summary: 'Convert or check a document, without a server.',
  usage: [
    'inver convert --from FORMAT --to FORMAT [FILE]',
    'inver convert --from FORMAT --check [FILE]',
    '',
    'Reads FILE, or standard input when it is absent or -; writes standard output. Findings go to standard error.',
    'Exit codes: 0 fine, 1 the document cannot be read, 2 the command cannot be understood.',
    `Formats: ${formatNames.join(', ')}`,
  ],
  options: [
    { name: 'from', value: 'FORMAT', about: 'What the document is written in.' },
    { name: 'to', value: 'FORMAT', about: 'What to write it in.' },
    { name: 'check', about: 'Say everything that is wrong with the document.' },
    { name: 'lenient', about: 'Repair storage that is not well-formed, and say what was changed.' },
    {
      name: 'page-title',
      value: 'TITLE',
      about: 'The page that the document belongs to: part of heading ids.',
    },
    { name: 'space', value: 'KEY', about: 'The space that the document belongs to.' },
  ],
  misuseCode: USAGE,
  async run(words, options) {
    const from = formatNames.find((name) => name === options.from)
    const to = formatNames.find((name) => name === (options.to ?? (options.check ? 'tree' : undefined)))
    const refusal = whyNot(words, options, from, to)
    if (refusal !== undefined || from === undefined || to === undefined) return misused(refusal ?? '')
    const [file = '-'] = words
    const text = await textOf(file)
    if (text === undefined) return misused(`The file ${file} cannot be read.`)
    return convertText(text, { file, from, to, options })
  },
}

type Options = Readonly<Record<string, string | undefined>>

function whyNot(
  words: readonly string[],
  { from: fromName, to: toName, check, lenient }: Options,
  from: FormatName | undefined,
  to: FormatName | undefined,
): string | undefined {
  if (words.length > 1) return 'Name one file, or none for standard input.'
  if (fromName === undefined) return 'Say what the document is written in with --from.'
  if (from === undefined) return `"${fromName}" is not a format. Formats: ${formatNames.join(', ')}`
  if (toName === undefined && check === undefined) return 'Say what to write with --to, or --check.'
  if (to === undefined) return `"${toName}" is not a format. Formats: ${formatNames.join(', ')}`
  if (!canConvert(from, to)) return `There is no conversion from ${from} to ${to}.`
  if (lenient !== undefined && from !== 'storage') return 'Only storage can be read with --lenient.'
  return undefined
}

function misused(sentence: string): number {
  process.stderr.write(`inver: ${sentence} (see: inver convert --help)\n`)
  return USAGE
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const bytes = file === '-' ? await standardInput() : readFileSync(file)
    return bytes.toString('utf8').replace(/^\ufeff/, '')
  } catch (error) {
    if (file !== '-' && error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

interface Task {
  readonly file: string
  readonly from: FormatName
  readonly to: FormatName
  readonly options: Options
}

async function convertText(text: string, { file, from, to, options }: Task): Promise<number> {
  const env = environmentOf(options)
  if (options.check !== undefined) {
    const findings = await findingsIn(text, from, env)
    say(file, findings)
    return codeFor(findings)
  }
  const repaired = options.lenient === undefined ? { text, changes: [] } : repairStorage(text)
  const made = await convert(repaired.text, from, to, { env })
  say(file, [...repaired.changes, ...made.messages])
  const code = codeFor(made.messages)
  if (code === FINE) await write(made.text)
  return code
}

function codeFor(messages: readonly Message[]): number {
  return messages.some(({ severity }) => severity === 'fatal') ? NOT_READABLE : FINE
}

function say(file: string, messages: readonly Message[]): void {
  for (const { row, column, text, hint } of messages) {
    process.stderr.write(`${file}:${row}:${column}: ${text}${hint === undefined ? '' : ` (${hint})`}\n`)
  }
}

/** Exactly the text: a line end of one's own would be part of the document. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(process.stdout.isTTY ? `${text}\n` : text)) await once(process.stdout, 'drain')
}

function environmentOf(options: Options): Environment {
  const place = { now: new Date(), ...(options.space === undefined ? {} : { spaceKey: options.space }) }
  const title = options['page-title']
  if (title === undefined) return nowhere(place)
  const nobody = { username: '', userKey: '', accountId: '', displayName: '', url: '', avatarUrl: '' }
  return nowhere({
    ...place,
    content: {
      id: '0',
      kind: 'page',
      title,
      spaceKey: options.space ?? '',
      spaceName: options.space ?? '',
      version: 1,
      url: '',
      updatedAt: place.now.toISOString(),
      updatedBy: nobody,
    },
  })
}
