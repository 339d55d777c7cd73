/** Targets in storage format replaced where they stand: everything around them keeps its bytes. */
import { escapeAttribute, writeAttributes } from '../base/xml/write.ts'
import { decodeReferences } from '../base/xml/references.ts'

/** A page, or a blog post, as links name it. Without a space: in the space of the document. */
export interface PageName {
  readonly kind: 'page' | 'blogPost'
  readonly title: string
  readonly space?: string | undefined
  /** Of a blog post: `yyyy/MM/dd`. */
  readonly day?: string | undefined
}

/** A file, and the content that holds it; without one: the content whose body the document is. */
export interface FileName {
  readonly fileName: string
  readonly holder?: PageName | undefined
}

/** What becomes of the targets of a document; undefined: it stays as it is. */
export interface Retargeting {
  page?(name: PageName): Pick<PageName, 'title' | 'space'> | undefined
  /** With the same holder, the very object, only the name changes. */
  file?(name: FileName): FileName | undefined
}

const ATTRIBUTES = String.raw`((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*`
const PAGE = String.raw`<ri:(page|blog-post)\b${ATTRIBUTES}(?:\/>|>\s*<\/ri:(?:page|blog-post)\s*>)`
const FILE = String.raw`<ri:attachment\b${ATTRIBUTES}(?:\/>|>\s*(${PAGE})?\s*<\/ri:attachment\s*>)`
// What is skipped comes first: a body of a code macro may quote storage format. A file before a page: it may hold one.
const TOKENS = new RegExp(String.raw`<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|${FILE}|${PAGE}`, 'g')

/** The document with its targets replaced; the very same text when none is. */
export function retarget(storage: string, how: Retargeting): string {
  if (!storage.includes('<ri:')) return storage
  return storage.replace(TOKENS, (token: string, ...groups: (string | undefined)[]) => {
    const [fileAttributes, inner, innerKind, innerAttributes, pageKind, pageAttributes] = groups
    if (pageKind !== undefined) return pageAfter(token, nameOf(pageKind, pageAttributes ?? ''), how)
    if (fileAttributes === undefined) return token
    const holder = innerKind === undefined ? undefined : nameOf(innerKind, innerAttributes ?? '')
    if (inner !== undefined && holder === undefined) return token
    const held = inner === undefined ? token : token.replace(inner, () => pageAfter(inner, holder, how))
    return fileAfter(held, fileAttributes, holder, how)
  })
}

function pageAfter(token: string, name: PageName | undefined, how: Retargeting): string {
  const after = name && how.page?.(name)
  if (name === undefined || after === undefined) return token
  const titled = withAttribute(token, 'ri:content-title', after.title)
  return after.space === name.space ? titled : withAttribute(titled, 'ri:space-key', after.space)
}

function fileAfter(
  token: string,
  attributes: string,
  holder: PageName | undefined,
  how: Retargeting,
): string {
  const fileName = attribute(attributes, 'ri:filename')
  const after = fileName === undefined ? undefined : how.file?.({ fileName, holder })
  if (after === undefined) return token
  const named = after.fileName === fileName ? token : withAttribute(token, 'ri:filename', after.fileName)
  if (after.holder === holder) return named
  const start = /^<ri:attachment\b(?:[^"'>]|"[^"]*"|'[^']*')*?(?=\s*\/?>)/.exec(named)?.[0] ?? ''
  return after.holder === undefined ? `${start} />` : `${start}>${writePage(after.holder)}</ri:attachment>`
}

function writePage({ kind, title, space, day }: PageName): string {
  const written = writeAttributes({
    ...(space === undefined ? {} : { 'ri:space-key': space }),
    'ri:content-title': title,
    ...(day === undefined ? {} : { 'ri:posting-day': day }),
  })
  return `<ri:${kind === 'page' ? 'page' : 'blog-post'}${written} />`
}

function nameOf(element: string, attributes: string): PageName | undefined {
  const title = attribute(attributes, 'ri:content-title')
  if (title === undefined) return undefined
  const space = attribute(attributes, 'ri:space-key')
  const day = element === 'page' ? undefined : attribute(attributes, 'ri:posting-day')
  return { kind: element === 'page' ? 'page' : 'blogPost', title, space, day }
}

function attribute(attributes: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? []
  const raw = double ?? single
  return raw === undefined ? undefined : decodeReferences(raw, 0, raw.length)
}

/** The start tag with this attribute; undefined: without it. */
function withAttribute(tag: string, name: string, value: string | undefined): string {
  const present = new RegExp(`(\\s+)${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`)
  if (value === undefined) return tag.replace(present, '')
  const written = `${name}="${escapeAttribute(value)}"`
  if (present.test(tag)) return tag.replace(present, (_, blank: string) => `${blank}${written}`)
  return tag.replace(/^<ri:[\w-]+/, (start) => `${start} ${written}`)
}
