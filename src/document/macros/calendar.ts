import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** A team calendar. Calendars belong to another application, so a box says which one stands here. */
export const calendar: MacroDefinition = {
  name: 'calendar',
  title: 'Team Calendar',
  body: 'none',
  output: 'block',
  parameters: { id: { type: 'string' }, title: { type: 'string' } },
  dependsOn: 'nothing',
  expand: (call) => {
    const name = call.text('title') || call.text('id', '') || ''
    return [
      html(
        'div',
        { class: 'aui-message aui-message-generic calendar-macro' },
        html('p', {}, `The calendar ${name === '' ? '' : `${name} `}is kept by another application.`),
      ),
    ]
  },
}
