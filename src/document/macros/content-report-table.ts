import { type MacroDefinition, MacroProblem } from './macro.ts'
import { contentTable } from './shared/content-list.ts'
import { filterParameters, queryOf } from './shared/list.ts'

/** Pages of given labels as a table. */
export const contentReportTable: MacroDefinition = {
  name: 'content-report-table',
  title: 'Content Report Table',
  body: 'none',
  output: 'block',
  parameters: {
    ...filterParameters,
    labels: { type: 'string', multiple: true, required: true },
    maxResults: { type: 'int', default: '20' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const query = queryOf(call, { kinds: ['page', 'blogpost'], sort: 'modified', reverse: true, limit: 20 })
    if ((query.labels ?? []).length === 0) throw new MacroProblem('No label was given.')
    return [contentTable(await call.env.listContent(query), call.env, 'aui content-report-table-macro')]
  },
}
