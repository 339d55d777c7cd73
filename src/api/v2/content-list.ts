import { AppError } from '../../base/errors.ts'
import type { Content } from '../../domain/content/content.ts'
import { type ListFilter, type ListOrder, listContent, orderKey } from '../../domain/content/read.ts'
import type { Answer, Call } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { cursorStretch, presentV2List } from './present/list.ts'

/** What the parameter `sort` of some lists may say. */
export const byDate = ['created-date', '-created-date', 'modified-date', '-modified-date'] as const
/** The same of others. */
export const byAnything = [...byDate, 'id', '-id', 'title', '-title'] as const

const ORDERS: Readonly<Record<(typeof byAnything)[number], ListOrder>> = {
  'created-date': 'created',
  '-created-date': '-created',
  'modified-date': 'modified',
  '-modified-date': '-modified',
  id: 'id',
  '-id': '-id',
  title: 'title',
  '-title': '-title',
}

/** A list of contents as a route describes it. */
export interface ContentList {
  readonly filter: ListFilter
  readonly query: {
    readonly sort?: string
    readonly cursor?: string
    readonly start?: number
    readonly limit?: number
  }
  readonly sorts: typeof byDate | typeof byAnything
  /** What is listed: a cursor of another list is refused. */
  readonly purpose: string
  present(contents: readonly Content[]): Promise<readonly unknown[]>
}

/** Answer a stretch of a list of contents, in the order asked for or that of their ids. */
export async function answerContentList(api: ApiContext, call: Call, list: ContentList): Promise<Answer> {
  const { query, sorts } = list
  const sort = sorts.find((known) => known === query.sort)
  if (query.sort !== undefined && sort === undefined)
    throw new AppError('bad-parameter', `The parameter sort is one of ${sorts.join(', ')}.`)
  const order = sort === undefined ? 'id' : ORDERS[sort]
  const purpose = `${list.purpose} ${order}`
  const found = await listContent(api.domain, list.filter, order, cursorStretch(api, query, purpose))
  const last = found.items.at(-1)
  const next = found.more && last ? { key: orderKey(order, last), id: last.id } : undefined
  return presentV2List(api, call, await list.present(found.items), purpose, next)
}
