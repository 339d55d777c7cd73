/** Front matter: what stands between two lines of `---` at the top of a file, for those who publish it. */

/** A value of front matter: text, or a list of texts. */
export type MatterValue = string | readonly string[]

/** A file taken apart. */
export interface Matter {
  readonly values: Readonly<Record<string, MatterValue>>
  /** The text behind the front matter. */
  readonly body: string
  /** How many lines the front matter takes. */
  readonly lines: number
}

const fence = /^---[ \t]*\n/
const end = /^(?:---|\.\.\.)[ \t]*$/

/** Takes the front matter off; a text without any is all body. */
export function readFrontMatter(text: string): Matter {
  if (!fence.test(text)) return { values: {}, body: text, lines: 0 }
  const lines = text.split('\n')
  const close = lines.findIndex((line, index) => index > 0 && end.test(line))
  const inside = lines.slice(1, close)
  if (close === -1 || !inside.every(isMatterLine)) return { values: {}, body: text, lines: 0 }
  return { values: readValues(inside), body: lines.slice(close + 1).join('\n'), lines: close + 1 }
}

function isMatterLine(line: string): boolean {
  return (
    line.trim() === '' ||
    /^\s*#/.test(line) ||
    /^[\w.-]+\s*:(?:\s|$)/.test(line) ||
    /^\s*-\s/.test(line) ||
    /^\s+\S/.test(line)
  )
}

/** The part of YAML that front matter uses: `key: value`, `key: [a, b]` and lists of `- item` lines. */
function readValues(lines: readonly string[]): Readonly<Record<string, MatterValue>> {
  const values = new Map<string, MatterValue>()
  let key: string | undefined
  for (const line of lines) {
    const [, name, rest = ''] = /^([\w.-]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name !== undefined) {
      key = name
      values.set(name, readValue(rest.trim()))
      continue
    }
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1]
    if (item === undefined || key === undefined) continue
    const before = values.get(key)
    values.set(key, [...(Array.isArray(before) ? (before as readonly string[]) : []), unquote(item.trim())])
  }
  return Object.fromEntries(values)
}

function readValue(text: string): MatterValue {
  if (text.startsWith('[') && text.endsWith(']')) {
    const items = text.slice(1, -1).split(',')
    return items.map((item) => unquote(item.trim())).filter((item) => item !== '')
  }
  return unquote(text)
}

function unquote(text: string): string {
  const [, double, single] = /^(?:"(.*)"|'(.*)')$/.exec(text) ?? []
  return double?.replaceAll('\\"', '"') ?? single?.replaceAll("''", "'") ?? text
}
