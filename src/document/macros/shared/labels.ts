/** Lists of labels. */
import { html } from '../../build.ts'
import type { LabelSummary } from '../../env.ts'
import type { Element } from '../../tree.ts'

export function labelLink({ name, url }: LabelSummary): Element {
  return html('a', { class: 'aui-label', rel: 'tag', href: url }, name)
}

/** One line a label. */
export function labelList(labels: readonly LabelSummary[]): Element {
  return html(
    'ul',
    { class: 'label-list' },
    ...labels.map((label) => html('li', { class: 'aui-label' }, labelLink(label))),
  )
}

/** Labels from A to Z, the larger the more they are used. */
export function labelCloud(labels: readonly LabelSummary[]): Element {
  const most = Math.max(1, ...labels.map(({ count }) => count))
  const items = labels
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((label) => {
      const size = Math.round(100 + (100 * label.count) / most)
      return html('li', { style: `font-size: ${size}%;` }, labelLink(label), ' ')
    })
  return html('ul', { class: 'popular-labels heatmap' }, ...items)
}
