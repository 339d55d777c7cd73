import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { Content } from '../../domain/content/content.ts'
import { readContents } from '../../domain/content/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { locationOf } from './kinds.ts'
import { closed, id, orNull } from './schema/page.ts'

const route = routesOf<ApiContext>()

/** For programs that kept ids of v1, where one address served all kinds. */
export const contentTypeRoutes = [
  route({
    id: 'convertContentIdsToContentTypes',
    method: 'POST',
    path: '/content/convert-ids-to-types',
    tag: 'Content',
    summary: 'Of which type contents are; null for those that the caller may not read.',
    access: 'site',
    changes: false,
    body: Type.Object({ contentIds: Type.Array(id) }),
    reply: closed({ results: Type.Record(Type.String(), orNull(Type.String())) }),
    errors: ['bad-body', 'bad-request'],
    handle: async (api, { body }) => {
      const asked = [...new Set(body.contentIds.map(String))]
      if (asked.length > limits.listMostV2)
        throw new AppError('bad-request', `At most ${limits.listMostV2} ids are converted at once.`)
      const found = await readContents(api.domain, asked.flatMap(numberOf))
      const types = new Map(found.map((content) => [content.id, typeOf(content)]))
      return {
        results: Object.fromEntries(
          asked.map((id) => [id, numberOf(id).flatMap((number) => types.get(number) ?? [])[0] ?? null]),
        ),
      }
    },
  }),
]

/** The number in an id, as a list of one; none where there can be no such number. */
function numberOf(id: string): number[] {
  try {
    return [parseContentId(id)]
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return []
    throw error
  }
}

function typeOf(content: Content): string {
  return content.kind === 'comment' ? `${locationOf(content)}-comment` : content.kind
}
