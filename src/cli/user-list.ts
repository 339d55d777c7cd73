import type { Client } from '../sdk/index.ts'
import { isAbsent } from './either.ts'
import { allGroups, membersOf } from './groups.ts'
import { type Stretch, stretches } from './harvest/stretches.ts'
import type { User } from './users.ts'

/**
 * The users of a site in parts, from the path of a part on. Inver and Data Center have a list of them; the vendor's Cloud
 * is searched for all users, and older servers are asked for the members of all groups, some of them several times.
 */
export async function* userStretches(client: Client, from?: string): AsyncIterable<Stretch<User>> {
  const { flavour } = await client.detect()
  const path = flavour === 'cloud' ? '/api/v2/users' : '/rest/api/user/list'
  const query = flavour === 'cloud' ? { limit: 250 } : { limit: 200, expand: 'status' }
  let begun = from !== undefined
  try {
    for await (const part of stretches<User>(client, path, query, from)) {
      begun = true
      yield part
    }
    return
  } catch (error) {
    if (begun || !isAbsent(error)) throw error
  }
  if (flavour === 'cloud') return yield* foundUsers(client, 'type = user')
  for await (const { name } of allGroups(client)) {
    yield { items: await Array.fromAsync(membersOf<User>(client, name)) }
  }
}

/** The users that a query finds; the Cloud's way. */
export async function* foundUsers(client: Client, cql: string): AsyncIterable<Stretch<User>> {
  const query = { cql, limit: 100 }
  for await (const { items } of stretches<{ user?: User }>(client, '/rest/api/search/user', query)) {
    yield { items: items.flatMap(({ user }) => user ?? []) }
  }
}
