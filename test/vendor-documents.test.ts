/** Our v1, v2 and Data Center against the vendor's published documents, which are no part of the project. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passedOver } from '../scripts/reference/differences.ts'
import { apiParts } from '../src/api/mount.ts'
import { replyDifferences } from './support/vendor-replies.ts'
import { operationKey, type VendorOperation, vendorOperations } from './support/vendor.ts'

interface Parameter {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly { readonly const?: unknown }[]
  readonly items?: Parameter
}

const described = vendorOperations()
const skip = described === undefined ? 'the documents do not lie beside the project' : false

/** Ends of differences that are on purpose, with the reason. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  '.associatedContents.results[].contentId: is string here, integer there':
    'ids of content are text everywhere, and those of attachments are no numbers',
  'space.permissions: is array here, object there':
    'the document of Data Center, made from its classes, shows the holder of the list',
  ' .permissions: is array here, object there': 'the same, of a space by itself',
  '[].permissions: is array here, object there': 'the same, of a list of spaces',
  'dc POST /webhooks .events[]: is string here, object there':
    'the body of the same request, and the replies of all others, name events by text',
}

describe("the vendor's documents", { skip }, () => {
  const served = (described ?? []).flatMap((operation) => {
    const part = apiParts.find(({ name }) => name === operation.api)
    const key = operationKey(operation.method, operation.path)
    const route = part?.routes.find(({ method, path }) => operationKey(method, path) === key)
    return route ? [{ operation, route }] : []
  })

  it('describe most of what is served', () => {
    assert.ok(served.length > 400, `only ${served.length} operations are compared`)
  })

  it('name no query parameter that is not accepted, or listed with a reason', () => {
    const unread = served.flatMap(({ operation, route }) => {
      const known = Object.keys(route.query?.properties ?? {})
      return [...operation.parameters.keys()]
        .filter((name) => !known.includes(name) && !isPassedOver(operation, name))
        .map((name) => `${nameOf(operation)} ?${name}`)
    })
    assert.deepEqual([...new Set(unread)], [])
  })

  it('name no value of a parameter that is refused', () => {
    const refused = served.flatMap(({ operation, route }) =>
      [...operation.parameters].flatMap(([name, values]) => {
        const choices = choicesOf(route.query?.properties[name])
        return values
          .filter((value) => choices !== undefined && !choices.includes(value))
          .map((value) => `${nameOf(operation)} ?${name}=${value}`)
      }),
    )
    assert.deepEqual([...new Set(refused)], [])
  })

  it('require no field of a reply that ours lacks or has of another type', () => {
    const differing = served.flatMap(({ operation, route }) =>
      replyDifferences(operation, route.reply).map((difference) => `${nameOf(operation)} ${difference}`),
    )
    assert.deepEqual(
      [...new Set(differing)].filter((one) => !Object.keys(ON_PURPOSE).some((end) => one.endsWith(end))),
      [],
    )
  })

  it('still name every parameter that is passed over', () => {
    const gone = passedOver.flatMap(({ api, operation, parameters }) =>
      parameters
        .filter(
          (name) =>
            !served.some(
              (one) =>
                one.operation.api === api &&
                `${one.operation.method} ${one.operation.path}` === operation &&
                one.operation.parameters.has(name),
            ),
        )
        .map((name) => `${api} ${operation} ?${name}`),
    )
    assert.deepEqual(gone, [])
  })
})

function isPassedOver({ api, method, path }: VendorOperation, name: string): boolean {
  return passedOver.some(
    (one) => one.api === api && one.operation === `${method} ${path}` && one.parameters.includes(name),
  )
}

function nameOf({ api, method, path }: VendorOperation): string {
  return `${api} ${method} ${path}`
}

function choicesOf(schema: unknown): readonly unknown[] | undefined {
  const parameter = schema as Parameter | undefined
  if (parameter === undefined) return undefined
  return (
    parameter.enum ??
    parameter.anyOf?.map((choice) => choice.const) ??
    (parameter.items && choicesOf(parameter.items))
  )
}
