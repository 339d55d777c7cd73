import { limits } from '../../../../base/limits.ts'
import { listContent } from '../../../../domain/content/read.ts'
import { purgeContent } from '../../../../domain/content/trash.ts'
import { authorizedSpace } from '../../../../domain/space/administer.ts'
import { createSpace } from '../../../../domain/space/create.ts'
import { listSpaces, readSpace } from '../../../../domain/space/read.ts'
import { notFound } from '../../../../base/errors.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { contentSummaryStructs, spaceStruct, spaceSummaryStruct } from '../structs.ts'
import { id, neededIn, struct, text, textIn, whole } from '../value.ts'

const method = methodsOf('Spaces')
const read = ['bad-parameter', 'not-found'] as const
const made = {
  access: 'user',
  gives: schema.space,
  errors: ['bad-parameter', 'bad-request', 'duplicate-key', 'forbidden', 'unauthenticated'],
} as const

/** Reading and writing spaces. */
export const spaceMethods = [
  method({
    name: 'getSpaces',
    summary: 'The summaries of all spaces that one may see.',
    takes: {},
    gives: schema.listOf(schema.spaceSummary),
    errors: [],
    handle: async ({ api }) => {
      const spaces = await listSpaces(api.domain, {}, 'name', { limit: limits.rpcList })
      return spaces.items.map((space) => spaceSummaryStruct(api, space))
    },
  }),
  method({
    name: 'getSpace',
    summary: 'A space by its key.',
    takes: { spaceKey: text },
    gives: schema.space,
    errors: read,
    handle: async ({ api }, { spaceKey }) => spaceStruct(api, await readSpace(api.domain, spaceKey)),
  }),
  method({
    name: 'getSpaceStatus',
    summary: 'CURRENT or ARCHIVED.',
    takes: { spaceKey: text },
    gives: schema.given.text,
    errors: read,
    handle: async ({ api }, { spaceKey }) => (await readSpace(api.domain, spaceKey)).status.toUpperCase(),
  }),
  ...['addSpace', 'addSpaceWithDefaultPermissions'].map((name) =>
    method({
      ...made,
      name,
      summary: 'Create a space with its home page and the usual permissions.',
      takes: { space: struct('RemoteSpace') },
      handle: async ({ api }, { space }) =>
        spaceStruct(
          api,
          await createSpace(api.domain, {
            key: neededIn(space, 'key', 'space'),
            name: neededIn(space, 'name', 'space'),
            description: textIn(space, 'description'),
          }),
        ),
    }),
  ),
  ...['addPersonalSpace', 'addPersonalSpaceWithDefaultPermissions'].map((name) =>
    method({
      ...made,
      name,
      summary: 'Create the personal space of a user.',
      takes: { space: struct('RemoteSpace'), username: text },
      handle: async ({ api }, { space, username }) =>
        spaceStruct(
          api,
          await createSpace(api.domain, {
            key: `~${username}`,
            name: textIn(space, 'name') || username,
            kind: 'personal',
            description: textIn(space, 'description'),
          }),
        ),
    }),
  ),
  method({
    name: 'getTrashContents',
    summary: 'A stretch of what lies in the trash of a space.',
    takes: { spaceKey: text, offset: whole, count: whole },
    gives: schema.contentSummaries,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { spaceKey, offset, count }) => {
      const space = await authorizedSpace(api.domain, spaceKey)
      const filter = { spaceIds: [space.id], statuses: ['trashed'], kinds: ['page', 'blogpost'] } as const
      const all = await listContent(api.domain, filter, '-modified', { limit: limits.rpcList })
      const from = Math.max(offset, 0)
      const stretch = all.items.slice(from, from + Math.max(count, 0))
      return {
        totalAvailable: all.items.length,
        offset: from,
        content: await contentSummaryStructs(api, stretch),
      }
    },
  }),
  method({
    name: 'purgeFromTrash',
    summary: 'Remove for good what lies in the trash of a space.',
    takes: { spaceKey: text, contentId: id },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { spaceKey, contentId }) => {
      const space = await authorizedSpace(api.domain, spaceKey)
      const filter = { spaceIds: [space.id], statuses: ['trashed'], ids: [contentId] } as const
      const [content] = (await listContent(api.domain, filter, 'id', { limit: 1 })).items
      if (content === undefined) throw notFound(`The trash of ${space.key} has no content ${contentId}.`)
      await purgeContent(api.domain, content.id)
      return true
    },
  }),
  method({
    name: 'emptyTrash',
    summary: 'Remove for good all that lies in the trash of a space.',
    takes: { spaceKey: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { spaceKey }) => {
      const space = await authorizedSpace(api.domain, spaceKey)
      const filter = { spaceIds: [space.id], statuses: ['trashed'] } as const
      const all = await listContent(api.domain, filter, 'id', { limit: limits.rpcList })
      for (const { id: contentId } of all.items) await purgeContent(api.domain, contentId)
      return true
    },
  }),
]
