import type { Content } from '../../../domain/content/content.ts'
import { downloadPath, spacePath, tinyPath, webPath } from '../../../domain/render/urls.ts'
import type { Space } from '../../../domain/space/space.ts'
import { type ApiContext, contentId } from '../../flavour.ts'

type Links = Record<string, string>

/** What only the outermost object of an answer carries: where its paths are relative to. */
export function topLinks(api: ApiContext): Links {
  return { base: api.base, context: api.flavour.contextPath }
}

/** Links of a content; `self` absolute, the others relative to `base`. */
export function contentLinks(
  api: ApiContext,
  content: Content,
  space: Space | undefined,
  container?: Content,
): Links {
  const { place } = api.domain
  const id = contentId(api, content)
  const links: Links = {
    self: `${api.base}/rest/api/content/${id}${content.historical ? `?status=historical&version=${content.version}` : ''}`,
    webui: webPath(place, content, space, container),
  }
  if (content.kind === 'attachment') links.download = downloadPath(content)
  else if (content.kind !== 'comment') {
    links.editui = `/pages/editpage.action?pageId=${content.id}`
    links.edit = `/pages/resumedraft.action?draftId=${content.id}`
  }
  links.tinyui = tinyPath(content.id)
  return links
}

export function spaceLinks(api: ApiContext, space: Space): Links {
  return {
    self: `${api.base}/rest/api/space/${encodeURIComponent(space.key).replaceAll('%7E', '~')}`,
    webui: spacePath(api.domain.place, space),
  }
}
