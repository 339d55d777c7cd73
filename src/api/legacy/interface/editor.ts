import { Type } from 'typebox'
import { limits } from '../../../base/limits.ts'
import { convertBody } from '../../../domain/render/body.ts'
import { type MacroCall, renderMacro } from '../../../domain/render/macro-call.ts'
import { Answer, routesOf } from '../../../http/route.ts'
import type { ApiContext } from '../../flavour.ts'
import { parseContentId } from '../../ids.ts'

const route = routesOf<ApiContext>()
const text = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const id = Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Null()]))
const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const asked = {
  method: 'POST',
  changes: false,
  access: 'site',
  tag: 'Editor',
  reply: 'bytes',
  errors: ['bad-body', 'bad-markup', 'bad-request', 'not-found', 'too-large'],
} as const

const macroBody = Type.Object({
  contentId: id,
  macro: Type.Object({
    name: Type.String({ minLength: 1, maxLength: limits.nameLength }),
    body: text,
    defaultParameterValue: text,
    params: Type.Optional(Type.Union([Type.Record(Type.String(), scalar), Type.Null()])),
  }),
})
interface MacroBody {
  readonly contentId?: string | number | null
  readonly macro: {
    readonly name: string
    readonly body?: string | null
    readonly defaultParameterValue?: string | null
    readonly params?: Readonly<Record<string, unknown>> | null
  }
}

/** What the editor of earlier releases asks for while somebody writes. */
export const editorRoutes = [
  route({
    ...asked,
    id: 'previewMacro',
    path: '/tinymce/1/macro/preview',
    summary: 'What a macro shows, as a document of its own.',
    body: macroBody,
    handle: async (api, { body }) =>
      document(await renderMacro(api.domain, callIn(body as MacroBody), 'view')),
  }),
  route({
    ...asked,
    id: 'holdMacro',
    path: '/tinymce/1/macro/placeholder',
    summary: 'A macro as the editor holds it.',
    body: macroBody,
    handle: async (api, { body }) =>
      plain(await renderMacro(api.domain, callIn(body as MacroBody), 'editor')),
  }),
  route({
    ...asked,
    id: 'convertWikiToEditor',
    path: '/tinymce/1/wikixhtmlconverter',
    summary: 'Wiki markup as the HTML of the editor.',
    body: Type.Object({
      wiki: Type.String(),
      entityId: id,
      spaceKey: text,
      contextType: text,
      suppressFirstParagraph: Type.Optional(Type.Boolean()),
    }),
    handle: async (api, { body }) => {
      const contentId = idIn(body.entityId)
      const html = await convertBody(api.domain, {
        value: body.wiki,
        from: 'wiki',
        to: 'editor',
        ...(contentId === undefined ? (body.spaceKey ? { spaceKey: body.spaceKey } : {}) : { contentId }),
      })
      const [, only] = /^<p>((?:(?!<p[ >])[^])*)<\/p>$/.exec(html) ?? []
      return plain(body.suppressFirstParagraph && only !== undefined ? only : html)
    },
  }),
]

function callIn({ contentId, macro }: MacroBody): MacroCall {
  const { name, body, defaultParameterValue, params } = macro
  const id = idIn(contentId)
  const named = Object.entries(params ?? {}).filter(([, value]) => value !== null)
  return {
    name,
    body: body ?? '',
    parameters: {
      ...(defaultParameterValue ? { '': defaultParameterValue } : {}),
      ...Object.fromEntries(named.map(([key, value]) => [key, String(value)])),
    },
    ...(id === undefined ? {} : { contentId: id }),
  }
}

/** The content that is written; what is not kept yet has none, or 0. */
function idIn(value: string | number | null | undefined): number | undefined {
  return value == null || String(value) === '0' || value === '' ? undefined : parseContentId(value)
}

function document(html: string): Answer {
  return new Answer({
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Opened by itself it is a document of this site: it runs nothing and sends nothing.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; frame-ancestors 'self'; sandbox",
      'cache-control': 'private, no-store',
    },
    body: `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Macro</title></head><body><div class="wiki-content">\n${html}\n</div></body></html>`,
  })
}

function plain(html: string): Answer {
  return new Answer({ headers: { 'content-type': 'text/plain; charset=utf-8' }, body: html })
}
