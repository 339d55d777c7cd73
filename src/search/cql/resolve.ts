import { sql } from 'kysely'
import { foldCase } from '../../base/text.ts'
import { parseTextQuery, type TextQuery } from '../query.ts'
import type { CqlClause, CqlCondition, CqlName, CqlOperator, CqlText, CqlValue } from './ast.ts'
import { parseDate, type Span } from './dates.ts'
import { applies, type CqlField, cqlField, cqlFields } from './fields.ts'
import { cqlFunctions, type CqlCallResult, type CqlValueType, type IdItem, spaceByKey } from './functions.ts'
import { badCql, listed } from './messages.ts'
import type { CqlScope } from './scope.ts'

/** A condition whose names and values are known to make sense. */
export type ResolvedCondition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ResolvedCondition[] }
  | { readonly kind: 'not'; readonly part: ResolvedCondition }
  | ResolvedClause

export interface ResolvedClause {
  readonly kind: 'clause'
  readonly field: CqlField
  /** Of `!=`, `!~` and `not in`: the operand says what must not be. */
  readonly negative: boolean
  readonly operand: CqlOperand
}

export type CqlOperand =
  | { readonly kind: 'ids'; readonly items: readonly IdItem[] }
  | { readonly kind: 'names'; readonly folded: readonly string[]; readonly raw: readonly string[] }
  /** `query` is undefined when the text has no word. */
  | { readonly kind: 'search'; readonly query: TextQuery | undefined; readonly text: string }
  /** `span` is what is equal to it, `at` what is compared for order. */
  | {
      readonly kind: 'date'
      readonly operator: DateOperator
      readonly span: Span
      readonly at: number
    }

export type DateOperator = '=' | '>' | '>=' | '<' | '<='

/** Look up the names and read the values of a condition; `bad-cql` for what does not make sense. */
export function resolveCondition(cql: string, condition: CqlCondition, scope: CqlScope): ResolvedCondition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return {
        kind: condition.kind,
        parts: condition.parts.map((part) => resolveCondition(cql, part, scope)),
      }
    case 'not':
      return { kind: 'not', part: resolveCondition(cql, condition.part, scope) }
    case 'clause':
      return resolveClause(cql, condition, scope)
  }
}

/** The field of a name, if the address that is asked knows it. */
export function resolveField(cql: string, name: CqlName, scope: CqlScope): CqlField {
  const field = cqlField(name.text)
  if (field === undefined) {
    const known = cqlFields.map(({ name }) => name).join(', ')
    throw badCql(cql, `There is no field "${name.text}". The fields are ${known}.`, name.at)
  }
  if (scope.answers === 'users' ? !applies(field, 'user') : field.name.startsWith('user')) {
    const why =
      scope.answers === 'users' ? 'does not apply to users' : 'can only be used in a search for users'
    throw badCql(cql, `The field "${field.name}" ${why}.`, name.at)
  }
  return field
}

function resolveClause(cql: string, clause: CqlClause, scope: CqlScope): ResolvedClause {
  const field = resolveField(cql, clause.field, scope)
  const { operator, values } = clause
  if (!field.operators.includes(operator)) {
    const others = listed(field.operators.map((name) => name.toUpperCase()))
    throw badCql(
      cql,
      `The field "${field.name}" does not support the operator "${operator.toUpperCase()}". It supports ${others}.`,
      clause.field.at,
    )
  }
  const negative = operator === '!=' || operator === '!~' || operator === 'not in'
  return { kind: 'clause', field, negative, operand: resolveOperand(cql, field, operator, values, scope) }
}

function resolveOperand(
  cql: string,
  field: CqlField,
  operator: CqlOperator,
  values: readonly CqlValue[],
  scope: CqlScope,
): CqlOperand {
  const [first] = values
  if (field.search !== undefined && first !== undefined && (operator === '~' || operator === '!~')) {
    const { text } = plainText(cql, field, first)
    return { kind: 'search', text, query: parseTextQuery(text, field.search.scope) }
  }
  if (field.instant !== undefined && first !== undefined) {
    const compared = operator === '!=' ? '=' : (operator as DateOperator)
    return { kind: 'date', operator: compared, ...resolveDate(cql, field, first, scope) }
  }
  if (field.equals?.values === 'name') {
    const raw = values.map((value) => plainText(cql, field, value).text)
    return { kind: 'names', raw, folded: raw.map(foldCase) }
  }
  const type = field.equals?.values ?? 'content'
  return { kind: 'ids', items: values.flatMap((value) => resolveIds(cql, field, type, value, scope)) }
}

function plainText(cql: string, field: CqlField, value: CqlValue): CqlText {
  if (value.kind === 'text') return value
  findFunction(cql, value.name, value.at)
  throw badCql(cql, `The function ${value.name}() cannot be used with the field "${field.name}".`, value.at)
}

const MINUTE = 60_000

function resolveDate(
  cql: string,
  field: CqlField,
  value: CqlValue,
  scope: CqlScope,
): { span: Span; at: number } {
  if (value.kind === 'call') {
    const result = call(cql, field, 'date', value, scope)
    const at = result.kind === 'date' ? result.at : 0
    // Equal to a moment means: in the same minute, as for a date that is written with its time.
    const start = Math.floor(at / MINUTE) * MINUTE
    return { at, span: { start, end: start + MINUTE } }
  }
  const span = parseDate(value.text, scope.timeZone ?? 'UTC')
  if (span !== undefined) return { at: span.start, span }
  throw badCql(
    cql,
    `"${value.text}" is not a date: write "yyyy-MM-dd", "yyyy/MM/dd" or one of them with " HH:mm", or a function such as now("-4w").`,
    value.at,
  )
}

function resolveIds(
  cql: string,
  field: CqlField,
  type: CqlValueType,
  value: CqlValue,
  scope: CqlScope,
): readonly IdItem[] {
  if (value.kind === 'call') {
    const result = call(cql, field, type, value, scope)
    return result.kind === 'ids' ? result.items : []
  }
  if (type === 'space') return [spaceByKey(value.text)]
  return type === 'user' ? [userByName(value.text)] : contentById(cql, field, value)
}

/** A user by name, key or account id: scripts of every generation write another. */
function userByName(text: string): IdItem {
  return {
    kind: 'one',
    id: sql<number>`(select u.id from user_account as u
      where u.lower_username = ${foldCase(text)} or u.user_key = ${text} or u.account_id = ${text} limit 1)`,
  }
}

const LARGEST_ID_DIGITS = 15

function contentById(cql: string, field: CqlField, { text, at }: CqlText): IdItem[] {
  // The Cloud's v2 ids of attachments have a prefix.
  const digits = /^(?:att)?(\d+)$/.exec(text.trim())?.[1]
  if (digits === undefined) {
    throw badCql(cql, `"${text}" is not a content id, which the field "${field.name}" needs.`, at)
  }
  if (digits.length > LARGEST_ID_DIGITS) return []
  return [{ kind: 'one', id: sql<number>`${Number(digits)}` }]
}

function findFunction(cql: string, name: string, at: number) {
  const found = cqlFunctions.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  const known = cqlFunctions.map((one) => `${one.name}()`).join(', ')
  throw badCql(cql, `There is no function ${name}(). The functions are ${known}.`, at)
}

function call(
  cql: string,
  field: CqlField,
  type: CqlValueType,
  { name, args, at }: Extract<CqlValue, { kind: 'call' }>,
  scope: CqlScope,
): Exclude<CqlCallResult, { kind: 'refused' }> {
  const called = findFunction(cql, name, at)
  if (called.type !== type) {
    throw badCql(cql, `The function ${called.name}() cannot be used with the field "${field.name}".`, at)
  }
  if (args.length > called.most) {
    throw badCql(cql, `${called.signature} takes no more arguments than that.`, at)
  }
  const result = called.call(args, scope)
  if (result.kind === 'refused') throw badCql(cql, result.why, at)
  return result
}
