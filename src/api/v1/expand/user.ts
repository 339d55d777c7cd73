import { listSpaces } from '../../../domain/space/read.ts'
import type { User } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'
import { presentUser } from '../present/user.ts'
import { expandContents } from './content.ts'
import { expandSpaces } from './space.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>

/** Users as v1 shows them, with what the tree asks for; null: whoever is not logged in. */
export async function expandUsers(
  api: ApiContext,
  users: readonly (User | null | undefined)[],
  tree: ExpandTree,
): Promise<Value[]> {
  const isCloud = api.flavour.name === 'cloud'
  const spaces =
    isCloud && tree.personalSpace ? await personalSpaces(api, users, tree.personalSpace) : undefined
  return users.map((user) => {
    const value = presentUser(api, user)
    const folded: Value = { ...(value._expandable as Value) }
    const unfold = (key: string, unfolded: unknown) => {
      value[key] = unfolded
      delete folded[key]
    }
    if (!isCloud && 'status' in tree) unfold('status', user?.active === false ? 'deactivated' : 'current')
    if (isCloud && 'operations' in tree) {
      unfold('operations', user?.active ? [{ operation: 'use', targetType: 'application' }] : [])
    }
    if (isCloud && 'details' in tree) unfold('details', detailsOf(user, tree.details ?? nothing))
    // Who has none has no such field: strict clients take no null for a space.
    if (spaces) unfold('personalSpace', spaces.get(user?.username ?? ''))
    return { ...value, _expandable: folded }
  })
}

/** The profile that the vendor has done away with: all that is known is the address. */
function detailsOf(user: User | null | undefined, tree: ExpandTree): Value {
  return {
    ...('business' in tree ? { business: { position: '', department: '', location: '' } } : {}),
    ...('personal' in tree ? { personal: { phone: '', im: '', website: '', email: user?.email ?? '' } } : {}),
    _expandable: {
      ...('business' in tree ? {} : { business: '' }),
      ...('personal' in tree ? {} : { personal: '' }),
    },
  }
}

/** The personal spaces of users, as far as whoever asks may see them, by user name. */
async function personalSpaces(
  api: ApiContext,
  users: readonly (User | null | undefined)[],
  tree: ExpandTree,
): Promise<Map<string, Value>> {
  const names = new Map(
    users.flatMap((user) => (user ? [[`~${user.username}`.toLowerCase(), user.username]] : [])),
  )
  if (names.size === 0) return new Map()
  const filter = { keys: [...names.keys()], kind: 'personal' } as const
  const { items } = await listSpaces(api.domain, filter, 'key', { limit: names.size })
  const shown = await expandSpaces(api, items, tree, expandContents)
  return new Map(items.map(({ key }, i) => [names.get(key.toLowerCase()) ?? '', shown[i] ?? {}]))
}
