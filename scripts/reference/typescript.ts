/** JSON schemas as TypeScript types. */

/** What a schema may say, as far as the routes say it. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** Gives the name of a schema that has one. */
export type NameOf = (schema: Schema) => string | undefined

const WIDTH = 110
const SIMPLE: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

/** A property of a type: its name, its type, and whether it may be absent. */
export type Property = readonly [name: string, type: string, isOptional: boolean]

/** The type of a schema; schemas that have names are called by them. `indent` is how far the line is indented. */
export function typeOf(schema: Schema, nameOf: NameOf, indent = 0): string {
  return nameOf(schema) ?? bareTypeOf(schema, nameOf, indent)
}

/** The same, written out even when the schema has a name. */
export function bareTypeOf(schema: Schema, nameOf: NameOf, indent = 0): string {
  const choices = schema.enum ?? ('const' in schema ? [schema.const] : undefined)
  if (choices !== undefined) return choices.map(literal).join(' | ')
  if (schema.anyOf !== undefined) {
    const types = new Set(schema.anyOf.map((one) => typeOf(one, nameOf, indent)))
    return types.has('unknown') ? 'unknown' : [...types].join(' | ')
  }
  if (schema.type === 'array') return `readonly ${inBrackets(typeOf(schema.items ?? {}, nameOf, indent))}[]`
  if (schema.type !== 'object') return SIMPLE[schema.type ?? ''] ?? 'unknown'
  if (schema.properties === undefined) {
    const [value = {}] = Object.values(schema.patternProperties ?? {})
    return `Readonly<Record<string, ${typeOf(value, nameOf, indent)}>>`
  }
  const required = schema.required ?? []
  const properties = Object.entries(schema.properties).map(([name, value]): Property => [
    name,
    typeOf(value, nameOf, indent + 2),
    !required.includes(name),
  ])
  return objectType(properties, indent)
}

/** An object type: on one line where it fits, else a line for each property. */
export function objectType(properties: readonly Property[], indent: number): string {
  const members = properties.map(
    ([name, type, isOptional]) => `${propertyName(name)}${isOptional ? '?' : ''}: ${type}`,
  )
  const line = members.length === 0 ? '{}' : `{ ${members.join('; ')} }`
  if (line.length + indent + 20 <= WIDTH && !line.includes('\n')) return line
  const space = ' '.repeat(indent)
  return `{\n${members.map((member) => `${space}  ${member}\n`).join('')}${space}}`
}

/** A name as a key of an object. */
export function propertyName(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : literal(name)
}

/** A value as it is written in the code. */
export function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`
    : JSON.stringify(value)
}

function inBrackets(type: string): string {
  return type.includes(' | ') && !type.startsWith('{') ? `(${type})` : type
}
