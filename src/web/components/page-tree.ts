import { type Html, html } from '../../base/html.ts'

/** A page of a tree. */
export interface TreePage {
  readonly id: number
  readonly parentId: number | null
  readonly title: string
  readonly url: string
}

export interface Tree {
  readonly pages: readonly TreePage[]
  /** The page whose children are the first level; pages without a known parent join them. */
  readonly rootId: number | null
  /** The page that is shown, and those above it: their branches are open. */
  readonly currentId: number | undefined
  readonly openIds: ReadonlySet<number>
}

/** The pages of a space as a tree that opens and closes without script. */
export function pageTree({ pages, rootId, currentId, openIds }: Tree): Html | undefined {
  const known = new Set(pages.map((page) => page.id))
  const isTop = ({ parentId }: TreePage) => parentId === null || parentId === rootId || !known.has(parentId)
  const below = Map.groupBy(
    pages.filter((page) => page.id !== rootId),
    (page) => (isTop(page) ? 0 : (page.parentId ?? 0)),
  )
  const branch = (parentId: number): Html | undefined => {
    const children = below.get(parentId)
    return (
      children &&
      html`<ul>
        ${children.map(node)}
      </ul>`
    )
  }
  const node = (page: TreePage): Html => {
    const current = page.id === currentId ? html` aria-current="page"` : undefined
    const link = html`<a href="${page.url}" ${current}>${page.title}</a>`
    const children = branch(page.id)
    if (children === undefined) return html`<li class="leaf">${link}</li>`
    const isOpen = openIds.has(page.id) || page.id === currentId
    return html`<li><details${isOpen ? html` open` : undefined}><summary>${link}</summary>${children}</details></li>`
  }
  const tree = branch(0)
  return tree && html`<div class="page-tree">${tree}</div>`
}
