import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import type { TextScope } from '../query.ts'
import type { CqlOperator } from './ast.ts'
import type { CqlValueType, IdItem } from './functions.ts'
import type { CqlThing, CqlScope } from './scope.ts'

export type CqlPredicate = RawBuilder<SqlBool>

/** For each kind of thing that a field can be asked of, something; the field does not apply to the others. */
type PerThing<T> = Readonly<Partial<Record<CqlThing, T>>>

/**
 * A field of CQL. `equals` makes the condition of `=` and `in` (any of the values), from which `!=` and `not in`
 * follow; `search` serves `~` and `!~`; `instant` names the column that dates are compared with.
 */
export interface CqlField {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly operators: readonly CqlOperator[]
  /** One sentence for the reference. */
  readonly summary: string
  readonly equals?: IdEquals | NameEquals
  readonly search?: { readonly scope: TextScope; readonly id: PerThing<string> }
  readonly instant?: PerThing<string>
  /** What `ORDER BY` sorts contents by. */
  readonly order?: CqlSortKey
}

interface IdEquals {
  readonly values: Exclude<CqlValueType, 'date' | 'name'>
  readonly of: PerThing<(items: readonly IdItem[], scope: CqlScope) => CqlPredicate>
}

interface NameEquals {
  readonly values: 'name'
  /** The names are folded; `raw` holds them as written. */
  readonly of: PerThing<(names: readonly string[], scope: CqlScope, raw: readonly string[]) => CqlPredicate>
}

/** A value to sort by; never null, so that a page can begin after it. */
export interface CqlSortKey {
  readonly values: 'text' | 'number'
  readonly by: RawBuilder<string | number>
}

const EQUALITY = ['=', '!=', 'in', 'not in'] as const
const SEARCH = ['~', '!~'] as const
const COMPARISON = ['=', '!=', '>', '>=', '<', '<='] as const

/** Nothing fulfils it. */
export const NOTHING: CqlPredicate = sql<SqlBool>`1 = 0`

/** Everything fulfils it. */
export const EVERYTHING: CqlPredicate = sql<SqlBool>`1 = 1`

/** Whether a column holds one of the ids. */
function oneOf(column: string, items: readonly IdItem[]): CqlPredicate {
  const reference = sql.ref(column)
  const single = items.flatMap((item) => (item.kind === 'one' ? [item.id] : []))
  const conditions = items.flatMap((item) =>
    item.kind === 'several' ? [sql<SqlBool>`${reference} in ${item.ids}`] : [],
  )
  if (single.length === 1) conditions.push(sql<SqlBool>`${reference} = ${single[0]}`)
  if (single.length > 1) conditions.push(sql<SqlBool>`${reference} in (${sql.join(single)})`)
  return anyOf(conditions)
}

function anyOf(conditions: readonly CqlPredicate[]): CqlPredicate {
  const [only] = conditions
  if (only === undefined) return NOTHING
  return conditions.length === 1 ? only : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

/** Whether the id in a column is among those that a query finds for one of the ids or names. */
function listedIn(column: string, ids: RawBuilder<number>): CqlPredicate {
  return sql<SqlBool>`${sql.ref(column)} in (${ids})`
}

/** Whether a column holds one of the names. */
export function named(column: string, names: readonly string[]): CqlPredicate {
  const reference = sql.ref(column)
  if (names.length === 1) return sql<SqlBool>`${reference} = ${names[0]}`
  return names.length === 0 ? NOTHING : sql<SqlBool>`${reference} in (${sql.join(names)})`
}

const PREFIXES = ['team', 'global', 'system', 'my']

/** Labels by name, or by prefix and name as in `team:docs`. A bare name is nobody's `my:` label. */
function labels(names: readonly string[], { currentUserId }: CqlScope): CqlPredicate {
  const bare = names.filter((name) => !PREFIXES.includes(name.slice(0, Math.max(name.indexOf(':'), 0))))
  const conditions = PREFIXES.flatMap((prefix) => {
    const written = names.flatMap((name) =>
      name.startsWith(`${prefix}:`) ? [name.slice(prefix.length + 1)] : [],
    )
    if (written.length === 0) return []
    const own = prefix === 'my' ? sql` and label.owner_id = ${currentUserId ?? -1}` : sql``
    return [sql<SqlBool>`(label.prefix = ${prefix} and ${named('label.name', written)}${own})`]
  })
  if (bare.length > 0) {
    conditions.push(
      sql<SqlBool>`(label.prefix in ('global', 'team', 'system') and ${named('label.name', bare)})`,
    )
  }
  return anyOf(conditions)
}

function spacesOfCategory(names: readonly string[]): RawBuilder<number> {
  return sql<number>`select space_label.space_id from space_label join label on label.id = space_label.label_id
    where label.prefix = 'team' and ${named('label.name', names)}`
}

/** Kinds of space; `favourite` counts as one, as in Confluence. */
function spaceKinds(idColumn: string) {
  return (names: readonly string[], scope: CqlScope): CqlPredicate => {
    const kinds = names.filter((name) => name !== 'favourite' && name !== 'favorite')
    const conditions = [listedIn(idColumn, sql<number>`select id from space where ${named('kind', kinds)}`)]
    if (kinds.length < names.length) conditions.push(listedIn(idColumn, marked('favourite', 'space', scope)))
    return anyOf(conditions)
  }
}

/** The targets of a kind that the caller has marked. */
function marked(table: 'favourite', kind: string, { currentUserId }: CqlScope): RawBuilder<number> {
  return sql<number>`select target_id from ${sql.table(table)}
    where user_id = ${currentUserId ?? -1} and kind = ${kind}`
}

/** One's own, and those of other users where the caller may know them. */
function watchedBy(kind: string, column: string) {
  return (users: readonly IdItem[], { currentUserId, knowsWatches }: CqlScope): CqlPredicate => {
    const known = knowsWatches ? EVERYTHING : sql<SqlBool>`watch.user_id = ${currentUserId ?? -1}`
    return listedIn(
      column,
      sql<number>`select target_id from watch where kind = ${kind} and ${known} and ${oneOf('watch.user_id', users)}`,
    )
  }
}

/** Only one's own: of other users' favourites nothing is found. */
function favouriteOf(kind: string, column: string) {
  return (users: readonly IdItem[], scope: CqlScope): CqlPredicate =>
    listedIn(
      column,
      sql<number>`${marked('favourite', kind, scope)} and ${oneOf('favourite.user_id', users)}`,
    )
}

const spaceField = {
  operators: EQUALITY,
  equals: {
    values: 'space',
    of: {
      content: (items: readonly IdItem[]) => oneOf('content.space_id', items),
      space: (items: readonly IdItem[]) => oneOf('space.id', items),
    },
  },
  order: {
    values: 'text',
    by: sql<string>`(select space.lower_key from space where space.id = content.space_id)`,
  },
} as const

const contentField = {
  operators: EQUALITY,
  equals: {
    values: 'content',
    of: { content: (items: readonly IdItem[]) => oneOf('content.id', items) },
  },
  order: { values: 'number', by: sql<number>`content.id` },
} as const

const everywhere = { content: 'content.id', space: 'space.id', user: 'user_account.id' } as const

/** Every field of CQL. */
export const cqlFields: readonly CqlField[] = [
  {
    name: 'ancestor',
    operators: EQUALITY,
    summary: 'Pages below the page with this id, at any depth.',
    equals: {
      values: 'content',
      of: {
        content: (items) =>
          listedIn(
            'content.id',
            sql<number>`select content_id from content_ancestor where ${oneOf('ancestor_id', items)}`,
          ),
      },
    },
  },
  {
    name: 'container',
    operators: EQUALITY,
    summary: 'Comments and attachments of the content with this id.',
    equals: { values: 'content', of: { content: (items) => oneOf('content.container_id', items) } },
    order: { values: 'number', by: sql<number>`coalesce(content.container_id, 0)` },
  },
  { name: 'content', ...contentField, summary: 'The content with this id.' },
  { name: 'id', ...contentField, summary: 'The content with this id.' },
  {
    name: 'parent',
    operators: EQUALITY,
    summary: 'Pages directly below the page with this id; answers to the comment with this id.',
    equals: { values: 'content', of: { content: (items) => oneOf('content.parent_id', items) } },
    order: { values: 'number', by: sql<number>`coalesce(content.parent_id, 0)` },
  },
  { name: 'space', ...spaceField, summary: 'What lies in the space with this key; also the space itself.' },
  { name: 'space.key', ...spaceField, summary: 'The same as `space`.' },
  {
    name: 'space.type',
    operators: EQUALITY,
    summary:
      'What lies in a space of this type: `global`, `personal`, or `favourite` for those the caller saved.',
    equals: {
      values: 'name',
      of: { content: spaceKinds('content.space_id'), space: spaceKinds('space.id') },
    },
  },
  {
    name: 'space.category',
    operators: EQUALITY,
    summary: 'What lies in a space of this category (its `team` label).',
    equals: {
      values: 'name',
      of: {
        content: (names) => listedIn('content.space_id', spacesOfCategory(names)),
        space: (names) => listedIn('space.id', spacesOfCategory(names)),
      },
    },
  },
  {
    name: 'space.title',
    operators: SEARCH,
    summary: 'What lies in a space whose name has these words.',
    search: { scope: 'title', id: { content: 'content.space_id', space: 'space.id' } },
    order: {
      values: 'text',
      by: sql<string>`(select space.name from space where space.id = content.space_id)`,
    },
  },
  {
    name: 'text',
    operators: SEARCH,
    summary: 'Words in the title, the body or the labels; of an attachment also in the file.',
    search: { scope: 'any', id: everywhere },
  },
  {
    name: 'siteSearch',
    operators: SEARCH,
    summary: 'What the search box looks for: the same as `text`.',
    search: { scope: 'any', id: everywhere },
  },
  {
    name: 'title',
    operators: [...EQUALITY, ...SEARCH],
    summary: 'The title, with `=` whole and whatever the case of its letters, with `~` by its words.',
    equals: {
      values: 'name',
      of: {
        content: (names) => named('content.lower_title', names),
        space: (_names, _scope, raw) => named('space.name', raw),
        user: (_names, _scope, raw) => named('user_account.display_name', raw),
      },
    },
    search: { scope: 'title', id: everywhere },
    order: { values: 'text', by: sql<string>`content.lower_title` },
  },
  {
    name: 'type',
    operators: EQUALITY,
    summary:
      '`page`, `blogpost`, `comment`, `attachment`; `space` and `user` where an address answers with those; other types (`whiteboard`, `database`, `embed`, `folder` …) find nothing here.',
    equals: {
      values: 'name',
      of: {
        content: (names) => named('content.kind', names),
        space: (names) => (names.includes('space') ? EVERYTHING : NOTHING),
        user: (names) => (names.includes('user') ? EVERYTHING : NOTHING),
      },
    },
    order: { values: 'text', by: sql<string>`content.kind` },
  },
  {
    name: 'label',
    operators: EQUALITY,
    summary: 'What has this label, as `name` or `prefix:name`; `my:` labels are found by their owner.',
    equals: {
      values: 'name',
      of: {
        content: (names, scope) =>
          listedIn(
            'content.id',
            sql<number>`select content_label.content_id from content_label
              join label on label.id = content_label.label_id where ${labels(names, scope)}`,
          ),
        space: (names, scope) =>
          listedIn(
            'space.id',
            sql<number>`select space_label.space_id from space_label
              join label on label.id = space_label.label_id where ${labels(names, scope)}`,
          ),
      },
    },
  },
  {
    name: 'macro',
    operators: EQUALITY,
    summary: 'What calls the macro of this name.',
    equals: {
      values: 'name',
      of: {
        content: (names) =>
          listedIn(
            'content.id',
            sql<number>`select content_id from content_macro where ${named('name', names)}`,
          ),
      },
    },
  },
  {
    name: 'creator',
    operators: EQUALITY,
    summary: 'What this user created.',
    equals: {
      values: 'user',
      of: {
        content: (users) => oneOf('content.created_by', users),
        space: (users) => oneOf('space.created_by', users),
      },
    },
    order: {
      values: 'text',
      by: sql<string>`coalesce((select u.lower_username from user_account as u where u.id = content.created_by), '')`,
    },
  },
  {
    name: 'contributor',
    operators: EQUALITY,
    summary: 'What this user wrote a version of.',
    equals: {
      values: 'user',
      of: {
        content: (users) =>
          listedIn(
            'content.id',
            sql<number>`select content_id from content_version where ${oneOf('content_version.created_by', users)}`,
          ),
      },
    },
  },
  {
    name: 'mention',
    operators: EQUALITY,
    summary: 'What mentions this user.',
    equals: {
      values: 'user',
      of: {
        content: (users) =>
          listedIn(
            'content.id',
            sql<number>`select content_id from content_mention where ${oneOf('user_id', users)}`,
          ),
      },
    },
  },
  {
    name: 'watcher',
    operators: EQUALITY,
    summary: 'What this user watches; of others than the caller only administrators find it.',
    equals: {
      values: 'user',
      of: { content: watchedBy('content', 'content.id'), space: watchedBy('space', 'space.id') },
    },
  },
  {
    name: 'favourite',
    aliases: ['favorite'],
    operators: EQUALITY,
    summary: 'What this user saved for later; of others than the caller nothing is found.',
    equals: {
      values: 'user',
      of: { content: favouriteOf('content', 'content.id'), space: favouriteOf('space', 'space.id') },
    },
  },
  {
    name: 'owner',
    operators: EQUALITY,
    summary: 'What this user owns: its creator, unless it was handed over.',
    equals: {
      values: 'user',
      of: {
        content: (users) =>
          sql<SqlBool>`(${oneOf('content.owner_id', users)}
            or (content.owner_id is null and ${oneOf('content.created_by', users)}))`,
      },
    },
  },
  {
    name: 'created',
    operators: COMPARISON,
    summary: 'When it was created.',
    instant: { content: 'content.created_at', space: 'space.created_at' },
    order: { values: 'number', by: sql<number>`content.created_at` },
  },
  {
    name: 'lastmodified',
    operators: COMPARISON,
    summary: 'When it was last changed.',
    instant: { content: 'content.updated_at', space: 'space.created_at' },
    order: { values: 'number', by: sql<number>`content.updated_at` },
  },
  {
    name: 'user',
    operators: EQUALITY,
    summary: 'The user with this name, key or account id.',
    equals: { values: 'user', of: { user: (users) => oneOf('user_account.id', users) } },
  },
  {
    name: 'user.fullname',
    operators: SEARCH,
    summary: 'Users whose full name has these words.',
    search: { scope: 'title', id: { user: 'user_account.id' } },
  },
  {
    name: 'user.accountid',
    operators: EQUALITY,
    summary: 'The user with this account id.',
    equals: {
      values: 'name',
      of: { user: (_names, _scope, raw) => named('user_account.account_id', raw) },
    },
  },
  {
    name: 'user.userkey',
    operators: EQUALITY,
    summary: 'The user with this key.',
    equals: { values: 'name', of: { user: (_names, _scope, raw) => named('user_account.user_key', raw) } },
  },
]

const byName: ReadonlyMap<string, CqlField> = new Map(
  cqlFields.flatMap((field) =>
    [field.name, ...(field.aliases ?? [])].map((name) => [foldCase(name), field] as const),
  ),
)

/** The field of a name, whatever the case of its letters. */
export function cqlField(name: string): CqlField | undefined {
  return byName.get(foldCase(name))
}

/** Whether a field can be asked of a kind of thing. */
export function applies(field: CqlField, thing: CqlThing): boolean {
  const sides = [field.equals?.of, field.search?.id, field.instant]
  return sides.some((side) => side !== undefined && side[thing] !== undefined)
}
