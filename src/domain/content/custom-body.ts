import { AppError } from '../../base/errors.ts'
import { decodeReferences } from '../../base/xml/references.ts'
import { escapeText } from '../../base/xml/write.ts'
import type { Body, Content } from './content.ts'

/** A body of custom content as it is stored: a text that nobody interprets as the text of a document. */
export function customBody(body: Body): Body {
  return body.representation === 'raw' ? { representation: 'storage', value: escapeText(body.value) } : body
}

/** The next body of custom content, which stays of the sort that the first one was. */
export function nextCustomBody(content: Content, body: Body): Body {
  if ((body.representation === 'raw') === (content.extra.raw === true)) return customBody(body)
  throw new AppError(
    'bad-request',
    `The body of content ${content.id} is ${content.extra.raw ? '' : 'not '}raw, and stays so.`,
  )
}

/** The text that was stored of a raw body. */
export function rawText(storage: string): string {
  return decodeReferences(storage, 0, storage.length)
}
