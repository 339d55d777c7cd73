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
  return objectType(propertiesOf(schema, nameOf, indent), indent)
}

/** The properties of an object. */
export function propertiesOf(
  { properties = {}, required = [] }: Schema,
  nameOf: NameOf,
  indent: number,
): Property[] {
  return Object.entries(properties).map(([name, value]) => [
    name,
    typeOf(value, nameOf, indent + 2),
    !required.includes(name),
  ])
}

/** An object type: on one line where it fits, else a line for each property. */
export function objectType(properties: readonly Property[], indent: number): string {
  const line = properties.length === 0 ? '{}' : `{ ${properties.map(spelled).join('; ')} }`
  const fits = line.length + indent + 20 <= WIDTH && !line.includes('\n')
  return fits ? line : objectLines(properties, indent)
}

/** An object type with a line for each property. */
export function objectLines(properties: readonly Property[], indent: number): string {
  const space = ' '.repeat(indent)
  return `{\n${properties.map((property) => `${space}  ${spelled(property)}\n`).join('')}${space}}`
}

function spelled([name, type, isOptional]: Property): string {
  return `${propertyName(name)}${isOptional ? '?' : ''}: ${type}`
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
