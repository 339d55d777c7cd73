import type { MacroDefinition } from './macro.ts'

/** One column of a section. */
export const column: MacroDefinition = {
  name: 'column',
  title: 'Column',
  body: 'rich',
  output: 'block',
  parameters: { width: { type: 'string' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const [, number, unit = 'px'] =
      /^\s*(\d{1,4}(?:\.\d+)?)\s*(px|%|em)?\s*$/.exec(call.text('width', '') ?? '') ?? []
    if (number === undefined) return [call.body('div', { class: 'columnMacro' })]
    const width = number + unit
    return [
      call.body('div', {
        class: 'columnMacro',
        style: `width:${width};min-width:${width};max-width:${width};`,
      }),
    ]
  },
}
