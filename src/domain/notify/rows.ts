import type { Db } from '../../store/database.ts'
import type { LetterJob, Reason } from './letter-job.ts'

/** Active users who watch a page, its space, or a label of it, with what each of them watches. */
export async function watchersAround(
  db: Db,
  page: { readonly id: number; readonly kind: string; readonly spaceId: number },
  limit: number,
): Promise<{ userId: number; kind: string; targetId: number }[]> {
  const rows = await db
    .selectFrom('watch')
    .innerJoin('user_account', 'user_account.id', 'watch.user_id')
    .select(['watch.user_id', 'watch.kind', 'watch.target_id'])
    .where('user_account.active', '=', 1)
    .where((e) =>
      e.or([
        e.and([e('watch.kind', '=', 'content'), e('watch.target_id', '=', page.id)]),
        e.and([
          e('watch.kind', 'in', ['space', `space-${page.kind}`]),
          e('watch.target_id', '=', page.spaceId),
        ]),
        e.and([
          e('watch.kind', '=', 'label'),
          e(
            'watch.target_id',
            'in',
            e.selectFrom('content_label').select('label_id').where('content_id', '=', page.id),
          ),
        ]),
      ]),
    )
    .orderBy('watch.user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, kind: row.kind, targetId: row.target_id }))
}

/** Note what somebody is to be told together with the rest. */
export async function insertDigestEntry(db: Db, { userId, eventId, reason }: LetterJob): Promise<void> {
  await db
    .insertInto('digest_entry')
    .values({ user_id: userId, event_id: eventId, reason: JSON.stringify(reason) })
    .onConflict((c) => c.columns(['user_id', 'event_id']).doNothing())
    .execute()
}

/** What somebody is to be told, oldest first. */
export async function digestEntries(db: Db, userId: number, limit: number): Promise<LetterJob[]> {
  const rows = await db
    .selectFrom('digest_entry')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('event_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    userId,
    eventId: row.event_id,
    reason: JSON.parse(row.reason) as Reason,
  }))
}

/** Forget what somebody was told, up to an event. */
export async function deleteDigestEntries(db: Db, userId: number, upTo: number): Promise<void> {
  await db.deleteFrom('digest_entry').where('user_id', '=', userId).where('event_id', '<=', upTo).execute()
}
