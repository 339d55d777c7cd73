/** Links: to pages, files, people and addresses. */
import { escapeHtmlText } from '../../../base/xml/write.ts'
import type { AttachmentSummary, ContentSummary, Resolved, UserSummary } from '../../env.ts'
import { anchorId } from '../../headings.ts'
import { safeId, safeUrl } from '../../sanitize.ts'
import type { Anchor, Link, Node, Target } from '../../tree.ts'
import { within } from './nesting.ts'
import { attribute, encoded, mark, type Printer, storedAttributes, urlFor } from './printer.ts'

type Print = (printer: Printer, nodes: readonly Node[]) => string

/** `<a href>`: an address as the author wrote it. */
export function printAnchor(printer: Printer, node: Anchor, print: Print): string {
  const inside = insideLink(printer, node.children, print)
  const url = shownUrl(node.url)
  const href = url === undefined ? '' : attribute('href', url)
  const title = attribute('title', node.title)
  if (printer.linkDepth > 0) {
    // HTML has no link in a link; the inner one is carried along.
    const shell: Anchor = { ...node, children: [], source: undefined, shell: undefined }
    return `<span${encoded(printer, shell)}${mark(printer, node)}>${inside}</span>`
  }
  if (printer.purpose === 'editor' || !isExternal(printer, node.url)) {
    return `<a${href}${title}${storedAttributes('a', node.attributes)}${mark(printer, node)}>${inside}</a>`
  }
  const { rel: _, ...attributes } = node.attributes ?? {}
  const stored = storedAttributes('a', attributes, 'external-link')
  return `<a${href}${title}${stored} rel="nofollow"${mark(printer, node)}>${inside}</a>`
}

/** Fragments lead to ids as they are shown. */
function shownUrl(url: string): string | undefined {
  return url.startsWith('#') && url.length > 1 ? `#${safeId(url.slice(1))}` : safeUrl(url)
}

function isExternal(printer: Printer, url: string): boolean {
  if (!/^https?:\/\//i.test(url)) return false
  const { origin, contextPath } = printer.env
  return origin === '' || !url.startsWith(`${origin}${contextPath}/`)
}

/** What a link shows and where it goes. */
interface Shown {
  readonly href?: string
  readonly classes?: string
  readonly text: string
  /** Attributes about the target, already printed. */
  readonly about: string
}

/** `ac:link`. */
export function printLink(printer: Printer, link: Link, print: Print): string {
  const resolved = printer.expansion.resolved.get(link.target)
  const shown = show(printer, link, resolved)
  const inside = link.body === 'none' ? escapeHtmlText(shown.text) : insideLink(printer, link.children, print)
  const alias =
    link.body === 'none' && printer.purpose !== 'export'
      ? attribute('data-linked-resource-default-alias', shown.text)
      : ''
  const identity = alias + encoded(printer, shellOf(link)) + mark(printer, link)
  const title = attribute('title', link.tooltip)
  if (shown.href === undefined || printer.linkDepth > 0) {
    return `<span${attribute('class', shown.classes)}${title}${identity}>${inside}</span>`
  }
  const href = attribute('href', safeUrl(shown.href))
  return `<a${attribute('class', shown.classes)}${href}${title}${shown.about}${identity}>${inside}</a>`
}

/** What stands in a link, where HTML has no other. */
export function insideLink(printer: Printer, nodes: readonly Node[], print: Print): string {
  printer.linkDepth++
  const inside = within(printer, 'a', () => print(printer, nodes))
  printer.linkDepth--
  return inside
}

/** The link without its text, which the HTML itself holds. */
function shellOf(link: Link): Link {
  return link.body === 'none' ? link : { ...link, children: [], source: undefined, shell: undefined }
}

function show(printer: Printer, link: Link, resolved: Resolved | undefined): Shown {
  const { target, anchor } = link
  switch (resolved?.kind) {
    case 'content':
      return showContent(printer, resolved.content, anchor, link)
    case 'attachment':
      return showAttachment(printer, resolved.attachment, link)
    case 'user':
      return showUser(printer, resolved.user)
    case 'space':
      return { href: urlFor(printer, resolved.space.url), text: resolved.space.name, about: '' }
    case 'url':
      return { href: resolved.url, text: resolved.url, about: '', classes: 'external-link' }
    default:
      break
  }
  if (target.kind === 'self') return showSelf(printer, anchor)
  if (target.kind === 'url')
    return { href: target.url, text: target.url, about: '', classes: 'external-link' }
  return showMissing(printer, target, resolved?.kind === 'missing' ? resolved.createUrl : undefined)
}

function showSelf(printer: Printer, anchor: string | undefined): Shown {
  const { content } = printer.env
  const fragment = anchor === undefined ? '' : `#${anchorId(content?.title ?? '', anchor)}`
  const url = printer.purpose === 'export' && content !== undefined ? urlFor(printer, content.url) : ''
  const href = fragment === '' ? urlFor(printer, content?.url ?? '#') : url + fragment
  return { href, text: anchor ?? content?.title ?? '', about: '' }
}

function showContent(
  printer: Printer,
  content: ContentSummary,
  anchor: string | undefined,
  link: Link,
): Shown {
  const fragment = anchor === undefined ? '' : `#${anchorId(content.title, anchor)}`
  const about =
    printer.purpose === 'export'
      ? ''
      : attribute('data-linked-resource-id', content.id) +
        attribute('data-linked-resource-version', content.version) +
        attribute('data-linked-resource-type', content.kind)
  const text = link.target.kind === 'self' && anchor !== undefined ? anchor : content.title
  const classes = printer.purpose === 'editor' ? 'confluence-link' : undefined
  return { href: urlFor(printer, content.url) + fragment, text, about, classes }
}

function showAttachment(printer: Printer, attachment: AttachmentSummary, link: Link): Shown {
  const about =
    printer.purpose === 'export' && link.body !== 'none'
      ? ''
      : attribute('data-linked-resource-id', attachment.id) +
        attribute('data-linked-resource-version', attachment.version) +
        ' data-linked-resource-type="attachment"' +
        (link.body === 'none' && printer.purpose !== 'export'
          ? ''
          : attribute('data-linked-resource-default-alias', attachment.fileName)) +
        attribute('data-linked-resource-content-type', attachment.mediaType) +
        attribute('data-linked-resource-container-id', attachment.containerId) +
        attribute('data-linked-resource-container-version', attachment.containerVersion)
  const classes = link.body === 'none' ? 'confluence-embedded-file' : undefined
  return { href: urlFor(printer, attachment.downloadUrl), text: attachment.fileName, about, classes }
}

function showUser(printer: Printer, user: UserSummary): Shown {
  const isReader = user.username !== '' && printer.env.reader?.username === user.username
  const classes = `confluence-userlink user-mention${isReader && printer.purpose === 'view' ? ' current-user-mention' : ''}`
  const about =
    attribute('data-username', user.username) +
    attribute('data-account-id', user.accountId === '' ? undefined : user.accountId) +
    attribute('data-linked-resource-id', user.userKey) +
    ' data-linked-resource-version="1" data-linked-resource-type="userinfo"' +
    attribute('data-base-url', printer.env.origin + printer.env.contextPath)
  return { href: urlFor(printer, user.url), text: user.displayName, about, classes }
}

function showMissing(printer: Printer, target: Target, createUrl: string | undefined): Shown {
  const text = missingText(target)
  if (target.kind === 'user') return { classes: 'user-mention unresolved', text, about: '' }
  if (printer.purpose === 'export') return { classes: 'unresolved', text, about: '' }
  if (createUrl !== undefined) return { href: createUrl, classes: 'createlink', text, about: '' }
  return { href: '#', classes: 'unresolved', text, about: '' }
}

function missingText(target: Target): string {
  switch (target.kind) {
    case 'page':
    case 'blogPost':
      return target.title
    case 'attachment':
      return target.fileName
    case 'user':
      return `Unknown User (${target.username ?? target.accountId ?? target.userKey ?? ''})`
    case 'space':
      return target.key
    case 'content':
      return target.id
    case 'shortcut':
      return `${target.parameter}@${target.key}`
    case 'url':
      return target.url
    case 'self':
      return ''
  }
}
