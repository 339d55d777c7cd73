import { foldCase } from '../../base/text.ts'
import { actorId } from '../access/actor.ts'
import type { Subject } from '../access/permissions.ts'
import { type Context, now } from '../context.ts'
import type { Event } from '../event/event-type.ts'
import type { AuditRecord, ChangedValue, NamedThing } from './audit-record.ts'
import { insertRecord, nameOf } from './rows.ts'
import { auditRules, type Part } from './rules.ts'

/** Write the audit record of an event that has one, under the event's id, in the transaction of the event. */
export async function audit(ctx: Context, id: number, event: Event): Promise<void> {
  const rule = auditRules[event.type]
  if (rule === false) return
  const { actor } = ctx
  const affected = typeof rule.affected === 'function' ? rule.affected(event) : rule.affected
  const associated: NamedThing[] = []
  for (const part of rule.associated ?? []) {
    const thing = await namedThing(ctx, part, event)
    if (thing) associated.push(thing)
  }
  await writeRecord(ctx, {
    id,
    at: now(ctx),
    authorId: actorId(actor),
    authorName: await authorName(ctx),
    sysAdmin: actor.kind === 'user' && actor.superuser,
    remoteAddress: ctx.address,
    requestId: ctx.requestId,
    category: rule.category,
    summary: typeof rule.summary === 'string' ? rule.summary : rule.summary(event),
    description: '',
    affected: (await namedThing(ctx, affected, event)) ?? { name: '', kind: '' },
    changed: (await changedValues(ctx, event)).filter((value) => value.old !== value.new),
    associated,
  })
}

/** Write a record as it is. */
export async function writeRecord(ctx: Context, record: AuditRecord): Promise<void> {
  const { affected, changed, associated } = record
  const words = [
    record.authorName,
    record.remoteAddress,
    record.category,
    record.summary,
    record.description,
    ...[affected, ...associated].flatMap(({ name, kind }) => [name, kind]),
    ...changed.flatMap((value) => [value.name, value.old, value.new]),
  ]
  await insertRecord(ctx.db, record, foldCase(words.filter((word) => word !== '').join('\n')))
}

async function authorName(ctx: Context): Promise<string> {
  if (ctx.actor.kind === 'system') return 'System'
  if (ctx.actor.kind === 'anonymous') return 'Anonymous'
  return (await nameOf(ctx.db, 'user', ctx.actor.userId)) ?? ctx.actor.username
}

async function namedThing(ctx: Context, part: Part, event: Event): Promise<NamedThing | undefined> {
  const { contentId, spaceId, facts = {} } = event
  const fallback = [facts.name, facts.key].find((text) => typeof text === 'string') ?? ''
  const named = async (kind: 'content' | 'space' | 'user' | 'group', id: unknown, otherwise: string) =>
    (typeof id === 'number' ? await nameOf(ctx.db, kind, id) : undefined) ?? otherwise
  switch (part) {
    case 'content': {
      const title = typeof facts.title === 'string' ? facts.title : fallback
      return { name: await named('content', contentId, title), kind: 'Page' }
    }
    case 'space':
      return spaceId === undefined
        ? undefined
        : { name: await named('space', spaceId, fallback), kind: 'Space' }
    case 'user':
      return { name: await named('user', facts.userId, fallback), kind: 'User' }
    case 'group':
      return { name: await named('group', facts.groupId, fallback), kind: 'Group' }
    case 'subject':
      return { name: await subjectName(ctx, facts.subject as Subject), kind: subjectKind(facts.subject) }
    case 'token':
      return { name: fallback || String(facts.tokenId), kind: 'Personal access token' }
    case 'log-in':
      return { name: fallback, kind: 'User' }
    case 'template':
      return { name: fallback, kind: 'Template' }
    case 'webhook':
      return { name: fallback, kind: 'Webhook' }
    case 'site':
      return { name: fallback, kind: 'Global settings' }
  }
}

async function changedValues(ctx: Context, event: Event): Promise<readonly ChangedValue[]> {
  const { facts = {}, changed = [] } = event
  if (event.type === 'permission.changed') {
    const name = await subjectName(ctx, facts.subject as Subject)
    const one = (given: unknown, isNew: boolean) =>
      (Array.isArray(given) ? given : []).map((permission) => ({
        name: String(permission),
        old: isNew ? '' : name,
        new: isNew ? name : '',
      }))
    const set = await Promise.all(
      ((facts.set ?? []) as { subject: Subject; before: string[]; after: string[] }[]).map(async (one) => ({
        name: await subjectName(ctx, one.subject),
        old: one.before.join(', '),
        new: one.after.join(', '),
      })),
    )
    return [...one(facts.granted, true), ...one(facts.revoked, false), ...set, ...changed]
  }
  if (event.type === 'restriction.changed') {
    const names = async (subjects: unknown) =>
      (
        await Promise.all(
          (Array.isArray(subjects) ? subjects : []).map((one) => subjectName(ctx, one as Subject)),
        )
      ).join(', ')
    const operation = String(facts.operation)
    return [{ name: operation, old: await names(facts.before), new: await names(facts.after) }, ...changed]
  }
  return changed
}

async function subjectName(ctx: Context, subject: Subject | undefined): Promise<string> {
  if (subject === undefined) return ''
  if (!('id' in subject)) return subject.kind
  return (await nameOf(ctx.db, subject.kind, subject.id)) ?? String(subject.id)
}

function subjectKind(subject: unknown): string {
  const { kind } = (subject ?? {}) as { kind?: string }
  return kind === 'group' ? 'Group' : 'User'
}
