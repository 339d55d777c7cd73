import { isoDate } from '../../base/dates.ts'
import type { Content } from '../../domain/content/content.ts'
import { spacesById } from '../../domain/space/read.ts'
import { usersById } from '../../domain/user/user.ts'
import type { ApiContext } from '../flavour.ts'

/** What integration guides send to lists that were written with v1 in mind; the vendor's v2 has no `expand`. */

/** `expand=body.storage` asks for what `body-format=storage` says. */
export function formatInExpand(expand: readonly string[] | undefined): string | undefined {
  const path = expand?.find((key) => key === 'body' || key.startsWith('body.'))
  return path === undefined ? undefined : (path.split('.')[1] ?? 'storage')
}

/** `version` is always there; `space` and `history` are added when `expand` names them. */
export async function addExpanded(
  api: ApiContext,
  contents: readonly Content[],
  results: Record<string, unknown>[],
  expand: readonly string[],
): Promise<void> {
  if (expand.some((key) => key.startsWith('space'))) {
    const spaces = await spacesById(
      api.domain,
      contents.map((one) => one.spaceId),
    )
    contents.forEach((one, i) => {
      const space = spaces.get(one.spaceId)
      if (space && results[i])
        results[i].space = {
          id: String(space.id),
          key: space.key,
          name: space.name,
          type: space.kind,
          status: space.status,
        }
    })
  }
  if (!expand.some((key) => key.startsWith('history'))) return
  const users = await usersById(
    api.domain,
    contents.map((one) => one.createdBy),
  )
  contents.forEach((one, i) => {
    const creator = one.createdBy === null ? undefined : users.get(one.createdBy)
    if (!results[i]) return
    results[i].history = {
      latest: true,
      createdDate: isoDate(one.createdAt),
      createdBy: creator
        ? {
            type: 'known',
            accountId: creator.accountId,
            displayName: creator.displayName,
            email: creator.email,
          }
        : { type: 'anonymous', displayName: 'Anonymous' },
    }
  })
}
