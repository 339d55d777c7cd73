import { type Html, html } from '../../base/html.ts'

/** One step of the way from the dashboard to where the reader is. */
export interface Crumb {
  readonly url: string
  readonly text: string
}

/** The way here: links to everything above. The screen's own title follows as a heading, not as a crumb. */
export function breadcrumbs(contextPath: string, crumbs: readonly Crumb[]): Html {
  const steps = [{ url: `${contextPath}/`, text: 'Dashboard' }, ...crumbs]
  return html`<nav id="breadcrumb-section" aria-label="Breadcrumb">
    <ol id="breadcrumbs">
      ${steps.map(
        ({ url, text }) =>
          html`<li>
            <span><a href="${url}">${text}</a></span>
          </li>`,
      )}
    </ol>
  </nav>`
}
