import type { Client } from '../sdk/index.ts'
import { Failure } from './failure.ts'

/** A group; the Cloud's have an id besides their name. */
export interface Group {
  readonly name: string
  readonly id?: string
}

/** All groups of a site. */
export function allGroups(client: Client): AsyncIterable<Group> {
  return client.each<Group>('/rest/api/group', { limit: 200 })
}

/** A group by its name; refuses one that is not there. */
export async function groupNamed(client: Client, name: string): Promise<Group> {
  const { flavour } = await client.detect()
  const found =
    flavour === 'cloud'
      ? client.each<Group>('/rest/api/group/picker', { query: name, limit: 200 })
      : allGroups(client)
  for await (const group of found) if (group.name === name) return group
  throw new Failure('notFound', `There is no group "${name}", or you may not see it (see: inver group list).`)
}

/** The members of a group as the server tells of them. */
export async function* membersOf<T>(client: Client, name: string): AsyncIterable<T> {
  const { flavour } = await client.detect()
  const group = await groupNamed(client, name)
  yield* client.each<T>(
    flavour === 'cloud'
      ? `/rest/api/group/${encodeURIComponent(group.id ?? '')}/membersByGroupId`
      : `/rest/api/group/${encodeURIComponent(name)}/member`,
    { limit: 200, ...(flavour === 'data-center' && { expand: 'status' }) },
  )
}
