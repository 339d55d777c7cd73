/** A page as a file: front matter that says which page it is, and the body with links to the files around it. */
import { escapeAttribute } from '../../base/xml/write.ts'
import { readFrontMatter } from '../../document/formats/markdown/frontmatter.ts'
import { convert, readStorage } from '../../document/formats.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import { nowhere } from '../../document/nowhere.ts'
import type { Node } from '../../document/tree.ts'
import { replace } from '../../document/visit.ts'
import { folderOf, relativePath } from './folder.ts'
import { plainLink } from './restore.ts'

/** What a body is written for. */
export interface FilePlace {
  readonly path: string
  readonly space: string
  /** The files of pages by title, and of the page's attachments by name. */
  readonly pages: ReadonlyMap<string, string>
  readonly attachments: ReadonlyMap<string, string>
}

/** A body as Markdown. */
export async function markdownBody(storage: string, place: FilePlace): Promise<string> {
  const names: string[] = []
  const nodes = replace(readStorage(storage).tree.children, (node) => fileLinks(node, place, names))
  const { text } = await convert(writeNodes(nodes), 'storage', 'markdown', { env: nowhere() })
  return names.reduce((so, name, index) => {
    const path = place.attachments.get(name) ?? name
    return so
      .replaceAll(`attachments/${stand(index)}`, () => address(place, path))
      .replaceAll(stand(index), () => escapeAttribute(name))
  }, text)
}

/** What stands for the name of an image until the text is written, which knows no paths. */
function stand(index: number): string {
  return `inver0image0${index}0`
}

function fileLinks(node: Node, place: FilePlace, names: string[]): Node {
  if (node.type === 'image' && node.target.kind === 'attachment' && node.target.holder === undefined) {
    if (!place.attachments.has(node.target.fileName)) return node
    const at = names.indexOf(node.target.fileName)
    const index = at === -1 ? names.push(node.target.fileName) - 1 : at
    return { ...node, target: { kind: 'attachment', fileName: stand(index) }, source: undefined }
  }
  if (node.type !== 'link') return node
  const plain = plainLink(node, place.space)
  if (plain.type !== 'link' || plain === node) return node
  const { target, tooltip, children } = plain
  const path =
    target.kind === 'page'
      ? place.pages.get(target.title)
      : target.kind === 'attachment'
        ? place.attachments.get(target.fileName)
        : undefined
  if (path === undefined) return node
  return {
    type: 'anchor',
    url: address(place, path),
    ...(tooltip !== undefined && { title: tooltip }),
    children,
  }
}

function address({ path: from }: FilePlace, to: string): string {
  return relativePath(folderOf(from), to)
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29')))
    .join('/')
}

/** What front matter says of a page. */
export interface PageFacts {
  readonly id: string
  readonly version: number
  /** Absent: the text says it. */
  readonly title?: string
  /** Absent: they stay as they are. */
  readonly labels?: readonly string[]
}

/** The text with these facts in its front matter; everything else in there stays. */
export function withFacts(text: string, { id, version, title, labels }: PageFacts): string {
  const { body, lines } = readFrontMatter(text)
  const before = text.split('\n').slice(1, Math.max(1, lines - 1))
  const facts = [
    ['id', id],
    ['version', String(version)],
    ...(title === undefined ? [] : [['title', quoted(title)]]),
    ...(labels === undefined ? [] : [['labels', `[${labels.join(', ')}]`]]),
  ] as const
  const known = new Set<string>(facts.map(([name]) => name ?? ''))
  const kept: string[] = []
  let isDropped = false
  for (const line of before) {
    const name = /^([\w.-]+)\s*:/.exec(line)?.[1]
    if (name !== undefined) isDropped = known.has(name)
    if (!isDropped) kept.push(line)
  }
  const written = facts.filter(([name, value]) => name !== 'labels' || value !== '[]')
  return ['---', ...written.map(([name, value]) => `${name}: ${value}`), ...kept, '---', body].join('\n')
}

/** Quoted where YAML would read something else. */
function quoted(title: string): string {
  const isPlain = /^[\p{L}\p{N}][^:#'"]*$/u.test(title) && !/^(?:[\d.]+|true|false|null|yes|no)$/i.test(title)
  return isPlain ? title : `'${title.replaceAll("'", "''")}'`
}
