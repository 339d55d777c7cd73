/** A reason why a text is not well-formed XML. */
export interface XmlFault {
  /** In the words of the Woodstox parser. */
  readonly cause: string
  readonly offset: number
  readonly hint?: string
}

/** Carries a fault out of the depth of the reader; never leaves this folder. */
export class Fault extends Error {
  readonly fault: XmlFault
  constructor(cause: string, offset: number, hint?: string) {
    super(cause)
    this.fault = { cause, offset, hint }
  }
}

/** `Unexpected character …` at an offset. Past the end stands the close tag of the wiki's own wrapper element. */
export function unexpected(text: string, offset: number, context: string, hint?: string): Fault {
  const code = offset < text.length ? text.charCodeAt(offset) : 60
  return new Fault(`Unexpected character ${describe(code)}${context}`, offset, hint)
}

function describe(code: number): string {
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`
  const suffix = code > 255 ? ` / 0x${code.toString(16)}` : ''
  return `'${String.fromCharCode(code)}' (code ${code}${suffix})`
}
