import { html } from '../build.ts'
import type { AttachmentSummary } from '../env.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { attachmentTable } from './shared/attachments.ts'
import { listOf } from './shared/list.ts'
import { matcher } from './shared/patterns.ts'
import { rootOf } from './shared/roots.ts'

/** The files of a page. */
export const attachments: MacroDefinition = {
  name: 'attachments',
  title: 'Attachments',
  body: 'none',
  output: 'block',
  parameters: {
    patterns: { type: 'string', multiple: true },
    sortBy: { type: 'enum', values: ['date', 'size', 'name', 'createddate'], default: 'date' },
    sortOrder: { type: 'enum', values: ['ascending', 'descending'] },
    page: { type: 'page' },
    labels: { type: 'string', multiple: true },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const { id: contentId } = await rootOf(call, 'page')
    const labels = listOf(call.text('labels'))
    const all = await call.env.listAttachments({ contentId, ...(labels.length > 0 && { labels }) })
    const patterns = listOf(call.text('patterns')).map(matcher)
    const wanted =
      patterns.length === 0
        ? all
        : all.filter(({ fileName }) => patterns.some((matches) => matches(fileName)))
    const table = attachmentTable(sorted(wanted, call), call.env)
    const container = html(
      'div',
      { class: 'plugin_attachments_table_container', 'data-content-id': contentId },
      table,
    )
    return [html('div', { class: 'plugin_attachments_container' }, container)]
  },
}

function sorted(attachments: readonly AttachmentSummary[], call: MacroCall): readonly AttachmentSummary[] {
  const by = call.text('sortBy') ?? 'date'
  const order = call.text('sortOrder') ?? (by === 'name' ? 'ascending' : 'descending')
  const compare = (a: AttachmentSummary, b: AttachmentSummary) => {
    if (by === 'name') return a.fileName.localeCompare(b.fileName)
    if (by === 'size') return a.fileSize - b.fileSize
    return Date.parse(a.updatedAt) - Date.parse(b.updatedAt)
  }
  const ascending = attachments.toSorted(compare)
  return order === 'ascending' ? ascending : ascending.toReversed()
}
