/** What the parts of the writer share. */
import type { Node } from '../../tree.ts'
import type { Defaults } from './markup.ts'

/** One document while it is written. */
export interface Writing {
  readonly defaults: Defaults
  /** Names that are no macros' of known facts and that occur more than once. */
  readonly repeated: ReadonlySet<string>
  /** Macros and quotes whose body is being written: one of the same name inside must say that it opens. */
  readonly open: Set<string>
  /** How many elements around count white space (`pre`). */
  verbatim: number
  /** Nodes as blocks, one below the other. */
  blocks(nodes: readonly Node[]): string
  /** A node by its element of storage format. */
  carried(node: Node): string
  /** Nodes as one run of inlines. */
  inlines(nodes: readonly Node[], surroundings?: Surroundings): Run
}

/** Where a run of inlines stands. */
export interface Surroundings {
  /** The marks that are open around it, as they are written. */
  readonly active: ReadonlySet<string>
  readonly inLink: boolean
  /** Whether the run has lines of its own, at whose ends blanks do not count. */
  readonly isLine: boolean
}

/** A run of inlines, written. Lines are what forced breaks separate. */
export interface Run {
  readonly lines: readonly Line[]
  /** Whether it holds a macro that is not notation of its own: phrases cannot enclose one. */
  readonly holdsMacro: boolean
}

/** One line of a run. */
export interface Line {
  readonly markup: string
  /** Whether its only content is a tag that would be a block if it had the line for itself. */
  readonly isBlock: boolean
  /** Whether it begins with text that was written as text. */
  readonly beginsWithText: boolean
}

/** Nothing around that closes early. */
export const plainSurroundings: Surroundings = { active: new Set(), inLink: false, isLine: false }

/** Nothing around at all. */
export const ownLines: Surroundings = { ...plainSurroundings, isLine: true }

/** The run on one line of markup, its breaks written as `\\`. */
export function onOneLine(run: Run): string {
  return run.lines.map((line) => line.markup).join('\\\\ ')
}

const blockStart = /^[ \t]*(?:h[1-6]\.|bq\.|-{4,5}[ \t]*$|(?:-|[*#]{1,20})[ \t])/

/** The line with its beginning kept from meaning a block. */
export function guardLine({ markup, beginsWithText }: Line): string {
  if (!beginsWithText || !blockStart.test(markup)) return markup
  return markup.replace(/[^ \t]/, (char) => `&#${char.codePointAt(0)};`)
}

/** Whether the line would be a block for all that can be done: a tag alone, or a phrase that looks like an item. */
function readsAsBlock({ markup, isBlock, beginsWithText }: Line): boolean {
  return isBlock || (!beginsWithText && blockStart.test(markup))
}

/** The run on lines of its own; undefined when one of them would be read as a block. */
export function onLines({ lines }: Run): string | undefined {
  if (lines.some(readsAsBlock)) return undefined
  let out = guardLine(lines[0] ?? { markup: '', isBlock: false, beginsWithText: false })
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]
    if (line === undefined) break
    const isLast = index === lines.length - 1 && line.markup.trim() === ''
    const afterBlank = lines[index - 1]?.markup.trim() === ''
    out += isLast ? '\\\\' : afterBlank ? `\\\\\n${guardLine(line)}` : `\n${guardLine(line)}`
  }
  return out
}
