import { actorId } from '../access/actor.ts'
import { type Context, now } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { insertContent, insertVersion, lockTree, searchTextRow } from '../content/rows.ts'
import { emit, enqueue } from '../event/event.ts'
import { TEXT_JOB } from './upload.ts'
import { findAttachmentVersion, insertAttachmentVersion } from './rows.ts'

/** Ids that the copy of one attachment takes. */
export const IDS_PER_ATTACHMENT = 3

/**
 * Attach copies of the current versions of these attachments to another content, inside the transaction of the
 * change they belong to. The bytes are shared, not copied: they are kept under their hash.
 */
export async function copyAttachments(
  ctx: Context,
  attachments: readonly Content[],
  container: Content,
): Promise<void> {
  await lockTree(ctx.db, ctx.app.database.engine, 'growing')
  for (const attachment of attachments) {
    const file = await findAttachmentVersion(ctx.db, attachment.id, attachment.version)
    if (file === undefined) continue
    const at = now(ctx)
    const by = actorId(ctx.actor)
    const copy: Content = {
      ...attachment,
      id: ctx.takeId(),
      spaceId: container.spaceId,
      containerId: container.id,
      version: 1,
      createdAt: at,
      createdBy: by,
      updatedAt: at,
      updatedBy: by,
    }
    await insertContent(ctx.db, copy)
    const version = { contentId: copy.id, number: 1, title: copy.title, createdAt: at, createdBy: by }
    await insertVersion(ctx.db, { ...version, message: copy.extra.comment ?? '', minorEdit: false }, '')
    await insertAttachmentVersion(ctx.db, { ...file, contentId: copy.id, version: 1 })
    await makeFindable(ctx, copy, (await searchTextRow(ctx.db, attachment.id)) ?? '')
    await enqueue(ctx, { kind: TEXT_JOB, key: String(copy.id), payload: copy.id })
    await emit(ctx, { type: 'attachment.created', contentId: copy.id, spaceId: copy.spaceId })
  }
}
