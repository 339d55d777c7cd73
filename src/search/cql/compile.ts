import { sql, type SqlBool } from 'kysely'
import { foldCase } from '../../base/text.ts'
import { found, needsWord } from '../match.ts'
import { positiveTerms, type TextQuery, type TextTerm } from '../query.ts'
import type { CqlOrder } from './ast.ts'
import {
  type CqlField,
  type CqlPredicate,
  type CqlSortKey,
  cqlFields,
  EVERYTHING,
  named,
  NOTHING,
} from './fields.ts'
import { badCql } from './messages.ts'
import { parseCql } from './parser.ts'
import { type ResolvedClause, type ResolvedCondition, resolveCondition, resolveField } from './resolve.ts'
import type { CqlThing, CqlScope } from './scope.ts'

/** A query, ready to run. The predicates are over the tables `content`, `space` and `user_account` by these names. */
export interface CompiledCql {
  /** Which kinds of things the query can find; the others' predicates find nothing. */
  readonly things: readonly CqlThing[]
  /** The whole condition over `content`, with its statuses. Reads the full-text index by subquery. */
  readonly where: CqlPredicate
  readonly whereSpace: CqlPredicate
  readonly whereUser: CqlPredicate
  /** What every content that is found must hold, and the rest of the condition: the fast way of `findContent`. */
  readonly text: TextQuery | undefined
  readonly filter: CqlPredicate
  /** Whether it asks for labels, and of the contents that have them for nothing but what the index `content_facts` holds. */
  readonly asksOnlyFacts: boolean
  /** Folded texts that were searched for: a title that is just that comes first. */
  readonly titles: readonly string[]
  /** Words that were searched for, for excerpts. */
  readonly terms: readonly TextTerm[]
  /** `ORDER BY`; when empty, contents come as `findContent` ranks them if there is `text`, else the last modified first. */
  readonly order: readonly CqlSort[]
}

export interface CqlSort extends CqlSortKey {
  readonly descending: boolean
}

/** Compile a query for one caller. Throws `bad-cql` and nothing else. */
export function compileCql(cql: string, scope: CqlScope): CompiledCql {
  const parsed = parseCql(cql)
  const order = parsed.order.map((key) => sort(cql, key, scope))
  const condition = parsed.condition && resolveCondition(cql, parsed.condition, scope)
  const compiler = new Compiler(scope)
  const things = THINGS.filter(
    (thing) => answers(thing, condition, scope) && possible(condition, thing) !== false,
  )
  const where = (thing: CqlThing) => (things.includes(thing) ? compiler.all(condition, thing) : NOTHING)
  const status = statuses(scope)
  const { text, rest } = compiler.split(condition)
  const searched = condition === undefined ? [] : searches(condition)
  return {
    things,
    where: conjunction([status, where('content')]),
    whereSpace: where('space'),
    whereUser: where('user'),
    text: things.includes('content') ? text : undefined,
    filter: things.includes('content') ? conjunction([status, ...rest]) : NOTHING,
    asksOnlyFacts: condition !== undefined && asksOnlyFacts(condition, order),
    titles: searched.map(({ text }) => foldCase(text.trim())),
    terms: searched.flatMap(({ query }) => (query === undefined ? [] : positiveTerms(query))),
    order,
  }
}

/** Fields whose columns are in the index `content_facts`. */
const FACTS: ReadonlySet<string> = new Set(['label', 'space', 'type', 'lastmodified'])

function asksOnlyFacts(condition: ResolvedCondition, order: readonly CqlSort[]): boolean {
  const parts = factors(condition)
  const names = parts.map((part) => (part.kind === 'clause' && !part.negative ? part.field.name : ''))
  return (
    names.includes('label') &&
    names.every((name) => FACTS.has(name)) &&
    order.every(({ by }) => by === cqlFields.find(({ name }) => name === 'lastmodified')?.order?.by)
  )
}

const THINGS: readonly CqlThing[] = ['content', 'space', 'user']

const ID: Readonly<Record<CqlThing, string>> = {
  content: 'content.id',
  space: 'space.id',
  user: 'user_account.id',
}

const TITLE: Readonly<Record<CqlThing, string>> = {
  content: 'content.lower_title',
  space: 'space.name',
  user: 'user_account.display_name',
}

/** Spaces and users are found only by a query that names their type: scripts expect contents of all others. */
function answers(thing: CqlThing, condition: ResolvedCondition | undefined, scope: CqlScope): boolean {
  const { answers = 'anything' } = scope
  if (answers === 'users') return thing === 'user'
  if (thing === 'content') return true
  return answers === 'anything' && condition !== undefined && namesType(condition, thing)
}

function namesType(condition: ResolvedCondition, type: string): boolean {
  if (condition.kind === 'not') return namesType(condition.part, type)
  if (condition.kind !== 'clause') return condition.parts.some((part) => namesType(part, type))
  const { field, negative, operand } = condition
  return field.name === 'type' && !negative && operand.kind === 'names' && operand.folded.includes(type)
}

/** Whether things of a kind can fulfil a condition, as far as its fields alone tell; undefined when they do not. */
function possible(condition: ResolvedCondition | undefined, thing: CqlThing): boolean | undefined {
  if (condition === undefined) return true
  if (condition.kind === 'not') {
    const part = possible(condition.part, thing)
    return part === undefined ? undefined : !part
  }
  if (condition.kind === 'clause') return possibleClause(condition, thing)
  const parts = condition.parts.map((part) => possible(part, thing))
  const decisive = condition.kind === 'or'
  if (parts.includes(decisive)) return decisive
  return parts.includes(undefined) ? undefined : !decisive
}

function possibleClause({ field, negative, operand }: ResolvedClause, thing: CqlThing): boolean | undefined {
  if (operand.kind === 'names' && field.name === 'type') {
    const named = operand.folded.includes(thing)
    if (thing !== 'content') return named !== negative
    return operand.folded.every((type) => type === 'space' || type === 'user') ? negative : undefined
  }
  return side(field, operand.kind, thing) === undefined ? negative : undefined
}

/** What makes the condition of a clause for a kind of thing; undefined when the field does not apply to it. */
function side(field: CqlField, kind: ResolvedClause['operand']['kind'], thing: CqlThing): unknown {
  if (kind === 'search') return field.search?.id[thing]
  return kind === 'date' ? field.instant?.[thing] : field.equals?.of[thing]
}

function searches(condition: ResolvedCondition): Extract<ResolvedClause['operand'], { kind: 'search' }>[] {
  if (condition.kind === 'not') return []
  if (condition.kind !== 'clause') return condition.parts.flatMap(searches)
  const { negative, operand, field } = condition
  return operand.kind === 'search' && !negative && field.search?.id.content === ID.content ? [operand] : []
}

function statuses({ statuses = ['current'] }: CqlScope): CqlPredicate {
  return named('content.status', statuses)
}

function sort(cql: string, { field: name, descending }: CqlOrder, scope: CqlScope): CqlSort {
  const field = resolveField(cql, name, scope)
  if (field.order !== undefined) return { ...field.order, descending }
  const sortable = cqlFields.filter((one) => one.order !== undefined).map((one) => one.name)
  throw badCql(cql, `Results cannot be ordered by "${field.name}", only by ${sortable.join(', ')}.`, name.at)
}

/** Levels of a full-text condition that are left to one look into the index; deeper ones become SQL. */
const TEXT_LEVELS = 6

class Compiler {
  readonly #scope: CqlScope

  constructor(scope: CqlScope) {
    this.#scope = scope
  }

  /** The condition over the table of one kind of thing. */
  all(condition: ResolvedCondition | undefined, thing: CqlThing): CqlPredicate {
    return condition === undefined ? EVERYTHING : this.#predicate(condition, thing)
  }

  /** The condition over `content` as a full-text query that every hit fulfils, and the rest. */
  split(condition: ResolvedCondition | undefined): { text: TextQuery | undefined; rest: CqlPredicate[] } {
    if (condition === undefined) return { text: undefined, rest: [] }
    const searched: TextQuery[] = []
    const rest: CqlPredicate[] = []
    for (const part of factors(condition)) {
      const query = textOf(part, 'content')
      if (query !== undefined && needsWord(query)) searched.push(query)
      else rest.push(this.#predicate(part, 'content'))
    }
    const text: TextQuery | undefined = searched.length > 1 ? { kind: 'and', parts: searched } : searched[0]
    return { text, rest }
  }

  #predicate(condition: ResolvedCondition, thing: CqlThing): CqlPredicate {
    const query = textOf(condition, thing)
    if (query !== undefined) return this.#found(query, ID[thing])
    switch (condition.kind) {
      case 'clause':
        return this.#clause(condition, thing)
      case 'not':
        return negation(this.#predicate(condition.part, thing))
      default:
        return this.#parts(condition.kind, condition.parts, thing)
    }
  }

  /** Parts that ask the full text share one look into the index. */
  #parts(kind: 'and' | 'or', parts: readonly ResolvedCondition[], thing: CqlThing): CqlPredicate {
    const queries: TextQuery[] = []
    const predicates: CqlPredicate[] = []
    for (const part of parts) {
      const query = textOf(part, thing, 1)
      if (query === undefined) predicates.push(this.#predicate(part, thing))
      else queries.push(query)
    }
    const [only] = queries
    if (only !== undefined) {
      predicates.push(this.#found(queries.length > 1 ? { kind, parts: queries } : only, ID[thing]))
    }
    return kind === 'and' ? conjunction(predicates) : disjunction(predicates)
  }

  #found(query: TextQuery, id: string): CqlPredicate {
    return found(this.#scope.engine, query, sql.ref<number>(id))
  }

  #clause({ field, negative, operand }: ResolvedClause, thing: CqlThing): CqlPredicate {
    const positive = this.#positive(field, operand, thing)
    if (positive === undefined) return negative ? EVERYTHING : NOTHING
    return negative ? negation(positive) : positive
  }

  /** Undefined when the field does not apply to this kind of thing. */
  #positive(field: CqlField, operand: ResolvedClause['operand'], thing: CqlThing): CqlPredicate | undefined {
    const { equals } = field
    switch (operand.kind) {
      case 'ids':
        return equals?.values === 'name' ? undefined : equals?.of[thing]?.(operand.items, this.#scope)
      case 'names':
        return equals?.values === 'name'
          ? equals.of[thing]?.(operand.folded, this.#scope, operand.raw)
          : undefined
      case 'search': {
        const id = field.search?.id[thing]
        if (id === undefined) return undefined
        return operand.query ? this.#found(operand.query, id) : this.#holds(TITLE[thing], operand.text)
      }
      case 'date': {
        const column = field.instant?.[thing]
        return column === undefined ? undefined : dated(column, operand)
      }
    }
  }

  /** A text without a word (`!!!`) is looked for in titles as it stands: the index knows only words. */
  #holds(column: string, text: string): CqlPredicate {
    const wanted = foldCase(text.trim())
    if (wanted === '') return NOTHING
    const place = this.#scope.engine === 'sqlite' ? sql.raw('instr') : sql.raw('strpos')
    return sql<SqlBool>`${place}(${sql.ref(column)}, ${wanted}) > 0`
  }
}

/** What must all be true, out of the parentheses of nested ANDs. */
function factors(condition: ResolvedCondition): ResolvedCondition[] {
  return condition.kind === 'and' ? condition.parts.flatMap(factors) : [condition]
}

/** A condition that asks nothing but the full text of the thing itself, as one query. */
function textOf(condition: ResolvedCondition, thing: CqlThing, level = 0): TextQuery | undefined {
  if (level > TEXT_LEVELS) return undefined
  if (condition.kind === 'clause') {
    const { field, operand, negative } = condition
    if (operand.kind !== 'search' || field.search?.id[thing] !== ID[thing]) return undefined
    return operand.query && negative ? { kind: 'not', part: operand.query } : operand.query
  }
  if (condition.kind === 'not') {
    const part = textOf(condition.part, thing, level + 1)
    return part && { kind: 'not', part }
  }
  const parts: TextQuery[] = []
  for (const one of condition.parts) {
    const part = textOf(one, thing, level + 1)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return { kind: condition.kind, parts }
}

function dated(
  column: string,
  { operator, span, at }: Extract<ResolvedClause['operand'], { kind: 'date' }>,
): CqlPredicate {
  const reference = sql.ref(column)
  if (operator === '=') {
    return sql<SqlBool>`(${reference} >= ${span.start} and ${reference} < ${span.end})`
  }
  return sql<SqlBool>`${reference} ${sql.raw(operator)} ${at}`
}

/** True of everything that the condition is not true of, unknown values included. */
function negation(condition: CqlPredicate): CqlPredicate {
  return sql<SqlBool>`((${condition}) is not true)`
}

function conjunction(conditions: readonly CqlPredicate[]): CqlPredicate {
  const [first] = conditions
  if (first === undefined) return EVERYTHING
  return conditions.length === 1 ? first : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

function disjunction(conditions: readonly CqlPredicate[]): CqlPredicate {
  const [first] = conditions
  if (first === undefined) return NOTHING
  return conditions.length === 1 ? first : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}
