/** Why somebody gets a letter; whoever has several reasons is told the first of these. */
export type Reason =
  | { readonly kind: 'mention' }
  | { readonly kind: 'watch'; readonly what: string; readonly targetId: number }

/** The job of one letter. */
export interface LetterJob {
  readonly eventId: number
  readonly userId: number
  readonly reason: Reason
}
