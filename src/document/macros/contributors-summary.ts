import { html } from '../build.ts'
import type { Node } from '../tree.ts'
import type { MacroDefinition } from './macro.ts'
import { dayText } from './shared/attachments.ts'
import { type Contribution, contributionParameters, contributionsOf } from './shared/contributions.ts'
import { listOf } from './shared/list.ts'
import { userLink } from './shared/people.ts'

const COLUMNS: Readonly<
  Record<string, { readonly title: string; cell(one: Contribution, locale: string): string }>
> = {
  edits: { title: 'Edits', cell: ({ edits }) => String(edits) },
  comments: { title: 'Comments', cell: ({ comments }) => String(comments) },
  lastupdate: { title: 'Last Update', cell: ({ lastAt }, locale) => dayText(lastAt, locale) },
}

/** How much each person did, as a table. */
export const contributorsSummary: MacroDefinition = {
  name: 'contributors-summary',
  title: 'Contributors Summary',
  body: 'none',
  output: 'block',
  parameters: {
    ...contributionParameters,
    columns: { type: 'enum', values: Object.keys(COLUMNS), multiple: true, default: 'edits,comments' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const found = await contributionsOf(call)
    const columns = listOf(call.text('columns')).flatMap((name) => COLUMNS[name] ?? [])
    const head = html('tr', {}, html('th', {}, 'User'), ...columns.map(({ title }) => html('th', {}, title)))
    const rows = found.map((one): Node => {
      const cells = columns.map(({ cell }) => html('td', {}, cell(one, call.env.locale)))
      return html('tr', {}, html('td', {}, userLink(one.user)), ...cells)
    })
    return [
      html(
        'table',
        { class: 'aui contributors-summary' },
        html('thead', {}, head),
        html('tbody', {}, ...rows),
      ),
    ]
  },
}
