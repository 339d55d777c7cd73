import { ownGrants } from '../../../domain/access/grants.ts'
import type { Content } from '../../../domain/content/content.ts'
import { permittedActions } from '../../../domain/content/operations.ts'
import { readSpaceById } from '../../../domain/space/read.ts'
import type { Space } from '../../../domain/space/space.ts'
import { routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseId } from '../../ids.ts'
import { contentOperations, type PermittedOperation, spaceOperations } from '../../operations.ts'
import { type AddressedKind, kinds, readAddressed } from '../kinds.ts'
import { operations } from '../schema/facet.ts'

const route = routesOf<ApiContext>()
const about = {
  method: 'GET',
  tag: 'Operation',
  pure: true,
  access: 'site',
  reply: operations,
  errors: ['bad-request', 'not-found'],
} as const

/** What the caller may do with a content. */
export async function operationsOn(api: ApiContext, content: Content): Promise<PermittedOperation[]> {
  const actions = await permittedActions(api.domain, [content])
  return contentOperations(content, actions.get(content.id) ?? [])
}

/** What the caller may do in and with a space. */
export async function operationsInSpace(api: ApiContext, space: Space): Promise<PermittedOperation[]> {
  return spaceOperations((await ownGrants(api.domain, [space.id])).get(space.id) ?? [])
}

const { page, blogPost, attachment, footerComment, inlineComment, customContent } = kinds

/** What the caller may do. */
export const operationRoutes = [
  ...[page, blogPost, attachment, footerComment, inlineComment, customContent].map((kind: AddressedKind) =>
    route({
      ...about,
      id: `get${kind.Noun}Operations`,
      path: `${kind.base}/{id}/operations` as const,
      summary: `What the caller may do with ${kind.noun}.`,
      handle: async (api, { path }) => ({
        operations: await operationsOn(api, await readAddressed(api, kind, path.id)),
      }),
    }),
  ),
  route({
    ...about,
    id: 'getSpaceOperations',
    path: '/spaces/{id}/operations',
    summary: 'What the caller may do in and with a space.',
    handle: async (api, { path }) => {
      const space = await readSpaceById(api.domain, parseId(path.id, 'space'))
      return { operations: await operationsInSpace(api, space) }
    },
  }),
]
