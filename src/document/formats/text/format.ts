/** Plain text: what search, excerpts and `plain` representations are made of. */
import type { Format } from '../../format.ts'
import { readText } from './read.ts'
import { writeText } from './write.ts'

export const plain: Format = {
  name: 'plain',
  mediaType: 'text/plain',
  rendered: false,
  read: readText,
  write: writeText,
}
