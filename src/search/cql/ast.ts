/** A query as written: names in the writer's case, positions in UTF-16 units from 0. */
export interface CqlQuery {
  /** Undefined for a query that only orders. */
  readonly condition: CqlCondition | undefined
  readonly order: readonly CqlOrder[]
}

export type CqlCondition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly CqlCondition[] }
  | { readonly kind: 'not'; readonly part: CqlCondition }
  | CqlClause

export interface CqlClause {
  readonly kind: 'clause'
  readonly field: CqlName
  readonly operator: CqlOperator
  /** One value; several after `in` and `not in`. */
  readonly values: readonly CqlValue[]
}

export type CqlOperator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in'

export interface CqlName {
  readonly text: string
  readonly at: number
}

export type CqlValue = CqlText | CqlCall

export interface CqlText {
  readonly kind: 'text'
  readonly text: string
  readonly at: number
}

export interface CqlCall {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly string[]
  readonly at: number
}

export interface CqlOrder {
  readonly field: CqlName
  readonly descending: boolean
}
