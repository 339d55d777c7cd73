import { type Static, Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { createPersonalSpace } from '../../domain/space/personal.ts'
import { emptyTrash, listTrash } from '../../domain/space/trash.ts'
import { updateSpace } from '../../domain/space/update.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { expandContents } from '../v1/expand/content.ts'
import { parseExpand } from '../v1/expand/tree.ts'
import { expand, limit, text } from '../v1/query.ts'
import { content, description, space } from '../v1/schema/content.ts'
import { presentSpace, WRITTEN } from '../v1/space.ts'
import { acceptCursor, cursorListOf, cursorStretch, presentCursorList } from './cursor.ts'

const route = routesOf<ApiContext>()

const personalInput = Type.Object({
  description: Type.Optional(description),
  isPrivate: Type.Optional(Type.Boolean()),
  private: Type.Optional(Type.Boolean()),
})

/** What only Data Center does with spaces. */
export const dcSpaceRoutes = [
  ...(['archive', 'restore'] as const).map((verb) =>
    route({
      id: verb,
      method: 'PUT',
      path: `/space/{spaceKey}/${verb}`,
      tag: 'Space',
      summary:
        verb === 'archive'
          ? 'Put a space out of the way: it is not searched any more.'
          : 'Bring a space back from the archive.',
      access: 'user',
      status: 204,
      reply: 'nothing',
      errors: ['forbidden', 'not-found'],
      handle: async (api, { path }) => {
        const status = verb === 'archive' ? 'archived' : 'current'
        await updateSpace(api.domain, path.spaceKey, { status })
      },
    }),
  ),
  route({
    id: 'contentsWithType',
    method: 'GET',
    path: '/space/{spaceKey}/trash',
    tag: 'Space',
    summary: 'What lies in the trash of a space.',
    access: 'user',
    pure: true,
    query: Type.Object({ expand, limit, cursor: text }),
    reply: cursorListOf(content),
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const tree = parseExpand(query.expand, 'ancestors,container,space,metadata')
      const cursor = acceptCursor(query.cursor)
      const slice = cursorStretch(query.limit, limits.listDefault, tree, cursor)
      const page = await listTrash(api.domain, path.spaceKey, cursor?.isBackward ? '-id' : 'id', slice)
      return presentCursorList(api, call, page, { cursor, limit: slice.limit }, (items) =>
        expandContents(api, items, tree),
      )
    },
  }),
  route({
    id: 'trash',
    method: 'DELETE',
    path: '/space/{spaceKey}/trash',
    tag: 'Space',
    summary: 'Remove for good what lies in the trash of a space.',
    access: 'user',
    status: 204,
    reply: 'nothing',
    errors: ['forbidden', 'not-found'],
    handle: (api, { path }) => emptyTrash(api.domain, path.spaceKey),
  }),
  route({
    id: 'createPersonalSpace_1',
    method: 'POST',
    path: '/space/personal',
    tag: 'Space',
    summary: "Create the caller's personal space.",
    access: 'user',
    body: personalInput,
    reply: space,
    errors: ['bad-body', 'conflict', 'forbidden'],
    handle: (api, { body }) => {
      const { actor } = api.domain
      return createPersonal(api, actor.kind === 'user' ? actor.username : '', body)
    },
  }),
  route({
    id: 'createPersonalSpace',
    method: 'POST',
    path: '/admin/space/personal/{username}',
    tag: 'Space',
    summary: 'Create the personal space of a user.',
    access: 'administrator',
    body: personalInput,
    reply: space,
    errors: ['bad-body', 'conflict', 'forbidden', 'not-found'],
    handle: (api, { path, body }) => createPersonal(api, path.username, body),
  }),
]

async function createPersonal(
  api: ApiContext,
  username: string,
  body: Static<typeof personalInput>,
): Promise<unknown> {
  const made = await createPersonalSpace(api.domain, username, {
    description: body.description?.plain?.value,
    isPrivate: body.isPrivate ?? body.private,
  })
  return presentSpace(api, made, parseExpand(undefined, WRITTEN))
}
