import { ApiError, type Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** A user as the APIs tell of one. */
export interface User {
  readonly accountId?: string
  readonly userKey?: string
  readonly username?: string
  readonly displayName: string
  readonly email?: string
  readonly type?: string
  readonly accountStatus?: string
  readonly status?: string
}

/** A user by account id, user name or user key; refuses one that is not there. */
export async function userNamed(client: Client, name: string): Promise<User> {
  const { flavour } = await client.detect()
  const ways = flavour === 'cloud' ? ['accountId', 'username'] : ['username', 'key']
  for (const way of ways) {
    try {
      const expand = flavour === 'cloud' ? undefined : 'status'
      return await client.request<User>('GET', '/rest/api/user', { query: { [way]: name, expand } })
    } catch (error) {
      // The Cloud calls a name that is none of its account ids a bad request.
      if (!(error instanceof ApiError) || ![400, 404].includes(error.status)) throw error
    }
  }
  const names = flavour === 'cloud' ? 'account id' : 'user name'
  throw new Failure(
    'notFound',
    `There is no user "${name}": users are named by their ${names} (see: inver user search).`,
  )
}
