import { AppError } from '../../base/errors.ts'
import { authorize } from '../access/policy.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import type { Content, Version } from './content.ts'
import { readContent, readVersion } from './read.ts'
import { bodiesOf, findVersions, lockContent, removeVersionRow, updateContent } from './rows.ts'
import { updateContentTo } from './update.ts'

/** An earlier version that is to become the newest again. */
export interface Restoration {
  readonly number: number
  readonly message?: string
  /** Take its title back, too. */
  readonly withTitle?: boolean
}

/** Make a new version that has the body of an earlier one. */
export async function restoreVersion(ctx: Context, id: number, wanted: Restoration): Promise<Version> {
  const content = await readContent(ctx, id)
  await authorize(ctx, 'update', content)
  const then = await readVersion(ctx, content, wanted.number)
  if (then.number === content.version) throw isCurrent(content)
  const storage = (await bodiesOf(ctx.db, [{ ...content, version: then.number }])).get(id) ?? ''
  const after = await updateContentTo(ctx, {
    id,
    version: content.version + 1,
    ...(wanted.withTitle ? { title: then.title } : {}),
    body: { representation: 'storage', value: storage },
    ...(wanted.message === undefined ? {} : { message: wanted.message }),
  })
  return readVersion(ctx, after, after.version)
}

/** Remove an earlier version for good; those after it move up by one number, so that none is missing. */
export async function removeVersion(ctx: Context, id: number, number: number): Promise<void> {
  const content = await readContent(ctx, id)
  await authorize(ctx, 'update', content)
  await readVersion(ctx, content, number)
  await transact(ctx, async (ctx) => {
    const before = await lockContent(ctx.db, ctx.app.database.engine, id)
    const [version] = await findVersions(ctx.db, [{ id, number }])
    if (before === undefined || version === undefined) throw contentNotFound(`${id}, version=${number}`)
    if (number === before.version) throw isCurrent(before)
    await removeVersionRow(ctx.db, id, number)
    await updateContent(ctx.db, { ...before, version: before.version - 1 })
    await emit(ctx, {
      type: 'version.removed',
      contentId: id,
      spaceId: before.spaceId,
      facts: { version: number },
    })
  })
}

function isCurrent(content: Content): AppError {
  return new AppError(
    'bad-request',
    `Version ${content.version} is the current one of content ${content.id}.`,
  )
}
