import { apiParts, type ApiPart } from '../../src/api/mount.ts'
import { passedOver } from './differences.ts'
import { code, table } from './markdown.ts'
import type { MissingOperation } from './vendor-operations.ts'

/** The generated parts of COMPATIBILITY.md, by the names of their places. */
export function compatibilityTables(missing: readonly MissingOperation[]): Record<string, string> {
  return {
    served: servedTable(),
    'not served': missingTables(missing),
    'passed over': passedOverTable(),
  }
}

const PARTS: readonly { name: string; parts: readonly ApiPart['name'][] }[] = [
  { name: 'REST API v1 and Data Center', parts: ['v1', 'dc'] },
  { name: 'REST API v2', parts: ['v2'] },
  { name: 'Experimental REST API of Data Center', parts: ['experimental'] },
  { name: 'Dynamic modules of Connect apps', parts: ['connect'] },
  { name: 'Likes', parts: ['likes'] },
  { name: 'Personal access tokens', parts: ['pat'] },
  { name: 'XML-RPC', parts: ['xml-rpc'] },
  { name: 'JSON-RPC', parts: ['json-rpc'] },
  { name: 'First REST interface', parts: ['prototype'] },
  { name: 'Page properties report', parts: ['page-properties'] },
  { name: 'What the vendor’s own pages ask for', parts: ['interface'] },
  { name: 'The gateway', parts: ['gateway'] },
  { name: 'Downloads', parts: ['download'] },
  { name: 'Descriptions in OpenAPI', parts: ['openapi'] },
]

function servedTable(): string {
  return PARTS.map(({ name, parts }) => {
    const chosen = apiParts.filter((part) => parts.includes(part.name))
    const routes = [...new Set(chosen.flatMap((part) => part.routes))]
    const rows = routes.map((route) => [
      code(`${route.method} ${route.path}`),
      route.id,
      route.tag,
      [...new Set(chosen.filter((part) => part.routes.includes(route)).map((part) => part.flavour.name))]
        .map((flavour) => (flavour === 'cloud' ? 'Cloud' : 'Data Center'))
        .join(', '),
    ])
    const bases = [...new Set(chosen.map(({ base }) => base))].map(code).join(', ')
    return `### ${name}\n\nBelow ${bases}.\n\n${table(['Method and path', 'Operation', 'Tag', 'Flavour'], rows)}`
  }).join('\n')
}

function passedOverTable(): string {
  const rows = passedOver.map(({ api, operation, parameters, reason }) => [
    code(operation),
    { v1: 'Cloud', v2: 'Cloud, v2', dc: 'Data Center' }[api],
    parameters.map(code).join(', '),
    reason,
  ])
  return table(['Operation', 'Flavour', 'Parameters', 'Why'], rows)
}

const TITLES = {
  v1: 'REST API v1 of the Cloud, below `/wiki/rest/api`',
  v2: 'REST API v2, below `/wiki/api/v2`',
  dc: 'Data Center, below `/rest/api`',
} as const

function missingTables(missing: readonly MissingOperation[]): string {
  return (['v1', 'v2', 'dc'] as const)
    .map((api) => {
      const operations = missing.filter((operation) => operation.api === api)
      const methods = new Map<string, string[]>()
      for (const { path, method } of operations) methods.set(path, [...(methods.get(path) ?? []), method])
      const rows = [...methods].map(([path, some]) => [code(path), some.join(' ')])
      return `### ${TITLES[api]}: ${operations.length} operations\n\n${table(['Path', 'Methods'], rows)}`
    })
    .join('\n')
}
