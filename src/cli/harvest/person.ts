import type { Flavour } from '../../sdk/index.ts'

/** A user as the APIs tell of one. */
export interface Person {
  readonly accountId?: string
  readonly userKey?: string
  readonly username?: string
  readonly displayName?: string
}

/** The name of a user that never changes: the account id in the Cloud, the user key elsewhere. */
export function userIdOf(person: Person | undefined | null, flavour: Flavour): string | null {
  if (!person) return null
  const { accountId, userKey, username } = person
  return (flavour === 'cloud' ? (accountId ?? userKey) : (userKey ?? accountId)) ?? username ?? null
}
