/** The HTML formats. What they carry of storage format they read and write by the functions they are given. */
import { escapeHtmlText } from '../../../base/xml/write.ts'
import { emptyExpansion, type Expansion } from '../../expansion.ts'
import type { Format, ReadOptions, WriteOptions } from '../../format.ts'
import type { Document, Node } from '../../tree.ts'
import { print, printFragment } from './print.ts'
import { printerFor, type Purpose } from './printer.ts'
import { readHtml } from './read-document.ts'
import type { StorageAccess } from './storage-access.ts'
import { styleSheet } from './style.ts'

/** The formats `view`, `export_view`, `styled_view`, `anonymous_export_view` and `editor`. */
export function htmlFormats(storage: StorageAccess): readonly Format[] {
  const writer =
    (purpose: Purpose, printNodes = printFragment) =>
    (tree: Document, { env, expansion = emptyExpansion }: WriteOptions) => {
      const { writeStorage } = storage
      const lone = purpose === 'view' ? loneText(tree, expansion) : undefined
      return printNodes(printerFor({ purpose, env, expansion, writeStorage }), lone ?? tree.children)
    }
  const styled = (tree: Document, options: WriteOptions) => {
    const title = escapeHtmlText(options.env.content?.title ?? '')
    const head = `<head><meta charset="utf-8"/><title>${title}</title><style>${styleSheet}</style></head>`
    return `<!DOCTYPE html><html>${head}<body>${writer('export', print)(tree, options)}</body></html>`
  }
  const read = (text: string, options: ReadOptions) => readHtml(text, options, storage)
  const view: Format = {
    name: 'view',
    mediaType: 'text/html',
    rendered: true,
    purpose: 'view',
    read,
    write: writer('view'),
  }
  return [
    view,
    { ...view, name: 'export_view', purpose: 'export', write: writer('export') },
    { ...view, name: 'anonymous_export_view', purpose: 'export', write: writer('export') },
    { ...view, name: 'styled_view', purpose: 'export', write: styled },
    // The editor shows links with their titles, so they are resolved; macros stay placeholders.
    { ...view, name: 'editor', purpose: 'editor', write: writer('editor') },
  ]
}

/** A document that is nothing but one macro that says a few words is shown as these words alone. */
function loneText(tree: Document, expansion: Expansion): readonly Node[] | undefined {
  const parts = tree.children.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const [only] = parts
  if (parts.length !== 1 || only?.type !== 'macro') return undefined
  const output = expansion.outputs.get(only)
  // Words that are none would leave nothing by which the macro could be known again.
  const says = output?.nodes.some((node) => node.type === 'text' && node.value.trim() !== '')
  return says && output?.nodes.every((node) => node.type === 'text') ? output.nodes : undefined
}
