import { isAbsent } from '../either.ts'
import type { Client, Flavour } from '../../sdk/index.ts'
import { actId } from './act-id.ts'
import { cqlOf } from './cql.ts'
import { type Person, userIdOf } from './person.ts'
import { type HarvestRecord, timeOf } from './record.ts'
import { type ActSource, boundOf } from './source.ts'
import { searched } from './stretches.ts'

/** What can be told of versions, comments and files. */
export const derivedActions: readonly string[] = ['created', 'updated', 'commented', 'attached']

/** What making the first version of each type of content is called. */
const FIRST: Readonly<Record<string, string>> = {
  page: 'created',
  blogpost: 'created',
  comment: 'commented',
  attachment: 'attached',
}

interface Version {
  readonly number: number
  readonly when?: string
  readonly createdAt?: string
  readonly by?: Person
  readonly authorId?: string | null
  readonly message?: string | null
}

interface Content {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly space?: { readonly key: string }
  readonly container?: { readonly id?: string | number; readonly title?: string }
  readonly history?: { readonly createdDate?: string; readonly createdBy?: Person }
  readonly version?: Version
  readonly _links?: { readonly webui?: string }
}

const WHAT = 'type in (page, blogpost, comment, attachment)'
const EXPAND = 'version,space,history,container'

/**
 * Activity where the server keeps none: each version of each content is an act. Contents are found by a search, the
 * last changed first; the versions of one that has several are a request of their own.
 */
export function derivedActivity(client: Client, spaces: readonly string[], flavour: Flavour): ActSource {
  const contents = (bound: string | undefined, limit: number) =>
    searched<Content>(
      client,
      '/rest/api/content/search',
      { cql: cqlOf(WHAT, spaces, bound), expand: EXPAND },
      limit,
    )
  return {
    isFixed: true,
    async *changes(since, isKnown) {
      const bound = since === undefined ? undefined : boundOf(since)
      const isFresh = (content: Content): boolean =>
        bound === undefined || (changedAt(content) ?? '') >= bound
      for await (const found of contents(bound, 100)) {
        const fresh = found
          .filter(isFresh)
          .filter((content) => !isKnown(lastAct(client, content, flavour).id))
        // What needs no request of its own is safe at once; each of the others as soon as it is there.
        const [many, single] = [fresh.filter(hasSeveral), fresh.filter((content) => !hasSeveral(content))]
        yield { records: single.map((content) => lastAct(client, content, flavour)) }
        for (const content of many) yield { records: await actsOf(client, content, bound, flavour) }
        if (!found.every(isFresh)) return
      }
    },
    async latest() {
      for await (const [content] of contents(undefined, 1)) return dateOf(content?.version)
      return null
    },
  }
}

const hasSeveral = ({ version }: Content): boolean => (version?.number ?? 1) > 1

const changedAt = ({ version, history }: Content): string | null =>
  dateOf(version) ?? timeOf(history?.createdDate)

/** What was done last with a content. */
function lastAct(client: Client, content: Content, flavour: Flavour): HarvestRecord {
  return actOf(content, content.version ?? { number: 1 }, flavour, client.root ?? '')
}

/** The acts of one content since the bound: of its versions, else of its making and its last change. */
async function actsOf(
  client: Client,
  content: Content,
  bound: string | undefined,
  flavour: Flavour,
): Promise<HarvestRecord[]> {
  const { version = { number: 1 }, history } = content
  const first = { number: 1, when: history?.createdDate, by: history?.createdBy }
  const versions = (await versionsOf(client, content, bound, flavour)) ?? [version, first]
  return versions.map((one) => actOf(content, one, flavour, client.root ?? ''))
}

/** The versions since the bound, the latest first; undefined where the server does not list them. */
async function versionsOf(
  client: Client,
  { id, type }: Content,
  bound: string | undefined,
  flavour: Flavour,
): Promise<Version[] | undefined> {
  const old = [`/rest/api/content/${id}/version`, `/rest/experimental/content/${id}/version`]
  for (const path of flavour === 'cloud' ? [...pathsInV2(id, type), ...old] : old) {
    try {
      const versions: Version[] = []
      for await (const version of client.each<Version>(path, { limit: 50 })) {
        if (bound !== undefined && (dateOf(version) ?? '') < bound) break
        versions.push(version)
      }
      return versions
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }
  return undefined
}

function pathsInV2(id: string, type: string): string[] {
  const lists = type === 'comment' ? ['footer-comments', 'inline-comments'] : [`${type}s`]
  return lists.map((list) => `/api/v2/${list}/${id}/versions`)
}

const dateOf = (version: Version | undefined): string | null => timeOf(version?.when ?? version?.createdAt)

function actOf(content: Content, version: Version, flavour: Flavour, root: string): HarvestRecord {
  const { id: contentId, type, title, space, container, history, _links } = content
  const isFirst = version.number === 1
  const action = isFirst ? (FIRST[type] ?? 'created') : 'updated'
  const by = version.by ?? (isFirst ? history?.createdBy : undefined)
  const userId = version.authorId ?? userIdOf(by, flavour)
  const date = dateOf(version) ?? (isFirst ? timeOf(history?.createdDate) : null)
  return {
    id: actId(date, action, contentId, userId),
    date,
    action,
    userId,
    userName: by?.displayName ?? null,
    contentId,
    contentType: type,
    title,
    spaceKey: space?.key ?? null,
    containerId: ['comment', 'attachment'].includes(type) && container?.id ? String(container.id) : null,
    message: version.message || null,
    url: _links?.webui === undefined ? null : root + _links.webui,
  }
}
