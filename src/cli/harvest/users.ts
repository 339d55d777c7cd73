import { ApiError, type Client, type Flavour } from '../../sdk/index.ts'
import { membersOf } from '../groups.ts'
import { userStretches } from '../user-list.ts'
import type { User } from '../users.ts'
import { userIdOf } from './person.ts'
import type { HarvestRecord } from './record.ts'
import type { Batch, Source } from './source.ts'

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
  for await (const { items, next } of userStretches(client, position)) {
    yield { records: recordsOf(items, flavour), ...(next !== undefined && { position: next }) }
  }
}

async function* membersOfGroups(
  client: Client,
  flavour: Flavour,
  groups: readonly string[],
): AsyncIterable<Batch> {
  for (const group of groups) {
    yield { records: recordsOf(await Array.fromAsync(membersOf<User>(client, group)), flavour) }
  }
}

async function find(client: Client, flavour: Flavour, id: string): Promise<HarvestRecord | undefined> {
  const names = flavour === 'cloud' ? ['accountId'] : ['key', 'username']
  for (const name of names) {
    try {
      const query = { [name]: id, ...(flavour === 'data-center' && { expand: 'status' }) }
      const [record] = recordsOf([await client.request<User>('GET', '/rest/api/user', { query })], flavour)
      return record
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error
    }
  }
  return undefined
}

function recordsOf(users: readonly User[], flavour: Flavour): HarvestRecord[] {
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
function statusOf({ accountStatus, status }: User): string | null {
  const told = accountStatus ?? status
  if (told === undefined) return null
  return ['active', 'current'].includes(told) ? 'active' : 'inactive'
}
