import type { Group } from '../../../domain/group/group.ts'
import type { ApiContext } from '../../flavour.ts'

/** A group as v1 shows one; Data Center knows it by its name only. */
export function presentGroup(api: ApiContext, group: Group): Record<string, unknown> {
  const cloud = api.flavour.name === 'cloud'
  const own = cloud ? `by-id?id=${group.uuid}` : encodeURIComponent(group.name)
  return {
    type: 'group',
    name: group.name,
    ...(cloud ? { id: group.uuid } : {}),
    _links: { self: `${api.base}/rest/api/group/${own}` },
  }
}
