import { createHmac } from 'node:crypto'
import { AppError } from '../../base/errors.ts'
import { randomToken } from '../../base/ids.ts'
import { limits } from '../../base/limits.ts'
import { AddressRefused } from '../../base/outgoing.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { enqueue } from '../event/event.ts'
import type { EventType } from '../event/event-type.ts'
import { findGroups } from '../group/rows.ts'
import { findSpaces } from '../space/rows.ts'
import { findUsers } from '../user/rows.ts'
import { webhookEventsOf } from './events.ts'
import { findEvent, findWebhook, insertCall, setHealth, subscribedWebhooks } from './rows.ts'
import type { Outcome, Webhook, WebhookCall } from './webhook.ts'

/** The job of one call. */
export interface WebhookCallJob {
  readonly webhookId: number
  readonly eventId: number
  readonly name: string
}

type StoredEvent = NonNullable<Awaited<ReturnType<typeof findEvent>>>

/** Queue a call of every webhook that listens for an event. */
export async function queueCalls(ctx: Context, eventId: number): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  if (event === undefined) return
  const names = webhookEventsOf({ type: event.type as EventType, spaceId: event.space_id ?? undefined })
  const webhooks = await subscribedWebhooks(ctx.db, names)
  const calls = webhooks.flatMap(({ id, events }) =>
    events.map((name): WebhookCallJob => ({ webhookId: id, eventId, name })),
  )
  if (calls.length === 0) return
  await transact(
    ctx,
    async (ctx) => {
      for (const call of calls) {
        await enqueue(ctx, {
          kind: 'call-webhook',
          key: `${call.webhookId} ${call.eventId} ${call.name}`,
          payload: call,
        })
      }
    },
    calls.length,
  )
}

/**
 * Call a webhook about an event. Returns when to try again: after a failure, or because the webhook failed so often
 * that it is left alone for a while, which is no attempt.
 */
export async function callWebhook(
  ctx: Context,
  { webhookId, eventId, name }: WebhookCallJob,
  attempts: number,
): Promise<{ readonly at: number; readonly isAttempt: boolean } | undefined> {
  const webhook = await findWebhook(ctx.db, webhookId)
  const event = await findEvent(ctx.db, eventId)
  if (!webhook?.active || event === undefined || now(ctx) - event.at > limits.webhookEventMs) return undefined
  if (webhook.restingUntil > now(ctx)) return { at: webhook.restingUntil, isAttempt: false }
  const body = JSON.stringify(await payloadOf(ctx, name, event))
  // The same for every attempt, so that the other side can tell a repetition from another event.
  const call = await send(ctx, webhook, name, body, `${eventId}-${webhookId}-${name}`)
  await remember(ctx, call)
  if (call.outcome === 'SUCCESS' || attempts >= limits.jobAttempts) return undefined
  return { at: now(ctx) + Math.min(2 ** attempts * 1000, limits.webhookRestMostMs), isAttempt: true }
}

/** Send a made-up event to an address, to see whether it can be reached. Nothing is kept of it. */
export async function testWebhook(
  ctx: Context,
  target: Pick<Webhook, 'url' | 'secret' | 'username' | 'password' | 'verifyTls'>,
): Promise<WebhookCall> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const call = await send(ctx, { ...target, id: 0 }, 'diagnostics:ping', '{"test":true}', randomToken(12))
  if (call.isRefused) throw new AppError('bad-request', call.description)
  return call
}

async function send(
  ctx: Context,
  webhook: Pick<Webhook, 'id' | 'url' | 'secret' | 'username' | 'password' | 'verifyTls'>,
  name: string,
  body: string,
  requestId: string,
): Promise<WebhookCall & { readonly isRefused?: true }> {
  const { id, url, secret, username, password, verifyTls } = webhook
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Inver',
    'x-event-key': name,
    'x-request-id': requestId,
    ...(secret === ''
      ? {}
      : { 'x-hub-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }),
  }
  const credentials: Record<string, string> =
    username === ''
      ? {}
      : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
  const startedAt = now(ctx)
  const ended = (outcome: Outcome, description: string) => ({
    id: 0,
    webhookId: id,
    event: name,
    url,
    headers,
    body,
    startedAt,
    finishedAt: now(ctx),
    outcome,
    description: description.slice(0, limits.auditText),
  })
  try {
    const { status } = await ctx.app.outgoing.send({
      url,
      method: 'POST',
      headers: { ...headers, ...credentials },
      body,
      timeoutMs: limits.webhookMs,
      answerBytes: limits.webhookAnswerBytes,
      verifyTls,
    })
    return ended(status >= 200 && status < 300 ? 'SUCCESS' : 'FAILURE', String(status))
  } catch (error) {
    const refused = error instanceof AddressRefused ? { isRefused: true as const } : {}
    return { ...ended('ERROR', (error as Error).message), ...refused }
  }
}

/** Keep a call for statistics, and note how the webhook fares. Readers of other answers see nothing of it. */
async function remember(ctx: Context, call: WebhookCall): Promise<void> {
  const id = await ctx.app.ids.reserve(1)
  await ctx.app.database.transact(async (db) => {
    const webhook = await findWebhook(db, call.webhookId)
    if (webhook === undefined) return
    await insertCall(db, { ...call, id })
    const failures = call.outcome === 'SUCCESS' ? 0 : webhook.failures + 1
    const excess = failures - limits.webhookFailures
    const rest = Math.min(limits.webhookRestMs * 2 ** Math.min(excess, 20), limits.webhookRestMostMs)
    await setHealth(db, call.webhookId, { failures, restingUntil: excess < 0 ? 0 : now(ctx) + rest })
  })
}

/** What is told: ids only, so that nobody learns more by a webhook than they may read. */
async function payloadOf(ctx: Context, name: string, event: StoredEvent): Promise<Record<string, unknown>> {
  const facts = JSON.parse(event.facts) as {
    userId?: number
    groupId?: number
    name?: string
    labelId?: number
  }
  return {
    timestamp: event.at,
    event: name,
    userKey: event.user_key ?? '',
    ...(await subjectOf(ctx, event, facts, name)),
  }
}

async function subjectOf(
  ctx: Context,
  event: StoredEvent,
  facts: { readonly userId?: number; groupId?: number; name?: string; key?: string; labelId?: number },
  name: string,
): Promise<Record<string, unknown>> {
  const [noun = ''] = event.type.split('.')
  const space = async () => {
    const [found] = event.space_id === null ? [] : await findSpaces(ctx.db, [event.space_id])
    return { space: { id: event.space_id, spaceKey: found?.key ?? facts.key ?? '' } }
  }
  const content = event.content_id === null ? {} : { id: event.content_id }
  if (noun === 'user') {
    const [user] = facts.userId === undefined ? [] : await findUsers(ctx.db, [facts.userId])
    return { user: { userKey: user?.userKey ?? '', username: user?.username ?? facts.name ?? '' } }
  }
  if (noun === 'group') {
    const [group] = facts.groupId === undefined ? [] : await findGroups(ctx.db, [facts.groupId])
    return { group: { name: group?.name ?? facts.name ?? '' } }
  }
  if (noun === 'label') {
    // Names of labels are words of what bears them; events of earlier versions have no id.
    const label = { label: { id: facts.labelId ?? null } }
    return event.content_id === null ? { ...label, ...(await space()) } : { ...label, content }
  }
  if (noun === 'space' || noun === 'permission') return space()
  return { [name.startsWith('content_') ? 'content' : noun === 'blogpost' ? 'blog' : noun]: content }
}
