import { encodeTinyId, encodeTitle, queryString } from '../../base/url.ts'
import { type Content, isCustomKind } from '../content/content.ts'
import type { Place } from '../context.ts'
import type { Space } from '../space/space.ts'

/** Addresses of the site. All are paths below the context path, unless they say otherwise. */

/** The page of a content in the browser, as the flavour spells it: `/display/KEY/Title` or `/spaces/KEY/pages/ID/Title`. */
export function webPath(
  place: Place,
  content: Content,
  space: Space | undefined,
  container?: Content,
): string {
  if (content.kind === 'comment') {
    const holder = container
      ? webPath(place, container, space)
      : `/pages/viewpage.action?pageId=${content.containerId}`
    return `${holder}${holder.includes('?') ? '&' : '?'}focusedCommentId=${content.id}#comment-${content.id}`
  }
  if (isCustomKind(content.kind)) {
    if (container) return webPath(place, container, space)
    if (content.containerId !== null) return `/pages/viewpage.action?pageId=${content.containerId}`
    return space ? spacePath(place, space) : '/'
  }
  if (content.kind === 'attachment') {
    const name = encodeURIComponent(`/${content.containerId}/${content.title}`)
    return `/pages/viewpageattachments.action?pageId=${content.containerId}&preview=${name}`
  }
  const key = encodeURIComponent(space?.key ?? '').replaceAll('%7E', '~')
  const isPlain = content.status === 'current' && content.historical === undefined && space !== undefined
  if (place.pageAddress === 'spaces' && space !== undefined) {
    const kind = content.kind === 'blogpost' ? `blog/${dayPath(content.createdAt)}` : 'pages'
    return `/spaces/${key}/${kind}/${content.id}/${encodeTitle(content.title)}`
  }
  if (!isPlain || !fitsPath(content.title)) return `/pages/viewpage.action?pageId=${content.id}`
  const day = content.kind === 'blogpost' ? `${dayPath(content.createdAt)}/` : ''
  return `/display/${key}/${day}${encodeTitle(content.title)}`
}

/** The overview of a space in the browser. */
export function spacePath(place: Place, space: Space): string {
  const key = encodeURIComponent(space.key).replaceAll('%7E', '~')
  return place.pageAddress === 'spaces' ? `/spaces/${key}` : `/display/${key}`
}

/** The screen in which a page is written that is not there yet; `parentId`: the page it will stand below. */
export function createPath(
  spaceKey: string,
  { title, parentId }: { readonly title?: string; readonly parentId?: number } = {},
): string {
  return `/pages/createpage.action${queryString([
    ['spaceKey', spaceKey],
    ['title', title],
    ['fromPageId', parentId],
  ])}`
}

/** The short address of a content. */
export function tinyPath(id: number): string {
  return `/x/${encodeTinyId(id)}`
}

/** The bytes of an attachment's version, in the form that clients take apart. */
export function downloadPath(
  attachment: Content,
  kind: 'attachments' | 'thumbnails' = 'attachments',
): string {
  const name = encodeURIComponent(attachment.title)
  const version = `version=${attachment.version}&modificationDate=${attachment.updatedAt}`
  return `/download/${kind}/${attachment.containerId}/${name}?${version}&cacheVersion=1&api=v2`
}

/** Titles that Confluence spells in a path; others are addressed by id. */
function fitsPath(title: string): boolean {
  return title.length > 0 && !/[?&+/\\%;:#"<>|]|^\.{1,2}$/.test(title) && /^[\u0020-\u007e]+$/.test(title)
}

/** `2024/05/01`, in UTC. */
function dayPath(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/')
}
