import { AppError } from '../../../base/errors.ts'
import { limits } from '../../../base/limits.ts'
import { readXml } from '../../../base/xml/read.ts'
import type { RpcValue } from '../rpc/value.ts'

/** A call as it stands in a request. */
export interface MethodCall {
  /** With the name of the handler before it: `confluence1.getPage`. */
  readonly method: string
  readonly parameters: readonly RpcValue[]
}

interface Element {
  readonly name: string
  readonly children: Element[]
  text: string
}

/**
 * Reads a request of XML-RPC (xmlrpc.com/spec.md). No document type, no entities but those of XML and HTML, no
 * namespaces; nesting and number of values are bounded. Throws `bad-request` with row and column.
 */
export function readMethodCall(xml: string): MethodCall {
  const call = readTree(withoutDeclaration(xml))
  if (call.name !== 'methodCall') throw broken(`it is a <${call.name}>, not a <methodCall>`)
  const method = childNamed(call, 'methodName')?.text.trim() ?? ''
  if (method === '') throw broken('it has no <methodName>')
  const parameters = childNamed(call, 'params')?.children ?? []
  return { method, parameters: parameters.map(parameterOf) }
}

function parameterOf(param: Element): RpcValue {
  const value = childNamed(param, 'value')
  if (param.name !== 'param' || value === undefined)
    throw broken('a parameter is <param><value>…</value></param>')
  return valueOf(value)
}

/** Depth is bounded by the reader, so recursion is. */
function valueOf(value: Element): RpcValue {
  const [typed] = value.children
  // Text without a type is a string.
  if (typed === undefined) return value.text
  const { name } = typed
  const text = typed.text.trim()
  switch (name) {
    case 'string':
      return typed.text
    case 'i4':
    case 'i8':
    case 'int':
      return numberOf(text, /^[+-]?\d{1,15}$/, name)
    case 'double':
      return numberOf(text, /^[+-]?[\d.]{1,40}([eE][+-]?\d{1,3})?$/, name)
    case 'boolean':
      if (text === '1' || text === '0') return text === '1'
      throw broken(`"${text.slice(0, 40)}" is no boolean`)
    case 'base64':
      if (/^[A-Za-z0-9+/=\s]*$/.test(text)) return Buffer.from(text, 'base64')
      throw broken('a <base64> has other characters')
    case 'dateTime.iso8601':
      return dateOf(text)
    case 'nil':
      return null
    case 'array':
      return (childNamed(typed, 'data')?.children ?? []).map(valueOf)
    case 'struct':
      return Object.fromEntries(typed.children.map(memberOf))
    default:
      throw broken(`there is no type <${name}>`)
  }
}

function memberOf(member: Element): [string, RpcValue] {
  const name = childNamed(member, 'name')?.text
  const value = childNamed(member, 'value')
  if (name === undefined || value === undefined) throw broken('a <member> is a <name> and a <value>')
  // A member of this name would be the prototype.
  return [name === '__proto__' ? '' : name, valueOf(value)]
}

function numberOf(text: string, form: RegExp, type: string): number {
  const value = form.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(value)) return value
  throw broken(`"${text.slice(0, 40)}" is no ${type}`)
}

function dateOf(text: string): Date {
  const [, year, month, day, time] = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}:?\d{2}:?\d{2})Z?$/.exec(text) ?? []
  const clock = time?.replaceAll(':', '').replace(/^(..)(..)(..)$/, '$1:$2:$3')
  const date = new Date(`${year}-${month}-${day}T${clock}Z`)
  if (!Number.isNaN(date.getTime())) return date
  throw broken(`"${text.slice(0, 40)}" is no dateTime.iso8601`)
}

function childNamed(element: Element, name: string): Element | undefined {
  return element.children.find((child) => child.name === name)
}

function withoutDeclaration(xml: string): string {
  return xml.replace(/^\uFEFF?\s*<\?xml\s[^>]{0,200}\?>/, '')
}

function readTree(xml: string): Element {
  const root: Element = { name: '', children: [], text: '' }
  const open = [root]
  let count = 0
  const begin = (name: string): Element => {
    if (++count > limits.rpcValues) throw broken(`it has more than ${limits.rpcValues} elements`)
    const element: Element = { name, children: [], text: '' }
    open.at(-1)?.children.push(element)
    return element
  }
  const addText = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  const fault = readXml(
    xml,
    {
      open: (name) => open.push(begin(name)),
      empty: (name) => void begin(name),
      close: () => void open.pop(),
      text: addText,
      characterData: addText,
      comment: () => {},
    },
    { prefixes: ['ex'], depth: limits.rpcDepth },
  )
  if (fault) throw broken(fault.cause)
  const [only, ...others] = root.children
  if (only === undefined || others.length > 0) throw broken('it is not one <methodCall>')
  return only
}

function broken(why: string): AppError {
  return new AppError('bad-request', `Failed to parse the XML-RPC request: ${why}`)
}
