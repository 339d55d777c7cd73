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
    const rows = call.bodyText.split('\n').filter((line) => line.trim().startsWith('|'))
    const cells = rows.map((line) => ({
      isHead: line.trim().startsWith('||'),
      texts: line
        .trim()
        .replace(/^\|+|\|+$/g, '')
        .split(/\|+/)
        .map((text) => text.trim()),
    }))
    const table = cells.map(({ isHead, texts }) =>
      html('tr', {}, ...texts.map((text) => html(isHead ? 'th' : 'td', {}, text))),
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
