/** Bringing the body of one content into another. */
import type { ContentSummary, Environment } from './env.ts'
import { documentLimits } from './limits.ts'
import type { Included } from './macros/macro.ts'
import type { Node, Target } from './tree.ts'
import { replace } from './visit.ts'

/** Reads the body of a content that the nodes of `trail` (ids, outermost first) bring in. */
export async function includeBody(
  env: Environment,
  target: Target,
  trail: readonly string[],
): Promise<{ included: Included; contentId?: string }> {
  const [resolved] = await env.resolve([target])
  if (resolved?.kind !== 'content') return { included: { kind: 'missing' } }
  const { content } = resolved
  if (trail.includes(content.id) || trail.length >= documentLimits.includeDepth) {
    return { included: { kind: 'recursion', title: content.title } }
  }
  const body = await env.readBody(content.id)
  if (body === undefined) return { included: { kind: 'missing' } }
  const nodes = anchorTargets(body, content)
  return { included: { kind: 'body', title: content.title, url: content.url, nodes }, contentId: content.id }
}

/** The nodes with every target spelled out that was relative to the content they come from. */
export function anchorTargets(nodes: readonly Node[], content: ContentSummary): readonly Node[] {
  return replace(nodes, (node) => {
    if (node.type === 'link' || node.type === 'image') {
      const target = anchorTarget(node.target, content)
      return target === node.target ? node : { ...node, target, source: undefined, shell: undefined }
    }
    if (node.type !== 'macro' || !node.parameters.some(({ targets }) => targets !== undefined)) return node
    const parameters = node.parameters.map((parameter) => ({
      ...parameter,
      targets: parameter.targets?.map((target) => anchorTarget(target, content)),
    }))
    return { ...node, parameters, source: undefined, shell: undefined }
  })
}

function anchorTarget(target: Target, content: ContentSummary): Target {
  if (target.kind === 'self') return { kind: 'content', id: content.id }
  if ((target.kind === 'page' || target.kind === 'blogPost') && target.space === undefined) {
    return { ...target, space: content.spaceKey }
  }
  if (target.kind === 'attachment') {
    const holder = anchorTarget(target.holder ?? { kind: 'self' }, content)
    return { ...target, holder }
  }
  return target
}
