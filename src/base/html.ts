/** Markup that is safe to send: made by the `html` tag, or declared safe on purpose by `raw`. */
export interface Html {
  readonly markup: string
}

export type HtmlValue = Html | string | number | boolean | null | undefined | readonly HtmlValue[]

/**
 * Build markup. Every interpolated value is escaped for text and for quoted attributes alike, unless it is
 * `Html` itself; `false`, `null` and `undefined` print nothing; arrays print their items one after another.
 * It knows no context: quote every attribute, send every foreign URL through `safeUrl`, never interpolate
 * into a script or a style.
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  let markup = strings[0] ?? ''
  for (let i = 0; i < values.length; i++) markup += print(values[i]) + strings[i + 1]
  return { markup }
}

/** Declare markup safe. Only for markup that this program itself has written from an allow-list. */
export function raw(markup: string): Html {
  return { markup }
}

/** Escape text for element content and for quoted attribute values. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text)
    ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
    : text
}

/** The URL if its scheme is harmless in a link, else `#`. Relative URLs pass. */
export function safeUrl(url: string): string {
  const compact = url.replace(/[\u0000-\u0020]+/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(compact)?.[1]?.toLowerCase()
  return scheme === undefined || ['http', 'https', 'mailto', 'ftp'].includes(scheme) ? url : '#'
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function print(value: HtmlValue): string {
  if (value === null || value === undefined || value === false || value === true) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(print).join('')
  return value.markup
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value)
}
