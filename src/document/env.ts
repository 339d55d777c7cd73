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
  readonly kind: 'page' | 'blogpost' | 'comment' | 'attachment' | 'custom'
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
  /** Plain text, where a list asked for it. */
  readonly description?: string
}

/** A label with how often it is used where the question asked. */
export interface LabelSummary {
  readonly name: string
  readonly count: number
  readonly url: string
}
export interface VersionSummary {
  readonly number: number
  /** ISO 8601. */
  readonly when: string
  readonly by: UserSummary
  readonly message: string
  readonly url: string
}
/** What one person did to one content. */
export interface ContributorSummary {
  readonly user: UserSummary
  readonly contentId: string
  readonly edits: number
  readonly comments: number
  /** ISO 8601, of the last edit or comment. */
  readonly lastAt: string
}
/** What readers did with a content. */
export interface ReactionSummary {
  readonly contentId: string
  readonly comments: number
  readonly likes: number
}
export interface TaskSummary {
  readonly id: string
  readonly content: ContentSummary
  readonly done: boolean
  /** Plain text. */
  readonly text: string
  readonly assignee?: UserSummary
  readonly creator?: UserSummary
  /** `yyyy-MM-dd` */
  readonly dueDate?: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly completedAt?: string
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
  /** The pages under the same parent as this one, itself included. */
  readonly siblingsOf?: string
  /** Only pages without a parent. */
  readonly top?: boolean
  readonly spaceKeys?: readonly string[]
  readonly labels?: readonly string[]
  /** `all`: content carries every label; `any` (default): one of them. */
  readonly labelMatch?: 'any' | 'all'
  readonly kinds?: readonly ('page' | 'blogpost' | 'comment' | 'attachment')[]
  readonly cql?: string
  /** Words to search for. */
  readonly text?: string
  /** Who made it or changed it. */
  readonly contributors?: readonly Target[]
  /** Changed at this time or later, ISO 8601. */
  readonly modifiedSince?: string
  readonly sort?: 'position' | 'title' | 'created' | 'modified'
  readonly reverse?: boolean
  /** At most; the answerer caps it at `documentLimits.macroListItems`. */
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
  readonly reader?: { readonly username: string }
  /** Whether an administrator lets the `html` macro show its body, cleaned of what can run. */
  readonly allowRawHtml?: boolean
  /** Sites (scheme, host and port) that macros may show in a sandboxed frame; all others are linked. */
  readonly frameOrigins?: readonly string[]
  resolve(targets: readonly Target[]): Promise<readonly Resolved[]>
  listContent(query: ContentQuery): Promise<readonly ContentSummary[]>
  listAttachments(holder: {
    readonly contentId?: string
    readonly spaceKey?: string
    /** Only files that carry every one of these. */
    readonly labels?: readonly string[]
  }): Promise<readonly AttachmentSummary[]>
  /** The tree of another content's body, or of a comment; undefined when it may not be seen. */
  readBody(contentId: string): Promise<readonly Node[] | undefined>
  /*
   * Questions that only some macros ask. Where one is absent, the macro says that it cannot be shown here.
   */
  /** Labels in use, of a space or of contents; `related`: labels that go with these. */
  listLabels?(query: {
    readonly spaceKey?: string
    readonly contentIds?: readonly string[]
    readonly related?: readonly string[]
    readonly sort: 'count' | 'name' | 'recent'
    readonly limit: number
  }): Promise<readonly LabelSummary[]>
  listSpaces?(query: {
    readonly kind?: 'global' | 'personal'
    readonly limit: number
  }): Promise<readonly SpaceSummary[]>
  /** Newest first. */
  listVersions?(contentId: string, limit: number): Promise<readonly VersionSummary[]>
  /** For all these contents at once. */
  listContributors?(contentIds: readonly string[]): Promise<readonly ContributorSummary[]>
  /** For all these contents at once. */
  listReactions?(contentIds: readonly string[]): Promise<readonly ReactionSummary[]>
  listTasks?(query: {
    readonly contentIds?: readonly string[]
    readonly spaceKeys?: readonly string[]
    readonly labels?: readonly string[]
    readonly assignees?: readonly Target[]
    readonly creators?: readonly Target[]
    readonly done?: boolean
    readonly createdFrom?: string
    readonly createdTo?: string
    readonly dueFrom?: string
    readonly dueTo?: string
    readonly sort: 'due' | 'assignee' | 'title'
    readonly reverse: boolean
    readonly limit: number
  }): Promise<readonly TaskSummary[]>
  /** Members of these groups, of all when none is named. */
  listUsers?(query: {
    readonly groups: readonly string[]
    readonly limit: number
  }): Promise<readonly UserSummary[]>
  /** People that a user follows, or that follow them. */
  listNetwork?(query: {
    readonly user: UserSummary
    readonly mode: 'following' | 'followers'
    readonly limit: number
  }): Promise<readonly UserSummary[]>
  /** The text that the site greets its readers with. */
  readWelcome?(): Promise<readonly Node[]>
  /** The address of a linked application (an issue tracker) by the name or id that macros call it. */
  applicationUrl?(name: string): Promise<string | undefined>
}
