import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { widthStyle } from './shared/width.ts'

/** The dynamic task list of before inline tasks: rows of a table in wiki notation. */
export const tasklist: MacroDefinition = {
  name: 'tasklist',
  title: 'Task List',
  body: 'plain',
  output: 'block',
  parameters: {
    title: { type: 'string' },
    '': { type: 'string' },
    width: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const rows = call.bodyText.split('\n').flatMap((line) => rowOf(line.trim()) ?? [])
    const done = rows.find(({ isHead }) => isHead)?.texts.findIndex((text) => /^completed$/i.test(text)) ?? -1
    const table = rows.map(({ isHead, texts }) =>
      html(
        'tr',
        {},
        ...texts.map((text, column) =>
          html(isHead ? 'th' : 'td', {}, !isHead && column === done ? signOf(text) : text),
        ),
      ),
    )
    const title = call.text('title', '') ?? ''
    const heading: Node[] = title === '' ? [] : [html('h4', {}, title)]
    return [
      html(
        'div',
        { class: 'tasklist-macro' },
        ...heading,
        html('table', { class: 'aui', ...widthStyle(call) }, html('tbody', {}, ...table)),
      ),
    ]
  },
}

/** A row of a table in wiki notation; a cell may be empty. */
function rowOf(line: string): { readonly isHead: boolean; readonly texts: readonly string[] } | undefined {
  if (!line.startsWith('|')) return undefined
  const isHead = line.startsWith('||')
  const mark = isHead ? '||' : '|'
  const inside = line.slice(
    mark.length,
    line.endsWith(mark) && line.length > mark.length ? -mark.length : undefined,
  )
  return { isHead, texts: inside.split(mark).map((text) => text.trim()) }
}

/** `T` and `F` as the signs of what is done and what is not. */
function signOf(text: string): string {
  return text === 'T' ? '\u2611' : text === 'F' ? '\u2610' : text
}
