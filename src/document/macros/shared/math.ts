/** Formulas in TeX notation as MathML, which browsers draw without a style sheet or script. */
import { TextCache } from '../../../base/text-cache.ts'
import { readXml, type XmlAttributes } from '../../../base/xml/read.ts'
import { html } from '../../build.ts'
import { documentLimits } from '../../limits.ts'
import type { Node } from '../../tree.ts'
import { type MacroCall, type MacroDefinition, MacroProblem } from '../macro.ts'

interface Look {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly title: string
  readonly body: 'none' | 'plain'
  readonly output: 'inline' | 'block' | 'either'
}

/** Defines a macro that shows a formula, in its body or in a parameter. */
export function mathMacro({ name, aliases, title, body, output }: Look): MacroDefinition {
  return {
    name,
    aliases,
    title,
    body,
    output,
    parameters: { body: { type: 'string' }, '': { type: 'string' } },
    dependsOn: 'nothing',
    expand: async (call) => {
      const asBlock = output === 'block' || (output === 'either' && !isInlineCall(call))
      const source = withoutDelimiters(call.bodyText.trim() || (call.text('body', '') ?? '').trim())
      const formula = await mathNodes(source, asBlock)
      return [html(asBlock ? 'div' : 'span', { class: `${name}-macro math` }, ...formula)]
    },
  }
}

function isInlineCall({ macro }: MacroCall): boolean {
  return macro.parameters.some(
    ({ name, text }) => name === 'atlassian-macro-output-type' && text === 'INLINE',
  )
}

/** TeX documents mark where a formula begins and ends; here the macro does. */
function withoutDelimiters(source: string): string {
  const [, , inside] = /^(\$\$?)(.+)\1$/s.exec(source) ?? []
  return inside ?? /^\\(?:\((.+)\\\)|\[(.+)\\\])$/s.exec(source)?.slice(1).find(Boolean) ?? source
}

const cache = new TextCache(documentLimits.mathCache)

async function mathNodes(source: string, asBlock: boolean): Promise<readonly Node[]> {
  if (source === '') throw new MacroProblem('There is no formula to show.')
  if (source.length > documentLimits.mathLength) throw new MacroProblem('The formula is too long.')
  const key = `${asBlock ? 'block' : 'inline'}\n${source}`
  const known = cache.get(key)
  const markup = known ?? (await mathMarkup(source, asBlock))
  if (known === undefined) cache.put(key, markup)
  return nodesOf(markup)
}

async function mathMarkup(source: string, displayMode: boolean): Promise<string> {
  // Loaded by the first formula: few wikis hold any.
  const { default: katex } = await import('katex')
  try {
    return katex.renderToString(source, {
      output: 'mathml',
      displayMode,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 50,
      maxExpand: documentLimits.mathExpansions,
    })
  } catch (error) {
    if (error instanceof katex.ParseError) {
      throw new MacroProblem(error.message.replace(/^KaTeX parse error: /, '').replaceAll('\u0332', ''))
    }
    if (error instanceof RangeError) throw new MacroProblem('The formula nests too deep.')
    throw error
  }
}

/** The renderer's markup is well-formed; read as elements it passes the same lists as all else that is shown. */
function nodesOf(markup: string): readonly Node[] {
  const stack: { name: string; attributes: XmlAttributes; children: Node[] }[] = []
  const top: Node[] = []
  let children = top
  const put = (name: string, attributes: XmlAttributes = {}, inside: readonly Node[] = []) =>
    children.push({ type: 'element', name, generated: true, attributes, children: inside })
  const fault = readXml(
    markup,
    {
      open: (name, attributes = {}) => {
        stack.push({ name, attributes, children })
        children = []
      },
      empty: (name, attributes) => put(name, attributes),
      close: () => {
        const opened = stack.pop()
        if (opened === undefined) return
        const inside = children
        children = opened.children
        put(opened.name, opened.attributes, inside)
      },
      text: (value) => children.push({ type: 'text', value }),
      characterData: (value) => children.push({ type: 'text', value }),
      comment: () => undefined,
    },
    { prefixes: [], depth: documentLimits.elementDepth },
  )
  if (fault !== undefined) throw new MacroProblem('The formula nests too deep.')
  return top
}
