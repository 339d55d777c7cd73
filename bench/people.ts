/** Many people, groups and restrictions, written straight into the database. */
import { sha256 } from '../src/base/hash.ts'
import { randomAccountId, randomToken, randomUserKey, randomUUID } from '../src/base/ids.ts'
import { setGuards } from '../src/domain/access/rows.ts'
import { openDatabase } from '../src/store/open.ts'
import { IdAllocator } from '../src/store/ids.ts'
import { insertRows, tidy } from './bulk.ts'

/** How many. */
export interface Crowd {
  readonly groups: number
  readonly users: number
  readonly restrictions: number
}

const GROUPS_A_USER = 5
const GROUPS_OF_THE_READER = 20
/** Of restrictions: a page that has some has a few. */
const LEAST_A_PAGE = 4
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Somebody who reads the space by a permission of one of their groups, and lets the anonymous read it, too. Returns the
 * secret of a token of theirs.
 */
export async function addReader(url: string, spaceKey: string): Promise<string> {
  const database = await openDatabase(url)
  try {
    const ids = new IdAllocator(database)
    const group = await ids.reserve(3)
    const { id: spaceId } = await database.read
      .selectFrom('space')
      .select('id')
      .where('key', '=', spaceKey)
      .executeTakeFirstOrThrow()
    const secret = randomToken()
    const now = Date.now()
    await database.transact(async (db) => {
      await insertRows(db, 'user_group', GROUP, [groupRow(group, 'bench-readers')])
      await insertRows(db, 'user_account', USER, [userRow(group + 1, 'bench-reader', now)])
      await insertRows(db, 'group_member', ['group_id', 'user_id'], [[group, group + 1]])
      await insertRows(db, 'token', TOKEN, [
        [group + 2, group + 1, 'bench', sha256(secret), now, now + DAY_MS, now, 'admin'],
      ])
      const subjects = [
        ['group', group],
        ['anonymous', 0],
      ] as const
      for (const [kind, id] of subjects) {
        await insertRows(db, 'global_permission', GLOBAL, [['USECONFLUENCE', kind, id]])
        await insertRows(db, 'space_permission', SPACE, [[spaceId, 'VIEWSPACE', kind, id]])
      }
    })
    return secret
  } finally {
    await database.close()
  }
}

/**
 * Groups, users in some of them, and restrictions on pages near the leaves, half of which let the reader in: by a group
 * of theirs, so that every one has to be looked at.
 */
export async function addCrowd(url: string, crowd: Crowd, pages: readonly string[]): Promise<void> {
  const database = await openDatabase(url)
  try {
    const ids = new IdAllocator(database)
    const reader = await database.read
      .selectFrom('user_account')
      .select('id')
      .where('username', '=', 'bench-reader')
      .executeTakeFirstOrThrow()
    const firstGroup = await ids.reserve(crowd.groups)
    const firstUser = await ids.reserve(crowd.users)
    const now = Date.now()
    const list = <T>(length: number, make: (n: number) => T) => Array.from({ length }, (_, n) => make(n))
    await database.transact(async (db) => {
      const groups = list(crowd.groups, (n) => groupRow(firstGroup + n, `group-${firstGroup + n}`))
      await insertRows(db, 'user_group', GROUP, groups)
      const users = list(crowd.users, (n) => userRow(firstUser + n, `user-${firstUser + n}`, now))
      await insertRows(db, 'user_account', USER, users)
      const members = users.flatMap((_, n) =>
        list(GROUPS_A_USER, (k) => [firstGroup + ((n * 31 + k * 977) % crowd.groups), firstUser + n]),
      )
      const own = list(GROUPS_OF_THE_READER, (k) => [firstGroup + k, reader.id])
      await insertRows(db, 'group_member', ['group_id', 'user_id'], [...members, ...own])
      const restricted = Math.min(Math.ceil(crowd.restrictions / LEAST_A_PAGE), Math.ceil(pages.length / 3))
      const each = Math.ceil(crowd.restrictions / restricted)
      const restrictions = list(restricted, (n) => {
        const page = Number(pages[pages.length - 1 - n])
        const group = n % 2 === 0 ? n % GROUPS_OF_THE_READER : GROUPS_OF_THE_READER + (n % 1000)
        return [
          [page, 'read', 'group', firstGroup + (group % crowd.groups)],
          ...list(each - 1, (k) => [page, 'read', 'user', firstUser + ((n * 7 + k) % crowd.users)]),
        ]
      }).flat()
      await insertRows(db, 'content_restriction', RESTRICTION, restrictions)
      await setGuards(db)
    })
    await tidy(database)
  } finally {
    await database.close()
  }
}

const GROUP = ['id', 'uuid', 'name', 'lower_name']
const USER = [
  'id',
  'user_key',
  'account_id',
  'username',
  'lower_username',
  'email',
  'lower_email',
  'display_name',
  'password_hash',
  'active',
  'created_at',
]
const TOKEN = ['id', 'user_id', 'name', 'hash', 'created_at', 'expires_at', 'last_used_at', 'scope']
const GLOBAL = ['permission', 'subject_kind', 'subject_id']
const SPACE = ['space_id', 'permission', 'subject_kind', 'subject_id']
const RESTRICTION = ['content_id', 'operation', 'subject_kind', 'subject_id']

function groupRow(id: number, name: string): (string | number)[] {
  return [id, randomUUID(), name, name]
}

function userRow(id: number, name: string, now: number): (string | number)[] {
  const email = `${name}@example.com`
  return [id, randomUserKey(), randomAccountId(), name, name, email, email, name, '', 1, now]
}
