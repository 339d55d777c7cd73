import type { TSchema } from 'typebox'
import { apiParts, type ApiPart } from '../../src/api/mount.ts'
import { errorCatalogue } from '../../src/base/errors.ts'
import { successOf } from '../../src/http/openapi.ts'
import { code, head, table } from './markdown.ts'

type ApiRoute = ApiPart['routes'][number]

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly default?: unknown
}

const PAGES = [
  { file: 'rest-api.md', title: 'REST API v1 and Data Center', parts: ['dc', 'v1'] },
  { file: 'v2.md', title: 'REST API v2', parts: ['v2'] },
  { file: 'experimental.md', title: 'Experimental REST API of Data Center', parts: ['experimental'] },
  { file: 'dynamic-modules.md', title: 'Dynamic modules of Connect apps', parts: ['connect'] },
  { file: 'likes.md', title: 'Likes', parts: ['likes'] },
  { file: 'personal-access-tokens.md', title: 'Personal access tokens', parts: ['pat'] },
  { file: 'xml-rpc.md', title: 'XML-RPC', parts: ['xml-rpc'] },
  { file: 'json-rpc.md', title: 'JSON-RPC', parts: ['json-rpc'] },
  { file: 'prototype.md', title: 'First REST interface', parts: ['prototype'] },
  { file: 'page-properties.md', title: 'Page properties report', parts: ['page-properties'] },
  { file: 'interface.md', title: 'What the vendor’s own pages ask for', parts: ['interface'] },
  { file: 'gateway.md', title: 'The gateway', parts: ['gateway'] },
  { file: 'downloads.md', title: 'Downloads', parts: ['download'] },
  { file: 'openapi.md', title: 'Descriptions in OpenAPI', parts: ['openapi'] },
] as const satisfies readonly { file: string; title: string; parts: readonly ApiPart['name'][] }[]

const WHO = {
  anyone: 'anyone',
  site: 'whoever may use the site',
  user: 'users',
  administrator: 'administrators',
} as const

/** docs/reference/api/*.md: one page for each part of the API, a section for each operation. */
export function apiPages(): { path: string; text: string }[] {
  return PAGES.map(({ file, title, parts }) => {
    const chosen = apiParts.filter(({ name }) => (parts as readonly string[]).includes(name))
    const routes = [...new Set(chosen.flatMap((part) => part.routes))]
    const bases = [...new Set(chosen.map(({ base }) => base))]
    const sections = routes.map((route) => section(route, chosen))
    return {
      path: `docs/reference/api/${file}`,
      text:
        head(title, 'the route tables of src/api') +
        `Served below ${bases.map(code).join(', ')}. Any operation may besides answer 400, 401, 403, 413, 415, 429 or\n` +
        `503 (see [errors](../errors.md)); parameters that an operation does not know are ignored.\n\n` +
        sections.join('\n'),
    }
  })
}

function section(route: ApiRoute, parts: readonly ApiPart[]): string {
  const bases = parts.filter(({ routes }) => routes.includes(route)).map(({ base }) => base)
  const everywhere = bases.length === parts.length
  const facts = [
    `Who: ${WHO[route.access]}.`,
    `Answers ${successOf(route)}${typeof route.reply === 'string' ? ` with ${route.reply}` : ' with JSON'}.`,
    ...(everywhere ? [] : [`Only below ${bases.map(code).join(', ')}.`]),
    ...(route.errors.length > 0 ? [`Refuses: ${route.errors.map(refusal).join(', ')}.`] : []),
  ]
  return (
    `## ${route.id}\n\n${code(`${route.method} ${route.path}`)}\n\n${route.summary} ${facts.join(' ')}\n` +
    fieldsOf('Query', route.query) +
    (typeof route.body === 'string' ? `\nBody: ${route.body}.\n` : fieldsOf('Body', route.body))
  )
}

function refusal(name: keyof typeof errorCatalogue): string {
  return `${code(name)} (${errorCatalogue[name].status})`
}

function fieldsOf(title: string, schema: TSchema | undefined): string {
  const plain = schema as Schema | undefined
  const rows = Object.entries(plain?.properties ?? {}).map(([name, field]) => [
    code(name),
    typeOf(field) + (plain?.required?.includes(name) ? ', required' : ''),
    field.default === undefined ? '' : code(JSON.stringify(field.default)),
  ])
  return rows.length === 0 ? '' : `\n${table([title, 'Type', 'Default'], rows)}`
}

function typeOf(schema: Schema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' or ')
  if (schema.const !== undefined) return code(String(schema.const))
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`
  return schema.type ?? 'anything'
}
