/** `ri:…` elements ↔ link targets. */
import { writeAttributes } from '../../../base/xml/write.ts'
import type { Attributes, Element, Node, Target } from '../../tree.ts'
import { isBlank, nonEmpty } from '../../elements.ts'

/** The target that a resource identifier says; undefined when the node is none, or not a well-made one. */
export function targetOf(node: Node): Target | undefined {
  if (node.type !== 'element' || !node.name.startsWith('ri:')) return undefined
  const { 'ri:content-title': title, 'ri:space-key': space, ...rest } = node.attributes ?? {}
  const hasHolder = node.name === 'ri:attachment'
  if (!hasHolder && !isBlank(node.children)) return undefined
  switch (node.name) {
    case 'ri:page':
      return title === undefined ? undefined : { kind: 'page', title, space, attributes: nonEmpty(rest) }
    case 'ri:blog-post': {
      const { 'ri:posting-day': day, ...others } = rest
      if (title === undefined || day === undefined) return undefined
      return { kind: 'blogPost', title, day, space, attributes: nonEmpty(others) }
    }
    case 'ri:attachment':
      return attachmentOf(node)
    case 'ri:user': {
      const {
        'ri:username': username,
        'ri:userkey': userKey,
        'ri:account-id': accountId,
        ...others
      } = node.attributes ?? {}
      return { kind: 'user', username, userKey, accountId, attributes: nonEmpty(others) }
    }
    default:
      return singleValueTarget(node)
  }
}

function singleValueTarget(node: Element): Target | undefined {
  const attributes = node.attributes ?? {}
  if (node.name === 'ri:space') {
    const { 'ri:space-key': key, ...rest } = attributes
    return key === undefined ? undefined : { kind: 'space', key, attributes: nonEmpty(rest) }
  }
  if (node.name === 'ri:content-entity') {
    const { 'ri:content-id': id, ...rest } = attributes
    return id === undefined ? undefined : { kind: 'content', id, attributes: nonEmpty(rest) }
  }
  if (node.name === 'ri:url') {
    const { 'ri:value': url, ...rest } = attributes
    return url === undefined ? undefined : { kind: 'url', url, attributes: nonEmpty(rest) }
  }
  if (node.name === 'ri:shortcut') {
    const { 'ri:key': key, 'ri:parameter': parameter, ...rest } = attributes
    if (key === undefined || parameter === undefined) return undefined
    return { kind: 'shortcut', key, parameter, attributes: nonEmpty(rest) }
  }
  return undefined
}

function attachmentOf(node: Element): Target | undefined {
  const { 'ri:filename': fileName, ...rest } = node.attributes ?? {}
  if (fileName === undefined) return undefined
  const inside = node.children.filter((child) => !isBlank([child]))
  if (inside.length === 0) return { kind: 'attachment', fileName, attributes: nonEmpty(rest) }
  const [only] = inside
  const holder = inside.length === 1 && only !== undefined ? targetOf(only) : undefined
  return holder === undefined
    ? undefined
    : { kind: 'attachment', fileName, holder, attributes: nonEmpty(rest) }
}

/** The resource identifier of a target; nothing for `self`. */
export function writeTarget(target: Target): string {
  switch (target.kind) {
    case 'page':
      return empty(
        'ri:page',
        { 'ri:space-key': target.space, 'ri:content-title': target.title },
        target.attributes,
      )
    case 'blogPost': {
      const { space, title, day } = target
      return empty(
        'ri:blog-post',
        { 'ri:space-key': space, 'ri:content-title': title, 'ri:posting-day': day },
        target.attributes,
      )
    }
    case 'attachment': {
      const attributes = { 'ri:filename': target.fileName, ...target.attributes }
      const holder = target.holder === undefined ? '' : writeTarget(target.holder)
      return holder === ''
        ? `<ri:attachment${writeAttributes(attributes)} />`
        : `<ri:attachment${writeAttributes(attributes)}>${holder}</ri:attachment>`
    }
    case 'user': {
      const { username, userKey, accountId } = target
      const said = { 'ri:username': username, 'ri:userkey': userKey, 'ri:account-id': accountId }
      return empty('ri:user', said, target.attributes)
    }
    case 'space':
      return empty('ri:space', { 'ri:space-key': target.key }, target.attributes)
    case 'content':
      return empty('ri:content-entity', { 'ri:content-id': target.id }, target.attributes)
    case 'shortcut':
      return empty(
        'ri:shortcut',
        { 'ri:key': target.key, 'ri:parameter': target.parameter },
        target.attributes,
      )
    case 'url':
      return empty('ri:url', { 'ri:value': target.url }, target.attributes)
    case 'self':
      return ''
  }
}

function empty(
  name: string,
  said: Readonly<Record<string, string | undefined>>,
  rest: Attributes | undefined,
): string {
  const attributes: Record<string, string> = {}
  for (const [key, value] of Object.entries(said)) if (value !== undefined) attributes[key] = value
  return `<${name}${writeAttributes(attributes)}${writeAttributes(rest)} />`
}
