import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { Environment } from '../../document/env.ts'
import type { FormatName } from '../../document/format.ts'
import { convert, readStorage } from '../../document/formats.ts'
import { writeText } from '../../document/formats/text/write.ts'
import type { Message } from '../../document/message.ts'
import { checkAll, placedIn, repairStorage } from '../../document/repair.ts'
import { type References, referencesOf } from '../../document/references.ts'
import type { Body } from './content.ts'

/** A body that may be stored: storage format, with the text that search finds it by, and what it refers to. */
export interface AcceptedBody {
  readonly storage: string
  readonly text: string
  readonly references: References
}

/** The formats in which a body may be handed over. */
export const writableRepresentations: readonly FormatName[] = [
  'storage',
  'wiki',
  'editor',
  'view',
  'atlas_doc_format',
  'markdown',
]

/**
 * Read a client's body. Storage format is kept to the byte when it is well-formed and refused (`bad-markup`)
 * when it is not; other formats become storage format. `original`: what is stored now, so that parts which the
 * client did not touch come out unchanged. Pure work: no lock is held while it runs.
 */
export async function acceptBody(body: Body, env: Environment, original?: string): Promise<AcceptedBody> {
  refuseTooLarge(body.value)
  const storage = body.representation === 'storage' ? body.value : await toStorage(body, env, original)
  const { tree, messages } = readStorage(storage)
  const fatal = messages.find((message) => message.severity === 'fatal')
  if (fatal) throw badMarkup(fatal, { value: storage, representation: 'storage' })
  refuseTooLarge(storage)
  return { storage, text: writeText(tree), references: referencesOf(tree.children) }
}

/** A body in storage format made well-formed, with what was changed; one in another format is given back as it is. */
export function repairBody(body: Body): { readonly body: Body; readonly repairs: readonly Message[] } {
  if (body.representation !== 'storage') return { body, repairs: [] }
  refuseTooLarge(body.value)
  const { text, changes } = repairStorage(body.value)
  return { body: { ...body, value: text }, repairs: changes }
}

/** Everything that is wrong or doubtful with a body, all at once. */
export async function checkBody(body: Body, env: Environment): Promise<readonly Message[]> {
  refuseTooLarge(body.value)
  if (body.representation === 'storage') return checkAll(body.value)
  const { text, messages } = await convert(body.value, writable(body.representation), 'storage', { env })
  return messages.length > 0 ? messages : placedIn(body.value, checkAll(text))
}

/** How a refusal begins, by what the body is written in: for storage and ADF in the vendor's words. */
const REFUSALS: Partial<Record<string, string>> = {
  atlas_doc_format: 'Error converting ADF to storage format',
  wiki: 'Error parsing wiki markup',
  markdown: 'Error parsing Markdown',
}

/** The refusal for markup that cannot be read, in the words of the vendor's parser, with what helps. */
export function badMarkup(message: Message, { value: text, representation }: Body): AppError {
  const line = text.split('\n', message.row)[message.row - 1] ?? ''
  return new AppError(
    'bad-markup',
    `${REFUSALS[representation] ?? 'Error parsing xhtml'}: ${message.text}\n at [row,col {unknown-source}]: [${message.row},${message.column}]`,
    { row: message.row, column: message.column, line: around(line, message.column), hint: message.hint },
  )
}

async function toStorage(body: Body, env: Environment, original?: string): Promise<string> {
  const from = writable(body.representation)
  const { text, messages } = await convert(body.value, from, 'storage', { env, original })
  const fatal = messages.find((message) => message.severity === 'fatal')
  if (fatal) throw badMarkup(fatal, body)
  return text
}

function writable(representation: string): FormatName {
  const format = writableRepresentations.find((name) => name === representation)
  if (format !== undefined) return format
  throw new AppError(
    'bad-request',
    `The representation "${representation}" cannot be stored. Use one of ${writableRepresentations.join(', ')}.`,
  )
}

function refuseTooLarge(value: string): void {
  if (Buffer.byteLength(value) <= limits.bodyBytes) return
  throw new AppError('too-large', `The body is larger than the limit of ${limits.bodyBytes} bytes.`)
}

/** The part of a line that a person needs to see the mistake. */
function around(line: string, column: number): string {
  return line.slice(Math.max(0, column - 60), column + 60)
}
