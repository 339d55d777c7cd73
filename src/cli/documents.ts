import type { FormatName } from '../document/format.ts'
import type { Message } from '../document/message.ts'
import { Failure } from './failure.ts'
import { textOf } from './input.ts'

/** What a body can be written in. */
export const writtenIn = ['storage', 'markdown', 'wiki', 'html'] as const

/** What a body can be shown in. */
export const shownIn = ['storage', 'markdown', 'wiki', 'text'] as const

/** The storage format of a file, or of standard input; what is wrong with it is said with its place. */
export async function storageOf(file: string, from: string | undefined): Promise<string> {
  const format = writtenIn.find((name) => name === (from ?? formatBySuffix(file)))
  if (format === undefined) throw new Failure('misuse', `--from is one of ${writtenIn.join(', ')}.`)
  const text = (await textOf(file)).replace(/^\ufeff/, '')
  return converted(text, format, 'storage', file)
}

/** A stored body in another format. */
export async function inFormat(storage: string, name: string | undefined): Promise<string> {
  const format = shownIn.find((known) => known === (name ?? 'storage'))
  if (format === undefined) throw new Failure('misuse', `--as is one of ${shownIn.join(', ')}.`)
  return format === 'storage' ? storage : converted(storage, 'storage', format, 'the page')
}

function formatBySuffix(file: string): string {
  const suffix = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  return (
    { md: 'markdown', markdown: 'markdown', wiki: 'wiki', html: 'html', htm: 'html' }[suffix] ?? 'storage'
  )
}

type Format = (typeof writtenIn)[number] | (typeof shownIn)[number]

/** The engine's names of the formats. */
const ENGINE = {
  storage: 'storage',
  markdown: 'markdown',
  wiki: 'wiki',
  html: 'editor',
  text: 'plain',
} as const satisfies Record<Format, FormatName>

/** The engine is loaded only when there is something to convert. */
async function converted(text: string, from: Format, to: Format, file: string): Promise<string> {
  const [{ convert }, { nowhere }, { checkAll }] = await Promise.all([
    import('../document/formats.ts'),
    import('../document/nowhere.ts'),
    import('../document/repair.ts'),
  ])
  if (from === to) {
    refuse(checkAll(text), file)
    return text
  }
  const made = await convert(text, ENGINE[from], ENGINE[to], { env: nowhere({ now: new Date() }) })
  refuse(made.messages, file)
  return made.text
}

function refuse(messages: readonly Message[], file: string): void {
  const fatal = messages.find(({ severity }) => severity === 'fatal')
  if (fatal === undefined) return
  throw new Failure('failed', `${file}:${fatal.row}:${fatal.column}: ${fatal.text}`)
}
