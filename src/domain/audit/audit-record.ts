/** A thing that an audit record names: `name` as it was called then, `kind` in the vendor's words. */
export interface NamedThing {
  readonly name: string
  readonly kind: string
}

/** A value before and after; empty where there was, or is, none. */
export interface ChangedValue {
  readonly name: string
  readonly old: string
  readonly new: string
}

/** Who did what to what, when and from where. */
export interface AuditRecord {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly authorId: number | null
  /** As the author was called then. */
  readonly authorName: string
  readonly sysAdmin: boolean
  readonly remoteAddress: string
  readonly requestId: string
  readonly category: string
  readonly summary: string
  readonly description: string
  readonly affected: NamedThing
  readonly changed: readonly ChangedValue[]
  readonly associated: readonly NamedThing[]
}
