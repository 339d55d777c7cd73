import { AppError } from '../../base/errors.ts'

const TYPES: Readonly<Record<string, string>> = {
  page: 'page',
  blogpost: 'blogpost',
  comment: 'comment',
  attachment: 'attachment',
  spacedescription: 'space',
  spacedesc: 'space',
  personalinformation: 'user',
  userinfo: 'user',
}

const SINCE: Readonly<Record<string, string>> = {
  today: 'startOfDay()',
  yesterday: 'startOfDay("-1d")',
  lastweek: 'now("-1w")',
  lastmonth: 'now("-1M")',
}

/** How a search for words is narrowed. */
export interface Narrowed {
  readonly type?: string
  /** TODAY, YESTERDAY, LASTWEEK or LASTMONTH. */
  readonly modified?: string
  readonly spaceKey?: string
  /** A user name. */
  readonly contributor?: string
}

/** The question in CQL, which is what the search understands. */
export function cqlOf(query: string, narrowed: Narrowed): string {
  const { type = 'all', modified, spaceKey, contributor } = narrowed
  const wanted = type.toLowerCase() === 'all' ? undefined : TYPES[type.toLowerCase()]
  if (type.toLowerCase() !== 'all' && wanted === undefined) {
    throw new AppError(
      'bad-parameter',
      `There is no type "${type}". Use one of ${Object.keys(TYPES).join(', ')}.`,
    )
  }
  const since = modified === undefined ? undefined : SINCE[modified.toLowerCase()]
  if (modified !== undefined && since === undefined) {
    throw new AppError(
      'bad-parameter',
      `modified is TODAY, YESTERDAY, LASTWEEK or LASTMONTH, not "${modified}".`,
    )
  }
  if (wanted === 'user') return `user.fullname ~ ${quoted(query)}`
  return [
    `siteSearch ~ ${quoted(query)}`,
    ...(wanted === undefined ? [] : [`type = ${wanted}`]),
    ...(spaceKey ? [`space = ${quoted(spaceKey)}`] : []),
    ...(since === undefined ? [] : [`lastmodified >= ${since}`]),
    ...(contributor ? [`contributor = ${quoted(contributor)}`] : []),
  ].join(' AND ')
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
