import type { Reading } from '../../format.ts'
import type { Node } from '../../tree.ts'

/** Plain text as a document: an empty line ends a paragraph, a single line end is a line break. */
export function readText(text: string): Reading {
  const children = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph): Node => ({ type: 'paragraph', children: paragraph.split('\n').flatMap(lineWithBreak) }))
  return { tree: { type: 'document', children }, messages: [] }
}

function lineWithBreak(value: string, index: number): Node[] {
  return index === 0 ? [{ type: 'text', value }] : [{ type: 'lineBreak' }, { type: 'text', value }]
}
