import { Type } from 'typebox'
import { acceptRepresentation, convertBody } from '../../domain/render/body.ts'
import { routesOf } from '../../http/route.ts'
import type { ApiContext } from '../flavour.ts'
import { parseContentId } from '../ids.ts'
import { topLinks } from './present/links.ts'
import { expand, text } from './query.ts'
import { conversionInput, convertedBody } from './schema/content.ts'

const route = routesOf<ApiContext>()

export const bodyRoutes = [
  route({
    id: 'convertContentBody',
    method: 'POST',
    path: '/contentbody/convert/{to}',
    tag: 'Content body',
    summary: 'Convert a body from one representation to another, in the place of a content if one is named.',
    access: 'site',
    query: Type.Object({
      spaceKeyContext: text,
      contentIdContext: text,
      embeddedContentRender: text,
      expand,
    }),
    body: conversionInput,
    reply: convertedBody,
    errors: ['bad-body', 'bad-markup', 'bad-request', 'not-found', 'too-large'],
    handle: async (api, { path, query, body }) => {
      const to = acceptRepresentation(path.to)
      const place = body.content?.id ?? query.contentIdContext
      const value = await convertBody(api.domain, {
        value: body.value,
        from: acceptRepresentation(body.representation),
        to,
        contentId: place === undefined ? undefined : parseContentId(place),
        spaceKey: query.spaceKeyContext,
      })
      return {
        value,
        representation: to,
        ...(api.flavour.name === 'cloud' ? { embeddedContent: [], _expandable: { webresource: '' } } : {}),
        _links: topLinks(api),
      }
    },
  }),
]
