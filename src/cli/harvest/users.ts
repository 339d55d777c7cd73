import { isAbsent } from '../either.ts'
import type { Client } from '../../sdk/index.ts'
import { ApiError } from '../../sdk/index.ts'
import { allGroups, membersOf } from '../groups.ts'
import { type Person, userIdOf } from './person.ts'
import type { HarvestRecord } from './record.ts'
import { type Batch, type Source } from './source.ts'
import { stretches } from './stretches.ts'

interface WireUser extends Person {
  readonly email?: string
  readonly accountType?: string
  readonly accountStatus?: string
  readonly type?: string
  readonly status?: string
}

type Flavour = 'cloud' | 'data-center'

/** The users of a site, or of some groups. There is no list of changes, so each run reads all of them. */
export async function usersSource(client: Client, groups: readonly string[]): Promise<Source> {
  const { flavour } = await client.detect()
  return {
    all: (position) =>
      groups.length > 0 ? membersOfGroups(client, flavour, groups) : everybody(client, flavour, position),
    // Who left a group is still a user, and no longer one of those that were asked for.
    ...(groups.length === 0 && { find: (id) => find(client, flavour, id) }),
  }
}

async function* everybody(client: Client, flavour: Flavour, position?: string): AsyncIterable<Batch> {
  const path = flavour === 'cloud' ? '/api/v2/users' : '/rest/api/user/list'
  const query = flavour === 'cloud' ? { limit: 250 } : { limit: 200, expand: 'status' }
  let begun = position !== undefined
  try {
    for await (const { items, next } of stretches<WireUser>(client, path, query, position)) {
      begun = true
      yield { records: recordsOf(items, flavour), ...(next !== undefined && { position: next }) }
    }
  } catch (error) {
    if (begun || !isAbsent(error)) throw error
    if (flavour === 'cloud') return yield* foundUsers(client)
    const groups = await Array.fromAsync(allGroups(client))
    yield* membersOfGroups(
      client,
      flavour,
      groups.map(({ name }) => name),
    )
  }
}

/** The vendor's Cloud has no list of users; a search for all of them comes closest. */
async function* foundUsers(client: Client): AsyncIterable<Batch> {
  const query = { cql: 'type = user', limit: 100 }
  for await (const { items } of stretches<{ user?: WireUser }>(client, '/rest/api/search/user', query)) {
    yield {
      records: recordsOf(
        items.flatMap(({ user }) => user ?? []),
        'cloud',
      ),
    }
  }
}

async function* membersOfGroups(
  client: Client,
  flavour: Flavour,
  groups: readonly string[],
): AsyncIterable<Batch> {
  for (const group of groups) {
    yield { records: recordsOf(await Array.fromAsync(membersOf<WireUser>(client, group)), flavour) }
  }
}

async function find(client: Client, flavour: Flavour, id: string): Promise<HarvestRecord | undefined> {
  const names = flavour === 'cloud' ? ['accountId'] : ['key', 'username']
  for (const name of names) {
    try {
      const query = { [name]: id, ...(flavour === 'data-center' && { expand: 'status' }) }
      const [record] = recordsOf(
        [await client.request<WireUser>('GET', '/rest/api/user', { query })],
        flavour,
      )
      return record
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error
    }
  }
  return undefined
}

function recordsOf(users: readonly WireUser[], flavour: Flavour): HarvestRecord[] {
  return users.flatMap((user) => {
    const id = userIdOf(user, flavour)
    if (id === null) return []
    const { accountId = null, userKey = null, username = null, displayName = null, email } = user
    return {
      id,
      status: statusOf(user),
      accountId,
      userKey,
      username,
      displayName,
      email: email || null,
      type: user.accountType ?? user.type ?? null,
    }
  })
}

/** Searches and lists of members do not tell it. */
function statusOf({ accountStatus, status }: WireUser): string | null {
  const told = accountStatus ?? status
  if (told === undefined) return null
  return ['active', 'current'].includes(told) ? 'active' : 'inactive'
}
