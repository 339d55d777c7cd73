import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Engine } from '../store/database.ts'
import type { TextQuery, TextTerm } from './query.ts'

/**
 * The full-text condition over a row of `search_index`. Undefined when a thing without any of the words could
 * fulfil it (`-word`): no index finds that.
 */
export function indexMatches(engine: Engine, query: TextQuery): RawBuilder<SqlBool> | undefined {
  if (!needsWord(query)) return undefined
  if (engine === 'postgres') return postgresRow(query)
  return sql<SqlBool>`search_index match ${fts5(query)}`
}

/** The full-text condition over the id of a thing, wherever that is. */
export function found(engine: Engine, query: TextQuery, id: Expression<number>): RawBuilder<SqlBool> {
  const condition = indexMatches(engine, query)
  if (condition !== undefined) {
    return sql<SqlBool>`${id} in (select ${indexId(engine)} from search_index where ${condition})`
  }
  if (query.kind === 'not') return sql<SqlBool>`not (${found(engine, query.part, id)})`
  if (query.kind === 'and' || query.kind === 'or') {
    const parts = query.parts.map((part) => found(engine, part, id))
    return sql<SqlBool>`(${sql.join(parts, query.kind === 'and' ? sql` and ` : sql` or `)})`
  }
  return sql<SqlBool>`1 = 1`
}

/** The column of `search_index` that holds the id of the thing. */
export function indexId(engine: Engine): RawBuilder<number> {
  return engine === 'sqlite' ? sql`search_index.rowid` : sql`search_index.id`
}

/** Whether only a thing that holds some word can fulfil the query, in every branch that must be looked up. */
export function needsWord(query: TextQuery): boolean {
  if (query.kind === 'term') return true
  if (query.kind === 'or') return query.parts.every(needsWord)
  if (query.kind !== 'and') return false
  return (
    query.parts.some((part) => part.kind !== 'not') &&
    query.parts.every((part) => needsWord(part.kind === 'not' ? part.part : part))
  )
}

/** Words hold letters and digits only, so quotes are all the escaping that FTS5 needs. */
function fts5(query: TextQuery): string {
  switch (query.kind) {
    case 'term':
      return fts5Term(query)
    case 'or':
      return `(${query.parts.map(fts5).join(' OR ')})`
    case 'and': {
      const wanted = query.parts.filter((part) => part.kind !== 'not').map(fts5)
      const unwanted = query.parts.flatMap((part) => (part.kind === 'not' ? [fts5(part.part)] : []))
      const all = `(${wanted.join(' AND ')})`
      return unwanted.length === 0 ? all : `(${all} NOT (${unwanted.join(' OR ')}))`
    }
    default:
      throw new Error(`FTS5 cannot look up "${query.kind}".`)
  }
}

function fts5Term(term: TextTerm): string {
  const asWritten = term.exact || term.words.length > 1
  const columns = asWritten
    ? term.scope === 'title'
      ? '{title} : '
      : '{title body} : '
    : term.scope === 'title'
      ? '{title title_more} : '
      : ''
  const first = `${columns}"${term.words.join(' ')}"${term.prefix ? ' *' : ''}`
  const others = term.also.map((word) => `${columns}"${word}"`)
  return `(${[first, ...others].join(' OR ')})`
}

function postgresRow(query: TextQuery): RawBuilder<SqlBool> {
  const plain = tsquery(query)
  if (plain !== undefined) return sql<SqlBool>`search_index.words @@ ${plain}::tsquery`
  switch (query.kind) {
    case 'term':
      return postgresPhrase(query)
    case 'not':
      return sql<SqlBool>`not (${postgresRow(query.part)})`
    case 'and':
    case 'or': {
      const parts = query.parts.map(postgresRow)
      return sql<SqlBool>`(${sql.join(parts, query.kind === 'and' ? sql` and ` : sql` or `)})`
    }
    default:
      throw new Error(`A tsquery cannot look up "${query.kind}".`)
  }
}

/** A phrase: the index finds the texts that hold all its words, the words in order tell whether in a row. */
function postgresPhrase(term: TextTerm): RawBuilder<SqlBool> {
  const pattern = `% ${term.words.join(' ')}${term.prefix ? '' : ' '}%`
  const inTitle = sql<SqlBool>`search_index.title_words like ${pattern}`
  const inPlace =
    term.scope === 'title' ? inTitle : sql<SqlBool>`(${inTitle} or search_index.body_words like ${pattern})`
  return sql<SqlBool>`(search_index.words @@ ${tsqueryTerm(term).join(' & ')}::tsquery and ${inPlace})`
}

/** The query as a tsquery literal; undefined when it holds a phrase. */
function tsquery(query: TextQuery): string | undefined {
  switch (query.kind) {
    case 'term':
      return query.words.length > 1 ? undefined : `(${tsqueryTerm(query).join(' | ')})`
    case 'not': {
      const part = tsquery(query.part)
      return part && `!${part}`
    }
    case 'and':
    case 'or': {
      const parts: string[] = []
      for (const one of query.parts) {
        const part = tsquery(one)
        if (part === undefined) return undefined
        parts.push(part)
      }
      return `(${parts.join(query.kind === 'and' ? ' & ' : ' | ')})`
    }
    default:
      return undefined
  }
}

/**
 * Marks before the words of a tsvector, of characters that no word holds: what else finds a text (stems, parts of
 * identifiers), a word of the title, what else finds the title. A word without a mark stands in title or body.
 */
export const WORD_MARKS = { more: '\u{e000}', title: '\u{e001}', titleMore: '\u{e002}' } as const

/** The words of a term as tsquery operands, each with its other forms. */
function tsqueryTerm(term: TextTerm): string[] {
  const asWritten = term.exact || term.words.length > 1
  const inTitle = term.scope === 'title'
  const mark = inTitle ? WORD_MARKS.title : ''
  const moreMark = inTitle ? WORD_MARKS.titleMore : WORD_MARKS.more
  const last = term.words.length - 1
  return [
    ...term.words.map((word, i) => {
      const flag = term.prefix && i === last ? ':*' : ''
      const written = `'${mark}${word}'${flag}`
      return asWritten ? written : `(${written} | '${moreMark}${word}'${flag})`
    }),
    ...term.also.map((word) => `'${mark}${word}' | '${moreMark}${word}'`),
  ]
}
