/** What an administrator says, for the whole site, of how documents are shown. */
export interface DocumentSettings {
  /** Whether the macro `html` shows its body, cleaned. */
  readonly allowRawHtml: boolean
  /** Sites that may stand in a frame: scheme, host and port. */
  readonly frameOrigins: readonly string[]
  /** Addresses of linked applications by the names that macros call them, in lower case. */
  readonly applications: ReadonlyMap<string, string>
  /** Storage format: what the site greets its readers with. */
  readonly welcome: string
}
