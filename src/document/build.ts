/** Constructors for nodes: what readers, macros and tests write trees with. */
import type { Attributes, Element, Macro, Mark, Node, Parameter, Paragraph, Text } from './tree.ts'

export function text(value: string): Text {
  return { type: 'text', value }
}

export function paragraph(...children: readonly (Node | string)[]): Paragraph {
  return { type: 'paragraph', children: children.map(node) }
}

export function strong(...children: readonly (Node | string)[]): Mark {
  return { type: 'strong', children: children.map(node) }
}

/** An HTML element made by a macro's expansion; children may be plain strings. */
export function html(name: string, attributes: Attributes, ...children: readonly (Node | string)[]): Element {
  return { type: 'element', name, generated: true, attributes, children: children.map(node) }
}

/** A macro call with text parameters and no body. */
export function macro(name: string, parameters: Readonly<Record<string, string>> = {}): Macro {
  const list = Object.entries(parameters).map(([name, text]): Parameter => ({ name, text }))
  return { type: 'macro', name, parameters: list, body: { kind: 'none' } }
}

function node(part: Node | string): Node {
  return typeof part === 'string' ? text(part) : part
}
