/** The languages that code blocks are coloured in. Nothing of one is loaded before a block of it is shown. */
import type { LanguageFn } from 'highlight.js'

/** A language by the highlighter's name, with the other names that code blocks give it. */
export interface CodeLanguage {
  readonly name: string
  readonly load: () => Promise<{ readonly default: LanguageFn }>
}

const table: readonly [names: string, load: CodeLanguage['load']][] = [
  ['actionscript actionscript3 as3', () => import('highlight.js/lib/languages/actionscript')],
  ['applescript', () => import('highlight.js/lib/languages/applescript')],
  ['bash sh shell zsh', () => import('highlight.js/lib/languages/bash')],
  ['c', () => import('highlight.js/lib/languages/c')],
  ['clojure', () => import('highlight.js/lib/languages/clojure')],
  ['cpp c++', () => import('highlight.js/lib/languages/cpp')],
  ['csharp c# c-sharp', () => import('highlight.js/lib/languages/csharp')],
  ['css', () => import('highlight.js/lib/languages/css')],
  ['dart', () => import('highlight.js/lib/languages/dart')],
  ['delphi pascal', () => import('highlight.js/lib/languages/delphi')],
  ['diff patch', () => import('highlight.js/lib/languages/diff')],
  ['dockerfile docker', () => import('highlight.js/lib/languages/dockerfile')],
  ['elixir', () => import('highlight.js/lib/languages/elixir')],
  ['erlang erl', () => import('highlight.js/lib/languages/erlang')],
  ['fsharp f#', () => import('highlight.js/lib/languages/fsharp')],
  ['go golang', () => import('highlight.js/lib/languages/go')],
  ['gradle', () => import('highlight.js/lib/languages/gradle')],
  ['graphql', () => import('highlight.js/lib/languages/graphql')],
  ['groovy', () => import('highlight.js/lib/languages/groovy')],
  ['haskell', () => import('highlight.js/lib/languages/haskell')],
  ['ini toml', () => import('highlight.js/lib/languages/ini')],
  ['java jfx javafx', () => import('highlight.js/lib/languages/java')],
  ['javascript js jsx', () => import('highlight.js/lib/languages/javascript')],
  ['json', () => import('highlight.js/lib/languages/json')],
  ['julia', () => import('highlight.js/lib/languages/julia')],
  ['kotlin', () => import('highlight.js/lib/languages/kotlin')],
  ['latex tex', () => import('highlight.js/lib/languages/latex')],
  ['lua', () => import('highlight.js/lib/languages/lua')],
  ['makefile make', () => import('highlight.js/lib/languages/makefile')],
  ['markdown md', () => import('highlight.js/lib/languages/markdown')],
  ['matlab', () => import('highlight.js/lib/languages/matlab')],
  ['nginx', () => import('highlight.js/lib/languages/nginx')],
  ['objectivec objective-c objc', () => import('highlight.js/lib/languages/objectivec')],
  ['perl pl', () => import('highlight.js/lib/languages/perl')],
  ['php', () => import('highlight.js/lib/languages/php')],
  ['powershell ps ps1', () => import('highlight.js/lib/languages/powershell')],
  ['properties', () => import('highlight.js/lib/languages/properties')],
  ['protobuf', () => import('highlight.js/lib/languages/protobuf')],
  ['python py', () => import('highlight.js/lib/languages/python')],
  ['r', () => import('highlight.js/lib/languages/r')],
  ['ruby rb rails', () => import('highlight.js/lib/languages/ruby')],
  ['rust rs', () => import('highlight.js/lib/languages/rust')],
  ['scala', () => import('highlight.js/lib/languages/scala')],
  ['scss sass', () => import('highlight.js/lib/languages/scss')],
  ['sql', () => import('highlight.js/lib/languages/sql')],
  ['swift', () => import('highlight.js/lib/languages/swift')],
  ['typescript ts tsx', () => import('highlight.js/lib/languages/typescript')],
  ['vbnet vb visualbasic', () => import('highlight.js/lib/languages/vbnet')],
  // ColdFusion's markup has no grammar of its own; its tags are coloured.
  ['xml html xhtml xslt svg coldfusion cfm', () => import('highlight.js/lib/languages/xml')],
  ['yaml yml', () => import('highlight.js/lib/languages/yaml')],
]

const byName: ReadonlyMap<string, CodeLanguage> = new Map(
  table.flatMap(([names, load]) => {
    const spellings = names.split(' ')
    return spellings.map((spelling) => [spelling, { name: spellings[0] ?? spelling, load }] as const)
  }),
)

/** The language of this name; undefined for plain text and for languages that are not coloured. */
export function codeLanguage(name: string): CodeLanguage | undefined {
  return byName.get(name.trim().toLowerCase())
}
