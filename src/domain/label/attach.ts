import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorize } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { readContent } from '../content/read.ts'
import { emit } from '../event/event.ts'
import type { Label } from './label.ts'
import { deleteContentLabel, findLabel, insertContentLabel, insertLabel, labelRows } from './rows.ts'

export interface LabelName {
  readonly prefix?: string
  readonly name: string
}

/** Labels of each content, by content id. */
export async function labelsOf(ctx: Context, contentIds: readonly number[]): Promise<Map<number, Label[]>> {
  return labelRows(ctx.db, contentIds, actorId(ctx.actor) ?? -1)
}

/** Add labels to a content; those it has already stay. Returns all it has then. */
export async function addLabels(
  ctx: Context,
  contentId: number,
  names: readonly LabelName[],
): Promise<Label[]> {
  const content = await readContent(ctx, contentId)
  await authorize(ctx, 'update', content)
  await transact(ctx, (ctx) => attachLabels(ctx, content, names), 2 * names.length)
  return (await labelsOf(ctx, [contentId])).get(contentId) ?? []
}

/** Take a label off a content. Refuses one that it does not have. */
export async function removeLabel(ctx: Context, contentId: number, name: LabelName): Promise<void> {
  const content = await readContent(ctx, contentId)
  await authorize(ctx, 'update', content)
  const wanted = acceptLabel(name)
  await transact(ctx, async (ctx) => {
    const label = await findLabel(ctx.db, wanted.prefix, wanted.name, ownerOf(ctx, wanted.prefix))
    if (label === undefined || !(await deleteContentLabel(ctx.db, contentId, label.id))) {
      throw new AppError('not-found', `Content ${contentId} does not have the label ${wanted.name}`)
    }
    await emit(ctx, {
      type: 'label.removed',
      contentId,
      spaceId: content.spaceId,
      facts: { label: wanted.name, labelId: label.id },
    })
  })
}

/** Add labels inside the transaction of the change they belong to; two ids a label. */
export async function attachLabels(
  ctx: Context,
  content: Content,
  names: readonly LabelName[],
): Promise<void> {
  if (names.length > limits.labelsPerRequest) {
    throw new AppError('bad-request', `At most ${limits.labelsPerRequest} labels can be added at once.`)
  }
  for (const name of names) {
    const wanted = acceptLabel(name)
    const label = await findOrMakeLabel(ctx, wanted)
    const isNew = await insertContentLabel(ctx.db, {
      content_id: content.id,
      label_id: label.id,
      created_at: now(ctx),
      created_by: actorId(ctx.actor),
    })
    if (!isNew) continue
    await emit(ctx, {
      type: 'label.added',
      contentId: content.id,
      spaceId: content.spaceId,
      facts: { label: wanted.name, labelId: label.id },
    })
  }
  if (content.status === 'current') await makeFindable(ctx, content)
}

/** The label of this name, made when it is new; takes an id then. */
export async function findOrMakeLabel(
  ctx: Context,
  wanted: { prefix: Label['prefix']; name: string },
): Promise<Label> {
  const owner = ownerOf(ctx, wanted.prefix)
  const known = await findLabel(ctx.db, wanted.prefix, wanted.name, owner)
  if (known) return known
  const label: Label = { id: ctx.takeId(), ...wanted }
  await insertLabel(ctx.db, label, owner)
  return label
}

/** Whose label it is: 0 for everybody's. */
export function ownerOf(ctx: Context, prefix: string): number {
  return prefix === 'my' ? (actorId(ctx.actor) ?? 0) : 0
}

/** A label as it is kept: lower case, no blanks; `prefix:name` in one string is taken apart. */
export function acceptLabel(label: LabelName): { prefix: Label['prefix']; name: string } {
  const [, inline, rest] = /^(global|my|team):(.*)$/s.exec(label.name) ?? []
  const prefix = inline ?? label.prefix ?? 'global'
  const name = (rest ?? label.name).trim().toLowerCase()
  if (!['global', 'my', 'team'].includes(prefix)) {
    throw new AppError('bad-request', `"${prefix}" is not a label prefix. Use global, my or team.`)
  }
  if (name === '' || name.length > limits.labelLength || /[\s:;,.?&[\]()#^*@!<>\u0000-\u001f]/.test(name)) {
    throw new AppError(
      'bad-request',
      `The label "${name}" is empty, too long, or has a character that labels cannot have.`,
    )
  }
  return { prefix: prefix as Label['prefix'], name }
}
