import { type CursorPosition, type Page, toPage } from '../../base/page.ts'
import { visible } from '../access/visible.ts'
import type { Content } from '../content/content.ts'
import type { Context } from '../context.ts'
import { type DescendantRow, type Hanging, listDescendants, listHanging } from './rows.ts'

export type { DescendantRow }

/** The kinds of content that hang on others. */
export type RelativeKind = 'page' | 'comment' | 'attachment'

/** A stretch of what hangs on one content. */
export interface Relatives {
  readonly items: readonly Content[]
  readonly more: boolean
}

/**
 * The children or descendants of one kind of each of these contents, as far as the actor may read them, by content id;
 * a stretch of each, in a fixed number of queries.
 */
export async function relativesOf(
  ctx: Context,
  contents: readonly Content[],
  kind: RelativeKind,
  relation: 'child' | 'descendant',
  slice: { readonly offset: number; readonly limit: number },
): Promise<Map<number, Relatives>> {
  const found = new Map<number, Content[]>(contents.map(({ id }) => [id, []]))
  for (const hanging of ['ancestor', 'parent', 'container'] as const) {
    const ids = contents.filter((content) => hangingOn(content, kind, relation) === hanging)
    const rows = await listHanging(
      ctx.db,
      [...new Set(ids.map(({ id }) => id))],
      kind,
      hanging,
      visible(ctx),
      kind === 'page' ? 'position' : 'id',
      slice,
    )
    for (const { on, content } of rows) found.get(on)?.push(content)
  }
  return new Map(
    [...found].map(([id, items]) => [
      id,
      { items: items.slice(0, slice.limit), more: items.length > slice.limit },
    ]),
  )
}

/**
 * A stretch of the pages below a page that the actor may read, at most so many levels down, those of the first level
 * first; `after`: level and id of one.
 */
export async function descendantsOf(
  ctx: Context,
  page: Content,
  deepest: number,
  slice: { readonly limit: number; readonly after?: CursorPosition },
): Promise<Page<DescendantRow>> {
  return toPage(await listDescendants(ctx.db, page.id, deepest, visible(ctx), slice), slice.limit)
}

/** Pages hang on the page above, answers on a comment, everything else on what holds it. */
function hangingOn(content: Content, kind: RelativeKind, relation: 'child' | 'descendant'): Hanging {
  if (kind === 'page') return relation === 'child' ? 'parent' : 'ancestor'
  return kind === 'comment' && content.kind === 'comment' ? 'parent' : 'container'
}
