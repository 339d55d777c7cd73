import type { HLJSApi, LanguageFn } from 'highlight.js'
import { limits } from '../base/limits.ts'
import { TextCache } from '../base/text-cache.ts'
import { decodeReferences } from '../base/xml/references.ts'

/**
 * Colour the source code in a page's HTML. The document engine prints a code block as one `pre` that holds nothing
 * but escaped text, so a pattern finds it whole; what comes back is that text, escaped again, with spans.
 */
export async function withHighlightedCode(body: string): Promise<string> {
  const blocks = [...body.matchAll(CODE_BLOCK)]
  if (blocks.length === 0) return body
  let out = ''
  let done = 0
  for (const block of blocks) {
    const [whole, start = '', parameters = '', text = ''] = block
    out +=
      body.slice(done, block.index) +
      start +
      numbersFor(parameters, text) +
      (await coloured(parameters, text)) +
      '</pre>'
    done = block.index + whole.length
  }
  return out + body.slice(done)
}

const CODE_BLOCK =
  /(<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="([^"<>]*)"[^<>]*>)([^<>]*)<\/pre>/g

/** A column of line numbers, where the block asks for them. */
function numbersFor(parameters: string, text: string): string {
  if (!/\bgutter: true\b/.test(parameters)) return ''
  const first = Number(/\bfirst-line: (\d+)/.exec(parameters)?.[1] ?? 1)
  const lines = text.replace(/^\n|\n$/g, '').split('\n')
  return `<span class="code-numbers" aria-hidden="true">${lines.map((_, index) => first + index).join('\n')}</span>`
}

async function coloured(parameters: string, text: string): Promise<string> {
  const brush = /\bbrush: ([^;]*)/.exec(parameters)?.[1]?.trim().toLowerCase() ?? ''
  const language = LANGUAGES.get(brush)
  if (language === undefined || text.length > limits.highlightedLength) return text
  const key = `${language}\n${text}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const hljs = await engineWith(language)
  const { value } = hljs.highlight(decodeReferences(text, 0, text.length), { language, ignoreIllegals: true })
  cache.put(key, value)
  return value
}

/** Blocks that were coloured already: pages are read far more often than written. */
const cache = new TextCache(limits.highlightedCharacters)

let engine: Promise<HLJSApi> | undefined

/** The highlighter with this language. Nothing of it is loaded before the first block of code is shown. */
async function engineWith(language: string): Promise<HLJSApi> {
  engine ??= import('highlight.js/lib/core').then((module) => module.default)
  const hljs = await engine
  if (hljs.getLanguage(language) === undefined) {
    const module = (await import(`highlight.js/lib/languages/${language}`)) as { default: LanguageFn }
    hljs.registerLanguage(language, module.default)
  }
  return hljs
}

/** The highlighter's names of the languages that code blocks name, with the spellings in use. */
const LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actionscript: 'actionscript3 as3',
    applescript: '',
    bash: 'sh shell zsh',
    c: '',
    clojure: '',
    cpp: 'c++',
    csharp: 'c# c-sharp',
    css: '',
    dart: '',
    delphi: 'pascal',
    diff: 'patch',
    dockerfile: 'docker',
    elixir: '',
    erlang: 'erl',
    fsharp: 'f#',
    go: 'golang',
    gradle: '',
    graphql: '',
    groovy: '',
    haskell: '',
    ini: 'toml',
    java: 'jfx javafx',
    javascript: 'js jsx',
    json: '',
    julia: '',
    kotlin: '',
    latex: 'tex',
    lua: '',
    makefile: 'make',
    markdown: 'md',
    matlab: '',
    nginx: '',
    objectivec: 'objective-c objc',
    perl: 'pl',
    php: '',
    powershell: 'ps ps1',
    properties: '',
    protobuf: '',
    python: 'py',
    r: '',
    ruby: 'rb rails',
    rust: 'rs',
    scala: '',
    scss: 'sass',
    sql: '',
    swift: '',
    typescript: 'ts tsx',
    vbnet: 'vb visualbasic',
    xml: 'html xhtml xslt svg',
    yaml: 'yml',
  }).flatMap(([language, others]) =>
    [language, ...others.split(' ').filter(Boolean)].map((name) => [name, language] as const),
  ),
)
