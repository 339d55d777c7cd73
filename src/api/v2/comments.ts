import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { FormatName } from '../../document/format.ts'
import { contentNotFound } from '../../domain/access/refusals.ts'
import type { Content, ContentStatus } from '../../domain/content/content.ts'
import type { ListFilter } from '../../domain/content/read.ts'
import type { Answer, Call } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { acceptFormat } from './body.ts'
import { answerContentList, byDate } from './content-list.ts'
import { includeQuery, withIncluded } from './facets/include.ts'
import { kinds, locationOf } from './kinds.ts'
import { presentComments } from './present/comment.ts'
import { slice, text, texts, whole } from './query.ts'
import { readOfKind } from './read-kind.ts'

/** Below what it is about, or at a passage of it. */
export type Location = 'footer' | 'inline'

/** What lists of comments take. */
export const commentListQuery = Type.Object({ 'body-format': text, sort: text, ...slice })
/** The same of lists of what one content holds. */
export const heldCommentsQuery = Type.Object({ ...commentListQuery.properties, status: texts })
/** What a single comment is asked for with. */
export const commentQuery = Type.Object({
  'body-format': text,
  version: whole,
  ...includeQuery('properties', 'operations', 'likes', 'versions'),
})

/** A comment of this location; one of the other is not found. */
export async function readComment(
  api: ApiContext,
  location: Location,
  id: string | number,
  version?: number,
): Promise<Content> {
  const found = await readOfKind(api, 'comment', id, { version })
  if (locationOf(found) !== location) throw contentNotFound(id)
  return found
}

/** Answer a list of comments of one location. */
export function answerComments(
  api: ApiContext,
  call: Call,
  location: Location,
  query: Static<typeof commentListQuery> & { readonly status?: readonly string[] },
  where: Partial<ListFilter>,
): Promise<Answer> {
  const format = acceptFormat(query['body-format'])
  const statuses = (query.status ?? ['current']).flatMap(acceptListedStatus)
  return answerContentList(api, call, {
    filter: { kinds: ['comment'], location, ...where, ...(statuses.length > 0 ? { statuses } : { ids: [] }) },
    query,
    sorts: byDate,
    purpose: `${location} comments`,
    present: (found) => presentComments(api, found, format),
  })
}

/** One comment as the whole of an answer. */
export async function presentComment(
  api: ApiContext,
  one: Content,
  format: FormatName | undefined,
): Promise<Record<string, unknown>> {
  const [value] = await presentComments(api, [one], format)
  return { ...value, _links: { ...(value?._links as object), base: api.base } }
}

/** Answer a read of one comment, with what it asks to include. */
export async function answerComment(
  api: ApiContext,
  location: Location,
  id: string,
  query: Static<typeof commentQuery>,
): Promise<Record<string, unknown>> {
  const format = acceptFormat(query['body-format'])
  const found = await readComment(api, location, id, query.version)
  const value = await presentComment(api, found, format)
  const kind = location === 'footer' ? kinds.footerComment : kinds.inlineComment
  const shown = await withIncluded(api, kind, found, value, query)
  // The passage of a comment stands under the same name as what programs keep beside it.
  return location === 'footer'
    ? shown
    : { ...shown, properties: { ...(shown.properties as object), ...(value.properties as object) } }
}

/** Statuses in the vendor's words; of those that no listed comment has there is nothing. */
function acceptListedStatus(status: string): ContentStatus[] {
  if (status === 'current' || status === 'archived' || status === 'trashed' || status === 'draft')
    return [status]
  if (status === 'deleted') return ['trashed']
  if (status === 'historical') return []
  throw new AppError(
    'bad-parameter',
    'The parameter status is one of current, archived, trashed, deleted, historical, draft.',
  )
}
