import assert from 'node:assert/strict'
import { it } from 'node:test'
import { pageTree, type TreePage } from './page-tree.ts'

const page = (id: number, parentId: number | null): TreePage => ({
  id,
  parentId,
  title: `P${id}`,
  url: `/${id}`,
})
const shape = (markup = '') =>
  markup
    .replace(/<details open>/g, '+')
    .replace(/<details>/g, '-')
    .replace(/<a [^>]*aria-current="page"[^>]*>/g, '*')
    .replace(/<\/ul>/g, ')')
    .replace(/<ul>/g, '(')
    .replace(/<[^>]*>|\s+/g, '')

it('pages stand below their parents, open on the way to the shown page', () => {
  const pages = [page(1, null), page(2, 1), page(3, 1), page(4, 2), page(5, 4), page(6, 3)]
  const tree = pageTree({ pages, rootId: 1, currentId: 4, openIds: new Set([2, 1]) })
  assert.equal(shape(tree?.markup), '(+P2(+*P4(P5))-P3(P6))')
})

it('pages without a known parent stand at the top, and rings do not hang it', () => {
  const pages = [page(1, null), page(2, 99), page(3, null), page(4, 5), page(5, 4)]
  const tree = pageTree({ pages, rootId: 1, currentId: undefined, openIds: new Set() })
  assert.equal(shape(tree?.markup), '(P2P3)')
})

it('a space without pages has no tree', () => {
  assert.equal(pageTree({ pages: [page(1, null)], rootId: 1, currentId: 1, openIds: new Set() }), undefined)
})
