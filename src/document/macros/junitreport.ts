import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { addressOf } from './shared/address.ts'

/** A report on tests, which lies in files elsewhere: a link to it, since the server fetches nothing for a document. */
export const junitreport: MacroDefinition = {
  name: 'junitreport',
  title: 'JUnit Report',
  body: 'none',
  output: 'block',
  parameters: { url: { type: 'url' } },
  dependsOn: 'nothing',
  expand: (call) => {
    if ((call.text('url') ?? '') === '' && call.targets('url').length === 0)
      throw new MacroProblem('Reports cannot be read from the folders of the server.')
    const href = addressOf(call, 'url')
    return [
      html(
        'div',
        { class: 'junitreport-macro external-content' },
        html('p', {}, 'Test reports are not read here. This one is at:'),
        html('p', {}, html('a', { class: 'external-link', rel: 'nofollow noopener', href }, href)),
      ),
    ]
  },
}
