/** Source code as nodes: coloured by the highlighter, with numbers for its lines. The text stays what it is. */
import type { HLJSApi } from 'highlight.js'
import { TextCache } from '../../../base/text-cache.ts'
import { decodeReferences } from '../../../base/xml/references.ts'
import { html, text } from '../../build.ts'
import { documentLimits } from '../../limits.ts'
import type { Document, Node } from '../../tree.ts'
import { textContent } from '../../visit.ts'
import { type CodeLanguage, codeLanguage } from './code-languages.ts'

/** The code with spans for its words; the code alone when it is of no known language or too much to colour. */
export async function colouredCode(
  code: string,
  language: string,
  document: Document,
): Promise<readonly Node[]> {
  const known = codeLanguage(language)
  if (known === undefined || !isOrdinary(code) || !mayColour(code, document)) return [text(code)]
  const nodes = nodesOf(await spansOf(code, known))
  // What is shown of the code is what a client reads back.
  return textContent(nodes) === code ? nodes : [text(code)]
}

/** Blocks that were coloured already: pages are read far more often than written. */
const cache = new TextCache(documentLimits.colouredCache)

async function spansOf(code: string, language: CodeLanguage): Promise<string> {
  const key = `${language.name}\n${code}`
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  const highlighter = await highlighterWith(language)
  const { value } = highlighter.highlight(code, { language: language.name, ignoreIllegals: true })
  cache.put(key, value)
  return value
}

let loaded: Promise<HLJSApi> | undefined

async function highlighterWith(language: CodeLanguage): Promise<HLJSApi> {
  loaded ??= import('highlight.js/lib/core').then((module) => module.default)
  const highlighter = await loaded
  if (highlighter.getLanguage(language.name) === undefined) {
    highlighter.registerLanguage(language.name, (await language.load()).default)
  }
  return highlighter
}

/** Lines so long, and runs of words so long without a sign between, take grammars a time that grows with the square. */
const MONSTROUS = new RegExp(`[^\\n]{${documentLimits.codeLine}}|[\\w\\s$.]{${documentLimits.codeLine}}`)

function isOrdinary(code: string): boolean {
  return code.length <= documentLimits.colouredCode && !MONSTROUS.test(code)
}

const spent = new WeakMap<Document, number>()

function mayColour(code: string, document: Document): boolean {
  const sum = (spent.get(document) ?? 0) + code.length
  if (sum > documentLimits.colouredDocument) return false
  spent.set(document, sum)
  return true
}

/** The highlighter's HTML is text and `span` elements with a class, nothing else. */
function nodesOf(spans: string): readonly Node[] {
  const root: Node[] = []
  const open: { readonly className: string; readonly nodes: Node[] }[] = []
  let inside = root
  for (const [piece, className] of spans.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (className !== undefined) {
      open.push({ className, nodes: inside })
      inside = []
    } else if (piece === '</span>') {
      const span = open.pop()
      if (span === undefined) continue
      span.nodes.push(html('span', { class: span.className }, ...inside))
      inside = span.nodes
    } else inside.push(text(decodeReferences(piece, 0, piece.length)))
  }
  return root
}

/** The code with an empty element at the start of each line that says its number, for the style sheet to show. */
export function withLineNumbers(nodes: readonly Node[], first: number): readonly Node[] {
  let number = first
  let pending = true
  const sign = () => html('span', { class: 'code-line', 'data-line': String(number++) })
  const numbered = (inside: readonly Node[]): Node[] =>
    inside.flatMap((node): Node[] => {
      if (node.type === 'element') return [{ ...node, children: numbered(node.children) }]
      if (node.type !== 'text') return [node]
      const out: Node[] = []
      for (const line of node.value.split(/(?<=\n)/)) {
        if (pending) out.push(sign())
        out.push(text(line))
        pending = line.endsWith('\n')
      }
      return out
    })
  return numbered(nodes)
}
