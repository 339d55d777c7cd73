/**
 * The port: every question that a document may ask the wiki while it is shown or read.
 *
 * `document` stays pure by asking only through this type. Answers respect what the reader may see: what they
 * may not see is answered as if it were not there. `domain/render/env.ts` answers for the server; the command
 * line and tests answer with `nowhere`.
 */
import type { Node, Target } from './tree.ts'

/** A page, blog post or other content as links and lists show it. URLs are relative to the host, with context path. */
export interface ContentSummary {
  readonly id: string
  readonly kind: 'page' | 'blogpost' | 'comment' | 'attachment'
  readonly title: string
  readonly spaceKey: string
  readonly spaceName: string
  readonly version: number
  readonly url: string
  readonly updatedAt: string
  readonly updatedBy: UserSummary
  /** The first sentences as plain text, where a list asked for them. */
  readonly excerpt?: string
  /** Global labels, where a list asked for them. */
  readonly labels?: readonly string[]
}
export interface UserSummary {
  readonly username: string
  readonly userKey: string
  readonly accountId: string
  readonly displayName: string
  readonly url: string
  readonly avatarUrl: string
}
export interface AttachmentSummary {
  readonly id: string
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly fileSize: number
  readonly version: number
  readonly containerId: string
  readonly containerVersion: number
  readonly comment: string
  /** ISO 8601. */
  readonly updatedAt: string
  readonly updatedBy: UserSummary
  readonly downloadUrl: string
  readonly thumbnailUrl: string
}
export interface SpaceSummary {
  readonly key: string
  readonly name: string
  readonly url: string
}

/** What a link target turned out to be; `missing` when there is nothing, or nothing this reader may see. */
export type Resolved =
  | { readonly kind: 'content'; readonly content: ContentSummary }
  | { readonly kind: 'attachment'; readonly attachment: AttachmentSummary }
  | { readonly kind: 'user'; readonly user: UserSummary }
  | { readonly kind: 'space'; readonly space: SpaceSummary }
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'missing'
      /** Where it could be made, when the reader may make it. */ readonly createUrl?: string
    }

/** A question for lists of content; what is absent does not filter. */
export interface ContentQuery {
  readonly parentId?: string
  readonly ancestorId?: string
  readonly spaceKeys?: readonly string[]
  readonly labels?: readonly string[]
  /** `all`: content carries every label; `any` (default): one of them. */
  readonly labelMatch?: 'any' | 'all'
  readonly kinds?: readonly ('page' | 'blogpost' | 'comment' | 'attachment')[]
  readonly cql?: string
  readonly sort?: 'position' | 'title' | 'created' | 'modified'
  readonly reverse?: boolean
  /** At most; the answerer caps it at `limits.macroListItems`. */
  readonly limit?: number
}

/** What a rendering was made from beside the text: `reader` when another reader might see something else. */
export type Dependence = 'nothing' | 'wiki' | 'reader'

/** Who and where a document is shown, and the questions it may ask. Every answer may be asynchronous. */
export interface Environment {
  /** The content whose body this is; absent for text converted without a context. */
  readonly content?: ContentSummary
  readonly spaceKey?: string
  /** Scheme, host and port without a trailing slash, for formats that need absolute URLs. */
  readonly origin: string
  /** Context path: `''`, `/confluence` or `/wiki`. */
  readonly contextPath: string
  readonly now: Date
  readonly locale: string
  /** The reader, for `current-user-mention` and the like; absent: anonymous. */
  readonly reader?: UserSummary
  resolve(targets: readonly Target[]): Promise<readonly Resolved[]>
  listContent(query: ContentQuery): Promise<readonly ContentSummary[]>
  listAttachments(holder: {
    readonly contentId?: string
    readonly spaceKey?: string
  }): Promise<readonly AttachmentSummary[]>
  /** The tree of another content's body, or of a comment; undefined when it may not be seen. */
  readBody(contentId: string): Promise<readonly Node[] | undefined>
}
