import { Type } from 'typebox'
import { isoDate } from '../../base/dates.ts'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import {
  type CallCounts,
  callCounts,
  changeWebhook,
  createWebhook,
  latestCall,
  listWebhooks,
  readWebhook,
  removeWebhook,
  type WebhookDetails,
} from '../../domain/webhook/administer.ts'
import { testWebhook } from '../../domain/webhook/call.ts'
import { type Outcome, outcomes, type Webhook, type WebhookCall } from '../../domain/webhook/webhook.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseId } from '../ids.ts'
import { presentList } from '../v1/present/list.ts'
import { flag, limit, start, stretch, text } from '../v1/query.ts'
import { listOf } from '../v1/schema/content.ts'

const route = routesOf<ApiContext>()
const closed = { additionalProperties: false }

const result = Type.Object(
  { outcome: Type.Union(outcomes.map((name) => Type.Literal(name))), description: Type.String() },
  closed,
)
const request = Type.Object(
  {
    method: Type.Literal('POST'),
    url: Type.String(),
    headers: Type.Record(Type.String(), Type.String()),
    body: Type.String(),
  },
  closed,
)
const webhookEvent = Type.Object({ id: Type.String(), i18nKey: Type.String() }, closed)
const scope = Type.Object({ type: Type.String(), id: Type.String() }, closed)
const invocation = Type.Object(
  {
    id: Type.String(),
    event: webhookEvent,
    eventScope: scope,
    start: Type.String(),
    finish: Type.String(),
    duration: Type.Object(
      {
        seconds: Type.Integer(),
        nano: Type.Integer(),
        zero: Type.Boolean(),
        negative: Type.Boolean(),
        positive: Type.Boolean(),
      },
      closed,
    ),
    request,
    result,
  },
  closed,
)
const counts = Type.Object(
  {
    errors: Type.Integer(),
    failures: Type.Integer(),
    successes: Type.Integer(),
    window: Type.Object({ start: Type.String(), duration: Type.Integer() }, closed),
  },
  closed,
)
const history = Type.Object(
  {
    lastSuccess: Type.Optional(invocation),
    lastFailure: Type.Optional(invocation),
    lastError: Type.Optional(invocation),
    counts,
  },
  closed,
)
const summary = Type.Record(Type.String(), Type.Object({ counts }, closed))
const webhook = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    createdDate: Type.String(),
    updatedDate: Type.String(),
    events: Type.Array(Type.String()),
    configuration: Type.Object({ secret: text }, closed),
    credentials: Type.Optional(Type.Object({ username: Type.String() }, closed)),
    url: Type.String(),
    active: Type.Boolean(),
    scopeType: Type.Literal('global'),
    sslVerificationRequired: Type.Boolean(),
    statistics: Type.Optional(history),
  },
  closed,
)
const credentials = Type.Optional(
  Type.Union([
    Type.Object({
      username: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      password: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    }),
    Type.Null(),
  ]),
)
const given = Type.Object({
  name: text,
  url: text,
  events: Type.Optional(Type.Array(Type.String())),
  configuration: Type.Optional(
    Type.Object({ secret: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
  ),
  credentials,
  active: flag,
  sslVerificationRequired: flag,
})

const common = { tag: 'Webhooks', access: 'administrator' } as const
const refusals = ['bad-parameter', 'bad-request', 'forbidden', 'not-found', 'unauthenticated'] as const
const eventNames = Type.Array(Type.String(), { default: [] })

/** Other programs that are told of events: Data Center's own. */
export const webhookRoutes = [
  route({
    ...common,
    id: 'findWebhooks',
    method: 'GET',
    path: '/webhooks',
    summary: 'The webhooks, or those that listen for one of some events.',
    query: Type.Object({ event: eventNames, statistics: flag, start, limit }),
    reply: Type.Object({ ...listOf(webhook).properties, totalCount: Type.Integer() }, closed),
    errors: ['bad-parameter', 'forbidden', 'unauthenticated'],
    handle: async (api, { call, query }) => {
      const { offset, limit } = stretch(query, limits.webhookList, limits.webhooks)
      const all = await listWebhooks(api.domain, query.event)
      const shown = all.slice(offset, offset + limit)
      const results = await Promise.all(shown.map((one) => presentWebhook(api, one, query.statistics)))
      const more = offset + shown.length < all.length
      return { ...presentList(api, call, results, { start: offset, limit, more }), totalCount: all.length }
    },
  }),
  route({
    ...common,
    id: 'createWebhook',
    method: 'POST',
    path: '/webhooks',
    summary: 'Have another program told of events, by requests to its address.',
    body: given,
    status: 201,
    reply: webhook,
    errors: ['bad-body', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { body }) => presentWebhook(api, await createWebhook(api.domain, detailsOf(body))),
  }),
  route({
    ...common,
    id: 'testWebhook',
    method: 'POST',
    path: '/webhooks/test',
    summary: 'Send a made-up event to an address, and say what came of it.',
    changes: false,
    query: Type.Object({ url: text, sslVerificationRequired: flag }),
    reply: Type.Object({ request, result }, closed),
    errors: ['bad-parameter', 'bad-request', 'forbidden', 'unauthenticated'],
    handle: async (api, { query }) => {
      const { url = '', sslVerificationRequired: verifyTls = true } = query
      if (url === '') throw new AppError('bad-parameter', 'The parameter url says which address to try.')
      const call = await testWebhook(api.domain, { url, verifyTls, secret: '', username: '', password: '' })
      return { request: presentRequest(call), result: presentResult(call) }
    },
  }),
  route({
    ...common,
    id: 'getWebhook',
    method: 'GET',
    path: '/webhooks/{webhookId}',
    summary: 'One webhook.',
    query: Type.Object({ statistics: flag }),
    reply: webhook,
    errors: refusals,
    handle: async (api, { path, query }) =>
      presentWebhook(api, await named(api, path.webhookId), query.statistics),
  }),
  route({
    ...common,
    id: 'updateWebhook',
    method: 'PUT',
    path: '/webhooks/{webhookId}',
    summary: 'Change a webhook; what is not given stays.',
    body: given,
    reply: webhook,
    errors: ['bad-body', ...refusals],
    handle: async (api, { path, body }) =>
      presentWebhook(
        api,
        await changeWebhook(api.domain, parseId(path.webhookId, 'webhook'), detailsOf(body)),
      ),
  }),
  route({
    ...common,
    id: 'deleteWebhook',
    method: 'DELETE',
    path: '/webhooks/{webhookId}',
    summary: 'Remove a webhook with its statistics.',
    status: 204,
    reply: 'nothing',
    errors: refusals,
    handle: (api, { path }) => removeWebhook(api.domain, parseId(path.webhookId, 'webhook')),
  }),
  route({
    ...common,
    id: 'getLatestInvocation',
    method: 'GET',
    path: '/webhooks/{webhookId}/latest',
    summary: 'The latest call of a webhook, with what was sent and what came of it.',
    query: Type.Object({ event: text, outcome: eventNames, outcomes: eventNames }),
    reply: invocation,
    errors: refusals,
    handle: async (api, { path, query }) => {
      const webhook = await named(api, path.webhookId)
      const wanted = [...query.outcome, ...query.outcomes].map(acceptOutcome)
      const call = await latestCall(api.domain, webhook, { event: query.event, outcomes: wanted })
      if (call) return presentCall(call)
      throw notFound(`The webhook ${webhook.id} has not been called like this.`)
    },
  }),
  route({
    ...common,
    id: 'getStatistics',
    method: 'GET',
    path: '/webhooks/{webhookId}/statistics',
    summary: 'How calls of a webhook went, of the last 30 days.',
    query: Type.Object({ event: text }),
    reply: history,
    errors: refusals,
    handle: async (api, { path, query }) => historyOf(api, await named(api, path.webhookId), query.event),
  }),
  route({
    ...common,
    id: 'getStatisticsSummary',
    method: 'GET',
    path: '/webhooks/{webhookId}/statistics/summary',
    summary: 'The same in numbers only, by event.',
    reply: summary,
    errors: refusals,
    handle: async (api, { path }) => {
      const webhook = await named(api, path.webhookId)
      const all = await callCounts(api.domain, webhook)
      return Object.fromEntries(
        webhook.events.map((event) => [
          event,
          {
            counts: presentCounts(
              api,
              all.filter((one) => one.event === event),
            ),
          },
        ]),
      )
    },
  }),
]

function named(api: ApiContext, id: string): Promise<Webhook> {
  return readWebhook(api.domain, parseId(id, 'webhook'))
}

function acceptOutcome(name: string): Outcome {
  const outcome = outcomes.find((known) => known === name.toUpperCase())
  if (outcome) return outcome
  throw new AppError('bad-parameter', `"${name.slice(0, 100)}" is no outcome. Use ${outcomes.join(', ')}.`)
}

function detailsOf(body: {
  readonly name?: string
  readonly url?: string
  readonly events?: readonly string[]
  readonly configuration?: { readonly secret?: string | null }
  readonly credentials?: { readonly username?: string | null; readonly password?: string | null } | null
  readonly active?: boolean
  readonly sslVerificationRequired?: boolean
}): WebhookDetails {
  const { configuration, credentials } = body
  return {
    name: body.name,
    url: body.url,
    events: body.events,
    active: body.active,
    verifyTls: body.sslVerificationRequired,
    secret: configuration && (configuration.secret ?? ''),
    username: credentials === null ? '' : (credentials?.username ?? undefined),
    password: credentials === null ? '' : (credentials?.password ?? undefined),
  }
}

async function presentWebhook(
  api: ApiContext,
  one: Webhook,
  withStatistics = false,
): Promise<Record<string, unknown>> {
  return {
    id: one.id,
    name: one.name,
    createdDate: isoDate(one.createdAt),
    updatedDate: isoDate(one.updatedAt),
    events: one.events,
    configuration: one.secret === '' ? {} : { secret: one.secret },
    ...(one.username === '' ? {} : { credentials: { username: one.username } }),
    url: one.url,
    active: one.active,
    scopeType: 'global',
    sslVerificationRequired: one.verifyTls,
    ...(withStatistics ? { statistics: await historyOf(api, one) } : {}),
  }
}

async function historyOf(
  api: ApiContext,
  webhook: Webhook,
  event?: string,
): Promise<Record<string, unknown>> {
  const last = async (outcome: Outcome) => {
    const call = await latestCall(api.domain, webhook, { event, outcomes: [outcome] })
    return call && presentCall(call)
  }
  return {
    lastSuccess: await last('SUCCESS'),
    lastFailure: await last('FAILURE'),
    lastError: await last('ERROR'),
    counts: presentCounts(api, await callCounts(api.domain, webhook, event)),
  }
}

function presentCounts(api: ApiContext, all: readonly CallCounts[]): Record<string, unknown> {
  const sum = (outcome: Outcome) =>
    all.filter((one) => one.outcome === outcome).reduce((total, one) => total + one.count, 0)
  return {
    errors: sum('ERROR'),
    failures: sum('FAILURE'),
    successes: sum('SUCCESS'),
    window: {
      start: isoDate(api.domain.app.clock.now() - limits.webhookCallMs),
      duration: limits.webhookCallMs,
    },
  }
}

function presentCall(call: WebhookCall): Record<string, unknown> {
  const ms = call.finishedAt - call.startedAt
  return {
    id: String(call.id),
    event: { id: call.event, i18nKey: call.event },
    eventScope: { type: 'global', id: '' },
    start: isoDate(call.startedAt),
    finish: isoDate(call.finishedAt),
    duration: {
      seconds: Math.floor(ms / 1000),
      nano: (ms % 1000) * 1_000_000,
      zero: ms === 0,
      negative: ms < 0,
      positive: ms > 0,
    },
    request: presentRequest(call),
    result: presentResult(call),
  }
}

function presentRequest({ url, headers, body }: WebhookCall): Record<string, unknown> {
  return { method: 'POST', url, headers, body }
}

function presentResult({ outcome, description }: WebhookCall): Record<string, unknown> {
  return { outcome, description }
}
