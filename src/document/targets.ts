/** Targets ↔ the `ri:…` elements of storage format that name them, and the words people write for them. */
import { isBlank, nonEmpty } from './elements.ts'
import type { Attributes, Element, Node, Target } from './tree.ts'

/** The `ri:…` elements that name a target; none for the content itself. */
export function targetElements(target: Target): readonly Element[] {
  switch (target.kind) {
    case 'self':
      return []
    case 'page':
      return [
        element('ri:page', {
          ...defined({ 'ri:space-key': target.space, 'ri:content-title': target.title }),
          ...target.attributes,
        }),
      ]
    case 'blogPost':
      return [
        element('ri:blog-post', {
          ...defined({
            'ri:space-key': target.space,
            'ri:content-title': target.title,
            'ri:posting-day': target.day,
          }),
          ...target.attributes,
        }),
      ]
    case 'attachment':
      return [
        element(
          'ri:attachment',
          { 'ri:filename': target.fileName, ...target.attributes },
          target.holder === undefined ? [] : targetElements(target.holder),
        ),
      ]
    case 'user':
      return [
        element('ri:user', {
          ...defined({
            'ri:username': target.username,
            'ri:userkey': target.userKey,
            'ri:account-id': target.accountId,
          }),
          ...target.attributes,
        }),
      ]
    case 'space':
      return [element('ri:space', { 'ri:space-key': target.key, ...target.attributes })]
    case 'content':
      return [element('ri:content-entity', { 'ri:content-id': target.id, ...target.attributes })]
    case 'shortcut':
      return [
        element('ri:shortcut', {
          'ri:key': target.key,
          'ri:parameter': target.parameter,
          ...target.attributes,
        }),
      ]
    case 'url':
      return [element('ri:url', { 'ri:value': target.url, ...target.attributes })]
  }
}

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

/** A target as people write it: `KEY:Title`, a file name, a user's name, an address. */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'page':
      return target.space === undefined ? target.title : `${target.space}:${target.title}`
    case 'blogPost':
      return `${target.space === undefined ? '' : `${target.space}:`}/${target.day}/${target.title}`
    case 'attachment':
      return target.fileName
    case 'user':
      return target.username ?? target.userKey ?? target.accountId ?? ''
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

/** An element that a reader did not make. */
export function element(name: string, attributes: Attributes = {}, children: readonly Node[] = []): Element {
  return { type: 'element', name, ...rest(attributes), children }
}

/** Attributes as a field that is absent when there are none. */
export function rest(attributes: Attributes): { attributes?: Attributes } {
  for (const _ in attributes) return { attributes }
  return {}
}

/** The values that are given. */
export function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(given)
}
