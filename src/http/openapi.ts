import { type ErrorCode, errorCatalogue } from '../base/errors.ts'
import type { Access, Route } from './route.ts'

/** Values as JSON has them. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

/** What a description says of itself. */
export interface ApiDescription {
  readonly title: string
  readonly version: string
  /** Below the host: where the operations begin. */
  readonly base: string
}

/**
 * Describe routes in OpenAPI 3.1, whose schemas are JSON Schema as the routes have them. Shapes that occur
 * more than once become components, named after the field that they were first met in.
 */
export function openApi(
  description: ApiDescription,
  routes: readonly Omit<Route<never>, 'handle'>[],
): JsonObject {
  const paths: { [path: string]: JsonObject } = {}
  for (const route of routes) {
    const path = route.path.replace(/\*\}/g, '}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operationOf(route)
  }
  const shared = shareShapes(paths)
  return {
    openapi: '3.1.0',
    info: { title: description.title, version: description.version },
    servers: [{ url: description.base }],
    paths: shared.value,
    components: {
      schemas: shared.components,
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'JSESSIONID' },
      },
    },
  }
}

const CREDENTIALS: Json[] = [{ basic: [] }, { bearer: [] }, { session: [] }]
const SECURITY: Record<Access, Json[]> = {
  anyone: [],
  site: [{}, ...CREDENTIALS],
  user: CREDENTIALS,
  administrator: CREDENTIALS,
}

function operationOf(route: Omit<Route<never>, 'handle'>): JsonObject {
  const parameters = [...pathParameters(route.path), ...queryParameters(route)]
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    security: SECURITY[route.access],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: !route.bodyOptional, content: contentOf(route.body) } }),
    responses: { [successOf(route)]: replyOf(route), ...refusalsOf(route.errors) },
  }
}

/** The status of success: what the route declares, else what it means to answer with a body or without one. */
export function successOf(route: Pick<Route<never>, 'status' | 'reply'>): number {
  if (route.status !== undefined) return route.status
  if (route.reply === 'redirect') return 302
  return route.reply === 'nothing' ? 204 : 200
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\*?\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters({ query }: Pick<Route<never>, 'query'>): Json[] {
  const schema = plain(query ?? {})
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries((schema.properties ?? {}) as JsonObject).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    schema,
  }))
}

const MEDIA_TYPES: Record<string, string> = {
  multipart: 'multipart/form-data',
  form: 'application/x-www-form-urlencoded',
  xml: 'text/xml',
  html: 'text/html',
  bytes: 'application/octet-stream',
}

function contentOf(schema: unknown): JsonObject {
  if (typeof schema !== 'string') return { 'application/json': { schema: plain(schema) } }
  return { [MEDIA_TYPES[schema] ?? 'application/octet-stream']: {} }
}

function replyOf({ reply }: Pick<Route<never>, 'reply'>): JsonObject {
  if (reply === 'nothing' || reply === 'redirect') return { description: 'Done.' }
  return { description: 'The answer.', content: contentOf(reply) }
}

function refusalsOf(codes: readonly ErrorCode[]): JsonObject {
  const statuses = new Map<number, string[]>()
  for (const code of codes) {
    const { status, summary } = errorCatalogue[code]
    statuses.set(status, [...(statuses.get(status) ?? []), `${code}: ${summary}`])
  }
  return Object.fromEntries(
    [...statuses].map(([status, summaries]) => [String(status), { description: summaries.join('\n') }]),
  )
}

/** A schema without what the schema library keeps beside it. */
function plain(schema: unknown): JsonObject {
  return JSON.parse(JSON.stringify(schema)) as JsonObject
}

const WORTH_SHARING = 120

/** The same value with every object schema that occurs more than once replaced by a reference. */
function shareShapes(paths: JsonObject): { value: Json; components: JsonObject } {
  const counts = new Map<string, number>()
  const count = (value: Json): void => {
    if (value === null || typeof value !== 'object') return
    if (isShape(value)) {
      const text = JSON.stringify(value)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    for (const inner of Object.values(value)) count(inner)
  }
  count(paths)
  const names = new Map<string, string>()
  const components: JsonObject = {}
  const share = (value: Json, field: string): Json => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return value.map((inner) => share(inner, field))
    const text = isShape(value) ? JSON.stringify(value) : ''
    const known = names.get(text)
    if (known !== undefined) return { $ref: `#/components/schemas/${known}` }
    const isShared = (counts.get(text) ?? 0) > 1
    const name = isShared ? freeName(field, components) : ''
    if (isShared) {
      names.set(text, name)
      components[name] = {}
    }
    const shared = Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, share(inner, KEYWORDS.has(key) ? field : key)]),
    )
    if (!isShared) return shared
    components[name] = shared
    return { $ref: `#/components/schemas/${name}` }
  }
  return { value: share(paths, ''), components }
}

/** Words of JSON Schema and OpenAPI, which say nothing about what a shape is. */
const KEYWORDS = new Set([
  'properties',
  'items',
  'anyOf',
  'schema',
  'content',
  'application/json',
  'patternProperties',
])

function isShape(value: Json): value is JsonObject {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    value.type === 'object' &&
    value.properties !== undefined &&
    JSON.stringify(value).length > WORTH_SHARING
  )
}

function freeName(field: string, taken: JsonObject): string {
  const base = /^[a-z]\w*$/i.test(field) ? field : 'answer'
  let name = base
  for (let number = 2; name in taken; number++) name = `${base}${number}`
  return name
}
