import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content } from '../../../domain/content/content.ts'
import { tinyPath, webPath } from '../../../domain/render/urls.ts'
import type { ApiContext } from '../../flavour.ts'
import { partsOf } from './parts.ts'

/** Pages as v2 shows them, with their bodies in one format if one is asked for. */
export async function presentPages(
  api: ApiContext,
  pages: readonly Content[],
  bodyFormat: FormatName | undefined,
): Promise<Record<string, unknown>[]> {
  const { spaces, accountOf, versionOf, bodyOf } = await partsOf(api, pages, bodyFormat)
  return pages.map((page) => ({
    id: String(page.id),
    status: page.historical ? 'historical' : page.status,
    title: page.title,
    spaceId: String(page.spaceId),
    parentId: page.parentId === null ? null : String(page.parentId),
    parentType: page.parentId === null ? null : 'page',
    position: page.position,
    authorId: accountOf(page.createdBy),
    ownerId: accountOf(page.createdBy),
    lastOwnerId: null,
    createdAt: isoDate(page.createdAt),
    version: versionOf(page),
    body: bodyOf(page),
    _links: {
      webui: webPath(api.domain.place, page, spaces.get(page.spaceId)),
      editui: `/pages/resumedraft.action?draftId=${page.id}`,
      tinyui: tinyPath(page.id),
    },
  }))
}
