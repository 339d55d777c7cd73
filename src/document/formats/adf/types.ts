/** The JSON shapes of the Atlassian Document Format. */

/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Attributes of a node or a mark. */
export type AdfAttributes = Readonly<Record<string, Json>>

/** A mark of a node. */
export interface AdfMark {
  readonly type: string
  readonly attrs?: AdfAttributes
}

/** A node. */
export interface AdfNode {
  readonly type: string
  readonly attrs?: AdfAttributes
  readonly content?: readonly AdfNode[]
  readonly marks?: readonly AdfMark[]
  readonly text?: string
}

/** A document. */
export interface AdfDocument extends AdfNode {
  readonly type: 'doc'
  readonly version: 1
  readonly content: readonly AdfNode[]
}

/** Nodes that stand in a line. */
export const inlineTypes: ReadonlySet<string> = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'date',
  'status',
  'placeholder',
  'inlineCard',
  'inlineExtension',
  'mediaInline',
])
