/**
 * The document tree: the one model that every format reads into and writes out of.
 *
 * Plain nested objects, a closed union on `type`. Marks are inline nodes (`strong > emphasis > text`), as in
 * storage format itself. Whatever a format says that has no node of its own is kept as an `element` with its
 * name and attributes, so it survives a round trip. `docs/reference/document-tree.md` is the specification.
 */

/** Attributes in the order they were written, names with their prefix (`ac:name`), values unescaped. */
export type Attributes = Readonly<Record<string, string>>

/**
 * The slice of storage text that a node was read from: offsets into `text`, ends exclusive. `open` and `close` bound
 * what its children were read from; they are absent where the children are not one slice of their own.
 */
export interface Source {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly open?: number
  readonly close?: number
}

interface Base {
  /** Attributes of the node's own element beyond those that its fields say. */
  readonly attributes?: Attributes
  /**
   * Where the node was read from; storage is written by copying this slice. Absent on nodes that were built, read
   * elsewhere, or changed: whoever changes a node drops its `source` and that of every ancestor (`visit.ts` does).
   */
  readonly source?: Source
  /** As `source`, on a node of which only the children changed: its tags are still copied. */
  readonly shell?: Source
}

/** A whole document (a fragment: any number of blocks and inlines at the top). */
export interface Document extends Base {
  readonly type: 'document'
  readonly children: readonly Node[]
}

export interface Paragraph extends Base {
  readonly type: 'paragraph'
  readonly children: readonly Node[]
}
export interface Heading extends Base {
  readonly type: 'heading'
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly children: readonly Node[]
}
export interface Quote extends Base {
  readonly type: 'quote'
  readonly children: readonly Node[]
}
/** `<pre>`: text whose white space counts. Code blocks are the `code` macro, not this. */
export interface Preformatted extends Base {
  readonly type: 'preformatted'
  readonly children: readonly Node[]
}
export interface Rule extends Base {
  readonly type: 'rule'
}
export interface List extends Base {
  readonly type: 'list'
  readonly ordered: boolean
  readonly children: readonly Node[]
}
export interface ListItem extends Base {
  readonly type: 'listItem'
  readonly children: readonly Node[]
}
export interface Table extends Base {
  readonly type: 'table'
  /** Sections, rows that stand directly in the table, `columns`, and whatever else was there. */
  readonly children: readonly Node[]
}
/** `<thead>`, `<tbody>` or `<tfoot>`. */
export interface TableSection extends Base {
  readonly type: 'tableSection'
  readonly name: 'thead' | 'tbody' | 'tfoot'
  readonly children: readonly Node[]
}
export interface TableRow extends Base {
  readonly type: 'tableRow'
  readonly children: readonly Node[]
}
export interface TableCell extends Base {
  readonly type: 'tableCell'
  readonly header: boolean
  readonly children: readonly Node[]
}

export interface TaskList extends Base {
  readonly type: 'taskList'
  readonly children: readonly Node[]
}
/** `ac:task`. `id` and `uuid` are absent when the text gave none. */
export interface Task extends Base {
  readonly type: 'task'
  readonly id?: string
  readonly uuid?: string
  readonly done: boolean
  readonly children: readonly Node[]
}

export interface Layout extends Base {
  readonly type: 'layout'
  readonly children: readonly Node[]
}
/** `kind` is storage's `ac:type`: `single`, `two_equal`, `three_with_sidebars`, … */
export interface LayoutSection extends Base {
  readonly type: 'layoutSection'
  readonly kind: string
  readonly children: readonly Node[]
}
export interface LayoutCell extends Base {
  readonly type: 'layoutCell'
  readonly children: readonly Node[]
}

export interface Text extends Base {
  readonly type: 'text'
  readonly value: string
}
export interface LineBreak extends Base {
  readonly type: 'lineBreak'
}
/**
 * The simple inline marks. `tag` keeps the spelling where one mark has several (`b`/`strong`, `s`/`del`);
 * absent means the first spelling of `formats/storage/elements.ts`.
 */
export interface Mark extends Base {
  readonly type:
    | 'strong'
    | 'emphasis'
    | 'underline'
    | 'strike'
    | 'subscript'
    | 'superscript'
    | 'code'
    | 'cite'
    | 'small'
    | 'big'
  readonly tag?: string
  readonly children: readonly Node[]
}
/** `<span>`: colour, background and the like in `style`, parsed so that formats need not. */
export interface Span extends Base {
  readonly type: 'span'
  readonly children: readonly Node[]
}

/** What a link, an image or a typed macro parameter points at (`ri:…` in storage format). */
export type Target =
  | {
      readonly kind: 'page'
      readonly title: string
      readonly space?: string
      readonly attributes?: Attributes
    }
  | {
      readonly kind: 'blogPost'
      readonly title: string
      /** `yyyy/MM/dd` */
      readonly day: string
      readonly space?: string
      readonly attributes?: Attributes
    }
  | {
      readonly kind: 'attachment'
      readonly fileName: string
      /** The content that holds the file; absent: the content this document is the body of. */
      readonly holder?: Target
      readonly attributes?: Attributes
    }
  | {
      readonly kind: 'user'
      /** Exactly one of the three is given in well-made storage; all are kept. */
      readonly username?: string
      readonly userKey?: string
      readonly accountId?: string
      readonly attributes?: Attributes
    }
  | { readonly kind: 'space'; readonly key: string; readonly attributes?: Attributes }
  | { readonly kind: 'content'; readonly id: string; readonly attributes?: Attributes }
  | {
      readonly kind: 'shortcut'
      readonly key: string
      readonly parameter: string
      readonly attributes?: Attributes
    }
  | { readonly kind: 'url'; readonly url: string; readonly attributes?: Attributes }
  /** `ac:link` without an identifier: this very content. */
  | { readonly kind: 'self' }

/** `<a href>` of any kind: an address outside the wiki, or one inside it spelled as an address. */
export interface Anchor extends Base {
  readonly type: 'anchor'
  readonly url: string
  readonly title?: string
  readonly children: readonly Node[]
}
/** `ac:link`: a link to something of the wiki. A user target without children is a mention. */
export interface Link extends Base {
  readonly type: 'link'
  readonly target: Target
  readonly anchor?: string
  readonly tooltip?: string
  /** How the text was given: `plain` (`ac:plain-text-link-body`), `rich` (`ac:link-body`), `none`: named by its target. */
  readonly body: 'none' | 'plain' | 'rich'
  readonly children: readonly Node[]
}
/**
 * `ac:image`. Size, alignment and the rest stay in `attributes` with their storage names without `ac:`; an attribute
 * that has another prefix keeps it, one that has none begins with a colon.
 */
export interface Image extends Base {
  readonly type: 'image'
  readonly target: Target
  readonly caption?: readonly Node[]
  /** Children of `ac:image` that are neither target nor caption (`ac:adf-mark`). */
  readonly extra?: readonly Node[]
}
/** `ac:emoticon`; `name` is `smile`, `tick`, …; the Cloud's `ac:emoji-*` stay in `attributes`. */
export interface Emoticon extends Base {
  readonly type: 'emoticon'
  readonly name: string
}
/** `<time datetime>`: a date, `yyyy-MM-dd` when well made. */
export interface DateNode extends Base {
  readonly type: 'date'
  readonly value: string
  readonly children: readonly Node[]
}
/** `ac:inline-comment-marker`. */
export interface CommentMarker extends Base {
  readonly type: 'commentMarker'
  readonly ref: string
  readonly children: readonly Node[]
}
/** `ac:placeholder`: instruction text of a template. */
export interface Placeholder extends Base {
  readonly type: 'placeholder'
  readonly children: readonly Node[]
}

/** One parameter of a macro. The unnamed (default) parameter has the name `''`. */
export interface Parameter {
  readonly name: string
  /** The value as text; typed values give their readable text (`KEY:Title`, file name, URL). */
  readonly text: string
  /** Typed values (`ri:page` and so on), when the parameter holds any. */
  readonly targets?: readonly Target[]
  /** Exactly what stood in `ac:parameter` when it was neither plain text nor targets. */
  readonly nodes?: readonly Node[]
  readonly attributes?: Attributes
}
/** A macro call. It may stand where a block or where an inline may stand. */
export interface Macro extends Base {
  readonly type: 'macro'
  readonly name: string
  readonly id?: string
  readonly schemaVersion?: string
  readonly parameters: readonly Parameter[]
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'plain'; readonly text: string }
    | { readonly kind: 'rich'; readonly children: readonly Node[] }
  /** `ac:macro`, the spelling of storage before 4.2. */
  readonly legacy?: boolean
  /** Children of the macro element that are none of the known ones, kept in place at the end. */
  readonly extra?: readonly Node[]
}

/** `ac:adf-extension`: a node that only ADF knows; the subtree is kept as elements, with what to show instead. */
export interface AdfExtension extends Base {
  readonly type: 'adfExtension'
  readonly children: readonly Node[]
}

/** Any other element, of HTML or of the `ac:`, `ri:`, `at:` prefixes: kept as it stands. */
export interface Element extends Base {
  readonly type: 'element'
  readonly name: string
  /** Made by a macro's expansion, never read from a text: its attributes may be those of the wiki itself. */
  readonly generated?: true
  readonly children: readonly Node[]
}
/** `<!-- … -->` */
export interface Comment extends Base {
  readonly type: 'comment'
  readonly value: string
}
/** A CDATA section in running text (outside the plain bodies, which keep their text themselves). */
export interface CharacterData extends Base {
  readonly type: 'characterData'
  readonly value: string
}
/** Text of a dialect that could not be read, kept verbatim for that format and shown as text elsewhere. */
export interface Raw extends Base {
  readonly type: 'raw'
  readonly format: string
  readonly value: string
}

export type Node =
  | Document
  | Paragraph
  | Heading
  | Quote
  | Preformatted
  | Rule
  | List
  | ListItem
  | Table
  | TableSection
  | TableRow
  | TableCell
  | TaskList
  | Task
  | Layout
  | LayoutSection
  | LayoutCell
  | Text
  | LineBreak
  | Mark
  | Span
  | Anchor
  | Link
  | Image
  | Emoticon
  | DateNode
  | CommentMarker
  | Placeholder
  | Macro
  | AdfExtension
  | Element
  | Comment
  | CharacterData
  | Raw

/** Nodes that have `children`. */
export type Parent = Extract<Node, { readonly children: readonly Node[] }>
