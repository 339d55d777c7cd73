import { html } from '../build.ts'
import { documentLimits } from '../limits.ts'
import { type MacroDefinition, MacroProblem } from './macro.ts'
import { attachmentTable } from './shared/attachments.ts'
import { spaceKeysOf } from './shared/list.ts'

/** The files of all pages of a space. */
export const spaceAttachments: MacroDefinition = {
  name: 'space-attachments',
  title: 'Space Attachments',
  body: 'none',
  output: 'block',
  parameters: { space: { type: 'space' } },
  dependsOn: 'reader',
  expand: async (call) => {
    const [named] = spaceKeysOf(call, 'space', 'spaceKey') ?? []
    const spaceKey = named ?? call.env.content?.spaceKey ?? call.env.spaceKey
    if (spaceKey === undefined) throw new MacroProblem('The text that holds this macro belongs to no space.')
    const all = await call.env.listAttachments({ spaceKey })
    const attachments = all.slice(0, documentLimits.macroListItems)
    const shown =
      attachments.length === 0
        ? html('p', { class: 'noattachments' }, 'There are no attachments in this space.')
        : attachmentTable(attachments, call.env)
    return [html('div', { class: 'space-attachments-container', 'data-space-key': spaceKey }, shown)]
  },
}
