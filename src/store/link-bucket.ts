import { type Expression, type RawBuilder, sql } from 'kysely'

/**
 * Which of 16 buckets a folded title is in, as SQLite reckons it from its length and some of its characters (the
 * last but one may be missing). Few
 * enough that the links of one save are written near each other, and many enough that looking through a bucket is quick.
 * The index `content_link_bucket` is made of this very expression: another one would need another index.
 */
export function linkBucket(title: Expression<string>): RawBuilder<number> {
  return sql<number>`((length(${title}) * 5 + unicode(${title}) * 3 + unicode(substr(${title}, length(${title}) / 2 + 1)) * 7
    + unicode(substr(${title}, -1)) + coalesce(unicode(substr(${title}, -2, 1)), 0) * 11) % 16)`
}
