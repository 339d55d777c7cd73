import { readContent } from '../../../../domain/content/read.ts'
import { convertBody, renderBodies } from '../../../../domain/render/body.ts'
import { methodsOf, type RpcCall } from '../method.ts'
import * as schema from '../schema.ts'
import { id, type RpcStruct, struct, text, textIn } from '../value.ts'
import { inWordsOfPages } from './pages.ts'

const method = methodsOf('Rendering')
const errors = ['bad-markup', 'bad-parameter', 'not-found', 'too-large'] as const

/** Markup as HTML, and as storage format. */
export const renderingMethods = [
  method({
    name: 'renderContent',
    summary:
      'HTML of a page, or of this content as if it were in the page or space. The content is wiki markup in version 1 ' +
      'and storage format in version 2.',
    takes: { spaceKey: text, pageId: id, content: text },
    gives: schema.given.text,
    errors,
    handle: (call, { spaceKey, pageId, content }) => render(call, { spaceKey, pageId, content }),
  }),
  method({
    name: 'renderContent',
    summary: 'The same; with the parameter style=clean without style sheets.',
    takes: { spaceKey: text, pageId: id, content: text, parameters: struct('Map') },
    gives: schema.given.text,
    errors,
    handle: (call, { spaceKey, pageId, content, parameters }) =>
      render(call, { spaceKey, pageId, content, parameters }),
  }),
  method({
    name: 'convertWikiToStorageFormat',
    summary: 'Wiki markup as storage format.',
    takes: { markup: text },
    gives: schema.given.text,
    errors: ['bad-markup', 'bad-parameter', 'too-large'],
    handle: ({ api }, { markup }) => convertBody(api.domain, { value: markup, from: 'wiki', to: 'storage' }),
  }),
]

interface Rendered {
  readonly spaceKey: string
  /** 0: none. */
  readonly pageId: number
  readonly content: string
  readonly parameters?: RpcStruct
}

async function render(
  call: RpcCall,
  { spaceKey, pageId, content, parameters = {} }: Rendered,
): Promise<string> {
  const { domain } = call.api
  const page = pageId === 0 ? undefined : await inWordsOfPages(readContent(domain, pageId))
  const isClean = textIn(parameters, 'style') === 'clean'
  const to = isClean ? 'export_view' : 'styled_view'
  const html =
    content === '' && page
      ? ((await renderBodies(domain, [page], to)).get(page.id) ?? '')
      : await convertBody(domain, {
          value: content,
          from: call.markup,
          to,
          ...(page ? { contentId: page.id } : {}),
          ...(page || spaceKey === '' ? {} : { spaceKey }),
        })
  return isClean ? `<div id="ConfluenceContent">${html}</div>` : html
}
