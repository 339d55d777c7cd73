import { isAbsent } from '../either.ts'
import { ApiError, type Client, type Flavour } from '../../sdk/index.ts'
import { spaceNamed } from '../spaces.ts'
import { cqlOf } from './cql.ts'
import { type Person, userIdOf } from './person.ts'
import { type HarvestRecord, timeOf } from './record.ts'
import { type Batch, boundOf, type Source } from './source.ts'
import { searched, stretches } from './stretches.ts'

/** Which pages are wanted, and whether with their text. */
export interface PagesAsked {
  /** Keys; none: of all spaces. */
  readonly spaces: readonly string[]
  /** Of which day or time on they were last changed, and until when. */
  readonly from?: string
  readonly to?: string
  readonly withBody: boolean
}

/** Pages of a site: read by id from the first to the last, later only what was changed since, the latest first. */
export async function pagesSource(client: Client, asked: PagesAsked): Promise<Source> {
  const { flavour } = await client.detect()
  const spaceIds: string[] = []
  for (const key of asked.spaces) spaceIds.push(String((await spaceNamed(client, key)).id))
  const wire = flavour === 'cloud' ? wireV2(client, asked, spaceIds) : wireV1(client, asked)
  const { from, to } = asked
  const wanted = (record: HarvestRecord): boolean =>
    (to === undefined || String(record['modifiedAt']) <= to) &&
    (from === undefined || String(record['modifiedAt']) >= from)
  return {
    ...(from === undefined && { all: (position) => kept(wire.all(position), wanted) }),
    async *changes(since) {
      const bound = later(from, since === undefined ? undefined : boundOf(since))
      for await (const { records } of wire.changed(bound)) {
        const fresh = records.filter((record) => bound === undefined || String(record['modifiedAt']) >= bound)
        yield { records: fresh.filter(wanted) }
        if (fresh.length < records.length) return
      }
    },
    latest: () => wire.latest(),
    async find(id) {
      try {
        const found = await wire.one(id)
        const isWithin = asked.spaces.length === 0 || asked.spaces.includes(String(found['spaceKey']))
        return isWithin && wanted(found) ? found : undefined
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return undefined
        throw error
      }
    },
  }
}

/** How one family of API tells of pages. */
interface PageWire {
  all(position: string | undefined): AsyncIterable<Batch>
  /** The latest first; at least those since the bound. */
  changed(bound?: string): AsyncIterable<Batch>
  latest(): Promise<string | null>
  one(id: string): Promise<HarvestRecord>
}

async function* kept(
  batches: AsyncIterable<Batch>,
  wanted: (one: HarvestRecord) => boolean,
): AsyncIterable<Batch> {
  for await (const batch of batches) yield { ...batch, records: batch.records.filter(wanted) }
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one > other ? one : other
}

interface V2Page {
  readonly id: string
  readonly status: string
  readonly title: string
  readonly spaceId: string
  readonly parentId?: string | null
  readonly authorId?: string | null
  readonly createdAt?: string
  readonly version?: {
    readonly number: number
    readonly createdAt?: string
    readonly authorId?: string | null
    readonly message?: string | null
  }
  readonly body?: { readonly storage?: { readonly value: string } }
  readonly _links?: { readonly webui?: string }
}

function wireV2(client: Client, { withBody }: PagesAsked, ids: readonly string[]): PageWire {
  const body = withBody ? { 'body-format': 'storage' } : {}
  const query = { limit: withBody ? 50 : 250, ...body, ...(ids.length > 0 && { 'space-id': ids }) }
  const keys = new Map<string, string>()
  async function recordsOf(pages: readonly V2Page[]): Promise<HarvestRecord[]> {
    await learnKeys(client, keys, pages)
    return pages.map((page) => recordV2(page, keys.get(page.spaceId) ?? null, client.root ?? '', withBody))
  }
  async function* batches(sort: string, position?: string): AsyncIterable<Batch> {
    for await (const { items, next } of stretches<V2Page>(
      client,
      '/api/v2/pages',
      { ...query, sort },
      position,
    )) {
      yield { records: await recordsOf(items), ...(next !== undefined && { position: next }) }
    }
  }
  return {
    all: (position) => batches('id', position),
    changed: () => batches('-modified-date'),
    async latest() {
      const last = { ...query, 'body-format': undefined, limit: 1, sort: '-modified-date' }
      for await (const { version } of client.each<V2Page>('/api/v2/pages', last))
        return timeOf(version?.createdAt)
      return null
    },
    async one(id) {
      const [record] = await recordsOf([
        await client.request<V2Page>('GET', `/api/v2/pages/${id}`, { query: body }),
      ])
      return record as HarvestRecord
    },
  }
}

/** Pages name their space by id alone. */
async function learnKeys(client: Client, keys: Map<string, string>, pages: readonly V2Page[]): Promise<void> {
  const unknown = [...new Set(pages.map(({ spaceId }) => spaceId))].filter((id) => !keys.has(id))
  for (let first = 0; first < unknown.length; first += 50) {
    const ids = unknown.slice(first, first + 50)
    for await (const { id, key } of client.each<{ id: string; key: string }>('/api/v2/spaces', {
      ids,
      limit: 100,
    })) {
      keys.set(String(id), key)
    }
  }
}

function recordV2(page: V2Page, spaceKey: string | null, root: string, withBody: boolean): HarvestRecord {
  const { version, _links } = page
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceKey,
    spaceId: page.spaceId,
    parentId: page.parentId ?? null,
    version: version?.number ?? null,
    createdAt: timeOf(page.createdAt),
    authorId: page.authorId ?? null,
    modifiedAt: timeOf(version?.createdAt ?? page.createdAt),
    editorId: version?.authorId ?? null,
    message: version?.message || null,
    url: _links?.webui === undefined ? null : root + _links.webui,
    ...(withBody && { body: page.body?.storage?.value ?? '' }),
  }
}

interface V1Page {
  readonly id: string
  readonly status: string
  readonly title: string
  readonly space?: { readonly id?: number; readonly key: string }
  readonly ancestors?: readonly { readonly id: string }[]
  readonly history?: { readonly createdDate?: string; readonly createdBy?: Person }
  readonly version?: {
    readonly number: number
    readonly when?: string
    readonly by?: Person
    readonly message?: string
  }
  readonly body?: { readonly storage?: { readonly value: string } }
  readonly _links?: { readonly webui?: string }
}

function wireV1(client: Client, { spaces, withBody }: PagesAsked): PageWire {
  const expand = `version,space,history,ancestors${withBody ? ',body.storage' : ''}`
  const limit = withBody ? 50 : 100
  const recordsOf = (pages: readonly V1Page[]): HarvestRecord[] =>
    pages.map((page) => recordV1(page, client.flavour ?? 'data-center', client.root ?? '', withBody))
  async function* changed(bound?: string): AsyncIterable<Batch> {
    const cql = cqlOf('type = page', spaces, bound)
    for await (const items of searched<V1Page>(client, '/rest/api/content/search', { cql, expand }, limit)) {
      yield { records: recordsOf(items) }
    }
  }
  /** A part of the list for each space; a position says which and where in it. */
  async function* all(position: string | undefined): AsyncIterable<Batch> {
    const [first, from] =
      position === undefined ? [0, undefined] : (JSON.parse(position) as [number, string?])
    const parts: readonly (string | undefined)[] = spaces.length > 0 ? spaces : [undefined]
    for (const [index, spaceKey] of parts.entries()) {
      if (index < first) continue
      const query = { type: 'page', spaceKey, expand, limit }
      const here = index === first ? from : undefined
      for await (const { items, next } of stretches<V1Page>(client, '/rest/api/content/scan', query, here)) {
        yield {
          records: recordsOf(items),
          position: JSON.stringify(next === undefined ? [index + 1] : [index, next]),
        }
      }
    }
  }
  return {
    async *all(position) {
      try {
        yield* all(position)
      } catch (error) {
        // Servers before Data Center 7 have no scan.
        if (position !== undefined || !isAbsent(error)) throw error
        yield* changed()
      }
    },
    changed,
    async latest() {
      const last = { cql: cqlOf('type = page', spaces, undefined), expand: 'version', limit: 1 }
      for await (const { version } of client.each<V1Page>('/rest/api/content/search', last))
        return timeOf(version?.when)
      return null
    },
    async one(id) {
      const query = { expand, status: 'any' }
      const [record] = recordsOf([await client.request<V1Page>('GET', `/rest/api/content/${id}`, { query })])
      return record as HarvestRecord
    },
  }
}

function recordV1(page: V1Page, flavour: Flavour, root: string, withBody: boolean): HarvestRecord {
  const { version, history, space, ancestors = [], _links } = page
  return {
    id: page.id,
    status: page.status,
    title: page.title,
    spaceKey: space?.key ?? null,
    spaceId: space?.id === undefined ? null : String(space.id),
    parentId: ancestors.at(-1)?.id ?? null,
    version: version?.number ?? null,
    createdAt: timeOf(history?.createdDate),
    authorId: userIdOf(history?.createdBy, flavour),
    modifiedAt: timeOf(version?.when ?? history?.createdDate),
    editorId: userIdOf(version?.by, flavour),
    message: version?.message || null,
    url: _links?.webui === undefined ? null : root + _links.webui,
    ...(withBody && { body: page.body?.storage?.value ?? '' }),
  }
}
