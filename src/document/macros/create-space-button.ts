import { html } from '../build.ts'
import type { MacroDefinition } from './macro.ts'

/** A button that makes a space. */
export const createSpaceButton: MacroDefinition = {
  name: 'create-space-button',
  title: 'Create Space Button',
  body: 'none',
  output: 'inline',
  parameters: {},
  dependsOn: 'nothing',
  expand: ({ env }) => [
    html(
      'a',
      { class: 'aui-button', href: `${env.contextPath}/spaces/createspace-start.action` },
      'Create space',
    ),
  ],
}
