import { type Html, html } from '../../base/html.ts'
import { icon } from './icons.ts'
import { pageTree, type Tree } from './page-tree.ts'

/** The space that a screen belongs to, beside its content: its name, its parts and its page tree. */
export function spaceSidebar(space: {
  readonly name: string
  readonly url: string
  readonly blogUrl: string
  readonly isHome: boolean
  /** Where the reader writes a new page or blog post; absent for those who may not. */
  readonly newPageUrl?: string
  readonly newPostUrl?: string
  readonly tree: Tree
  /** Whether the tree leaves pages out, because the space has too many. */
  readonly isPartial: boolean
}): Html {
  const tree = pageTree(space.tree)
  return html`<aside class="sidebar">
    <details class="sidebar-parts">
      <summary>${icon('space')}<span>${space.name}</span></summary>
      <nav aria-label="Space ${space.name}">
        <a class="space-home" href="${space.url}" ${space.isHome ? html` aria-current="page"` : undefined}
          >${icon('space')}<span>${space.name}</span></a
        >
        <a class="space-part" href="${space.blogUrl}">${icon('blogpost')}<span>Blog</span></a>
        ${newLink(space.newPageUrl, 'New page')}${newLink(space.newPostUrl, 'New blog post')}
        <h2>Pages</h2>
        ${tree ?? html`<p class="facts">No pages yet.</p>`}
        ${space.isPartial ? html`<p class="facts">The tree shows the pages around this one.</p>` : undefined}
      </nav>
    </details>
  </aside>`
}

function newLink(url: string | undefined, text: string): Html | undefined {
  return url === undefined
    ? undefined
    : html`<a class="space-part" href="${url}">${icon('add')}<span>${text}</span></a>`
}
