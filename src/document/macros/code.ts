import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { colouredCode, withLineNumbers } from './shared/code-colours.ts'

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
  expand: async (call) => {
    // Pages migrated from wiki markup keep the language in the unnamed parameter.
    const language = (call.text('language', 'lang', '') ?? '').trim() || 'java'
    const theme = call.text('theme') ?? 'Confluence'
    const hasNumbers = call.flag('linenumbers')
    const firstLine = call.number('firstline', { min: 0, max: 1_000_000 })
    const lines = hasNumbers && firstLine !== undefined ? `; first-line: ${firstLine}` : ''
    const isCollapsed = call.flag('collapse') && call.purpose === 'view'
    const coloured = await colouredCode(call.bodyText, language, call.document)
    const attributes = {
      class: 'syntaxhighlighter-pre',
      'data-syntaxhighlighter-params': `brush: ${language}; gutter: ${hasNumbers}${lines}; theme: ${theme}${isCollapsed ? '; collapse: true' : ''}`,
      'data-theme': theme,
    }
    const shown = hasNumbers ? withLineNumbers(coloured, firstLine ?? 1) : coloured
    const content = isCollapsed ? 'codeContent panelContent pdl hide-toolbar' : 'codeContent panelContent pdl'
    return [
      html(
        'div',
        { class: 'code panel pdl', style: 'border-width: 1px;' },
        ...header(call.text('title') ?? '', isCollapsed),
        html('div', { class: content }, call.plainBody('pre', attributes, shown)),
      ),
    ]
  },
}

function header(title: string, isCollapsed: boolean): readonly Node[] {
  if (title === '' && !isCollapsed) return []
  const inside: Node[] = title === '' ? [] : [html('b', isCollapsed ? { class: 'code-title' } : {}, title)]
  if (isCollapsed) {
    inside.push(
      html(
        'span',
        { class: 'collapse-source expand-control' },
        html('span', { class: 'expand-control-icon icon' }),
        html('span', { class: 'expand-control-text' }, 'Expand source'),
      ),
    )
  }
  const classes = isCollapsed ? 'codeHeader panelHeader pdl hide-border-bottom' : 'codeHeader panelHeader pdl'
  return [html('div', { class: classes, style: 'border-bottom-width: 1px;' }, ...inside)]
}
