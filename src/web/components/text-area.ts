import { escapeHtml, type Html, raw } from '../../base/html.ts'

/**
 * A field of several lines. Written character by character: browsers leave out one line end after its tag, so there is one,
 * and everything behind it is the text.
 */
export function textArea(attributes: Readonly<Record<string, string>>, text: string): Html {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
  return raw(`<textarea${written.join('')}>\n${escapeHtml(text)}</textarea>`)
}
