/** The list of formats, and conversion between any two of them through the tree. */
import type { Dependence, Environment } from './env.ts'
import { expand, type ReadText } from './expand.ts'
import { emptyExpansion } from './expansion.ts'
import type { Format, FormatName, Reading, ReadOptions } from './format.ts'
import { adf } from './formats/adf/format.ts'
import { htmlFormats } from './formats/html/format.ts'
import { storage } from './formats/storage/format.ts'
import { readStorage } from './formats/storage/read.ts'
import { writeNodes } from './formats/storage/write.ts'
import { markdown } from './formats/markdown/format.ts'
import { rawFormat } from './formats/raw/format.ts'
import { plain } from './formats/text/format.ts'
import { tree } from './formats/tree/format.ts'
import { wiki } from './formats/wiki/format.ts'
import { documentLimits } from './limits.ts'
import { mergeBlocks } from './merge-blocks.ts'
import type { Message } from './message.ts'
import type { Node } from './tree.ts'

export { checkStorage, readStorage } from './formats/storage/read.ts'

const list: readonly Format[] = [
  storage,
  ...htmlFormats({ readStorage, writeStorage: writeNodes }),
  wiki,
  markdown,
  adf,
  plain,
  rawFormat(writeNodes),
  tree,
]
const formats: ReadonlyMap<FormatName, Format> = new Map(list.map((format) => [format.name, format]))

/** The names of all formats. */
export const formatNames: readonly FormatName[] = list.map(({ name }) => name)

export interface Converted {
  /** Empty when a message is fatal. */
  readonly text: string
  readonly messages: readonly Message[]
  readonly dependsOn: Dependence
}

export interface ConvertOptions {
  readonly env: Environment
  /** The storage text of the content that the given text came from, when known. */
  readonly original?: string
}

/** Whether a text of one format can be had from a text of another. */
export function canConvert(from: FormatName, to: FormatName): boolean {
  return formats.get(from)?.read !== undefined && formats.get(to)?.write !== undefined
}

/** Reads a text in one format and writes it in another; ask `canConvert` first. */
export async function convert(
  text: string,
  from: FormatName,
  to: FormatName,
  options: ConvertOptions,
): Promise<Converted> {
  const reader = formats.get(from)
  const writer = formats.get(to)
  if (reader?.read === undefined || writer?.write === undefined) {
    throw new Error(`There is no conversion from ${from} to ${to}`)
  }
  const { env, original } = options
  if (text.length > documentLimits.characters) return { text: '', messages: [tooLong], dependsOn: 'nothing' }
  if (original !== undefined && (await isUntouchedWords(text, from, original, env))) {
    return convert(original, 'storage', to, { env })
  }
  const { tree, messages } = readWith(reader, text, options)
  if (messages.some((message) => message.severity === 'fatal'))
    return { text: '', messages, dependsOn: 'nothing' }
  const expansion = writer.rendered
    ? await expand(tree, options.env, writer.purpose ?? 'view', readText)
    : emptyExpansion
  const written = writer.write(tree, { env: options.env, expansion })
  return { text: written, messages, dependsOn: expansion.dependsOn }
}

/** Reads a text; one in a notation without marks is put into the document it came from, when that is known. */
function readWith(format: Format, text: string, options: ReadOptions & ConvertOptions): Reading {
  const reading = format.read?.(text, options) ?? { tree: { type: 'document', children: [] }, messages: [] }
  const { env, original } = options
  if (!format.unmarked || original === undefined) return reading
  const stored = readStorage(original)
  if ([...stored.messages, ...reading.messages].some(({ severity }) => severity === 'fatal')) return reading
  const shown = (children: readonly Node[]) => {
    const written = format.write?.({ type: 'document', children }, { env }) ?? ''
    return format.read?.(written, { env }).tree.children ?? []
  }
  return { ...reading, tree: mergeBlocks(stored.tree, reading.tree.children, shown) }
}

const tooLong: Message = {
  severity: 'fatal',
  text: `The text is longer than ${documentLimits.characters} characters`,
  row: 1,
  column: 1,
  hint: 'split it into several pages',
}

const readText: ReadText = (format, text) => formats.get(format)?.read?.(text, {}).tree.children ?? []

/** Words longer than these are no macro's few. */
const FEW_WORDS = 500

/**
 * Whether a text is what the original shows when it is nothing but one macro that says a few words: shown without any
 * element, it cannot tell by itself what it came from.
 */
async function isUntouchedWords(
  text: string,
  from: FormatName,
  original: string,
  env: Environment,
): Promise<boolean> {
  if ((from !== 'editor' && from !== 'view') || text.length > FEW_WORDS) return false
  const words = /^\s*(?:<(p|div|span)>)?([^<]*)(?:<\/\1>)?\s*$/.exec(text)?.[2]
  if (words === undefined || !original.trimStart().startsWith('<ac:')) return false
  const shown = await convert(original, 'storage', 'view', { env })
  return shown.text === words.trim() && words.trim() !== ''
}
