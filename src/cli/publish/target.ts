/** What of the disk is published: a folder, or files. */
import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { Failure } from '../failure.ts'
import { formatOf } from './folder.ts'
import type { ChosenFiles } from './publish.ts'

/** A folder and, where not all of it is meant, the files. */
export interface PublishTarget {
  readonly root: string
  readonly chosen?: ChosenFiles
}

/** A folder alone, files in their places in a folder that is named before them, or files alone. */
export function targetOf(words: readonly string[]): PublishTarget {
  const [first, ...rest] = words
  if (first === undefined) throw new Failure('misuse', 'Name a folder or files (see: inver publish --help).')
  const isFolder = kindOf(first) === 'folder'
  const files = isFolder ? rest : words
  files.forEach(checkFile)
  if (isFolder && files.length === 0) return { root: first }
  const root = isFolder ? first : commonFolder(files)
  const paths = files.map((file) => pathIn(root, file))
  return { root, chosen: { paths: new Set(paths), areAll: !isFolder } }
}

function kindOf(path: string): 'folder' | 'file' {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) throw new Failure('misuse', `There is no file or folder ${path}.`)
  return found.isDirectory() ? 'folder' : 'file'
}

function checkFile(file: string): void {
  if (kindOf(file) === 'folder') {
    throw new Failure('misuse', `${file} is a folder: name one folder, before the files.`)
  }
  if (formatOf(file) === undefined) {
    throw new Failure(
      'misuse',
      `${file} becomes no page: its name ends in none of .md, .wiki, .html and .xml.`,
    )
  }
}

function pathIn(root: string, file: string): string {
  const path = relative(resolve(root), resolve(file)).split(sep).join('/')
  if (path.startsWith('../')) throw new Failure('misuse', `${file} does not lie in ${root}.`)
  return path
}

/** The deepest folder that all of them lie in. */
function commonFolder(files: readonly string[]): string {
  let common = dirname(resolve(files[0] ?? ''))
  const folders = files.map((file) => dirname(resolve(file)))
  while (!folders.every((folder) => folder === common || folder.startsWith(common + sep))) {
    const above = dirname(common)
    if (above === common || dirname(above) === above) {
      throw new Failure('misuse', 'These files have no folder in common: publish them one by one.')
    }
    common = above
  }
  return common
}
