import { AppError } from '../../../base/errors.ts'
import { limits } from '../../../base/limits.ts'

/** What is to be expanded: a key, and below it what of that. */
export interface ExpandTree {
  readonly [key: string]: ExpandTree
}

export const nothing: ExpandTree = {}

/**
 * Read `expand`: comma lists of dotted paths, repeatable, blanks tolerated. Keys that mean nothing are ignored by
 * whoever meets them, as the vendor does. Refuses more keys or deeper paths than the limits.
 */
export function parseExpand(given: readonly string[] | undefined, preset: string): ExpandTree {
  if (given === undefined) return presetTree(preset)
  const tree: Record<string, ExpandTree> = Object.create(null) as Record<string, ExpandTree>
  if (given.length > limits.expandKeys) {
    throw new AppError('bad-parameter', `expand takes at most ${limits.expandKeys} keys.`)
  }
  for (const path of given) {
    const keys = path.split('.').map((key) => key.trim())
    if (keys.length > limits.expandDepth) {
      throw new AppError(
        'bad-parameter',
        `expand takes paths of at most ${limits.expandDepth} keys: ${path.slice(0, 100)}`,
      )
    }
    let node = tree
    for (const key of keys) {
      if (key === '') break
      node = (node[key] ??= Object.create(null) as ExpandTree) as Record<string, ExpandTree>
    }
  }
  return tree
}

const presets = new Map<string, ExpandTree>()

function presetTree(preset: string): ExpandTree {
  let tree = presets.get(preset)
  if (tree === undefined) {
    tree = preset === '' ? nothing : parseExpand(preset.split(','), '')
    presets.set(preset, tree)
  }
  return tree
}

/** How many entries a list may have with this expanded: rendering costs most, then bodies, then anything. */
export function listCap(tree: ExpandTree, cloud: boolean): number {
  const text = JSON.stringify(tree)
  if (cloud && /"(export_view|styled_view)"/.test(text)) return limits.listMostWithExport
  if (text.includes('"body"')) return limits.listMostWithBody
  return text === '{}' ? limits.listMost : limits.listMostExpanded
}
