import { html } from '../build.ts'
import type { AttachmentSummary } from '../env.ts'
import type { Node } from '../tree.ts'
import type { MacroCall, MacroDefinition } from './macro.ts'
import { listOf } from './shared/list.ts'
import { rootOf } from './shared/roots.ts'

/** The pictures of a page as thumbnails. */
export const gallery: MacroDefinition = {
  name: 'gallery',
  title: 'Gallery',
  body: 'none',
  output: 'block',
  parameters: {
    title: { type: 'string' },
    columns: { type: 'int', default: '4' },
    page: { type: 'page' },
    include: { type: 'string', multiple: true },
    exclude: { type: 'string', multiple: true },
    includeLabel: { type: 'string', multiple: true },
    excludeLabel: { type: 'string', multiple: true },
    sort: { type: 'enum', values: ['name', 'comment', 'date', 'size'] },
    reverse: { type: 'boolean', default: 'false' },
  },
  dependsOn: 'reader',
  expand: async (call) => {
    const { id } = await rootOf(call, 'page')
    const files = await picturesOf(call, id)
    const include = listOf(call.text('include'))
    const exclude = listOf(call.text('exclude'))
    const wanted = files.filter(
      ({ fileName }) => (include.length === 0 || include.includes(fileName)) && !exclude.includes(fileName),
    )
    const columns = call.number('columns', { min: 1, max: 20 }) ?? 4
    const pictures = sorted(wanted, call).map(cell)
    const rows: Node[] = []
    for (let start = 0; start < pictures.length; start += columns) {
      rows.push(html('tr', {}, ...pictures.slice(start, start + columns)))
    }
    const title = call.text('title') ?? ''
    const heading: Node[] = title === '' ? [] : [html('h2', {}, title)]
    return [...heading, html('table', { class: 'gallery' }, html('tbody', {}, ...rows))]
  },
}

/** The pictures of a page, with every label of one parameter and without those that have every label of the other. */
async function picturesOf(
  { env, text }: MacroCall,
  contentId: string,
): Promise<readonly AttachmentSummary[]> {
  const having = async (labels: readonly string[]) =>
    env.listAttachments({ contentId, ...(labels.length > 0 && { labels }) })
  const files = await having(listOf(text('includeLabel')))
  const unwanted = listOf(text('excludeLabel'))
  const without = new Set(unwanted.length === 0 ? [] : (await having(unwanted)).map(({ id }) => id))
  return files.filter(({ id, mediaType }) => mediaType.startsWith('image/') && !without.has(id))
}

function cell(file: AttachmentSummary): Node {
  const image = html('img', {
    src: file.thumbnailUrl,
    alt: file.comment || file.fileName,
    title: file.fileName,
    loading: 'lazy',
  })
  const caption: Node[] = file.comment === '' ? [] : [html('div', { class: 'gallery-caption' }, file.comment)]
  return html('td', {}, html('a', { class: 'gallery-link', href: file.downloadUrl }, image), ...caption)
}

function sorted(files: readonly AttachmentSummary[], call: MacroCall): readonly AttachmentSummary[] {
  const by = call.text('sort')
  const inOrder = files.toSorted((a, b) => {
    if (by === 'date') return Date.parse(a.updatedAt) - Date.parse(b.updatedAt)
    if (by === 'size') return a.fileSize - b.fileSize
    return by === 'comment' ? a.comment.localeCompare(b.comment) : a.fileName.localeCompare(b.fileName)
  })
  const isReversed = call.flag('reverse') || call.flag('reverseSort')
  return isReversed ? inOrder.toReversed() : inOrder
}
