import { AppError } from '../../base/errors.ts'

/** The refusal of a query, in Confluence's manner: `Could not parse cql : …`, then what is wrong and where. */
export function badCql(cql: string, what: string, at?: number): AppError {
  const shown = cql.length > MOST_SHOWN ? `${cql.slice(0, MOST_SHOWN).toWellFormed()}…` : cql
  const where = at === undefined ? '' : ` (at character ${at + 1})`
  return new AppError('bad-cql', `Could not parse cql : ${shown} : ${what}${where}`)
}

/** The refusal of a request without a query. */
export function missingCql(): AppError {
  return new AppError('bad-cql', 'cql query parameter is required')
}

const MOST_SHOWN = 500

/** Names for a sentence: `"a", "b" and "c"`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}
