import { ApiError, type Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'
import type { Table } from './output.ts'

/** A user as the APIs tell of one. */
export interface User {
  readonly accountId?: string
  readonly userKey?: string
  readonly username?: string
  readonly displayName: string
  readonly email?: string
  readonly type?: string
  readonly accountType?: string
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

/** The name by which a user is called here: in the Cloud the account id, elsewhere the user name. */
export function nameOf({ username, accountId, userKey }: User): string {
  return accountId ?? username ?? userKey ?? ''
}

/** How a request says which user is meant: in the Cloud by account id, elsewhere by user name. */
export function queryOf({ accountId, username, userKey }: User): Readonly<Record<string, string>> {
  if (accountId !== undefined) return { accountId }
  return username === undefined ? { key: userKey ?? '' } : { username }
}

/** Users as an answer. */
export function tableOfUsers(users: readonly User[]): Table {
  return {
    columns: ['NAME', 'DISPLAY NAME', 'EMAIL', 'STATUS'],
    rows: users.map((user) => [
      nameOf(user),
      user.displayName,
      user.email ?? '',
      user.accountStatus ?? user.status ?? '',
    ]),
    data: users,
  }
}
