import { AppError } from '../../base/errors.ts'
import { checkPermission } from '../../domain/access/check.ts'
import { movePage } from '../../domain/content/move.ts'
import { readContent } from '../../domain/content/read.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { topLinks } from './present/links.ts'
import { movedPage, permissionCheck, permissionCheckInput } from './schema/content.ts'

const route = routesOf<ApiContext>()

const ACTIONS = { read: 'read', update: 'update', delete: 'remove' } as const
const POSITIONS = ['before', 'after', 'append'] as const

/** Operations on content that only the Cloud has. */
export const cloudContentRoutes = [
  route({
    id: 'movePage',
    method: 'PUT',
    path: '/content/{id}/move/{position}/{targetId}',
    tag: 'Content - children and descendants',
    summary: 'Move a page before, after or below another one.',
    access: 'site',
    reply: movedPage,
    errors: ['bad-request', 'duplicate-title', 'forbidden', 'not-found'],
    handle: async (api, { path }) => {
      const position = POSITIONS.find((known) => known === path.position)
      if (position === undefined) {
        throw new AppError(
          'bad-request',
          `A page is moved ${POSITIONS.join(', ')}, not "${path.position.slice(0, 100)}".`,
        )
      }
      const id = parseContentId(path.id)
      await movePage(api.domain, id, position, parseContentId(path.targetId))
      return { pageId: String(id) }
    },
  }),
  route({
    id: 'checkContentPermission',
    method: 'POST',
    changes: false,
    path: '/content/{id}/permission/check',
    tag: 'Content permissions',
    summary: 'Whether a user, or the members of a group, may read, update or remove a content.',
    access: 'site',
    body: permissionCheckInput,
    reply: permissionCheck,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, body }) => {
      const content = await readContent(api.domain, parseContentId(path.id))
      const { type, identifier } = body.subject
      const subject = { kind: type, identifier }
      const hasPermission = await checkPermission(api.domain, content, subject, ACTIONS[body.operation])
      return { hasPermission, errors: [], _links: topLinks(api) }
    },
  }),
]
