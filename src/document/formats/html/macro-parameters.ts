/** The editor's spelling of macro parameters: `key=value|key=value`, sorted, with backslashes before `=`, `|` and `\`. */
import type { Macro, Parameter } from '../../tree.ts'

/** All parameters but the unnamed one. */
export function macroParameterText(macro: Macro): string {
  return macro.parameters
    .filter(({ name }) => name !== '')
    .map(({ name, text }) => `${escape(name)}=${escape(text)}`)
    .toSorted()
    .join('|')
}

function escape(text: string): string {
  return text.replace(/[\\=|]/g, '\\$&')
}

/** Reads the spelling back. */
export function parametersFromText(text: string): Parameter[] {
  const parameters: Parameter[] = []
  for (const part of splitUnescaped(text, '|')) {
    const [name = '', ...rest] = splitUnescaped(part, '=')
    if (part !== '') parameters.push({ name: unescape(name), text: unescape(rest.join('=')) })
  }
  return parameters
}

function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let pos = 0; pos < text.length; pos++) {
    if (text[pos] === '\\') pos++
    else if (text[pos] === separator) {
      parts.push(text.slice(start, pos))
      start = pos + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}
