import type { Db } from '../../store/database.ts'
import type { UserActor } from '../access/actor.ts'
import { globalPermissionsOf } from '../access/rows.ts'
import { groupIdsOf } from '../group/rows.ts'
import { findUsers } from './rows.ts'

/** A user as one who acts; undefined when there is none, or the account is closed. */
export async function actorOf(
  db: Db,
  userId: number,
  proof: { readonly by: UserActor['by']; readonly tokenId?: number | undefined },
): Promise<UserActor | undefined> {
  const [user] = await findUsers(db, [userId])
  if (user === undefined || !user.active) return undefined
  const actor: UserActor = {
    kind: 'user',
    userId,
    username: user.username,
    groupIds: await groupIdsOf(db, userId),
    superuser: false,
    by: proof.by,
    ...(proof.tokenId === undefined ? {} : { tokenId: proof.tokenId }),
  }
  const held = await globalPermissionsOf(db, actor)
  return { ...actor, superuser: held.includes('SYSTEMADMINISTRATOR') }
}
