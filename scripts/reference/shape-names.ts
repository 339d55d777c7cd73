/** Names for the schemas of routes, as the SDK calls their types. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { bareTypeOf, type Schema } from './typescript.ts'

/** What of a route has schemas. */
interface Described {
  readonly id: string
  readonly body?: unknown
  readonly reply: unknown
}

/** Schemas by their text, with their names. */
export type Shapes = ReadonlyMap<string, { readonly name: string; readonly schema: Schema }>

/** What a schema is known by. */
export const textOf = (schema: unknown): string => JSON.stringify(schema)
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/_(\d)/g, '$1')

/** Longer types than this are named where they are an answer, a body, or said twice; shorter ones stand as they are. */
const WORTH_A_NAME = 80
/** The names of what the files import and export, and of platforms' types that a shape must not be taken for. */
const TAKEN = [
  'Operation',
  'ListOperation',
  'Upload',
  'Shared',
  'V1',
  'V2',
  'DataCenter',
  'Body',
  'Request',
  'Screen',
  'Storage',
]

/** Names are those that the code has for a schema, else they are made of where it is met first. */
export function namedShapes(routes: readonly Described[], known: ReadonlyMap<string, string>): Shapes {
  const counts = new Map<string, number>()
  for (const { body, reply } of routes) {
    for (const schema of [body, reply])
      visit(schema, (one) => counts.set(textOf(one), (counts.get(textOf(one)) ?? 0) + 1))
  }
  const shapes = new Map<string, { name: string; schema: Schema }>()
  const taken = new Set(TAKEN)
  const name = (schema: Schema, ...wishes: (string | undefined)[]): void => {
    const free = wishes.find((wish): wish is string => wish !== undefined && !taken.has(wish))
    const last = wishes.at(-1) ?? 'Shape'
    let chosen = free ?? last
    for (let number = 2; taken.has(chosen); number++) chosen = `${last}${number}`
    taken.add(chosen)
    shapes.set(textOf(schema), { name: chosen, schema })
  }
  const nameWithin = (schema: unknown, operation: string, field: string): void => {
    visit(schema, (one, property) => {
      const text = textOf(one)
      if (shapes.has(text)) return
      const isTop = one === schema
      const isLong = bareTypeOf(one, () => undefined).length > WORTH_A_NAME
      if (!isLong || !(isTop || known.has(text) || (counts.get(text) ?? 0) > 1)) return
      const own = operation + (isTop ? field : capital(property.replace(/\W/g, '')))
      name(one, known.get(text), isTop ? listName(one, known) : propertyWish(property, operation), own)
    })
  }
  for (const { id, body, reply } of routes) {
    nameWithin(body, capital(id), 'Body')
    nameWithin(reply, capital(id), 'Answer')
  }
  return shapes
}

/** `ContentList` for a stretch of contents. */
function listName({ properties }: Schema, known: ReadonlyMap<string, string>): string | undefined {
  const items = properties?.results?.items
  const name = items === undefined ? undefined : known.get(textOf(items))
  return name === undefined ? undefined : `${name}List`
}

function propertyWish(property: string, operation: string): string {
  if (property === 'results' || property === '') return `${operation}Item`
  return capital(property.replace(/\W/g, ''))
}

/** Every object within a schema, the outer ones first, with the property that it was met in. */
function visit(schema: unknown, see: (schema: Schema, property: string) => void, property = ''): void {
  if (schema === null || typeof schema !== 'object') return
  const one = schema as Schema
  if (one.type === 'object' && one.properties !== undefined) see(one, property)
  for (const [name, inner] of Object.entries(one.properties ?? {})) visit(inner, see, name)
  for (const inner of Object.values(one.patternProperties ?? {})) visit(inner, see, property)
  for (const inner of one.anyOf ?? []) visit(inner, see, property)
  visit(one.items, see, property)
}

/** Schemas that the code exports, with their names as types. */
export async function exportedSchemas(folders: string): Promise<ReadonlyMap<string, string>> {
  const root = join(import.meta.dirname, '..', '..')
  const names = new Map<string, string>()
  for (const path of globSync(`src/api/${folders}/**/*.ts`, { cwd: root }).sort()) {
    if (path.endsWith('.test.ts')) continue
    const module = (await import(join(root, path))) as Record<string, unknown>
    for (const [name, value] of Object.entries(module)) {
      if ((value as Schema | null)?.type !== 'object' || names.has(textOf(value))) continue
      names.set(textOf(value), capital(name))
    }
  }
  return names
}
