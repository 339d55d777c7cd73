import type { Selectable } from 'kysely'
import type { Db } from '../../store/database.ts'
import { prepared } from '../../store/prepared.ts'
import type { EventTable, WebhookTable } from '../../store/tables.ts'
import type { Outcome, Webhook, WebhookCall } from './webhook.ts'

export async function insertWebhook(db: Db, webhook: Webhook): Promise<void> {
  await db.insertInto('webhook').values(toRow(webhook)).execute()
}

export async function updateWebhook(db: Db, webhook: Webhook): Promise<void> {
  const { id, ...change } = toRow(webhook)
  await db.updateTable('webhook').set(change).where('id', '=', id).execute()
}

export async function deleteWebhook(db: Db, id: number): Promise<void> {
  await db.deleteFrom('webhook').where('id', '=', id).execute()
}

export async function findWebhook(db: Db, id: number): Promise<Webhook | undefined> {
  const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toWebhook(row)
}

/** All of a site, the oldest first: there are never many. */
export async function findWebhooks(db: Db): Promise<Webhook[]> {
  return (await db.selectFrom('webhook').selectAll().orderBy('id').execute()).map(toWebhook)
}

const activeRows = prepared((db: Db) =>
  db.selectFrom('webhook').select(['id', 'events']).where('active', '=', 1),
)

/** Ids of the active webhooks that want to hear of one of these, with those they want. Asked at every write. */
export async function subscribedWebhooks(
  db: Db,
  names: readonly string[],
): Promise<{ readonly id: number; readonly events: readonly string[] }[]> {
  return (await activeRows(db)).flatMap((row) => {
    const wanted = JSON.parse(row.events) as string[]
    const events = names.filter((name) => wanted.includes(name))
    return events.length > 0 ? [{ id: row.id, events }] : []
  })
}

/** Note how its calls go: how many failed in a row, and until when it is left alone. */
export async function setHealth(
  db: Db,
  id: number,
  health: { readonly failures: number; readonly restingUntil: number },
): Promise<void> {
  await db
    .updateTable('webhook')
    .set({ failures: health.failures, resting_until: health.restingUntil })
    .where('id', '=', id)
    .execute()
}

export async function insertCall(db: Db, call: WebhookCall): Promise<void> {
  await db
    .insertInto('webhook_call')
    .values({
      id: call.id,
      webhook_id: call.webhookId,
      event: call.event,
      url: call.url,
      headers: JSON.stringify(call.headers),
      body: call.body,
      started_at: call.startedAt,
      finished_at: call.finishedAt,
      outcome: call.outcome,
      description: call.description,
    })
    .execute()
}

/** The latest call of a webhook, of some outcomes or about one event only. */
export async function findLatestCall(
  db: Db,
  webhookId: number,
  filter: { readonly event?: string; readonly outcomes?: readonly Outcome[] },
): Promise<WebhookCall | undefined> {
  let query = db.selectFrom('webhook_call').selectAll().where('webhook_id', '=', webhookId)
  if (filter.event !== undefined) query = query.where('event', '=', filter.event)
  if (filter.outcomes && filter.outcomes.length > 0)
    query = query.where('outcome', 'in', [...filter.outcomes])
  const row = await query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return (
    row && {
      id: row.id,
      webhookId: row.webhook_id,
      event: row.event,
      url: row.url,
      headers: JSON.parse(row.headers) as Record<string, string>,
      body: row.body,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      outcome: row.outcome as Outcome,
      description: row.description,
    }
  )
}

/** How many calls of a webhook had which outcome, by event. */
export async function countCalls(
  db: Db,
  webhookId: number,
  since: number,
): Promise<{ event: string; outcome: Outcome; count: number }[]> {
  const rows = await db
    .selectFrom('webhook_call')
    .select((e) => ['event', 'outcome', e.fn.countAll().as('count')])
    .where('webhook_id', '=', webhookId)
    .where('started_at', '>=', since)
    .groupBy(['event', 'outcome'])
    .orderBy('event')
    .execute()
  return rows.map((row) => ({ ...row, outcome: row.outcome as Outcome, count: Number(row.count) }))
}

export async function deleteCallsBefore(db: Db, at: number): Promise<void> {
  await db.deleteFrom('webhook_call').where('started_at', '<', at).execute()
}

/** An event as it was recorded, with the key of who did it. */
export async function findEvent(
  db: Db,
  id: number,
): Promise<(Selectable<EventTable> & { user_key: string | null }) | undefined> {
  return db
    .selectFrom('event')
    .leftJoin('user_account', 'user_account.id', 'event.actor_id')
    .selectAll('event')
    .select('user_account.user_key')
    .where('event.id', '=', id)
    .executeTakeFirst()
}

function toRow(webhook: Webhook): WebhookTable {
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    secret: webhook.secret,
    username: webhook.username,
    password: webhook.password,
    events: JSON.stringify(webhook.events),
    active: webhook.active ? 1 : 0,
    verify_tls: webhook.verifyTls ? 1 : 0,
    created_at: webhook.createdAt,
    updated_at: webhook.updatedAt,
    failures: webhook.failures,
    resting_until: webhook.restingUntil,
  }
}

function toWebhook(row: Selectable<WebhookTable>): Webhook {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    secret: row.secret,
    username: row.username,
    password: row.password,
    events: JSON.parse(row.events) as string[],
    active: row.active === 1,
    verifyTls: row.verify_tls === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    failures: row.failures,
    restingUntil: row.resting_until,
  }
}
