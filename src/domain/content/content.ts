/** The types of content. Pages, blog posts, comments and attachments are all content: one id space, one table. */
import { limits } from '../../base/limits.ts'

/** The kinds of content that everybody knows. */
export type KnownKind = 'page' | 'blogpost' | 'comment' | 'attachment'
/** The kinds that programs bring: custom content, each kind under a name of its own. */
export type CustomKind = `ac:${string}` | `forge:${string}`
export type ContentKind = KnownKind | CustomKind
export type ContentStatus = 'current' | 'draft' | 'trashed' | 'archived'

export const contentKinds: readonly KnownKind[] = ['page', 'blogpost', 'comment', 'attachment']

/** Whether a kind, or what may be the name of one, is custom content. */
export function isCustomKind(kind: string): kind is CustomKind {
  return /^(?:ac|forge):[\w.~-]+:[\w.~:-]+$/.test(kind) && kind.length <= limits.customKindLength
}

/** What rules and events call a kind: all custom content alike. */
export function familyOf(kind: ContentKind): KnownKind | 'custom' {
  return contentKinds.find((known) => known === kind) ?? 'custom'
}

/** A content at its current version, without its body. */
export interface Content {
  readonly id: number
  readonly kind: ContentKind
  readonly status: ContentStatus
  readonly spaceId: number
  /** The page above a page; the comment that a comment answers, or what it is about; the custom content above one. */
  readonly parentId: number | null
  /** The page or blog post that a comment, an attachment or custom content belongs to. */
  readonly containerId: number | null
  readonly title: string
  /** Order among siblings; null: by title, after those that have one. */
  readonly position: number | null
  readonly version: number
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly createdBy: number | null
  readonly updatedAt: number
  readonly updatedBy: number | null
  readonly extra: ContentExtra
  /** Set when this is an earlier version of the content, with that version's title, author and time. */
  readonly historical?: true
}

/** What only some kinds have. */
export interface ContentExtra {
  /** Of a comment: below the page, or at a passage of it. */
  readonly location?: 'footer' | 'inline'
  /** Of a comment on a passage, and of the answers to it: the passage, and what its mark in the body is known by. */
  readonly passage?: { readonly ref: string; readonly text: string }
  /** Of a comment on a passage, once somebody has settled it. */
  readonly resolution?: Resolution
  /** Of an attachment: its media type, size in bytes and the address of its bytes, at the current version. */
  readonly mediaType?: string
  readonly fileSize?: number
  readonly blob?: string
  /** Of custom content whose body is a text of its own that nobody interprets. */
  readonly raw?: true
  /** Of an attachment: the comment given at the last upload. */
  readonly comment?: string
}

/** What became of a comment on a passage, by whom and when. */
export interface Resolution {
  readonly status: 'resolved' | 'reopened'
  /** An account id: it stays the same when contents are restored elsewhere. */
  readonly by: string | null
  /** Milliseconds since 1970. */
  readonly at: number
}

/** One immutable state of a content. */
export interface Version {
  readonly contentId: number
  readonly number: number
  readonly title: string
  readonly message: string
  readonly minorEdit: boolean
  readonly createdAt: number
  readonly createdBy: number | null
}

/** A body as a client hands it over or asks for it. */
export interface Body {
  readonly representation: string
  readonly value: string
}
