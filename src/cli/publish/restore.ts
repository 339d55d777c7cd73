/** Blocks that came back from Markdown as they went out are the blocks that they were. */
import { convert, readStorage } from '../../document/formats.ts'
import { writeNodes } from '../../document/formats/storage/write.ts'
import { nowhere } from '../../document/nowhere.ts'
import type { Anchor, Link, Node } from '../../document/tree.ts'
import { replace } from '../../document/visit.ts'
import { blocksOf } from './merge.ts'

const env = nowhere()

/**
 * Markdown cannot say everything in the spelling that a page has. Each block of `ours` that is what a block of `base`
 * becomes by way of Markdown stands for that very block.
 */
export async function restoreBlocks(
  ours: readonly string[],
  base: readonly string[],
  space: string,
): Promise<readonly string[]> {
  const known = new Set(base.map((block) => block.trimEnd()))
  const wanted = new Set(ours.map((block) => block.trimEnd()).filter((block) => !known.has(block)))
  if (wanted.size === 0) return ours
  const origins = new Map<string, string>()
  for (const block of base) {
    const markdown = await convert(plainLinks(block, space), 'storage', 'markdown', { env })
    const back = await convert(markdown.text, 'markdown', 'storage', { env })
    for (const part of blocksOf(back.text)) {
      const isWhole = part.trimEnd() === back.text.trimEnd()
      if (isWhole && !origins.has(part.trimEnd())) origins.set(part.trimEnd(), block)
    }
  }
  return ours.map((block) => (known.has(block.trimEnd()) ? block : (origins.get(block.trimEnd()) ?? block)))
}

function plainLinks(storage: string, space: string): string {
  const change = (node: Node): Node => {
    if (node.type === 'link') return plainLink(node, space)
    return node.type === 'anchor' && /^#./.test(node.url) ? ownAnchor(node) : node
  }
  return writeNodes(replace(readStorage(storage).tree.children, change))
}

/** An address within the page is a link to an anchor once it was published. */
function ownAnchor({ url, title, children }: Anchor): Node {
  const body = children.every(({ type }) => type === 'text') ? ('plain' as const) : ('rich' as const)
  const tooltip = title === undefined ? {} : { tooltip: title }
  return { type: 'link', target: { kind: 'self' }, anchor: url.slice(1), ...tooltip, body, children }
}

/** A link as it is after it was a link to a file. */
export function plainLink(link: Link, space: string): Node {
  const { target } = link
  if (link.anchor !== undefined || link.attributes !== undefined) return link
  const isPage = target.kind === 'page' && (target.space === undefined || target.space === space)
  if (!isPage && !(target.kind === 'attachment' && target.holder === undefined)) return link
  const named = target.kind === 'page' ? target.title : target.kind === 'attachment' ? target.fileName : ''
  const children = link.children.length > 0 ? link.children : [{ type: 'text', value: named } as const]
  const body = children.every(({ type }) => type === 'text') ? ('plain' as const) : ('rich' as const)
  const plain =
    target.kind === 'page'
      ? { kind: 'page' as const, title: target.title }
      : { kind: 'attachment' as const, fileName: named }
  return {
    type: 'link',
    target: plain,
    ...(link.tooltip !== undefined && { tooltip: link.tooltip }),
    body,
    children,
  }
}
