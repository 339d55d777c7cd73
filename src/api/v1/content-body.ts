import { type Static, Type } from 'typebox'
import { AppError } from '../../base/errors.ts'
import { limits } from '../../base/limits.ts'
import { acceptRepresentation, type Conversion, convertBody, validateBody } from '../../domain/render/body.ts'
import { beginConversion, readConversion } from '../../domain/render/conversions.ts'
import type { LaterConversion } from '../../domain/render/kept-conversions.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { topLinks } from './present/links.ts'
import { presentFinding } from './present/parts.ts'
import { expand, text } from './query.ts'
import { conversionInput, convertedBody } from './schema/content.ts'

const route = routesOf<ApiContext>()

const asyncResult = Type.Object(
  {
    value: Type.Optional(Type.String()),
    representation: Type.String(),
    renderTaskId: Type.String(),
    error: Type.Optional(Type.String()),
    status: Type.String(),
    embeddedContent: Type.Array(Type.Unknown()),
    _expandable: Type.Record(Type.String(), Type.String()),
    _links: Type.Record(Type.String(), Type.String()),
  },
  { additionalProperties: false },
)
const asyncId = Type.Object({ asyncId: Type.String() }, { additionalProperties: false })

const placeQuery = { spaceKeyContext: text, contentIdContext: text, embeddedContentRender: text, expand }

/** Conversions that the Cloud does in the background; their results are fetched within five minutes. */
export const cloudBodyRoutes = [
  route({
    id: 'asyncConvertContentBodyRequest',
    method: 'POST',
    changes: false,
    path: '/contentbody/convert/async/{to}',
    tag: 'Content body',
    summary: 'Begin a conversion; the answer says by which id to fetch it.',
    access: 'site',
    query: Type.Object({ ...placeQuery, allowCache: text }),
    body: conversionInput,
    reply: asyncId,
    errors: ['bad-body', 'bad-request'],
    handle: async (api, { path, query, body }) => ({
      asyncId: beginConversion(api.domain, conversionOf(path.to, query, body)),
    }),
  }),
  route({
    id: 'asyncConvertContentBodyResponse',
    method: 'GET',
    path: '/contentbody/convert/async/{id}',
    tag: 'Content body',
    summary: 'The result of a conversion that was begun, or that it is still worked on.',
    access: 'site',
    reply: asyncResult,
    errors: ['not-found'],
    handle: async (api, { path }) => presentLater(api, readConversion(api.domain, path.id)),
  }),
  route({
    id: 'bulkAsyncConvertContentBodyRequest',
    method: 'POST',
    changes: false,
    path: '/contentbody/convert/async/bulk/tasks',
    tag: 'Content body',
    summary: 'Begin up to ten conversions.',
    access: 'site',
    body: Type.Object({
      conversionInputs: Type.Array(
        Type.Object({
          to: Type.String(),
          spaceKeyContext: text,
          contentIdContext: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
          body: conversionInput,
        }),
      ),
    }),
    reply: Type.Array(asyncId),
    errors: ['bad-body', 'bad-request'],
    handle: async (api, { body }) => {
      const { conversionInputs } = body
      if (conversionInputs.length > limits.conversionsPerCall) {
        throw new AppError(
          'bad-request',
          `At most ${limits.conversionsPerCall} conversions can be begun at once.`,
        )
      }
      const inputs = conversionInputs.map((one) =>
        conversionOf(
          one.to,
          { spaceKeyContext: one.spaceKeyContext, contentIdContext: one.contentIdContext?.toString() },
          one.body,
        ),
      )
      return inputs.map((input) => ({ asyncId: beginConversion(api.domain, input) }))
    },
  }),
  route({
    id: 'bulkAsyncConvertContentBodyResponse',
    method: 'GET',
    path: '/contentbody/convert/async/bulk/tasks',
    tag: 'Content body',
    summary: 'The results of several conversions that were begun.',
    access: 'site',
    query: Type.Object({ ids: Type.Optional(Type.Array(Type.String())) }),
    reply: Type.Array(asyncResult),
    errors: ['bad-parameter', 'not-found'],
    handle: async (api, { query }) => {
      if (query.ids === undefined)
        throw new AppError('bad-parameter', 'The parameter ids says which conversions are meant.')
      return query.ids.map((id) => presentLater(api, readConversion(api.domain, id)))
    },
  }),
]

export const bodyRoutes = [
  route({
    id: 'validateContentBody',
    method: 'POST',
    changes: false,
    path: '/contentbody/validate',
    tag: 'Content body',
    // An extension: the vendor tells one mistake at a time, by refusing the write.
    summary: 'Everything that is wrong or doubtful with a body, all at once (an extension).',
    access: 'site',
    body: conversionInput,
    reply: Type.Object(
      {
        valid: Type.Boolean(),
        findings: Type.Array(
          Type.Object(
            {
              severity: Type.String(),
              message: Type.String(),
              row: Type.Integer(),
              column: Type.Integer(),
              hint: Type.Optional(Type.String()),
            },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    errors: ['bad-body', 'bad-request', 'too-large'],
    handle: async (api, { body }) => {
      const findings = await validateBody(api.domain, body)
      return {
        valid: !findings.some((finding) => finding.severity === 'fatal'),
        findings: findings.map(presentFinding),
      }
    },
  }),
  route({
    id: 'convertContentBody',
    method: 'POST',
    changes: false,
    path: '/contentbody/convert/{to}',
    tag: 'Content body',
    summary: 'Convert a body from one representation to another, in the place of a content if one is named.',
    access: 'site',
    query: Type.Object(placeQuery),
    body: conversionInput,
    reply: convertedBody,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'not-found', 'too-large'],
    handle: async (api, { path, query, body }) => {
      const conversion = conversionOf(path.to, query, body)
      const value = await convertBody(api.domain, conversion)
      return {
        value,
        representation: conversion.to,
        ...(api.flavour.name === 'cloud' ? { embeddedContent: [], _expandable: { webresource: '' } } : {}),
        _links: topLinks(api),
      }
    },
  }),
]

/** What is to be converted, and in whose place: the body's own `content` before the parameter. */
function conversionOf(
  to: string,
  place: { readonly spaceKeyContext?: string; readonly contentIdContext?: string },
  body: Static<typeof conversionInput>,
): Conversion {
  const content = body.content?.id ?? place.contentIdContext
  return {
    value: body.value,
    from: acceptRepresentation(body.representation),
    to: acceptRepresentation(to),
    ...(content === undefined ? {} : { contentId: parseContentId(content) }),
    ...(place.spaceKeyContext === undefined ? {} : { spaceKey: place.spaceKeyContext }),
  }
}

function presentLater(api: ApiContext, later: LaterConversion): Record<string, unknown> {
  return {
    ...(later.value === undefined ? {} : { value: later.value }),
    representation: later.to,
    renderTaskId: later.id,
    ...(later.error === undefined ? {} : { error: later.error }),
    status: later.status,
    embeddedContent: [],
    _expandable: { content: '', webresource: '', embeddedContent: '', mediaToken: '' },
    _links: topLinks(api),
  }
}
