/** What a reader has to say about the text it read. Readers return these; they never throw on content. */
export interface Message {
  /** `fatal`: the text is not a document of the format and must not be stored. `warning`: read, with a doubt. */
  readonly severity: 'fatal' | 'warning'
  /** The cause, for storage in the words that Confluence's clients know (`Unexpected close tag </p>; expected </b>.`). */
  readonly text: string
  /** 1-based, in the text that was given. */
  readonly row: number
  readonly column: number
  /** What to do about it, when we know. */
  readonly hint?: string
}
