import { Type } from 'typebox'
import { limits } from '../../base/limits.ts'
import { mhtml, type Shown } from '../../base/mhtml.ts'
import { AppError } from '../../base/errors.ts'
import { findAttachment, openFile } from '../../domain/attachment/read.ts'
import { readContent } from '../../domain/content/read.ts'
import type { Context } from '../../domain/context.ts'
import { renderBodies } from '../../domain/render/body.ts'
import { asDownload } from '../download.ts'
import { idOf, row, shown } from '../screen.ts'

/** A page for word processors. */
export const exportWordRoutes = [
  row({
    ...shown,
    id: 'exportWord',
    path: '/exportword',
    summary: 'A page as a document for word processors, with its pictures.',
    reply: 'bytes',
    query: Type.Object({ pageId: Type.Optional(Type.String()) }),
    handle: async (web, { query }) => {
      const content = await readContent(web.domain, idOf(query.pageId))
      const html = (await renderBodies(web.domain, [content], 'styled_view')).get(content.id) ?? ''
      const { document, pictures } = await withPictures(web.domain, html)
      const text = mhtml(content.title, document, pictures)
      return asDownload(`${content.title}.doc`, 'application/vnd.ms-word', text)
    },
  }),
]

/** The document with the pictures of this wiki inside; those that its reader may not see stay away, others stay outside. */
async function withPictures(
  ctx: Context,
  html: string,
): Promise<{ readonly document: string; readonly pictures: readonly Shown[] }> {
  const pictures: Shown[] = []
  const names = new Map<string, string>()
  let left: number = limits.exportedPictureBytes
  for (const [, source = ''] of html.matchAll(/<img\b[^>]*?\ssrc="([^"]+)"/g)) {
    if (names.has(source)) continue
    const picture = await pictureAt(ctx, source, left)
    if (picture === undefined) continue
    const location = `image-${pictures.length + 1}`
    names.set(source, location)
    pictures.push({ ...picture, location })
    left -= picture.bytes.length
  }
  const document = html.replace(/(<img\b[^>]*?\ssrc=")([^"]+)"/g, (whole, before: string, source: string) => {
    const name = names.get(source)
    return name === undefined ? whole : `${before}${name}"`
  })
  return { document, pictures }
}

const FILE = /\/download\/(?:attachments|thumbnails)\/(\d{1,15})\/([^?#"]+)/

/** The picture that an address of this wiki names, if its reader may see it and it is not too large. */
async function pictureAt(
  ctx: Context,
  source: string,
  most: number,
): Promise<Omit<Shown, 'location'> | undefined> {
  const isOurs = source.startsWith(`${ctx.place.origin}/`) || /^\/(?!\/)/.test(source)
  const [, holder, name] = FILE.exec(source) ?? []
  if (!isOurs || holder === undefined || name === undefined) return undefined
  try {
    const attachment = await findAttachment(ctx, Number(holder), decodeURIComponent(name))
    const file = await openFile(ctx, attachment)
    if (!file.mediaType.startsWith('image/') || file.size > most) return undefined
    return { mediaType: file.mediaType, bytes: Buffer.concat(await file.read().toArray()) }
  } catch (error) {
    if (error instanceof AppError || error instanceof URIError) return undefined
    throw error
  }
}
