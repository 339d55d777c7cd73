import { carriable, escapeHtmlAttribute, escapeHtmlText } from '../../../base/xml/write.ts'

/** Values that the first REST interface wrote as attributes; the others are elements. */
const ATTRIBUTES = new Set([
  'id',
  'type',
  'key',
  'name',
  'href',
  'rel',
  'size',
  'total',
  'start-index',
  'date',
])

/** A value of JSON as the XML that the first REST interface wrote for it. */
export function toXml(name: string, value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${element(name, value)}`
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('')
  if (typeof value !== 'object') return `<${name}>${escapeHtmlText(carriable(String(value)))}</${name}>`
  const entries = Object.entries(value)
  const attributes = entries
    .filter(([key, inner]) => ATTRIBUTES.has(key) && typeof inner !== 'object')
    .map(([key, inner]) => ` ${key}="${escapeHtmlAttribute(carriable(String(inner)))}"`)
  const inside = entries
    .filter(([key, inner]) => !ATTRIBUTES.has(key) || typeof inner === 'object')
    .map(([key, inner]) => element(key, inner))
  return `<${name}${attributes.join('')}>${inside.join('')}</${name}>`
}
