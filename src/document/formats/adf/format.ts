/** The Atlassian Document Format as a format. */
import type { Format } from '../../format.ts'
import { readAdf } from './read.ts'
import { writeAdf } from './write.ts'

/** ADF: JSON, as Cloud's editor and its API speak it. */
export const adf: Format = {
  name: 'atlas_doc_format',
  mediaType: 'application/json',
  rendered: false,
  read: readAdf,
  write: writeAdf,
}
