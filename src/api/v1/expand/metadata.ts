import { isoDate } from '../../../base/dates.ts'
import { limits } from '../../../base/limits.ts'
import type { Content } from '../../../domain/content/content.ts'
import { versionsOf } from '../../../domain/content/read.ts'
import { likersOf } from '../../../domain/favourite/like.ts'
import { labelsOf } from '../../../domain/label/attach.ts'
import { propertiesOf } from '../../../domain/property/property.ts'
import { type ReaderFacts, readerFacts } from '../../../domain/reader/reader.ts'
import { usersById } from '../../../domain/user/user.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import { presentInnerList } from '../present/list.ts'
import { presentLabel, presentVersion } from '../present/parts.ts'
import { expandProperties } from './property.ts'
import { type ExpandTree, nothing } from './tree.ts'

type Value = Record<string, unknown>

/** What `metadata` can hold. */
const KEYS = ['currentuser', 'properties', 'frontend', 'editorHtml', 'labels']

/** What an attachment says of its file in `metadata`, asked for or not. */
export function fileMetadata(content: Content): Value {
  return {
    comment: content.extra.comment ?? '',
    mediaType: content.extra.mediaType,
    _expandable: Object.fromEntries(KEYS.map((key) => [key, ''])),
  }
}

/** `metadata` of contents: labels, properties, likes, and what whoever asks did with them. */
export async function expandMetadata(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const ids = contents.map((content) => content.id)
  const labels = 'labels' in tree ? await labelsOf(api.domain, ids) : undefined
  const properties = tree.properties && (await expandKept(api, contents, tree.properties))
  const likers = 'likes' in tree ? await likersOf(api.domain, ids) : undefined
  const reader = tree.currentuser && (await expandReader(api, contents, tree.currentuser))
  const rest = Object.fromEntries(KEYS.filter((key) => !(key in tree)).map((key) => [key, '']))
  return contents.map((content, row) => {
    const value: Value = content.kind === 'attachment' ? fileMetadata(content) : {}
    const self = `${api.base}/rest/api/content/${contentId(api, content)}`
    if (labels) {
      const results = (labels.get(content.id) ?? []).map(presentLabel)
      const facts = { start: 0, limit: limits.labelList, more: false }
      value.labels = presentInnerList(results, facts, `${self}/label`)
    }
    if (likers) value.likes = { count: likers.get(content.id)?.length ?? 0 }
    if (reader) value.currentuser = reader[row]
    if (properties) value.properties = properties[row]
    // What the vendor's editor keeps about a page for itself: nothing here.
    if ('frontend' in tree) value.frontend = {}
    if ('editorHtml' in tree) value.editorHtml = {}
    value._expandable = rest
    return value
  })
}

/** `metadata.currentuser`: what whoever asks has done with each content. */
async function expandReader(
  api: ApiContext,
  contents: readonly Content[],
  tree: ExpandTree,
): Promise<Value[]> {
  const facts = await readerFacts(
    api.domain,
    contents.map(({ id }) => id),
  )
  const mine = contents.flatMap(({ id }) => {
    const number = facts.get(id)?.lastVersion
    return number === undefined ? [] : [{ id, number }]
  })
  const versions = 'lastmodified' in tree ? await versionsOf(api.domain, mine) : new Map()
  const users = await usersById(
    api.domain,
    [...versions.values()].map((version) => version.createdBy),
  )
  const parts: Record<string, (content: Content, known: ReaderFacts) => Value> = {
    favourited: (_content, { favouritedAt }) => ({
      isFavourite: favouritedAt !== undefined,
      ...(favouritedAt === undefined ? {} : { favouritedDate: isoDate(favouritedAt) }),
    }),
    lastmodified: (content, { lastModifiedAt }) => {
      const version = versions.get(content.id)
      if (version === undefined || lastModifiedAt === undefined) return {}
      return {
        version: presentVersion(api, content, version, users.get(version.createdBy)),
        friendlyLastModified: isoDate(lastModifiedAt).slice(0, 10),
      }
    },
    lastcontributed: (content, { lastContributedAt }) =>
      lastContributedAt === undefined
        ? {}
        : {
            status: content.createdBy !== null && content.version === 1 ? 'CREATED' : 'EDITED',
            when: isoDate(lastContributedAt),
          },
    viewed: (_content, { viewedAt }) =>
      viewedAt === undefined
        ? {}
        : { lastSeen: isoDate(viewedAt), friendlyLastSeen: isoDate(viewedAt).slice(0, 10) },
    scheduled: () => ({}),
  }
  const names = Object.keys(parts)
  return contents.map((content) => ({
    ...Object.fromEntries(
      names
        .filter((name) => name in tree)
        .map((name) => [name, parts[name]?.(content, facts.get(content.id) ?? {})]),
    ),
    _expandable: Object.fromEntries(names.filter((name) => !(name in tree)).map((name) => [name, ''])),
  }))
}

/** `metadata.properties`: the properties that are asked for by key, and where the others are. */
async function expandKept(api: ApiContext, contents: readonly Content[], tree: ExpandTree): Promise<Value[]> {
  const kept = await propertiesOf(
    api.domain,
    contents.map((content) => content.id),
  )
  const paths = new Map(
    contents.map((content) => [content.id, `/rest/api/content/${contentId(api, content)}`]),
  )
  const asked = [...kept.values()].flat().filter((property) => property.key in tree)
  const shown = await expandProperties(api, asked, (one) => ({
    path: paths.get(one.ownerId) ?? '',
    tree: { version: nothing, ...tree[one.key] },
  }))
  const byId = new Map(asked.map((property, i) => [property.id, shown[i]]))
  return contents.map((content) => {
    const path = `${paths.get(content.id)}/property`
    const own = kept.get(content.id) ?? []
    return {
      ...Object.fromEntries(own.filter((one) => one.key in tree).map((one) => [one.key, byId.get(one.id)])),
      _expandable: Object.fromEntries(
        own
          .filter((one) => !(one.key in tree))
          .map((one) => [one.key, `${path}/${encodeURIComponent(one.key)}`]),
      ),
      _links: { self: api.base + path },
    }
  })
}
