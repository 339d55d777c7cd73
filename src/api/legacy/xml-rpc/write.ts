import { carriable, escapeHtmlText } from '../../../base/xml/write.ts'
import type { RpcStruct, RpcValue } from '../rpc/value.ts'

/** A result in XML-RPC. */
export function writeResult(value: RpcValue): string {
  return document(`<params><param>${written(value, false)}</param></params>`)
}

/** A fault in XML-RPC; the vendor's have the code 0. */
export function writeFault(sentence: string): string {
  const members =
    member('faultCode', '<value><int>0</int></value>') + member('faultString', valueOf(sentence))
  return document(`<fault><value><struct>${members}</struct></value></fault>`)
}

function document(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><methodResponse>${content}</methodResponse>`
}

/**
 * A value. Inside structs and lists everything but dates, bytes, structs and lists is text, as the vendor writes
 * it: clients compare with `'true'` and add to `int(page['version'])`. What is null is left out of structs.
 */
function written(value: RpcValue, inside: boolean): string {
  if (value === null) return valueOf('')
  if (typeof value === 'string') return valueOf(value)
  if (typeof value === 'bigint') return valueOf(String(value))
  if (typeof value === 'boolean' && !inside) return `<value><boolean>${value ? 1 : 0}</boolean></value>`
  if (typeof value === 'number' && !inside) return `<value><int>${value}</int></value>`
  if (typeof value === 'boolean' || typeof value === 'number') return valueOf(String(value))
  if (value instanceof Date) return `<value><dateTime.iso8601>${dateOf(value)}</dateTime.iso8601></value>`
  if (value instanceof Uint8Array) {
    return `<value><base64>${Buffer.from(value).toString('base64')}</base64></value>`
  }
  if (Array.isArray(value)) {
    const items = (value as readonly RpcValue[]).map((item) => written(item, true))
    return `<value><array><data>${items.join('')}</data></array></value>`
  }
  const members = Object.entries(value as RpcStruct)
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .map(([name, inner]) => member(name, written(inner, true)))
  return `<value><struct>${members.join('')}</struct></value>`
}

function member(name: string, value: string): string {
  return `<member><name>${escaped(name)}</name>${value}</member>`
}

function valueOf(text: string): string {
  return `<value><string>${escaped(text)}</string></value>`
}

function escaped(text: string): string {
  return escapeHtmlText(carriable(text)).replaceAll('\r', '&#13;')
}

/** `20050816T13:44:05`, in UTC. */
function dateOf(date: Date): string {
  return date.toISOString().slice(0, 19).replaceAll('-', '')
}
