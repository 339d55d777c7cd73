import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../base/hash.ts'

/** A file that never changes under its name. */
export interface StaticFile {
  /** With a digest of its content inside, so that a new content has a new name. */
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

const STYLES = ['tokens', 'base', 'frame', 'content', 'macros', 'code', 'screens', 'print']

/** All styles in one file, in the order in which they build on each other. */
export const stylesheet = file(
  'inver',
  'css',
  'text/css',
  STYLES.map((name) => read('styles', `${name}.css`)).join('\n'),
)

/** What script there is: it opens parts of a page that are closed. */
export const script = file('inver', 'js', 'text/javascript', read('scripts', 'open-parts.js'))

export const favicon = file('favicon', 'svg', 'image/svg+xml', read('images', 'favicon.svg'))

/** Every static file by its name. Nothing else is served, so no path can lead anywhere. */
export const staticFiles: ReadonlyMap<string, StaticFile> = new Map(
  [stylesheet, script, favicon].map((one) => [one.name, one]),
)

function file(stem: string, extension: string, mediaType: string, text: string): StaticFile {
  return {
    name: `${stem}.${sha256(text).slice(0, 12)}.${extension}`,
    mediaType: `${mediaType}; charset=utf-8`,
    text,
  }
}

function read(folder: string, name: string): string {
  return readFileSync(join(import.meta.dirname, folder, name), 'utf8')
}
