import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content } from '../../../domain/content/content.ts'
import { versionsOf } from '../../../domain/content/read.ts'
import { renderBodies } from '../../../domain/render/body.ts'
import { tinyPath, webPath } from '../../../domain/render/urls.ts'
import { spacesById } from '../../../domain/space/read.ts'
import { usersById } from '../../../domain/user/user.ts'
import type { ApiContext } from '../../flavour.ts'

type Value = Record<string, unknown>

/** Pages as v2 shows them, with their bodies in one format if one is asked for. */
export async function presentPages(
  api: ApiContext,
  pages: readonly Content[],
  bodyFormat: FormatName | undefined,
): Promise<Value[]> {
  const spaces = await spacesById(
    api.domain,
    pages.map((page) => page.spaceId),
  )
  const versions = await versionsOf(
    api.domain,
    pages.map(({ id, version }) => ({ id, number: version })),
  )
  const people = [
    ...pages.map((page) => page.createdBy),
    ...[...versions.values()].map((version) => version.createdBy),
  ]
  const users = await usersById(api.domain, people)
  const accountOf = (id: number | null | undefined) =>
    id == null ? null : (users.get(id)?.accountId ?? null)
  const bodies = bodyFormat && (await renderBodies(api.domain, pages, bodyFormat))
  return pages.map((page) => {
    const version = versions.get(page.id)
    return {
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
      version: {
        createdAt: isoDate(version?.createdAt ?? page.updatedAt),
        message: version?.message ?? '',
        number: page.version,
        minorEdit: version?.minorEdit ?? false,
        authorId: accountOf(version?.createdBy),
      },
      body: bodies ? { [bodyFormat]: { representation: bodyFormat, value: bodies.get(page.id) ?? '' } } : {},
      _links: {
        webui: webPath(api.domain.place, page, spaces.get(page.spaceId)),
        editui: `/pages/resumedraft.action?draftId=${page.id}`,
        tinyui: tinyPath(page.id),
      },
    }
  })
}
