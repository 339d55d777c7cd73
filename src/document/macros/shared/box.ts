/** The titled box of panel and its cousins. */
import { html } from '../../build.ts'
import type { Element } from '../../tree.ts'
import type { MacroCall, ParameterDefinition } from '../macro.ts'

/** The parameters that say how a box looks. */
export const boxParameters: Readonly<Record<string, ParameterDefinition>> = {
  title: { type: 'string' },
  borderStyle: { type: 'enum', values: ['solid', 'dashed', 'dotted', 'double', 'none'] },
  borderColor: { type: 'color' },
  borderWidth: { type: 'int' },
  bgColor: { type: 'color' },
  titleBGColor: { type: 'color' },
  titleColor: { type: 'color' },
}

export interface BoxStyle {
  readonly outer: string
  readonly header: string
  readonly content: string
}

/** The styles that the parameters of a call ask for. */
export function boxStyle(call: MacroCall): BoxStyle {
  const color = (name: string) => colorOf(call.text(name))
  const borderColor = color('borderColor')
  const background = color('bgColor')
  const borderStyle = call.text('borderStyle')
  const width = `${call.number('borderWidth', { min: 0, max: 20 }) ?? 1}px`
  const isKnownStyle = borderStyle !== undefined && /^(?:solid|dashed|dotted|double|none)$/.test(borderStyle)
  return {
    outer: declarations({
      'background-color': background,
      'border-color': borderColor,
      'border-style': isKnownStyle ? borderStyle : undefined,
      'border-width': width,
    }),
    header: declarations({
      'border-bottom-width': width,
      'border-bottom-style': isKnownStyle ? borderStyle : undefined,
      'border-bottom-color': borderColor,
      'background-color': color('titleBGColor'),
      color: color('titleColor'),
    }),
    content: declarations({ 'background-color': background }),
  }
}

/** A colour by name, number or function; anything else is none. */
export function colorOf(text: string | undefined): string | undefined {
  const color = text?.trim() ?? ''
  if (/^[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(color)) return `#${color}`
  return /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([\d\s.,%/]+\))$/i.test(color) ? color : undefined
}

function declarations(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .flatMap(([property, value]) => (value === undefined ? [] : [`${property}: ${value};`]))
    .join('')
}

/** The attributes of the element that holds a box's content. */
export function contentAttributes(style: BoxStyle): Record<string, string> {
  return style.content === '' ? { class: 'panelContent' } : { class: 'panelContent', style: style.content }
}

/** A box around its content element, with a header when it has a title. */
export function box(title: string, style: BoxStyle, content: Element): Element {
  const header =
    title === '' ? [] : [html('div', { class: 'panelHeader', style: style.header }, html('b', {}, title))]
  return html('div', { class: 'panel', style: style.outer }, ...header, content)
}

/** A box without colours of its own. */
export const plainBoxStyle: BoxStyle = {
  outer: 'border-width: 1px;',
  header: 'border-bottom-width: 1px;',
  content: '',
}
