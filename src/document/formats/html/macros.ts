/** Macros: their output in the views, their placeholder in the editor. */
import { escapeHtmlText } from '../../../base/xml/write.ts'
import type { MacroOutput } from '../../expansion.ts'
import type { Macro, Node } from '../../tree.ts'
import { macroParameterText } from './macro-parameters.ts'
import { noteStart, within } from './nesting.ts'
import { attribute, encoded, generatedAttributes, mark, type Printer } from './printer.ts'

type Print = (printer: Printer, nodes: readonly Node[]) => string

export function printMacro(printer: Printer, macro: Macro, print: Print): string {
  if (printer.purpose === 'editor') return printPlaceholder(printer, macro, print)
  const output = printer.expansion.outputs.get(macro)
  if (output === undefined) return ''
  return printer.purpose === 'export'
    ? print(printer, output.nodes)
    : printWrapped(printer, macro, output, print)
}

/** The output with what tells which macro made it: on its outer element when it has one, else on a wrapper. */
function printWrapped(printer: Printer, macro: Macro, output: MacroOutput, print: Print): string {
  const [only] = output.nodes
  const outer = output.nodes.length === 1 && only?.type === 'element' && only.generated ? only : undefined
  const classes = `conf-macro output-${output.inline ? 'inline' : 'block'}`
  const identity = {
    'data-hasbody': String(macro.body.kind !== 'none'),
    'data-macro-name': macro.name,
    ...(macro.id === undefined ? undefined : { 'data-macro-id': macro.id }),
    'data-encoded-xml': encodeURIComponent(
      printer.writeStorage([output.showsBody ? withoutBody(macro) : macro]),
    ),
  }
  if (outer !== undefined) {
    const own = outer.attributes?.['class']
    const attributes = {
      ...outer.attributes,
      class: own === undefined ? classes : `${own} ${classes}`,
      ...identity,
    }
    return print(printer, [{ ...outer, attributes }])
  }
  const isBodyAlone =
    only?.type === 'document' && macro.body.kind === 'rich' && only.children === macro.body.children
  const { blocks } = printer
  const inside = within(printer, 'span', () => print(printer, output.nodes))
  const name = printer.blocks === blocks ? 'span' : 'div'
  noteStart(printer, name)
  const body = isBodyAlone ? { 'data-macro-body': 'rich' } : undefined
  return `<${name}${generatedAttributes({ class: classes, ...identity, ...body }, true)}>${inside}</${name}>`
}

/** The macro with an empty body of the same kind: its body is told by the HTML itself. */
function withoutBody(macro: Macro): Macro {
  const { body } = macro
  if (body.kind === 'none') return macro
  const emptied: Macro['body'] =
    body.kind === 'rich' ? { kind: 'rich', children: [] } : { kind: 'plain', text: '' }
  return { ...macro, body: emptied, source: undefined, shell: undefined }
}

/** Bodiless macros are pictures in the editor, the others tables of one cell. */
function printPlaceholder(printer: Printer, macro: Macro, print: Print): string {
  const byDefault = macro.parameters.find(({ name }) => name === '')
  const parameters = macroParameterText(macro)
  const about =
    attribute('data-macro-name', macro.name) +
    attribute('data-macro-id', macro.id) +
    attribute('data-macro-parameters', parameters === '' ? undefined : parameters) +
    attribute('data-macro-default-parameter', byDefault?.text) +
    attribute('data-macro-schema-version', macro.schemaVersion ?? '1') +
    encoded(printer, withoutBody(macro)) +
    mark(printer, macro)
  const { locale, contextPath } = printer.env
  const placeholder = (kind: string) => {
    const query = new URLSearchParams({
      definition: definitionOf(macro, parameters),
      locale: locale.replace('-', '_'),
      version: '2',
    })
    return `${contextPath}/plugins/servlet/confluence/placeholder/${kind}?${query}`
  }
  if (macro.body.kind === 'none') {
    const alt = attribute('alt', `{${macro.name}}`)
    return `<img class="editor-inline-macro"${attribute('src', placeholder('macro'))}${alt}${about}/>`
  }
  const picture = `background-image: url(${placeholder('macro-heading')}); background-repeat: no-repeat;`
  noteStart(printer, 'table')
  const start = `<table class="wysiwyg-macro"${about}${attribute('style', picture)}`
  if (macro.body.kind === 'plain') {
    const text = escapeHtmlText(macro.body.text)
    const first = text.startsWith('\n') ? '\n' : ''
    return `${start} data-macro-body-type="PLAIN_TEXT"><tbody><tr><td class="wysiwyg-macro-body"><pre>${first}${text}</pre></td></tr></tbody></table>`
  }
  const { children } = macro.body
  const body = within(printer, 'td', () => print(printer, children))
  return `${start} data-macro-body-type="RICH_TEXT"><tbody><tr><td class="wysiwyg-macro-body">${body}</td></tr></tbody></table>`
}

/** `{name:parameters}` as the placeholder pictures take it: base64url without padding. */
function definitionOf(macro: Macro, parameters: string): string {
  const bytes = new TextEncoder().encode(
    parameters === '' ? `{${macro.name}}` : `{${macro.name}:${parameters}}`,
  )
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
