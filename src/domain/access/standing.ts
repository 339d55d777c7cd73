import type { Db } from '../../store/database.ts'
import type { TokenRow } from '../credential/rows.ts'
import { readScope } from '../credential/scope.ts'
import { groupIdsOf } from '../group/rows.ts'
import { findUsers } from '../user/rows.ts'
import type { UserActor } from './actor.ts'
import { globalPermissionsOf } from './rows.ts'

/** What a user proved who they are with. */
export interface Proof {
  readonly by: UserActor['by']
  readonly sessionId?: number | undefined
  readonly token?: TokenRow | undefined
}

/** A user as one who asks, with the groups and rights of now; undefined for one who is gone or closed. */
export async function actorOf(
  db: Db,
  userId: number,
  { by, sessionId, token }: Proof,
): Promise<UserActor | undefined> {
  const [user] = await findUsers(db, [userId])
  if (user === undefined || !user.active) return undefined
  const actor: UserActor = {
    kind: 'user',
    userId,
    username: user.username,
    groupIds: await groupIdsOf(db, userId),
    superuser: false,
    by,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(token === undefined ? {} : { tokenId: token.id, scope: await readScope(db, token) }),
  }
  const held = await globalPermissionsOf(db, actor)
  return { ...actor, superuser: held.includes('SYSTEMADMINISTRATOR') }
}
