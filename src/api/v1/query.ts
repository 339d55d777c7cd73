import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { ContentStatus } from '../../domain/content/content.ts'
import { type ContentKind, contentKinds, isCustomKind, type KnownKind } from '../../domain/content/content.ts'

/** Query parameters that many operations share. */
export const expand = Type.Optional(Type.Array(Type.String()))
export const start = Type.Optional(Type.Integer())
export const limit = Type.Optional(Type.Integer())
export const statusList = Type.Optional(Type.Array(Type.String()))
export const text = Type.Optional(Type.String())
export const whole = Type.Optional(Type.Integer())
export const flag = Type.Optional(Type.Boolean())

/** `start` and `limit` as they hold: negative ones are refused in the vendor's words, too large limits become the cap. */
export function stretch(
  query: { readonly start?: number; readonly limit?: number },
  preset: number,
  cap: number,
): { readonly offset: number; readonly limit: number } {
  const offset = query.start ?? 0
  const wanted = query.limit ?? preset
  if (wanted < 0)
    throw new AppError('bad-parameter', 'java.lang.IllegalArgumentException: limit cannot be less than zero')
  if (offset < 0)
    throw new AppError('bad-parameter', 'java.lang.IllegalArgumentException: start cannot be less than zero')
  if (offset > limits.offsetFarthest) {
    throw new AppError(
      'bad-parameter',
      `Start of this size is no longer supported: ${offset}. Follow the cursors of API v2 instead.`,
    )
  }
  return { offset, limit: Math.min(wanted, cap) }
}

const STATUSES: Readonly<Record<string, readonly ContentStatus[]>> = {
  current: ['current'],
  archived: ['archived'],
  draft: ['draft'],
  trashed: ['trashed'],
  deleted: ['trashed'],
  historical: ['current', 'archived', 'trashed'],
  any: ['current', 'archived', 'trashed', 'draft'],
}

/** The statuses that a `status` parameter names; undefined when it names none. */
export function acceptStatuses(given: readonly string[] | undefined): readonly ContentStatus[] | undefined {
  if (given === undefined || given.length === 0) return undefined
  return given.flatMap((name) => {
    const statuses = STATUSES[name.toLowerCase()]
    if (statuses) return statuses
    throw new AppError(
      'bad-parameter',
      `"${name.slice(0, 100)}" is not a status. Use one of ${Object.keys(STATUSES).join(', ')}.`,
    )
  })
}

/** The same for lists: Data Center's `any` is what is current or in the trash. */
export function acceptListedStatuses(
  given: readonly string[] | undefined,
  flavour: 'cloud' | 'dc',
): readonly ContentStatus[] | undefined {
  const isAny = flavour === 'dc' && given?.some((name) => name.toLowerCase() === 'any')
  return isAny ? ['current', 'trashed'] : acceptStatuses(given)
}

/** The kind of content that a `type` names; an unknown one is a 501, as the vendor answers. */
export function acceptKind(name: string): KnownKind {
  const kind = contentKinds.find((known) => known === name.toLowerCase())
  if (kind) return kind
  throw new AppError('unknown-type', `Cannot find custom content type : ${name.slice(0, 100)}`)
}

/** The same where a type of custom content will do, too. */
export function acceptAnyKind(name: string): ContentKind {
  return isCustomKind(name) ? name : acceptKind(name)
}
