import { limits } from '../../../../base/limits.ts'
import { listContent } from '../../../../domain/content/read.ts'
import { purgeContent } from '../../../../domain/content/trash.ts'
import { authorizedSpace } from '../../../../domain/space/administer.ts'
import { createPersonalSpace } from '../../../../domain/space/personal.ts'
import { removeSpace } from '../../../../domain/space/remove.ts'
import { emptyTrash } from '../../../../domain/space/trash.ts'
import { updateSpace } from '../../../../domain/space/update.ts'
import { createSpace } from '../../../../domain/space/create.ts'
import { listSpaces, readSpace } from '../../../../domain/space/read.ts'
import { AppError, notFound } from '../../../../base/errors.ts'
import { methodsOf } from '../method.ts'
import * as schema from '../schema.ts'
import { contentSummaryStructs, spaceStruct, spaceSummaryStruct } from '../structs.ts'
import { id, idIn, neededIn, struct, text, textIn, whole } from '../value.ts'

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
      summary: 'Create the personal space of a user, named after them.',
      errors: [...made.errors, 'conflict', 'not-found'],
      takes: { space: struct('RemoteSpace'), username: text },
      handle: async ({ api }, { space, username }) =>
        spaceStruct(
          api,
          await createPersonalSpace(api.domain, username, { description: textIn(space, 'description') }),
        ),
    }),
  ),
  method({
    name: 'storeSpace',
    summary: 'Change the name, the description and the home page of a space.',
    takes: { space: struct('RemoteSpace') },
    gives: schema.space,
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found'],
    handle: async ({ api }, { space }) =>
      spaceStruct(
        api,
        await updateSpace(api.domain, neededIn(space, 'key', 'space'), {
          name: textIn(space, 'name'),
          description: textIn(space, 'description'),
          homepageId: idIn(space, 'homePage'),
        }),
      ),
  }),
  method({
    name: 'setSpaceStatus',
    summary: 'Make a space CURRENT or ARCHIVED.',
    takes: { spaceKey: text, status: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'not-found'],
    handle: async ({ api }, { spaceKey, status }) => {
      const wanted = (['current', 'archived'] as const).find((known) => known === status.toLowerCase())
      if (wanted === undefined) {
        throw new AppError('bad-parameter', `A space is CURRENT or ARCHIVED, not "${status}".`)
      }
      await updateSpace(api.domain, spaceKey, { status: wanted })
      return true
    },
  }),
  method({
    name: 'removeSpace',
    summary: 'Remove a space with everything in it; what is large goes on after the answer.',
    takes: { spaceKey: text },
    gives: schema.given.flag,
    errors: ['bad-parameter', 'forbidden', 'not-found'],
    handle: async ({ api }, { spaceKey }) => {
      await removeSpace(api.domain, spaceKey)
      return true
    },
  }),
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
      await emptyTrash(api.domain, spaceKey)
      return true
    },
  }),
]
