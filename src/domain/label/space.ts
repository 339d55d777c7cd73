import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { actorId } from '../access/actor.ts'
import { authorizeInSpace } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { listSpaces } from '../space/read.ts'
import type { Space } from '../space/space.ts'
import { acceptLabel, findOrMakeLabel, type LabelName, ownerOf } from './attach.ts'
import type { Label } from './label.ts'
import { deleteSpaceLabel, findLabel, insertSpaceLabel, spaceIdsLabelled, spaceLabelRows } from './rows.ts'

/** Labels of each space that the actor may see, by space id; team labels are its categories. */
export async function labelsOfSpaces(
  ctx: Context,
  spaceIds: readonly number[],
): Promise<Map<number, Label[]>> {
  return spaceLabelRows(ctx.db, spaceIds, actorId(ctx.actor) ?? -1)
}

/** The spaces with this label that the actor may see, by name. */
export async function spacesLabelled(ctx: Context, label: Label): Promise<readonly Space[]> {
  const ids = await spaceIdsLabelled(ctx.db, label.id, limits.listMost)
  return (await listSpaces(ctx, { ids }, 'name', { limit: limits.listMost })).items
}

/** Label a space; labels that it has stay. Needs the right to administer it. Returns all it has then. */
export async function addSpaceLabels(
  ctx: Context,
  space: Space,
  names: readonly LabelName[],
): Promise<Label[]> {
  await authorizeInSpace(ctx, 'administer', space)
  if (names.length > limits.labelsPerRequest) {
    throw new AppError('bad-request', `At most ${limits.labelsPerRequest} labels can be added at once.`)
  }
  const wanted = names.map(acceptLabel)
  await transact(
    ctx,
    async (ctx) => {
      for (const one of wanted) {
        const label = await findOrMakeLabel(ctx, one)
        const isNew = await insertSpaceLabel(ctx.db, {
          space_id: space.id,
          label_id: label.id,
          created_at: now(ctx),
          created_by: actorId(ctx.actor),
        })
        if (isNew)
          await emit(ctx, {
            type: 'label.added',
            spaceId: space.id,
            facts: { label: label.name, labelId: label.id },
          })
      }
    },
    2 * wanted.length,
  )
  return (await labelsOfSpaces(ctx, [space.id])).get(space.id) ?? []
}

/** Take a label off a space. Refuses one that it does not have. */
export async function removeSpaceLabel(ctx: Context, space: Space, name: LabelName): Promise<void> {
  await authorizeInSpace(ctx, 'administer', space)
  const wanted = acceptLabel(name)
  await transact(ctx, async (ctx) => {
    const label = await findLabel(ctx.db, wanted.prefix, wanted.name, ownerOf(ctx, wanted.prefix))
    if (label === undefined || !(await deleteSpaceLabel(ctx.db, space.id, label.id))) {
      throw new AppError('not-found', `The space ${space.key} does not have the label ${wanted.name}`)
    }
    await emit(ctx, {
      type: 'label.removed',
      spaceId: space.id,
      facts: { label: wanted.name, labelId: label.id },
    })
  })
}
