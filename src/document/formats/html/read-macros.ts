/** The editor's macro placeholders and the views' macro output → macro nodes. */
import type { Macro, Node, Parameter } from '../../tree.ts'
import { macroParameterText, parametersFromText } from './macro-parameters.ts'
import { findElement, hasClass, type HtmlElement, textOf } from './parse.ts'
import { decodedNode, type Reader } from './reader.ts'
import { tidyFlow } from './tidy.ts'

/** Whether an element stands for a macro. */
export function isMacroElement(element: HtmlElement): boolean {
  const { attributes } = element
  if (attributes.has('data-macro-name')) return true
  return (
    (hasClass(element, 'wysiwyg-macro') || hasClass(element, 'editor-inline-macro')) &&
    definitionOf(element) !== undefined
  )
}

/** The macro; undefined when it is output that does not tell the call. */
export function macroOf(reader: Reader, element: HtmlElement): Node | undefined {
  return hasClass(element, 'conf-macro') ? fromOutput(reader, element) : fromPlaceholder(reader, element)
}

/** View output: the call is carried along or known by its id; a body that shows is read from the HTML. */
function fromOutput(reader: Reader, element: HtmlElement): Node | undefined {
  const decoded = decodedNode(reader, element)
  const known = reader.macros.get(element.attributes.get('data-macro-id') ?? '')
  const macro = decoded?.type === 'macro' ? decoded : known
  if (macro === undefined) return undefined
  if (macro.body.kind === 'none') return macro
  const slot = bodySlot(element, macro.body.kind)
  if (slot === undefined) return comparable(reader, macro)
  return withBody(reader, macro, slot)
}

/** The element of the output that holds the body of this very macro. */
function bodySlot(element: HtmlElement, kind: string): HtmlElement | undefined {
  const isSlot = ({ attributes }: HtmlElement) => attributes.get('data-macro-body') === kind
  if (isSlot(element)) return element
  const isOther = ({ attributes }: HtmlElement) => attributes.has('data-macro-name')
  return findElement(element.children, (inner) => isSlot(inner) && !isOther(inner), isOther)
}

function withBody(reader: Reader, macro: Macro, slot: HtmlElement): Macro {
  const fresh = { ...macro, source: undefined, shell: undefined }
  if (macro.body.kind === 'plain') return { ...fresh, body: { kind: 'plain', text: textOf(slot.children) } }
  return { ...fresh, body: { kind: 'rich', children: tidyFlow(reader.read(reader, slot.children, false)) } }
}

/** A macro whose body was carried along is put into the form that all others have when they are compared. */
function comparable(reader: Reader, macro: Macro): Node {
  if (macro.body.kind !== 'rich' || reader.normalise === undefined) return macro
  return reader.normalise([macro])[0] ?? macro
}

/** The editor's placeholder: the attributes are the call, unless what is carried along says the same more exactly. */
function fromPlaceholder(reader: Reader, element: HtmlElement): Node | undefined {
  const call = callOf(element)
  if (call === undefined) return undefined
  const decoded = decodedNode(reader, element)
  const exact = decoded?.type === 'macro' && saysTheSame(decoded, call) ? decoded : undefined
  const macro = exact ?? call
  const bodyType = element.attributes.get('data-macro-body-type')
  if (element.name === 'img' || bodyType === 'NONE') return macro
  const cell = findElement(element.children, (inner) => hasClass(inner, 'wysiwyg-macro-body')) ?? element
  if (bodyType === 'PLAIN_TEXT') {
    const text = textOf(findElement(cell.children, ({ name }) => name === 'pre')?.children ?? cell.children)
    return { ...macro, body: { kind: 'plain', text }, source: undefined }
  }
  const children = tidyFlow(reader.read(reader, cell.children, false))
  return { ...macro, body: { kind: 'rich', children }, source: undefined }
}

function saysTheSame(macro: Macro, call: Macro): boolean {
  const unnamed = ({ parameters }: Macro) => parameters.find(({ name }) => name === '')?.text
  return (
    macro.name === call.name &&
    (macro.id ?? '') === (call.id ?? '') &&
    macroParameterText(macro) === macroParameterText(call) &&
    unnamed(macro) === unnamed(call)
  )
}

function callOf(element: HtmlElement): Macro | undefined {
  const { attributes } = element
  const definition = definitionOf(element)
  const name = attributes.get('data-macro-name') ?? definition?.name
  if (name === undefined || name === '') return undefined
  const parameters: Parameter[] = []
  const byDefault = attributes.get('data-macro-default-parameter')
  if (byDefault !== undefined) parameters.push({ name: '', text: byDefault })
  const text =
    attributes.get('data-macro-parameters') ??
    (attributes.has('data-macro-name') ? '' : (definition?.parameters ?? ''))
  parameters.push(...parametersFromText(text))
  return {
    type: 'macro',
    name,
    id: attributes.get('data-macro-id'),
    schemaVersion: attributes.get('data-macro-schema-version'),
    parameters,
    body: { kind: 'none' },
  }
}

/** `{name:parameters}` in the address of the placeholder picture. */
function definitionOf(element: HtmlElement): { name: string; parameters: string } | undefined {
  const address = element.attributes.get('src') ?? element.attributes.get('style') ?? ''
  const encoded = /[?&]definition=([A-Za-z0-9_-]+)/.exec(address)?.[1]
  if (encoded === undefined) return undefined
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
    const [, name, parameters = ''] = /^\{([^:}]+)(?::(.*))?\}$/s.exec(text) ?? []
    return name === undefined ? undefined : { name, parameters }
  } catch {
    // Not base64: a picture of somebody else.
    return undefined
  }
}
