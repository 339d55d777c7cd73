import type { Db } from '../../store/database.ts'

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
