/** The Atlassian Document Format as a format. */
import type { Format } from '../../format.ts'
import { readAdf } from './read.ts'
import { writeAdf } from './write.ts'

/** ADF: JSON, as Cloud's editor and its API speak it. */
export const adf: Format = {
  name: 'atlas_doc_format',
  mediaType: 'application/json',
  rendered: true,
  // Links say where they lead and what it is called; macros stay what they are.
  purpose: 'editor',
  read: readAdf,
  write: writeAdf,
}
