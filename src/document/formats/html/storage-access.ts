/** How HTML formats get at storage format, which they carry in attributes, without knowing it. */
import type { Reading } from '../../format.ts'
import type { Node } from '../../tree.ts'

export interface StorageAccess {
  readonly readStorage: (text: string) => Reading
  readonly writeStorage: (nodes: readonly Node[]) => string
}
