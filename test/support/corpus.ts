/** Document cases: text files that state one document in several formats. */
import type { FormatName } from '../../src/document/format.ts'

/** `===` reads and writes, `<<<` only reads, `>>>` is only written. */
type Sign = '===' | '<<<' | '>>>'

export interface Section {
  readonly sign: Sign
  readonly format: FormatName
  readonly text: string
}

export interface Case {
  readonly title: string
  readonly sections: readonly Section[]
}

const HEAD = /^(===|<<<|>>>) (\w+)$/

/** Reads a case: a title, then sections; the line end before the next section belongs to no text. */
export function parseCase(text: string): Case {
  const [title = '', ...lines] = text.split('\n')
  const sections: { sign: Sign; format: FormatName; lines: string[] }[] = []
  for (const line of lines) {
    const [, sign, format] = HEAD.exec(line) ?? []
    if (sign !== undefined) sections.push({ sign: sign as Sign, format: format as FormatName, lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return {
    title,
    sections: sections.map(({ sign, format, lines }) => ({ sign, format, text: trimEnd(lines.join('\n')) })),
  }
}

/** A case as text. */
export function formatCase({ title, sections }: Case): string {
  return `${title}\n${sections.map(({ sign, format, text }) => `${sign} ${format}\n${text}\n`).join('')}`
}

/** Texts are compared without the line ends at their end, which files have and values have not. */
export function trimEnd(text: string): string {
  return text.replace(/\n+$/, '')
}
