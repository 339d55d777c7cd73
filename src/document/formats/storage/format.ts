/** Storage format: what the wiki keeps. */
import type { Format } from '../../format.ts'
import { readStorage } from './read.ts'
import { writeStorage } from './write.ts'

export const storage: Format = {
  name: 'storage',
  mediaType: 'application/xml',
  rendered: false,
  read: readStorage,
  write: writeStorage,
}
