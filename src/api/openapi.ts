import { Type } from 'typebox'
import manifest from '../../package.json' with { type: 'json' }
import { openApi } from '../http/openapi.ts'
import { type Route, routesOf } from '../http/route.ts'
import type { ApiContext } from './flavour.ts'

/** A part of the API, as far as its description needs it. */
interface Described {
  readonly name: string
  readonly base: string
  readonly routes: readonly Route<ApiContext>[]
}

/** The parts that are described, with the titles of their descriptions. */
const TITLES = {
  v1: 'Inver, REST API of the Cloud, version 1',
  v2: 'Inver, REST API of the Cloud, version 2',
  dc: 'Inver, REST API of Data Center',
} as const
type DescribedName = keyof typeof TITLES

/** The names of the parts that are described. */
export const describedNames = Object.keys(TITLES) as readonly DescribedName[]

/** The description of a part in OpenAPI 3.1. */
export function descriptionOf(name: DescribedName, parts: readonly Described[]): Record<string, unknown> {
  const part = parts.find((one) => one.name === name)
  return openApi(
    { title: TITLES[name], version: manifest.version, base: part?.base ?? '' },
    (part?.routes ?? []) as readonly Omit<Route<never>, 'handle'>[],
  )
}

const route = routesOf<ApiContext>()

/** One operation for each described part: its description. Made when it is first asked for. */
export function openApiRoutes(parts: readonly Described[]): Route<ApiContext>[] {
  return describedNames.map((name) => {
    let made: Record<string, unknown> | undefined
    return route({
      id: `getOpenApi-${name}`,
      method: 'GET',
      path: `/${name}.json`,
      tag: 'OpenAPI',
      summary: `The description of this API in OpenAPI 3.1: ${name}.`,
      access: 'anyone',
      reply: Type.Record(Type.String(), Type.Unknown()),
      errors: [],
      handle: async () => (made ??= descriptionOf(name, parts)),
    })
  })
}
