import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import { findAll } from '../visit.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { box, plainBoxStyle } from './shared/box.ts'

/** The excerpt of another page. */
export const excerptInclude: MacroDefinition = {
  name: 'excerpt-include',
  title: 'Excerpt Include',
  body: 'none',
  output: 'block',
  parameters: {
    '': { type: 'page', required: true },
    nopanel: { type: 'boolean', default: 'false' },
    name: { type: 'string' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const [target] = call.targets('', 'page', 'default-parameter')
    if (target === undefined) throw new MacroProblem('No page was given to take the excerpt from.')
    const included = await call.include(target)
    if (included.kind === 'missing') {
      throw new MacroProblem('Unable to render {excerpt-include} The included page could not be found.')
    }
    if (included.kind === 'recursion') {
      throw new MacroProblem(
        `Unable to render {excerpt-include} Already included page ${included.title}, stopping.`,
      )
    }
    const body = excerptIn(included.nodes, call.text('name') ?? '')
    if (body === undefined) throw new MacroProblem(`The page ${included.title} has no excerpt.`)
    if (call.flag('nopanel')) return body
    return [box(included.title, plainBoxStyle, html('div', { class: 'panelContent' }, ...body))]
  },
}

/** The excerpt of that name, else the first. */
function excerptIn(nodes: readonly Node[], name: string): readonly Node[] | undefined {
  const excerpts = findAll(nodes, 'macro').filter((macro) => macro.name === 'excerpt')
  const named = excerpts.find(({ parameters }) =>
    parameters.some((one) => one.name === 'name' && one.text === name),
  )
  const chosen = name === '' ? excerpts[0] : named
  return chosen?.body.kind === 'rich' ? chosen.body.children : undefined
}
