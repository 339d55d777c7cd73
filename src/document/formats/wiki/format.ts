/** Wiki markup as a format. */
import type { Format } from '../../format.ts'
import { readWiki } from './read.ts'
import { writeWiki } from './write.ts'

/** The notation that Confluence took before storage format, in all that it could say. */
export const wiki: Format = {
  name: 'wiki',
  mediaType: 'text/plain',
  rendered: false,
  unmarked: true,
  read: readWiki,
  write: writeWiki,
}
