/** Markdown as a format. */
import type { Format } from '../../format.ts'
import { readMarkdown } from './read.ts'
import { writeMarkdown } from './write.ts'

/** CommonMark and GFM, with macros of the wiki in comments. */
export const markdown: Format = {
  name: 'markdown',
  mediaType: 'text/markdown',
  rendered: false,
  unmarked: true,
  read: readMarkdown,
  write: writeMarkdown,
}
