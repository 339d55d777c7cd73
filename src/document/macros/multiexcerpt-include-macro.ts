import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { findAll } from '../visit.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { box, plainBoxStyle } from './shared/box.ts'

/** Macros of apps that mark a part of a page by a name. */
const PARTS = new Set(['multiexcerpt', 'multiexcerpt-macro', 'shared-block'])
const NAMES = new Set(['MultiExcerptName', 'name', 'shared-block-key'])

/** A named part of another page, as several apps have it. */
export const multiexcerptIncludeMacro: MacroDefinition = {
  name: 'multiexcerpt-include-macro',
  aliases: ['multiexcerpt-include', 'include-shared-block'],
  title: 'Multi-Excerpt Include',
  body: 'none',
  output: 'block',
  parameters: {
    PageWithExcerpt: { type: 'page' },
    page: { type: 'page' },
    MultiExcerptName: { type: 'string' },
    name: { type: 'string' },
    'shared-block-key': { type: 'string' },
    addpanel: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const [target] = call.targets('PageWithExcerpt', 'page', '')
    if (target === undefined) throw new MacroProblem('No page was given to take the part from.')
    const included = await call.include(target)
    if (included.kind === 'missing') throw new MacroProblem('The included page could not be found.')
    if (included.kind === 'recursion')
      throw new MacroProblem(`Already included page ${included.title}, stopping.`)
    const name = call.text('MultiExcerptName', 'name', 'shared-block-key') ?? ''
    const part = partOf(included.nodes, name)
    if (part === undefined) throw new MacroProblem(`The page ${included.title} has no part "${name}".`)
    if (!call.flag('addpanel')) return [html('div', { class: 'multiexcerpt-include' }, ...part)]
    return [box(included.title, plainBoxStyle, html('div', { class: 'panelContent' }, ...part))]
  },
}

function partOf(nodes: readonly Node[], name: string): readonly Node[] | undefined {
  const part = findAll(nodes, 'macro').find(
    (macro) =>
      PARTS.has(macro.name) && macro.parameters.some((one) => NAMES.has(one.name) && one.text === name),
  )
  return part?.body.kind === 'rich' ? part.body.children : undefined
}
