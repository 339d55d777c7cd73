import { AppError, notFound } from '../../base/errors.ts'
import { actorId } from '../../domain/access/actor.ts'
import { readProfile, type User, usersById } from '../../domain/user/user.ts'
import type { ApiContext } from '../flavour.ts'

/** A user by user name, as whoever asks may see them. */
export async function userNamed(api: ApiContext, username: string): Promise<User> {
  const user = await readProfile(api.domain, { username })
  if (user) return user
  throw notFound(`No user found with username : ${username}`)
}

/** Whoever asks; refuses the anonymous. */
export async function caller(api: ApiContext): Promise<User> {
  const id = actorId(api.domain.actor)
  const user = id === null ? undefined : (await usersById(api.domain, [id])).get(id)
  if (user) return user
  throw new AppError('unauthenticated', 'Log in first: this needs credentials.')
}
