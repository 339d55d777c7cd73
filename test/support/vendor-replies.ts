import { operationKey, type VendorOperation, vendorOperations, type VendorSchema } from './vendor.ts'

/** Our side of a comparison: a JSON schema as TypeBox makes it. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
}

/** Deeper the vendor's documents only repeat themselves: contents in contents. */
const DEEPEST = 5

/** What the vendor's reply requires and ours does not have, or has of another type: paths with a word on each. */
export function replyDifferences(operation: VendorOperation, ours: unknown): string[] {
  if (operation.reply === undefined || typeof ours === 'string') return []
  return [...new Set(differences(operation, operation.reply, ours as Schema, '', 0))]
}

function differences(
  operation: VendorOperation,
  given: VendorSchema,
  ours: Schema,
  path: string,
  depth: number,
): string[] {
  if (depth > DEEPEST || isOpen(ours)) return []
  const vendor = operation.resolve(given)
  const choices = vendor.oneOf ?? vendor.anyOf
  if (choices) return fewest(choices.map((choice) => differences(operation, choice, ours, path, depth + 1)))
  if (vendor.allOf) return vendor.allOf.flatMap((part) => differences(operation, part, ours, path, depth + 1))
  if (ours.anyOf) {
    return fewest(ours.anyOf.map((choice) => differences(operation, given, choice, path, depth)))
  }
  const problem = typeProblem(vendor, ours)
  if (problem !== undefined) return [`${path || '/'}: ${problem}`]
  if (vendor.items && ours.items) {
    return differences(operation, vendor.items, ours.items, `${path}[]`, depth + 1)
  }
  const required = vendor.required ?? []
  return Object.entries(vendor.properties ?? {}).flatMap(([name, property]) => {
    const own = ours.properties?.[name] ?? Object.values(ours.patternProperties ?? {})[0]
    if (own !== undefined) return differences(operation, property, own, `${path}.${name}`, depth + 1)
    return required.includes(name) ? [`${path}.${name}: is required`] : []
  })
}

function fewest(lists: readonly string[][]): string[] {
  return lists.toSorted((one, other) => one.length - other.length)[0] ?? []
}

/** Anything may stand there: nothing to compare. */
function isOpen(schema: Schema): boolean {
  if (schema.anyOf || schema.properties || schema.items || schema.const !== undefined) return false
  return schema.type === undefined || (schema.type === 'object' && schema.patternProperties !== undefined)
}

function typeProblem(vendor: VendorSchema, ours: Schema): string | undefined {
  const theirs = vendor.type ?? (vendor.properties ? 'object' : undefined)
  const own = ours.type ?? (ours.const === undefined ? undefined : typeof ours.const)
  if (theirs === undefined || own === undefined || own === 'null' || own === theirs) return undefined
  const isNumeric = (type: string) => type === 'integer' || type === 'number'
  if (isNumeric(theirs) && isNumeric(own)) return undefined
  return `is ${own} here, ${theirs} there`
}

const cloudOperations = Map.groupBy(
  (vendorOperations() ?? []).filter(({ api }) => api === 'v1'),
  ({ method, path }) => operationKey(method, path),
)

/** What the Cloud's documents require of a reply and an actual one lacks; nothing where there are no documents. */
export function lackingForVendor(method: string, path: string, body: unknown): string[] {
  const described = cloudOperations.get(operationKey(method, path)) ?? []
  if (described.length === 0 || body === undefined) return []
  const plain = JSON.parse(JSON.stringify(body)) as unknown
  return [
    ...new Set(
      described.flatMap((operation) =>
        operation.reply ? lacking(operation, operation.reply, plain, '', 0) : [],
      ),
    ),
  ]
}

function lacking(
  operation: VendorOperation,
  given: VendorSchema,
  value: unknown,
  path: string,
  depth: number,
): string[] {
  if (depth > 2 * DEEPEST || value === null || typeof value !== 'object') return []
  const vendor = operation.resolve(given)
  const choices = vendor.oneOf ?? vendor.anyOf
  if (choices) return fewest(choices.map((choice) => lacking(operation, choice, value, path, depth + 1)))
  if (vendor.allOf) return vendor.allOf.flatMap((part) => lacking(operation, part, value, path, depth + 1))
  const { items } = vendor
  if (Array.isArray(value)) {
    return items ? value.flatMap((one) => lacking(operation, items, one, `${path}[]`, depth + 1)) : []
  }
  const fields = value as Readonly<Record<string, unknown>>
  return [
    ...(vendor.required ?? []).flatMap((name) => (name in fields ? [] : [`${path}.${name}`])),
    ...Object.entries(vendor.properties ?? {}).flatMap(([name, property]) =>
      lacking(operation, property, fields[name], `${path}.${name}`, depth + 1),
    ),
  ]
}
