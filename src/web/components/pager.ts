import { type Html, html } from '../../base/html.ts'

/** A stretch of a list as an address names it: `?start=` entries are skipped. */
export interface Stretch {
  readonly start: number
  readonly limit: number
  readonly more: boolean
  /** What the links say; default: newer and older. */
  readonly names?: readonly [before: string, after: string]
  /** The address of the stretch that begins here. */
  url(start: number): string
}

/** Links to the stretches before and after; nothing when everything is shown. */
export function pager({ start, limit, more, names = ['Newer', 'Older'], url }: Stretch): Html | undefined {
  if (start === 0 && !more) return undefined
  const before = Math.max(0, start - limit)
  return html`<nav class="pager" aria-label="More entries">
    ${start > 0 ? html`<a class="button" rel="prev" href="${url(before)}">${names[0]}</a>` : undefined}${more ? html`<a class="button" rel="next" href="${url(start + limit)}">${names[1]}</a>` : undefined}
  </nav>`
}
