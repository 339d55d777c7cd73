import { type Html, html } from '../../base/html.ts'
import type { UserSummary } from '../../document/env.ts'

/** A person's picture. It says nothing that the name beside it does not say. */
export function avatar(
  contextPath: string,
  person: UserSummary | undefined,
  size: 'small' | 'large' = 'small',
): Html {
  const src = person?.avatarUrl || `${contextPath}/avatar/anonymous.svg`
  const pixels = size === 'small' ? 24 : 72
  return html`<img class="avatar" src="${src}" alt="" width="${pixels}" height="${pixels}" />`
}

/** A person's name, leading to their profile. */
export function personLink(person: UserSummary | undefined): Html {
  if (person === undefined || person.url === '')
    return html`<span class="person">${person?.displayName ?? 'Anonymous'}</span>`
  return html`<a class="person" href="${person.url}" data-username="${person.username}"
    >${person.displayName}</a
  >`
}
