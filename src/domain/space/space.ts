/** A container of content with its own permissions. */
export interface Space {
  readonly id: number
  /** As it was written at creation; compared without regard to case. `~name` for personal spaces. */
  readonly key: string
  readonly name: string
  readonly kind: 'global' | 'personal'
  readonly status: 'current' | 'archived'
  /** Plain text. */
  readonly description: string
  readonly homepageId: number | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly createdBy: number | null
}
