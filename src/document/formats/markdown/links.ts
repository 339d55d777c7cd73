/** Links and images of Markdown to things of the wiki, both ways: `confluence://page?space=K&title=T`, `ac:Title`, files. */
import { targetText } from '../../targets.ts'
import type { Link, Node, Target } from '../../tree.ts'

/** The node that a link to `url` around `children` is. */
export function linkOf(url: string, title: string | undefined, children: readonly Node[]): Node {
  if (url.startsWith('confluence://')) return wikiLink(url, title, children) ?? anchorOf(url, title, children)
  if (/^ac:./.test(url)) {
    const [name = '', anchor] = decodePart(url.slice(3)).split('#')
    const target: Target = name === '' ? { kind: 'self' } : { kind: 'page', title: name }
    return makeLink(target, anchor, title, undefined, children)
  }
  return anchorOf(url, title, children)
}

/** What an image's address names: a file of the page, unless it is an address. */
export function imageTarget(url: string): Target {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(url) && !url.startsWith('confluence://')) return { kind: 'url', url }
  if (url.startsWith('confluence://')) return readTarget(url)?.target ?? { kind: 'url', url }
  const path = url.replace(/^\.\//, '')
  return { kind: 'attachment', fileName: decodePart(path.slice(path.lastIndexOf('/') + 1)) }
}

/** The address of a link to something of the wiki; undefined when it has attributes that no address says. */
export function linkAddress({ target, anchor, body, children }: Link): string | undefined {
  const pairs = targetPairs(target)
  if (pairs === undefined) return undefined
  const [kind, ...rest] = pairs
  if (anchor !== undefined) rest.push(['anchor', anchor])
  const bodyWord = body === naturalBody(target, children) ? undefined : body
  if (bodyWord !== undefined) rest.push(['body', bodyWord])
  const query = rest.map(([name, value]) => `${name}=${encodePart(value)}`).join('&')
  return `confluence://${kind[0]}${query === '' ? '' : `?${query}`}`
}

/** What a link without a text of its own shows. */
export function linkText({ target, anchor }: Link): string {
  if (target.kind === 'self') return anchor ?? 'here'
  return target.kind === 'user' ? `@${targetText(target)}` : targetText(target)
}

/** The address of an image; undefined when it has none. */
export function imageAddress(target: Target): string | undefined {
  if (target.kind === 'url')
    return target.attributes === undefined && isAddressLike(target.url) ? target.url : undefined
  if (target.kind !== 'attachment' || target.attributes !== undefined) return undefined
  if (target.holder === undefined && !target.fileName.includes('/') && target.fileName !== '') {
    return `attachments/${encodePart(target.fileName)}`
  }
  const pairs = targetPairs(target)
  if (pairs === undefined) return undefined
  const [kind, ...rest] = pairs
  return `confluence://${kind[0]}?${rest.map(([name, value]) => `${name}=${encodePart(value)}`).join('&')}`
}

function isAddressLike(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(url) && !url.startsWith('confluence://')
}

/** The body that a link has when its address does not say: none for a mention, plain for nothing but text. */
function naturalBody(target: Target, children: readonly Node[]): Link['body'] {
  const isText = children.length > 0 && children.every((child) => child.type === 'text')
  const [first] = children
  const isMention = first === undefined || (first.type === 'text' && first.value.startsWith('@') && isText)
  if (target.kind === 'user' && isMention) return 'none'
  return isText ? 'plain' : 'rich'
}

function wikiLink(url: string, title: string | undefined, children: readonly Node[]): Node | undefined {
  const read = readTarget(url)
  if (read === undefined) return undefined
  return makeLink(read.target, read.anchor, title, read.body, children)
}

function makeLink(
  target: Target,
  anchor: string | undefined,
  tooltip: string | undefined,
  said: string | undefined,
  children: readonly Node[],
): Node {
  const body = said === 'none' || said === 'plain' || said === 'rich' ? said : naturalBody(target, children)
  return {
    type: 'link',
    target,
    ...(anchor !== undefined && { anchor }),
    ...(tooltip !== undefined && { tooltip }),
    body,
    children: body === 'none' ? [] : children,
  }
}

function anchorOf(url: string, title: string | undefined, children: readonly Node[]): Node {
  return { type: 'anchor', url, ...(title !== undefined && { title }), children }
}

type Pairs = [readonly [string, string], ...(readonly [string, string])[]]

function targetPairs(target: Target): Pairs | undefined {
  if (target.kind !== 'self' && target.attributes !== undefined) return undefined
  switch (target.kind) {
    case 'page':
      return [['page', ''], ...spacePair(target.space), ['title', target.title]]
    case 'blogPost':
      return [['blog', ''], ...spacePair(target.space), ['day', target.day], ['title', target.title]]
    case 'attachment': {
      const holder = target.holder === undefined ? [] : holderPairs(target.holder)
      return holder && [['attachment', ''], ...holder, ['filename', target.fileName]]
    }
    case 'user':
      return [
        ['user', ''],
        ...pairOf('username', target.username),
        ...pairOf('userkey', target.userKey),
        ...pairOf('account-id', target.accountId),
      ]
    case 'space':
      return [
        ['space', ''],
        ['key', target.key],
      ]
    case 'content':
      return [
        ['content', ''],
        ['id', target.id],
      ]
    case 'shortcut':
      return [
        ['shortcut', ''],
        ['key', target.key],
        ['parameter', target.parameter],
      ]
    case 'self':
      return [['page', '']]
    case 'url':
      return undefined
  }
}

function holderPairs(holder: Target): readonly (readonly [string, string])[] | undefined {
  if (holder.kind !== 'page' && holder.kind !== 'blogPost') return undefined
  return targetPairs(holder)?.slice(1)
}

function spacePair(space: string | undefined): readonly (readonly [string, string])[] {
  return pairOf('space', space)
}

function pairOf(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]]
}

function readTarget(url: string): { target: Target; anchor?: string; body?: string } | undefined {
  const [, kind = '', query = '', fragment] =
    /^confluence:\/\/([a-z]+)\/?(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? []
  const pairs = new Map(query.split('&').map((pair) => splitPair(pair)))
  const target = buildTarget(kind, pairs)
  const anchor = pairs.get('anchor') ?? (fragment === undefined ? undefined : decodePart(fragment))
  const body = pairs.get('body')
  return target && { target, ...(anchor !== undefined && { anchor }), ...(body !== undefined && { body }) }
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=')
  return equals === -1 ? [pair, ''] : [pair.slice(0, equals), decodePart(pair.slice(equals + 1))]
}

function buildTarget(kind: string, pairs: ReadonlyMap<string, string>): Target | undefined {
  const [title, day, space] = [pairs.get('title'), pairs.get('day'), pairs.get('space')]
  const inSpace = space === undefined ? {} : { space }
  const page: Target | undefined =
    title === undefined
      ? undefined
      : day === undefined
        ? { kind: 'page', title, ...inSpace }
        : { kind: 'blogPost', title, day, ...inSpace }
  switch (kind) {
    case 'page':
      return page ?? { kind: 'self' }
    case 'blog':
      return page
    case 'attachment': {
      const fileName = pairs.get('filename')
      return fileName === undefined
        ? undefined
        : { kind: 'attachment', fileName, ...(page && { holder: page }) }
    }
    case 'user': {
      const [username, userKey, accountId] = [
        pairs.get('username'),
        pairs.get('userkey'),
        pairs.get('account-id'),
      ]
      return {
        kind: 'user',
        ...(username !== undefined && { username }),
        ...(userKey !== undefined && { userKey }),
        ...(accountId !== undefined && { accountId }),
      }
    }
    case 'space':
      return pairs.has('key') ? { kind: 'space', key: pairs.get('key') ?? '' } : undefined
    case 'content':
      return pairs.has('id') ? { kind: 'content', id: pairs.get('id') ?? '' } : undefined
    case 'shortcut':
      return { kind: 'shortcut', key: pairs.get('key') ?? '', parameter: pairs.get('parameter') ?? '' }
    default:
      return undefined
  }
}

/** Percent-encoding that leaves letters of every script alone. */
function encodePart(text: string): string {
  return text.replace(/[\s%&=#?+<>()[\]\\"'`|!*_~:/{}]/g, (char) =>
    encodeURIComponent(char).replace(/^[!'()*_~]$/, byteOf),
  )
}

function byteOf(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
