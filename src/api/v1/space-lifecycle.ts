import { removeSpace } from '../../domain/space/remove.ts'
import { updateSpace } from '../../domain/space/update.ts'
import { Answer, routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { parseExpand } from './expand/tree.ts'
import { presentStarted } from './long-tasks.ts'
import { space, spaceChangeInput } from './schema/content.ts'
import { startedTask } from './schema/long-task.ts'
import { oneOf, presentSpace, WRITTEN } from './space.ts'

const route = routesOf<ApiContext>()

/** What changes and ends a space. */
export const spaceLifecycleRoutes = [
  route({
    id: 'updateSpace',
    method: 'PUT',
    path: '/space/{spaceKey}',
    tag: 'Space',
    summary: 'Change the name, description, home page or status of a space.',
    access: 'user',
    body: spaceChangeInput,
    reply: space,
    errors: ['bad-body', 'bad-request', 'forbidden', 'not-found'],
    handle: async (api, { path, body }) => {
      const { homepage } = body
      const after = await updateSpace(api.domain, path.spaceKey, {
        name: body.name ?? undefined,
        description: body.description?.plain?.value,
        homepageId:
          homepage?.id == null ? (homepage === null ? null : undefined) : parseContentId(homepage.id),
        status: oneOf(body.status ?? undefined, ['current', 'archived'] as const, 'status'),
        kind: oneOf(body.type ?? undefined, ['global', 'personal'] as const, 'type'),
      })
      return presentSpace(api, after, parseExpand(undefined, WRITTEN))
    },
  }),
  route({
    id: 'deleteSpace',
    method: 'DELETE',
    path: '/space/{spaceKey}',
    tag: 'Space',
    summary: 'Remove a space with everything in it, as a long task.',
    access: 'user',
    status: 202,
    reply: startedTask,
    errors: ['forbidden', 'not-found'],
    handle: async (api, { path }) =>
      new Answer({ status: 202, body: presentStarted(await removeSpace(api.domain, path.spaceKey)) }),
  }),
]
