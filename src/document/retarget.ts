/** Targets in storage format replaced where they stand: everything around them keeps its bytes. */
import { escapeAttribute } from '../base/xml/write.ts'
import { decodeReferences } from '../base/xml/references.ts'

/** A page, or a blog post, as links name it. Without a space: in the space of the document. */
export interface PageName {
  readonly kind: 'page' | 'blogPost'
  readonly title: string
  readonly space?: string
}

/** What becomes of the targets of a document; undefined: it stays as it is. */
export interface Retargeting {
  page?(name: PageName): Pick<PageName, 'title' | 'space'> | undefined
  /** `holder` undefined: the file hangs on the content whose body the document is. */
  file?(fileName: string, holder: PageName | undefined): string | undefined
}

const ATTRIBUTES = String.raw`((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*`
const PAGE = String.raw`<ri:(page|blog-post)\b${ATTRIBUTES}(?:\/>|>)`
// What is skipped comes first: a body of a code macro may quote storage format.
const TOKENS = new RegExp(
  String.raw`<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|${PAGE}|<ri:attachment\b${ATTRIBUTES}(?:(\/>)|>\s*(<\/)?)`,
  'g',
)
const HOLDER = new RegExp(PAGE, 'y')

/** The document with its targets replaced; the very same text when none is. */
export function retarget(storage: string, how: Retargeting): string {
  if (!storage.includes('<ri:')) return storage
  let out = ''
  let done = 0
  for (const found of storage.matchAll(TOKENS)) {
    const [token, pageKind, pageAttributes = '', fileAttributes, closed, ended] = found
    const after =
      pageKind !== undefined
        ? pageAfter(token, nameOf(pageKind, pageAttributes), how)
        : fileAttributes === undefined
          ? token
          : fileAfter(
              token,
              fileAttributes,
              closed !== undefined || ended !== undefined
                ? 'self'
                : holderAt(storage, found.index + token.length),
              how,
            )
    if (after === token) continue
    out += storage.slice(done, found.index) + after
    done = found.index + token.length
  }
  return done === 0 ? storage : out + storage.slice(done)
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
  holder: PageName | 'self' | undefined,
  how: Retargeting,
): string {
  const fileName = attribute(attributes, 'ri:filename')
  if (fileName === undefined || holder === undefined) return token
  const after = how.file?.(fileName, holder === 'self' ? undefined : holder)
  return after === undefined ? token : withAttribute(token, 'ri:filename', after)
}

function holderAt(storage: string, at: number): PageName | undefined {
  HOLDER.lastIndex = at
  const [, kind, attributes] = HOLDER.exec(storage) ?? []
  return kind === undefined ? undefined : nameOf(kind, attributes ?? '')
}

function nameOf(element: string, attributes: string): PageName | undefined {
  const title = attribute(attributes, 'ri:content-title')
  if (title === undefined) return undefined
  const space = attribute(attributes, 'ri:space-key')
  const kind = element === 'page' ? 'page' : 'blogPost'
  return { kind, title, ...(space === undefined ? {} : { space }) }
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
