import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { foldCase } from '../../base/text.ts'
import { actorId } from '../access/actor.ts'
import { authorize } from '../access/policy.ts'
import { setGuards } from '../access/rows.ts'
import { contentNotFound } from '../access/refusals.ts'
import { type Context, now, transact } from '../context.ts'
import type { Content } from '../content/content.ts'
import { makeFindable } from '../content/findable.ts'
import { fileLinksFollow } from '../content/relink.ts'
import {
  commentsBelow,
  findVersions,
  lockContent,
  lockTree,
  moveComments,
  removeVersionRow,
  updateContent,
} from '../content/rows.ts'
import { emit } from '../event/event.ts'
import { attachmentsNamed, findAttachmentVersion, setMediaType } from './rows.ts'
import { acceptFileName, acceptMediaType, authorizeUpload, duplicateFile, searchTextOf } from './upload.ts'

/** What of an attachment can be changed without new bytes; what is absent stays. */
export interface AttachmentChange {
  /** The number of the version that the change is about; absent: whatever it is. */
  readonly version?: number | undefined
  readonly title?: string | undefined
  readonly mediaType?: string | undefined
  readonly comment?: string | undefined
  /** The content that it hangs on from now on. */
  readonly containerId?: number | undefined
}

/**
 * Rename an attachment, hang it on another content, or change what is said of it. No version is made. To hang it
 * elsewhere needs the right to remove it here and to attach there.
 */
export async function changeAttachment(
  ctx: Context,
  attachment: Content,
  change: AttachmentChange,
): Promise<Content> {
  const isMoved = change.containerId !== undefined && change.containerId !== attachment.containerId
  await authorize(ctx, 'update', attachment)
  if (isMoved) await authorize(ctx, 'remove', attachment)
  const container = isMoved ? await authorizeUpload(ctx, change.containerId ?? 0) : undefined
  const title = change.title === undefined ? attachment.title : acceptFileName(change.title)
  const mediaType = change.mediaType === undefined ? undefined : acceptMediaType(change.mediaType, title)
  return transact(ctx, async (ctx) => {
    const { engine } = ctx.app.database
    if (isMoved) await lockTree(ctx.db, engine, 'changing')
    const before = await lockContent(ctx.db, engine, attachment.id)
    if (before === undefined || before.status !== 'current') throw contentNotFound(attachment.id)
    if (change.version !== undefined && change.version !== before.version) {
      throw new AppError(
        'version-conflict',
        `The version of the attachment must be the current one. Current version is: ${before.version}`,
        { current: before.version, provided: change.version },
      )
    }
    const after: Content = {
      ...before,
      title,
      containerId: container?.id ?? before.containerId,
      spaceId: container?.spaceId ?? before.spaceId,
      updatedAt: now(ctx),
      updatedBy: actorId(ctx.actor),
      extra: {
        ...before.extra,
        ...(mediaType === undefined ? {} : { mediaType }),
        ...(change.comment === undefined ? {} : { comment: change.comment.slice(0, limits.commentLength) }),
      },
    }
    await refuseTakenName(ctx, before, after)
    await updateContent(ctx.db, after)
    if (after.containerId !== before.containerId) await followTo(ctx, after)
    if (mediaType !== undefined) await setMediaType(ctx.db, after.id, after.version, mediaType)
    await makeFindable(ctx, after, await searchTextOf(ctx, after))
    await emitChange(ctx, before, after)
    await fileLinksFollow(ctx, before, after)
    return after
  })
}

/** What is said of a file goes with it to where it hangs now, and is guarded as it is there. */
async function followTo(ctx: Context, attachment: Content): Promise<void> {
  const comments = await commentsBelow(ctx.db, attachment.id)
  await moveComments(ctx.db, comments, attachment)
  for (const id of [attachment.id, ...comments]) await setGuards(ctx.db, id)
}

/** Remove one version of a file for good. Without the current one the version before it is current. */
export async function removeFileVersion(ctx: Context, attachment: Content, number: number): Promise<void> {
  await authorize(ctx, 'remove', attachment)
  await transact(ctx, async (ctx) => {
    const before = await lockContent(ctx.db, ctx.app.database.engine, attachment.id)
    const [version] = await findVersions(ctx.db, [{ id: attachment.id, number }])
    if (before === undefined || version === undefined) {
      throw contentNotFound(`${attachment.id}, version=${number}`)
    }
    if (before.version === 1) {
      throw new AppError(
        'bad-request',
        'The only version of an attachment goes with the attachment. Delete that.',
      )
    }
    await removeVersionRow(ctx.db, attachment.id, number)
    const left = before.version - 1
    await updateContent(ctx.db, {
      ...before,
      version: left,
      ...(number > left ? await stateAt(ctx, before, left) : {}),
    })
    await emit(ctx, {
      type: 'version.removed',
      contentId: attachment.id,
      spaceId: before.spaceId,
      facts: { version: number },
    })
  })
}

/** What an attachment says of itself that lies in the version it is at. */
async function stateAt(ctx: Context, { id }: Content, number: number): Promise<Partial<Content>> {
  const file = await findAttachmentVersion(ctx.db, id, number)
  const [version] = await findVersions(ctx.db, [{ id, number }])
  if (file === undefined || version === undefined) throw contentNotFound(`${id}, version=${number}`)
  return {
    updatedAt: version.createdAt,
    updatedBy: version.createdBy,
    extra: { mediaType: file.mediaType, fileSize: file.fileSize, blob: file.blob, comment: version.message },
  }
}

async function refuseTakenName(ctx: Context, before: Content, after: Content): Promise<void> {
  const isSamePlace = before.containerId === after.containerId
  if (isSamePlace && foldCase(before.title) === foldCase(after.title)) return
  const [other] = await attachmentsNamed(ctx.db, [after.containerId ?? 0], [after.title])
  if (other !== undefined && other.id !== after.id) throw duplicateFile(after.title)
}

/** An event of its own: to those who watch it is no new version of the file. */
async function emitChange(ctx: Context, before: Content, after: Content): Promise<void> {
  const isMoved = before.containerId !== after.containerId
  await emit(ctx, {
    type: 'attachment.changed',
    contentId: after.id,
    spaceId: after.spaceId,
    ...(isMoved ? { facts: { from: before.containerId } } : {}),
  })
}
