import type { Engine } from '../../store/database.ts'

/** What a query may be about: contents, spaces, users. */
export type CqlThing = 'content' | 'space' | 'user'

/** What a query needs to know of who asks, when and where. */
export interface CqlScope {
  readonly engine: Engine
  /** Milliseconds since 1970. */
  readonly now: number
  /** Of dates and of functions such as `startOfDay()`. An IANA name that the caller has checked; UTC when left out. */
  readonly timeZone?: string
  /** Left out for anonymous callers: then `currentUser()` is nobody. */
  readonly currentUserId?: number
  /** Whether the caller may know what others watch. */
  readonly knowsWatches?: boolean
  /** `cqlcontext`: what `currentSpace()` and `currentContent()` stand for. */
  readonly currentSpaceKey?: string
  readonly currentContentId?: number
  /** Statuses of content that are searched; `current` when left out. */
  readonly statuses?: readonly string[]
  /** What the address answers with: only contents, everything (the default), or only users. */
  readonly answers?: 'content' | 'anything' | 'users'
}
