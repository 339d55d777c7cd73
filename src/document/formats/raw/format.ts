/** Text that is not interpreted: read as one piece, written as it came; of any other document, what is stored. */
import type { Format } from '../../format.ts'
import type { Node } from '../../tree.ts'

/** The format `raw`; what it did not read itself it writes by the function it is given. */
export function rawFormat(writeStorage: (nodes: readonly Node[]) => string): Format {
  return {
    name: 'raw',
    mediaType: 'text/plain',
    rendered: false,
    read: (value) => ({
      tree: { type: 'document', children: [{ type: 'raw', format: 'raw', value }] },
      messages: [],
    }),
    write: ({ children }) => {
      const [only] = children
      const isOwn = children.length === 1 && only?.type === 'raw' && only.format === 'raw'
      return isOwn ? only.value : writeStorage(children)
    },
  }
}
