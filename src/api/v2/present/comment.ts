import { isoDate } from '../../../base/dates.ts'
import type { FormatName } from '../../../document/format.ts'
import type { Content } from '../../../domain/content/content.ts'
import { resolutionsOf } from '../../../domain/content/inline-comment.ts'
import { readContents } from '../../../domain/content/read.ts'
import { webPath } from '../../../domain/render/urls.ts'
import type { ApiContext } from '../../flavour.ts'
import { holderField } from './holder.ts'
import { partsOf } from './parts.ts'

type Value = Record<string, unknown>

/** Comments as v2 shows them, with their bodies in one format if one is asked for. */
export async function presentComments(
  api: ApiContext,
  comments: readonly Content[],
  format: FormatName | undefined,
): Promise<Value[]> {
  const parts = await partsOf(api, comments, format)
  const around = await readContents(
    api.domain,
    comments.flatMap(({ containerId, parentId }) => [containerId ?? [], parentId ?? []].flat()),
  )
  const byId = new Map(around.map((one) => [one.id, one]))
  const resolutions = await resolutionsOf(api.domain, comments)
  return comments.map((one) => {
    const container = byId.get(one.containerId ?? 0)
    const above = byId.get(one.parentId ?? 0)
    const resolution = resolutions.get(one.id)
    const last = resolution?.last
    return {
      id: String(one.id),
      status: one.historical ? 'historical' : one.status,
      title: one.title,
      // A comment on a file or on custom content belongs to that, and not to the page that holds it.
      ...(container && (above === undefined || above.kind === 'comment') ? holderField(api, container) : {}),
      ...(above ? holderField(api, above) : {}),
      version: parts.versionOf(one),
      body: parts.bodyOf(one),
      ...(resolution
        ? {
            resolutionStatus: resolution.status,
            ...(last
              ? {
                  resolutionLastModifierId: last.by,
                  resolutionLastModifiedAt: isoDate(last.at),
                }
              : {}),
            properties: propertiesOf(one),
          }
        : {}),
      _links: { webui: webPath(api.domain.place, one, parts.spaces.get(one.spaceId), container) },
    }
  })
}

function propertiesOf({ extra: { passage } }: Content): Value {
  return passage ? { inlineMarkerRef: passage.ref, inlineOriginalSelection: passage.text } : {}
}
