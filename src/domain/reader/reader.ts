import { actorId } from '../access/actor.ts'
import type { Context } from '../context.ts'
import type { Content } from '../content/content.ts'
import { readContents } from '../content/read.ts'
import {
  commentMoments,
  favouriteMoments,
  lastVersionsBy,
  latestViews,
  type Moment,
  viewMoments,
} from './rows.ts'

/** What whoever asks has done with a content; times in milliseconds since 1970, absent for what they never did. */
export interface ReaderFacts {
  readonly favouritedAt?: number
  /** The last version that they made. */
  readonly lastVersion?: number
  readonly lastModifiedAt?: number
  /** The last version or comment that they made. */
  readonly lastContributedAt?: number
  readonly viewedAt?: number
}

/** What whoever asks has done with contents that they may read, by content id; nothing of the anonymous. */
export async function readerFacts(
  ctx: Context,
  contentIds: readonly number[],
): Promise<Map<number, ReaderFacts>> {
  const userId = actorId(ctx.actor)
  if (userId === null || contentIds.length === 0) return new Map()
  const byId = (moments: readonly Moment[]) => new Map(moments.map(({ contentId, at }) => [contentId, at]))
  const favourited = byId(await favouriteMoments(ctx.db, userId, contentIds))
  const versions = await lastVersionsBy(ctx.db, userId, contentIds)
  const numbers = new Map(versions.map(({ contentId, version }) => [contentId, version]))
  const modified = byId(versions)
  const commented = byId(await commentMoments(ctx.db, userId, contentIds))
  const viewed = byId(await viewMoments(ctx.db, userId, contentIds))
  return new Map(
    contentIds.map((id) => {
      const lastContributed = Math.max(modified.get(id) ?? 0, commented.get(id) ?? 0)
      return [
        id,
        {
          favouritedAt: favourited.get(id),
          lastVersion: numbers.get(id),
          lastModifiedAt: modified.get(id),
          lastContributedAt: lastContributed > 0 ? lastContributed : undefined,
          viewedAt: viewed.get(id),
        },
      ]
    }),
  )
}

/** What whoever asks looked at last and may still read, newest first, with when; nothing of the anonymous. */
export async function recentlyViewed(
  ctx: Context,
  limit: number,
): Promise<{ readonly content: Content; readonly at: number }[]> {
  const userId = actorId(ctx.actor)
  if (userId === null) return []
  await ctx.app.views.write()
  const views = await latestViews(ctx.db, userId, limit)
  const contents = await readContents(
    ctx,
    views.map(({ contentId }) => contentId),
  )
  const byId = new Map(contents.map((content) => [content.id, content]))
  return views.flatMap(({ contentId, at }) => {
    const content = byId.get(contentId)
    return content?.status === 'current' ? [{ content, at }] : []
  })
}
