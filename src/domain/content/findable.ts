import { putSearchText, removeSearchText } from '../../search/index.ts'
import type { Context } from '../context.ts'
import { labelRows } from '../label/rows.ts'
import type { Content } from './content.ts'
import { searchTextRow } from './rows.ts'

/**
 * Let search find a content as it now is: title, text, and the names of everybody's labels. Inside the transaction
 * that changes it, so that search never lags behind. `text` absent: the text it is known by.
 */
export async function makeFindable(ctx: Context, content: Content, text?: string): Promise<void> {
  const body = text ?? (await searchTextRow(ctx.db, content.id)) ?? ''
  const labels = (await labelRows(ctx.db, [content.id], 0)).get(content.id) ?? []
  await putSearchText(ctx.db, ctx.app.database.engine, {
    id: content.id,
    title: content.title,
    body,
    labels: labels.filter((label) => label.prefix === 'global').map((label) => label.name),
  })
}

/** Let search forget a content. */
export async function makeUnfindable(ctx: Context, contentId: number): Promise<void> {
  await removeSearchText(ctx.db, ctx.app.database.engine, contentId)
}
