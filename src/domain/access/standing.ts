import type { Db } from '../../store/database.ts'
import { groupIdsOf } from '../group/rows.ts'
import { findUsers } from '../user/rows.ts'
import type { UserActor } from './actor.ts'
import { globalPermissionsOf } from './rows.ts'

/** A user as one who asks, with the groups and rights of now; undefined for one who is gone or closed. */
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
