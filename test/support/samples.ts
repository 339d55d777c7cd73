/** Values made from the schemas of routes: the least that is right, and what is wrong. */

/** A JSON schema as TypeBox makes it. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly minItems?: number
  readonly minLength?: number
}

/** The least value that a schema lets through. */
export function leastValue(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return leastValue(schema.anyOf[0] ?? {})
  switch (schema.type) {
    case 'string':
      return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => leastValue(schema.items ?? {}))
    case undefined:
      return { any: 1 }
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, leastValue(schema.properties?.[name] ?? {})]),
      )
  }
}

/** A value of a JSON type that a schema does not name; undefined where every type will do. */
export function wrongValue(schema: Schema): unknown {
  const types = typesOf(schema)
  if (types === undefined) return undefined
  if (!types.has('number')) return 17.5
  if (!types.has('string')) return 'wrong'
  return types.has('boolean') ? undefined : true
}

/** A text that a query parameter of this type cannot be; undefined where every text will do. */
export function wrongText(schema: Schema): string | undefined {
  if (schema.type === 'array') return schema.items && wrongText(schema.items)
  if (schema.type === 'integer' || schema.type === 'number') return 'seven'
  if (schema.type === 'boolean') return 'maybe'
  const choices = schema.enum ?? schema.anyOf?.map((choice) => choice.const)
  return choices?.every((choice) => typeof choice === 'string') ? 'none-of-these' : undefined
}

/** The JSON types that a schema names, integers as numbers; undefined for any. */
function typesOf(schema: Schema): Set<string> | undefined {
  if (schema.const !== undefined) return new Set([typeof schema.const])
  if (schema.enum) return new Set(schema.enum.map((one) => typeof one))
  if (schema.anyOf) {
    const all = schema.anyOf.map(typesOf)
    return all.includes(undefined) ? undefined : new Set(all.flatMap((types) => [...(types ?? [])]))
  }
  if (schema.type === undefined) return undefined
  return new Set([schema.type === 'integer' ? 'number' : schema.type])
}
