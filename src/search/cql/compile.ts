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
import type { CqlEntity, CqlScope } from './scope.ts'

/** A query, ready to run. The predicates are over the tables `content`, `space` and `user_account` by these names. */
export interface CompiledCql {
  /** Which kinds of things the query can find; the others' predicates find nothing. */
  readonly entities: readonly CqlEntity[]
  /** The whole condition over `content`, with its statuses. Reads the full-text index by subquery. */
  readonly where: CqlPredicate
  readonly whereSpace: CqlPredicate
  readonly whereUser: CqlPredicate
  /** What every content that is found must hold, and the rest of the condition: the fast way of `findContent`. */
  readonly text: TextQuery | undefined
  readonly filter: CqlPredicate
  /** Folded texts that were searched for: a title that is just that comes first. */
  readonly titles: readonly string[]
  /** Words that were searched for, for excerpts. */
  readonly terms: readonly TextTerm[]
  /** `ORDER BY`; when empty, contents come by relevance if there is `text`, else the last modified first. */
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
  const entities = ENTITIES.filter(
    (entity) => answers(entity, condition, scope) && possible(condition, entity) !== false,
  )
  const where = (entity: CqlEntity) => (entities.includes(entity) ? compiler.all(condition, entity) : NOTHING)
  const status = statuses(scope)
  const { text, rest } = compiler.split(condition)
  const searched = condition === undefined ? [] : searches(condition)
  return {
    entities,
    where: conjunction([status, where('content')]),
    whereSpace: where('space'),
    whereUser: where('user'),
    text: entities.includes('content') ? text : undefined,
    filter: entities.includes('content') ? conjunction([status, ...rest]) : NOTHING,
    titles: searched.map(({ text }) => foldCase(text.trim())),
    terms: searched.flatMap(({ query }) => (query === undefined ? [] : positiveTerms(query))),
    order,
  }
}

const ENTITIES: readonly CqlEntity[] = ['content', 'space', 'user']

const ID: Readonly<Record<CqlEntity, string>> = {
  content: 'content.id',
  space: 'space.id',
  user: 'user_account.id',
}

const TITLE: Readonly<Record<CqlEntity, string>> = {
  content: 'content.lower_title',
  space: 'space.name',
  user: 'user_account.display_name',
}

/** Spaces and users are found only by a query that names their type: scripts expect contents of all others. */
function answers(entity: CqlEntity, condition: ResolvedCondition | undefined, scope: CqlScope): boolean {
  const { answers = 'anything' } = scope
  if (answers === 'users') return entity === 'user'
  if (entity === 'content') return true
  return answers === 'anything' && condition !== undefined && namesType(condition, entity)
}

function namesType(condition: ResolvedCondition, type: string): boolean {
  if (condition.kind === 'not') return namesType(condition.part, type)
  if (condition.kind !== 'clause') return condition.parts.some((part) => namesType(part, type))
  const { field, negative, operand } = condition
  return field.name === 'type' && !negative && operand.kind === 'names' && operand.folded.includes(type)
}

/** Whether things of a kind can fulfil a condition, as far as its fields alone tell; undefined when they do not. */
function possible(condition: ResolvedCondition | undefined, entity: CqlEntity): boolean | undefined {
  if (condition === undefined) return true
  if (condition.kind === 'not') {
    const part = possible(condition.part, entity)
    return part === undefined ? undefined : !part
  }
  if (condition.kind === 'clause') return possibleClause(condition, entity)
  const parts = condition.parts.map((part) => possible(part, entity))
  const decisive = condition.kind === 'or'
  if (parts.includes(decisive)) return decisive
  return parts.includes(undefined) ? undefined : !decisive
}

function possibleClause(
  { field, negative, operand }: ResolvedClause,
  entity: CqlEntity,
): boolean | undefined {
  if (operand.kind === 'names' && field.name === 'type') {
    const named = operand.folded.includes(entity)
    if (entity !== 'content') return named !== negative
    return operand.folded.every((type) => type === 'space' || type === 'user') ? negative : undefined
  }
  return side(field, operand.kind, entity) === undefined ? negative : undefined
}

/** What makes the condition of a clause for a kind of thing; undefined when the field does not apply to it. */
function side(field: CqlField, kind: ResolvedClause['operand']['kind'], entity: CqlEntity): unknown {
  if (kind === 'search') return field.search?.id[entity]
  return kind === 'date' ? field.instant?.[entity] : field.equals?.of[entity]
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
  all(condition: ResolvedCondition | undefined, entity: CqlEntity): CqlPredicate {
    return condition === undefined ? EVERYTHING : this.#predicate(condition, entity)
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

  #predicate(condition: ResolvedCondition, entity: CqlEntity): CqlPredicate {
    const query = textOf(condition, entity)
    if (query !== undefined) return this.#found(query, ID[entity])
    switch (condition.kind) {
      case 'clause':
        return this.#clause(condition, entity)
      case 'not':
        return negation(this.#predicate(condition.part, entity))
      default:
        return this.#parts(condition.kind, condition.parts, entity)
    }
  }

  /** Parts that ask the full text share one look into the index. */
  #parts(kind: 'and' | 'or', parts: readonly ResolvedCondition[], entity: CqlEntity): CqlPredicate {
    const queries: TextQuery[] = []
    const predicates: CqlPredicate[] = []
    for (const part of parts) {
      const query = textOf(part, entity, 1)
      if (query === undefined) predicates.push(this.#predicate(part, entity))
      else queries.push(query)
    }
    const [only] = queries
    if (only !== undefined) {
      predicates.push(this.#found(queries.length > 1 ? { kind, parts: queries } : only, ID[entity]))
    }
    return kind === 'and' ? conjunction(predicates) : disjunction(predicates)
  }

  #found(query: TextQuery, id: string): CqlPredicate {
    return found(this.#scope.engine, query, sql.ref<number>(id))
  }

  #clause({ field, negative, operand }: ResolvedClause, entity: CqlEntity): CqlPredicate {
    const positive = this.#positive(field, operand, entity)
    if (positive === undefined) return negative ? EVERYTHING : NOTHING
    return negative ? negation(positive) : positive
  }

  /** Undefined when the field does not apply to this kind of thing. */
  #positive(
    field: CqlField,
    operand: ResolvedClause['operand'],
    entity: CqlEntity,
  ): CqlPredicate | undefined {
    const { equals } = field
    switch (operand.kind) {
      case 'ids':
        return equals?.values === 'name' ? undefined : equals?.of[entity]?.(operand.items, this.#scope)
      case 'names':
        return equals?.values === 'name'
          ? equals.of[entity]?.(operand.folded, this.#scope, operand.raw)
          : undefined
      case 'search': {
        const id = field.search?.id[entity]
        if (id === undefined) return undefined
        return operand.query ? this.#found(operand.query, id) : this.#holds(TITLE[entity], operand.text)
      }
      case 'date': {
        const column = field.instant?.[entity]
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
function textOf(condition: ResolvedCondition, entity: CqlEntity, level = 0): TextQuery | undefined {
  if (level > TEXT_LEVELS) return undefined
  if (condition.kind === 'clause') {
    const { field, operand, negative } = condition
    if (operand.kind !== 'search' || field.search?.id[entity] !== ID[entity]) return undefined
    return operand.query && negative ? { kind: 'not', part: operand.query } : operand.query
  }
  if (condition.kind === 'not') {
    const part = textOf(condition.part, entity, level + 1)
    return part && { kind: 'not', part }
  }
  const parts: TextQuery[] = []
  for (const one of condition.parts) {
    const part = textOf(one, entity, level + 1)
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
