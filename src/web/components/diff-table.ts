import type { DiffLine } from '../../base/diff.ts'
import { type Html, html } from '../../base/html.ts'
import { limits } from '../../base/limits.ts'

const NAMES = { same: '', removed: 'Removed: ', added: 'Added: ' } as const
const SIGNS = { same: ' ', removed: '−', added: '+' } as const

/** How one text became another, line by line; of what stayed only the lines next to a change. */
export function diffTable(lines: readonly DiffLine[]): Html {
  const shown = withSurroundings(lines)
  if (shown.length === 0) return html`<p class="empty">The texts are the same.</p>`
  return html`<div class="diff" role="group" aria-label="Changes">
    ${shown
      .slice(0, limits.screenDiffLines)
      .map((one) =>
        one === undefined
          ? html`<p class="diff-gap">⋯</p>`
          : html`<p class="diff-line ${one.kind}">
              <span class="diff-sign" aria-hidden="true">${SIGNS[one.kind]}</span
              ><span class="visually-hidden">${NAMES[one.kind]}</span><span>${one.line}</span>
            </p>`,
      )}
    ${shown.length > limits.screenDiffLines ? html`<p class="diff-gap">More lines changed than these.</p>` : undefined}
  </div>`
}

/** The changed lines, with `undefined` where lines between them are left out. */
function withSurroundings(lines: readonly DiffLine[]): (DiffLine | undefined)[] {
  const near = lines.map((_line, at) =>
    lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== 'same'),
  )
  return lines.flatMap((line, at) => {
    if (near[at]) return [line]
    return at > 0 && near[at - 1] ? [undefined] : []
  })
}

/** Lines beside a change that say where it is. */
const CONTEXT = 2
