import { isAbsent } from '../either.ts'
import type { Client, Flavour } from '../../sdk/index.ts'
import { Failure } from '../failure.ts'
import { spaceNamed } from '../spaces.ts'
import { userNamed } from '../users.ts'
import { actId } from './act-id.ts'
import { auditBatches } from './audit.ts'
import { derivedActions, derivedActivity } from './derived-activity.ts'
import { type Person, userIdOf } from './person.ts'
import { type HarvestRecord, timeOf } from './record.ts'
import { type ActSource, type Batch, boundOf, type Source } from './source.ts'

/** Which acts are wanted. */
export interface ActivityAsked {
  readonly spaces: readonly string[]
  readonly users: readonly string[]
  readonly actions: readonly string[]
  readonly from?: string
  readonly to?: string
  /** Also what the audit log has. */
  readonly withAudit: boolean
  /** From versions, comments and files, also where the server keeps activity itself. */
  readonly isDerived: boolean
}

/** Everything that may have been done; only Inver tells of all of it. */
export const actions = [
  'viewed',
  'created',
  'updated',
  'commented',
  'attached',
  'moved',
  'archived',
  'deleted',
  'restored',
  'liked',
] as const

/** What was done on a site, the latest first: as the server keeps it, else worked out from what it has. */
export async function activitySource(client: Client, asked: ActivityAsked): Promise<Source> {
  const { flavour } = await client.detect()
  for (const key of asked.spaces) await spaceNamed(client, key)
  const ids: (string | null)[] = []
  for (const name of asked.users) ids.push(userIdOf(await userNamed(client, name), flavour))
  const isKept = !asked.isDerived && (await keepsActivity(client, asked))
  const foreign = asked.actions.find((action) => !derivedActions.includes(action))
  if (!isKept && foreign !== undefined) {
    throw new Failure(
      'unsupported',
      `Of versions, comments and files alone it cannot be told what was ${foreign}: only ${derivedActions.join(', ')}.`,
    )
  }
  const isWanted = (act: HarvestRecord): boolean =>
    (asked.from === undefined || String(act['date']) >= asked.from) &&
    (asked.to === undefined || String(act['date']) <= asked.to) &&
    (ids.length === 0 || ids.includes(act['userId'] as string | null)) &&
    (asked.actions.length === 0 ||
      act['action'] === 'audited' ||
      asked.actions.includes(String(act['action'])))
  const own = isKept ? keptActivity(client, asked, flavour) : derivedActivity(client, asked.spaces, flavour)
  const { all, changes } = own
  async function* withAudit(acts: AsyncIterable<Batch>, since: string | undefined): AsyncIterable<Batch> {
    yield* filtered(acts, isWanted)
    if (asked.withAudit) yield* filtered(auditBatches(client, since, asked.to, flavour), isWanted)
  }
  return {
    ...own,
    ...(all !== undefined && { all: (position) => withAudit(all(position), asked.from) }),
    changes: (since, isKnown) => withAudit(changes(since ?? asked.from, isKnown), since ?? asked.from),
  }
}

async function* filtered(
  batches: AsyncIterable<Batch>,
  isWanted: (act: HarvestRecord) => boolean,
): AsyncIterable<Batch> {
  for await (const batch of batches) yield { ...batch, records: batch.records.filter(isWanted) }
}

interface Act {
  readonly action: string
  readonly date: string
  readonly user: Person | null
  readonly content: { readonly id: string; readonly type: string; readonly title: string }
  readonly container?: { readonly id: string }
  readonly space: { readonly key: string }
  readonly _links: { readonly webui: string }
}

interface Acts {
  readonly results: readonly Act[]
  readonly _links?: { readonly next?: string }
}

/** As v1, where a refusal says that it is one. */
const PATH = '/rest/api/activity'

/** Only Inver keeps activity. */
async function keepsActivity(client: Client, { spaces }: ActivityAsked): Promise<boolean> {
  try {
    await client.request('GET', PATH, { query: { spaceKey: spaces, limit: 1 } })
    return true
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}

function keptActivity(client: Client, asked: ActivityAsked, flavour: Flavour): ActSource {
  const query = { spaceKey: asked.spaces, action: asked.actions, limit: 200 }
  const ask = (from: string | undefined, to: string | undefined): Promise<Acts> =>
    client.request<Acts>('GET', PATH, { query: { ...query, fromDate: from, toDate: to } })

  /**
   * Backwards in time, each part beginning at the instant at which the one before ended: offsets would slip while
   * things happen. Only acts of one instant that fill a part are read by offsets.
   */
  async function* backwards(from: string | undefined, until: string | undefined): AsyncIterable<Batch> {
    let to = until
    let answer = await ask(from, to)
    while (answer.results.length > 0) {
      const last = timeOf(answer.results.at(-1)?.date) ?? undefined
      const records = answer.results.map((act) => recordOf(act, client.root ?? '', flavour))
      yield { records, ...(last !== undefined && { position: last }) }
      const next = answer._links?.next
      if (next === undefined) return
      answer = last === to ? await client.request<Acts>('GET', next) : await ask(from, last)
      to = last
    }
  }
  return {
    isFixed: true,
    forgets: true,
    all: (position) => backwards(asked.from, position ?? asked.to),
    changes: (since) => backwards(since === undefined ? undefined : boundOf(since), asked.to),
    async latest() {
      const { results } = await client.request<Acts>('GET', PATH, {
        query: { spaceKey: asked.spaces, limit: 1 },
      })
      return timeOf(results[0]?.date)
    },
  }
}

function recordOf(act: Act, root: string, flavour: Flavour): HarvestRecord {
  const { action, content, space, container, user } = act
  const date = timeOf(act.date)
  const userId = userIdOf(user, flavour)
  return {
    id: actId(date, action, content.id, userId),
    date,
    action,
    userId,
    userName: user?.displayName ?? null,
    contentId: content.id,
    contentType: content.type,
    title: content.title,
    spaceKey: space.key,
    containerId: container?.id ?? null,
    message: null,
    url: root + act._links.webui,
  }
}
