import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiParts } from '../../src/api/mount.ts'

/** An operation of the vendor's that has no route here. */
export interface MissingOperation {
  readonly api: 'v1' | 'v2' | 'dc'
  readonly method: string
  readonly path: string
}

/**
 * What the vendor's APIs have and this server does not. The vendor's own lists are not part of the project: where
 * they lie beside it, the comparison is made anew; elsewhere the committed table is taken, less what is served by now.
 */
export function notServed(project: string): MissingOperation[] {
  const known = vendorLists(project) ?? readTable(join(project, 'docs', 'reference', 'not-served.tsv'))
  const served = servedKeys()
  return known
    .filter((operation) => !served.has(keyOf(operation)))
    .sort((one, other) => compare(sortKey(one), sortKey(other)))
}

/** Whether the vendor's own lists lie beside the project. */
export function hasVendorLists(project: string): boolean {
  return vendorLists(project) !== undefined
}

/** The table as it is committed. */
export function notServedTable(operations: readonly MissingOperation[]): string {
  return [
    'api\tmethod\tpath',
    ...operations.map(({ api, method, path }) => `${api}\t${method}\t${path}`),
    '',
  ].join('\n')
}

function vendorLists(project: string): MissingOperation[] | undefined {
  const folder = join(project, '..', 'shared', 'specs')
  const [older, newer] = ['operations-v1-dc.tsv', 'operations-v2.tsv'].map((name) => join(folder, name))
  if (!older || !newer || !existsSync(older) || !existsSync(newer)) return undefined
  const first = readFileSync(older, 'utf8').trim().split('\n').slice(1)
  const second = readFileSync(newer, 'utf8').trim().split('\n').slice(1)
  return [
    ...first.flatMap((line) => {
      const [v1, dc, , method = '', path = ''] = line.split('\t')
      return [
        ...(v1 ? [{ api: 'v1' as const, method, path }] : []),
        ...(dc ? [{ api: 'dc' as const, method, path }] : []),
      ]
    }),
    ...second.map((line) => {
      const [method = '', path = ''] = line.split('\t')
      return { api: 'v2' as const, method, path }
    }),
  ]
}

function readTable(file: string): MissingOperation[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [api, method = '', path = ''] = line.split('\t')
    return { api: api as MissingOperation['api'], method, path }
  })
}

/** Operations by API, method and path; what a path parameter is called makes no difference. */
function servedKeys(): Set<string> {
  return new Set(
    apiParts.flatMap(({ name, base, routes }) => {
      if (name === 'v1' || name === 'v2' || name === 'dc')
        return routes.map(({ method, path }) => keyOf({ api: name, method, path }))
      // The vendor lists these with their whole path.
      return name === 'connect'
        ? routes.map(({ method, path }) => keyOf({ api: 'v1', method, path: base + path }))
        : []
    }),
  )
}

function keyOf({ api, method, path }: MissingOperation): string {
  return `${api} ${method} ${path.replace(/\{[^}]*\}/g, '{}')}`
}

function sortKey({ api, method, path }: MissingOperation): string {
  return `${api} ${path} ${method}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
