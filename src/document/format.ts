/** What a format is: a reader, a writer, or both. Formats know the tree and nothing of each other. */
import type { Environment } from './env.ts'
import type { Expansion } from './expansion.ts'
import type { Message } from './message.ts'
import type { Document } from './tree.ts'

/** Names as the API's `representation` spells them, plus `tree`, the canonical dump of tests. */
export type FormatName =
  | 'storage'
  | 'view'
  | 'export_view'
  | 'styled_view'
  | 'anonymous_export_view'
  | 'editor'
  | 'wiki'
  | 'atlas_doc_format'
  | 'markdown'
  | 'plain'
  | 'raw'
  | 'tree'

/** `view`: the web page; `export`: static and open; `editor`: links are resolved, macros stay as they are. */
export type RenderPurpose = 'view' | 'export' | 'editor'

export interface Reading {
  readonly tree: Document
  readonly messages: readonly Message[]
}

export interface Format {
  readonly name: FormatName
  readonly mediaType: string
  /** Whether macros are expanded and links resolved before writing. */
  readonly rendered: boolean
  /** Its texts bear no marks of what they came from: blocks that nobody touched are found by comparison. */
  readonly unmarked?: true
  /** What it is rendered for; `view` when absent. */
  readonly purpose?: RenderPurpose
  /** Never throws on content: what is wrong is a message. */
  read?(text: string, options: ReadOptions): Reading
  write?(tree: Document, options: WriteOptions): string
}

export interface ReadOptions {
  /** The storage text of the content this came from, when known: untouched parts are given back from it. */
  readonly original?: string
  readonly env?: Environment
}

export interface WriteOptions {
  readonly env: Environment
  /** What was found out about the tree; present for `rendered` formats. */
  readonly expansion?: Expansion
}
