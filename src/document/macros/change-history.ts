import { html } from '../build.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { ask } from './shared/ask.ts'
import { dayText } from './shared/attachments.ts'
import { userLink } from './shared/people.ts'

/** The versions of the page. */
export const changeHistory: MacroDefinition = {
  name: 'change-history',
  title: 'Change History',
  body: 'none',
  output: 'block',
  parameters: { limit: { type: 'int' } },
  dependsOn: 'reader',
  expand: async ({ env, number }) => {
    if (env.content === undefined)
      throw new MacroProblem('The text that holds this macro belongs to no page.')
    const versions = await ask(
      env.listVersions?.(env.content.id, number('limit', { min: 1, max: 500 }) ?? 100),
    )
    const head = html('tr', {}, ...['Version', 'Date', 'Comment'].map((text) => html('th', {}, text)))
    const rows = versions.map((version) =>
      html(
        'tr',
        {},
        html('td', {}, html('a', { href: version.url }, `v. ${version.number}`)),
        html('td', {}, `${dayText(version.when, env.locale)} `, userLink(version.by)),
        html('td', {}, version.message),
      ),
    )
    return [
      html(
        'table',
        { class: 'aui change-history-macro' },
        html('thead', {}, head),
        html('tbody', {}, ...rows),
      ),
    ]
  },
}
