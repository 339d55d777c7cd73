import type { Content } from '../../../domain/content/content.ts'
import { type ApiContext, contentId } from '../../flavour.ts'

/** The field of the wire that names what holds a comment or an attachment, or stands above it, by its kind. */
export function holderField(api: ApiContext, holder: Content): Record<string, string> {
  const name = FIELDS[holder.kind]
  return name === undefined ? {} : { [name]: contentId(api, holder) }
}

const FIELDS: Readonly<Partial<Record<Content['kind'], string>>> = {
  page: 'pageId',
  blogpost: 'blogPostId',
  attachment: 'attachmentId',
  comment: 'parentCommentId',
}
