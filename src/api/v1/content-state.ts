import { type TProperties, Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { readStates, startStates } from '../../domain/content-state/bulk.ts'
import {
  availableStates,
  type ContentState,
  contentsInState,
  customStates,
  readState,
  removeState,
  setState,
  stateSettings,
  statesOfSpace,
  type StateOfContent,
} from '../../domain/content-state/state.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { expandContents } from './expand/content.ts'
import { listCap, parseExpand } from './expand/tree.ts'
import { presentList } from './present/list.ts'
import { expand, limit, start, text, whole } from './query.ts'
import { content, listOf } from './schema/content.ts'

const route = routesOf<ApiContext>()
const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

const state = closed({ id: Type.Integer(), name: Type.String(), color: Type.String() })
const stateReply = closed({ contentState: Type.Optional(state), lastUpdated: Type.Optional(Type.String()) })
const orNull = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]))
const stateInput = Type.Object({
  id: orNull(Type.Integer()),
  name: orNull(Type.String()),
  color: orNull(Type.String()),
})
const ids = Type.Array(Type.Union([Type.String(), Type.Integer()]))
const started = closed({ asyncId: Type.String() })
const ofContent = { tag: 'Content states', path: '/content/{id}/state', reply: stateReply } as const
const written = ['bad-parameter', 'forbidden', 'not-found', 'unauthenticated', 'version-conflict'] as const

/** How far contents are, as the Cloud's v1 has it. */
export const contentStateRoutes = [
  route({
    ...ofContent,
    id: 'getContentState',
    method: 'GET',
    summary: 'The state of a content; nothing for one that has none.',
    access: 'site',
    pure: true,
    query: Type.Object({ status: text }),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { path, query }) => {
      const status = oneOf(query.status ?? 'current', ['current', 'draft', 'archived'])
      return presentState(await readState(api.domain, parseContentId(path.id), status))
    },
  }),
  route({
    ...ofContent,
    id: 'setContentState',
    method: 'PUT',
    summary: 'Set the state of a content, by id or by name and color: a new version of what is published.',
    access: 'user',
    query: Type.Object({ status: text }),
    body: stateInput,
    errors: ['bad-body', 'bad-request', ...written],
    handle: async (api, { path, query, body }) => {
      const status = oneOf(query.status ?? 'current', ['current', 'draft'])
      return presentState(await setState(api.domain, parseContentId(path.id), status, accept(body)))
    },
  }),
  route({
    ...ofContent,
    id: 'removeContentState',
    method: 'DELETE',
    summary: 'Take the state of a content away: a new version of what is published.',
    access: 'user',
    query: Type.Object({ status: text }),
    errors: ['bad-request', ...written],
    handle: async (api, { path, query }) => {
      const status = oneOf(query.status ?? 'current', ['current', 'draft'])
      await removeState(api.domain, parseContentId(path.id), status)
      return {}
    },
  }),
  route({
    id: 'getAvailableContentStates',
    method: 'GET',
    path: '/content/{id}/state/available',
    tag: 'Content states',
    summary: 'What a content can be set to: what its space suggests, and what the caller used last.',
    access: 'user',
    pure: true,
    reply: closed({ spaceContentStates: Type.Array(state), customContentStates: Type.Array(state) }),
    errors: ['bad-request', 'forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const { ofSpace, custom } = await availableStates(api.domain, parseContentId(path.id))
      return { spaceContentStates: ofSpace, customContentStates: custom }
    },
  }),
  route({
    id: 'getCustomContentStates',
    method: 'GET',
    path: '/content-states',
    tag: 'Content states',
    summary: 'The states that the caller has made, the one used last first.',
    access: 'user',
    pure: true,
    reply: Type.Array(state),
    errors: ['unauthenticated'],
    handle: (api) => customStates(api.domain),
  }),
  route({
    id: 'bulkSetContentStates',
    method: 'PUT',
    path: '/content-states',
    tag: 'Content states',
    summary: 'Start to set the state of several contents.',
    access: 'user',
    query: Type.Object({ status: text }),
    body: Type.Object({ ids, contentState: stateInput }),
    reply: started,
    errors: ['bad-body', 'bad-parameter', 'bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { query, body }) => {
      const status = oneOf(query.status, ['current', 'draft'])
      const contents = body.ids.map(parseContentId)
      const task = await startStates(api.domain, contents, status, accept(body.contentState))
      return { asyncId: String(task.id) }
    },
  }),
  route({
    id: 'bulkRemoveContentStates',
    method: 'POST',
    path: '/content-states/delete',
    tag: 'Content states',
    summary: 'Start to take the states of several contents away.',
    access: 'user',
    query: Type.Object({ status: text }),
    body: Type.Object({ ids }),
    reply: started,
    errors: ['bad-body', 'bad-parameter', 'bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { query, body }) => {
      const status = oneOf(query.status, ['current', 'draft'])
      const task = await startStates(api.domain, body.ids.map(parseContentId), status, null)
      return { asyncId: String(task.id) }
    },
  }),
  route({
    id: 'getTaskUpdate',
    method: 'GET',
    path: '/content-states/task/{taskId}',
    tag: 'Content states',
    summary: 'How far the setting or removing of states is, and what failed.',
    access: 'user',
    reply: closed({
      set: Type.Array(Type.String()),
      failed: Type.Array(closed({ contentId: Type.String(), failureReason: Type.String() })),
      percentage: Type.Integer(),
      message: Type.String(),
      state: Type.Optional(state),
      success: Type.Boolean(),
    }),
    errors: ['bad-request', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => {
      const found = await readStates(api.domain, parseId(path.taskId, 'long task'))
      const { task, progress } = found
      return {
        set: progress.set.map(String),
        failed: progress.failed.map(({ id, reason }) => ({ contentId: String(id), failureReason: reason })),
        percentage: task.percentage,
        message: task.errors.at(-1)?.text ?? task.name.text,
        state: found.state ?? undefined,
        success: task.successful === true && progress.failed.length === 0,
      }
    },
  }),
  route({
    id: 'getSpaceContentStates',
    method: 'GET',
    path: '/space/{spaceKey}/state',
    tag: 'Content states',
    summary: 'The states that a space suggests.',
    access: 'site',
    pure: true,
    reply: Type.Array(state),
    errors: ['not-found'],
    handle: (api, { path }) => statesOfSpace(api.domain, path.spaceKey) as Promise<unknown>,
  }),
  route({
    id: 'getContentStateSettings',
    method: 'GET',
    path: '/space/{spaceKey}/state/settings',
    tag: 'Content states',
    summary: 'Which states are allowed in a space, for who administers it: all are.',
    access: 'user',
    pure: true,
    reply: closed({
      contentStatesAllowed: Type.Boolean(),
      customContentStatesAllowed: Type.Boolean(),
      spaceContentStatesAllowed: Type.Boolean(),
      spaceContentStates: Type.Array(state),
    }),
    errors: ['forbidden', 'not-found', 'unauthenticated'],
    handle: async (api, { path }) => ({
      contentStatesAllowed: true,
      customContentStatesAllowed: true,
      spaceContentStatesAllowed: true,
      spaceContentStates: await stateSettings(api.domain, path.spaceKey),
    }),
  }),
  route({
    id: 'getContentsWithState',
    method: 'GET',
    path: '/space/{spaceKey}/state/content',
    tag: 'Content states',
    summary: 'The contents of a space that have one state.',
    access: 'site',
    pure: true,
    query: Type.Object({ 'state-id': whole, expand, limit, start }),
    reply: listOf(content),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { call, path, query }) => {
      const stateId = query['state-id']
      if (stateId === undefined) {
        throw new AppError('bad-parameter', 'The parameter state-id says which state is meant.')
      }
      const { start: offset = 0, limit: wanted = limits.listDefault } = query
      if (offset < 0 || offset > limits.offsetFarthest || wanted < 0 || wanted > limits.stateListMost) {
        throw new AppError(
          'bad-parameter',
          `start is 0 to ${limits.offsetFarthest}, limit 0 to ${limits.stateListMost}.`,
        )
      }
      const tree = parseExpand(query.expand, '')
      const slice = { offset, limit: Math.min(wanted, listCap(tree, true)) }
      const page = await contentsInState(api.domain, path.spaceKey, stateId, slice)
      const results = await expandContents(api, page.items, tree)
      return presentList(api, call, results, { start: offset, limit: slice.limit, more: page.more })
    },
  }),
]

function accept(given: {
  readonly id?: number | null
  readonly name?: string | null
  readonly color?: string | null
}) {
  return {
    id: given.id ?? undefined,
    name: given.name ?? undefined,
    color: given.color ?? undefined,
  }
}

function presentState(found: StateOfContent | undefined): {
  contentState?: ContentState
  lastUpdated?: string
} {
  return found === undefined ? {} : { contentState: found.state, lastUpdated: isoDate(found.at) }
}

function oneOf<T extends string>(value: string | undefined, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value?.toLowerCase())
  if (found) return found
  throw new AppError('bad-parameter', `The parameter status must be in [${choices.join(',')}].`)
}
