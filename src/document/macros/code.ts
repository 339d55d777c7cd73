import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'

/** A block of source code. */
export const code: MacroDefinition = {
  name: 'code',
  aliases: ['paste-code-macro'],
  title: 'Code Block',
  body: 'plain',
  output: 'block',
  parameters: {
    language: { type: 'string' },
    title: { type: 'string' },
    collapse: { type: 'boolean', default: 'false' },
    linenumbers: { type: 'boolean', default: 'false' },
    firstline: { type: 'int' },
    theme: {
      type: 'enum',
      values: ['Confluence', 'DJango', 'Emacs', 'FadeToGrey', 'Midnight', 'RDark', 'Eclipse'],
      default: 'Confluence',
    },
    '': { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    // Pages migrated from wiki markup keep the language in the unnamed parameter.
    const brush = (call.text('language', 'lang', '') ?? '').trim() || 'java'
    const theme = call.text('theme') ?? 'Confluence'
    const hasNumbers = call.flag('linenumbers')
    const firstLine = call.number('firstline', { min: 0, max: 1_000_000 })
    const lines = hasNumbers && firstLine !== undefined ? `; first-line: ${firstLine}` : ''
    const collapsed = call.flag('collapse') && call.purpose === 'view'
    const pre = call.plainBody('pre', {
      class: 'syntaxhighlighter-pre',
      'data-syntaxhighlighter-params': `brush: ${brush}; gutter: ${hasNumbers}${lines}; theme: ${theme}${collapsed ? '; collapse: true' : ''}`,
      'data-theme': theme,
    })
    const parts: Node[] = []
    const title = call.text('title') ?? ''
    if (title !== '' || collapsed) {
      const header = collapsed
        ? 'codeHeader panelHeader pdl hide-border-bottom'
        : 'codeHeader panelHeader pdl'
      const inside: Node[] = title === '' ? [] : [html('b', collapsed ? { class: 'code-title' } : {}, title)]
      if (collapsed) {
        const control = html('span', { class: 'expand-control-text' }, 'Expand source')
        inside.push(
          html(
            'span',
            { class: 'collapse-source expand-control' },
            html('span', { class: 'expand-control-icon icon' }),
            control,
          ),
        )
      }
      parts.push(html('div', { class: header, style: 'border-bottom-width: 1px;' }, ...inside))
    }
    const content = collapsed ? 'codeContent panelContent pdl hide-toolbar' : 'codeContent panelContent pdl'
    parts.push(html('div', { class: content }, pre))
    return [html('div', { class: 'code panel pdl', style: 'border-width: 1px;' }, ...parts)]
  },
}
