/** The canonical dump of tests and bug reports; it is only written. */
import type { Format } from '../../format.ts'
import { writeTree } from './write.ts'

export const tree: Format = { name: 'tree', mediaType: 'text/plain', rendered: false, write: writeTree }
