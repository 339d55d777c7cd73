import type { Client } from '../../sdk/index.ts'
import type { Action, Call } from '../actions.ts'
import type { CommandOption } from '../command.ts'
import { isAbsent } from '../either.ts'
import { Failure } from '../failure.ts'
import { allGroups, groupNamed } from '../groups.ts'
import { show, tell } from '../output.ts'
import { spaceNamed } from '../spaces.ts'
import { nameOf, type User, userNamed } from '../users.ts'

/** A permission on a space: to do something to something, given to somebody. */
interface Grant {
  /** The Cloud's; there it is what is taken away. */
  readonly id?: string
  readonly kind: 'user' | 'group' | 'anonymous' | 'role'
  /** The id or name by which the server knows who it is, and the one for people. */
  readonly key: string
  readonly name: string
  /** `create:page` */
  readonly permission: string
}

const whom: readonly CommandOption[] = [
  { name: 'user', value: 'NAME', about: 'To this user: user name, in the Cloud account id.' },
  { name: 'group', value: 'NAME', about: 'To this group.' },
]

/** `inver space permissions` */
export const permissions: Action = {
  summary: 'List who may do what in a space (for those who administer it).',
  takes: 'KEY',
  example: 'space permissions DOC',
  words: [1, 1],
  async run({ words: [key = ''], client, options }) {
    const grants = await grantsIn(client, key)
    show(options, {
      columns: ['KIND', 'WHO', 'MAY'],
      rows: grants.map(({ kind, name, permission }) => [kind, name, permission]),
      data: grants,
    })
  },
}

const MORE = [
  'PERMISSION is what may be done to what: read:space, create:page, delete:page, create:comment, create:attachment,',
  'export:space, administer:space and so on, as inver space permissions lists them.',
]

/** `inver space grant` */
export const grant: Action = {
  summary: 'Give a user or a group permissions in a space.',
  more: MORE,
  takes: 'KEY (--user NAME | --group NAME) PERMISSION…',
  example: 'space grant DOC --group writers read:space create:page',
  options: whom,
  words: [2, 50],
  run: (call) => change(call, 'grant'),
}

/** `inver space revoke` */
export const revoke: Action = {
  summary: 'Take permissions in a space from a user or a group.',
  more: MORE,
  takes: 'KEY (--user NAME | --group NAME) PERMISSION…',
  example: 'space revoke DOC --group writers delete:page',
  options: whom,
  words: [2, 50],
  run: (call) => change(call, 'revoke'),
}

async function change(call: Call, way: 'grant' | 'revoke'): Promise<void> {
  const { words, client, options } = call
  const [key = '', ...wanted] = words
  const wrong = wanted.find((permission) => !/^\w+:\w+$/.test(permission))
  if (wrong !== undefined)
    throw new Failure('misuse', `"${wrong}" is no permission: write it as create:page.`)
  const subject = await subjectOf(call)
  await spaceNamed(client, key)
  const { flavour } = await client.detect()
  if (flavour === 'data-center') {
    const path = `/rest/api/space/${encodeURIComponent(key)}/permissions/${subject.path}/${way}`
    const body = wanted.map((permission) => {
      const [operationKey, targetType] = permission.split(':')
      return { operationKey, targetType }
    })
    await client.request('PUT', path, { body, as: 'nothing' })
  } else if (way === 'grant') await giveOneByOne(client, key, subject, wanted)
  else await takeOneByOne(client, key, subject, wanted)
  const may = wanted.join(', ')
  tell(options, {
    sentence:
      way === 'grant'
        ? `${subject.name} holds ${may} in ${key}.`
        : `${subject.name} does not hold ${may} in ${key}.`,
    fields: [key, subject.kind, subject.name, ...wanted],
    data: { space: key, ...subject, permissions: wanted, done: way },
  })
}

type Subject = {
  readonly kind: 'user' | 'group'
  readonly key: string
  readonly name: string
  readonly path: string
}

async function subjectOf({ client, options }: Call): Promise<Subject> {
  const { user, group } = options
  if ((user === undefined) === (group === undefined)) {
    throw new Failure('misuse', 'Say whom, with --user or --group.')
  }
  if (group !== undefined) {
    const { id = group } = await groupNamed(client, group)
    return { kind: 'group', key: id, name: group, path: `group/${encodeURIComponent(group)}` }
  }
  const found = await userNamed(client, user ?? '')
  const key = found.accountId ?? found.userKey ?? ''
  return { kind: 'user', key, name: nameOf(found), path: `user/${encodeURIComponent(key)}` }
}

/** The Cloud wants to see the space given before anything else in it. */
async function giveOneByOne(client: Client, space: string, subject: Subject, wanted: readonly string[]) {
  const held = (await grantsIn(client, space)).filter((one) => isFor(one, subject))
  const first = [...wanted].sort((one) => (one === 'read:space' ? -1 : 0))
  for (const permission of first) {
    if (held.some((one) => one.permission === permission)) continue
    const [key, target] = permission.split(':')
    const body = { subject: { type: subject.kind, identifier: subject.key }, operation: { key, target } }
    await client.request('POST', `/rest/api/space/${encodeURIComponent(space)}/permission`, { body })
  }
}

async function takeOneByOne(client: Client, space: string, subject: Subject, wanted: readonly string[]) {
  const held = (await grantsIn(client, space)).filter((one) => isFor(one, subject))
  // With the permission to see the space go all the others, so it is the last.
  const last = held
    .filter(({ permission }) => wanted.includes(permission))
    .sort((one) => (one.permission === 'read:space' ? 1 : -1))
  for (const { id } of last) {
    const path = `/rest/api/space/${encodeURIComponent(space)}/permission/${id}`
    await client.request('DELETE', path, { as: 'nothing' })
  }
}

const isFor = (held: Grant, { kind, key, name }: Subject): boolean =>
  held.kind === kind && [key, name].includes(held.key)

interface DataCenterGrant {
  readonly operation: { readonly targetType: string; readonly operationKey: string }
  readonly subject?: User & { readonly name?: string; readonly type?: string }
}

interface CloudGrant {
  readonly id: string
  /** A role is everybody of a kind: `anonymous-users`. */
  readonly principal: { readonly type: 'user' | 'group' | 'role'; readonly id: string }
  readonly operation: { readonly key: string; readonly targetType: string }
}

interface ExpandedGrant {
  readonly id: number
  readonly operation: { readonly operation: string; readonly targetType: string }
  readonly subjects?: {
    readonly user?: { readonly results: readonly User[] }
    readonly group?: { readonly results: readonly { readonly name: string; readonly id?: string }[] }
  }
}

async function grantsIn(client: Client, key: string): Promise<Grant[]> {
  const { flavour } = await client.detect()
  const { id } = await spaceNamed(client, key)
  const old = `/rest/api/space/${encodeURIComponent(key)}`
  if (flavour === 'data-center') {
    const grants = await client.request<DataCenterGrant[]>('GET', `${old}/permissions`)
    return grants.map(({ subject, operation: { operationKey, targetType } }) => {
      const permission = `${operationKey}:${targetType}`
      if (subject === undefined) return { kind: 'anonymous', key: '', name: 'anonymous', permission }
      if (subject.name !== undefined)
        return { kind: 'group', key: subject.name, name: subject.name, permission }
      return { kind: 'user', key: subject.userKey ?? '', name: nameOf(subject), permission }
    })
  }
  try {
    const grants = await Array.fromAsync(
      client.each<CloudGrant>(`/api/v2/spaces/${id}/permissions`, { limit: 250 }),
    )
    const names = await groupNames(client, grants)
    return grants.map(({ id: grantId, principal, operation }) => ({
      id: grantId,
      kind: principal.type,
      key: principal.id,
      name: names.get(principal.id) ?? principal.id,
      permission: `${operation.key}:${operation.targetType}`,
    }))
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
  const query = { expand: 'permissions' }
  const { permissions: all = [] } = await client.request<{ permissions?: ExpandedGrant[] }>('GET', old, {
    query,
  })
  return all.map(expanded)
}

/** The names of the groups among those who hold something, by their ids: the Cloud tells ids only. */
async function groupNames(client: Client, grants: readonly CloudGrant[]): Promise<Map<string, string>> {
  if (!grants.some(({ principal }) => principal.type === 'group')) return new Map()
  const groups = await Array.fromAsync(allGroups(client))
  return new Map(groups.map(({ id = '', name }) => [id, name]))
}

function expanded({ id, operation, subjects }: ExpandedGrant): Grant {
  const permission = `${operation.operation}:${operation.targetType}`
  const user = subjects?.user?.results[0]
  const group = subjects?.group?.results[0]
  if (group)
    return { id: String(id), kind: 'group', key: group.id ?? group.name, name: group.name, permission }
  if (user) return { id: String(id), kind: 'user', key: user.accountId ?? '', name: nameOf(user), permission }
  return { id: String(id), kind: 'anonymous', key: '', name: 'anonymous', permission }
}
