import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import mermaid from 'mermaid/package.json' with { type: 'json' }
import { sha256 } from '../base/hash.ts'
import { diagramHeaders } from './security.ts'

/** A file that never changes under its name. */
export interface StaticFile {
  /** With a digest of its content, or the version of what it is, inside: a new content has a new name. */
  readonly name: string
  readonly mediaType: string
  /** Its text; what is large and rarely asked for is read when it is. */
  text(): Promise<string>
  readonly headers?: Readonly<Record<string, string>>
}

const STYLES = ['tokens', 'base', 'frame', 'content', 'macros', 'code', 'screens', 'editor', 'print']

/** All styles in one file, in the order in which they build on each other. */
export const stylesheet = file(
  'inver',
  'css',
  'text/css',
  STYLES.map((name) => read('styles', `${name}.css`)).join('\n'),
)

/** What script there is: it opens parts of a page that are closed, helps those who write, and draws diagrams. */
export const script = file(
  'inver',
  'js',
  'text/javascript',
  // Each by itself: their names are their own.
  ['open-parts.js', 'editor.js', 'diagrams.js']
    .map((name) => `;(() => {\n${read('scripts', name)}})()\n`)
    .join(''),
)

const diagramFrameScript = file('diagram-frame', 'js', 'text/javascript', read('scripts', 'diagram-frame.js'))

/** The program that draws diagrams: several megabytes, which only pages with a diagram load. */
const diagramProgram: StaticFile = {
  name: `mermaid.${mermaid.version}.js`,
  mediaType: 'text/javascript; charset=utf-8',
  text: () => readFile(fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js')), 'utf8'),
}

/** The document in the frame of a diagram. */
export const diagramFrame: StaticFile = {
  ...file(
    'diagram',
    'html',
    'text/html',
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Diagram</title>' +
      '<meta name="color-scheme" content="light dark"><style>html,body{margin:0;background:transparent}svg{display:block;max-width:100%;height:auto}</style>' +
      `<script src="${diagramProgram.name}" defer></script><script src="${diagramFrameScript.name}" defer></script></head><body></body></html>`,
  ),
  headers: diagramHeaders,
}

export const favicon = file('favicon', 'svg', 'image/svg+xml', read('images', 'favicon.svg'))

/** Every static file by its name. Nothing else is served, so no path can lead anywhere. */
export const staticFiles: ReadonlyMap<string, StaticFile> = new Map(
  [stylesheet, script, diagramFrameScript, diagramProgram, diagramFrame, favicon].map((one) => [
    one.name,
    one,
  ]),
)

function file(stem: string, extension: string, mediaType: string, text: string): StaticFile {
  return {
    name: `${stem}.${sha256(text).slice(0, 12)}.${extension}`,
    mediaType: `${mediaType}; charset=utf-8`,
    text: () => Promise.resolve(text),
  }
}

function read(folder: string, name: string): string {
  return readFileSync(join(import.meta.dirname, folder, name), 'utf8')
}
