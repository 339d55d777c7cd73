import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import { parentInSight } from '../../../domain/content/ancestors.ts'
import type { Content } from '../../../domain/content/content.ts'
import { tinyPath, webPath } from '../../../domain/render/urls.ts'
import type { ApiContext } from '../../flavour.ts'
import { partsOf } from './parts.ts'

/** Pages and blog posts as v2 shows them, with their bodies in one format if one is asked for. */
export async function presentAuthored(
  api: ApiContext,
  contents: readonly Content[],
  bodyFormat: FormatName | undefined,
): Promise<Record<string, unknown>[]> {
  const { spaces, accountOf, versionOf, bodyOf } = await partsOf(api, contents, bodyFormat)
  return contents.map((one) => ({
    id: String(one.id),
    status: one.historical ? 'historical' : one.status,
    title: one.title,
    spaceId: String(one.spaceId),
    ...(one.kind === 'page' ? placeOf(one, parentInSight(api.domain, one), accountOf(one.createdBy)) : {}),
    authorId: accountOf(one.createdBy),
    createdAt: isoDate(one.createdAt),
    version: versionOf(one),
    body: bodyOf(one),
    _links: {
      webui: webPath(api.domain.place, one, spaces.get(one.spaceId)),
      editui: `/pages/resumedraft.action?draftId=${one.id}`,
      tinyui: tinyPath(one.id),
    },
  }))
}

/** What pages have and blog posts have not: a place in a tree, and somebody who owns them. */
function placeOf(page: Content, parentId: number | null, ownerId: string | null): Record<string, unknown> {
  return {
    parentId: parentId === null ? null : String(parentId),
    parentType: parentId === null ? null : 'page',
    position: page.position,
    ownerId,
    lastOwnerId: null,
  }
}
