import { type Html, html, raw } from '../../base/html.ts'
import type { ContentSummary } from '../../document/env.ts'

/** The mark of the wiki: two streams that become one. */
export const mark: Html = raw(
  '<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">' +
    '<path class="stream-one" d="M5 3c0 9 3 11 7 15 3 3 4 6 4 11" fill="none" stroke-width="4" stroke-linecap="round"/>' +
    '<path class="stream-two" d="M27 3c0 9-3 11-7 15-3 3-4 6-4 11" fill="none" stroke-width="4" stroke-linecap="round"/></svg>',
)

const PATHS = {
  page: 'M4 1.5h5.5L13 5v9.5H4zM9 2v3.5h3.5M6.5 8.5h4M6.5 11h4',
  blogpost: 'M2.5 13.5l1-4 7-7 3 3-7 7zM9 4l3 3M9 13.5h4.5',
  comment: 'M2 3h12v8H7l-3 3v-3H2z',
  attachment:
    'M12.5 7L7.8 11.7a2.6 2.6 0 0 1-3.7-3.7l5-5a1.8 1.8 0 0 1 2.6 2.6l-5 5a.9.9 0 0 1-1.3-1.3l4.4-4.4',
  custom: 'M2.5 2.5h4.5v4.5H2.5zM9 9h4.5v4.5H9zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5z',
  space: 'M2 4.5l6-3 6 3-6 3zM2 8l6 3 6-3M2 11.5l6 3 6-3',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.7-4M2.5 2v3h3M8 5v3.2l2.3 1.5',
  info: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 7.3V11M8 4.9v.2',
  link: 'M6.8 9.2l2.4-2.4M7.5 5l1.7-1.7a2.4 2.4 0 0 1 3.5 3.5L11 8.5M8.5 11l-1.7 1.7a2.4 2.4 0 0 1-3.5-3.5L5 7.5',
  edit: 'M2.5 13.5l.8-3.2 7.6-7.6 2.4 2.4-7.6 7.6zM9.3 4.3l2.4 2.4',
  add: 'M8 2.5v11M2.5 8h11',
  watch:
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.3 4.5l.7 9h6l.7-9',
} as const

export type IconName = keyof typeof PATHS

const STROKE =
  'fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round"'

/** A small line drawing beside words that say the same. */
export function icon(name: IconName): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="${PATHS[name]}" ${STROKE}/></svg>`,
  )
}

/** The drawing of a kind of content, with its name for those who do not see it. */
export function kindIcon(kind: ContentSummary['kind']): Html {
  return html`<span class="kind" title="${KIND_NAMES[kind]}"
    >${icon(kind)}<span class="visually-hidden">${KIND_NAMES[kind]}</span></span
  >`
}

/** What people call the kinds of content. */
export const KIND_NAMES: Readonly<Record<ContentSummary['kind'], string>> = {
  page: 'Page',
  blogpost: 'Blog post',
  comment: 'Comment',
  attachment: 'Attachment',
  custom: 'Custom content',
}
