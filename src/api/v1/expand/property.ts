import { isoDate } from '../../../base/dates.ts'
import type { Property } from '../../../domain/property/property.ts'
import { usersById } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'
import { presentUser } from '../present/user.ts'
import type { ExpandTree } from './tree.ts'

type Value = Record<string, unknown>

/** Properties as v1 shows them. `about` says of each what of it is asked for, and the path of its owner. */
export async function expandProperties(
  api: ApiContext,
  properties: readonly Property[],
  about: (property: Property) => { readonly path: string; readonly tree: ExpandTree },
): Promise<Value[]> {
  const users = await usersById(
    api.domain,
    properties.map((property) => property.updatedBy),
  )
  return properties.map((property) => {
    const { path, tree } = about(property)
    const { id, key, value, version, updatedAt, updatedBy } = property
    const shown = {
      by: presentUser(api, updatedBy === null ? undefined : users.get(updatedBy)),
      when: isoDate(updatedAt),
      message: '',
      number: version,
      minorEdit: false,
      ...(api.flavour.name === 'cloud' ? { contentTypeModified: false } : { hidden: false }),
    }
    return {
      id: String(id),
      key,
      value,
      ...('version' in tree ? { version: shown } : {}),
      _links: { self: `${api.base}${path}/property/${encodeURIComponent(key)}` },
      _expandable: {
        ...('version' in tree ? {} : { version: '' }),
        ...(path.startsWith('/rest/api/space/') ? { space: path } : { content: path }),
      },
    }
  })
}
