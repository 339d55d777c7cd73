import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { hasControlCharacters } from '../../base/text.ts'
import { authorizeGlobally } from '../access/policy.ts'
import { type Context, now, transact } from '../context.ts'
import { emit } from '../event/event.ts'
import { webhookEvents } from './events.ts'
import {
  countCalls,
  deleteWebhook,
  findLatestCall,
  findWebhook,
  findWebhooks,
  insertWebhook,
  updateWebhook,
} from './rows.ts'
import type { Outcome, Webhook, WebhookCall } from './webhook.ts'

/** What an administrator says of a webhook; absent: as it was. */
export interface WebhookDetails {
  readonly name?: string
  readonly url?: string
  readonly secret?: string
  readonly username?: string
  readonly password?: string
  readonly events?: readonly string[]
  readonly active?: boolean
  readonly verifyTls?: boolean
}

/** All webhooks that listen for one of these events; for all events when none is given. */
export async function listWebhooks(ctx: Context, events: readonly string[]): Promise<Webhook[]> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const all = await findWebhooks(ctx.db)
  return events.length === 0 ? all : all.filter((one) => events.some((event) => one.events.includes(event)))
}

/** One webhook. Like all of them for administrators. */
export async function readWebhook(ctx: Context, id: number): Promise<Webhook> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const webhook = await findWebhook(ctx.db, id)
  if (webhook) return webhook
  throw notFound(`No webhook with id ${id}`)
}

/** Have another program told of events. */
export async function createWebhook(ctx: Context, details: WebhookDetails): Promise<Webhook> {
  await authorizeGlobally(ctx, 'ADMINISTRATECONFLUENCE')
  const blank = { name: '', url: '', secret: '', username: '', password: '', events: [] }
  return transact(ctx, async (ctx) => {
    if ((await findWebhooks(ctx.db)).length >= limits.webhooks) {
      throw new AppError('bad-request', `A site has at most ${limits.webhooks} webhooks.`)
    }
    const made = {
      ...blank,
      active: true,
      verifyTls: true,
      id: ctx.takeId(),
      createdAt: now(ctx),
      updatedAt: now(ctx),
      failures: 0,
      restingUntil: 0,
    }
    const webhook = changed(made, details)
    await insertWebhook(ctx.db, webhook)
    await emit(ctx, {
      type: 'webhook.created',
      facts: { webhookId: webhook.id, name: webhook.name },
      changed: differences(made, webhook),
    })
    return webhook
  })
}

/**
 * Change a webhook. One that was left alone for its failures is called again. Name and password, which nobody is shown, are
 * for the host that they were given for: one that is sent elsewhere is given them anew.
 */
export async function changeWebhook(ctx: Context, id: number, details: WebhookDetails): Promise<Webhook> {
  const before = await readWebhook(ctx, id)
  const isElsewhere = details.url !== undefined && originOf(details.url) !== originOf(before.url)
  const given = isElsewhere ? { username: '', password: '', ...stated(details) } : details
  const after = { ...changed(before, given), updatedAt: now(ctx), failures: 0, restingUntil: 0 }
  await transact(ctx, async (ctx) => {
    await updateWebhook(ctx.db, after)
    await emit(ctx, {
      type: 'webhook.updated',
      facts: { webhookId: id, name: after.name },
      changed: differences(before, after),
    })
  })
  return after
}

/** Tell a program of nothing any more. */
export async function removeWebhook(ctx: Context, id: number): Promise<void> {
  const webhook = await readWebhook(ctx, id)
  await transact(ctx, async (ctx) => {
    await deleteWebhook(ctx.db, id)
    await emit(ctx, { type: 'webhook.removed', facts: { webhookId: id, name: webhook.name } })
  })
}

/** How often calls of a webhook went well and badly, for one event or all. */
export interface CallCounts {
  readonly event: string
  readonly outcome: Outcome
  readonly count: number
}

/** Counts of calls since a time, by event and outcome. */
export async function callCounts(ctx: Context, webhook: Webhook, event?: string): Promise<CallCounts[]> {
  const all = await countCalls(ctx.db, webhook.id, now(ctx) - limits.webhookCallMs)
  return event === undefined ? all : all.filter((one) => one.event === event)
}

/** The latest call of a webhook that matches. */
export async function latestCall(
  ctx: Context,
  webhook: Webhook,
  filter: { readonly event?: string; readonly outcomes?: readonly Outcome[] },
): Promise<WebhookCall | undefined> {
  return findLatestCall(ctx.db, webhook.id, filter)
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : ''
}

/** What is said, without what is only named. */
function stated(details: WebhookDetails): WebhookDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

function changed(before: Webhook, details: WebhookDetails): Webhook {
  const after: Webhook = { ...before, ...stated(details) }
  const { name, url, secret, username, password, events } = after
  if (name.trim() === '' || name.length > limits.nameLength || hasControlCharacters(name)) {
    throw new AppError(
      'bad-request',
      `A webhook has a name of 1 to ${limits.nameLength} printable characters.`,
    )
  }
  if (url.length > limits.webhookUrlLength || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new AppError('bad-request', 'A webhook has an address that begins with http:// or https://.')
  }
  if ([secret, username, password].some((text) => text.length > limits.webhookSecretLength)) {
    throw new AppError('bad-request', `A secret has at most ${limits.webhookSecretLength} characters.`)
  }
  const unknown = events.find((event) => !(webhookEvents as readonly string[]).includes(event))
  if (unknown !== undefined) {
    throw new AppError(
      'bad-request',
      `There is no event "${unknown.slice(0, 100)}" that webhooks are told of.`,
    )
  }
  if (events.length === 0) throw new AppError('bad-request', 'A webhook listens for at least one event.')
  return { ...after, events: [...new Set(events)] }
}

/** For the audit record; that a secret changed, not to what. */
function differences(before: Webhook, after: Webhook) {
  const hidden = (text: string) => (text === '' ? '' : '•••')
  return [
    { name: 'Name', old: before.name, new: after.name },
    { name: 'URL', old: before.url, new: after.url },
    { name: 'Events', old: before.events.join(', '), new: after.events.join(', ') },
    { name: 'Active', old: String(before.active), new: String(after.active) },
    {
      name: 'Secret',
      old: hidden(before.secret),
      new: before.secret === after.secret ? hidden(before.secret) : `${hidden(after.secret)} (changed)`,
    },
  ]
}
