/** What a macro is: one file exports one of these, `index.ts` lists them. */
import type { Dependence, Environment } from '../env.ts'
import type { OutlineEntry } from '../headings.ts'
import type { Document, Element, Macro, Node, Target } from '../tree.ts'

/** The type of a parameter decides how editors offer it and how text becomes a typed value. */
export type ParameterType =
  | 'string'
  | 'boolean'
  | 'int'
  | 'enum'
  | 'color'
  | 'page'
  | 'attachment'
  | 'space'
  | 'user'
  | 'url'
  | 'date'

export interface ParameterDefinition {
  readonly type: ParameterType
  readonly default?: string
  /** The values of an `enum`. */
  readonly values?: readonly string[]
  /** Whether several values may be given, separated by commas. */
  readonly multiple?: boolean
  readonly required?: boolean
}

export interface MacroDefinition {
  readonly name: string
  /** Other names of the same macro in storage or wiki markup. */
  readonly aliases?: readonly string[]
  readonly title: string
  readonly body: Macro['body']['kind']
  /** Where the output may stand; `either` macros say so by `atlassian-macro-output-type`. */
  readonly output: 'inline' | 'block' | 'either'
  /** By name; the unnamed parameter is `''`. */
  readonly parameters: Readonly<Record<string, ParameterDefinition>>
  readonly dependsOn: Dependence
  /** Expanded after all others, when the whole document is known (tables of contents). */
  readonly late?: true
  /** What the macro shows. An exception becomes an error box. */
  expand(call: MacroCall): readonly Node[] | Promise<readonly Node[]>
}

/** One call of a macro, with what it may ask. */
export interface MacroCall {
  readonly macro: Macro
  readonly env: Environment
  /** `export`: static output with everything open; `view`: for the web page. */
  readonly purpose: 'view' | 'export'
  /** The document that is expanded. */
  readonly document: Document
  /** The value of a parameter, its default when it is absent; names after the first are older spellings. */
  text(...names: readonly string[]): string | undefined
  /** A boolean parameter. */
  flag(name: string): boolean
  /** A number parameter, kept between bounds. */
  number(name: string, bounds: { readonly min: number; readonly max: number }): number | undefined
  /** The typed values of a parameter; text is read by the parameter's type. */
  targets(...names: readonly string[]): readonly Target[]
  /** The body where it is shown: an element around the rich body, or the body alone. */
  body(): Document
  body(element: string, attributes?: Readonly<Record<string, string>>): Element
  /** The plain body. */
  readonly bodyText: string
  /** An element around the plain body; `shown` is the same text, made up with elements. */
  plainBody(element: string, attributes: Readonly<Record<string, string>>, shown?: readonly Node[]): Element
  /** What an author wrote in another format (`editor` is HTML) as nodes; what could run is left out when they are shown. */
  readText(format: 'editor' | 'markdown' | 'wiki', text: string): readonly Node[]
  /** A number that no other call of this name in the document gets. */
  readonly ordinal: number
  /** The headings of the whole document; complete only for `late` macros. */
  outline(): readonly OutlineEntry[]
  /** Brings in a body of another content; links in it stay relative to where it comes from. */
  include(target: Target): Promise<Included>
}

/** The body of another content, or why there is none. */
export type Included =
  | { readonly kind: 'body'; readonly title: string; readonly url: string; readonly nodes: readonly Node[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'recursion'; readonly title: string }

/** Thrown by a macro to say in its error box what is wrong with the call. */
export class MacroProblem extends Error {}
