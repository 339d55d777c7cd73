import { type Static, Type } from 'typebox'
import { AppError, notFound } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import type { Subject } from '../../domain/access/permissions.ts'
import { groupsById, readGroup } from '../../domain/group/read.ts'
import { readProfile, usersById } from '../../domain/user/user.ts'
import type { ApiContext } from '../flavour.ts'
import { presentGroup } from '../v1/present/group.ts'
import { presentUser } from '../v1/present/user.ts'
import { group, user } from '../v1/schema/content.ts'

/** An operation in Data Center's words: what may be done to what. */
export const operation = Type.Object(
  { targetType: Type.String(), operationKey: Type.String() },
  { additionalProperties: false },
)

/** Several of them, as a body. */
export const operations = Type.Array(operation, { maxItems: 100 })

/** Several subjects, each with all that it is to hold; one without a name is the anonymous. */
export const holdings = Type.Array(
  Type.Object({
    userKey: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    groupName: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    operations: operations,
  }),
)

/** Who holds a permission, in an answer. */
export const subject = Type.Optional(Type.Union([user, group]))

/** Data Center's words for each permission of a kind. */
export type Words<P extends string> = Readonly<Record<P, readonly [targetType: string, operationKey: string]>>

/** The permissions that operations mean; refuses one that there is not. `where`: `on a space`, `on the site`. */
export function acceptPermissions<P extends string>(
  words: Words<P>,
  given: Static<typeof operations>,
  where: string,
): P[] {
  return given.map(({ targetType, operationKey }) => {
    const found = (Object.keys(words) as P[]).find(
      (permission) => words[permission][0] === targetType && words[permission][1] === operationKey,
    )
    if (found) return found
    throw new AppError(
      'bad-request',
      `There is no permission ${where} to ${operationKey.slice(0, 50)} ${targetType.slice(0, 50)}.`,
    )
  })
}

/** Each subject of a body once, with its operations as permissions. */
export async function acceptHoldings<P extends string>(
  api: ApiContext,
  given: Static<typeof holdings>,
  accept: (wished: Static<typeof operations>) => P[],
): Promise<{ subject: Subject; permissions: P[] }[]> {
  if (given.length > limits.permissionSubjects) {
    throw new AppError(
      'bad-request',
      `At most ${limits.permissionSubjects} users and groups are given permissions at once.`,
    )
  }
  const wanted: { subject: Subject; permissions: P[] }[] = []
  for (const { userKey, groupName, operations: wished } of given) {
    if (userKey && groupName)
      throw new AppError('bad-request', 'Either userKey or groupName says who is meant.')
    const whom = await subjectOf(api, {
      ...(groupName ? { groupName } : {}),
      ...(userKey ? { userKey } : {}),
    })
    wanted.push({ subject: whom, permissions: accept(wished) })
  }
  return wanted
}

/** The user, group or, without a name, the anonymous that an address or a body means. */
export async function subjectOf(
  api: ApiContext,
  named: { readonly groupName?: string; readonly userKey?: string },
): Promise<Subject> {
  if (named.groupName !== undefined) {
    return { kind: 'group', id: (await readGroup(api.domain, { name: named.groupName })).id }
  }
  if (named.userKey === undefined) return { kind: 'anonymous' }
  const found =
    (await readProfile(api.domain, { userKey: named.userKey })) ??
    (await readProfile(api.domain, { username: named.userKey }))
  if (found) return { kind: 'user', id: found.id }
  throw notFound(`No user found with key : ${named.userKey}`)
}

/** Grants in Data Center's words; those who are no one in particular have no subject, save the anonymous. */
export async function presentGrants<P extends string>(
  api: ApiContext,
  found: readonly { readonly permission: P; readonly subject: Subject }[],
  words: Words<P>,
): Promise<Record<string, unknown>[]> {
  const ids = (kind: Subject['kind']) =>
    found.flatMap(({ subject }) => (subject.kind === kind && 'id' in subject ? subject.id : []))
  const users = await usersById(api.domain, ids('user'))
  const groups = await groupsById(api.domain, ids('group'))
  const shown = (subject: Subject) => {
    if (subject.kind === 'user') return presentUser(api, users.get(subject.id))
    const named = subject.kind === 'group' ? groups.get(subject.id) : undefined
    if (named) return presentGroup(api, named)
    return subject.kind === 'anonymous' ? presentUser(api, null) : undefined
  }
  return found.map(({ permission, subject }) => {
    const [targetType, operationKey] = words[permission]
    const value = shown(subject)
    return { operation: { targetType, operationKey }, ...(value ? { subject: value } : {}) }
  })
}
