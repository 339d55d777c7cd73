/** The SDK's operations, read off the route tables: a table of rows for the run, and types for the compiler. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { apiParts } from '../../src/api/mount.ts'
import {
  bareTypeOf,
  literal,
  objectType,
  type Property,
  propertyName,
  type Schema,
  typeOf,
} from './typescript.ts'

type Described = (typeof apiParts)[number]['routes'][number]

/** A flavour of the API as a file of the SDK. */
interface Part {
  readonly file: string
  /** The interface and the constant. */
  readonly type: string
  readonly name: string
  readonly base: string
  readonly about: string
  readonly routes: readonly Described[]
  /** Has what other parts share, instead of a function of its own. */
  readonly isShared?: true
  readonly includes?: Part
}

const HEADER = '// Written by "npm run reference" from the route tables of src/api.\n'
const FOLDER = 'src/sdk/operations'
const COMMON = { base: '/rest/api' }

/** The files of the SDK's operations. */
export async function sdkOperations(): Promise<{ path: string; text: string }[]> {
  const [v1, dc] = [routesOf('v1'), routesOf('dc')]
  const shared: Part = {
    ...COMMON,
    file: 'shared',
    type: 'Shared',
    name: 'shared',
    about: 'the Cloud, version 1, that Data Center has, too',
    routes: v1.filter((route) => dc.includes(route)),
    isShared: true,
  }
  const own = (routes: readonly Described[]) => routes.filter((route) => !shared.routes.includes(route))
  const old: readonly Part[] = [
    shared,
    {
      ...COMMON,
      file: 'v1',
      type: 'V1',
      name: 'v1',
      about: 'the Cloud, version 1',
      routes: own(v1),
      includes: shared,
    },
    {
      ...COMMON,
      file: 'data-center',
      type: 'DataCenter',
      name: 'dataCenter',
      about: 'Data Center',
      routes: own(dc),
      includes: shared,
    },
  ]
  const v2: Part = {
    file: 'v2',
    type: 'V2',
    name: 'v2',
    base: '/api/v2',
    about: 'the Cloud, version 2',
    routes: routesOf('v2'),
  }
  return [...(await filesOf(old, 'shapes', '{v1,dc}')), ...(await filesOf([v2], 'v2-shapes', 'v2'))]
}

/** Parts with the file of their shapes, and the folders of the API where these may have names. */
async function filesOf(
  parts: readonly Part[],
  file: string,
  folders: string,
): Promise<{ path: string; text: string }[]> {
  const shapes = namedShapes(
    parts.flatMap(({ routes }) => routes),
    await exportedSchemas(folders),
  )
  return [
    { path: `${FOLDER}/${file}.ts`, text: shapesFile(shapes) },
    ...parts.map((part) => ({ path: `${FOLDER}/${part.file}.ts`, text: operationsFile(part, file, shapes) })),
  ]
}

function routesOf(name: string): readonly Described[] {
  const part = apiParts.find((one) => one.name === name)
  return (part?.routes ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Schemas by their text, with their names. */
type Shapes = ReadonlyMap<string, { readonly name: string; readonly schema: Schema }>

const textOf = (schema: unknown): string => JSON.stringify(schema)
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replace(/_(\d)/g, '$1')

/** Longer types than this are named where they are an answer, a body, or said twice; shorter ones stand as they are. */
const WORTH_A_NAME = 80
/** The names of what the files import and export, and of platforms' types that a shape must not be taken for. */
const TAKEN = [
  'Call',
  'ListCall',
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
function namedShapes(routes: readonly Described[], known: ReadonlyMap<string, string>): Shapes {
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
async function exportedSchemas(folders: string): Promise<ReadonlyMap<string, string>> {
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

function shapesFile(shapes: Shapes): string {
  const nameOf = (schema: Schema): string | undefined => shapes.get(textOf(schema))?.name
  const types = [...shapes.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, schema }) => {
      const type = bareTypeOf(schema, nameOf)
      const lines = type.includes('\n')
        ? type
        : type
            .replace(/^\{ | \}$/g, '')
            .split('; ')
            .map((line) => `  ${line}\n`)
      return `\nexport interface ${name} ${Array.isArray(lines) ? `{\n${lines.join('')}}` : lines}\n`
    })
  return `${HEADER}${types.join('')}`
}

function operationsFile(part: Part, shapesName: string, shapes: Shapes): string {
  const used = new Set<string>()
  const nameOf = (schema: Schema): string | undefined => {
    const name = shapes.get(textOf(schema))?.name
    if (name !== undefined) used.add(name)
    return name
  }
  const members = part.routes.map((route) => memberOf(route, nameOf)).join('')
  const rows = part.routes.map((route) => rowOf(part, route)).join('')
  const { about, type, name, includes } = part
  const [extending, spread] =
    includes === undefined ? ['', ''] : [` extends ${includes.type}`, `  ...${includes.name},\n`]
  const table = part.isShared
    ? `/** Their rows. */\nexport const ${name}: Readonly<Record<keyof ${type}, OperationRow>> = {\n${rows}}\n`
    : `/** The operations of ${about}, asked through this client. */\n` +
      `export const ${name} = operationsOf<${type}>({\n${spread}${rows}})\n`
  return (
    `${HEADER}${importsOf(part, members, shapesName, used)}\n` +
    `${part.isShared ? '' : `export type * from './${shapesName}.ts'\n\n`}` +
    `/** The operations of ${about}. */\nexport interface ${type}${extending} {\n${members}}\n\n${table}`
  )
}

function importsOf(part: Part, members: string, shapesName: string, used: ReadonlySet<string>): string {
  const kinds = ['Call', 'ListCall']
    .filter((kind) => members.includes(`: ${kind}<`))
    .map((kind) => `type ${kind}`)
  const words = [...kinds, part.isShared ? 'type OperationRow' : 'operationsOf']
  const shapes = [...used].toSorted().map((name) => `  ${name},\n`)
  return [
    `import { ${words.join(', ')} } from '../operation.ts'\n`,
    ...(members.includes(': Upload') ? ["import type { Upload } from '../upload.ts'\n"] : []),
    `import type {\n${shapes.join('')}} from './${shapesName}.ts'\n`,
    ...(part.includes
      ? [`import { ${part.includes.name}, type ${part.includes.type} } from './${part.includes.file}.ts'\n`]
      : []),
  ].join('')
}

function memberOf(route: Described, nameOf: (schema: Schema) => string | undefined): string {
  const kind = kindOf(route)
  const input = objectType(inputOf(route, nameOf), 2)
  const answer =
    kind === 'nothing'
      ? 'void'
      : kind === 'stream'
        ? 'ReadableStream<Uint8Array>'
        : typeOf(route.reply as Schema, nameOf, 2)
  const name = `  readonly ${route.id}: ${kind === 'list' ? 'ListCall' : 'Call'}<`
  const line = `${name}${input}, ${answer}>\n`
  const isLong = line.includes('\n', 0) && line.indexOf('\n') < line.length - 1
  return `  /** ${route.summary} */\n${isLong || line.length <= 111 ? line : `${name}\n    ${input},\n    ${answer}\n  >\n`}`
}

function inputOf(route: Described, nameOf: (schema: Schema) => string | undefined): Property[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const query = (route.query ?? {}) as Schema
  // A parameter of the query that the path names, too, cannot be said: the path's is meant.
  const asked = Object.entries(query.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const { body } = route
  return [
    ...inPath.map((name): Property => [name, 'string | number', false]),
    ...asked.map(([name, schema]): Property => {
      const type = name === 'expand' ? 'string | readonly string[]' : typeOf(schema, nameOf, 4)
      return [name, type, !query.required?.includes(name)]
    }),
    ...(body === 'multipart' ? [['file', 'Upload', false] as const] : []),
    ...(typeof body === 'object' ? [['body', typeOf(body as Schema, nameOf, 4), false] as const] : []),
  ]
}

function kindOf({ method, body, reply }: Described): 'list' | 'file' | 'nothing' | 'stream' | undefined {
  if (body === 'multipart') return 'file'
  if (reply === 'nothing') return 'nothing'
  if (typeof reply === 'string') return 'stream'
  const isList = (reply as Schema).properties?.results?.type === 'array'
  return method === 'GET' && isList ? 'list' : undefined
}

function rowOf({ base }: Part, route: Described): string {
  const kind = kindOf(route)
  const words = [route.method, base + route.path, ...(kind === undefined ? [] : [kind])]
  return `  ${propertyName(route.id)}: [${words.map(literal).join(', ')}],\n`
}
