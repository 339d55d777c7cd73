/** A folder of documents as it lies on the disk: what becomes a page, and what may be attached. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FormatName } from '../../document/format.ts'

/** A file that becomes a page. */
export interface SourceFile {
  /** From the folder, with `/` between the parts. */
  readonly path: string
  readonly format: FormatName
  readonly text: string
}

/** A folder that is published. */
export interface Folder {
  readonly root: string
  readonly sources: readonly SourceFile[]
  /** Paths of all other files. */
  readonly files: ReadonlySet<string>
}

const formats: ReadonlyMap<string, FormatName> = new Map<string, FormatName>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['wiki', 'wiki'],
  ['html', 'view'],
  ['htm', 'view'],
  ['xml', 'storage'],
  ['storage', 'storage'],
])

/** What the name of a file says it is written in; undefined when it does not become a page. */
export function formatOf(path: string): FormatName | undefined {
  return formats.get(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '')
}

/** Reads a folder with all its folders. Names that begin with a dot, and `node_modules`, are passed over. */
export function readFolder(root: string): Folder {
  const sources: SourceFile[] = []
  const files = new Set<string>()
  const visit = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile()) {
        const format = formatOf(path)
        if (format === undefined) files.add(path)
        else sources.push({ path, format, text: readText(join(root, path)) })
      }
    }
  }
  visit('')
  return { root, sources, files }
}

/** The text of a file. */
export function readText(path: string): string {
  return oneLineEnd(readFileSync(path, 'utf8'))
}

/** Lines end in one way and begin without a mark, so that the same text is the same everywhere. */
export function oneLineEnd(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
}

/** The folder that a path lies in; empty at the top. */
export function folderOf(path: string): string {
  const at = path.replace(/\/$/, '').lastIndexOf('/')
  return at === -1 ? '' : path.slice(0, at)
}

/** A path as it is meant from a folder, without `.` and `..`; undefined when it leads out of the published folder. */
export function resolvePath(folder: string, path: string): string | undefined {
  const parts = path.startsWith('/') || folder === '' ? [] : folder.split('/')
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

/** The way from a folder to a path. */
export function relativePath(folder: string, path: string): string {
  const from = folder === '' ? [] : folder.split('/')
  const to = path.split('/')
  let same = 0
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/')
}
