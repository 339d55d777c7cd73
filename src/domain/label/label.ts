/** A label of Confluence: `global:release`, `my:todo`, `team:space-category`. */
export interface Label {
  readonly id: number
  readonly prefix: 'global' | 'my' | 'team' | 'system'
  readonly name: string
}
