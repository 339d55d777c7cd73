import type { User } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'

/** A user as v1 shows one; undefined or null: whoever was not logged in. */
export function presentUser(api: ApiContext, user: User | undefined | null): Record<string, unknown> {
  const profilePicture = {
    path: `${api.flavour.contextPath}${user ? `/avatar/${user.id}.svg` : '/avatar/anonymous.svg'}`,
    width: 48,
    height: 48,
    isDefault: true,
  }
  if (!user) return { type: 'anonymous', profilePicture, displayName: 'Anonymous', ...anonymousFacts(api) }
  return api.flavour.name === 'cloud'
    ? {
        type: 'known',
        accountId: user.accountId,
        accountType: 'atlassian',
        accountStatus: user.active ? 'active' : 'inactive',
        email: user.email,
        publicName: user.displayName,
        username: user.username,
        userKey: user.userKey,
        profilePicture,
        displayName: user.displayName,
        timeZone: 'UTC',
        isExternalCollaborator: false,
        isGuest: false,
        _expandable: { operations: '', personalSpace: '' },
        _links: { self: `${api.base}/rest/api/user?accountId=${encodeURIComponent(user.accountId)}` },
      }
    : {
        type: 'known',
        username: user.username,
        userKey: user.userKey,
        profilePicture,
        displayName: user.displayName,
        _links: { self: `${api.base}/rest/api/user?key=${user.userKey}` },
        _expandable: { status: '' },
      }
}

function anonymousFacts(api: ApiContext): Record<string, unknown> {
  const links = { _links: { self: `${api.base}/rest/api/user/anonymous` } }
  return api.flavour.name === 'cloud'
    ? { accountType: '', ...links, _expandable: { operations: '', personalSpace: '' } }
    : { ...links, _expandable: { status: '' } }
}
