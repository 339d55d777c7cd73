import type { SpacePermission, Subject } from '../domain/access/permissions.ts'
import { groupCalled } from '../domain/group/read.ts'
import { readProfile } from '../domain/user/user.ts'
import type { ApiContext } from './flavour.ts'

/** The Cloud's words, `key target`, for the permissions on a space. */
export const CLOUD_WORDS: Readonly<Record<string, SpacePermission>> = {
  'read space': 'VIEWSPACE',
  'administer space': 'SETSPACEPERMISSIONS',
  'export space': 'EXPORTSPACE',
  'restrict_content space': 'SETPAGEPERMISSIONS',
  'delete space': 'REMOVEOWNCONTENT',
  'create page': 'EDITSPACE',
  'delete page': 'REMOVEPAGE',
  'create blogpost': 'EDITBLOG',
  'delete blogpost': 'REMOVEBLOG',
  'create comment': 'COMMENT',
  'delete comment': 'REMOVECOMMENT',
  'create attachment': 'CREATEATTACHMENT',
  'delete attachment': 'REMOVEATTACHMENT',
}

/** Whom both of the Cloud's APIs mean: a group by id or name, a user by account id; undefined for nobody. */
export async function findCloudSubject(
  api: ApiContext,
  type: 'user' | 'group',
  identifier: string,
): Promise<Subject | undefined> {
  if (type === 'group') {
    const group = await groupCalled(api.domain, identifier)
    return group && { kind: 'group', id: group.id }
  }
  const user =
    (await readProfile(api.domain, { accountId: identifier })) ??
    (await readProfile(api.domain, { userKey: identifier }))
  return user && { kind: 'user', id: user.id }
}
