import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import type { FormatName } from '../../document/format.ts'
import type { Content, ContentStatus } from '../../domain/content/content.ts'
import { createPrivately } from '../../domain/content/create-private.ts'
import { createContent, type NewContent } from '../../domain/content/create.ts'
import type { ListFilter } from '../../domain/content/read.ts'
import { updateContentTo } from '../../domain/content/update.ts'
import { readSpace } from '../../domain/space/read.ts'
import type { Call } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId, parseId } from '../ids.ts'
import { acceptBody, acceptFormat, writtenFormat } from './body.ts'
import { answerContentList, byAnything } from './content-list.ts'
import { addExpanded, formatInExpand } from './older-guides.ts'
import { presentAuthored } from './present/page.ts'
import { flag, slice, text, texts, whole } from './query.ts'
import { readOfKind } from './read-kind.ts'
import type { contentChange, newContent } from './schema/page.ts'

/** What pages and blog posts have in common: both are authored, listed, trashed and brought back in the same way. */
export type AuthoredKind = 'page' | 'blogpost'

/** What a list of the pages or blog posts of a space takes. */
export const inSpaceQuery = Type.Object({
  sort: text,
  status: texts,
  title: text,
  'body-format': text,
  ...slice,
  start: whole,
  expand: texts,
})

/** What a list of pages or blog posts takes. */
export const listQuery = Type.Object({
  id: texts,
  'space-id': texts,
  ...inSpaceQuery.properties,
  spaceKey: text,
})

/** What a list of the pages or blog posts with a label takes. */
export const ofLabelQuery = Type.Object({ 'space-id': texts, 'body-format': text, sort: text, ...slice })

/** What reading one takes, beside what is to be included. */
export const readQuery = { 'body-format': text, 'get-draft': flag, status: texts, version: whole }

/** What removing one takes. */
export const removeQuery = Type.Object({ purge: flag, draft: flag })

/** What can be refused of a write. */
export const writeErrors = [
  'bad-body',
  'bad-markup',
  'bad-request',
  'duplicate-title',
  'forbidden',
  'not-found',
  'too-large',
  'unauthenticated',
] as const

/** A list of pages or blog posts. `fixed`: what of the filter the address decides. */
export async function answerList(
  api: ApiContext,
  call: Call,
  kind: AuthoredKind,
  query: Partial<Static<typeof listQuery>>,
  fixed: Partial<ListFilter> = {},
): Promise<unknown> {
  const filter: ListFilter = {
    kinds: [kind],
    statuses: query.status?.map(acceptListedStatus) ?? (['current', 'archived'] as const),
    ...(await spacesOf(api, query)),
    ...(query.id ? { ids: query.id.map(parseContentId) } : {}),
    ...(query.title === undefined ? {} : { title: query.title }),
    ...fixed,
  }
  const format = acceptFormat(query['body-format'] ?? formatInExpand(query.expand))
  return answerContentList(api, call, {
    filter,
    query,
    sorts: byAnything,
    purpose: `${kind}s`,
    present: async (found) => {
      const results = await presentAuthored(api, found, format)
      await addExpanded(api, found, results, query.expand ?? [])
      return results
    },
  })
}

async function spacesOf(
  api: ApiContext,
  query: Partial<Static<typeof listQuery>>,
): Promise<Partial<ListFilter>> {
  if (query['space-id']) return { spaceIds: query['space-id'].map((id) => parseId(id, 'space')) }
  if (query.spaceKey === undefined) return {}
  return { spaceIds: [(await readSpace(api.domain, query.spaceKey)).id] }
}

function acceptListedStatus(status: string): ContentStatus {
  if (status === 'current' || status === 'archived' || status === 'trashed') return status
  if (status === 'deleted') return 'trashed'
  throw new AppError('bad-parameter', 'The parameter status is one of current, archived, deleted, trashed.')
}

/** The page or blog post that a request to read one is about. */
export async function readAsked(
  api: ApiContext,
  kind: AuthoredKind,
  id: string,
  query: { readonly 'get-draft'?: boolean; readonly status?: readonly string[]; readonly version?: number },
): Promise<Content> {
  const statuses: readonly ContentStatus[] = query.status
    ? query.status.flatMap((status) => acceptReadStatus(status, query.version))
    : ['current', 'archived', 'trashed', ...(query['get-draft'] ? (['draft'] as const) : [])]
  return readOfKind(api, kind, id, { statuses, version: query.version })
}

/** An earlier version is of a content of any status; without its number nothing is asked for. */
function acceptReadStatus(status: string, version: number | undefined): readonly ContentStatus[] {
  if (status === 'historical') return version === undefined ? [] : ['current', 'archived', 'trashed']
  return status === 'draft' ? ['draft'] : [acceptListedStatus(status)]
}

/** Create a page or blog post from what a client sent. */
export async function createAuthored(
  api: ApiContext,
  body: Static<typeof newContent>,
  place: Pick<NewContent, 'kind' | 'spaceId' | 'parentId' | 'createdAt'>,
  isPrivate: boolean | undefined,
): Promise<unknown> {
  const input: NewContent = {
    ...place,
    title: body.title ?? '',
    body: acceptBody(body.body),
    status: acceptStatus(body.status),
  }
  const made = await (isPrivate ? createPrivately : createContent)(api.domain, input)
  return presentOne(api, made, writtenFormat(body.body))
}

/** The content that a change is about; refuses a body about another one than the address. */
export async function readForChange(
  api: ApiContext,
  kind: AuthoredKind,
  id: string,
  bodyId: string | number,
): Promise<Content> {
  const found = await readOfKind(api, kind, id, { statuses: ['current', 'draft', 'trashed', 'archived'] })
  if (parseContentId(bodyId) === found.id) return found
  throw new AppError('bad-body', `The body is about content ${bodyId}, the address about ${found.id}.`)
}

/** Make the next version of a page or blog post from what a client sent. */
export async function updateAuthored(
  api: ApiContext,
  found: Content,
  body: Static<typeof contentChange>,
  parentId?: number,
): Promise<unknown> {
  const changed = await updateContentTo(api.domain, {
    id: found.id,
    version: body.version.number,
    title: body.title,
    body: acceptBody(body.body),
    message: body.version.message ?? undefined,
    minorEdit: body.version.minorEdit,
    parentId,
    status: acceptStatus(body.status),
  })
  return presentOne(api, changed, writtenFormat(body.body))
}

/** Change the title of a page or blog post and nothing else. */
export async function retitle(
  api: ApiContext,
  kind: AuthoredKind,
  id: string,
  { title, status }: { readonly title: string; readonly status: string },
): Promise<unknown> {
  const found = await readOfKind(api, kind, id, { statuses: ['current', 'draft'] })
  const changed = await updateContentTo(api.domain, {
    id: found.id,
    version: found.version + 1,
    title,
    status: acceptStatus(status),
  })
  return presentOne(api, changed, undefined)
}

/** One page or blog post as an answer of its own. */
export async function presentOne(
  api: ApiContext,
  one: Content,
  format: FormatName | undefined,
): Promise<Record<string, unknown>> {
  const [value] = await presentAuthored(api, [one], format)
  if (value === undefined) throw new AppError('internal')
  return { ...value, _links: { ...(value._links as object), base: api.base } }
}

function acceptStatus(status: string | undefined): 'current' | 'draft' | undefined {
  if (status === undefined || status === 'current' || status === 'draft') return status
  throw new AppError(
    'bad-body',
    `Content is written with the status current or draft, not "${status.slice(0, 100)}".`,
  )
}
