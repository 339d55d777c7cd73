import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'
import { widthStyle } from './shared/width.ts'

/** Links to the lists of the whole site. */
export const globalReports: MacroDefinition = {
  name: 'global-reports',
  title: 'Global Reports',
  body: 'none',
  output: 'block',
  parameters: { width: { type: 'string' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const { env } = call
    const links = [
      ['Recently updated', '/dashboard.action'],
      ['All spaces', '/spacedirectory/view.action'],
      ['People', '/browsepeople.action'],
    ] as const
    const items = links.map(([text, path]) =>
      html('li', {}, html('a', { href: env.contextPath + path }, text)),
    )
    return [html('ul', { class: 'global-reports', ...widthStyle(call) }, ...items)]
  },
}
