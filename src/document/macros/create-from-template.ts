import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** A button that makes a page out of a template. */
export const createFromTemplate: MacroDefinition = {
  name: 'create-from-template',
  title: 'Create from Template',
  body: 'none',
  output: 'inline',
  parameters: {
    templateName: { type: 'string' },
    templateId: { type: 'string' },
    buttonLabel: { type: 'string', default: 'Create from Template' },
    spaceKey: { type: 'space' },
    title: { type: 'string' },
  },
  dependsOn: 'nothing',
  expand: (call) => {
    const spaceKey = call.text('spaceKey') || (call.env.content?.spaceKey ?? call.env.spaceKey ?? '')
    const query = new URLSearchParams({ spaceKey })
    for (const name of ['templateId', 'templateName', 'title']) {
      const value = call.text(name)
      if (value !== undefined && value !== '') query.set(name, value)
    }
    if (call.env.content !== undefined) query.set('fromPageId', call.env.content.id)
    const href = `${call.env.contextPath}/pages/createpage.action?${query}`
    return [
      html('a', { class: 'aui-button create-from-template-button', href }, call.text('buttonLabel') ?? ''),
    ]
  },
}
