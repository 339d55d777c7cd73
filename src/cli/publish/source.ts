/** One file read: what its front matter says, and its text as storage format before links are resolved. */
import type { MatterValue } from '../../document/formats/markdown/frontmatter.ts'
import { readFrontMatter } from '../../document/formats/markdown/frontmatter.ts'
import { convert, readStorage } from '../../document/formats.ts'
import { nowhere } from '../../document/nowhere.ts'
import type { Node } from '../../document/tree.ts'
import { headingText } from '../../document/headings.ts'
import { textContent } from '../../document/visit.ts'
import type { SourceFile } from './folder.ts'
import { aboutFile, type Problem, problemsOf } from './problem.ts'

/** A file as a page to be. */
export interface SourcePage {
  readonly path: string
  /** The text behind the front matter, and how many lines stand before it. */
  readonly text: string
  readonly linesBefore: number
  readonly title: string
  /** Of the page on the server, when the file came from there. */
  readonly id?: string
  readonly version?: number
  readonly labels: readonly string[]
  readonly properties: Readonly<Record<string, string>>
  /** Without the heading that became the title. */
  readonly nodes: readonly Node[]
  readonly problems: readonly Problem[]
}

/** Reads a file. What is wrong with it is said at its place, and its page then has no nodes. */
export async function readSource(file: SourceFile): Promise<SourcePage> {
  const { values, body, lines } = readFrontMatter(file.text)
  const { text, messages } = await convert(body, file.format, 'storage', { env: nowhere() })
  const problems = problemsOf(file.path, messages, lines)
  const isReadable = problems.every(({ severity }) => severity !== 'error')
  const read = isReadable ? readStorage(text) : undefined
  const nodes = read?.tree.children ?? []
  const given = textOf(values.title)
  const { title, rest } = given === undefined ? titled(nodes) : { title: given, rest: nodes }
  const unfit = read?.messages.map(({ text: said }) => aboutFile('error', file.path, said)) ?? []
  return {
    path: file.path,
    text: body,
    linesBefore: lines,
    title: title ?? nameOf(file.path),
    ...idsOf(values),
    labels: [...new Set(listOf(values.labels).map((label) => label.toLowerCase()))].toSorted(),
    properties: propertiesOf(values),
    nodes: rest,
    problems: [...problems, ...unfit],
  }
}

/** The heading that begins a document is its title, and is not repeated below it. */
export function titled(nodes: readonly Node[]): { title: string | undefined; rest: readonly Node[] } {
  const at = nodes.findIndex((node) => node.type !== 'text' || node.value.trim() !== '')
  const first = nodes[at]
  if (first?.type !== 'heading' || first.level !== 1) return { title: undefined, rest: nodes }
  const title = (headingText(first) || textContent(first.children)).replace(/\s+/g, ' ').trim()
  return title === '' ? { title: undefined, rest: nodes } : { title, rest: nodes.slice(at + 1) }
}

/** A file or folder without a title is called what it is called; an index what its folder is called. */
export function nameOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '')
  const stem = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '')
  const name = isIndexName(parts.at(-1) ?? '') ? (parts.at(-2) ?? stem) : stem
  return name.replace(/[-_]+/g, ' ').trim() || name
}

/** Whether a file speaks for the folder that it lies in. */
export function isIndexName(name: string): boolean {
  return /^(?:index|readme)\.[a-z]+$/i.test(name)
}

function idsOf(values: Readonly<Record<string, MatterValue>>): { id?: string; version?: number } {
  const [id, version] = [textOf(values.id), Number(textOf(values.version))]
  if (id === undefined || !/^\d+$/.test(id)) return {}
  return Number.isSafeInteger(version) && version > 0 ? { id, version } : { id }
}

function propertiesOf(values: Readonly<Record<string, MatterValue>>): Record<string, string> {
  const own = Object.entries(values).flatMap(([name, value]) => {
    const key = /^property\.(.+)$/.exec(name)?.[1]
    return key === undefined ? [] : [[key, textOf(value) ?? ''] as const]
  })
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function textOf(value: MatterValue | undefined): string | undefined {
  const text = typeof value === 'string' ? value.trim() : value?.join(', ')
  return text === '' ? undefined : text
}

function listOf(value: MatterValue | undefined): readonly string[] {
  const items = typeof value === 'string' ? value.split(',') : (value ?? [])
  return items.map((item) => item.trim()).filter((item) => item !== '')
}
