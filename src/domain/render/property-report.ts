import { AppError } from '../../base/errors.ts'
import { escapeText } from '../../base/xml/write.ts'
import type { Context } from '../context.ts'
import { convertBody } from './body.ts'

/** What a report on the properties of pages is about. */
export interface ReportQuery {
  readonly cql: string
  /** Only properties of the `details` macro of this id. */
  readonly detailsId?: string
  /** Only these properties, parted by commas. */
  readonly headings?: string
  readonly sortBy?: string
  readonly reverse?: boolean
  /** Where the query stands: what `currentSpace()` means, and which page has no row. */
  readonly contentId?: number
  readonly spaceKey?: string
}

/** The properties of pages: one line each, with HTML under every heading. */
export interface PropertyReport {
  readonly headings: readonly string[]
  readonly lines: readonly { readonly contentId: number; readonly values: readonly string[] }[]
}

/** As many lines as the macro makes at most. */
const MOST = '500'

/** The table of the macro `detailssummary`, taken apart: the actor finds in it what the macro shows them. */
export async function propertyReport(ctx: Context, query: ReportQuery): Promise<PropertyReport> {
  const parameters = {
    cql: query.cql,
    id: query.detailsId,
    headings: query.headings,
    sortBy: query.sortBy,
    reverse: query.reverse ? 'true' : undefined,
    pageSize: MOST,
  }
  const spelled = Object.entries(parameters).map(([name, value]) =>
    value === undefined || value === ''
      ? ''
      : `<ac:parameter ac:name="${name}">${escapeText(value)}</ac:parameter>`,
  )
  const shown = await convertBody(ctx, {
    value: `<ac:structured-macro ac:name="detailssummary">${spelled.join('')}</ac:structured-macro>`,
    from: 'storage',
    to: 'view',
    contentId: query.contentId,
    spaceKey: query.spaceKey,
  })
  if (!shown.includes('metadata-summary-macro')) {
    throw new AppError('bad-parameter', 'The report needs a query in CQL that can be read.')
  }
  const [head = [], ...rows] = rowsOf(shown)
  return {
    headings: head.slice(1).map(({ html }) => html),
    lines: rows.map(([title, ...cells]) => ({
      contentId: Number(/data-content-id="(\d+)"/.exec(title?.tag ?? '')?.[1] ?? 0),
      values: cells.map(({ html }) => html),
    })),
  }
}

interface Cell {
  /** Its start tag. */
  readonly tag: string
  readonly html: string
}

/** Rows and cells of the outermost table; the printer escapes `>` in attributes, so tags end where they seem to. */
function rowsOf(html: string): Cell[][] {
  const rows: Cell[][] = []
  let depth = 0
  let open: { readonly tag: string; readonly from: number } | undefined
  for (const { 0: tag, 1: slash, 2: name, index } of html.matchAll(/<(\/?)(table|tr|td|th)\b[^>]*>/g)) {
    if (name === 'table') depth += slash === '' ? 1 : -1
    else if (depth === 1 && name === 'tr' && slash === '') rows.push([])
    else if (depth === 1 && name !== 'tr' && slash === '') open = { tag, from: index + tag.length }
    else if (depth === 1 && name !== 'tr' && open) {
      rows.at(-1)?.push({ tag: open.tag, html: html.slice(open.from, index) })
      open = undefined
    }
  }
  return rows
}
