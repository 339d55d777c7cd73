import { type Page, toPage } from '../../base/page.ts'
import { actorId, reachesSite, seesEverything } from '../access/actor.ts'
import { visible, visibleSpaces } from '../access/visible.ts'
import type { Context } from '../context.ts'
import type { Space } from '../space/space.ts'
import { ownerOf } from './attach.ts'
import {
  countLabels,
  findLabel,
  findLabelById,
  isBorne,
  type LabelOrder,
  type LabelSlice,
  listLabelRows,
} from './rows.ts'
import type { Label } from './label.ts'

/** Which labels are listed: those of content that the actor may read, everybody's only. */
export interface LabelFilter {
  readonly space?: Space
  /** Only the label of this name. */
  readonly name?: string
  /** Only labels that stand on a content together with this one. */
  readonly beside?: string
  readonly sort: 'count' | 'name' | 'recent'
}

/** A stretch of the labels in use. */
export async function listLabels(
  ctx: Context,
  { space, name, beside, sort }: LabelFilter,
  slice: { readonly offset: number; readonly limit: number },
): Promise<Page<Label>> {
  const filter = {
    ...(space ? { spaceIds: [space.id] } : {}),
    ...(name === undefined ? {} : { name: name.toLowerCase() }),
    ...(beside === undefined ? {} : { beside: [beside.toLowerCase()] }),
  }
  const rows = await countLabels(ctx.db, filter, visible(ctx), sort, slice.offset + slice.limit + 1)
  const labels = rows.slice(slice.offset).map(({ id, name }): Label => ({ id, prefix: 'global', name }))
  return toPage(labels, slice.limit)
}

export type { LabelOrder }

/** Which labels of any prefix are listed: of those on something that the actor sees, everybody's and their own. */
export interface LabelsAsked {
  readonly ids?: readonly number[]
  readonly prefixes?: readonly string[]
  /** Only labels of the content of this space; else of all content, and of the spaces themselves. */
  readonly space?: Space
}

/** A stretch of the labels that stand on content outside the trash, or on spaces, that the actor may see (rule 10). */
export async function listLabelsInSight(
  ctx: Context,
  { ids, prefixes, space }: LabelsAsked,
  order: LabelOrder,
  slice: LabelSlice,
): Promise<Page<Label>> {
  const me = actorId(ctx.actor)
  const filter = { ids, prefixes, spaceId: space?.id, ownerIds: me === null ? [0] : [0, me] }
  return toPage(await listLabelRows(ctx.db, filter, inSight(ctx), order, slice), slice.limit)
}

/** Everybody's label of a name, as far as the actor may know it; undefined when nothing that they see is labelled so. */
export async function readLabel(ctx: Context, name: string): Promise<Label | undefined> {
  return known(ctx, await findLabel(ctx.db, 'global', name.toLowerCase(), 0))
}

/** A label by its id, if the actor may know it. */
export async function readLabelById(ctx: Context, id: number): Promise<Label | undefined> {
  return known(ctx, await findLabelById(ctx.db, id, [0, actorId(ctx.actor) ?? 0]))
}

/** A label by prefix and name, everybody's or one's own, if the actor may know it. */
export async function readLabelNamed(
  ctx: Context,
  { prefix, name }: Pick<Label, 'prefix' | 'name'>,
): Promise<Label | undefined> {
  return known(ctx, await findLabel(ctx.db, prefix, name, ownerOf(ctx, prefix)))
}

/** One's own labels are known, and those that something bears which one sees: the others are words of what is hidden. */
async function known(ctx: Context, label: Label | undefined): Promise<Label | undefined> {
  const seesAll = seesEverything(ctx.actor) && reachesSite(ctx.actor)
  if (label === undefined || label.prefix === 'my' || seesAll) return label
  return (await isBorne(ctx.db, label.id, inSight(ctx))) ? label : undefined
}

function inSight(ctx: Context) {
  return { content: visible(ctx), space: visibleSpaces(ctx) }
}
