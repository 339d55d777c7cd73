/** The SDK's operations, read off the route tables: a table of rows for the run, and types for the compiler. */
import { apiParts } from '../../src/api/mount.ts'
import { exportedSchemas, namedShapes, type Shapes, textOf } from './shape-names.ts'
import {
  literal,
  objectLines,
  objectType,
  propertiesOf,
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
/** What v1 and Data Center have in common. */
const OLD = { base: '/rest/api' }

/** The files of the SDK's operations. */
export async function sdkOperations(): Promise<{ path: string; text: string }[]> {
  const [v1, dc] = [routesOf('v1'), routesOf('dc')]
  const shared: Part = {
    ...OLD,
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
      ...OLD,
      file: 'v1',
      type: 'V1',
      name: 'v1',
      about: 'the Cloud, version 1',
      routes: own(v1),
      includes: shared,
    },
    {
      ...OLD,
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

function shapesFile(shapes: Shapes): string {
  const nameOf = (schema: Schema): string | undefined => shapes.get(textOf(schema))?.name
  const types = [...shapes.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      ({ name, schema }) => `\nexport interface ${name} ${objectLines(propertiesOf(schema, nameOf, 0), 0)}\n`,
    )
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
  const kinds = ['Operation', 'ListOperation']
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
  const name = `  readonly ${route.id}: ${kind === 'list' ? 'ListOperation' : 'Operation'}<`
  const line = `${name}${input}, ${answer}>\n`
  const isWell = line.trimEnd().includes('\n') || line.length <= 111
  return `  /** ${route.summary} */\n${isWell ? line : `${name}\n    ${input},\n    ${answer}\n  >\n`}`
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
