/** `<a>` → link or anchor. */
import { nonEmpty } from '../../elements.ts'
import type { Environment } from '../../env.ts'
import { storedId } from '../../sanitize.ts'
import type { Link, Node, Target } from '../../tree.ts'
import { textContent } from '../../visit.ts'
import { hasClass, type HtmlElement } from './parse.ts'
import { attributesOf, decodedNode, type Reader } from './reader.ts'
import { collapse } from './tidy.ts'

/** A link of the wiki when the element tells which, an anchor when it has an address, else nothing of its own. */
export function linkOf(
  reader: Reader,
  element: HtmlElement,
  pre: boolean,
): Node | readonly Node[] | undefined {
  const children = reader.read(reader, element.children, pre)
  const decoded = decodedNode(reader, element)
  const newUrl = decoded?.type === 'link' ? addressElsewhere(element, decoded, reader.env) : undefined
  if (newUrl !== undefined) return { type: 'anchor', url: newUrl, children }
  if (decoded?.type === 'link') {
    return withText(decoded, children, element.attributes.get('data-linked-resource-default-alias'))
  }
  if (element.name !== 'a')
    return decoded?.type === 'anchor' ? { ...decoded, children, source: undefined } : undefined
  // The picture says by itself that it is linked.
  if (hasClass(element, 'confluence-image-link') && children.length === 1 && children[0]?.type === 'image')
    return children
  const alias = element.attributes.get('data-linked-resource-default-alias')
  const target = targetOf(element, reader.env)
  if (target !== undefined) {
    const anchor = element.attributes.get('data-anchor') ?? anchorOf(element, target)
    return withText(
      { type: 'link', target, anchor, body: 'none', children: [] },
      children,
      alias ?? defaultText(target),
    )
  }
  const url = element.attributes.get('href')
  return url === undefined ? undefined : anchorNode(element, url, children)
}

/** The address that a client has put in the place of the wiki's own: one on another host. */
function addressElsewhere(
  element: HtmlElement,
  link: Link,
  env: Environment | undefined,
): string | undefined {
  const href = element.attributes.get('href') ?? ''
  if (env === undefined || env.origin === '' || link.target.kind === 'url' || link.target.kind === 'shortcut')
    return undefined
  return /^https?:\/\//i.test(href) && !href.startsWith(env.origin) ? href : undefined
}

function anchorNode(element: HtmlElement, url: string, children: readonly Node[]): Node {
  const title = element.attributes.get('title')
  const { class: classes = '', rel, ...rest } = attributesOf(element, new Set(['href', 'title'])) ?? {}
  const kept = classes.split(' ').filter((name) => name !== 'external-link' && name !== '')
  const attributes: Record<string, string> = {}
  if (kept.length > 0) attributes['class'] = kept.join(' ')
  if (rel !== undefined && rel !== 'nofollow') attributes['rel'] = rel
  const stored = url.startsWith('#') ? `#${storedId(url.slice(1))}` : url
  return { type: 'anchor', url: stored, title, attributes: nonEmpty({ ...attributes, ...rest }), children }
}

/** The link with the text that the HTML shows; the text it shows by itself is none. */
function withText(link: Link, children: readonly Node[], alias: string | undefined): Link {
  const text = textContent(children)
  const isPlain = children.every((child) => child.type === 'text')
  if (
    link.body === 'none' &&
    isPlain &&
    alias !== undefined &&
    collapse(text).trim() === collapse(alias).trim()
  )
    return link
  const fresh: Link = { ...link, source: undefined, shell: undefined, children }
  if (!isPlain || link.body === 'rich') return { ...fresh, body: 'rich' }
  return { ...fresh, body: 'plain', children: [{ type: 'text', value: text }] }
}

/** What the attributes of the product's own editor and view say, else what the address says. */
function targetOf(element: HtmlElement, env: Environment | undefined): Target | undefined {
  const { attributes } = element
  const type = attributes.get('data-linked-resource-type')
  const username = attributes.get('data-username')
  const userKey = attributes.get('data-userkey')
  const accountId = attributes.get('data-account-id')
  if (username !== undefined || userKey !== undefined || accountId !== undefined) {
    if (hasClass(element, 'user-mention') || hasClass(element, 'confluence-userlink')) {
      return {
        kind: 'user',
        username,
        userKey: username === undefined ? userKey : undefined,
        accountId: username === undefined ? accountId : undefined,
      }
    }
  }
  const title = attributes.get('data-content-title')
  if (title !== undefined) return { kind: 'page', title, space: attributes.get('data-space-key') }
  const alias = attributes.get('data-linked-resource-default-alias')
  if (type === 'attachment' && alias !== undefined) {
    return {
      kind: 'attachment',
      fileName: alias,
      holder: holderOf(attributes.get('data-linked-resource-container-id'), env),
    }
  }
  const fromUrl = targetFromUrl(attributes.get('href') ?? '', env)
  if (fromUrl !== undefined) return fromUrl
  return type === 'page' && alias !== undefined ? { kind: 'page', title: alias } : undefined
}

/** The content that holds a file, unless it is the one the text belongs to. */
export function holderOf(contentId: string | undefined, env: Environment | undefined): Target | undefined {
  if (contentId === undefined || contentId === env?.content?.id) return undefined
  return { kind: 'content', id: contentId }
}

/** Addresses of this wiki's pages: `/display/KEY/Title`. */
function targetFromUrl(href: string, env: Environment | undefined): Target | undefined {
  const path = pathInWiki(href, env)
  const [, space, rawTitle] = /^\/display\/([^/?#]+)\/([^/?#]+)$/.exec(path) ?? []
  if (space === undefined || rawTitle === undefined || space.startsWith('~')) return undefined
  const title = decodedPart(rawTitle.replaceAll('+', ' '))
  if (title === undefined) return undefined
  return {
    kind: 'page',
    title,
    space: space === (env?.content?.spaceKey ?? env?.spaceKey) ? undefined : space,
  }
}

/** The path after the context path, without fragment; empty for addresses elsewhere. */
export function pathInWiki(href: string, env: Environment | undefined): string {
  if (env === undefined) return ''
  const base = env.origin + env.contextPath
  const path =
    env.origin !== '' && href.startsWith(`${base}/`)
      ? href.slice(base.length)
      : href.startsWith(`${env.contextPath}/`)
        ? href.slice(env.contextPath.length)
        : ''
  return path.startsWith('//') ? '' : path.replace(/#.*$/s, '')
}

export function decodedPart(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // Not what the wiki writes.
    return undefined
  }
}

function anchorOf(element: HtmlElement, target: Target): string | undefined {
  if (target.kind !== 'page') return undefined
  const fragment = /#(.+)$/s.exec(element.attributes.get('href') ?? '')?.[1]
  if (fragment === undefined) return undefined
  const prefix = `${target.title.replace(/\s+/g, '')}-`
  return fragment.startsWith(prefix) ? fragment.slice(prefix.length) : fragment
}

function defaultText(target: Target): string | undefined {
  return target.kind === 'page' ? target.title : undefined
}
