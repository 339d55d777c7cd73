/** `ac:structured-macro` (and `ac:macro` of before 4.2) ↔ macro node. */
import { characterData, escapeText, writeAttributes } from '../../../base/xml/write.ts'
import type { Element, Macro, Node, Parameter, Source, Target } from '../../tree.ts'
import { asElement, isBlank, nonEmpty, type ReadElement, sourceAround } from '../../elements.ts'
import { targetOf, targetText } from '../../targets.ts'
import { writeTarget } from './resources.ts'

/** Reads the element; one without a name stays an element. */
export function macroOf(read: ReadElement): Node {
  const {
    'ac:name': name,
    'ac:macro-id': id,
    'ac:schema-version': schemaVersion,
    ...rest
  } = read.attributes ?? {}
  if (name === undefined) return asElement(read)
  const parameters: Parameter[] = []
  const extra: Node[] = []
  let body: Macro['body'] | undefined
  let inside: Source | undefined
  for (const child of read.children) {
    if (
      child.type === 'element' &&
      (child.name === 'ac:parameter' || child.name === 'ac:default-parameter')
    ) {
      parameters.push(parameterOf(child))
    } else if (body === undefined && child.type === 'element' && child.name === 'ac:rich-text-body') {
      body = { kind: 'rich', children: child.children }
      inside = child.source
    } else if (body === undefined && child.type === 'element' && child.name === 'ac:plain-text-body') {
      body = { kind: 'plain', text: plainText(child.children) }
    } else if (!isBlank([child])) extra.push(child)
  }
  const macro: Macro = {
    type: 'macro',
    name,
    id,
    schemaVersion,
    parameters,
    body: body ?? { kind: 'none' },
    attributes: nonEmpty(rest),
    source: sourceAround(read.source, inside),
  }
  if (read.name === 'ac:macro')
    return { ...macro, legacy: true, ...(extra.length > 0 ? { extra } : undefined) }
  return extra.length > 0 ? { ...macro, extra } : macro
}

function parameterOf(element: Element): Parameter {
  const { 'ac:name': given, ...rest } = element.attributes ?? {}
  const name = element.name === 'ac:default-parameter' ? '' : (given ?? '')
  const attributes = nonEmpty(rest)
  const { children } = element
  if (children.every((child) => child.type === 'text' || child.type === 'characterData')) {
    return { name, text: joinText(children), attributes }
  }
  const targets = targetsOf(children)
  if (targets === undefined) return { name, text: joinText(children), nodes: children, attributes }
  return { name, text: targets.map(targetText).join(','), targets, attributes }
}

/** The targets of a typed value; a page stands in an `ac:link` there. */
function targetsOf(nodes: readonly Node[]): Target[] | undefined {
  const targets: Target[] = []
  for (const node of nodes) {
    if (isBlank([node])) continue
    const target = node.type === 'link' && isBareLink(node) ? node.target : targetOf(node)
    if (target === undefined) return undefined
    targets.push(target)
  }
  return targets
}

function isBareLink(link: Extract<Node, { type: 'link' }>): boolean {
  return (
    link.body === 'none' &&
    link.anchor === undefined &&
    link.tooltip === undefined &&
    link.attributes === undefined
  )
}

/** CDATA is what is meant; white space around it is not, but text without any CDATA is. */
export function plainText(nodes: readonly Node[]): string {
  const hasSections = nodes.some((node) => node.type === 'characterData')
  return joinText(hasSections ? nodes.filter((node) => !isBlank([node])) : nodes)
}

function joinText(nodes: readonly Node[]): string {
  let text = ''
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'characterData') text += node.value
    else if ('children' in node) text += joinText(node.children)
  }
  return text
}

/** Writes the element in the order of current servers: name, schema version, id. */
export function writeMacro(macro: Macro, writeNodes: (nodes: readonly Node[]) => string): string {
  const element = macro.legacy === true ? 'ac:macro' : 'ac:structured-macro'
  const said: Record<string, string> = { 'ac:name': macro.name }
  if (macro.schemaVersion !== undefined) said['ac:schema-version'] = macro.schemaVersion
  let start = `<${element}${writeAttributes(said)}${writeAttributes(macro.attributes)}`
  if (macro.id !== undefined) start += writeAttributes({ 'ac:macro-id': macro.id })
  let inside = macro.parameters.map((parameter) => writeParameter(parameter, writeNodes)).join('')
  if (macro.body.kind === 'plain')
    inside += `<ac:plain-text-body>${characterData(macro.body.text)}</ac:plain-text-body>`
  else if (macro.body.kind === 'rich') {
    const body = writeNodes(macro.body.children)
    inside += body === '' ? '<ac:rich-text-body />' : `<ac:rich-text-body>${body}</ac:rich-text-body>`
  }
  if (macro.extra !== undefined) inside += writeNodes(macro.extra)
  return inside === '' ? `${start} />` : `${start}>${inside}</${element}>`
}

function writeParameter(parameter: Parameter, writeNodes: (nodes: readonly Node[]) => string): string {
  const start = `<ac:parameter${writeAttributes({ 'ac:name': parameter.name })}${writeAttributes(parameter.attributes)}>`
  const value =
    parameter.nodes !== undefined
      ? writeNodes(parameter.nodes)
      : parameter.targets !== undefined
        ? parameter.targets.map(writeTypedValue).join('')
        : escapeText(parameter.text)
  return `${start}${value}</ac:parameter>`
}

function writeTypedValue(target: Target): string {
  if (target.kind === 'self') return '<ac:link />'
  const identifier = writeTarget(target)
  return target.kind === 'page' || target.kind === 'blogPost'
    ? `<ac:link>${identifier}</ac:link>`
    : identifier
}
