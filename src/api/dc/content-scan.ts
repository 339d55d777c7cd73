import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { listContent } from '../../domain/content/read.ts'
import { readSpace } from '../../domain/space/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { expandContents } from '../v1/expand/content.ts'
import { parseExpand } from '../v1/expand/tree.ts'
import { acceptKind, acceptListedStatuses, expand, limit, statusList, text } from '../v1/query.ts'
import { content } from '../v1/schema/content.ts'
import { acceptCursor, cursorListOf, cursorStretch, presentCursorList } from './cursor.ts'

const route = routesOf<ApiContext>()

/** All content, by cursors, however much there is. */
export const scanRoutes = [
  route({
    id: 'scanContent',
    method: 'GET',
    path: '/content/scan',
    tag: 'Content',
    summary: 'Read through all content of a kind, by cursors.',
    access: 'site',
    pure: true,
    query: Type.Object({ spaceKey: text, status: statusList, type: text, expand, limit, cursor: text }),
    reply: cursorListOf(content),
    errors: ['bad-parameter', 'not-found', 'unknown-type'],
    handle: async (api, { call, query }) => {
      const tree = parseExpand(query.expand, 'history,space,version')
      const cursor = acceptCursor(query.cursor)
      const slice = cursorStretch(query.limit, limits.listDefault, tree, cursor)
      const space = query.spaceKey === undefined ? undefined : await readSpace(api.domain, query.spaceKey)
      const filter = {
        kinds: [acceptKind(query.type ?? 'page')],
        statuses: acceptListedStatuses(query.status, 'dc') ?? (['current'] as const),
        ...(space ? { spaceIds: [space.id] } : {}),
      }
      const page = await listContent(api.domain, filter, cursor?.isBackward ? '-id' : 'id', slice)
      return presentCursorList(api, call, page, { cursor, limit: slice.limit }, (items) =>
        expandContents(api, items, tree),
      )
    },
  }),
]
