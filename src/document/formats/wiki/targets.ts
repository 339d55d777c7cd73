/** What links, images and parameters of wiki markup point at, both ways: `KEY:Title`, `^file`, `~user`, `$id`, … */
import { targetText } from '../../targets.ts'
import type { Target } from '../../tree.ts'
import { decodeReferences, guardAmpersands, numericReference } from './escape.ts'

const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:mailto|tel|sms|news|file|callto|skype):|\/\/|\\\\)/i
const spaceKey = /^(~?[\p{L}\p{N}._-]+):(?! )/u
const day = /^\/(\d{4}\/\d{1,2}\/\d{1,2})\/(.+)$/s
/** The `#` of a numeric reference is no anchor's. */
const anchorMark = /(?<!&)#/
const shortcut = /^(.+)@([A-Za-z0-9_-]+)$/s

/** Whether a link's target is an address rather than the name of something in the wiki. */
export function isAddress(text: string): boolean {
  return address.test(text)
}

/** What a link's target names, with the anchor behind `#`. Escapes and references are still in the text. */
export function readLinkTarget(
  text: string,
): { readonly target: Target; readonly anchor?: string } | undefined {
  const hash = text.includes('^') ? null : anchorMark.exec(text)
  if (hash === null) return named(text)
  const name = text.slice(0, hash.index)
  const anchor = plain(text.slice(hash.index + 1))
  if (name === '') return { target: { kind: 'self' }, anchor }
  const found = named(name)
  return found && { ...found, anchor }
}

/** What an image or a parameter names: a file, a page or a blog post. */
export function readResource(text: string): Target | undefined {
  const caret = text.lastIndexOf('^')
  if (caret !== -1) {
    const fileName = plain(text.slice(caret + 1))
    if (fileName === '') return undefined
    const holding = text.slice(0, caret)
    if (holding === '') return { kind: 'attachment', fileName }
    const holder = readPage(holding)
    return holder && { kind: 'attachment', fileName, holder }
  }
  return readPage(text)
}

/** A target as a link names it; undefined when links have no notation for it. */
export function writeTarget(target: Target): string | undefined {
  if (target.kind !== 'self' && target.attributes !== undefined) return undefined
  switch (target.kind) {
    case 'page':
    case 'blogPost':
      return writePage(target)
    case 'attachment':
      return writeAttachment(target)
    case 'user':
      return writeUser(target)
    case 'space':
      return isSpaceKey(target.key) ? `${target.key}:` : undefined
    case 'content':
      return /^\d+$/.test(target.id) ? `$${target.id}` : undefined
    case 'shortcut':
      if (!/^[A-Za-z0-9_-]+$/.test(target.key) || target.parameter === '') return undefined
      return `${guard(target.parameter)}@${target.key}`
    default:
      return undefined
  }
}

/** A target as the text of a macro's parameter; undefined when the text would not be read as this target. */
export function writeParameterTarget(target: Target): string | undefined {
  if (target.kind !== 'self' && target.attributes !== undefined) return undefined
  if (target.kind === 'attachment') {
    const markup = target.holder === undefined ? target.fileName : writeAttachment(target)
    return markup?.startsWith('^') ? markup.slice(1) : markup
  }
  return target.kind === 'page' || target.kind === 'blogPost' ? writePage(target) : targetText(target)
}

function named(text: string): { target: Target } | undefined {
  const target =
    readUser(text) ?? readNumber(text) ?? readSpace(text) ?? readShortcut(text) ?? readResource(text)
  return target && { target }
}

function readUser(text: string): Target | undefined {
  if (!text.startsWith('~') || text.includes(':')) {
    const account = /^~accountid:(.+)$/.exec(text)
    return account?.[1] === undefined ? undefined : { kind: 'user', accountId: plain(account[1]) }
  }
  if (text.includes('^')) return undefined
  const name = plain(text.slice(1))
  return name === '' ? undefined : { kind: 'user', username: name }
}

function readNumber(text: string): Target | undefined {
  const id = /^\$(\d+)$/.exec(text)?.[1]
  return id === undefined ? undefined : { kind: 'content', id }
}

function readSpace(text: string): Target | undefined {
  if (!text.endsWith(':')) return undefined
  const key = spaceKey.exec(text)
  return key?.[1] !== undefined && key[0] === text ? { kind: 'space', key: key[1] } : undefined
}

function readShortcut(text: string): Target | undefined {
  const found = text.startsWith('~') || text.includes('^') ? null : shortcut.exec(text)
  const [, parameter, key] = found ?? []
  return key === undefined || parameter === undefined
    ? undefined
    : { kind: 'shortcut', key, parameter: plain(parameter) }
}

function readPage(text: string): Target | undefined {
  const space = spaceKey.exec(text)
  const name = space === null ? text : text.slice(space[0].length)
  const inSpace = space?.[1] === undefined ? {} : { space: space[1] }
  const post = day.exec(name)
  if (post?.[1] !== undefined && post[2] !== undefined) {
    return { kind: 'blogPost', title: plain(post[2]), day: post[1], ...inSpace }
  }
  const title = plain(name)
  return title === '' ? undefined : { kind: 'page', title, ...inSpace }
}

function writePage(target: Target & { kind: 'page' | 'blogPost' }): string | undefined {
  if (target.attributes !== undefined || target.title === '') return undefined
  if (target.space !== undefined && !isSpaceKey(target.space)) return undefined
  const prefix = target.space === undefined ? '' : `${target.space}:`
  if (target.kind === 'page') return prefix + guard(target.title)
  return /^\d{4}\/\d{1,2}\/\d{1,2}$/.test(target.day)
    ? `${prefix}/${target.day}/${guard(target.title)}`
    : undefined
}

function writeAttachment(target: Target & { kind: 'attachment' }): string | undefined {
  if (target.fileName === '') return undefined
  const { holder } = target
  if (holder === undefined) return `^${guard(target.fileName)}`
  const holding = holder.kind === 'page' || holder.kind === 'blogPost' ? writePage(holder) : undefined
  return holding === undefined ? undefined : `${holding}^${guard(target.fileName)}`
}

function writeUser(target: Target & { kind: 'user' }): string | undefined {
  const { username, userKey, accountId } = target
  if (userKey !== undefined || (username === undefined) === (accountId === undefined)) return undefined
  if (accountId) return `~accountid:${guard(accountId)}`
  return username ? `~${guard(username)}` : undefined
}

function isSpaceKey(key: string): boolean {
  return spaceKey.exec(`${key}:`)?.[0].length === key.length + 1
}

/** A name with everything that notation could mean written as references, and blanks at its ends. */
function guard(name: string): string {
  return guardAmpersands(name).replace(/[\^#@:|[\]\\!{}\n*_]|^[~/$ \t\u00A0]|[ \t\u00A0]$/g, numericReference)
}

/** A name as it was meant: a backslash takes the meaning from the notation character behind it. */
function plain(text: string): string {
  return decodeReferences(text.replace(/\\([-#*_+?^~|%{}[\]()!@])/g, '$1'))
}
