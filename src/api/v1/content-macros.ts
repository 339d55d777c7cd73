import { Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { type MacroCall, readMacro } from '../../domain/content/macro.ts'
import { acceptRepresentation, convertBody } from '../../domain/render/body.ts'
import { beginConversion } from '../../domain/render/conversions.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { topLinks } from './present/links.ts'
import { expand, text } from './query.ts'
import { convertedBody, macro } from './schema/content.ts'

const route = routesOf<ApiContext>()

const shared = { method: 'GET', tag: 'Content - macro body', access: 'site' } as const
const conversionQuery = Type.Object({
  expand,
  spaceKeyContext: text,
  embeddedContentRender: text,
  allowCache: text,
})

/** A macro by its id: of the Cloud and of Data Center. */
export const macroRoutes = [
  route({
    ...shared,
    id: 'getMacroBodyByMacroId',
    path: '/content/{id}/history/{version}/macro/id/{macroId}',
    summary: 'A macro of a version of a content, by its id; version 0 is the current one.',
    pure: true,
    reply: macro,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => presentMacro(api, await macroAt(api, path)),
  }),
]

/** What only Data Center has. */
export const macroHashRoutes = [
  route({
    ...shared,
    id: 'getMacroBodyByHash',
    path: '/content/{id}/history/{version}/macro/hash/{hash}',
    summary: 'A macro of a version of a content, by the MD5 hash of its body.',
    pure: true,
    reply: macro,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const found = await readMacro(api.domain, parseContentId(path.id), acceptVersion(path.version), {
        hash: path.hash,
      })
      return presentMacro(api, found)
    },
  }),
]

/** What only the Cloud has: the macro as it is shown. */
export const macroConversionRoutes = [
  route({
    ...shared,
    id: 'getAndConvertMacroBodyByMacroId',
    path: '/content/{id}/history/{version}/macro/id/{macroId}/convert/{to}',
    summary: 'A macro of a version of a content, converted to another representation.',
    query: conversionQuery,
    reply: convertedBody,
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const conversion = conversionOf(path, await macroAt(api, path))
      return {
        value: await convertBody(api.domain, conversion),
        representation: conversion.to,
        embeddedContent: [],
        _expandable: { webresource: '' },
        _links: topLinks(api),
      }
    },
  }),
  route({
    ...shared,
    id: 'getAndAsyncConvertMacroBodyByMacroId',
    path: '/content/{id}/history/{version}/macro/id/{macroId}/convert/async/{to}',
    summary: 'Begin to convert a macro; the answer says by which id to fetch the result.',
    query: conversionQuery,
    reply: Type.Object({ asyncId: Type.String() }, { additionalProperties: false }),
    errors: ['bad-request', 'not-found'],
    handle: async (api, { path }) => {
      const conversion = conversionOf(path, await macroAt(api, path))
      return { asyncId: beginConversion(api.domain, conversion) }
    },
  }),
]

interface Address {
  readonly id: string
  readonly version: string
  readonly macroId: string
}

async function macroAt(api: ApiContext, { id, version, macroId }: Address): Promise<MacroCall> {
  return readMacro(api.domain, parseContentId(id), acceptVersion(version), { id: macroId })
}

function conversionOf(path: Address & { readonly to: string }, found: MacroCall) {
  return {
    value: found.storage,
    from: 'storage',
    to: acceptRepresentation(path.to),
    contentId: parseContentId(path.id),
  } as const
}

function acceptVersion(version: string): number {
  if (/^\d{1,9}$/.test(version)) return Number(version)
  throw new AppError('bad-request', `"${version.slice(0, 100)}" is not the number of a version.`)
}

function presentMacro(api: ApiContext, { name, body, parameters }: MacroCall): Record<string, unknown> {
  return {
    name,
    body,
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value }])),
    _links: topLinks(api),
  }
}
