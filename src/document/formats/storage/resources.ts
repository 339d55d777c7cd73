/** Targets → `ri:…` elements as text. */
import { writeAttributes } from '../../../base/xml/write.ts'
import { targetElements } from '../../targets.ts'
import type { Element, Target } from '../../tree.ts'

/** The resource identifier of a target; nothing for `self`. */
export function writeTarget(target: Target): string {
  return targetElements(target).map(writeIdentifier).join('')
}

function writeIdentifier({ name, attributes, children }: Element): string {
  const start = `<${name}${writeAttributes(attributes)}`
  const inside = children.map((child) => (child.type === 'element' ? writeIdentifier(child) : '')).join('')
  return inside === '' ? `${start} />` : `${start}>${inside}</${name}>`
}
