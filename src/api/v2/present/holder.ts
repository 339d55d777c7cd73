import { type Content, familyOf } from '../../../domain/content/content.ts'
import { type ApiContext, contentId } from '../../flavour.ts'
import type { Family } from '../read-kind.ts'

/** The field of the wire that names what holds a comment or an attachment, or stands above it, by its kind. */
export function holderField(api: ApiContext, holder: Content): Record<string, string> {
  return { [FIELDS[familyOf(holder.kind)]]: contentId(api, holder) }
}

const FIELDS: Readonly<Record<Family, string>> = {
  page: 'pageId',
  blogpost: 'blogPostId',
  attachment: 'attachmentId',
  comment: 'parentCommentId',
  custom: 'customContentId',
}
