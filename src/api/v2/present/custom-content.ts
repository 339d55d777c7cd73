import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content } from '../../../domain/content/content.ts'
import { readAll } from '../../../domain/content/read.ts'
import { webPath } from '../../../domain/render/urls.ts'
import type { ApiContext } from '../../flavour.ts'
import { holderField } from './holder.ts'
import { partsOf } from './parts.ts'

/** Custom content as v2 shows it, with its bodies in one format if one is asked for. */
export async function presentCustomContents(
  api: ApiContext,
  contents: readonly Content[],
  format: FormatName | undefined,
): Promise<Record<string, unknown>[]> {
  const { spaces, accountOf, versionOf, bodyOf } = await partsOf(api, contents, format)
  const holders = await readAll(
    api.domain,
    contents.flatMap(({ containerId, parentId }) => parentId ?? containerId ?? []),
  )
  const byId = new Map(holders.map((holder) => [holder.id, holder]))
  return contents.map((one) => {
    const holder = byId.get(one.parentId ?? one.containerId ?? 0)
    return {
      id: String(one.id),
      type: one.kind,
      status: one.historical ? 'historical' : one.status,
      title: one.title,
      spaceId: String(one.spaceId),
      ...(holder ? holderField(api, holder) : {}),
      authorId: accountOf(one.createdBy),
      createdAt: isoDate(one.createdAt),
      version: versionOf(one),
      body: bodyOf(one),
      _links: { webui: webPath(api.domain.place, one, spaces.get(one.spaceId)) },
    }
  })
}

/** Custom content as the list of what is below other one shows it. */
export function presentChild({ id, kind, status, title, spaceId }: Content): Record<string, unknown> {
  return { id: String(id), status, title, type: kind, spaceId: String(spaceId) }
}
