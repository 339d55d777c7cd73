/** Plain text: written from any document, read as paragraphs. */
import type { Format, Reading } from '../../format.ts'
import type { Node } from '../../tree.ts'
import { writeText } from './write.ts'

/** Blank lines part paragraphs, other line ends are kept. */
function readText(text: string): Reading {
  const paragraphs = text.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/).filter((part) => part.trim() !== '')
  const children = paragraphs.map((part): Node => {
    const lines = part.split(/\r\n?|\n/).filter((line) => line !== '')
    const inside = lines.flatMap((value, index): Node[] => {
      const line: Node = { type: 'text', value }
      return index === 0 ? [line] : [{ type: 'lineBreak' }, line]
    })
    return { type: 'paragraph', children: inside }
  })
  return { tree: { type: 'document', children }, messages: [] }
}

export const plain: Format = {
  name: 'plain',
  mediaType: 'text/plain',
  rendered: true,
  // Links show their titles; macros stay what the text says.
  purpose: 'editor',
  read: readText,
  write: (tree, { expansion }) => writeText(tree, expansion?.resolved),
}
