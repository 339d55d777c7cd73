import { AppError, notFound } from '../../base/errors.ts'
import { actorId } from '../../domain/access/actor.ts'
import { readProfile, type User, usersById } from '../../domain/user/user.ts'
import type { ApiContext } from '../flavour.ts'
import { text } from './query.ts'

/** The query parameters that say which user is meant, in every generation of the API. */
export const personQuery = { accountId: text, key: text, username: text }

/** One of them. */
export interface PersonQuery {
  readonly accountId?: string
  readonly key?: string
  readonly username?: string
}

/** The user that the parameters name; refuses when they name none, or nobody. */
export async function personOf(api: ApiContext, query: PersonQuery): Promise<User> {
  const { accountId, key, username } = query
  if (accountId === undefined && key === undefined && username === undefined) {
    throw new AppError(
      'bad-parameter',
      'One of the parameters accountId, key and username says which user is meant.',
    )
  }
  const found = await readProfile(api.domain, { accountId, userKey: key, username })
  if (found) return found
  const named =
    accountId !== undefined
      ? `accountId : ${accountId}`
      : key !== undefined
        ? `key : ${key}`
        : `username : ${username}`
  throw notFound(`No user found with ${named}`)
}

/** The user that the parameters name, or whoever asks. */
export async function personOrCaller(api: ApiContext, query: PersonQuery): Promise<User> {
  const { accountId, key, username } = query
  return (accountId ?? key ?? username) ? personOf(api, query) : caller(api)
}

/** Whoever asks; refuses the anonymous. */
export async function caller(api: ApiContext): Promise<User> {
  const id = actorId(api.domain.actor)
  const user = id === null ? undefined : (await usersById(api.domain, [id])).get(id)
  if (user) return user
  throw new AppError('unauthenticated', 'Log in first: this needs credentials.')
}
