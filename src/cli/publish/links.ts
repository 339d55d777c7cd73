/** Links between files become links between pages, and files that are linked or shown become attachments. */
import { outlineOf } from '../../document/headings.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import type { Anchor, Attributes, Element, Image, Link, Node, Target } from '../../document/tree.ts'
import { replace } from '../../document/visit.ts'
import { folderOf, formatOf, resolvePath } from './folder.ts'
import type { PlannedPage } from './plan.ts'
import type { Problem } from './problem.ts'

/** What is known of the folder when the links of a page are resolved. */
export interface Surroundings {
  readonly pages: ReadonlyMap<string, PlannedPage>
  /** For each folder the file that speaks for it. */
  readonly indexes: ReadonlyMap<string, string>
  /** The title that a page has on the server, which somebody may have renamed. */
  titleOf(page: PlannedPage): string
  readonly files: ReadonlySet<string>
}

/** A page's body, ready to be sent. */
export interface ResolvedBody {
  readonly storage: string
  /** Names of attachments, with the paths of the files that they are. */
  readonly attachments: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

/** A page under way. */
interface Work {
  readonly page: PlannedPage
  readonly around: Surroundings
  readonly attachments: Map<string, string>
  readonly imagePaths: ReadonlyMap<string, string[]>
  /** Says what is wrong with an address, at its place. */
  missing(url: string, why: string): void
}

/** Resolves the links of a page. */
export function resolveLinks(page: PlannedPage, around: Surroundings): ResolvedBody {
  const attachments = new Map<string, string>()
  const problems: Problem[] = []
  const place = placeFinder(page)
  const work: Work = {
    page,
    around,
    attachments,
    imagePaths: pathsOfImages(page.text),
    missing: (url, why) =>
      problems.push({ severity: 'warning', path: page.path, ...place(url), text: `${url}: ${why}` }),
  }
  const nodes = replace(page.nodes, (node) => resolveNode(work, node))
  return { storage: writeNodes(nodes), attachments, problems }
}

function resolveNode(work: Work, node: Node): Node {
  switch (node.type) {
    case 'anchor':
      return isRelative(node.url) ? resolveAnchor(work, node) : node
    case 'element':
      return node.name === 'img' && isRelative(node.attributes?.src ?? '') ? resolveTag(work, node) : node
    case 'link':
      return node.target.kind === 'page' ? resolveTitle(work, node, node.target) : resolveHeld(work, node)
    case 'image':
      return resolveHeld(work, node)
    default:
      return node
  }
}

/** An address that is a path: a page, a place on this one, or a file. */
function resolveAnchor(work: Work, node: Anchor): Node {
  const { page, around } = work
  const { url, title, children } = node
  const [path = '', fragment] = splitFragment(url)
  const body = children.every(({ type }) => type === 'text') ? ('plain' as const) : ('rich' as const)
  const made = { type: 'link', ...(title !== undefined && { tooltip: title }), body, children } as const
  if (path === '') return { ...made, target: { kind: 'self' }, ...anchorOf(page, fragment) }
  const found = resolvePath(folderOf(page.path), path)
  const target = found === undefined ? undefined : pageAt(found, around)
  if (target !== undefined) {
    return { ...made, target: { kind: 'page', title: around.titleOf(target) }, ...anchorOf(target, fragment) }
  }
  if (found !== undefined && around.files.has(found)) return { ...made, target: attach(work, found) }
  if (found === undefined) work.missing(url, 'leads out of the folder; the link is left as it is')
  else if (!path.startsWith('/')) work.missing(url, 'there is no such file; the link is left as it is')
  return node
}

/** `<img src="path">` of HTML. */
function resolveTag(work: Work, node: Element): Node {
  const path = decoded(node.attributes?.src ?? '')
  const found = resolvePath(folderOf(work.page.path), path)
  if (found === undefined || !work.around.files.has(found)) {
    work.missing(path, found === undefined ? 'leads out of the folder' : 'there is no such file')
    return node
  }
  const attributes = picked(node.attributes ?? {})
  return { type: 'image', target: attach(work, found), ...(attributes && { attributes }) }
}

/** Wiki markup has titles where other formats have paths; one that is the name of a file means that file. */
function resolveTitle({ page, around }: Work, node: Link, { title, space }: Target & { kind: 'page' }): Node {
  if (space !== undefined || formatOf(title) === undefined) return node
  const target = around.pages.get(resolvePath(folderOf(page.path), title) ?? '')
  if (target === undefined) return node
  return { ...node, target: { kind: 'page', title: around.titleOf(target) }, source: undefined }
}

/** A file of the page itself, by its path or only its name. */
function resolveHeld(work: Work, node: Link | Image): Node {
  if (node.target.kind !== 'attachment' || node.target.holder !== undefined) return node
  const { page, around, imagePaths } = work
  const { fileName } = node.target
  const path = nextPath(imagePaths.get(fileName)) ?? nearby(page.path, fileName, around.files)
  const found = path === undefined ? undefined : resolvePath(folderOf(page.path), path)
  if (found === undefined || !around.files.has(found)) {
    work.missing(path ?? fileName, 'there is no such file in the folder')
    return node
  }
  const target = attach(work, found)
  return target.fileName === fileName ? node : { ...node, target, source: undefined }
}

/** Makes a file one of the page's; a second one of the same name gets its path for a name. */
function attach({ attachments }: Work, path: string): Target & { kind: 'attachment' } {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const own = attachments.get(name)
  const fileName = own === undefined || own === path ? name : path.replaceAll('/', '-')
  attachments.set(fileName, path)
  return { kind: 'attachment', fileName }
}

/** Paths begin nowhere else: no scheme, no host. */
function isRelative(url: string): boolean {
  return url !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)
}

function splitFragment(url: string): [string, string | undefined] {
  const at = url.indexOf('#')
  const path = (at === -1 ? url : url.slice(0, at)).replace(/\?.*$/, '')
  return [decoded(path), at === -1 ? undefined : decoded(url.slice(at + 1))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The page that a path means: its file, or the page of a folder. */
function pageAt(path: string, { pages, indexes }: Surroundings): PlannedPage | undefined {
  return pages.get(path) ?? pages.get(`${path}/`) ?? pages.get(indexes.get(path) ?? '')
}

/** Headings are linked by the slug of their text; pages know them by the text. */
function anchorOf(page: PlannedPage, fragment: string | undefined): { anchor?: string } {
  if (fragment === undefined || fragment === '') return {}
  const headings = outlineOf(page.nodes, '').map(({ text }) => text)
  return { anchor: headings.find((text) => slugOf(text) === fragment.toLowerCase()) ?? fragment }
}

/** A heading's text as Markdown's links spell it. */
export function slugOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

function picked({ alt, title, width, height }: Attributes): Attributes | undefined {
  const given = Object.entries({ alt, title, width, height }).filter(([, value]) => value !== undefined)
  return given.length === 0 ? undefined : (Object.fromEntries(given) as Attributes)
}

/** Where the files of a page lie that came from the server, from the folder of the page. */
export function filesFolder(page: string): string {
  return `${page.slice(page.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '')}.files`
}

/** Where a file that is only named may lie. */
function nearby(page: string, name: string, files: ReadonlySet<string>): string | undefined {
  return [`${filesFolder(page)}/${name}`, name, `attachments/${name}`, `images/${name}`].find((path) => {
    const found = resolvePath(folderOf(page), path)
    return found !== undefined && files.has(found)
  })
}

/** The document keeps the names of Markdown's images; their paths stand in the text, in the same order. */
function pathsOfImages(text: string): Map<string, string[]> {
  const prose = text.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '').replace(/(`+)[^`]+\1/g, '')
  const paths = new Map<string, string[]>()
  for (const [, pointed, bare, defined] of prose.matchAll(
    /!\[[^\]]*\]\(\s*(?:<([^>]*)>|([^\s)]+))|^\s*\[[^\]]+\]:\s*(\S+)/gm,
  )) {
    const path = decoded(pointed ?? bare ?? defined ?? '')
    if (!isRelative(path)) continue
    const name = path.slice(path.lastIndexOf('/') + 1)
    paths.set(name, [...(paths.get(name) ?? []), path])
  }
  return paths
}

/** The last path serves for all images that are left: a definition may be used many times. */
function nextPath(paths: string[] | undefined): string | undefined {
  return paths !== undefined && paths.length > 1 ? paths.shift() : paths?.[0]
}

/** Finds where an address stands in the file; each occurrence once. */
function placeFinder({ text, linesBefore }: PlannedPage) {
  const from = new Map<string, number>()
  return (url: string): { row: number; column: number } => {
    const start = from.get(url) ?? 0
    const found = text.indexOf(url, start)
    const at = found === -1 ? text.indexOf(encodeURI(url), start) : found
    if (at === -1) return { row: linesBefore + 1, column: 1 }
    from.set(url, at + url.length)
    const before = text.slice(0, at).split('\n')
    return { row: linesBefore + before.length, column: (before.at(-1) ?? '').length + 1 }
  }
}
