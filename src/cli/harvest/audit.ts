import { createHash } from 'node:crypto'
import type { Client, Flavour } from '../../sdk/index.ts'
import { actId } from './act-id.ts'
import { type Person, userIdOf } from './person.ts'
import { type HarvestRecord, timeOf } from './record.ts'
import { type Batch, boundOf } from './source.ts'
import { searched } from './stretches.ts'

interface AuditRecord {
  readonly author?: Person
  readonly creationDate: number
  readonly summary?: string
  readonly description?: string
  readonly category?: string
  readonly affectedObject?: { readonly name?: string; readonly objectType?: string }
}

/** The records of the audit log as acts; only administrators of the site may read them. */
export async function* auditBatches(
  client: Client,
  since: string | undefined,
  to: string | undefined,
  flavour: Flavour,
): AsyncIterable<Batch> {
  const startDate = since === undefined ? undefined : Date.parse(boundOf(since))
  const endDate = to === undefined ? undefined : Date.parse(to)
  for await (const records of searched<AuditRecord>(client, '/rest/api/audit', { startDate, endDate }, 200)) {
    yield { records: records.map((record) => actOf(record, flavour)) }
  }
}

function actOf(record: AuditRecord, flavour: Flavour): HarvestRecord {
  const { author, affectedObject, summary = '', description } = record
  const date = timeOf(record.creationDate)
  const userId = userIdOf(author, flavour) || null
  const title = affectedObject?.name || null
  const digest = createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 12)
  return {
    id: actId(date, 'audited', digest, userId),
    date,
    action: 'audited',
    userId,
    userName: author?.displayName || null,
    contentId: null,
    contentType: affectedObject?.objectType || null,
    title,
    spaceKey: null,
    containerId: null,
    message: [summary, description].filter(Boolean).join(': ') || null,
    url: null,
  }
}
