const DAY_MS = 24 * 3_600_000

/**
 * A query for the latest first. The server takes its dates in a time zone that it does not tell, so the bound is a day
 * early; who asks looks at the dates of the answers.
 */
export function cqlOf(what: string, spaces: readonly string[], bound: string | undefined): string {
  const keys = spaces.map((key) => `"${key.replace(/["\\]/g, '\\$&')}"`).join(', ')
  const conditions = [
    what,
    ...(spaces.length > 0 ? [`space in (${keys})`] : []),
    ...(bound === undefined
      ? []
      : [`lastmodified >= "${new Date(Date.parse(bound) - DAY_MS).toISOString().slice(0, 10)}"`]),
  ]
  return `${conditions.join(' and ')} order by lastmodified desc`
}
