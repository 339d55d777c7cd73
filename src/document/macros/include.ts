import { MacroProblem, type MacroDefinition } from './macro.ts'

/** The body of another page. */
export const include: MacroDefinition = {
  name: 'include',
  title: 'Include Page',
  body: 'none',
  output: 'block',
  parameters: { '': { type: 'page', required: true } },
  dependsOn: 'reader',
  expand: async (call) => {
    const [target] = call.targets('', 'page', 'pageTitle')
    if (target === undefined) throw new MacroProblem('No page was given to include.')
    const included = await call.include(target)
    if (included.kind === 'missing') {
      throw new MacroProblem('Unable to render {include} The included page could not be found.')
    }
    if (included.kind === 'recursion') {
      throw new MacroProblem(`Unable to render {include} Already included page ${included.title}, stopping.`)
    }
    return included.nodes
  },
}
