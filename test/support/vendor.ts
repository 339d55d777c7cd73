/** The vendor's published documents, where they lie beside the project: they are no part of it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A JSON schema as the vendor's documents have them. */
export interface VendorSchema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly items?: VendorSchema
  readonly properties?: Readonly<Record<string, VendorSchema>>
  readonly required?: readonly string[]
  readonly allOf?: readonly VendorSchema[]
  readonly oneOf?: readonly VendorSchema[]
  readonly anyOf?: readonly VendorSchema[]
}

interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly schema?: VendorSchema
}

interface VendorDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationInDocument>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, VendorSchema>>
    readonly parameters?: Readonly<Record<string, Parameter>>
  }
}

interface OperationInDocument {
  readonly parameters?: readonly Parameter[]
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: VendorSchema }>> }>
  >
}

/** One operation as one of the documents describes it. */
export interface VendorOperation {
  readonly document: string
  readonly api: 'v1' | 'v2' | 'dc'
  readonly method: string
  /** Below the root of its API. */
  readonly path: string
  /** Query parameters by name, with every value that an enumeration names. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
  /** What a success answers in JSON. */
  readonly reply: VendorSchema | undefined
  /** Follows a reference of this document. */
  resolve(schema: VendorSchema): VendorSchema
}

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'specs')
const DOCUMENTS = [
  { name: 'cloud-v1-2021-11', api: 'v1', root: '/wiki/rest/api' },
  { name: 'cloud-v1-peak', api: 'v1', root: '/wiki/rest/api' },
  { name: 'cloud-v1', api: 'v1', root: '/wiki/rest/api' },
  { name: 'cloud-v2', api: 'v2', root: '' },
  { name: 'datacenter', api: 'dc', root: '/rest/api' },
] as const

/** Every operation of every document; undefined where there are none to read. */
export function vendorOperations(): VendorOperation[] | undefined {
  if (!existsSync(join(FOLDER, 'datacenter.openapi.json'))) return undefined
  return DOCUMENTS.flatMap(({ name, api, root }) => {
    const text = readFileSync(join(FOLDER, `${name}.openapi.json`), 'utf8')
    return operationsOf(name, api, root, JSON.parse(text) as VendorDocument)
  })
}

/** The form in which operations are compared: what a path parameter is called makes no difference. */
export function operationKey(method: string, path: string): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`
}

function operationsOf(
  document: string,
  api: 'v1' | 'v2' | 'dc',
  root: string,
  described: VendorDocument,
): VendorOperation[] {
  const resolve = (schema: VendorSchema): VendorSchema => {
    const name = schema.$ref?.split('/').at(-1)
    return name === undefined ? schema : (described.components.schemas[name] ?? {})
  }
  return Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      if (!['get', 'post', 'put', 'delete'].includes(method) || !path.startsWith(root)) return []
      const own = [
        ...((methods.parameters as unknown as Parameter[] | undefined) ?? []),
        ...(operation.parameters ?? []),
      ]
      const parameters = new Map<string, string[]>()
      for (const given of own) {
        const name = given.$ref?.split('/').at(-1)
        const parameter = (name && described.components.parameters?.[name]) || given
        if (parameter.in !== 'query') continue
        const known = parameters.get(parameter.name) ?? []
        parameters.set(parameter.name, [...known, ...valuesOf(parameter.schema, resolve)])
      }
      return [
        {
          document,
          api,
          method: method.toUpperCase(),
          path: path.slice(root.length),
          parameters,
          reply: replyOf(operation),
          resolve,
        },
      ]
    }),
  )
}

function valuesOf(
  schema: VendorSchema | undefined,
  resolve: (schema: VendorSchema) => VendorSchema,
): string[] {
  if (schema === undefined) return []
  const { enum: values, items } = resolve(schema)
  return [...(values ?? []).map(String), ...valuesOf(items, resolve)]
}

function replyOf(operation: OperationInDocument): VendorSchema | undefined {
  for (const [status, { content }] of Object.entries(operation.responses ?? {})) {
    const schema = status.startsWith('2') ? content?.['application/json']?.schema : undefined
    if (schema) return schema
  }
  return undefined
}
