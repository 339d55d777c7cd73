/** Escaping for XML and for the XML-like HTML that the wiki delivers. */

const TEXT_SPECIAL = /[&<>\u00a0\r]/
const ATTRIBUTE_SPECIAL = /[&<>"\u00a0\n\r\t]/
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** The text without what XML cannot carry at all: control characters and lone surrogates. */
export function carriable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return FORBIDDEN.test(whole) ? whole.replace(new RegExp(FORBIDDEN, 'g'), '') : whole
}

/** Text between tags; U+00A0 becomes `&nbsp;`, as stored bodies spell it. */
export function escapeText(value: string): string {
  const text = carriable(value)
  if (!TEXT_SPECIAL.test(text)) return text
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
  return escaped.replaceAll('\r', '&#13;')
}

/** An attribute value for double quotes. White space other than the blank would be normalised away by a reader. */
export function escapeAttribute(value: string): string {
  const escaped = escapeText(value)
  if (!ATTRIBUTE_SPECIAL.test(value)) return escaped
  return escaped.replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** A CDATA section; `]]>` inside is split over two sections. */
export function characterData(text: string): string {
  return `<![CDATA[${carriable(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** A comment; `--` inside, which XML does not allow, gets blanks. */
export function writeComment(text: string): string {
  return `<!--${commentText(text)}-->`
}

/** What a comment can say of a text. */
export function commentText(text: string): string {
  return carriable(text)
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ')
}

/** Attributes as they stand in a start tag, each with a blank before it. */
export function writeAttributes(attributes: Readonly<Record<string, string>> | undefined): string {
  if (attributes === undefined) return ''
  let out = ''
  for (const name in attributes) out += ` ${name}="${escapeAttribute(attributes[name] ?? '')}"`
  return out
}

/** Text in HTML: only what must be is escaped, U+00A0 stays the character. */
export function escapeHtmlText(text: string): string {
  if (!/[&<>]/.test(text)) return text
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An attribute value for double quotes in HTML. */
export function escapeHtmlAttribute(value: string): string {
  if (!/[&<>"]/.test(value)) return value
  return escapeHtmlText(value).replaceAll('"', '&quot;')
}
