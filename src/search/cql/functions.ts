import { type RawBuilder, sql } from 'kysely'
import { foldCase } from '../../base/text.ts'
import { addUnits, type DateUnit, parseIncrement, startOf } from './dates.ts'
import type { CqlScope } from './scope.ts'

/** What kind of thing a value of a field is. */
export type CqlValueType = 'content' | 'space' | 'user' | 'date' | 'name'

/** Ids of contents, spaces or users: at most one, as a number or a scalar query, or several from a query. */
export type IdItem =
  | { readonly kind: 'one'; readonly id: RawBuilder<number> }
  | { readonly kind: 'several'; readonly ids: RawBuilder<number> }

/** What a call stands for. No ids at all for `currentUser()` of an anonymous caller. */
export type CqlCallResult =
  | { readonly kind: 'ids'; readonly items: readonly IdItem[] }
  | { readonly kind: 'date'; readonly at: number }
  /** The call cannot be answered; a sentence that says why. */
  | { readonly kind: 'refused'; readonly why: string }

/** A function of CQL. */
export interface CqlFunction {
  readonly name: string
  /** Its arguments as the reference writes them. */
  readonly signature: string
  readonly most: number
  /** The fields it goes with: those with values of this type. */
  readonly type: CqlValueType
  /** One sentence for the reference. */
  readonly summary: string
  call(args: readonly string[], scope: CqlScope): CqlCallResult
}

const INCREMENT = '[increment]'

function dateFunction(
  name: string,
  naturalUnit: DateUnit,
  summary: string,
  at: (now: number, zone: string, shift: (at: number) => number) => number,
): CqlFunction {
  return {
    name,
    signature: `${name}(${INCREMENT})`,
    most: 1,
    type: 'date',
    summary,
    call([increment], scope) {
      const zone = scope.timeZone ?? 'UTC'
      if (increment === undefined) return { kind: 'date', at: at(scope.now, zone, (same) => same) }
      const parsed = parseIncrement(increment, naturalUnit)
      if (parsed === undefined) {
        return {
          kind: 'refused',
          why: `"${increment}" is not an increment of ${name}(): write a sign, a number and one of y, M, w, d, h and m, as in ${name}("-4w").`,
        }
      }
      return {
        kind: 'date',
        at: at(scope.now, zone, (from) => addUnits(from, parsed.count, parsed.unit, zone)),
      }
    },
  }
}

function boundaries(unit: 'd' | 'w' | 'M' | 'y', word: string): CqlFunction[] {
  const name = word.charAt(0).toUpperCase() + word.slice(1)
  const monday = unit === 'w' ? ' Weeks begin on Monday.' : ''
  return [
    dateFunction(
      `startOf${name}`,
      unit,
      `The first instant of the current ${word}, then the increment.${monday}`,
      (now, zone, shift) => shift(startOf(unit, now, zone)),
    ),
    dateFunction(
      `endOf${name}`,
      unit,
      `The last instant of the current ${word}, then the increment.${monday}`,
      (now, zone, shift) => shift(addUnits(startOf(unit, now, zone), 1, unit, zone)) - 1,
    ),
  ]
}

const MOST_RECENT = 200

function recent(
  [limit, offset]: readonly string[],
  scope: CqlScope,
  query: (user: number, limit: number, offset: number) => RawBuilder<number>,
): CqlCallResult {
  const numbers = [limit ?? String(MOST_RECENT), offset ?? '0']
  const wrong = numbers.find((text) => !/^\d{1,6}$/.test(text))
  if (wrong !== undefined) return { kind: 'refused', why: `"${wrong}" is not a number of results.` }
  if (scope.currentUserId === undefined) return { kind: 'ids', items: [] }
  const [most = 0, from = 0] = numbers.map(Number)
  const ids = query(scope.currentUserId, Math.min(most, MOST_RECENT), from)
  return { kind: 'ids', items: [{ kind: 'several', ids }] }
}

/** Every function of CQL. */
export const cqlFunctions: readonly CqlFunction[] = [
  {
    name: 'currentUser',
    signature: 'currentUser()',
    most: 0,
    type: 'user',
    summary: 'Who asks; nobody for anonymous callers.',
    call: (_, { currentUserId }) => ({
      kind: 'ids',
      items: currentUserId === undefined ? [] : [{ kind: 'one', id: sql<number>`${currentUserId}` }],
    }),
  },
  {
    name: 'currentSpace',
    signature: 'currentSpace()',
    most: 0,
    type: 'space',
    summary: 'The space that `cqlcontext` names as `spaceKey`.',
    call: (_, { currentSpaceKey }) =>
      currentSpaceKey === undefined
        ? {
            kind: 'refused',
            why: 'currentSpace() needs a current space: give one with cqlcontext={"spaceKey":"…"}.',
          }
        : { kind: 'ids', items: [spaceByKey(currentSpaceKey)] },
  },
  {
    name: 'currentContent',
    signature: 'currentContent()',
    most: 0,
    type: 'content',
    summary: 'The content that `cqlcontext` names as `contentId`.',
    call: (_, { currentContentId }) =>
      currentContentId === undefined
        ? {
            kind: 'refused',
            why: 'currentContent() needs a current content: give one with cqlcontext={"contentId":"…"}.',
          }
        : { kind: 'ids', items: [{ kind: 'one', id: sql<number>`${currentContentId}` }] },
  },
  dateFunction('now', 'd', 'This moment, then the increment.', (now, _, shift) => shift(now)),
  ...boundaries('d', 'day'),
  ...boundaries('w', 'week'),
  ...boundaries('M', 'month'),
  ...boundaries('y', 'year'),
  {
    name: 'favouriteSpaces',
    signature: 'favouriteSpaces()',
    most: 0,
    type: 'space',
    summary: 'The spaces that the caller saved for later.',
    call: (_, { currentUserId }) => ({
      kind: 'ids',
      items:
        currentUserId === undefined
          ? []
          : [
              {
                kind: 'several',
                ids: sql<number>`(select target_id from favourite where user_id = ${currentUserId} and kind = 'space')`,
              },
            ],
    }),
  },
  {
    name: 'recentlyViewedContent',
    signature: 'recentlyViewedContent([limit], [offset])',
    most: 2,
    type: 'content',
    summary:
      'What the caller looked at last: at most `limit` contents (at most 200) after the first `offset`.',
    call: (args, scope) =>
      recent(
        args,
        scope,
        (user, limit, offset) => sql<number>`(select content_id from content_view where user_id = ${user}
          order by viewed_at desc, content_id desc limit ${sql.lit(limit)} offset ${offset})`,
      ),
  },
  {
    name: 'recentlyViewedSpaces',
    signature: 'recentlyViewedSpaces([limit])',
    most: 1,
    type: 'space',
    summary: 'The spaces of what the caller looked at last, at most `limit` (at most 200).',
    call: (args, scope) =>
      recent(
        args,
        scope,
        (user, limit) => sql<number>`(select viewed.space_id from content_view
          join content as viewed on viewed.id = content_view.content_id
          where content_view.user_id = ${user} group by viewed.space_id
          order by max(content_view.viewed_at) desc, viewed.space_id desc limit ${sql.lit(limit)})`,
      ),
  },
]

/** The space of a key, whatever the case of its letters. */
export function spaceByKey(key: string): IdItem {
  return { kind: 'one', id: sql<number>`(select id from space where lower_key = ${foldCase(key)})` }
}
